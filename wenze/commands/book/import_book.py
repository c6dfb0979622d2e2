"""``wenze book import``: the edited workbook back to the files of a book."""

from pathlib import Path

import click

from wenze.commands.common import ALL_READ, lang_option, refusals, refuse
from wenze.language import LANG, say


@click.command(
    short_help=say("把编辑过的工作簿读回成规则书。", "Read an edited workbook back to a book."),
    help=say(
        """把 wenze book export 写出、编辑过的工作簿读回成规则书的 YAML 文件。有一格读不懂，就
        什么也不写，并一次说明每一格错在哪里、怎样改。YAML 里的注释不保留。

        \b
        例：
          wenze book import 规则书.xlsx -o 新规则书/""",
        """Read a workbook that wenze book export wrote back to the YAML files of a book. When any
        cell is not understood nothing is written, and every such cell is named. Comments in the
        YAML are not kept.

        \b
        Example:
          wenze book import book.xlsx -o new-book/""",
    ),
)
@click.argument("workbook", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=say("规则书的文件夹。", "The folder of the book."),
)
@click.option(
    "--force",
    is_flag=True,
    help=say("文件夹里已有的规则书文件，用读到的替换。", "Replace the book files already there."),
)
@lang_option
def command(workbook: Path, output: Path, force: bool) -> None:
    """Write all files of the book, or none."""
    with refusals():
        from drafting.workbook import WorkbookError, read_workbook, yaml_files
        from facts import core_vocabulary
        from wenze.commands.book.folder import occupied, write_folder

        data = workbook.read_bytes()
        taken = occupied(output)
        if taken and not force:
            refuse(
                say(
                    f"{output} 里已有 {'、'.join(taken)}；要替换请加 --force，或者换一个文件夹。",
                    f"{output} already holds {', '.join(taken)}; add --force to replace them, or "
                    "choose another folder.",
                )
            )
        try:
            reading = read_workbook(data, workbook.name, core_vocabulary())
        except WorkbookError as error:
            lines = [problem.line(LANG) for problem in error.problems]
            count = sum(problem.severity == "error" for problem in error.problems)
            lines.append(
                say(
                    f"有 {count} 处要改，什么也没有写。",
                    f"{count} to mend; nothing was written.",
                )
            )
            refuse("\n".join(lines))
            raise
        write_folder(output, yaml_files(reading.draft))
    for notice in reading.notices:
        click.echo(notice.line(LANG), err=True)
    draft = reading.draft
    click.echo(
        say(
            f"已写出 {output}：规则 {len(draft.rules)} 条，例案 {len(draft.cases.examples)} 个。",
            f"wrote {output}: {len(draft.rules)} rules, {len(draft.cases.examples)} examples.",
        )
    )
    click.get_current_context().exit(ALL_READ)
