"""The sentences of the other reports, with a slot for each fact and each clause in them.

A slot is what a reader can follow: to the cell of a fact, to the text of a clause. The words
around the slots are the same for all subjects in the same situation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from exporters import why_not
from exporters.names import citations
from exporters.page.cells import Known
from exporters.wording import Wording
from sanctions.determination import (
    BookRef,
    Considered,
    Determination,
    Explanation,
    FactUsed,
    Reason,
)
from sanctions.lighter import Lighter

#: A fact's number or a clause's id stands between one of these and END.
FACT, CLAUSE, END = "\x01", "\x03", "\x02"


def fact_slot(number: int) -> str:
    """The place of a fact's value and cell."""
    return f"{FACT}{number}{END}"


def clause_slot(clause: str) -> str:
    """The place of a clause's id."""
    return f"{CLAUSE}{clause}{END}"


class Sentences:
    """The sentences of one book in one language; each distinct one is worded once."""

    def __init__(self, words: Wording) -> None:
        self.words, self.names = words, words.names
        self._worded, self._weighed = cache(self._word), cache(self._weigh)

    def reasons(self, d: Determination, known: Known) -> list[tuple[Reason, tuple[int, ...], str]]:
        """Each step with the numbers of its facts and its sentence."""
        frame = _Framed.of(d)
        found = []
        for reason in self.words.telling(d):
            slots = tuple(known.slot(used) for used in reason.because)
            masked = replace(
                reason,
                because=_masked(reason.because, slots),
                citation="; ".join(_slots(citations(reason.citation))),
            )
            sentence = self._worded(frame, masked)
            found.append((reason, slots, sentence))
        return found

    def _word(self, frame: "_Framed", reason: Reason) -> str:
        return "".join(self.words.reasons(replace(frame.determination, reasons=(reason,))))

    def considered(self, c: Considered, known: Known) -> tuple[tuple[int, ...], str]:
        """Why a fault or an adjustment applies, does not, or may: facts and one sentence."""
        slots = tuple(known.slot(used) for used in c.because)
        because = _masked(c.because, slots)
        said = {
            f"{used.fact} = {used.value}": f"{mask.fact} = {mask.value}"
            for used, mask in zip(c.because, because, strict=True)
        }
        masked = replace(
            c,
            because=because,
            failing=tuple(_masked_element(element, said) for element in c.failing),
            citations=_slots(c.citations),
        )
        return slots, self._weighed(masked)

    def lighter(self, ways: Iterable[Lighter], d: Determination, known: Known) -> list[str]:
        """What would make an outcome lighter: one sentence a way."""
        masked: Sequence[Lighter] = [
            replace(
                way,
                changes=tuple(
                    replace(change, was=was)
                    for change, was in zip(
                        way.changes,
                        _masked(
                            [c.was for c in way.changes], [known.slot(c.was) for c in way.changes]
                        ),
                        strict=True,
                    )
                ),
                differences=tuple(
                    replace(one, citations=_slots(one.citations)) for one in way.differences
                ),
            )
            for way in ways
        ]
        return why_not.lighter_sentences(masked, d, self.words, why_not.MOST_TOLD)

    def _weigh(self, c: Considered) -> str:
        (found,) = why_not.considered(Explanation(_NOBODY, (c,)), self.words)
        return found.text


#: Stands where an explanation must name a determination that nobody reads.
_NOBODY = Determination(None, None, None, None, BookRef("", "", ""), "recommended")


@dataclass(frozen=True)
class _Framed:
    """A determination without its subject, as a key."""

    determination: Determination = field(compare=False)
    key: str

    @classmethod
    def of(cls, d: Determination) -> "_Framed":
        """What its sentences depend on, beside the reasons themselves."""
        frame = replace(
            d,
            case_id=None,
            subject=None,
            role=None,
            open_questions=(),
            reasons=(),
            signature="",
            effects=(),
            procedure=(),
            measures=tuple(replace(m, citations=_slots(m.citations)) for m in d.measures),
        )
        return cls(frame, repr(frame))


def _slots(clauses: Iterable[str]) -> tuple[str, ...]:
    return tuple(clause_slot(clause) for clause in clauses)


def _masked_element(element: str, said: Mapping[str, str]) -> str:
    """A fact that failed as its slot; what follows in brackets, the reading, is kept."""
    plain, bracket, reading = element.partition("（")
    return said.get(element) or said.get(plain, plain) + bracket + reading


def _masked(because: Iterable[FactUsed], slots: Iterable[int]) -> tuple[FactUsed, ...]:
    pairs = zip(because, slots, strict=True)
    return tuple(FactUsed(used.fact, fact_slot(number), "") for used, number in pairs)
