"""``wenze verify-pack``: is a pack as it was sealed, and do the results come out again?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wenze.commands.common import NOTHING_DONE, lang_option, password_option, refusals, refuse
from wenze.language import LANG, say

if TYPE_CHECKING:
    from wenze.pack import Verification

#: Exit statuses: the results are the same; they, or the pack itself, are not.
IDENTICAL, DIFFERS = 0, 1
#: More than this are counted.
SHOWN = 50


@click.command(
    short_help=say("核对封存包，重新评估并比较。", "Check a sealed pack and decide it again."),
    help=say(
        f"""核对包里每一部分的 SHA-256 和整个文件的写法，再用包里的规则书重新评估包里的输入
        （不联网），说明结果相同，或者哪一部分、哪个责任主体、哪一项不同。

        \b
        例：
          wenze verify-pack 2024年第一批.wenze
          wenze verify-pack 2024年第一批.wenze --sha256 封存时记下的那一行

        退出状态：{IDENTICAL} 相同；{DIFFERS} 不同，或者包被改动；{NOTHING_DONE} 读不了。""",
        f"""Check the SHA-256 of each part and the form of the whole file, then evaluate the
        inputs in the pack again with the book in the pack (no network), and say that the
        results are identical, or which part, subject and field differ.

        \b
        Examples:
          wenze verify-pack first-batch.wenze
          wenze verify-pack first-batch.wenze --sha256 THE-LINE-KEPT

        Exit status: {IDENTICAL} identical; {DIFFERS} different, or tampered with;
        {NOTHING_DONE} unreadable.""",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--sha256",
    "kept",
    default=None,
    metavar="HEX",
    help=say("封存时记下的 SHA-256。", "The SHA-256 that was kept when it was sealed."),
)
@password_option
@lang_option
def command(file: Path, kept: str | None) -> None:
    """Check, decide again, compare."""
    with refusals():
        from hashlib import sha256

        from wenze.pack import verify
        from wenze.sealed import MAX_BYTES, NotAPack

        if file.stat().st_size > 2 * MAX_BYTES:
            refuse(say("文件过大，不是封存包", "the file is too large to be a pack"))
        data = file.read_bytes()
        digest = sha256(data).hexdigest()
        if kept is not None and kept.strip().lower() != digest:
            click.echo(
                say(
                    f"不是当时封存的那个文件：SHA-256 是 {digest}",
                    f"not the file that was sealed then: its SHA-256 is {digest}",
                )
            )
            click.get_current_context().exit(DIFFERS)
        try:
            found = verify(data)
        except NotAPack as error:
            refuse(error.text.get(LANG))
    _tell(found, digest)
    click.get_current_context().exit(IDENTICAL if found.identical else DIFFERS)


def _tell(found: "Verification", digest: str) -> None:
    if found.altered:
        click.echo(say("封存包被改动，没有重新评估：", "tampered with; not evaluated again:"))
    elif found.differences:
        click.echo(say("封存包完好，重新评估的结果不同：", "the pack is whole; results differ:"))
    else:
        click.echo(
            say(
                f"相同：封存包完好，{found.subjects} 个责任主体的认定和说明重新算出来逐字节一致",
                f"identical: the pack is whole, and the determinations and explanations of "
                f"{found.subjects} subjects come out again byte for byte",
            )
        )
    told = [*found.altered, *found.differences]
    for text in told[:SHOWN]:
        click.echo(f"  {text.get(LANG)}")
    if len(told) > SHOWN:
        rest = len(told) - SHOWN
        click.echo(say(f"  ……另有 {rest} 处", f"  … and {rest} more"))
    for name, (then, now) in found.versions.items():
        old, new = then[:12] or "—", now[:12]
        possible = say("，可能是原因", ", a possible cause") if found.differences else ""
        click.echo(
            say(
                f"  版本不同{possible}：{name} 封存时 {old}，现在 {new}",
                f"  another version{possible}: {name} was {old}, is {new}",
            )
        )
    click.echo(f"SHA-256 {digest}")
