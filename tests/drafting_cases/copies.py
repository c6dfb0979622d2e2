"""Copies of a book in a scratch folder, with files changed."""

import shutil
from pathlib import Path

from drafting.examples import ExampleFile, read_example_file
from rules import CompiledBook, load_book
from tests.drafting_cases.books import CORE


def copy_of(folder: Path, *changes: tuple[str, str, str], book: Path = CORE) -> Path:
    """A copy of a book; each change is (file, old text, new text), and must apply."""
    made = folder / "book"
    shutil.copytree(book, made)
    for name, old, new in changes:
        text = (made / name).read_text(encoding="utf-8")
        assert old in text
        (made / name).write_text(text.replace(old, new), encoding="utf-8")
    return made


def without_examples(folder: Path, *names: str) -> None:
    """Take whole examples out of the cases file of a copy."""
    path = folder / "cases.yaml"
    head, *entries = path.read_text(encoding="utf-8").split("  - id: ")
    kept = [e for e in entries if e.split("\n", 1)[0] not in names]
    assert len(entries) - len(kept) == len(names)
    path.write_text("  - id: ".join([head, *kept]), encoding="utf-8")


def pasted(folder: Path, text: str) -> None:
    """Paste entries at the end of the cases file of a copy."""
    with (folder / "cases.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\n" + text)


def opened(folder: Path) -> tuple[CompiledBook, ExampleFile]:
    """A book and its examples."""
    book = load_book(folder)
    return book, read_example_file(book)
