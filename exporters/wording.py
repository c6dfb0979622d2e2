"""Plain sentences from a determination; what the baseline adds stays apart from the statute.

``Wording`` is for many determinations of one book; the functions below it are for one.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from exporters import phrases
from exporters.names import NO_VALUE, Names, citations
from facts import Text
from rules.loader import CompiledBook
from rules.measures import TariffRow
from sanctions.determination import (
    ADJUSTMENT_LABELS,
    QUESTION_LABELS,
    STATUS_LABELS,
    Adjustment,
    Determination,
    Earlier,
    Effect,
    FactUsed,
    OpenQuestion,
    Reason,
    Step,
)
from sanctions.prescribed import BASELINE_RULE, MERGE_RULE
from sanctions.sketches import FAILED

#: Statuses that leave an outcome to be told; the others have no interval.
DECIDABLE = frozenset({"recommended", "exempt", "needs_facts", "needs_judgement"})
MOST_NAMED = 3
#: How the rule of a reason ends when the official listed the fault.
LISTED = ".listed"

_FAULT_HEADS = {
    "true": phrases.FAULT_FOUND,
    "unknown": phrases.FAULT_OPEN,
    "false": phrases.FAULT_DENIED,
}
_UNSETTLED = ("仍", STATUS_LABELS["needs_facts"].zh, STATUS_LABELS["needs_judgement"].zh)


class Wording:
    """Words for the determinations of one book in one language ("zh" or "en")."""

    def __init__(self, book: CompiledBook, lang: str = "zh") -> None:
        self.names = Names(book, lang)
        self._stages: dict[str, Callable[[Determination, Reason], str]] = {
            "scope": self._scope,
            "duty": self._duty,
            "finding": self._finding,
            "attribution": self._attribution,
            "measure": self.measure,
            "adjustment": self._adjustment,
            "procedure": self._procedure,
        }

    # ── the outcome ───────────────────────────────────────────────────────────

    def outcome(self, d: Determination) -> str:
        """诫勉谈话、责令作出书面检查（并处）; or the status, and what it waits for."""
        names = self.names
        if d.status == "recommended":
            words = names.measures(d.subject_kind, (m.id for m in d.measures))
            return words + (names.text(phrases.TOGETHER) if len(d.measures) > 1 else "")
        label = names.status(d.status)
        detail = ""
        if d.status in ("needs_facts", "needs_judgement"):
            detail = self._waits_for(d)
        elif d.status == "out_of_scope":
            detail = names.joined(self.scope_reasons(d))
        elif d.status == "rejected":
            detail = names.text(phrases.SEE_PROBLEMS)
        return f"{label}{names.marks.colon}{detail}" if detail else label

    def _waits_for(self, d: Determination) -> str:
        asked = [self.asked(q) for q in d.open_questions if not self.only_referral(q)]
        facts = list(dict.fromkeys(asked))
        words = self.names.joined(facts[:MOST_NAMED])
        more = len(facts) > MOST_NAMED
        return words + (self.names.text(phrases.AND_MORE, count=len(facts)) if more else "")

    def scope_reasons(self, d: Determination) -> list[str]:
        """Why the book does not apply, as the book says it; empty when it does."""
        if d.status != "out_of_scope":
            return []
        found = [self.names.otherwise(r.rule) for r in d.reasons if r.stage == "scope"]
        return [words for words in found if words]

    def lightest(self, d: Determination) -> str:
        """The lightest outcome still possible; a dash where none is to be told."""
        return self._end(d, d.interval.lightest)

    def heaviest(self, d: Determination) -> str:
        """The heaviest outcome still possible; a dash where none is to be told."""
        return self._end(d, d.interval.heaviest)

    def _end(self, d: Determination, measures: tuple[str, ...]) -> str:
        if d.status not in DECIDABLE:
            return NO_VALUE
        return self.names.measures(d.subject_kind, measures)

    def interval(self, d: Determination) -> str:
        """最轻：…；最重：…; one outcome when both are the same."""
        light, heavy = self.lightest(d), self.heaviest(d)
        if light == heavy:
            return light
        return self.names.text(phrases.INTERVAL, lightest=light, heaviest=heavy)

    # ── why ───────────────────────────────────────────────────────────────────

    def fact(self, used: FactUsed) -> str:
        """情况类别 = 突发事件（案件!L7）."""
        value = self.names.value(used.value) or self.names.text(phrases.BLANK)
        return f"{self.names.label(used.fact)} = {value}{self.names.aside(used.source)}"

    def facts(self, because: Iterable[FactUsed]) -> str:
        """Several facts with their cells."""
        return self.names.joined(self.fact(used) for used in because)

    def cited(self, written: str | Iterable[str]) -> str:
        """依据 责任追究制度(二)4、定期报告制度(二); empty without citation."""
        ids = citations(written) if isinstance(written, str) else list(written)
        return self.names.text(phrases.UNDER, cite=self.names.joined(ids)) if ids else ""

    def reasons(self, d: Determination) -> list[str]:
        """One sentence a step, in the order of the steps; the steps of scope are one."""
        steps, scope = self.telling(d), []
        if d.status != "out_of_scope":
            scope = [r for r in steps if r.stage == "scope"]
            steps = [r for r in steps if r.stage != "scope"]
        sentences = [self._stages.get(r.stage, self._other)(d, r) for r in steps]
        if scope:
            because = [used for r in scope for used in r.because]
            cites = dict.fromkeys(c for r in scope for c in citations(r.citation))
            sentences.insert(0, self._sentence(phrases.IN_SCOPE, because, cites))
        return sentences

    def telling(self, d: Determination) -> list[Reason]:
        """The steps that have led somewhere: a measure that nothing offered is not replaced."""
        tariff, rules = self.names.book.book.tariff, self.names.book.rules
        if tariff is None:
            return list(d.reasons)
        kind = d.subject_kind or ""
        rows = {row.id: row for row in tariff.rows}
        offered = {m for r in d.reasons if r.rule in rows for m in self._in_row(rows[r.rule])}

        def leads(r: Reason) -> bool:
            rule = rules.get(r.rule)
            if rule is None or rule.conclusion.verb != "replace":
                return True
            _, old = rule.conclusion.targets
            return self.names.has_measure(kind, old) and (not offered or old in offered)

        return [r for r in d.reasons if leads(r)]

    def _in_row(self, row: TariffRow) -> set[str]:
        """Every measure that a row of the statute may lead to."""
        found = {*row.choose, *row.measures, *row.plus}
        if row.range is not None:
            ladder = self.names.grades(row.kind)
            low, high = (ladder.index(m) for m in row.range)
            found.update(ladder[low : high + 1])
        return found

    def applied(self, d: Determination) -> list[str]:
        """The clauses that the conclusions rest on; not those of faults denied or still open."""
        settled = tuple(f for f in d.faults if f.basis != "none")
        steps = tuple(r for r in self.telling(d) if d.faults or r.stage != "finding")
        return self.clauses(replace(d, faults=settled, reasons=steps))

    def _sentence(
        self, head: Text, because: Iterable[FactUsed], cites: str | Iterable[str], **values: object
    ) -> str:
        marks = self.names.marks
        parts = (self.facts(because), self.cited(cites))
        tail = marks.stop.join(part for part in parts if part)
        start = self.names.text(head, **values)
        return f"{start}{marks.colon}{tail}" if tail else start

    def _scope(self, d: Determination, r: Reason) -> str:
        words = self.names.otherwise(r.rule) or self.names.status(d.status)
        return self._sentence(phrases.OUT_OF_SCOPE, r.because, r.citation, why=words)

    def _duty(self, d: Determination, r: Reason) -> str:
        duty = self.names.label(next(iter(self.names.targets(r.rule)), r.rule))
        return self._sentence(phrases.BREACH, r.because, r.citation, duty=duty)

    def _finding(self, d: Determination, r: Reason) -> str:
        fault = self.fault_of(r)
        value = next((f.value for f in d.faults if f.id == fault), "false")
        head = _FAULT_HEADS[value]
        if r.rule.endswith(LISTED):
            head = phrases.FAULT_LISTED if value == "true" else phrases.FAULT_LISTED_OPEN
        elif value == "unknown":
            failed = r.rule.endswith(FAILED)
            head = phrases.FAULT_DENIED_OPEN if failed else phrases.FAULT_MET_OPEN
        words = self._sentence(head, r.because, r.citation, fault=self.names.fault(fault))
        reading = self.names.reading(r.rule)
        return words + (self.names.text(phrases.READING, reading=reading) if reading else "")

    def fault_of(self, r: Reason) -> str:
        """The fault that a finding is about: what its rule concludes, or what its id names."""
        return next(iter(self.names.targets(r.rule)), r.rule.removesuffix(LISTED))

    def _attribution(self, d: Determination, r: Reason) -> str:
        found = next(iter(self.names.targets(r.rule)), d.responsibility)
        label = self.names.responsibility(found)
        head = phrases.RESPONSIBILITY if label else phrases.SILENCE
        return self._sentence(head, r.because, r.citation, label=label)

    def measure(self, d: Determination, r: Reason) -> str:
        """What the statute offers or prescribes; then, apart, what the baseline picks."""
        names = self.names
        if r.rule != BASELINE_RULE:
            return self._prescribed(d, r)
        if d.status == "exempt":
            return names.text(phrases.BASELINE_EXEMPT, facts=self.facts(r.because))
        cited = names.joined(
            names.measure(d.subject_kind, m.id) + names.aside(names.joined(m.citations))
            for m in d.measures
        )
        if names.book.book.tariff is not None:
            stated = [used for used in r.because if used.value]
            because = names.text(phrases.ON, facts=self.facts(stated)) if stated else ""
            return names.text(phrases.WITHIN, facts=because, suggested=cited)
        head = names.text(phrases.OFFERED, count=len(d.statutory_options), measures=cited)
        adjusted = any(a.applied for a in d.adjustments)
        tail = phrases.BASELINE_ADJUSTED if adjusted else phrases.BASELINE
        suggested = names.measures(d.subject_kind, (m.id for m in d.measures))
        return head + names.text(tail, facts=self.facts(r.because), suggested=suggested)

    def _prescribed(self, d: Determination, r: Reason) -> str:
        """A row of the statute, the merging of several, or a substitution."""
        names = self.names
        tariff = names.book.book.tariff
        row = next((t for t in tariff.rows if t.id == r.rule), None) if tariff else None
        if row is not None:
            words = self.row(row)
            return self._sentence(phrases.ROW, r.because, r.citation, range=words)
        if r.rule == MERGE_RULE and tariff is not None:
            how = names.text(phrases.MERGING[tariff.merge.how])
            return self._sentence(phrases.MERGED, r.because, r.citation, how=how)
        new, old = (names.measure(d.subject_kind, m) for m in names.targets(r.rule))
        return self._sentence(phrases.REPLACED, r.because, r.citation, new=new, old=old)

    def prescribed(self, d: Determination) -> list[tuple[str, tuple[str, ...]]]:
        """What the rows of the statutory table allow, each with its clauses."""
        tariff = self.names.book.book.tariff
        rows = {row.id: row for row in tariff.rows} if tariff else {}
        named = dict.fromkeys(r.rule for r in d.reasons if r.rule in rows)
        return [(self.row(rows[id_]), rows[id_].cite) for id_ in named]

    def row(self, row: TariffRow) -> str:
        """What a row of the statutory table prescribes: 警告至记大过."""
        names = self.names
        if row.range is not None:
            low, high = (names.measure(row.kind, m) for m in row.range)
            found = low if low == high else names.text(phrases.RANGE, low=low, high=high)
        else:
            several = names.measures(row.kind, row.choose or row.measures)
            template = phrases.SOME_OF if row.together else phrases.ONE_OF
            found = several
            if len(row.choose) > 1:
                found = names.text(template, measures=several)
        if row.plus:
            found += names.text(phrases.PLUS, measures=names.measures(row.kind, row.plus))
        return found

    def _adjustment(self, d: Determination, r: Reason) -> str:
        group = [a for a in d.adjustments if a.id == r.rule]
        head = self._sentence(phrases.ADJUSTMENT, r.because, r.citation, what=self._offer(group))
        return head + self._suggested(group)

    def _offer(self, group: list[Adjustment]) -> str:
        labels = self.names.joined(self.names.text(ADJUSTMENT_LABELS[a.kind]) for a in group)
        must = any(a.force == "shall" for a in group)
        return self.names.text(phrases.SHALL if must else phrases.MAY, kinds=labels)

    def _suggested(self, group: list[Adjustment]) -> str:
        applied = [self.names.text(ADJUSTMENT_LABELS[a.kind]) for a in group if a.applied]
        if not applied or all(a.force == "shall" for a in group):
            return ""
        return self.names.text(phrases.BASELINE_PICKS, kinds=self.names.joined(applied))

    def adjustments(self, d: Determination) -> list[str]:
        """可以从轻、减轻、免予；裁量基准建议减轻: one text for each provision."""
        groups: dict[str, list[Adjustment]] = {}
        for adjustment in d.adjustments:
            groups.setdefault(adjustment.id, []).append(adjustment)
        return [self._offer(group) + self._suggested(group) for group in groups.values()]

    def _procedure(self, d: Determination, r: Reason) -> str:
        target = next(iter(self.names.targets(r.rule)), r.rule)
        steps = {step.id: step.label for step in self.names.book.book.metadata.procedures}
        if target in steps:
            label = self.names.label(steps[target])
            return self._sentence(phrases.TASK, r.because, r.citation, label=label)
        label = self.names.referral(target)
        return self._sentence(phrases.REFERRAL, r.because, r.citation, label=label)

    def _other(self, d: Determination, r: Reason) -> str:
        return self._sentence(phrases.STEP, r.because, r.citation, rule=r.rule)

    def clauses(self, d: Determination) -> list[str]:
        """Every clause that the determination cites, once, in the order of the reasoning."""
        found: dict[str, None] = {}
        for reason in d.reasons:
            if reason.rule != BASELINE_RULE:
                found.update(dict.fromkeys(citations(reason.citation)))
        for group in (d.faults, d.measures, d.adjustments, d.referrals):
            for item in group:
                found.update(dict.fromkeys(item.citations))
        return list(found)

    def effect(self, d: Determination, effect: Effect) -> str:
        """影响期18个月（2024-05-01至2025-11-01）：不得晋升职务."""
        names = self.names
        parts = [names.measures(d.subject_kind, effect.measures)]
        if effect.given:
            parts = [names.text(phrases.GIVEN, measures=parts[0])]
        if effect.months:
            several = effect.most > effect.months
            template = phrases.MONTHS_RANGE if several else phrases.MONTHS
            parts.append(names.text(template, months=effect.months, most=effect.most))
        if effect.until:
            parts.append(names.text(phrases.UNTIL, since=effect.since, until=effect.until))
        parts += [self._earlier(other) for other in effect.earlier]
        return names.marks.stop.join([*parts, *map(names.label, effect.effects)])

    def _earlier(self, other: Earlier) -> str:
        """其中警告（2024-01-10起、处理历史!A2）到2025-01-10届满，剩余6个月零3天."""
        names = self.names
        label = names.label(other.label) if other.label else names.text(phrases.OTHER_DECISION)
        since = names.text(phrases.FROM, since=other.since) if other.since else ""
        what = label + names.aside(names.joined(filter(None, (since, other.source))))
        values = {"what": what, "months": other.months, "until": other.until}
        if not other.until:
            return names.text(phrases.EARLIER_UNKNOWN, **values)
        if other.how in phrases.MEETING:
            return names.text(phrases.MEETING[other.how], **values)
        days = names.text(phrases.AND_DAYS, days=other.days) if other.days else ""
        return names.text(phrases.REMAINDER, days=days, **values)

    def step(self, step: Step) -> str:
        """在30日内作出决定（2024-06-01前）."""
        due = self.names.text(phrases.DUE, due=step.due) if step.due else ""
        return f"{self.names.label(step.label)}{self.names.aside(due)}"

    # ── what is missing ───────────────────────────────────────────────────────

    def question(self, q: OpenQuestion) -> str:
        """What to ask the official."""
        asked = self.names.question(q.fact) or self.names.text(phrases.ASK, fact=self.asked(q))
        template = phrases.QUESTIONS.get(q.kind, phrases.ASKED)
        silence = self.names.label(self.names.book.book.metadata.silence.text)
        return self.names.text(template, asked=asked, silence=silence)

    def kind(self, q: OpenQuestion) -> str:
        """What sort of question it is, in words."""
        label = QUESTION_LABELS.get(q.kind)
        return self.names.text(label) if label else q.kind

    def only_referral(self, q: OpenQuestion) -> bool:
        """Does the question bear on a referral alone, and not on the measures?"""
        return bool(q.outcomes) and self.names.referral_words.issuperset(q.outcomes.values())

    def titled(self, q: OpenQuestion) -> str:
        """情节（待人判断）: what is missing, in short."""
        note = self.names.text(phrases.ONLY_REFERRAL) if self.only_referral(q) else ""
        return self.asked(q) + self.names.aside(
            self.names.joined(filter(None, (self.kind(q), note)))
        )

    def asked(self, q: OpenQuestion) -> str:
        """What is missing: the label of a fact, or what is to be settled."""
        return self.names.told(q.fact)

    def missing(self, d: Determination) -> list[str]:
        """情节（待人判断）: one short text for each open question."""
        return [self.titled(q) for q in d.open_questions]

    def answers(self, q: OpenQuestion) -> list[str]:
        """是 → 诫勉谈话: one line for each possible answer."""
        told = self.names.told
        return [f"{told(answer)} → {told(outcome)}" for answer, outcome in q.outcomes.items()]


def settles(outcome: str) -> bool:
    """Does an answer with this outcome leave nothing more to ask?"""
    return not outcome.startswith(_UNSETTLED)
