"""Copies of a book of the tests with one change each."""

import shutil
from pathlib import Path

from rules import CompiledBook, load_book
from tests.drafting_cases.books import CORE

SOURCE = CORE


def changed(folder: Path, file: str, old: str, new: str, source: Path = SOURCE) -> CompiledBook:
    """The book in ``folder``, with one text replaced once, and without its reasons."""
    shutil.copytree(source, folder)
    (folder / "justified.yaml").unlink(missing_ok=True)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_book(folder)
