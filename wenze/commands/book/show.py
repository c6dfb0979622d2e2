"""``wenze book show``: a whole book, for reading beside the regulation."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wenze.commands.common import lang_option, refusals
from wenze.language import LANG, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules import CompiledBook


@click.command(
    short_help=say("显示一部规则书。", "Show a rule book."),
    help=say(
        "显示一部规则书：适用范围、条文目录及状态、规则、处理方式、裁量基准。"
        "\n\n\b\n例：\n  wenze book show zhangye-2009",
        "Show scope, outline with status, rules, catalogue and baseline of a book."
        "\n\n\b\nExample:\n  wenze book show zhangye-2009",
    ),
)
@click.argument("book_id", metavar="ID")
@click.option(
    "--html",
    default=None,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say("写成一页网页：条文旁边是规则。", "Write a page with the rules beside the clauses."),
)
@lang_option
def command(book_id: str, html: Path | None) -> None:
    """The whole book, for reading beside the regulation."""
    with refusals():
        from rules import load_book

        book = load_book(book_id)
        if html is not None:
            from exporters.book_pages import write_book_page
            from wenze.commands.book.outline import lines_of

            write_book_page(book, lines_of(book, ()), html, LANG)
            click.echo(say(f"已写出 {html}", f"wrote {html}"))
            return
        for line in _lines(book):
            click.echo(line)


def _lines(book: "CompiledBook") -> "Iterator[str]":
    from drafting.examples import cited_clauses
    from exporters.book_pages import CLAUSE_LABELS
    from exporters.wording import Wording

    words = Wording(book, LANG)
    metadata = book.book.metadata
    yield f"{metadata.title}  {metadata.number}"
    yield say(f"发布：{metadata.issuer}（{metadata.level}）", f"Issued by: {metadata.issuer}")
    span = metadata.in_force.span
    yield say(f"施行：{span} {metadata.in_force.note}", f"In force: {span}")
    yield say(f"适用：{metadata.applies_to}", f"Applies to: {metadata.applies_to}")
    yield say(
        f"版本：{metadata.version}  {book.book.sha256}",
        f"Version: {metadata.version}  {book.book.sha256}",
    )
    yield ""
    yield say("适用条件", "Scope")
    for condition in metadata.scope:
        yield f"  {condition.when}  〔{'; '.join(condition.cite)}〕"
    yield ""
    yield say("条文目录", "Outline")
    tested = cited_clauses(book)
    for clause in book.book.outline.clauses:
        status = "tested" if clause.status == "codified" and clause.id in tested else clause.status
        yield f"  {clause.id}  [{CLAUSE_LABELS[status].get(LANG)}] {clause.about}{clause.reason}"
    yield ""
    yield say("规则", "Rules")
    for rule in book.book.rules:
        yield f"  {rule.id}  〔{'; '.join(rule.cite)}〕"
        for reading in rule.readings:
            chosen = say("（选用）", " (chosen)") if reading.id == rule.chosen else ""
            yield f"    {reading.text}{chosen}：{reading.when}"
        if rule.when:
            yield f"    {rule.when}"
        yield f"    ⇒ {rule.then}"
    yield ""
    yield say(
        f"裁量基准：{book.book.baseline.title}（政策，不是条文）",
        f"Baseline: {book.book.baseline.title} (policy, not law)",
    )
    gravity = book.vocabulary.by_label("情节")
    labels = {choice.id: choice.label for choice in gravity.choices}
    kinds = {r.id: r.kind for r in metadata.responsibilities}
    for row in book.book.baseline.rows:
        kind = kinds[row.responsibility]
        measures = "、".join(book.book.measure(kind, m).label for m in row.measures)
        responsibility = words.names.responsibility(row.responsibility)
        yield f"  {responsibility} × {labels[row.gravity]}：{measures}"
    if book.book.tariff is not None:
        yield ""
        yield say("条文写明的档次", "What the statute prescribes")
        for item in book.book.tariff.rows:
            faults = words.names.joined(words.names.fault(f) for f in item.faults)
            gravities = words.names.joined(labels[g] for g in item.gravity)
            yield f"  {item.id}  〔{'; '.join(item.cite)}〕 {faults} {gravities}：{words.row(item)}"
