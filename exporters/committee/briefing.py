"""What a committee needs to know of one subject, in one sentence each."""

from collections.abc import Iterator

from exporters.committee import labels
from exporters.dossier import CaseFile, SubjectFile
from exporters.names import citations
from exporters.places import place
from exporters.wording import LISTED, Wording
from sanctions.determination import Determination, FactUsed, Reason


class Briefing:
    """Puts determinations of one book in a committee's words."""

    def __init__(self, words: Wording) -> None:
        self.words, self.names = words, words.names

    def faults(self, d: Determination) -> str:
        """Each fault; those undecided are marked, with their clauses, which are not yet applied."""
        names = self.names
        return "\n".join(
            names.text(
                labels.UNDECIDED_UNDER,
                fault=names.fault(f.id),
                clauses=names.joined(f.citations),
            )
            if f.value == "unknown"
            else names.fault(f.id)
            for f in d.faults
        )

    def open(self, case: CaseFile, subject: SubjectFile) -> str:
        """What is missing, each with the cell to fill in where the register has one."""
        cells = {line.label: line.source for line in (*case.facts, *subject.facts)}
        gap = " " if self.names.lang == "en" else ""
        return "\n".join(
            f"{self.words.titled(q)}{gap}{place(cells.get(q.fact, ''))}".rstrip()
            for q in subject.determination.open_questions
        )

    def basis(self, d: Determination) -> str:
        """What the statute offers, and apart from it what the baseline picks."""
        names = self.names
        if d.status in ("needs_facts", "needs_judgement"):
            return names.text(labels.NO_ADVICE)
        if d.status not in ("recommended", "exempt"):
            return ""
        cites = names.joined(dict.fromkeys(c for m in d.measures for c in m.citations))
        if d.measures and all(m.basis == "statute" for m in d.measures):
            return names.text(labels.PRESCRIBED, clauses=cites)
        lines = [
            names.text(labels.RANGE, range=range_, clauses=names.joined(clauses))
            for range_, clauses in self.words.prescribed(d)
        ]
        if cites and not lines:
            count = len(d.statutory_options)
            lines = [names.text(labels.STATUTE, count=count, clauses=cites)]
        adjusted = names.joined(self.words.adjustments(d))
        on = (names.responsibility(d.responsibility), names.choice("gravity", d.gravity))
        lines.append(
            names.text(
                labels.PICKED,
                on=" × ".join(filter(None, on)) or names.text(labels.WITHIN_RANGE),
                measures=self.words.outcome(d),
            )
        )
        if adjusted:
            lines.append(names.text(labels.ADJUSTED, what=adjusted))
        return "\n".join(lines)

    def interval(self, d: Determination) -> str:
        """The two ends; 只此一种 where there is no choice."""
        if d.status == "recommended" and d.interval.lightest == d.interval.heaviest:
            return self.names.text(labels.NO_CHOICE)
        return self.words.interval(d)

    def reason(self, d: Determination) -> str:
        """Everything that led to the outcome as one sentence, with its clauses."""
        names = self.names
        if d.status == "out_of_scope":
            return names.joined(self.words.scope_reasons(d)) + names.marks.end
        if d.status == "no_accountability":
            count = len(names.book.book.metadata.faults)
            return names.text(labels.NOT_ONE, count=count) + names.marks.end
        parts = list(self._findings(d))
        parts += [
            self._step(d, r) for r in d.reasons if r.stage not in ("scope", "finding", "measure")
        ]
        text = names.marks.stop.join(parts)
        return f"{text}{names.marks.end}" if text else ""

    def _findings(self, d: Determination) -> Iterator[str]:
        """One part for each fault: its facts, or that the official listed it."""
        names = self.names
        grouped: dict[str, list[Reason]] = {}
        for r in d.reasons:
            if r.stage == "finding":
                grouped.setdefault(self.words.fault_of(r), []).append(r)
        for fault, reasons in grouped.items():
            value = next((f.value for f in d.faults if f.id == fault), "false")
            label = names.fault(fault)
            found = names.text(labels.UNDECIDED, fault=label) if value == "unknown" else label
            because = dict.fromkeys(
                self._fact(used)
                for r in reasons
                for used in r.because
                if not r.rule.endswith(LISTED)
            )
            cites = dict.fromkeys(c for r in reasons for c in citations(r.citation))
            cells = dict.fromkeys(place(used.source) for r in reasons for used in r.because)
            gap = " " if names.lang == "en" else ""
            listed = f"{names.text(labels.LISTED)}{gap}{''.join(cells)}".rstrip()
            facts = names.joined(because) or listed
            yield f"{facts} → {found}{names.aside(names.joined(cites))}"

    def _step(self, d: Determination, r: Reason) -> str:
        """甲事实 → 主要责任（责任追究制度(三)）: the facts, what follows, the clauses."""
        names = self.names
        if r.stage == "attribution":
            target = next(iter(names.targets(r.rule)), d.responsibility)
            found = names.responsibility(target) or names.text(labels.FOR_A_PERSON)
        elif r.stage == "adjustment":
            found = names.joined(self.words.adjustments(d))
        else:
            found = names.referral(next(iter(names.targets(r.rule)), r.rule))
        cites = names.aside(names.joined(citations(r.citation)))
        facts = names.joined(self._fact(used) for used in r.because)
        return f"{facts} → {found}{cites}" if facts else f"{found}{cites}"

    def _fact(self, used: FactUsed) -> str:
        value = self.names.value(used.value) or self.names.text(labels.BLANK)
        gap = " " if self.names.lang == "en" else ""
        return f"{self.names.label(used.fact)} = {value}{gap}{place(used.source)}".rstrip()
