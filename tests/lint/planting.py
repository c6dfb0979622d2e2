"""Plants defects: a copy of a shipped book with a few edits, and the findings of lint."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafting.lint import Linted, lint
from tests.drafting_cases.books import CORE, STATUTE

SHIPPED = CORE

#: Files that lint looks at only when it decides the examples.
_WITH_EXAMPLES = {"cases.yaml", "justified.yaml"}


@dataclass(frozen=True, slots=True)
class Edit:
    """In a file, the first ``old`` becomes ``new``."""

    file: str
    old: str
    new: str


def host(edits: Sequence[Edit]) -> Path:
    """The book that the edits are of: the one that holds what they change."""
    for book in (SHIPPED, STATUTE):
        if all(_holds(book / edit.file, edit.old) for edit in edits):
            return book
    return SHIPPED


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and text in path.read_text(encoding="utf-8")


def planted(folder: Path, edits: Sequence[Edit]) -> Path:
    """A copy of the book that the edits are of, called draft, with the edits made."""
    draft = folder / "draft"
    shutil.copytree(host(edits), draft)
    for edit in edits:
        path = draft / edit.file
        text = path.read_text(encoding="utf-8")
        assert edit.old in text, f"{edit.file} no longer holds: {edit.old}"
        path.write_text(text.replace(edit.old, edit.new, 1), encoding="utf-8")
    return draft


def linted(draft: Path, edits: Sequence[Edit], kind: str) -> Linted:
    """What lint finds; the examples are decided only where that can matter."""
    wanted = "example" in kind or kind.startswith("fault-without")
    return lint(draft, examples=wanted or any(e.file in _WITH_EXAMPLES for e in edits))
