"""A workbook to grids: checked part by part, and read by calamine."""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from importers.biff import scan_xls
from importers.columnwise import Columnwise
from importers.comments import together, xml_comments
from importers.compound import streams
from importers.container import DAMAGE, open_archive
from importers.findings import Findings, check_extent
from importers.grid import Grid, Range, letter
from importers.ods import scan_ods
from importers.parted import Parted, read_parted, worth_cutting
from importers.prescan import Damaged, Doctype, prescan
from importers.refused import Note, Refused, give_up
from importers.xlsb import scan_xlsb, xlsb_comments, xlsb_sheets

_DOCUMENT = "/officeDocument"
_COMMENTS = ("/comments", "/threadedComment")
_RELATION_ID = "id"
_MANIFEST = "META-INF/manifest.xml"
#: How many cells a note lists.
_LISTED = 10
_NONE: Mapping[str, Parted] = {}

#: What is found in each sheet: by name, or in workbook order.
Found = Mapping[str, Findings] | Sequence[Findings]


class _Sheet(NamedTuple):
    """A worksheet, and its place among the sheets of all kinds."""

    place: int
    about: SheetMetadata
    cells: Columnwise
    merged: list[Range]


def read_workbook(
    data: bytes, file: str, kind: str, *, careful: bool = True
) -> tuple[list[Grid], list[Note]]:
    """The worksheets in workbook order, and what is to be said about the file.

    ``kind`` is "xlsx", "xlsb", "ods" or "xls". Refused for what is encrypted, damaged or unsafe.
    Not ``careful``, the parts are checked while the fast reader is at work: it may then break
    before it is known why.
    """
    if kind == "xls":
        books = streams(data)
        found: Found = _checked(scan_xls(books.get("Workbook") or books.get("Book") or b""))
        return _grids(_sheets(data), file, found), []
    with open_archive(data) as archive:
        notes = _notes(archive.namelist())
        large = [] if careful or kind != "xlsx" else worth_cutting(archive)
        if careful or large:
            parted: dict[str, Parted] = {}
            found = _checked(_scan(archive, kind, large, parted))
            return _grids(_sheets(data, parted), file, found), notes
        with ThreadPoolExecutor(1) as beside:
            scan = beside.submit(lambda: _checked(_scan(archive, kind)))
            try:
                sheets = _sheets(data)
            except Refused:
                scan.result()  # it may know better
                raise
            return _grids(sheets, file, scan.result()), notes


def _checked(found: Found) -> Found:
    """The same; refused where a sheet reaches too far."""
    named = found.items() if isinstance(found, Mapping) else enumerate(found, 1)
    for sheet, findings in named:
        check_extent(sheet if isinstance(sheet, str) else f"#{sheet}", findings)
    return found


def _notes(names: Sequence[str]) -> list[Note]:
    """What of the file is not read."""
    notes: list[Note] = []
    if any(name.endswith("vbaProject.bin") for name in names):
        notes.append(("macros-ignored", {}))
    if any(name.startswith("xl/externalLinks/") for name in names):
        notes.append(("links-ignored", {}))
    return notes


def _looked_at(archive: zipfile.ZipFile, names: Iterable[str]) -> dict[str, Findings]:
    """What is found in these members; a size that lies shows as a bad checksum."""
    found: dict[str, Findings] = {}
    for name in names:
        try:
            found[name] = prescan(archive, name)
        except Doctype:
            give_up("file-doctype")
        except Damaged:
            give_up("file-broken")
    return found


def _scan(
    archive: zipfile.ZipFile,
    kind: str,
    large: Sequence[str] = (),
    parted: dict[str, Parted] | None = None,
) -> dict[str, Findings]:
    """Stream every XML part. Large sheets are read on the way, by name, where that can be."""
    members = [n for n in archive.namelist() if n.lower().endswith((".xml", ".rels"))]
    found = _looked_at(archive, (name for name in members if name not in large))
    try:
        if parted is not None:
            for sheet, part in _sheet_parts(archive, kind).items() if large else ():
                if part in large and (whole := read_parted(archive, part, sheet)) is not None:
                    parted[sheet], found[part] = whole, whole.findings
        found |= _looked_at(archive, (name for name in large if name not in found))
        if kind == "ods":
            if _MANIFEST in found and b"encryption-data" in archive.read(_MANIFEST):
                give_up("ods-encrypted")
            return scan_ods(archive)
        sheets: dict[str, Findings] = {}
        for sheet, part in _sheet_parts(archive, kind).items():
            if kind == "xlsb" and part:
                sheets[sheet] = scan_xlsb(archive.read(part))
            elif part in found:
                sheets[sheet] = found[part]
            if sheet in sheets:
                sheets[sheet].comments = _comments(archive, part)
        return sheets
    except DAMAGE:
        give_up("file-broken")


def _sheet_parts(archive: zipfile.ZipFile, kind: str) -> dict[str, str]:
    """The archive member of each sheet, by sheet name."""
    workbook = next(
        (t for what, t in _relations(archive, "").values() if what.endswith(_DOCUMENT)),
        "xl/workbook.xml",
    )
    relations = _relations(archive, workbook)
    content = archive.read(workbook)
    named = xlsb_sheets(content) if kind == "xlsb" else _xml_sheets(content)
    return {name: relations[relation][1] if relation else "" for name, relation in named}


def _comments(archive: zipfile.ZipFile, part: str) -> dict[tuple[int, int], str]:
    """The comments of a sheet, from the parts that belong to it."""
    folder, name = posixpath.split(part)
    if posixpath.join(folder, "_rels", f"{name}.rels") not in archive.namelist():
        return {}
    members = set(archive.namelist())
    found = []
    for what, target in _relations(archive, part).values():
        if what.endswith(_COMMENTS) and target in members:
            read = xlsb_comments if target.endswith(".bin") else xml_comments
            found.append(read(archive.read(target)))
    return together(*found)


def _xml_sheets(workbook: bytes) -> list[tuple[str, str]]:
    """The name and the relation of each sheet."""
    found: list[tuple[str, str]] = []
    for element in ElementTree.fromstring(workbook).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            ids = [v for k, v in element.attrib.items() if k.endswith("}" + _RELATION_ID)]
            found.append((element.attrib["name"], ids[0] if ids else ""))
    return found


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (type, member name) of one part."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    relations: dict[str, tuple[str, str]] = {}
    for element in ElementTree.fromstring(archive.read(path)):
        target = posixpath.normpath(posixpath.join("/", folder, element.attrib["Target"]))
        relations[element.attrib["Id"]] = (element.attrib["Type"], target.lstrip("/"))
    return relations


def _sheets(data: bytes, parted: Mapping[str, Parted] = _NONE) -> list[_Sheet]:
    """The worksheets as the fast reader gives them, where they are not read already."""
    sheets: list[_Sheet] = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, about in enumerate(workbook.sheets_metadata):
            if about.name in parted:
                read = parted[about.name]
                sheets.append(_Sheet(index, about, read.cells, read.merged))
            elif about.typ == SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_name(about.name)
                cells = Columnwise.of(sheet.iter_rows() if sheet.start else (), _left(sheet))
                sheets.append(_Sheet(index, about, cells, sheet.merged_cell_ranges or []))
    except PasswordError:
        give_up("file-encrypted")
    except (CalamineError, WorksheetNotFound, ValueError, OSError):
        give_up("file-broken")
    except BaseException as error:
        # The reader's own crash is no Exception; anything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        give_up("file-broken")
    return sheets


def _left(sheet: CalamineSheet) -> int:
    """How many columns stand empty before the first."""
    return sheet.start[1] if sheet.start else 0


def _grids(sheets: Sequence[_Sheet], file: str, found: Found) -> list[Grid]:
    return [_grid(sheet, file, _findings(sheet.about, sheet.place, found)) for sheet in sheets]


def _findings(about: SheetMetadata, index: int, found: Found) -> Findings:
    """A sheet that could not be checked is not trusted."""
    if isinstance(found, Mapping):
        findings = found.get(about.name)
    else:
        findings = found[index] if index < len(found) else None
    if findings is None:
        give_up("file-broken")
    return findings


def _grid(sheet: _Sheet, file: str, found: Findings) -> Grid:
    notes: list[Note] = []
    if found.empty_formulas:
        places = [f"{letter(c)}{r + 1}" for r, c in found.empty_formulas[:_LISTED]]
        more = "…" if len(found.empty_formulas) > _LISTED else ""
        notes.append(("formulas-empty", {"cells": "、".join(places) + more}))
    return Grid(
        file,
        sheet.about.name,
        sheet.cells,
        found.broken,
        found.merged or sheet.merged,
        sheet.about.visible != SheetVisibleEnum.Visible,
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(found.hidden_columns),
        notes=notes,
        comments=found.comments,
    )
