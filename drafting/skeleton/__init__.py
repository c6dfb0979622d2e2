"""The skeleton of a rule book: it loads, its examples pass, and its comments teach."""

import re
from importlib import resources

from drafting.examples import EXAMPLES_FILE
from rules.source import BOOK_FILES

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


def is_book_id(name: str) -> bool:
    """May a book be called so: lower-case letters, digits and hyphens, as in my-county-2024."""
    return bool(_ID.match(name))


def skeleton_files(book_id: str) -> dict[str, str]:
    """The text of every file of the skeleton, by file name."""
    folder = resources.files("drafting") / "skeleton"
    return {
        name: (folder / name).read_text(encoding="utf-8").replace("@ID@", book_id)
        for name in (*BOOK_FILES, EXAMPLES_FILE)
    }
