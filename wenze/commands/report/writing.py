"""Writing what was wished for, and telling what was written."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wenze.commands.common import refuse
from wenze.commands.report.source import refuse_all
from wenze.commands.report.wish import CASE, LEDGER, Wish
from wenze.language import LANG, say

if TYPE_CHECKING:
    from exporters.case_report.own_template import OwnTemplate
    from exporters.dossier import Dossier
    from exporters.ledger import Ledger

#: What writes the one file of a kind and format: module and function.
_WRITERS = {
    ("page", "html"): ("exporters.page", "write_page"),
    ("committee", "xlsx"): ("exporters.committee", "write_committee"),
    ("statistics", "xlsx"): ("exporters.statistics", "write_statistics"),
    ("statistics", "html"): ("exporters.statistics", "write_statistics_page"),
}


def write(dossier: "Dossier", wish: Wish) -> list[Path]:
    """Write every format of the kind; the paths of what was written."""
    if wish.kind == CASE:
        return _write_cases(dossier, wish)
    if wish.kind == LEDGER:
        return [_write_ledger(dossier, wish)]
    wish.out.mkdir(parents=True, exist_ok=True)
    written = []
    for form in wish.formats:
        module, name = _WRITERS[wish.kind, form]
        writer: Callable[[Dossier, Path, str], None] = getattr(import_module(module), name)
        path = wish.file(form)
        writer(dossier, path, LANG)
        written.append(path)
    return written


def _write_cases(dossier: "Dossier", wish: Wish) -> list[Path]:
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
        refuse_all(say("还不能签发：", "not ready to be released:"), error.problems)
    except TemplateMistake as error:
        refuse_all(say("样式不能用：", "the template cannot be used:"), error.problems)
    except NoPdf as error:
        refuse(error.text.get(LANG))
    return []


def _write_ledger(dossier: "Dossier", wish: Wish) -> Path:
    from exporters.ledger import Placing, fillable, ledgers, write_ledgers
    from rules import load_book

    book = load_book(wish.ledger_book or "")
    if not fillable(book):
        refuse(
            say(
                f"规则书“{book.id}”没有可以由评估结果写成的台账（facts.yaml 里的 from_run）",
                f"no records of the book “{book.id}” are made from a run (from_run in facts.yaml)",
            )
        )
    sheets = ledgers(dossier, book, Placing(wish.as_case or "", wish.as_case_column or ""))
    for sheet in sheets:
        if wish.as_case_column and sheet.rows and sheet.unplaced == len(sheet.rows):
            column = wish.as_case_column
            refuse(
                say(
                    f"输入里没有“{column}”这一列，或者都是空的",
                    f"the input has no column “{column}”, or it is empty",
                )
            )
        _tell_ledger(sheet)
    wish.out.mkdir(parents=True, exist_ok=True)
    path = wish.file("xlsx")
    write_ledgers(dossier, sheets, path, LANG)
    return path


def _tell_ledger(sheet: "Ledger") -> None:
    """What a person has to fill in."""
    size = len(sheet.rows)
    click.echo(say(f"{sheet.label}：{size} 行", f"{sheet.label}: {size} rows"))
    for count, zh, en in (
        (sheet.unsettled, "行结论未定，建议档次留空", "rows without advice, the outcome is open"),
        (sheet.unread, "行的实际处理读不懂，请补填档次", "rows where what was done is not read"),
        (sheet.unplaced, "行没有写归哪一案，请补填", "rows without a case number"),
    ):
        if count:
            click.echo(say(f"  {count} {zh}", f"  {count} {en}"))


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


def tell(written: Sequence[Path], wish: Wish) -> None:
    """Names of case reports hold names of people: they are counted."""
    if wish.kind != CASE:
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
