"""``wenze book export``: a book as a workbook for drafters, or its decision tables as DMN."""

from pathlib import Path

import click

from wenze.commands.common import ALL_READ, lang_option, refusals, refuse
from wenze.language import LANG, say


@click.command(
    short_help=say("把规则书写成可以编辑的工作簿。", "Write a book as an editable workbook."),
    help=say(
        """把规则书写成可以用 Excel 或 WPS 编辑的工作簿：规则、处理方式、裁量基准、例案……
        改好以后用 wenze book import 读回，什么也不会丢（YAML 里的注释除外）。

        \b
        例：
          wenze book export zhangye-2009 -o 规则书.xlsx
          wenze book export zhangye-2009 --dmn -o 规则书.dmn   决策表，DMN 1.5""",
        """Write a book as a workbook to edit in Excel or WPS: rules, catalogue, baseline, examples.
        wenze book import reads it back; nothing is lost but comments in the YAML.

        \b
        Examples:
          wenze book export zhangye-2009 -o book.xlsx
          wenze book export zhangye-2009 --dmn -o book.dmn   decision tables, DMN 1.5""",
    ),
)
@click.argument("book_id", metavar="ID")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=say("写到这个文件。", "The file to write."),
)
@click.option("--dmn", is_flag=True, help=say("写成 DMN 1.5 决策表。", "Write DMN 1.5 instead."))
@lang_option
def command(book_id: str, output: Path, dmn: bool) -> None:
    """Write one file, whole or not at all."""
    with refusals():
        from exporters.whole_file import whole_file

        data = _dmn(book_id) if dmn else _workbook(book_id)
        with whole_file(output) as stream:
            stream.write(data)
    click.echo(say(f"已写出 {output}", f"wrote {output}"))
    click.get_current_context().exit(ALL_READ)


def _workbook(book_id: str) -> bytes:
    from drafting.workbook import NotCarriedError, read_draft, workbook_bytes

    book, draft = read_draft(book_id)
    try:
        return workbook_bytes(draft, book.vocabulary)
    except NotCarriedError as error:
        refuse("\n".join(problem.line(LANG) for problem in error.problems))
        raise


def _dmn(book_id: str) -> bytes:
    from drafting.dmn import dmn_bytes, left_out
    from rules import load_book

    book = load_book(book_id)
    for text in left_out(book):
        click.echo(text.get(LANG), err=True)
    return dmn_bytes(book)
