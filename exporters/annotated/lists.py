"""Drop-down lists that take their options from another sheet.

Excel writes them in an extension of the sheet that the library drops; here they are read from
the file and put back in the plain form, which Excel, WPS and LibreOffice read as well.
"""

import posixpath
import zipfile
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"


def restore_lists(archive: zipfile.ZipFile, book: Workbook) -> bool:
    """Put the lists of every sheet back; False when some could not be."""
    whole = True
    for name, part in _parts(archive).items():
        data = archive.read(part)
        if b"x14:dataValidation " not in data and b"x14:dataValidation>" not in data:
            continue
        sheet = book[name] if name in book.sheetnames else None
        for element in fromstring(data).iter(f"{_X14}dataValidation"):
            rule = _rule(element)
            if rule is None or not isinstance(sheet, Worksheet):
                whole = False
            else:
                sheet.add_data_validation(rule)
    return whole


def _rule(element: Element) -> DataValidation | None:
    formula = element.findtext(f"{_X14}formula1/{_XM}f")
    area = element.findtext(f"{_XM}sqref")
    if element.get("type") != "list" or not formula or not area:
        return None
    return DataValidation(
        type="list",
        formula1=formula,
        sqref=area,
        allow_blank=element.get("allowBlank") == "1",
        showErrorMessage=element.get("showErrorMessage") == "1",
        showInputMessage=element.get("showInputMessage") == "1",
        errorStyle=element.get("errorStyle"),  # type: ignore[arg-type]
        errorTitle=element.get("errorTitle"),
        error=element.get("error"),
        promptTitle=element.get("promptTitle"),
        prompt=element.get("prompt"),
    )


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The member of each sheet, by name; empty for a workbook of an unusual build."""
    relations = f"{posixpath.dirname(_WORKBOOK)}/_rels/workbook.xml.rels"
    names = set(archive.namelist())
    if not {_WORKBOOK, relations} <= names:
        return {}
    targets = {e.get("Id"): e.get("Target", "") for e in fromstring(archive.read(relations)).iter()}
    found = {}
    for element in fromstring(archive.read(_WORKBOOK)).iter():
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_RELATION)) or ""
            part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if part in names:
                found[element.get("name", "")] = part
    return found
