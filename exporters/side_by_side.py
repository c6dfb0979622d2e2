"""Results of several books side by side, one row a subject: what each ladder would bring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from exporters.names import NO_VALUE
from exporters.results import Origin
from exporters.sheets.paper import Paper
from exporters.sheets.table import Column, Table
from exporters.whole_file import whole_file
from exporters.wording import Wording
from facts import Text
from rules.book import Metadata
from rules.checked import NEVER_TOLD
from rules.loader import CompiledBook
from rules.matching import Matching, Side
from sanctions.determination import Determination
from sanctions.matching import VERDICT_LABELS, Compared
from sanctions.versions import Version

NAME = Text("并列一览", "Side by side")
BOOKS = Text("规则书", "Rule books")
TITLE = Text("几部规则书的结果", "Results under several rule books")
CASE, SUBJECT = Text("案件编号", "Case"), Text("责任主体", "Subject")
VERSION = Text("适用版本（{family}）", "Version ({family})")
OPEN = Text("待人判断", "for a person")
MATCHING = Text("{title}（提示，不是条文）", "{title} (a hint, not law)")
TABLE = Text("匹配表", "Matching")
NOTE = Text("说明", "Note")
UP = Text("{grade}以上", "{grade} or more")
DEMAND = Text("条文：{cite}", "statute: {cite}")
HINT = Text("只作提示，不改变任何建议。出处：", "A hint that changes no recommendation. Source: ")


@dataclass(frozen=True, slots=True)
class Alongside:
    """One row of the input: a determination a book, and the version that applies, by family."""

    origin: Origin
    decisions: tuple[Determination, ...]
    versions: Mapping[str, Version]
    #: What the tables of ladders say, in the order of ``write_side_by_side``.
    matched: tuple[Compared, ...] = ()


def write_side_by_side(
    books: Sequence[CompiledBook],
    rows: Iterable[Alongside],
    path: Path,
    lang: str = "zh",
    matchings: Sequence[Matching] = (),
    notices: Mapping[str, Text] | None = None,
) -> None:
    """Write the workbook. Whole file or nothing; the same results give the same bytes.

    ``matchings`` are the tables of ladders of ``Alongside.matched``; ``notices`` stand with the
    date on which a book (by id) was last compared with its text.
    """
    with (
        whole_file(path) as stream,
        TemporaryDirectory(dir=path.parent, prefix=".wenze-") as folder,
    ):
        paper = Paper(stream, folder, lang, False, TITLE.get(lang))
        _write_rows(paper, books, rows, matchings)
        for matching in matchings:
            _write_matching(paper, matching, books)
        _write_books(paper, books, notices or {})
        paper.close(TITLE.get(lang))


def write_alongside(books: Sequence[CompiledBook], rows: Iterable[Alongside], path: Path) -> None:
    """The same rows as lines of JSON. Whole file or nothing."""
    with whole_file(path) as stream:
        for row in rows:
            stream.write(orjson.dumps(_line(row)) + b"\n")


def _line(row: Alongside) -> dict[str, Any]:
    first = row.decisions[0]
    return {
        "case_id": first.case_id,
        "subject": first.subject,
        "results": [{"book": d.book.id, **_result(d)} for d in row.decisions],
        "versions": [
            {
                "family": family,
                "book": version.book or None,
                "compared": list(version.compared),
                "why": version.why.zh,
                "result": _result(version.decision) if version.decision else None,
            }
            for family, version in row.versions.items()
        ],
        "matching": [
            {
                "table": found.matching.id,
                "basis": found.matching.basis,
                "verdict": found.verdict,
                "cells": [list(cell) for cell in found.cells],
                "why": found.why.zh,
            }
            for found in row.matched
        ],
    }


def _result(d: Determination) -> dict[str, Any]:
    return {
        "status": d.status,
        "measures": [m.id for m in d.measures],
        "interval": {
            "lightest": list(d.interval.lightest),
            "heaviest": list(d.interval.heaviest),
        },
    }


def _write_rows(
    paper: Paper,
    books: Sequence[CompiledBook],
    rows: Iterable[Alongside],
    matchings: Sequence[Matching],
) -> None:
    lang = paper.lang
    words = [Wording(book, lang) for book in books]
    families = _families(books)
    columns = [Column(CASE.get(lang), 14), Column(SUBJECT.get(lang), 16)]
    columns += [Column(w.names.title(), 30) for w in words]
    columns += [Column(VERSION.get(lang, family=family), 46) for family in families]
    columns += [Column(MATCHING.get(lang, title=_of(m, lang)), 46) for m in matchings]
    table = Table(paper, NAME, columns, frozen=2)
    for row in rows:
        first = row.decisions[0]
        values = [first.case_id or "", first.subject or ""]
        values += [_said(w, d) for w, d in zip(words, row.decisions, strict=True)]
        values += [_version(row.versions[family], words) for family in families]
        values += [_matched(row, matching, lang) for matching in matchings]
        table.add(values)
    table.close()


def _families(books: Sequence[CompiledBook]) -> list[str]:
    named = [book.book.metadata.family for book in books]
    return [f for f in dict.fromkeys(named) if f and named.count(f) > 1]


def _said(words: Wording, d: Determination) -> str:
    """What one book says: the outcome, and where it is open the interval."""
    outcome, interval = words.outcome(d), words.interval(d)
    told = interval not in (NO_VALUE, outcome)
    if d.status == "recommended":
        outcome = f"{words.names.status(d.status)}{words.names.marks.colon}{outcome}"
    return f"{outcome}\n{interval}" if told else outcome


def _version(version: Version, words: Sequence[Wording]) -> str:
    """Which version applies, what it says, and why."""
    lang = words[0].names.lang
    told = next((w for w in words if w.names.book.id == version.book), None)
    applies = [OPEN.get(lang) if told is None else told.names.title()]
    if told is not None and version.decision is not None:
        applies.append(_said(told, version.decision))
    return "\n".join([*applies, version.why.get(lang)])


def _of(matching: Matching, lang: str) -> str:
    return matching.title_en if lang == "en" else matching.title


def _matched(row: Alongside, matching: Matching, lang: str) -> str:
    found = next((c for c in row.matched if c.matching.id == matching.id), None)
    if found is None:
        return OPEN.get(lang)
    return f"{VERDICT_LABELS[found.verdict].get(lang)}\n{found.why.get(lang)}"


def _write_matching(paper: Paper, matching: Matching, books: Sequence[CompiledBook]) -> None:
    """The table itself, where it was found, and that it decides nothing."""
    lang = paper.lang
    first, second = matching.sides
    headings = [Column(side.name_en if lang == "en" else side.name, 30) for side in (first, second)]
    table = Table(paper, TABLE, [*headings, Column(NOTE.get(lang), 70)], frozen=1)
    for pair in matching.pairs:
        table.add([_grades(first, pair.first, books), _grades(second, pair.second, books), ""])
    for demand in matching.demands:
        grades = (_grades(first, [demand.first], books), _grades(second, [demand.second], books))
        ups = [UP.get(lang, grade=grade) for grade in grades]
        whose = first.name_en if lang == "en" else first.name
        table.add([*ups, DEMAND.get(lang, cite=f"{whose}{'、'.join(demand.cite)}")])
    table.add(["", "", f"{HINT.get(lang)}{matching.source}"])
    table.add(["", "", matching.alone])
    table.close()


def _grades(side: Side, ids: Iterable[str], books: Sequence[CompiledBook]) -> str:
    """The labels of grades, as the first book of that ladder has them."""
    book = next(b for b in books if side.speaks_of(b.book.metadata))
    labels = {m.id: m.label for m in book.book.catalogue}
    return "、".join(labels.get(id_, id_) for id_ in ids)


def _write_books(paper: Paper, books: Sequence[CompiledBook], notices: Mapping[str, Text]) -> None:
    lang = paper.lang
    headings = (
        (Text("规则书", "Book"), 26),
        (Text("名称", "Title"), 40),
        (Text("版本", "Version"), 9),
        (Text("施行", "In force"), 24),
        (Text("适用于", "Applies to"), 40),
        (Text("条文核对", "Text last compared"), 30),
    )
    table = Table(paper, BOOKS, [Column(h.get(lang), w) for h, w in headings], frozen=1)
    for book in books:
        metadata = book.book.metadata
        force = metadata.in_force
        table.add(
            [
                book.id,
                metadata.title,
                metadata.version,
                force.span,
                metadata.applies_to,
                _checked(metadata, notices.get(book.id), lang),
            ]
        )
    table.close()


def _checked(metadata: Metadata, notice: Text | None, lang: str) -> str:
    """The day of the last comparison, and that it is too long ago."""
    day = str(metadata.last_checked or NEVER_TOLD.get(lang))
    return day if notice is None else f"{day}\n{notice.get(lang)}"
