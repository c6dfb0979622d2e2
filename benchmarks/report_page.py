"""``python -m benchmarks.report_page [--subjects N] [--pictures DIR]``: the page.

Writes the page of a large run and opens it in a headless Chromium with the network off. The
time to open runs from the navigation to the first painted view.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from benchmarks.browser import Browser, find_browser
from benchmarks.cases import TABLES, write_csv
from exporters.page import write_page
from wenze.dossier import dossier
from wenze.evaluation import evaluate

LIMIT_MB, LIMIT_SECONDS = 30, 3.0
OPENINGS = 3
#: After two frames what was asked for is on the screen.
PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

#: What a reader does next: name → what is done, in the page.
STEPS = {
    "list": "location.hash = '#list'",
    "filter": "location.hash = '#list&status=recommended&role=main_leader'",
    "overview": "location.hash = '#overview&status=recommended'",
    "case": "location.hash = document.querySelector('.roll a').getAttribute('href')",
    "clauses": "location.hash = '#clauses'",
    "clause": "location.hash = '#clause=' + encodeURIComponent('责任追究制度(二)4')",
    "rule": "location.hash = '#rule=baseline'",
}


def measure(kind: str, subjects: int, folder: Path, pictures: Path | None) -> dict[str, Any]:
    """Seconds and sizes by name; pictures of the views if a folder is given."""
    write_csv(kind, subjects, folder / "cases.csv")
    run = dossier(evaluate(folder / "cases.csv"))
    path = folder / "report.html"
    start = time.perf_counter()
    write_page(run, path)
    found: dict[str, Any] = {
        "write": time.perf_counter() - start,
        "MB": path.stat().st_size / 1e6,
    }
    browser = find_browser()
    if browser is None:
        found["browser"] = "none found: opening was not measured"
        return found
    with Browser(browser) as tab:
        found |= _in_the_browser(tab, path.as_uri(), pictures)
    return found


def _in_the_browser(tab: Browser, address: str, pictures: Path | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    openings = []
    for _ in range(OPENINGS):
        tab.open("about:blank")
        start = time.perf_counter()
        tab.open(address)
        tab.ask(PAINTED)
        openings.append(time.perf_counter() - start)
    found["open, worst of 3"] = max(openings)
    found["subjects shown"] = tab.ask("document.querySelector('.count').textContent")
    found["rows in the document"] = tab.ask("document.querySelectorAll('.roll tr').length")
    for name, step in STEPS.items():
        tab.ask(step)
        start = time.perf_counter()
        tab.ask(PAINTED)
        found[name] = time.perf_counter() - start
        if pictures:
            tab.picture(pictures / f"{name}.png")
    if pictures:
        tab.ask("location.hash = '#overview&month=2012-11'")
        tab.ask(PAINTED)
        tab.paper(pictures / "printed.pdf")
    outside = [sent for sent in tab.requests() if not sent.startswith(("file:", "about:"))]
    found["requests to a network"] = len(outside)
    found["complaints"] = tab.complaints()
    return found


@click.command()
@click.option("--subjects", default=10_000, show_default=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(TABLES)))
@click.option("--pictures", type=click.Path(path_type=Path, file_okay=False))
def main(subjects: int, kinds: tuple[str, ...], pictures: Path | None) -> None:
    """Measure and print; the limits are for 10,000 subjects."""
    for kind in kinds or tuple(TABLES):
        click.echo(f"{kind}: {subjects:,} subjects (under {LIMIT_MB} MB and {LIMIT_SECONDS} s)")
        shots = pictures / kind if pictures else None
        if shots:
            shots.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as folder:
            for name, value in measure(kind, subjects, Path(folder), shots).items():
                shown = f"{value:.3g}" if isinstance(value, float) else str(value)
                click.echo(f"  {name:22} {shown}")


if __name__ == "__main__":
    main()
