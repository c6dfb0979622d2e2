"""From a workbook to a draft. Every cell that is not understood is told, and costs the whole."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from drafting.workbook.baseline import read_baseline
from drafting.workbook.checking import check_book
from drafting.workbook.draft import Draft, draft_of, shared_part
from drafting.workbook.examples import read_examples_sheet
from drafting.workbook.grid import Grids, Row
from drafting.workbook.problems import Findings, Ref
from drafting.workbook.sheets import (
    BASELINE,
    BEARING,
    BEARING_HEADERS,
    BEARINGS,
    CATEGORY,
    CONTENT,
    EXAMPLES,
    GUIDE,
    HOW,
    ITEM,
    KEPT,
    LINES,
    LISTS,
    RECORDS,
    REGULATION,
    TARIFF,
    WHOLE,
    Column,
    Records,
)
from drafting.workbook.words import Names, Words, named, names_of
from facts import Problem, Vocabulary
from facts.fact import Choice
from facts.problems import errors
from facts.vocabulary import Extension, extended
from rules.errors import Place, nearest
from rules.source import OPTIONAL_FILES, Source, YamlPath


class WorkbookError(Exception):
    """A workbook that does not hold a book; ``problems`` are all that were found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.line() for problem in self.problems))


@dataclass(frozen=True)
class Reading:
    """A draft that loads as a book, and what was noticed on the way (sheets not read)."""

    draft: Draft
    notices: tuple[Problem, ...]
    #: Where each part of the book came from; a path begins with the name of the YAML file.
    places: Mapping[YamlPath, Ref] = field(default_factory=dict)

    def source(self, file: str, sha256: str) -> "WorkbookSource":
        """The book's files as parsed, placed by sheet and cell of ``file``."""
        return WorkbookSource(
            Path(Path(file).stem), self.draft.data(), {}, sha256, file, self.places
        )


@dataclass(frozen=True)
class WorkbookSource(Source):
    """The parsed files of a book that stands in a workbook."""

    file: str = ""
    refs: Mapping[YamlPath, Ref] = field(default_factory=dict)

    def place(self, file: str, path: YamlPath = (), rule: str = "") -> Place:
        """The cell of a part, as 文件!表!格; of the nearest part around it."""
        parts: YamlPath = (file, *path)
        while parts and parts not in self.refs:
            parts = parts[:-1]
        ref = self.refs.get(parts, Ref(""))
        return Place("!".join(filter(None, (self.file, ref.sheet, ref.cell))), 0, 0, rule)


def read_workbook(data: bytes, file: str, vocabulary: Vocabulary) -> Reading:
    """The draft that a workbook holds; WorkbookError names every cell to mend.

    ``file`` is only named in problems. ``vocabulary`` is the one that books extend, or that of any
    book: what a book adds is not taken from it. Besides cells, the book as a whole is checked as
    ``load_book`` does: conditions, citations, the cells of the baseline.
    """
    findings = Findings(file)
    vocabulary = shared_part(vocabulary)
    try:
        grids = Grids(data, findings)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        findings.add(Ref(""), "file")
        raise WorkbookError(findings.problems) from error
    reader = _Reader(grids, findings, vocabulary)
    reader.read()
    check_book(reader.data, reader.places, findings, vocabulary)
    if errors(findings.problems):
        raise WorkbookError(findings.problems)
    return Reading(draft_of(reader.data), tuple(findings.problems), reader.places)


@dataclass
class _Reader:
    grids: Grids
    findings: Findings
    vocabulary: Vocabulary
    data: dict[str, Any] = field(default_factory=dict)
    #: Where each part of the YAML came from; a path begins with the file.
    places: dict[YamlPath, Ref] = field(default_factory=dict)

    def read(self) -> None:
        self.data = {"book.yaml": {}, "outline.yaml": {}, "rules.yaml": []}
        self.data |= {"catalogue.yaml": [], "justified.yaml": []}
        self.data |= {"baseline.yaml": {"rows": [], "suggest": {}}, "cases.yaml": {}}
        self.data |= {file: {} for file in OPTIONAL_FILES}
        self._regulation()
        for records in RECORDS:
            if not records.needed and records.sheet not in self.grids.names:
                continue
            sheet = self._sheet(records)
            items = [self._item(records, row, n) for n, row in enumerate(sheet)]
            if records.sheet != KEPT:
                self._unique(records, items)
            _put(self.data, (records.file, *records.path), items)
        self._bearing()
        names = self._names()
        self._baseline(names)
        self._rows(names)
        for file in OPTIONAL_FILES:
            if not any(self.data[file].values()):
                del self.data[file]
        self.data["cases.yaml"] = read_examples_sheet(
            self.grids, self.findings, names, self._extended()
        )
        read = {REGULATION, BEARING, BASELINE, EXAMPLES, GUIDE, LISTS}
        for name in self.grids.names:
            if name not in read and name not in {records.sheet for records in RECORDS}:
                self.findings.add(Ref(name), "other-sheet")

    # ── 规定 ──────────────────────────────────────────────────────────────────

    def _regulation(self) -> None:
        sheet = self.grids.sheet(REGULATION, (ITEM, CONTENT, HOW), (ITEM, CONTENT))
        if sheet is None:
            return
        lines = {line.header: line for line in LINES}
        seen: dict[str, Ref] = {}
        for row in sheet.rows:
            if ITEM not in row.cells:
                if CONTENT in row.cells:
                    self.findings.add(row.ref(CONTENT), "headless")
                continue
            item = row.cells[ITEM]
            name = "".join(str(item.value).split()).removesuffix("*")
            if name not in lines:
                near = nearest(name, list(lines))
                self.findings.add(item.ref, "other-column", near, known="、".join(lines))
            elif name in seen:
                self.findings.add(item.ref, "twice", other=seen[name].cell)
            elif CONTENT in row.refs:
                seen[name] = item.ref
                content = row.ref(CONTENT)
                named = Ref(content.sheet, content.cell, content.row, name, content.value)
                self._line(lines[name], row, named)
        for name, line in lines.items():
            if name not in seen and line.required:
                self.findings.add(Ref(REGULATION), "line", name=name)

    def _line(self, line: Column, row: Row, ref: Ref) -> None:
        self.places[line.path] = ref
        value = self._value(line, row, CONTENT, ref)
        if value is not None:
            _put(self.data, line.path, value)

    # ── lists of like things ──────────────────────────────────────────────────

    def _sheet(self, records: Records) -> Sequence[Row]:
        headers = [column.header for column in records.columns]
        sheet = self.grids.sheet(records.sheet, headers, headers)
        place = (records.file, *records.path)
        self.places[place] = Ref(records.sheet)
        return [] if sheet is None else sheet.rows

    def _item(self, records: Records, row: Row, index: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        here = (records.file, *records.path, index)
        for column in records.columns:
            if column.header not in row.refs:
                continue
            ref = row.ref(column.header)
            self.places[(*here, *column.path)] = ref
            value = self._value(column, row, column.header, ref)
            if value is not None:
                _put(found, column.path, value)
        self.places[here] = next(iter(row.refs.values()))
        if "readings" in found:
            found["readings"] = [part for part in found["readings"] if part]
        return found

    def _unique(self, records: Records, items: Sequence[dict[str, Any]]) -> None:
        seen: dict[tuple[Any, ...], Ref] = {}
        for index, item in enumerate(items):
            key = (item.get("id"), item.get("kind") if records.file == "catalogue.yaml" else "")
            ref = self.places.get((records.file, *records.path, index, "id"))
            if ref is None or key[0] is None:
                continue
            if key in seen:
                self.findings.add(ref, "twice", other=seen[key].cell)
            seen.setdefault(key, ref)

    def _value(self, column: Column, row: Row, header: str, ref: Ref) -> Any:
        cell = row.cells.get(header)
        if cell is None:
            if column.required:
                self.findings.add(ref, "required", note=column.note)
            return None
        value = cell.value
        if column.flow:
            return self._structured(value, ref)
        if column.number:
            return self._whole(value, ref)
        if hasattr(value, "isoformat") and column.path[-1] in ("from", "to", "last_checked"):
            return value.isoformat()[:10]
        if not isinstance(value, str):
            self.findings.add(ref, "text")
            return None
        if column.many:
            parts = [p.strip() for p in value.replace(";", "；").split("；") if p.strip()]
            words = column.words
            plain = ["" if part == WHOLE else part for part in parts]
            return plain if words is None else [self._word(part, words, ref) for part in parts]
        if column.words is not None:
            found = column.words.find(value)
            if found is None:
                known = "、".join(column.words.words)
                self.findings.add(ref, "choice", column.words.near(value), known=known)
            return found
        return value.strip() if column.path[-1] in _TRIMMED else value

    def _structured(self, value: Any, ref: Ref) -> Any:
        """What is written as in YAML; a number may also stand as a number."""
        if not isinstance(value, str):
            return value
        try:
            return yaml.safe_load(value)
        except yaml.YAMLError:
            self.findings.add(ref, "structure")
            return None

    def _whole(self, value: Any, ref: Ref) -> int | None:
        try:
            whole = int(str(value).strip()) if not isinstance(value, float) else int(value)
        except ValueError:
            whole = None
        if (
            whole is None
            or isinstance(value, bool)
            or (isinstance(value, float) and whole != value)
        ):
            self.findings.add(ref, "number")
            return None
        return whole

    # ── 责任与移送 ────────────────────────────────────────────────────────────

    def _bearing(self) -> None:
        for records in BEARINGS.values():
            self.places[(records.file, *records.path)] = Ref(BEARING)
        sheet = self.grids.sheet(BEARING, BEARING_HEADERS, BEARING_HEADERS)
        found: dict[str, list[dict[str, Any]]] = {category: [] for category in BEARINGS}
        for row in sheet.rows if sheet is not None else ():
            if CATEGORY.header not in row.refs:
                continue
            category = self._value(CATEGORY, row, CATEGORY.header, row.ref(CATEGORY.header))
            if category is None:
                continue
            records = BEARINGS[category]
            used = {CATEGORY.header, *(column.header for column in records.columns)}
            for header, cell in row.cells.items():
                if header not in used:
                    self.findings.add(cell.ref, "unused", category=category)
            found[category].append(self._item(records, row, len(found[category])))
        for category, records in BEARINGS.items():
            self._unique(records, found[category])
            _put(self.data, (records.file, *records.path), found[category])

    def _names(self) -> Names:
        book, catalogue = self.data["book.yaml"], self.data["catalogue.yaml"]

        def each(items: Sequence[dict[str, Any]], *keys: str) -> list[Any]:
            return [tuple(i[k] for k in keys) for i in items if all(k in i for k in keys)]

        return names_of(
            each(book["faults"], "id", "name"),
            each(book["responsibilities"], "id", "label", "kind"),
            each(book["referrals"], "id", "name"),
            each(catalogue, "id", "label", "kind"),
            each(book.get("procedures") or [], "id", "name"),
        )

    def _rows(self, names: Names) -> None:
        """The names of faults, responsibilities and measures in the statutory table, as ids."""
        (rows,) = (records for records in RECORDS if records.sheet == TARIFF)
        for index, row in enumerate(self.data[rows.file].get("rows") or ()):
            for column in rows.columns:
                known, key = named(names, column.named), str(column.path[0])
                if known is not None and key in row:
                    ref = self.places[rows.file, "rows", index, key]
                    row[key] = [self._word(word, known, ref) for word in row[key]]

    def _word(self, word: str, known: Words, ref: Ref) -> str:
        found = known.find(word)
        if found is None:
            self.findings.add(ref, "choice", known.near(word), known="、".join(known.words))
        return found or word

    def _extended(self) -> Vocabulary:
        """The vocabulary with what the book adds; the core alone where that is mistaken."""
        try:
            extension = Extension.model_validate(self.data.get("facts.yaml") or {})
            listing = tuple(
                Choice(id=f["id"], label=f["label"], synonyms=(f["name"],))
                for f in self.data["book.yaml"]["faults"]
                if {"id", "label", "name"} <= f.keys()
            )
            return extended(self.vocabulary, extension, listing)
        except (ValidationError, ValueError):  # told where the book as a whole is checked
            return self.vocabulary

    def _baseline(self, names: Names) -> None:
        found, places = read_baseline(self.grids, self.findings, names)
        self.data["baseline.yaml"].update(found)
        self.places.update({("baseline.yaml", *path): ref for path, ref in places.items()})


#: Names and conditions, in which blanks at the ends mean nothing.
_TRIMMED = frozenset(("id", "name", "when", "listed_when", "then", "chosen", "cite", "version"))


def _put(data: Any, path: YamlPath, value: Any) -> None:
    """Set a part, with the mappings and lists that enclose it."""
    for part, following in pairwise(path):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(part, int):
            data.extend({} for _ in range(len(data), part + 1))
            data = data[part]
        else:
            data = data.setdefault(part, fresh)
    data[path[-1]] = value
