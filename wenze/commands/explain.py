"""``wenze explain``: one case, from the outcome down to the cells and clauses."""

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from click.core import ParameterSource

from wenze.commands.common import (
    ALL_READ,
    book_option,
    encoding_option,
    lang_option,
    password_option,
    profile_option,
    refusals,
    refuse,
    tell_overdue,
)
from wenze.language import LANG, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporters.parquet.stored import StoredRefusal
    from importers import RejectedRow
    from wenze.evaluation import Evaluation
    from wenze.stored_run import StoredRun


@click.command(
    short_help=say("说明一起案件为什么这样处理。", "Explain the outcome of a case."),
    help=say(
        """从结论一直说明到条款和单元格：结论 ← 处理方式 ← 责任 ← 过错情形 ← 事实；
        也说明其他过错情形为什么不适用。

        \b
        例：
          wenze explain cases.xlsx --case 2010-001
          wenze explain cases.xlsx --case 2010-001 --subject 县委书记
          wenze explain 台账.xlsx --profile 本局.yaml --case 2010-001
          wenze explain cases.xlsx 履职记录.xlsx --case 2010-001
          wenze explain results/ --case 2010-001

        几个文件合在一起读。
        FILE 也可以是 wenze evaluate --format parquet 写出的文件夹：不再读原来的登记表。""",
        """From the outcome down to clauses and cells, and why other faults do not apply.

        \b
        Examples:
          wenze explain cases.xlsx --case 2010-001
          wenze explain cases.xlsx --case 2010-001 --subject NAME
          wenze explain register.xlsx --profile office.yaml --case 2010-001
          wenze explain cases.xlsx records.xlsx --case 2010-001
          wenze explain results/ --case 2010-001

        Several files are read together. FILE may be a folder that wenze evaluate --format
        parquet has written: the register itself is not read again.""",
    ),
)
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--case", "case_id", required=True, metavar="ID", help=say("案件编号。", "Case id."))
@click.option(
    "--subject",
    default=None,
    metavar="NAME",
    help=say("责任主体；缺省说明该案的全部主体。", "Subject; all of the case by default."),
)
@profile_option
@book_option
@encoding_option
@password_option
@lang_option
def command(
    files: tuple[Path, ...],
    case_id: str,
    subject: str | None,
    profile: Path | None,
    book: str,
    encoding: str | None,
) -> None:
    """Explain the subjects of one case."""
    with refusals():
        from exporters import explanation_tree
        from sanctions.lighter import lighter
        from wenze.stored_run import is_run

        runs = [file for file in files if is_run(file)]
        if runs and len(files) > 1:
            refuse(say("结果文件夹只能单独给出一个", "give one results folder alone"))
        evaluation = (
            _opened(runs[0], case_id, book) if runs else _evaluated(files, book, profile, encoding)
        )
        found = evaluation.find(case_id, subject)
    decisions = evaluation.decisions
    if not found or decisions is None:
        _not_found(evaluation, case_id, subject)
    positions = dict(evaluation.read_rows())
    for number, index in enumerate(found):
        if number:
            click.echo()
        ways = lighter(decisions.decider, decisions.table, positions[index])
        why = evaluation.explain(index)
        for line in explanation_tree(why, evaluation.book, LANG, lighter=ways):
            click.echo(line)
    tell_overdue(evaluation.book.book.metadata, getattr(evaluation, "overdue", None))
    click.get_current_context().exit(ALL_READ)


def _evaluated(
    files: "Sequence[Path]", book: str, profile: Path | None, encoding: str | None
) -> "Evaluation":
    from importers.profile import load_profile
    from rules import load_book
    from wenze.evaluation import evaluate

    compiled = load_book(book)
    given = load_profile(profile, compiled.vocabulary).sheets if profile else None
    return evaluate(list(files), book=compiled, encoding=encoding, profile=given)


def _opened(folder: Path, case_id: str, book: str) -> "StoredRun":
    """A run that was written as Parquet; its own book unless another is named."""
    from importlib.util import find_spec

    from wenze.stored_run import StaleRun, open_run

    if find_spec("pyarrow") is None:
        refuse(
            say(
                "读 Parquet 需要 pyarrow：请安装 wenze[formats]",
                "reading Parquet needs pyarrow: install wenze[formats]",
            )
        )
    source = click.get_current_context().get_parameter_source("book")
    named = book if source is not ParameterSource.DEFAULT else None
    try:
        run = open_run(folder, case_id, named)
        run.find(case_id)
    except StaleRun as stale:
        refuse(stale.message.get(LANG))
    return run


def _not_found(evaluation: "Evaluation | StoredRun", case_id: str, subject: str | None) -> NoReturn:
    """Say whether the case is unknown or its row was rejected, and why."""
    from wenze.evaluation import Evaluation

    rejected: Sequence[RejectedRow | StoredRefusal]
    if isinstance(evaluation, Evaluation):
        rejected = evaluation.imported.rejected
    else:
        rejected = evaluation.rejected
    for row in rejected:
        if row.case_id == case_id and subject in (None, row.subject):
            lines = [problem.line(LANG) for problem in row.problems]
            refuse("\n".join([say("这一行未能读取：", "this row could not be read:"), *lines]))
    refuse(
        say(
            f"没有案件“{case_id}”，或该案没有这个责任主体",
            f"no case “{case_id}”, or no such subject in it",
        )
    )
