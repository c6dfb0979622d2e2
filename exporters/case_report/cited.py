"""Words in which every fact carries its cell, and every fault considered its clause."""

from collections.abc import Iterable
from dataclasses import replace

from exporters import phrases, why_not
from exporters.case_report import labels
from exporters.dossier import FactLine
from exporters.places import place
from exporters.wording import Wording
from facts import Text
from sanctions.determination import Considered, Determination, FactUsed, Reason


class CitedWording(Wording):
    """The usual sentences, with facts as 情况类别“灾情险情”[案件!AA2]."""

    def fact(self, used: FactUsed) -> str:
        """One fact with its value and its cell."""
        value = self.names.value(used.value) or self.names.text(phrases.BLANK)
        gap = " " if self.names.lang == "en" else ""
        shown = f"{self.names.label(used.fact)}{gap}{self.names.quoted(value)}"
        return f"{shown}{gap}{place(used.source)}".rstrip()

    def line(self, line: FactLine) -> str:
        """A fact as it was read; a judgement says that it is one."""
        judged = self.names.text(labels.JUDGED) if line.kind == "judgement" else ""
        label = self.names.label(line.label) + judged
        return self.fact(FactUsed(label, line.value, line.source))

    def lines(self, lines: Iterable[FactLine]) -> str:
        """Several facts as they were read."""
        return self.names.joined(self.line(line) for line in lines)

    def staged(self, d: Determination, stage: str) -> list[str]:
        """The sentences of one stage of the reasoning, each with its full stop."""
        return self.of(d, tuple(reason for reason in d.reasons if reason.stage == stage))

    def of(self, d: Determination, steps: tuple[Reason, ...]) -> list[str]:
        """The sentences of some steps, each with its full stop."""
        return [self.ended(sentence) for sentence in self.reasons(replace(d, reasons=steps))]

    def found(self, words: Text) -> Text:
        """What is said of faults; where a book says who is entitled, of its conditions."""
        entitles = "recommended" in self.names.book.book.metadata.status_labels
        return labels.CONDITIONS.get(words, words) if entitles else words

    def resting(self, d: Determination) -> list[str]:
        """The clauses that the conclusions, their effects and the procedure rest on."""
        effects = [cite for effect in d.effects for cite in effect.citations]
        steps = [cite for step in d.procedure for cite in step.citations]
        return list(dict.fromkeys((*self.applied(d), *effects, *steps)))

    def ended(self, sentence: str) -> str:
        """The sentence with one full stop, be it the one of the clause that it quotes."""
        if sentence.endswith(("。”", ".”", "。’”")):
            return sentence
        return sentence.rstrip("。.") + self.names.marks.end.strip()

    def weighed(self, considered: Considered) -> str:
        """Why it does not apply, or what it lacks, each with the cells that show it."""
        parts = why_not.failing(considered, self)
        rest = why_not.rest(considered, self.names)
        if rest:
            facts = self.names.joined(self.fact(used) for used in rest)
            parts.append(self.names.text(labels.RESTS_ON, facts=facts))
        return self.names.marks.stop.join(parts)
