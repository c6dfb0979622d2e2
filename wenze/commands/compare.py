"""``wenze compare``: what became of a register since the last time."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wenze.commands.check import beside_lines
from wenze.commands.common import (
    ALL_READ,
    SOME_REJECTED,
    book_option,
    encoding_option,
    lang_option,
    list_problems,
    password_option,
    profile_option,
    refusals,
)
from wenze.language import say

if TYPE_CHECKING:
    from importers.identity import Comparison, Key
    from importers.record_changes import RecordChange


@click.command(
    short_help=say("比较同一登记表的两份文件。", "Compare two files of one register."),
    help=say(
        """按案件编号、责任主体和角色比较，不看行的次序、列的位置和列名：哪些是新的，哪些变了
        （变前、变后各怎样写），哪些没变，哪些不见了。只是写法不同的不算变。
        履职记录一类的记录表也比较：谁的哪一条记录新增、变化、删去。

        \b
        例：
          wenze compare 上月.xlsx 本月.xlsx

        退出状态：0 相同；1 有不同，或有些行未能读取；2 什么也没有做。""",
        """Compare by case number, subject and role, whatever the order of rows and columns and
        the names of headers: what is new, changed (as written before and after), unchanged and
        gone. Another way of writing the same value is no change. Sheets of records are compared
        too: whose record is new, changed or gone.

        \b
        Example:
          wenze compare old.xlsx new.xlsx

        Exit status: 0 the same; 1 differences, or rows that could not be read; 2 nothing done.""",
    ),
)
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@profile_option
@book_option
@encoding_option
@password_option
@lang_option
def command(old: Path, new: Path, profile: Path | None, book: str, encoding: str | None) -> None:
    """Compare and report."""
    with refusals():
        from importers.cells import duplicates, raw_cells
        from importers.identity import compare
        from importers.profile import load_profile
        from rules import load_book
        from wenze.evaluation import read

        compiled = load_book(book)
        given = load_profile(profile, compiled.vocabulary).sheets if profile else None
        imports = [read([path], compiled, encoding, given) for path in (old, new)]
        raws = [raw_cells([path], encoding) for path in (old, new)]
    found = compare(imports[0], imports[1], raws[0], raws[1])
    _show(found)
    for path, imported, cells in zip((old, new), imports, raws, strict=True):
        errors = [p for p in imported.problems if p.severity == "error"]
        if errors:
            click.echo(say(f"{path.name} 中读不懂的：", f"unreadable in {path.name}:"), err=True)
            list_problems(errors)
        for group in duplicates(imported, cells):
            for line in beside_lines(group, imported, names=True):
                click.echo(line)
    rejected = any(imported.rejected for imported in imports)
    click.get_current_context().exit(ALL_READ if found.same and not rejected else SOME_REJECTED)


def _show(found: "Comparison") -> None:
    for key, place in found.new:
        click.echo(click.style(say("新增  ", "new  ") + f"{_named(key)}（{place}）", fg="green"))
    for change in found.changed:
        places = f"{change.old_place} → {change.new_place}"
        click.echo(click.style(say("变化  ", "changed  ") + f"{_named(change.key)}（{places}）"))
        for difference in change.differences:
            old, new = (t or say("空白", "blank") for t in (difference.old, difference.new))
            click.echo(f"    {difference.label}{say('：', ': ')}{old} → {new}")
        for record in change.records:
            click.echo(f"    {_record_line(record)}")
    for key, place in found.vanished:
        click.echo(click.style(say("不见了  ", "gone  ") + f"{_named(key)}（{place}）", fg="red"))
    for key in found.unread:
        words = say("未能读取，无从比较  ", "could not be read  ")
        click.echo(click.style(words + (_named(key) or say("（没有编号）", "(no number)"))))
    for header in found.only_old:
        click.echo(say(f"新表没有的列  {header}", f"column gone  {header}"))
    for header in found.only_new:
        click.echo(say(f"新表多出的列  {header}", f"new column  {header}"))
    _count(found)


def _count(found: "Comparison") -> None:
    """Cases and subjects apart."""
    for words, subjects in ((say("案件", "cases"), False), (say("责任主体", "subjects"), True)):
        counts = [
            sum(bool(key.subject) == subjects for key in keys)
            for keys in (
                [key for key, _ in found.new],
                [change.key for change in found.changed],
                found.unchanged,
                [key for key, _ in found.vanished],
            )
        ]
        zh = "{}：新增 {}，变化 {}，未变 {}，不见了 {}。"
        en = "{}: {} new, {} changed, {} unchanged, {} gone."
        click.echo(say(zh, en).format(words, *counts))


def _named(key: "Key") -> str:
    return " ".join(part for part in key if part)


def _record_line(record: "RecordChange") -> str:
    """A record that is new, gone or changed, with what it says."""
    places = " → ".join(place for place in (record.old_place, record.new_place) if place)
    if record.old_place and record.new_place:
        word = say("变化", "changed")
        blank = say("空白", "blank")
        parts = [f"{d.label} {d.old or blank} → {d.new or blank}" for d in record.differences]
    else:
        word = say("新增", "new") if record.new_place else say("删去", "gone")
        parts = [f"{d.label} {d.old or d.new}" for d in record.differences]
    return f"{record.kind} {word}（{places}）{say('：', ': ')}{'、'.join(parts)}"
