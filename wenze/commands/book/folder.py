"""Writing the files of a book: every one of them, or none."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def occupied(folder: Path) -> list[str]:
    """The files of a book that the folder already holds."""
    from drafting.workbook import BOOK_AND_CASES

    return [name for name in BOOK_AND_CASES if (folder / name).exists()]


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Make the folder hold these files of a book and no others, making it when it is not there.

    They are written beside it first, so that what cannot be written leaves the folder as it was;
    if one cannot be put in place, those already replaced are put back. OSError when it cannot.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = not folder.exists()
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        new, old = beside / "new", beside / "old"
        new.mkdir()
        old.mkdir()
        for name, text in files.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        folder.mkdir(exist_ok=True)
        gone = [name for name in occupied(folder) if name not in files]
        _replace(folder, [*files, *gone], new, old)
    except BaseException:
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _replace(folder: Path, names: list[str], new: Path, old: Path) -> None:
    done: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(old / name)
            done.append(name)
            if (new / name).exists():
                (new / name).replace(folder / name)
    except BaseException:
        for name in done:
            (folder / name).unlink(missing_ok=True)
            if (old / name).exists():
                (old / name).replace(folder / name)
        raise
