"""Statistics of a run, as a workbook and as a page."""

from pathlib import Path

from exporters.dossier import Dossier

__all__ = ["write_statistics", "write_statistics_page"]


def write_statistics(dossier: Dossier, path: Path, lang: str = "zh") -> None:
    """Write ``statistics.xlsx``; ``lang`` "zh" or "en". Whole file or nothing."""
    from exporters.statistics.workbook import write  # noqa: PLC0415 (slow to load)

    write(dossier, path, lang)


def write_statistics_page(dossier: Dossier, path: Path, lang: str = "zh") -> None:
    """Write one page that needs nothing else: no script, no network. Whole file or nothing."""
    from exporters.statistics.page import write  # noqa: PLC0415

    write(dossier, path, lang)
