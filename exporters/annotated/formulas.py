"""Formulas keep their last results, so that the copy can be read before it is calculated again.

The library writes formulas without results.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook

#: Sheet name and cell → the result.
Cached = Mapping[tuple[str, str], object]

_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)</c>'
)
_TYPE = re.compile(rb' t="[a-z]+"')


def cached_results(data: bytes, book: Workbook) -> Cached:
    """The stored results of a file's formulas; empty when it has none."""
    places = [
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for cell in sheet._cells.values()
        if cell.data_type == "f"
    ]
    if not places:
        return {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    return {
        (name, at): value for name, at in places if (value := values[name][at].value) is not None
    }


def with_results(saved: bytes, book: Workbook, results: Cached) -> bytes:
    """The saved workbook with the results written beside their formulas."""
    if not results:
        return saved
    parts = {
        f"xl/worksheets/sheet{number}.xml": sheet.title
        for number, sheet in enumerate(book.worksheets, 1)
    }
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            name = parts.get(member.filename)
            if name is not None:
                data = _FORMULA.sub(partial(_filled, name=name, book=book, results=results), data)
            new.writestr(member, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _filled(found: re.Match[bytes], name: str, book: Workbook, results: Cached) -> bytes:
    at, attributes, formula = found.groups()
    value = results.get((name, at.decode()))
    if value is None:
        return found[0]
    kind, text = "", ""
    if isinstance(value, bool):
        kind, text = ' t="b"', str(int(value))
    elif isinstance(value, (int, float)):
        text = repr(value)
    elif isinstance(value, (date, datetime, time, timedelta)):
        text = repr(to_excel(value, book.epoch))  # type: ignore[no-untyped-call]
    else:
        text = escape(str(value))
        kind = ' t="e"' if text.startswith("#") and text.isupper() else ' t="str"'
    head = _TYPE.sub(b"", attributes) + kind.encode()
    return b'<c r="%s"%s>%s<v>%s</v></c>' % (at, head, formula, text.encode())
