"""A workbook to grids: checked part by part, then read by calamine."""

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from importers.biff import scan_xls
from importers.compound import streams
from importers.container import DAMAGE, open_archive
from importers.findings import Findings, check_extent
from importers.grid import Grid, letter
from importers.ods import scan_ods
from importers.prescan import Damaged, Doctype, prescan
from importers.refused import Note, give_up
from importers.xlsb import scan_xlsb, xlsb_sheets

_DOCUMENT = "/officeDocument"
_RELATION_ID = "id"
_MANIFEST = "META-INF/manifest.xml"
#: How many cells a note lists.
_LISTED = 10

#: What is found in each sheet: by name, or in workbook order.
Found = Mapping[str, Findings] | Sequence[Findings]


def read_workbook(data: bytes, file: str, kind: str) -> tuple[list[Grid], list[Note]]:
    """The worksheets in workbook order, and what is to be said about the file.

    ``kind`` is "xlsx", "xlsb", "ods" or "xls". Refused for what is encrypted, damaged or unsafe.
    """
    notes: list[Note] = []
    found: Found
    if kind == "xls":
        books = streams(data)
        found = scan_xls(books.get("Workbook") or books.get("Book") or b"")
        for number, findings in enumerate(found, 1):
            check_extent(f"#{number}", findings)
    else:
        with open_archive(data) as archive:
            found = _scan(archive, kind)
            names = archive.namelist()
        for sheet, findings in found.items():
            check_extent(sheet, findings)
        if any(name.endswith("vbaProject.bin") for name in names):
            notes.append(("macros-ignored", {}))
        if any(name.startswith("xl/externalLinks/") for name in names):
            notes.append(("links-ignored", {}))
    return _grids(data, file, found), notes


def _scan(archive: zipfile.ZipFile, kind: str) -> dict[str, Findings]:
    """Stream every XML part; a size that lies shows as a bad checksum."""
    found: dict[str, Findings] = {}
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels")):
            try:
                found[name] = prescan(archive, name)
            except Doctype:
                give_up("file-doctype")
            except Damaged:
                give_up("file-broken")
    try:
        if kind == "ods":
            if _MANIFEST in found and b"encryption-data" in archive.read(_MANIFEST):
                give_up("file-encrypted")
            return scan_ods(archive)
        parts = _sheet_parts(archive, kind)
        if kind == "xlsb":
            return {sheet: scan_xlsb(archive.read(part)) for sheet, part in parts.items() if part}
        return {sheet: found[part] for sheet, part in parts.items() if part in found}
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


def _grids(data: bytes, file: str, found: Found) -> list[Grid]:
    grids: list[Grid] = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet:
                findings = _findings(about, index, found)
                grids.append(_grid(workbook, about, file, findings))
    except PasswordError:
        give_up("file-encrypted")
    except (CalamineError, WorksheetNotFound, ValueError, OSError):
        give_up("file-broken")
    except BaseException as error:
        # The reader's own crash is no Exception; anything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        give_up("file-broken")
    return grids


def _findings(about: SheetMetadata, index: int, found: Found) -> Findings:
    """A sheet that could not be checked is not trusted."""
    if isinstance(found, Mapping):
        findings = found.get(about.name)
    else:
        findings = found[index] if index < len(found) else None
    if findings is None:
        give_up("file-broken")
    return findings


def _grid(workbook: CalamineWorkbook, about: SheetMetadata, file: str, found: Findings) -> Grid:
    sheet = workbook.get_sheet_by_name(about.name)
    notes: list[Note] = []
    if found.empty_formulas:
        places = [f"{letter(c)}{r + 1}" for r, c in found.empty_formulas[:_LISTED]]
        more = "…" if len(found.empty_formulas) > _LISTED else ""
        notes.append(("formulas-empty", {"cells": "、".join(places) + more}))
    return Grid(
        file,
        about.name,
        sheet.to_python(skip_empty_area=False),
        found.broken,
        found.merged or sheet.merged_cell_ranges or [],
        about.visible != SheetVisibleEnum.Visible,
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(found.hidden_columns),
        notes=notes,
    )
