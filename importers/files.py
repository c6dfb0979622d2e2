"""The paths that a user names, to the files that are read: folders, and standard input."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from importers.messages import file_problem
from importers.result import Unreadable

#: Stands for standard input.
DASH = Path("-")
STDIN = "stdin"

#: What files in a folder are taken for tables by their names.
SUFFIXES = frozenset(
    (
        ".xlsx",
        ".xlsm",
        ".xltx",
        ".xltm",
        ".xls",
        ".xlsb",
        ".ods",
        ".et",
        ".ett",
        ".csv",
        ".tsv",
        ".txt",
        ".parquet",
    )
)


@dataclass(frozen=True)
class File:
    """One file to read. ``name`` is unique among the files of an input."""

    name: str
    path: Path
    #: A file that a folder brought along is left out when it holds no cases.
    found: bool = False

    @property
    def stem(self) -> str:
        """The sheet name of a file without sheets."""
        return STDIN if self.path == DASH else self.path.stem

    def read(self) -> bytes:
        """The bytes. Unreadable when there is no such file, or it may not be read."""
        try:
            return sys.stdin.buffer.read() if self.path == DASH else self.path.read_bytes()
        except FileNotFoundError:
            raise Unreadable(file_problem("file-missing", self.name)) from None
        except OSError:
            raise Unreadable(file_problem("file-denied", self.name)) from None


@dataclass(frozen=True)
class Folder:
    """What a folder holds that is not read, by name."""

    name: str
    left: list[str]


def list_files(paths: Sequence[Path]) -> tuple[list[File], list[Folder]]:
    """The files in order, a folder's sorted by name; Unreadable for a folder without any."""
    files: list[File] = []
    folders: list[Folder] = []
    names: set[str] = set()
    for path in paths:
        if path == DASH or not path.is_dir():
            files.append(_file(path, names, False))
            continue
        tables, left = _contents(path)
        if not tables:
            raise Unreadable(file_problem("folder-empty", str(path)))
        files += [_file(table, names, True) for table in tables]
        if left:
            folders.append(Folder(path.name or str(path), left))
    return files, folders


def _file(path: Path, names: set[str], found: bool) -> File:
    name = STDIN if path == DASH else path.name
    name = str(path) if name in names else name
    names.add(name)
    return File(name, path, found)


def _contents(folder: Path) -> tuple[list[Path], list[str]]:
    """The tables, and the names of everything else."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        raise Unreadable(file_problem("file-denied", str(folder))) from None
    tables = [entry for entry in entries if _is_table(entry)]
    return tables, [entry.name for entry in _others(entries, tables)]


def _others(entries: Sequence[Path], tables: Sequence[Path]) -> Iterator[Path]:
    taken = set(tables)
    return (entry for entry in entries if entry not in taken and not entry.name.startswith("."))


def _is_table(path: Path) -> bool:
    """Not what Excel and WPS leave beside an open workbook (~$…)."""
    hidden = path.name.startswith((".", "~$"))
    return path.is_file() and not hidden and path.suffix.lower() in SUFFIXES
