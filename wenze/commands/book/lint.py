"""``wenze book lint``: what is wrong or doubtful in a rule book, each with its place."""

import sys
from typing import TYPE_CHECKING

import click

from wenze.commands.common import NOTHING_DONE, lang_option, refusals
from wenze.language import LANG, say

if TYPE_CHECKING:
    from drafting.lint import Finding, Level, Linted

#: Exit statuses: nothing to mend; errors or warnings; the book cannot be read (NOTHING_DONE).
CLEAN, TO_MEND = 0, 1

_COLOURS = {"error": "red", "warning": "yellow", "note": None}


@click.command(
    short_help=say("检查规则书的写法。", "Check how a rule book is written."),
    help=say(
        """检查一部规则书：写错的名称和单位，永远成立或不成立的规则，重复、被包含的规则，双重评价，
        没有写明的两解，基准的次序，缺少的例案……每一项有编号，docs/lint/ 里各有一页说明。

        看过之后要保留的，在规则书文件夹的 justified.yaml 里写明理由。

        退出状态：0 没有要改的，或者只有提示、都已说明理由；1 有错误或警告；2 规则书不能读。

        \b
        例：
          wenze book lint zhangye-2009
          wenze book lint drafts/新规定 --format json""",
        """Check a rule book: wrong names and units, rules that can never or always fire,
        duplicate and shadowed rules, double evaluation, undeclared readings, the order of the
        baseline, missing examples … Every finding has an id, with a page in docs/lint/.

        What is to stay is justified in justified.yaml in the book's folder.

        Exit status: 0 nothing to mend, or only notes, or all justified; 1 errors or warnings;
        2 the book cannot be read.

        \b
        Examples:
          wenze book lint zhangye-2009
          wenze book lint drafts/new-rules --format json""",
    ),
)
@click.argument("book_id", metavar="ID|FOLDER")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say("给人看，还是给程序读。", "For people, or for programs."),
)
@click.option(
    "--level",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    show_default=True,
    help=say("只列出这一级及更重的。", "List only this level and worse."),
)
@lang_option
def command(book_id: str, shape: str, level: "Level") -> None:
    """All findings, and a count."""
    with refusals():
        from drafting.lint import lint

        linted = lint(book_id)
    findings = linted.at_least(level)
    if shape == "json":
        _write_json(linted, findings)
    else:
        _write_text(linted, findings)
    if not linted.readable:
        sys.exit(NOTHING_DONE)
    sys.exit(TO_MEND if linted.at_least("warning") else CLEAN)


def _write_text(linted: "Linted", findings: "tuple[Finding, ...]") -> None:
    for finding in findings:
        click.echo(click.style(finding.line(LANG), fg=_COLOURS[finding.level]))
    counts = {
        level: sum(f.level == level for f in linted.findings)
        for level in ("error", "warning", "note")
    }
    click.echo(
        say(
            f"错误 {counts['error']}，警告 {counts['warning']}，提示 {counts['note']}；"
            f"已说明理由 {len(linted.justified)}。",
            f"{counts['error']} errors, {counts['warning']} warnings, {counts['note']} notes; "
            f"{len(linted.justified)} justified.",
        )
    )


def _write_json(linted: "Linted", findings: "tuple[Finding, ...]") -> None:
    import orjson

    document = {
        "readable": linted.readable,
        "findings": [finding.as_dict() for finding in findings],
        "justified": [{**j.finding.as_dict(), "reason": j.reason} for j in linted.justified],
    }
    click.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())
