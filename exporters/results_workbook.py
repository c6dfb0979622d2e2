"""``results.xlsx``: the workbook that an official would send on."""

from pathlib import Path
from tempfile import TemporaryDirectory

from exporters.results import Results
from exporters.sheets.clauses import write_clauses_sheet
from exporters.sheets.decisions import COLUMNS, write_decisions_sheet
from exporters.sheets.index import write_index_sheet
from exporters.sheets.overview import TITLE, Overview
from exporters.sheets.paper import Paper
from exporters.sheets.problems import write_problems_sheet
from exporters.sheets.questions import write_questions_sheet, write_summary_sheet
from exporters.sheets.table import ROWS_PER_SHEET
from exporters.whole_file import whole_file
from exporters.wording import Wording

#: Above this many cells, rows go to the disk as they are written.
LARGE = 200_000


def write_workbook(
    results: Results,
    path: Path,
    lang: str = "zh",
    *,
    rows_per_sheet: int = ROWS_PER_SHEET,
    large: int = LARGE,
) -> None:
    """Write the workbook; ``lang`` "zh" or "en" (law text stays Chinese).

    Whole file or nothing; the same results give the same bytes. ``decisions`` is gone
    through once. A table with more than ``rows_per_sheet`` rows goes on in a further sheet,
    and a last sheet says which rows are where.
    """
    path = Path(path)
    words = Wording(results.book, lang)
    cells = len(results.decisions) * (len(COLUMNS) + len(results.extra))
    with (
        whole_file(path) as stream,
        TemporaryDirectory(dir=path.parent, prefix=".wenze-") as folder,
    ):
        paper = Paper(stream, folder, lang, cells > large, words.names.foot())
        overview = Overview(paper)
        decisions, tally = write_decisions_sheet(paper, results, words, rows_per_sheet)
        write_summary_sheet(paper, tally, words)
        questions = write_questions_sheet(paper, tally, words, rows_per_sheet)
        problems = write_problems_sheet(paper, results.problems, rows_per_sheet)
        write_clauses_sheet(paper, tally, words)
        tables = (decisions, questions, problems)
        write_index_sheet(paper, tables)
        overview.write(results, tally, words, tables)
        paper.close(TITLE.get(lang))
