"""Words in which every fact carries its cell, and every fault considered its clause."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporters import phrases, why_not
from exporters.case_report import labels
from exporters.dossier import FactLine
from exporters.wording import Wording
from sanctions.determination import Considered, Determination, FactUsed, Reason

#: 履职记录!A7, in column and row.
_CELL = re.compile(r"(.+![A-Z]+)(\d+)")


class CitedWording(Wording):
    """The usual sentences, with facts as 情况类别“灾情险情”[案件!AA2]."""

    def fact(self, used: FactUsed) -> str:
        """One fact with its value and its cell."""
        value = self.names.quoted(used.value or self.names.text(phrases.BLANK))
        gap = " " if self.names.lang == "en" else ""
        return f"{used.fact}{gap}{value}{place(used.source)}"

    def line(self, line: FactLine) -> str:
        """A fact as it was read; a judgement says that it is one."""
        judged = self.names.text(labels.JUDGED) if line.kind == "judgement" else ""
        return self.fact(FactUsed(line.label + judged, line.value, line.source))

    def lines(self, lines: Iterable[FactLine]) -> str:
        """Several facts as they were read."""
        return self.names.joined(self.line(line) for line in lines)

    def staged(self, d: Determination, stage: str) -> list[str]:
        """The sentences of one stage of the reasoning, each with its full stop."""
        return self.of(d, tuple(reason for reason in d.reasons if reason.stage == stage))

    def of(self, d: Determination, steps: tuple[Reason, ...]) -> list[str]:
        """The sentences of some steps, each with its full stop."""
        return [self.ended(sentence) for sentence in self.reasons(replace(d, reasons=steps))]

    def ended(self, sentence: str) -> str:
        """The sentence with one full stop, be it the one of the clause that it quotes."""
        if sentence.endswith(("。”", ".”")):
            return sentence
        return sentence.rstrip("。.") + self.names.marks.end.strip()

    def weighed(self, considered: Considered) -> str:
        """Why it does not apply, or what it lacks, each with the cells that show it."""
        parts = why_not.failing(considered, self)
        told = set(considered.failing)
        rest = [u for u in considered.because if f"{u.fact} = {u.value}" not in told]
        if rest:
            facts = self.names.joined(self.fact(used) for used in rest)
            parts.append(self.names.text(labels.RESTS_ON, facts=facts))
        return self.names.marks.stop.join(parts)


def place(source: str) -> str:
    """[案件!H7]; nothing where there is no cell."""
    return f"[{spans(source)}]" if source else ""


def spans(source: str) -> str:
    """The cells; those of one column in rows that follow each other as 履职记录!A7:A9."""
    return "、".join(_spans(source.split("、")))


def _spans(cells: Iterable[str]) -> Iterator[str]:
    kept: list[tuple[str, int, int]] = []
    for cell in cells:
        found = _CELL.fullmatch(cell)
        if found is None:
            yield from _written(kept)
            kept = []
            yield cell
            continue
        column, row = found[1], int(found[2])
        if kept and kept[-1][0] == column and kept[-1][2] + 1 == row:
            kept[-1] = (column, kept[-1][1], row)
        else:
            kept.append((column, row, row))
    yield from _written(kept)


def _written(spans: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    for column, first, last in spans:
        to = f":{column.rpartition('!')[2]}{last}" if last > first else ""
        yield f"{column}{first}{to}"
