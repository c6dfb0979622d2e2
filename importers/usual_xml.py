"""The odd cells of a sheet whose XML is written as office programs write it.

One error cell, one formula or one hidden row makes a sheet of a million cells worth a closer
look. Where every tag is in the usual form, a search finds those few; any other sheet must be
walked element by element.
"""

import re
from collections.abc import Iterator

from importers.findings import Findings
from importers.grid import letter_number

#: No sheet of an office has these: comments in the XML, attributes in single quotes.
_UNUSUAL = re.compile(rb"<!|='")
_USUAL_CELL = b'<c r="'
_CELLS = re.compile(rb"<c[\s/>]")
_FORMULAS = re.compile(rb"<f[\s/>]")
_FORMULA = re.compile(
    rb'<c r="([A-Za-z]{1,3})(\d{1,7})"([^>]*)><f(?:[^>]*/>|[^>]*>[^<]*</f>)(<v(?: [^>]*)?>[^<])?'
)
_ERROR = re.compile(rb'<c r="([A-Za-z]{1,3})(\d{1,7})"[^>]* t="e"')
_HIDDEN = re.compile(rb'<(row|col)\b([^>]*) hidden="(?:1|true)"([^>]*)>')
_NUMBER = re.compile(rb' (r|min|max)="(\d{1,7})"')
_MAX_COLUMNS = 16_384
#: Below the rows stand merged areas, rules and the like; so much of it at most.
_LARGEST = 32 << 20


def usual_findings(chunks: Iterator[bytes]) -> Findings | None:
    """Error cells, formulas without a result, hidden rows and columns; None where only a walk
    can tell."""
    found = Findings()
    for piece in _whole_cells(chunks):
        if piece is None or _UNUSUAL.search(piece):
            return None
        if piece.count(b"<c") != piece.count(_USUAL_CELL) and _odd_cells(piece):
            return None
        if b't="e"' in piece:
            for letters, digits in _ERROR.findall(piece):
                found.broken[_place(letters, digits)] = "error-cell"
        if b"<f" in piece and not _formulas(piece, found):
            return None
        if b"hidden=" in piece and not _hidden(piece, found):
            return None
    return found


def _whole_cells(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    """The part in pieces that begin with a cell or a row; None where one grows too large."""
    carry = b""
    for chunk in chunks:
        piece = carry + chunk
        cut = max(piece.rfind(_USUAL_CELL), piece.rfind(b"<row "))
        if cut > 0:
            yield piece[:cut]
            piece = piece[cut:]
        carry = piece
        if len(carry) > _LARGEST:
            yield None
            return
    yield carry


def _odd_cells(piece: bytes) -> bool:
    return len(_CELLS.findall(piece)) != piece.count(_USUAL_CELL)


def _place(letters: bytes, digits: bytes) -> tuple[int, int]:
    return int(digits) - 1, letter_number(letters.decode()) - 1


def _formulas(piece: bytes, found: Findings) -> bool:
    """Were all formulas understood?"""
    matched = _FORMULA.findall(piece)
    for letters, digits, attributes, value in matched:
        if not value and b' t="str"' not in attributes:
            found.broken.setdefault(_place(letters, digits), "formula-uncached")
    return len(matched) == len(_FORMULAS.findall(piece))


def _hidden(piece: bytes, found: Findings) -> bool:
    """Were all hidden rows and columns understood?"""
    for tag, before, after in _HIDDEN.findall(piece):
        given = {name: int(number) for name, number in _NUMBER.findall(before + after)}
        if tag == b"row" and b"r" in given:
            found.hidden_rows.add(given[b"r"] - 1)
        elif tag == b"col" and b"min" in given and b"max" in given:
            last = min(given[b"max"], _MAX_COLUMNS)
            found.hidden_columns.update(range(given[b"min"] - 1, last))
        else:
            return False
    return True
