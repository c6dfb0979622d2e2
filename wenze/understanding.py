"""What was understood of an input, for ``wenze check``: columns, first rows, changed values."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from wenze.language import say

if TYPE_CHECKING:
    from facts import Problem
    from importers import Import
    from importers.cells import RawCells, Understood

#: How many rows the preview shows.
PREVIEWED = 3


def show_mapping(imported: "Import") -> None:
    """What each column was taken for, and what the profile states."""
    ways = {
        "canonical": say("标准列名", "canonical"),
        "synonym": say("同义列名", "synonym"),
        "profile": say("方案指定", "profile"),
        "kept": say("不认识，原样保留", "unknown, kept"),
    }
    for column in imported.mapping:
        taken = column.fact or "—"
        way = ways[column.how]
        if column.resembles:
            way += say(f"；与“{column.resembles}”相近", f"; close to {column.resembles}")
        click.echo(f"{column.sheet}!{column.letter}  {column.header} → {taken}  [{way}]")
    profile = ways["profile"]
    for one in imported.stated:
        if one.constant:
            click.echo(f"{one.sheet}  {one.fact} = {one.constant}  [{profile}]")
            continue
        words = "、".join(f"{word} → {value or '—'}" for word, value in one.words.items())
        told = say("：", ": ") + words if words else ""
        click.echo(f"{one.sheet}!{one.letter}  {one.header} → {one.fact}  [{profile}{told}]")


def show_preview(imported: "Import", raws: "RawCells") -> None:
    """What the first subjects were understood to be."""
    from importers.cells import preview

    for number, values in enumerate(preview(imported, raws, PREVIEWED), 1):
        if values:
            click.echo(say(f"预览第 {number} 个责任主体：", f"preview of subject {number}:"))
            for value in values:
                click.echo(f"  {_understood(value)}")


def show_changes(imported: "Import", raws: "RawCells") -> None:
    """Every value that was read as another."""
    from importers.cells import changes

    found = changes(imported, raws)
    click.echo(say(f"换了写法的值 {len(found)} 种：", f"{len(found)} values read as others:"))
    for value in found:
        times = say(f"（{value.times} 处）", f" ({value.times} cells)") if value.times > 1 else ""
        click.echo(f"  {_understood(value)}{times}")


def _understood(value: "Understood") -> str:
    """案件!E2  事发日期：2024年3月1日 → 2024-03-01."""
    shown = f"{value.cell}  {value.fact.label}{say('：', ': ')}{value.written}"
    return f"{shown} → {value.value or say('空白', 'blank')}" if value.changed else shown


def absent_together(problems: "Iterable[Problem]") -> "Iterator[Problem]":
    """The same; the columns that a sheet lacks are told in one line."""
    from facts import Text

    absent: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code == "column-missing":
            absent.setdefault((problem.file, problem.sheet), []).append(problem)
        else:
            yield problem
    for together in absent.values():
        if len(together) < 2:
            yield from together
            continue
        labels = "、".join(problem.header for problem in together)
        message = Text(f"没有这些列：{labels}", f"These columns are not there: {labels}")
        expected = Text(
            "缺了它们，有关条款只能靠别的列或者经办人的认定判断",
            "without them what needs them rests on other columns or on the finding",
        )
        yield replace(together[0], header="", message=message, expected=expected)
