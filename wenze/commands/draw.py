"""``wenze draw``: draw rows from a list so that anyone can repeat the draw."""

from pathlib import Path

import click

from wenze.commands.common import (
    ALL_READ,
    encoding_option,
    lang_option,
    password_option,
    refusals,
    refuse,
    workbook_option,
)
from wenze.language import LANG, say


@click.command(
    short_help=say("从名册里随机抽取，谁都能重做。", "Draw from a list; anyone can repeat it."),
    help=say(
        """从名册里抽取若干行：每行的抽取码是 SHA-256（种子、该行内容），码最小的若干行中签。结果与
        名册的次序无关；种子和名册相同，结果逐字节相同。

        \b
        例：
          wenze draw 代表库.xlsx --number 1000 --least 3000 --seed 2026第130期 -o 抽取.xlsx""",
        """Draw rows from a list: the rows with the smallest SHA-256 of seed and row. The order of
        the list does not matter; the same seed and list give the same bytes.

        \b
        Example:
          wenze draw list.xlsx --number 1000 --least 3000 --seed 2026-130 -o drawn.xlsx""",
    ),
)
@click.argument("roster", metavar="LIST", type=click.Path(path_type=Path))
@click.option(
    "--number",
    required=True,
    type=click.IntRange(1),
    metavar="N",
    help=say("抽多少行。", "How many rows."),
)
@click.option(
    "--seed",
    required=True,
    metavar="TEXT",
    help=say(
        "种子：名册公布以后才产生、谁也不能左右的文字，如开奖号码。",
        "A text that nobody can choose, made after the list was published, as a lottery number.",
    ),
)
@click.option(
    "--least",
    type=click.IntRange(1),
    metavar="N",
    help=say("名册至少要有多少行，不足就不抽。", "Refuse a list with fewer rows."),
)
@workbook_option
@encoding_option
@password_option
@lang_option
def command(
    roster: Path,
    number: int,
    seed: str,
    least: int | None,
    output: Path,
    encoding: str | None,
) -> None:
    """Draw and write."""
    with refusals():
        from exporters.drawn_sample import told, write_drawn
        from importers.roster import RosterError, digest, read_roster
        from wenze.draw import draw

        if output.resolve() == roster.resolve():
            refuse(say("结果会覆盖名册；请换一个文件名", "the list would be overwritten"))
        if not seed.strip():
            refuse(say("种子是空的", "the seed is empty"))
        try:
            found = read_roster(roster, encoding=encoding)
        except RosterError as error:
            refuse("\n".join(mistake.get(LANG) for mistake in error.mistakes))
        size, wanted = len(found.rows), max(number, least or 0)
        if size < wanted:
            zh = f"名册只有 {size} 行，至少要有 {wanted} 行"
            refuse(say(zh, f"the list has {size} rows; at least {wanted} are needed"))
        drawn = draw(found, number, seed)
        about = told(found.file, size, number, seed, digest(found))
        write_drawn(output, found.header, drawn, about, LANG)
    click.echo(
        say(f"名册 {size} 行，抽取 {number} 行", f"{number} drawn of {size} rows")
        + say(f"；名册 SHA-256 {digest(found)}", f"; SHA-256 of the list {digest(found)}")
    )
    click.echo(say(f"已写出 {output}", f"wrote {output}"))
    click.get_current_context().exit(ALL_READ)
