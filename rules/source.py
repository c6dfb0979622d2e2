"""The files of a book, and the line of every part, so that mistakes can be pointed at."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from facts import Text
from facts.yaml_text import line_of, parsed, reason_of
from rules.errors import BookError, Mistake, Place

#: The files that make a book. Example cases are beside them and do not decide anything.
BOOK_FILES = ("book.yaml", "outline.yaml", "rules.yaml", "catalogue.yaml", "baseline.yaml")
#: Further facts and record sheets, and the statutory table: only where a book has them.
OPTIONAL_FILES = ("facts.yaml", "tariff.yaml")

YamlPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """Parsed YAML of one book folder, and where each part stands."""

    folder: Path
    data: Mapping[str, Any]
    lines: Mapping[YamlPath, int]
    sha256: str

    def place(self, file: str, path: YamlPath = (), rule: str = "") -> Place:
        """The place of a part; the nearest enclosing part when it has no line of its own."""
        parts = path
        while parts and (file, *parts) not in self.lines:
            parts = parts[:-1]
        return Place(f"{self.folder.name}/{file}", self.lines.get((file, *parts), 1), 0, rule)


def read_source(folder: Path) -> Source:
    """All files of a book; BookError lists every file that is missing or is not YAML."""
    data: dict[str, Any] = {}
    lines: dict[YamlPath, int] = {}
    mistakes: list[Mistake] = []
    digest = hashlib.sha256()
    for name in (*BOOK_FILES, *OPTIONAL_FILES):
        file = folder / name
        if name in OPTIONAL_FILES and not file.exists():
            continue
        shown = f"{folder.name}/{name}"
        try:
            raw = file.read_bytes()
        except OSError:
            message = Text("规则书缺少这个文件", "the book lacks this file")
            mistakes.append(Mistake(Place(shown), message))
            continue
        digest.update(f"{name}\n{len(raw)}\n".encode())
        digest.update(raw)
        try:
            node, data[name] = parsed(raw.decode("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mistakes.append(Mistake(Place(shown, line_of(error)), reason_of(error)))
            continue
        _note_lines(node, (name,), lines)
    if mistakes:
        raise BookError(mistakes)
    return Source(folder, data, lines, digest.hexdigest())


def _note_lines(node: yaml.Node | None, path: YamlPath, lines: dict[YamlPath, int]) -> None:
    if node is None:
        return
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _note_lines(value, (*path, key.value), lines)
            lines[(*path, key.value)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*path, index), lines)
