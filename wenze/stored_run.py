"""A run folder in Parquet, opened again: any case explained as it was when the run was made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from exporters.parquet import DECISIONS, EXPLANATIONS
from facts import Text
from rules import CompiledBook, load_book
from sanctions import Decider, Decisions, Explanation, decide
from wenze.evaluation import RUN_FILE

if TYPE_CHECKING:
    from exporters.parquet.stored import StoredRefusal


class StaleRun(Exception):
    """The run cannot be explained with the book at hand; ``message`` says why, and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.zh)
        self.message = message


def is_run(path: Path) -> bool:
    """Is it a folder that ``wenze evaluate --format parquet`` has written?"""
    return all((path / name).exists() for name in (RUN_FILE, DECISIONS, EXPLANATIONS))


@dataclass(frozen=True)
class StoredRun:
    """One case of a run folder. Positions count the subjects of the case that were decided.

    ``decider`` may be one that has worked already.
    """

    folder: Path
    case_id: str
    book: CompiledBook
    decider: Decider | None = None

    @cached_property
    def decisions(self) -> Decisions | None:
        """The decisions of the case; None when there is none. StaleRun when they differ now.

        The explanations are those that were written down. What each answer to an open question
        would give is worked out again.
        """
        from exporters.parquet.stored import stored_case

        stored = stored_case(self.folder, self.book, self.case_id)
        if stored is None:
            return None
        decided = decide(self.decider or Decider(self.book), stored.inference.table)
        if not stored.agrees_with(decided):
            raise StaleRun(_DIFFERENT)
        return replace(decided, inference=stored.inference)

    def find(self, case_id: str, subject: str | None = None) -> list[int]:
        """The positions of the subjects of the case, all or one by name."""
        decisions = self.decisions
        if decisions is None or case_id != self.case_id:
            return []
        name = decisions.table.vocabulary.by_label("责任主体")
        found = range(len(decisions))
        return [i for i in found if subject is None or decisions.table.show(name, i) == subject]

    def read_rows(self) -> list[tuple[int, int]]:
        """For each subject: its position here, and among the decisions."""
        return [(i, i) for i in range(len(self.decisions or ()))]

    def explain(self, position: int) -> Explanation:
        """Why: the determination with every fault considered."""
        assert self.decisions is not None
        return self.decisions.explain(position)

    @property
    def rejected(self) -> "Sequence[StoredRefusal]":
        """The rows of the case that could not be read."""
        from exporters.parquet.stored import refusals

        return list(refusals(self.folder, self.case_id))


def open_run(folder: Path, case_id: str, book: str | Path | None = None) -> StoredRun:
    """A case of a run folder. ``book`` is wanted where the book of the run did not ship with wenze.

    StaleRun when the book is not the one that decided; BookError as ``load_book``.
    """
    told = orjson.loads((folder / RUN_FILE).read_bytes())["book"]
    compiled = load_book(book or told["id"])
    if compiled.book.sha256 != told["sha256"]:
        raise StaleRun(
            Text(
                f"结果是按规则书“{told['id']}”（版本 {told['version']}）作出的，"
                "现在的规则书与它不同；请用 --book 指明当时的规则书，或者重新评估",
                f"the run was decided by book “{told['id']}” (version {told['version']}), and the "
                "book at hand differs; name that book with --book, or evaluate again",
            )
        )
    return StoredRun(folder, case_id, compiled)


_DIFFERENT = Text(
    "现在的程序对这起案件得出的结果与结果文件夹里的不同（程序版本不同，或文件被改动过）；请重新评估",
    "this program decides the case otherwise than the run folder says (another version of the "
    "program, or the files were changed); evaluate again",
)
