"""``wenze book new``: a commented skeleton of a rule book."""

from pathlib import Path

import click

from wenze.commands.common import ALL_READ, lang_option, refusals, refuse
from wenze.language import say


@click.command(
    short_help=say("写一部规则书的样板。", "Write the skeleton of a rule book."),
    help=say(
        """写一部带说明的规则书样板：能用、例案通过，照着改就是自己的规则书。

        \b
        例：
          wenze book new my-county -o my-county/
          wenze book test my-county/""",
        """Write a commented skeleton of a rule book: it works and its examples pass; change it
        step by step into your own.

        \b
        Example:
          wenze book new my-county -o my-county/
          wenze book test my-county/""",
    ),
)
@click.argument("book_id", metavar="ID")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=say("规则书的文件夹。", "The folder of the book."),
)
@lang_option
def command(book_id: str, output: Path) -> None:
    """Write all files of the skeleton, or none."""
    with refusals():
        from drafting.skeleton import is_book_id, skeleton_files
        from wenze.commands.book.folder import occupied, write_folder

        if not is_book_id(book_id):
            refuse(
                say(
                    f"“{book_id}”不能作规则书的编号：请用小写英文字母、数字和连字符，以字母开头，"
                    "例如 my-county-2024。",
                    f"“{book_id}” is no id of a book: use lower-case letters, digits and hyphens, "
                    "beginning with a letter, as in my-county-2024.",
                )
            )
        taken = occupied(output)
        if taken:
            refuse(
                say(
                    f"{output} 里已有 {'、'.join(taken)}，不会覆盖；请换一个文件夹。",
                    f"{output} already holds {', '.join(taken)}, which are not replaced; choose "
                    "another folder.",
                )
            )
        write_folder(output, skeleton_files(book_id))
    click.echo(say(f"已写出 {output}", f"wrote {output}"))
    click.get_current_context().exit(ALL_READ)
