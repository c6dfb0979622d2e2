"""``wenze book outline``: how much of the text is codified, tested, and ever decisive."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wenze.commands.common import lang_option, refusals, refuse
from wenze.language import LANG, say

if TYPE_CHECKING:
    from exporters.book_pages import ClauseLine
    from rules import CompiledBook


@click.command(
    short_help=say("逐条看编到了什么程度。", "How much of the text is codified, clause by clause."),
    help=say(
        """逐条列出条文的状态：已编、有例案、留给人裁量、未见原文、不编；给出案件时，还列出每一条在
        多少个责任主体的结论里起了作用。

        \b
        例：
          wenze book outline zhangye-2009
          wenze book outline zhangye-2009 --cases cases.xlsx -o outline.xlsx""",
        """The status of each clause: codified, tested, discretion, unseen, out of scope; with
        cases, also in how many subjects' outcomes each clause was cited.

        \b
        Examples:
          wenze book outline zhangye-2009
          wenze book outline zhangye-2009 --cases cases.xlsx -o outline.xlsx""",
    ),
)
@click.argument("book_id", metavar="ID")
@click.option(
    "--cases",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=say("案件工作簿（可多次给出）。", "Case workbooks (repeatable)."),
)
@click.option(
    "-o",
    "--out",
    default=None,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("写成 .xlsx 或 .html。", "Write it as .xlsx or .html."),
)
@lang_option
def command(book_id: str, cases: tuple[Path, ...], out: Path | None) -> None:
    """The outline of a book, with counts."""
    with refusals():
        from rules import load_book

        book = load_book(book_id)
        found = lines_of(book, cases)
        if out is not None:
            _write(book, found, out)
            return
    _show(found)


def lines_of(book: "CompiledBook", cases: tuple[Path, ...]) -> "list[ClauseLine]":
    """The outline with its counts of examples and, given cases, of subjects."""
    from drafting.examples import clauses_of, read_examples, run_examples
    from exporters.book_pages import outline_lines

    outcomes = run_examples(book, read_examples(book))
    examples = Counter(c for o in outcomes for c in clauses_of(o.determination))
    decided = None
    if cases:
        from wenze.evaluation import evaluate

        found = evaluate(list(cases), book=book)
        decided = Counter(c for d in found if d.status != "rejected" for c in clauses_of(d))
    return outline_lines(book, examples, decided)


def _write(book: "CompiledBook", found: "list[ClauseLine]", out: Path) -> None:
    from exporters.book_pages import write_book_page, write_outline_workbook

    writers = {".xlsx": write_outline_workbook, ".html": write_book_page}
    writer = writers.get(out.suffix.lower())
    if writer is None:
        refuse(say("文件名要以 .xlsx 或 .html 结尾", "the file name should end in .xlsx or .html"))
    writer(book, found, out, LANG)
    click.echo(say(f"已写出 {out}", f"wrote {out}"))


def _show(found: "list[ClauseLine]") -> None:
    from exporters.book_pages import CLAUSE_LABELS, totals

    for line in found:
        status = CLAUSE_LABELS[line.status].get(LANG)
        counts = say(f"例案 {line.examples}", f"examples {line.examples}")
        if line.decided is not None:
            counts += say(f"，案件 {line.decided}", f", subjects {line.decided}")
        click.echo(f"{line.clause}  [{status}]（{counts}）{line.about}{line.reason}")
    parts = [f"{CLAUSE_LABELS[s].get(LANG)} {n}" for s, n in totals(found).items()]
    click.echo(say(f"共 {len(found)} 条：", f"{len(found)} clauses: ") + "，".join(parts))
