"""``python -m benchmarks.case_reports [--subjects N] [--pdf]``: case reports, and their PDF.

Times the writing, then looks at what LibreOffice renders: every font embedded, every rare
character of a name there as text, at most 22 lines of at most 28 characters on a page. Needs
LibreOffice and poppler (pdffonts, pdftotext) for ``--pdf``.
"""

import re
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import east_asian_width

import click

from benchmarks.cases import write_csv
from exporters.case_report import CaseReports
from tests.case_report.made import RARE, usual
from wenze.dossier import dossier
from wenze.evaluation import evaluate

#: Lines and characters of the standard's page.
LINES, CHARACTERS = 22, 28
#: Characters of small print on a line.
SMALL = 44
#: What stands outside the text.
MARGIN = re.compile(r"— \d+ —|草稿 供集体研究|")


def timed(source: Path, out: Path, form: str) -> tuple[int, float]:
    """How many reports, and the seconds that they took after loading."""
    found = dossier(evaluate(source))
    start = time.perf_counter()
    written = CaseReports().write(found, out, [form])
    return len(written), time.perf_counter() - start


def told(*command: str) -> str:
    """What a program prints."""
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def width(line: str) -> float:
    """In characters of the grid, without the blanks that stand for a justified line."""
    return sum(1 if east_asian_width(c) in "WFA" else 0.5 for c in line if c != " ")


def faults(path: Path) -> list[str]:
    """What is wrong with a rendered report; empty when all is well."""
    found = []
    for line in told("pdffonts", str(path)).splitlines()[2:]:
        embedded = line.split()[-5]
        if embedded != "yes":
            found.append(f"not embedded: {line.split()[0]}")
    for number, page in enumerate(told("pdftotext", "-raw", str(path), "-").split("\f")[:-1], 1):
        lines = [line for line in page.splitlines() if not MARGIN.fullmatch(line)]
        small = "SHA-256" in page
        widest = max((width(line) for line in lines), default=0)
        if not small and len(lines) > LINES:
            found.append(f"page {number}: {len(lines)} lines")
        if widest > (SMALL if small else CHARACTERS + 1):  # a mark may hang, a blank be lost
            found.append(f"page {number}: a line of {widest} characters")
    return found


@click.command()
@click.option("--subjects", default=1000, show_default=True)
@click.option("--pdf", is_flag=True, help="PDF too.")
def main(subjects: int, pdf: bool) -> None:
    """Measure and print."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_csv("realistic", subjects, folder / "cases.csv")
        for form in ("docx", "pdf") if pdf else ("docx",):
            count, seconds = timed(folder / "cases.csv", folder / form, form)
            click.echo(f"  {form:5} {count:6} reports {seconds:8.1f} s {seconds / count:8.4f} each")
        if not pdf:
            return
        found = dossier(evaluate(usual(folder / "names.xlsx")))
        written = CaseReports().write(found, folder / "names", ["pdf"])
        wrong = [fault for path in written for fault in faults(path)]
        if not any(all(c in told("pdftotext", str(p), "-") for c in RARE) for p in written):
            wrong.append(f"rare characters are not in the text: {RARE}")
        click.echo("  rendered " + ("; ".join(wrong) or "as the standard asks"))


if __name__ == "__main__":
    main()
