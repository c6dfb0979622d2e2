"""``wenze book list``: one line a book."""

import click

from wenze.commands.common import lang_option, refusals
from wenze.language import LANG, say


@click.command(
    short_help=say("列出规则书。", "List the rule books."),
    help=say(
        "列出随程序提供的规则书。\n\n\b\n例：\n  wenze book list",
        "List the rule books that ship with wenze.\n\n\b\nExample:\n  wenze book list",
    ),
)
@lang_option
def command() -> None:
    """One line a book."""
    with refusals():
        from rules import book_ids, load_book

        for book_id in book_ids():
            metadata = load_book(book_id).book.metadata
            title = metadata.title_en if LANG == "en" and metadata.title_en else metadata.title
            click.echo(f"{book_id}  {title}  {metadata.number}  {metadata.in_force.span}")
