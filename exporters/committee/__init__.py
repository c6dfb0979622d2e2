"""The workbook that a committee meets over."""

from pathlib import Path

from exporters.dossier import Dossier

__all__ = ["write_committee"]


def write_committee(dossier: Dossier, path: Path, lang: str = "zh") -> None:
    """Write ``committee.xlsx``; ``lang`` "zh" or "en". Whole file or nothing."""
    from exporters.committee.workbook import write  # noqa: PLC0415 (slow to load)

    write(dossier, path, lang)
