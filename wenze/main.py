"""The command line."""

import gc

import click

from wenze import __version__
from wenze.commands import (
    book,
    check,
    compare,
    draw,
    evaluate,
    explain,
    impact,
    pack,
    report,
    template,
    verify_pack,
)
from wenze.commands.common import lang_option
from wenze.language import say

#: So many new objects before Python looks for garbage; its own 700 cost a tenth of a second.
_OBJECTS = 50_000


@click.group(
    help=say(
        """问责：按规定对案件提出处理建议，并说明理由。程序只建议和说明，决定由人作出。

        \b
        常用：
          wenze template -o 案件登记.xlsx            写一个空白工作簿
          wenze check 案件登记.xlsx                  检查填写
          wenze evaluate 案件登记.xlsx --out results/  评估
          wenze explain 案件登记.xlsx --case 编号     说明理由""",
        """wenze: recommend sanctions under accountability regulations, with reasons.
        It recommends and explains; a person decides.

        \b
        Common uses:
          wenze template -o cases.xlsx               write an empty workbook
          wenze check cases.xlsx                     check what was filled in
          wenze evaluate cases.xlsx --out results/   evaluate
          wenze explain cases.xlsx --case ID         explain one case""",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="wenze")
@lang_option
def main() -> None:
    """The group of all commands."""
    # Thousands of objects are made while modules load, and hardly any of them is ever garbage.
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])


main.add_command(evaluate.command, "evaluate")
main.add_command(explain.command, "explain")
main.add_command(template.command, "template")
main.add_command(check.command, "check")
main.add_command(compare.command, "compare")
main.add_command(impact.command, "impact")
main.add_command(draw.command, "draw")
main.add_command(report.command, "report")
main.add_command(book.command, "book")
main.add_command(pack.command, "pack")
main.add_command(verify_pack.command, "verify-pack")
