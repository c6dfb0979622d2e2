"""``wenze book``: the rule books, for reading and for drafting."""

import click

from wenze.commands.book import (
    diff,
    export,
    import_book,
    lint,
    listing,
    new,
    outline,
    show,
    test,
    verify,
)
from wenze.commands.common import lang_option
from wenze.language import say


@click.group(
    short_help=say("查看和起草规则书。", "Look at and draft rule books."),
    help=say("规则书：已经编成规则的规定。", "Rule books: regulations codified as rules."),
)
@lang_option
def command() -> None:
    """Rule books."""


command.add_command(listing.command, "list")
command.add_command(show.command, "show")
command.add_command(outline.command, "outline")
command.add_command(new.command, "new")
command.add_command(export.command, "export")
command.add_command(import_book.command, "import")
command.add_command(lint.command, "lint")
command.add_command(test.command, "test")
command.add_command(verify.command, "verify")
command.add_command(diff.command, "diff")
