"""``wenze template``: an empty workbook to fill in."""

from pathlib import Path

import click

from wenze.commands.common import ALL_READ, lang_option, refusals, workbook_option
from wenze.language import LANG, say


@click.command(
    short_help=say("写一个空白的案件工作簿。", "Write an empty case workbook."),
    help=say(
        """写一个空白工作簿：列名、下拉选项、填写提示，另有一页逐列说明。

        \b
        例：
          wenze template -o 案件登记.xlsx""",
        """Write an empty workbook with headers, drop-down lists, notes and a page on each column.

        \b
        Example:
          wenze template -o cases.xlsx""",
    ),
)
@workbook_option
@lang_option
def command(output: Path) -> None:
    """Write the template."""
    with refusals():
        from exporters.template import write_template
        from facts import core_vocabulary

        write_template(output, core_vocabulary(), LANG)
    click.echo(say(f"已写出 {output}", f"wrote {output}"))
    click.get_current_context().exit(ALL_READ)
