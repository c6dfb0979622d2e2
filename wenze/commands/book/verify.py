"""``wenze book verify``: properties of a book, proved for all possible facts."""

import json

import click

from wenze.commands.common import lang_option, refusals, refuse
from wenze.language import LANG, say

#: Exit statuses; an unreadable book gives 2, as everywhere.
ALL_PROVED, NOT_ALL_PROVED = 0, 1


@click.command(
    short_help=say("证明规则书的性质。", "Prove properties of a rule book."),
    help=say(
        """对一切可能的事实（不是抽样）证明规则书的性质：没有空缺，没有矛盾，越重的情形结果不会越轻，
        没有用不到的规则和处理方式。不成立的，并排列出最小的两个案件和涉及的条文。

        退出状态：0 全部证明（或规则书写明了理由）；1 有不成立或未判定的；2 规则书不能读。

        \b
        例：
          wenze book verify zhangye-2009
          wenze book verify 我的规则书/ --limit 120 --format json""",
        """Prove, for all possible facts: no gaps, no contradictions, worse is never lighter,
        nothing out of reach. What does not hold is shown by the two smallest cases.

        Exit status: 0 all proved (or justified in the book); 1 something refuted or not
        decided; 2 the book cannot be read.

        \b
        Examples:
          wenze book verify zhangye-2009
          wenze book verify my-book/ --limit 120 --format json""",
    ),
)
@click.argument("book_id", metavar="ID")
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help=say("全部性质合计的时限（秒）。", "Seconds for all properties together."),
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say("输出形式。", "Form of the output."),
)
@lang_option
def command(book_id: str, limit: float, style: str) -> None:
    """All properties, then how many of each result."""
    try:
        import z3  # noqa: F401
    except ImportError:
        refuse(
            say("缺少 z3：pip install 'wenze[drafting]'", "needs z3: pip install 'wenze[drafting]'")
        )
    with refusals():
        from drafting.verify import verify
        from drafting.verify.report import report
        from rules import load_book

        book = load_book(book_id)
        findings = list(verify(book, limit))
    if style == "json":
        content = {
            "book": {
                "id": book.id,
                "version": book.book.metadata.version,
                "sha256": book.book.sha256,
            },
            "findings": [finding.as_json() for finding in findings],
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        for line in report(book.book, findings, LANG):
            click.echo(line)
    holds = all(finding.stands for finding in findings)
    click.get_current_context().exit(ALL_PROVED if holds else NOT_ALL_PROVED)
