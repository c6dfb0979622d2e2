"""The clerk's own files, copied with what was found: problems, or results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exporters.annotated import (
    CannotCopy,
    Copy,
    Header,
    PlainSheet,
    RowResult,
    add_results,
    copy_plain,
    copy_workbook,
    mark_problems,
)
from exporters.wording import Wording
from facts import Text
from importers import Import
from importers.cells import read_again
from importers.files import File
from importers.isolated import Reader
from wenze.evaluation import Evaluation

#: What the name of a copy ends in, after the name of the input.
ENDING = ".annotated.xlsx"
#: Why a copy shows values only.
PLAIN = Text("各格的格式", "the formats of the cells")
#: An encrypted input is copied without encryption.
UNLOCKED = Text("密码（任何人都能打开）", "the password: anyone can open it")


@dataclass(frozen=True)
class Written:
    """A copy that was written: where, how many cells or rows, and what it does not carry over."""

    path: Path
    count: int
    losses: tuple[Text, ...]


def annotate_problems(
    imported: Import,
    targets: Mapping[str, Path],
    files: Sequence[File],
    lang: str,
    encoding: str | None = None,
) -> list[Written]:
    """A copy of each file with its problems marked. OSError when it cannot be written.

    ``targets`` tells where the copy of each file goes, by the name that the import gives it.
    """
    found = []
    for file in files:
        copy, losses = _copy(file, encoding)
        problems = [p for p in imported.problems if p.file == file.name]
        count = mark_problems(copy.book, problems, headers(imported, file.name), lang)
        copy.save(targets[file.name])
        found.append(Written(targets[file.name], count, losses))
    return found


def annotate_results(
    evaluation: Evaluation,
    targets: Mapping[str, Path],
    files: Sequence[File],
    lang: str,
    encoding: str | None = None,
) -> list[Written]:
    """A copy of each file that has subjects, with the results beside their rows."""
    words = Wording(evaluation.book, lang)
    rows = _rows(evaluation, lang)
    found = []
    for file in files:
        if file.name in rows:
            copy, losses = _copy(file, encoding)
            heads = headers(evaluation.imported, file.name)
            count = add_results(copy.book, rows[file.name], heads, words)
            copy.save(targets[file.name])
            found.append(Written(targets[file.name], count, losses))
    return found


def copies(files: Sequence[File], folder: Path) -> dict[str, Path]:
    """Where the copies go: input.annotated.xlsx, with the whole name where two would be equal."""
    stems = [file.stem for file in files]
    names = [file.stem if stems.count(file.stem) == 1 else file.path.name for file in files]
    return {file.name: folder / f"{name}{ENDING}" for file, name in zip(files, names, strict=True)}


def headers(imported: Import, file: str) -> dict[str, Header]:
    """The headers of a file's sheets as they were read."""
    found: dict[str, Header] = {}
    for column in imported.mapping:
        if column.file == file:
            header = found.get(column.sheet, Header(column.row, {}))
            names = {column.letter: column.header, **header.names}
            found[column.sheet] = Header(min(header.row, column.row), names)
    return found


def _copy(file: File, encoding: str | None) -> tuple[Copy, tuple[Text, ...]]:
    data = file.path.read_bytes()
    if data.startswith(b"PK"):
        try:
            copy = copy_workbook(data)
            return copy, tuple(loss.words for loss in copy.losses)
        except CannotCopy:
            pass
    with Reader() as reader:
        opened = read_again(reader, file, encoding)
    lost = () if all(grid.delimited for grid in opened.grids) else (PLAIN,)
    if any(code == "file-decrypted" for code, _ in opened.notes):
        lost = (*lost, UNLOCKED)
    return copy_plain([PlainSheet(grid.sheet, grid.rows) for grid in opened.grids]), lost


def _rows(evaluation: Evaluation, lang: str) -> Mapping[str, list[RowResult]]:
    """The results by file, in input order."""
    found: dict[str, list[RowResult]] = {}
    told: dict[tuple[str, str, int], dict[str, None]] = {}
    for row in evaluation.imported.rejected:
        lines = told.setdefault((row.file, row.sheet, row.row), {})
        lines.update((problem.line(lang), None) for problem in row.problems)
    for determination, origin in zip(evaluation, evaluation.results().origins, strict=True):
        problems = tuple(told.get((origin.file, origin.sheet, origin.row), ()))
        result = RowResult(origin.sheet, origin.row, determination, problems)
        found.setdefault(origin.file, []).append(result)
    return found
