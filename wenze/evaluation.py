"""Evaluate cases under a book: the Python API that the commands stand on."""

import platform
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from exporters import Origin, Results, run_record, write_decisions, write_run, write_workbook
from facts import Vocabulary
from importers import Import, RejectedRow, read_cases, read_frame
from importers.files import DASH
from rules import DEFAULT_BOOK, CompiledBook, load_book
from rules.checked import Overdue, judged
from sanctions import Decider, Decisions, Determination, Explanation, decide
from sanctions.determination import BookRef
from sanctions.latest import latest_day
from wenze import __version__
from wenze.addressed import addressed, as_read
from wenze.columnar import write_parquet
from wenze.notices import in_light_of

if TYPE_CHECKING:
    import pandas as pd

    Frames = pd.DataFrame | Mapping[str, pd.DataFrame]

#: What is written when nothing else is asked for.
FORMATS = ("xlsx", "jsonl")

#: What is written besides ``run.json``.
FILE_NAMES = {"xlsx": "results.xlsx", "jsonl": "decisions.jsonl", "parquet": "decisions.parquet"}
RUN_FILE = "run.json"


@dataclass(frozen=True)
class Evaluation(Sequence[Determination]):
    """One run: a determination a subject, in input order, rejected rows included.

    ``options`` are what the caller chose; they go into ``run.json`` and decide nothing here.
    """

    book: CompiledBook
    imported: Import
    decisions: Decisions
    options: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def _places(self) -> list[tuple[bool, int]]:
        """For each row in input order: was it read, and its position among its kind."""
        places: list[tuple[int, bool, int]] = [
            (int(order), True, i) for i, order in enumerate(self.imported.order)
        ]
        places += [(row.order, False, i) for i, row in enumerate(self.imported.rejected)]
        return [(read, i) for _, read, i in sorted(places)]

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Determination: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Determination]: ...
    def __getitem__(self, index: int | slice) -> Determination | Sequence[Determination]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        read, position = self._places[index]
        if read:
            return self.decisions[position]
        return rejected_determination(self.book, self.imported.rejected[position])

    @cached_property
    def counts(self) -> Counter[str]:
        """How many subjects have each status."""
        found = self.decisions.status.counted()
        if self.imported.rejected:
            found["rejected"] = len(self.imported.rejected)
        return found

    def find(self, case_id: str, subject: str | None = None) -> list[int]:
        """The positions of the subjects of a case that could be read, all or one by name."""
        table = self.imported.table
        case, name = (table.vocabulary.by_label(label) for label in ("案件编号", "责任主体"))
        found = []
        for index, (read, position) in enumerate(self._places):
            if not read or table.show(case, position) != case_id:
                continue
            if subject is None or table.show(name, position) == subject:
                found.append(index)
        return found

    def explain(self, index: int) -> Explanation:
        """Why: the determination with every fault considered. KeyError for a rejected row."""
        read, position = self._places[index]
        if not read:
            raise KeyError(index)
        return self.decisions.explain(position)

    def read_rows(self) -> list[tuple[int, int]]:
        """For each row that could be read: its position here, and in the case table."""
        return [(i, at) for i, (read, at) in enumerate(self._places) if read]

    def results(self) -> Results:
        """What the writers take."""
        return Results(
            self, self.origins, self.imported.problems, self.book, self.run(), self._extra()
        )

    def run(self) -> dict[str, Any]:
        """The content of ``run.json``: the same for the same input, book and version."""
        return run_record(
            book=self.book.book,
            inputs=list(self.imported.digests.items()),
            options=dict(self.options),
            statuses=self.counts,
            problems=Counter(p.severity for p in self.imported.problems),
            versions=versions(),
            overdue=self.overdue,
        )

    @cached_property
    def overdue(self) -> Overdue | None:
        """That the book was last compared with its text too long before these cases.

        They reach up to the day of the decision (option ``decided``), or the latest day on them.
        """
        metadata = self.book.book.metadata
        return judged(metadata, self.options, latest_day(self.imported.table, metadata))

    def write(
        self,
        folder: str | Path,
        formats: Iterable[str] = FORMATS,
        lang: str = "zh",
        watched: "Callable[[Sequence[Determination], str], Sequence[Determination]] | None" = None,
    ) -> list[Path]:
        """Write the chosen formats and ``run.json`` into a folder, whole files or nothing.

        ``watched`` may wrap the determinations that go into a file of the given name, to show
        progress as they are read.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        results = self.results()
        for name in formats:
            path = folder / FILE_NAMES[name]
            if name == "parquet":
                written += write_parquet(self, folder)
                continue
            decisions = watched(self, path.name) if watched else self
            if name == "xlsx":
                write_workbook(replace(results, decisions=decisions), path, lang)
            else:
                write_decisions(decisions, path)
            written.append(path)
        write_run(results.run, folder / RUN_FILE)
        return [*written, folder / RUN_FILE]

    @cached_property
    def origins(self) -> list[Origin]:
        """Where each row stands in the input."""
        table = self.imported.table
        unit = table.vocabulary.by_label("单位")
        found = []
        for read, i in self._places:
            if read:
                subjects = table.subjects
                source = subjects.sources[int(subjects.source[i])]
                row, name = int(subjects.rows[i]), table.show(unit, i)
                found.append(Origin(source.file, source.sheet, row, name))
            else:
                rejected = self.imported.rejected[i]
                found.append(Origin(rejected.file, rejected.sheet, rejected.row))
        return found

    def _extra(self) -> dict[str, list[str]]:
        """Columns that the vocabulary does not know, for every row in input order."""
        table = self.imported.table
        found: dict[str, list[str]] = {}
        for header, values in table.cases.extra.items():
            found[header] = [
                values[int(table.case_of[i])] if read else "" for read, i in self._places
            ]
        for header, values in table.subjects.extra.items():
            name = header if header not in found else f"{header}（责任人）"
            found[name] = [values[i] if read else "" for read, i in self._places]
        return found


def written_names() -> set[str]:
    """The names of all files that a run may write."""
    from exporters.parquet import FILES

    return {*FILE_NAMES.values(), *FILES, RUN_FILE}


def versions() -> dict[str, str]:
    """What ``run.json`` says of the program."""
    return {
        "wenze": __version__,
        "python": platform.python_version(),
        "durable_rules": version("durable-rules"),
    }


def evaluate(
    source: "str | Path | Sequence[str | Path] | Frames",
    *,
    book: str | Path | CompiledBook = DEFAULT_BOOK,
    encoding: str | None = None,
    profile: Mapping[str, Mapping[str, str]] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Evaluation:
    """Read cases from workbooks, CSV files or data frames, and decide them.

    ``source`` is a path, several paths, a flat data frame, or a mapping of sheet names (案件,
    责任人) to data frames. ``book`` is an id, a book's folder, or a compiled book. ``profile``
    says what the columns are: sheet name or "*" → header → fact label, "" to keep it. Raises
    ``importers.Unreadable`` for a file that cannot be read, ``rules.BookError`` for a book that
    cannot be used; a bad row raises nothing and comes out as ``rejected``.
    """
    compiled = book if isinstance(book, CompiledBook) else load_book(book)
    imported = read(source, compiled, encoding, profile)
    decisions = decide(Decider(compiled), imported.table)
    return Evaluation(compiled, imported, decisions, options or {})


def read(
    source: Any,
    book: CompiledBook,
    encoding: str | None = None,
    profile: Mapping[str, Mapping[str, str]] | None = None,
) -> Import:
    """Read cases for a book, without deciding them."""
    if isinstance(source, str | Path):
        source = [source]
    imported = _read(source, book.vocabulary, encoding, profile)
    unknown = [column.header for column in imported.mapping if column.fact is None]
    again = None if _once(source) else addressed(book, unknown)
    if again is not None:
        imported = as_read(_read(source, again, encoding, profile), book)
    return replace(imported, problems=list(in_light_of(book, imported.problems)))


def _read(
    source: Any,
    vocabulary: Vocabulary,
    encoding: str | None,
    profile: Mapping[str, Mapping[str, Any]] | None,
) -> Import:
    if isinstance(source, list | tuple):
        paths = [Path(path) for path in source]
        return read_cases(paths, vocabulary, encoding=encoding, profile=profile)
    return read_frame(source, vocabulary, profile=profile)


def _once(source: Any) -> bool:
    """Standard input can be read but once."""
    return isinstance(source, list | tuple) and DASH in map(Path, source)


def rejected_determination(book: CompiledBook, row: RejectedRow) -> Determination:
    """What stands in the results for a row that could not be read."""
    ref = BookRef(book.id, book.book.metadata.version, book.book.sha256)
    return Determination(row.case_id, row.subject, row.subject_kind, row.role, ref, "rejected")
