"""``wenze book diff``: two books compared by what they mean."""

import json
from pathlib import Path

import click

from wenze.commands.common import lang_option, refusals, refuse
from wenze.language import LANG, say


@click.command(
    short_help=say("比较两本规则书的结果。", "Compare what two rule books decide."),
    help=say(
        """比较的不是文字，是结果：哪些案件会有不同的结果，更重还是更轻，各举一例；其余案件结果相同，
        是证明出来的。--out 写出证书（.html、.docx、.txt）和 diff.json。

        \b
        例：
          wenze book diff zhangye-2009 我的修改稿/
          wenze book diff 旧稿/ 新稿/ --out 对照/""",
        """Not lines but outcomes: which cases come out otherwise, stricter or lighter, with an
        example each; equality elsewhere is proved. --out writes a certificate and diff.json.

        \b
        Examples:
          wenze book diff zhangye-2009 my-draft/
          wenze book diff old/ new/ --out comparison/""",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    metavar="DIR",
    help=say("写出证书的文件夹。", "Folder for the certificate."),
)
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help=say("时限（秒）。", "Seconds to spend."),
)
@click.option(
    "--regions",
    "most",
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    metavar="N",
    help=say("最多列出几片。", "List at most this many regions."),
)
@lang_option
def command(old: str, new: str, out: Path | None, limit: float, most: int) -> None:
    """The certificate, on the terminal and in files."""
    try:
        import z3  # noqa: F401
    except ImportError:
        refuse(
            say("缺少 z3：pip install 'wenze[drafting]'", "needs z3: pip install 'wenze[drafting]'")
        )
    with refusals():
        from drafting.diff import compare
        from drafting.diff.certificate import as_json, lines
        from drafting.diff.page import page
        from exporters.whole_file import whole_file
        from rules import load_book

        found = compare(load_book(old), load_book(new), limit, most)
        for line in lines(found, LANG):
            click.echo(line)
        if out is None:
            return
        files = {
            "certificate.txt": "\n".join([*lines(found, LANG), ""]).encode(),
            "certificate.html": page(found).encode(),
            "diff.json": json.dumps(as_json(found), ensure_ascii=False, indent=2).encode(),
        }
        try:
            from drafting.diff.document import document
        except ImportError:
            click.echo(
                say(
                    "没有写 .docx：缺少 python-docx（pip install 'wenze[drafting]'）",
                    "no .docx: needs python-docx (pip install 'wenze[drafting]')",
                ),
                err=True,
            )
        else:
            files["certificate.docx"] = document(found)
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with whole_file(out / name) as stream:
                stream.write(content)
