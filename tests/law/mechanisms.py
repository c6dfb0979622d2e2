"""The table of docs/mechanisms.md read, and what a book concludes with and without a part of it."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from drafting.examples import Example, read_examples, run_examples
from exporters.wording import Wording
from rules.loader import BOOKS, CompiledBook, compile_source
from rules.source import Source, read_source
from sanctions import Determination
from sanctions.determination import ADJUSTMENT_LABELS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "mechanisms.md"
#: How the page calls a part of a book: its file, the list that it stands in, and how it is named.
PARTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "规则": ("rules.yaml", (), "id"),
    "档次": ("tariff.yaml", ("rows",), "id"),
    "适用": ("book.yaml", ("scope",), "id"),
    "情形": ("book.yaml", ("faults",), "name"),
    "程序": ("book.yaml", ("procedures",), "name"),
    "事实": ("facts.yaml", ("facts",), "label"),
    "方式": ("catalogue.yaml", (), "label"),
    "合并": ("tariff.yaml", ("merge",), ""),
    "期间": ("book.yaml", ("effects",), ""),
    "责任降档": ("baseline.yaml", ("lower",), "responsibility"),
}
_CELL = re.compile(r"^(?P<kind>\S+?)(?: `(?P<name>[^`]+)`)?(?: 的 `(?P<key>[^`]+)`)?$")


@dataclass(frozen=True)
class Mechanism:
    """One row: what, in which book, which part says it, and the case that comes out by it."""

    what: str
    book: str
    part: str
    case: str
    told: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Of the book."""
        return BOOKS / self.book if (BOOKS / self.book).exists() else ROOT / self.book

    @property
    def workbook(self) -> Path:
        """The shipped workbook of the book's examples."""
        if self.folder.parent == BOOKS:
            return ROOT / "examples" / "books" / f"{self.book}.xlsx"
        return self.folder.parent / "cases.xlsx"


def mechanisms() -> Iterator[Mechanism]:
    """The rows of every table on the page that has a case."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 6 and cells[2].startswith("`"):
            told = tuple(part.strip() for part in cells[5].split(" / "))
            yield Mechanism(cells[0], cells[2].strip("`"), cells[3], cells[4].strip("`"), told)


@cache
def source_of(folder: Path) -> Source:
    """The files of a book, read once."""
    return read_source(folder)


@cache
def whole(folder: Path) -> CompiledBook:
    """The book."""
    return compile_source(source_of(folder))


def lacking(folder: Path, part: str) -> CompiledBook:
    """The book without one part of it."""
    source = source_of(folder)
    return compile_source(replace(source, data=_without(source.data, part)))


def _without(data: Any, part: str) -> dict[str, Any]:
    """The files without a part, or without a key of it. KeyError when it is not there.

    A rule stays, and never holds: others may read what it concludes. Without a way to merge,
    sanctions stand side by side.
    """
    match = _CELL.match(part)
    assert match, part
    file, path, named = PARTS[match["kind"]]
    changed = {**data, file: copy.deepcopy(data[file])}
    place = changed[file]
    for step in path:
        place = place[step]
    if match["name"]:
        (at,) = [i for i, item in enumerate(place) if item[named] == match["name"]]
        if match["kind"] == "规则":
            _never(place[at])
            return changed
        if match["key"] is None:
            del place[at]
            return changed
        place = place[at]
    *into, last = match["key"].split(".")
    for step in into:
        place = place[step]
    if (match["kind"], last) == ("合并", "how"):
        place[last] = "all"
    else:
        del place[last]
    return changed


def _never(rule: dict[str, Any]) -> None:
    for reading in rule.get("readings") or [rule]:
        reading["when"] = f"({reading['when']}) 且 非 ({reading['when']})"


@cache
def examples_of(folder: Path) -> dict[str, Example]:
    """The examples of a book, by id."""
    return {example.id: example for example in read_examples(whole(folder))}


def concluded(book: CompiledBook, case: str) -> set[str]:
    """What is told about the first subject of an example case."""
    example = examples_of(book.folder)[case]
    return told(book, run_examples(book, [example])[0].determination)


def told(book: CompiledBook, d: Determination) -> set[str]:
    """Everything concluded, in the short words of the page."""
    words = Wording(book)
    names = words.names
    steps = {p.id: p.name for p in book.book.metadata.procedures}
    faults = {f.id: f.name for f in book.book.metadata.faults}
    found = {words.outcome(d), words.interval(d), names.responsibility(d.responsibility)}
    found |= {faults[f.id] + ("" if f.value == "true" else "未定") for f in d.faults}
    forces = {"may": "可以", "shall": "应当"}
    found |= {forces[a.force] + ADJUSTMENT_LABELS[a.kind].zh for a in d.adjustments}
    found |= {steps[s.id] for s in d.procedure}
    found |= {f"{steps[s.id]} {s.due}" for s in d.procedure if s.due}
    found |= {r.label for r in d.referrals}
    found |= {f"问{q.fact}" for q in d.open_questions}
    for effect in d.effects:
        label = names.measures(d.subject_kind, effect.measures)
        most = f"至{effect.most}" if effect.most > effect.months else ""
        found.add(f"{label}{effect.months}{most}个月")
        found.add(f"{label}至 {effect.until}")
    return found - {""}
