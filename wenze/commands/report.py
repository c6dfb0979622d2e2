"""``wenze report``: what a committee, the person concerned and an appeal body read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wenze.commands.common import (
    ALL_READ,
    SOME_REJECTED,
    encoding_option,
    lang_option,
    list_problems,
    password_option,
    profile_option,
    refusals,
    refuse,
)
from wenze.language import LANG, say

if TYPE_CHECKING:
    from exporters.case_report.own_template import OwnTemplate
    from exporters.dossier import Dossier
    from facts import Text
    from wenze.evaluation import Evaluation

_CASE = "case"
#: What writes the one file of a kind and format: module and function.
_WRITERS = {
    ("page", "html"): ("exporters.page", "write_page"),
    ("committee", "xlsx"): ("exporters.committee", "write_committee"),
    ("statistics", "xlsx"): ("exporters.statistics", "write_statistics"),
    ("statistics", "html"): ("exporters.statistics", "write_statistics_page"),
}
#: The formats of each kind; without --format the first of them is written.
_FORMATS = {
    _CASE: ("docx", "pdf"),
    "page": ("html",),
    "committee": ("xlsx",),
    "statistics": ("xlsx", "html"),
}


@dataclass(frozen=True)
class _Wish:
    """What is to be written, as the user said it."""

    kind: str
    formats: tuple[str, ...]
    out: Path
    case_id: str | None
    subject: str | None
    level: str
    whole_case: bool
    template: Path | None
    release: tuple[Path, ...]
    red_head: str


@click.command(
    short_help=say("写出报告：审核表、网页、会议表、统计。", "Write reports: cases, page, tables."),
    help=say(
        """把评估结果写成报告。SOURCE 是 wenze evaluate 写出的结果文件夹（输入和规则书必须与
        当时相同，结论逐字节核对），或者案件工作簿（当场评估）。

        \b
        种类和格式：
          case        问责建议审核表，一个责任主体一份（docx、pdf）
          page        一个可以离线打开的网页（html）
          committee   供集体研究的工作簿（xlsx）
          statistics  统计（xlsx、html）

        \b
        例：
          wenze report results/ --out 报告/
          wenze report cases.xlsx --case 2024-001 --format docx --format pdf --out 报告/
          wenze report cases.xlsx --kind page --level public --out 报告/

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

        \b
        Examples:
          wenze report results/ --out reports/
          wenze report cases.xlsx --case 2024-001 --format docx --format pdf --out reports/
          wenze report cases.xlsx --kind page --level public --out reports/

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
    type=click.Choice(list(_FORMATS)),
    default=_CASE,
    show_default=True,
    help=say("报告的种类。", "Kind of report."),
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(dict.fromkeys(f for group in _FORMATS.values() for f in group))),
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
    wished["formats"] = _formats(wished["kind"], wished["formats"])
    wish = _Wish(**wished)
    _sensible(wish)
    with refusals(), _further_refusals():
        from exporters.redaction import redact
        from wenze.dossier import dossier

        evaluation = _evaluated(sources, inputs, book, profile, encoding)
        _keep_inputs([*sources, *inputs, *wish.release], wish)
        whole = dossier(evaluation)
        if not len(whole.cases):
            list_problems(evaluation.imported.problems)
            refuse(say("没有读到一个责任主体。", "no subject could be read."))
        chosen = redact(whole, wish.level, wish.case_id, wish.subject)
        written = _write(chosen, wish)
    problems = [p for p in evaluation.imported.problems if p.severity != "notice"]
    list_problems([] if wish.case_id else problems)
    _told(written, wish)
    rejected = evaluation.imported.rejected
    here = [row for row in rejected if wish.case_id in (None, row.case_id)]
    click.get_current_context().exit(SOME_REJECTED if here else ALL_READ)


def _formats(kind: str, formats: Sequence[str]) -> tuple[str, ...]:
    known = _FORMATS[kind]
    strange = [form for form in formats if form not in known]
    if strange:
        zh, en = "、".join(known), ", ".join(known)
        refuse(
            say(
                f"{kind} 没有 {strange[0]} 格式；可以写成：{zh}",
                f"{kind} has no format {strange[0]}; it has: {en}",
            )
        )
    return tuple(dict.fromkeys(formats)) or known[:1]


def _sensible(wish: _Wish) -> None:
    """Refuse options that contradict each other, all at once."""
    wrong = []
    if wish.subject is not None and wish.case_id is None:
        wrong.append(say("写了 --subject，还要写 --case", "--subject needs --case"))
    if wish.level == "respondent" and (wish.case_id is None or wish.subject is None):
        wrong.append(
            say(
                "--level respondent 要写 --case 和 --subject",
                "--level respondent needs --case and --subject",
            )
        )
    if wish.release and wish.level == "public":
        wrong.append(
            say(
                "公开的一份不能签发：签发文件里有姓名和单位（去掉 --release）",
                "what is public cannot be released: the file names people (leave out --release)",
            )
        )
    given = {
        "--whole-case": wish.whole_case,
        "--release": wish.release,
        "--template": wish.template,
        "--red-head": wish.red_head,
    }
    if wish.kind != _CASE:
        for option in (name for name, value in given.items() if value):
            wrong.append(say(f"{option} 只用于 --kind case", f"{option} is for --kind case"))
    if wish.template and wish.whole_case:
        wrong.append(
            say(
                "--template 一个责任主体一份，不能与 --whole-case 同用",
                "--template takes one subject; leave out --whole-case",
            )
        )
    if wish.template and wish.red_head:
        wrong.append(
            say(
                "用了 --template，红头请印在样式里（去掉 --red-head）",
                "with --template the red head belongs in the document (leave out --red-head)",
            )
        )
    if wrong:
        refuse("\n".join(wrong))


@contextmanager
def _further_refusals() -> Iterator[None]:
    """What only reports are refused for."""
    from exporters.redaction import RedactionError
    from wenze.rerun import NotTheSame

    try:
        yield
    except NotTheSame as error:
        _refuse_all(
            say("与结果文件夹所记不同，没有写报告：", "not as the folder says; nothing written:"),
            error.problems,
        )
    except RedactionError as error:
        refuse(error.text.get(LANG))


def _refuse_all(head: str, problems: "Sequence[Text]") -> None:
    refuse("\n".join([head, *(f"  {problem.get(LANG)}" for problem in problems)]))


def _evaluated(
    sources: Sequence[Path],
    inputs: Sequence[Path],
    book: str | None,
    profile: Path | None,
    encoding: str | None,
) -> "Evaluation":
    from importers.profile import load_profile
    from rules import DEFAULT_BOOK, load_book
    from wenze.evaluation import evaluate
    from wenze.rerun import is_run, rerun

    runs = [source for source in sources if is_run(source)]
    if runs and len(sources) > 1:
        refuse(
            say(
                "结果文件夹只能单独给出一个；要合写几份登记表，请直接给出工作簿",
                "give one results folder alone; to report on several workbooks, give them all",
            )
        )
    if runs:
        if profile or encoding:
            refuse(
                say(
                    "结果文件夹记着当时的 --profile 和 --encoding，这里不用写",
                    "the results folder remembers --profile and --encoding; leave them out",
                )
            )
        return rerun(runs[0], inputs, book)
    if inputs:
        refuse(
            say(
                "--input 只与结果文件夹同用；案件工作簿直接写在前面",
                "--input goes with a results folder; name case workbooks directly",
            )
        )
    compiled = load_book(book or DEFAULT_BOOK)
    given = load_profile(profile, compiled.vocabulary) if profile else None
    return evaluate(
        list(sources), book=compiled, encoding=encoding, profile=given.sheets if given else None
    )


def _keep_inputs(given: Sequence[Path], wish: _Wish) -> None:
    """Refuse to write over what is read."""
    targets = {(wish.out / f"{wish.kind}.{form}").resolve() for form in wish.formats}
    for path in given:
        if path.resolve() in targets:
            refuse(
                say(
                    f"{path} 会被报告覆盖；请换一个输出文件夹",
                    f"{path} would be overwritten; choose another folder",
                )
            )


def _write(dossier: "Dossier", wish: _Wish) -> list[Path]:
    if wish.kind == _CASE:
        return _write_cases(dossier, wish)
    wish.out.mkdir(parents=True, exist_ok=True)
    written = []
    for form in wish.formats:
        module, name = _WRITERS[wish.kind, form]
        write: Callable[[Dossier, Path, str], None] = getattr(import_module(module), name)
        path = wish.out / f"{wish.kind}.{form}"
        write(dossier, path, LANG)
        written.append(path)
    return written


def _write_cases(dossier: "Dossier", wish: _Wish) -> list[Path]:
    from exporters.case_report import (
        CaseReports,
        NoPdf,
        ReleaseError,
        TemplateMistake,
        load_release,
    )

    try:
        reports = CaseReports(
            LANG,
            load_release(wish.release) if wish.release else None,
            _template(wish.template) if wish.template else None,
            wish.red_head,
            wish.whole_case,
        )
        return reports.write(dossier, wish.out, wish.formats)
    except ReleaseError as error:
        _refuse_all(say("还不能签发：", "not ready to be released:"), error.problems)
    except TemplateMistake as error:
        _refuse_all(say("样式不能用：", "the template cannot be used:"), error.problems)
    except NoPdf as error:
        refuse(error.text.get(LANG))
    return []


def _template(path: Path) -> "OwnTemplate":
    try:
        from exporters.case_report.own_template import OwnTemplate  # slow to load, seldom asked
    except ModuleNotFoundError as error:
        refuse(
            say(
                f"用自己的样式还要安装 {error.name}：pip install 'wenze[reports]'",
                f"a template needs {error.name}: pip install 'wenze[reports]'",
            )
        )
    return OwnTemplate(path)


def _told(written: Sequence[Path], wish: _Wish) -> None:
    """Names of case reports hold names of people: they are counted."""
    if wish.kind != _CASE:
        for path in written:
            click.echo(say(f"已写出 {path}", f"wrote {path}"))
        return
    click.echo(
        say(
            f"已写出 {len(written)} 份，在 {wish.out}",
            f"wrote {len(written)} files to {wish.out}",
        )
    )
    if not wish.release:
        click.echo(
            say(
                "每页注明“草稿 供集体研究”；签发见 --release。",
                "Every page is marked as a draft; to release, see --release.",
            )
        )
