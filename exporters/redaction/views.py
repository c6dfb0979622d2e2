"""Cases of a dossier, some or all, changed as they are read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, overload

from exporters.dossier import CaseFile

#: What of a run may leave the office: which programs, which book, how it was read.
RUN_KEPT = ("wenze", "book", "python", "durable_rules")
OPTIONS_KEPT = ("formats", "encoding", "lang")


@dataclass(frozen=True)
class Cases(Sequence[CaseFile]):
    """``places``: (position of a case, positions of its subjects); None for all.

    ``change`` is given the position of a case in the dossier, and the case.
    """

    cases: Sequence[CaseFile]
    places: Sequence[tuple[int, Sequence[int]]] | None = None
    change: Callable[[int, CaseFile], CaseFile] = lambda _, case: case

    def __len__(self) -> int:
        return len(self.cases) if self.places is None else len(self.places)

    @overload
    def __getitem__(self, index: int) -> CaseFile: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CaseFile]: ...
    def __getitem__(self, index: int | slice) -> CaseFile | Sequence[CaseFile]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        if self.places is None:
            return self.change(at, self.cases[at])
        position, subjects = self.places[at]
        case = self.change(position, self.cases[position])
        return replace(case, subjects=tuple(case.subjects[i] for i in subjects))

    def __iter__(self) -> Iterator[CaseFile]:
        return (self[i] for i in range(len(self)))


def run_kept(run: Mapping[str, Any]) -> dict[str, Any]:
    """What every view keeps of a run."""
    kept = {key: run[key] for key in RUN_KEPT if key in run}
    if "book" in kept:  # the latest day of all cases is nobody's to see
        kept["book"] = {k: v for k, v in kept["book"].items() if k != "overdue"}
    options = run.get("options", {})
    kept["options"] = {key: options[key] for key in OPTIONS_KEPT if key in options}
    return kept
