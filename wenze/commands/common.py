"""What several commands share: options, refusals, and lists of problems."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from wenze.language import LANG, say

if TYPE_CHECKING:
    from facts import Problem
    from rules.book import Metadata
    from rules.checked import Overdue

#: Exit statuses of the contract: every row read, some rows rejected, nothing done.
ALL_READ, SOME_REJECTED, NOTHING_DONE = 0, 1, 2

#: More problems than this are counted on the terminal, and listed whole in the workbook.
SHOWN_PROBLEMS = 50

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

lang_option: Decorator = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    expose_value=False,
    help=say("界面语言（缺省中文；也可设 WENZE_LANG）。", "Language (or set WENZE_LANG)."),
)
book_option: Decorator = click.option(
    "--book",
    default="zhangye-2009",
    show_default=True,
    metavar="ID",
    help=say("规则书的编号，或规则书所在文件夹。", "Id of a rule book, or its folder."),
)
results_option: Decorator = click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=say("结果写到这个文件夹。", "Folder for the results."),
)
workbook_option: Decorator = click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=say("写到这个 .xlsx 文件。", "The .xlsx file to write."),
)
encoding_option: Decorator = click.option(
    "--encoding",
    default=None,
    metavar="NAME",
    help=say(
        "CSV 的编码；缺省自动判断 UTF-8 或 GB18030。", "Encoding of CSV input; else detected."
    ),
)


def _ask_password(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    """Kept in the environment of this process, where a password may also be given."""
    from importers.isolated import PASSWORD

    if wanted and not context.resilient_parsing:
        asked = say("工作簿的密码", "Password of the workbook")
        os.environ[PASSWORD] = click.prompt(asked, hide_input=True, err=True)


password_option: Decorator = click.option(
    "--password",
    is_flag=True,
    expose_value=False,
    callback=_ask_password,
    help=say(
        "工作簿加了密码：提示输入（也可设 WENZE_PASSWORD）。",
        "The workbook is encrypted: ask for its password (or set WENZE_PASSWORD).",
    ),
)
profile_option: Decorator = click.option(
    "--profile",
    default=None,
    metavar="YAML",
    type=click.Path(path_type=Path),
    help=say(
        "列名对应方案（由 wenze check --save-profile 写出）。",
        "Mapping profile (see wenze check --save-profile).",
    ),
)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what cannot be read or used into a message and exit status 2, never a traceback."""
    try:
        yield
    except Exception as error:
        message = _refusal(error)
        if message is None:
            raise
        refuse(message)


def _refusal(error: Exception) -> str | None:
    """What is told of an error; None for a fault of the program. Nothing is loaded till then."""
    from importers import Unreadable
    from importers.profile import ProfileError
    from rules import BookError

    if isinstance(error, ProfileError):
        return "\n".join(problem.line(LANG) for problem in error.problems)
    if isinstance(error, Unreadable):
        return error.problem.line(LANG)
    if isinstance(error, BookError):
        return "\n".join(mistake.line(LANG) for mistake in error.mistakes)
    if isinstance(error, OSError):
        name = error.filename or ""
        return say(
            f"读写文件失败：{name}：{error.strerror}", f"file error: {name}: {error.strerror}"
        )
    return None


def refuse(message: str) -> NoReturn:
    """Say why nothing was done, and leave with status 2."""
    click.echo(click.style(message, fg="red"), err=True)
    sys.exit(NOTHING_DONE)


def keep_inputs(inputs: Iterable[Path], targets: Iterable[Path], writing: str = "结果") -> None:
    """Refuse to write over what is read; ``writing`` is what would be written, in Chinese."""
    written = {target.resolve() for target in targets}
    for path in inputs:
        if path.resolve() in written:
            refuse(
                say(
                    f"{path} 会被{writing}覆盖；请换一个输出文件夹",
                    f"{path} would be overwritten; choose another folder",
                )
            )


def tell_overdue(metadata: "Metadata", found: "Overdue | None") -> None:
    """That a book was last compared with its text too long ago: for these cases, or for today.

    On standard error, where a clock may be looked at; files hold only what the input tells.
    """
    from datetime import date

    from rules.checked import overdue

    found = found or overdue(metadata, date.today())
    if found is not None:
        click.echo(click.style(found.told.get(LANG), fg="yellow"), err=True)


def list_problems(problems: "Sequence[Problem]", rest_in: str = "") -> None:
    """The problems, errors first, on standard error; what is beyond the limit is counted.

    ``rest_in``: where all of them can be read.
    """
    order = {"error": 0, "warning": 1, "notice": 2}
    colours = {"error": "red", "warning": "yellow", "notice": None}
    ordered = sorted(problems, key=lambda p: order[p.severity])
    for problem in ordered[:SHOWN_PROBLEMS]:
        click.echo(click.style(problem.line(LANG), fg=colours[problem.severity]), err=True)
    rest = len(ordered) - SHOWN_PROBLEMS
    if rest > 0:
        click.echo(
            say(
                f"……另有 {rest} 条" + (f"，见{rest_in}。" if rest_in else "。"),
                f"… and {rest} more" + (f"; see {rest_in}." if rest_in else "."),
            ),
            err=True,
        )
