"""``wenze pack``: inputs, book, results and reasons, sealed in one file."""

from pathlib import Path

import click

from wenze.commands.common import (
    ALL_READ,
    SOME_REJECTED,
    book_option,
    encoding_option,
    lang_option,
    password_option,
    profile_option,
    refusals,
    refuse,
)
from wenze.language import LANG, say


@click.command(
    short_help=say("把一次评估封存成一个文件。", "Seal an evaluation in one file."),
    help=say(
        """评估案件，并把输入、规则书、程序版本、选项、认定结果、逐案说明和导入问题
        封存在一个文件里，附每一部分的 SHA-256。以后用 wenze verify-pack 核对。

        \b
        例：
          wenze pack cases.xlsx --out 2024年第一批.wenze

        包里有全部输入：姓名和叙述都在其中，按案卷保管。
        退出状态：0 每行都读懂；1 有些行未能读取（照样封存）；2 什么也没有做。""",
        """Evaluate the cases and seal inputs, rule book, versions, options, determinations,
        explanations and import problems in one file, each with its SHA-256. Check it later
        with wenze verify-pack.

        \b
        Example:
          wenze pack cases.xlsx --out first-batch.wenze

        The pack holds all inputs, names and narratives too: keep it as you keep the file.
        Exit status: 0 all read; 1 some rows rejected (sealed all the same); 2 nothing done.""",
    ),
)
@click.argument(
    "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("写到这个文件（惯用后缀 .wenze）。", "The file to write (usually .wenze)."),
)
@book_option
@profile_option
@encoding_option
@password_option
@lang_option
def command(
    inputs: tuple[Path, ...], out: Path, book: str, profile: Path | None, encoding: str | None
) -> None:
    """Evaluate and seal."""
    if out.resolve() in {path.resolve() for path in inputs}:
        refuse(say(f"{out} 是输入文件，不能覆盖", f"{out} is an input; choose another name"))
    with refusals():
        from exporters import whole_file
        from wenze.pack import pack
        from wenze.sealed import NotAPack

        try:
            packed = pack(inputs, book, encoding=encoding, profile=profile)
        except NotAPack as error:
            refuse(error.text.get(LANG))
        with whole_file(out) as stream:
            stream.write(packed.data)
    click.echo(
        say(
            f"已写出 {out}：{packed.subjects} 个责任主体，其中 {packed.rejected} 个未能读取",
            f"wrote {out}: {packed.subjects} subjects, {packed.rejected} of them rejected",
        )
    )
    click.echo(f"SHA-256 {packed.sha256}")
    click.echo(
        say(
            "请把这一行记入案卷：以后核对时用 --sha256 写上它，就能认出被整个换掉的包。",
            "Keep this line with the file: given to verify-pack as --sha256, it tells a pack "
            "that was replaced as a whole.",
        )
    )
    click.get_current_context().exit(SOME_REJECTED if packed.rejected else ALL_READ)
