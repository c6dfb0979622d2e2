"""Which program this is: versions, and one hash over its own files."""

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from wenze import __version__

#: The files that the program is made of, and that bear on results.
_PROGRAM = ("facts", "importers", "rules", "sanctions", "exporters", "wenze")
_PROGRAM_FILES = (".py", ".lark", ".yaml")


@cache
def versions() -> dict[str, str]:
    """Which program decides: versions, and the hash of the program's own files."""
    root = Path(__file__).resolve().parent.parent
    digest = sha256()
    for package in _PROGRAM:
        for path in sorted((root / package).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in _PROGRAM_FILES and not name.startswith("rules/books/"):
                data = path.read_bytes()
                digest.update(f"{name}\n{len(data)}\n".encode())
                digest.update(data)
    return {
        "wenze": __version__,
        "python": platform.python_version(),
        "durable_rules": version("durable-rules"),
        "program": digest.hexdigest(),
    }
