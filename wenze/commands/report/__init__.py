"""``wenze report``: what a committee, the person concerned and an appeal body read."""

from pathlib import Path
from typing import Any

import click

from wenze.commands.common import (
    ALL_READ,
    SOME_REJECTED,
    encoding_option,
    keep_inputs,
    lang_option,
    list_problems,
    password_option,
    profile_option,
    refusals,
    refuse,
)
from wenze.commands.report.source import evaluated, further_refusals
from wenze.commands.report.wish import CASE, FORMATS, Wish, check_sense, chosen_formats
from wenze.commands.report.writing import tell, write
from wenze.language import say


@click.command(
    short_help=say(
        "写出报告：审核表、网页、会议表、统计、台账。", "Write reports: cases, page, tables."
    ),
    help=say(
        """把评估结果写成报告。SOURCE 是 wenze evaluate 写出的结果文件夹（输入和规则书必须与
        当时相同，结论逐字节核对），或者案件工作簿（当场评估）。

        \b
        种类和格式：
          case        问责建议审核表，一个责任主体一份（docx、pdf）
          page        一个可以离线打开的网页（html）
          committee   供集体研究的工作簿（xlsx）
          statistics  统计（xlsx、html）
          ledger      另一部规则书的台账，由这次的建议和实际处理写成（xlsx）

        \b
        例：
          wenze report results/ --out 报告/
          wenze report cases.xlsx --case 2024-001 --format docx --format pdf --out 报告/
          wenze report cases.xlsx --kind page --level public --out 报告/
          wenze report results/ --kind ledger --for hongshan-2015 --as-case 督-01 --out 台账/

        审核表每页注明“草稿 供集体研究”；给出签发文件（--release）而且该有的都有，才不注明。
        退出状态：0 每行都读懂；1 有些行未能读取；2 什么也没有做（例如还不能签发，逐项列出）。""",
        """Write reports. SOURCE is a folder of wenze evaluate (inputs and rule book must be those
        of that time, and the decisions the same byte for byte), or case workbooks.

        \b
        Kinds and formats:
          case        a report for each subject in official-document form (docx, pdf)
          page        one page that opens without a network (html)
          committee   a workbook to deliberate over (xlsx)
          statistics  statistics (xlsx, html)
          ledger      records for another book, from the advice and what was done (xlsx)

        \b
        Examples:
          wenze report results/ --out reports/
          wenze report cases.xlsx --case 2024-001 --format docx --format pdf --out reports/
          wenze report cases.xlsx --kind page --level public --out reports/
          wenze report results/ --kind ledger --for hongshan-2015 --as-case S1 --out records/

        Case reports are marked as drafts until a release file (--release) has all that is needed.
        Exit status: 0 all rows read; 1 some rejected; 2 nothing done.""",
    ),
)
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path)
)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=say("报告写到这个文件夹。", "Folder for the reports."),
)
@click.option(
    "--kind",
    type=click.Choice(list(FORMATS)),
    default=CASE,
    show_default=True,
    help=say("报告的种类。", "Kind of report."),
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(dict.fromkeys(f for group in FORMATS.values() for f in group))),
    help=say(
        "格式（可多次给出）；缺省是该种类的第一种。", "Format (repeatable); else the first one."
    ),
)
@click.option(
    "--case", "case_id", default=None, metavar="ID", help=say("只写这一案。", "This case only.")
)
@click.option(
    "--subject",
    default=None,
    metavar="NAME",
    help=say("只写该案的这个责任主体。", "This subject of the case only."),
)
@click.option(
    "--level",
    type=click.Choice(["file", "respondent", "public"]),
    default="file",
    show_default=True,
    help=say(
        "给谁看：file 全部；respondent 给当事人，隐去他人（要写 --case 和 --subject）；"
        "public 公开，不能认出人和单位。",
        "For whom: file, all; respondent, others removed (needs --case and --subject); "
        "public, no identity.",
    ),
)
@click.option(
    "--whole-case",
    is_flag=True,
    help=say("审核表一案一份，各责任主体另起一页。", "One case report a case, not a subject."),
)
@click.option(
    "--release",
    multiple=True,
    metavar="YAML",
    type=click.Path(path_type=Path),
    help=say(
        "签发文件：办案机关、成文日期、陈述申辩等（可多次给出）；缺什么就列出，不写。",
        "Release file with office, date, statements (repeatable); what lacks is listed.",
    ),
)
@click.option(
    "--template",
    default=None,
    metavar="DOCX",
    type=click.Path(path_type=Path),
    help=say("用本单位自己的审核表样式。", "The office's own document with tags."),
)
@click.option(
    "--red-head",
    default="",
    metavar="TEXT",
    help=say("在首页印红色的发文机关标志；缺省不印。", "The office's name in red; else none."),
)
@click.option(
    "--for",
    "ledger_book",
    default=None,
    metavar="ID",
    help=say("台账给哪一部规则书用。", "The book that reads the records."),
)
@click.option(
    "--as-case",
    default=None,
    metavar="ID",
    help=say(
        "台账各行都归这一案（缺省是各自的案件编号）。",
        "All records belong to this case (else each to its own).",
    ),
)
@click.option(
    "--as-case-column",
    default=None,
    metavar="HEADER",
    help=say(
        "台账各行归哪一案，取自输入的这一列。", "The case of each record stands in this column."
    ),
)
@click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help=say(
        "结果文件夹的输入文件现在的位置（可多次给出）。",
        "Where an input of the results folder is now (repeatable).",
    ),
)
@click.option(
    "--book",
    default=None,
    metavar="ID",
    help=say(
        "规则书的编号或文件夹；缺省按结果文件夹所记。",
        "Id of a rule book, or its folder; else as the results folder says.",
    ),
)
@profile_option
@encoding_option
@password_option
@lang_option
def command(
    sources: tuple[Path, ...],
    inputs: tuple[Path, ...],
    book: str | None,
    profile: Path | None,
    encoding: str | None,
    **wished: Any,
) -> None:
    """Evaluate, or decide again, and write."""
    wished["formats"] = chosen_formats(wished["kind"], wished["formats"])
    wish = Wish(**wished)
    check_sense(wish)
    with refusals(), further_refusals():
        from exporters.redaction import redact
        from wenze.dossier import dossier

        evaluation = evaluated(sources, inputs, book, profile, encoding)
        targets = [wish.file(form) for form in wish.formats]
        keep_inputs([*sources, *inputs, *wish.release], targets, "报告")
        whole = dossier(evaluation)
        if not len(whole.cases):
            list_problems(evaluation.imported.problems)
            refuse(say("没有读到一个责任主体。", "no subject could be read."))
        chosen = redact(whole, wish.level, wish.case_id, wish.subject)
        written = write(chosen, wish)
    problems = [p for p in evaluation.imported.problems if p.severity != "notice"]
    list_problems([] if wish.case_id else problems)
    tell(written, wish)
    rejected = evaluation.imported.rejected
    here = [row for row in rejected if wish.case_id in (None, row.case_id)]
    click.get_current_context().exit(SOME_REJECTED if here else ALL_READ)
