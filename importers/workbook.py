"""An .xlsx file to grids: checked part by part, then read by calamine."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from importers.container import open_archive, unreadable
from importers.grid import Grid
from importers.prescan import MAX_CELLS, Damaged, Doctype, Findings, prescan

_DOCUMENT = "/officeDocument"
_RELATION_ID = "id"


def read_workbook(data: bytes, file: str) -> tuple[list[Grid], bool]:
    """The worksheets in workbook order, and whether the file carries macros.

    Unreadable for what is encrypted, damaged or unsafe.
    """
    with open_archive(data, file) as archive:
        found = _scan(archive, file)
        try:
            parts = _sheet_parts(archive)
        except (KeyError, ElementTree.ParseError, UnicodeError, ValueError):
            unreadable("file-broken", file)
        macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
    for sheet, part in parts.items():
        findings = found.get(part, Findings())
        if findings.rows * findings.columns > MAX_CELLS:
            unreadable(
                "file-far-cells",
                file,
                part=sheet,
                rows=findings.rows,
                columns=findings.columns,
                limit=f"{MAX_CELLS:,}",
            )
    return _grids(data, file, {sheet: found.get(part) for sheet, part in parts.items()}), macros


def _scan(archive: zipfile.ZipFile, file: str) -> dict[str, Findings]:
    """Stream every XML part; a size that lies shows as a bad checksum."""
    found: dict[str, Findings] = {}
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels")):
            try:
                found[name] = prescan(archive, name)
            except Doctype:
                unreadable("file-doctype", file)
            except Damaged:
                unreadable("file-broken", file)
    return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive member of each sheet, by sheet name."""
    workbook = next(
        (t for kind, t in _relations(archive, "").values() if kind.endswith(_DOCUMENT)),
        "xl/workbook.xml",
    )
    relations = _relations(archive, workbook)
    parts: dict[str, str] = {}
    for element in ElementTree.fromstring(archive.read(workbook)).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            ids = [v for k, v in element.attrib.items() if k.endswith("}" + _RELATION_ID)]
            parts[element.attrib["name"]] = relations[ids[0]][1] if ids else ""
    return parts


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (type, member name) of one part."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    relations: dict[str, tuple[str, str]] = {}
    for element in ElementTree.fromstring(archive.read(path)):
        target = posixpath.normpath(posixpath.join("/", folder, element.attrib["Target"]))
        relations[element.attrib["Id"]] = (element.attrib["Type"], target.lstrip("/"))
    return relations


def _grids(data: bytes, file: str, found: dict[str, Findings | None]) -> list[Grid]:
    grids: list[Grid] = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in workbook.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            findings = found.get(about.name)
            if findings is None:  # a sheet that could not be checked is not trusted
                unreadable("file-broken", file)
            sheet = workbook.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            hidden = about.visible != Visible.Visible
            merged = sheet.merged_cell_ranges or []
            grids.append(Grid(file, about.name, rows, findings.broken, merged, hidden))
    except PasswordError:
        unreadable("file-encrypted", file)
    except (CalamineError, ValueError, OSError):
        unreadable("file-broken", file)
    except BaseException as error:
        # The reader's own crash is no Exception; anything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        unreadable("file-broken", file)
    return grids
