"""The book as a whole, checked as ``load_book`` checks it, and its mistakes told by cell."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from drafting.workbook.problems import Findings, Ref
from facts import Text, Vocabulary
from facts.problems import errors
from rules.errors import BookError
from rules.loader import load_book
from rules.source import BOOK_FILES, OPTIONAL_FILES, YamlPath, read_source


def check_book(
    data: Mapping[str, Any],
    places: Mapping[YamlPath, Ref],
    findings: Findings,
    vocabulary: Vocabulary,
) -> None:
    """Note every mistake that loading the book finds, except in rows that are mended anyway.

    The files are written with one value a line, so that a line tells the part and the part the
    cell.
    """
    told = {(problem.sheet, problem.row) for problem in errors(findings.problems)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "book"
        folder.mkdir()
        for file in (*BOOK_FILES, *(f for f in OPTIONAL_FILES if f in data)):
            text = yaml.safe_dump(
                data[file],
                allow_unicode=True,
                default_flow_style=False,
                sort_keys=False,
                width=1 << 30,
            )
            (folder / file).write_text(text, encoding="utf-8")
        try:
            load_book(folder, vocabulary)
        except BookError as error:
            parts = _parts(read_source(folder).lines)
            for mistake in error.mistakes:
                file = mistake.place.file.removeprefix("book/")
                ref = _place(parts.get((file, mistake.place.line), [(file,)]), places)
                if (ref.sheet, ref.row) in told or (told and not (ref.row and mistake.code)):
                    continue  # it follows from what was told
                near = mistake.near
                zh = f"：{mistake.message.zh}" if ref.value else mistake.message.zh
                en = f": {mistake.message.en}" if ref.value else mistake.message.en
                fix = Text(f"是不是“{near}”？", f"did you mean “{near}”?") if near else Text("", "")
                findings.tell(ref, Text(zh, en), fix)


def _parts(lines: Mapping[YamlPath, int]) -> dict[tuple[str, int], list[YamlPath]]:
    """The parts that begin on each line of each file, the innermost first."""
    found: dict[tuple[str, int], list[YamlPath]] = {}
    for path, line in lines.items():
        found.setdefault((str(path[0]), line), []).append(path)
    return {key: sorted(paths, key=len, reverse=True) for key, paths in found.items()}


def _place(paths: list[YamlPath], places: Mapping[YamlPath, Ref]) -> Ref:
    """The cell of a part; of the nearest enclosing part when it has none of its own."""
    for path in paths:
        for length in range(len(path), 0, -1):
            if path[:length] in places:
                return places[path[:length]]
    return Ref("")
