"""``wenze check``: read only; show what was understood and what must be mended."""

from pathlib import Path

import click

from wenze.commands.common import (
    ALL_READ,
    SOME_REJECTED,
    book_option,
    encoding_option,
    lang_option,
    list_problems,
    refusals,
)
from wenze.language import say


@click.command(
    short_help=say("只检查工作簿，不评估。", "Check a workbook without evaluating."),
    help=say(
        """只读入，不评估：每一列被当作什么，哪些单元格要改，怎样改。

        \b
        例：
          wenze check cases.xlsx""",
        """Read only: what each column was taken for, which cells to mend and how.

        \b
        Example:
          wenze check cases.xlsx""",
    ),
)
@click.argument(
    "inputs", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@book_option
@encoding_option
@lang_option
def command(inputs: tuple[Path, ...], book: str, encoding: str | None) -> None:
    """Import and report."""
    with refusals():
        from rules import load_book
        from wenze.evaluation import read

        imported = read(list(inputs), load_book(book), encoding)
    ways = {
        "canonical": say("标准列名", "canonical"),
        "synonym": say("同义列名", "synonym"),
        "kept": say("不认识，原样保留", "unknown, kept"),
    }
    for column in imported.mapping:
        taken = column.fact or "—"
        click.echo(
            f"{column.sheet}!{column.letter}  {column.header} → {taken}  [{ways[column.how]}]"
        )
    list_problems(imported.problems)
    good, bad = len(imported.table), len(imported.rejected)
    click.echo(
        say(
            f"可以评估 {good} 个责任主体，未能读取 {bad} 个。",
            f"{good} subjects can be evaluated, {bad} could not be read.",
        )
    )
    click.get_current_context().exit(SOME_REJECTED if bad else ALL_READ)
