"""What is written in the comments of cells: notes as of old, and threaded ones of late."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from importers.grid import letter_number

#: Where the text begins that the program itself has put into a comment of a marked copy.
_OURS = re.compile(r"【导入问题】|\[Import problems\]")
#: Excel puts this into the old note beside a threaded comment.
_THREADED = "[Threaded comment]"
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")

Place = tuple[int, int]


def xml_comments(part: bytes) -> dict[Place, str]:
    """The comments of one part of an .xlsx workbook, of either kind, by row and column from 0."""
    found: dict[Place, str] = {}
    for element in ElementTree.fromstring(part).iter():
        if _local(element.tag) not in ("comment", "threadedComment"):
            continue
        place = _REFERENCE.fullmatch(element.get("ref", ""))
        text = own_text("".join(t.text or "" for t in element.iter() if _said(t)))
        if place is not None and text and not text.startswith(_THREADED):
            at = int(place[2]) - 1, letter_number(place[1]) - 1
            found[at] = f"{found[at]}\n{text}" if at in found else text
    return found


def own_text(text: str) -> str:
    """What a person has written; what the program has added below is left out."""
    return _OURS.split(text, maxsplit=1)[0].strip()


def together(*parts: Mapping[Place, str]) -> dict[Place, str]:
    """The comments of several parts."""
    found: dict[Place, str] = {}
    for part in parts:
        for place, text in part.items():
            found[place] = f"{found[place]}\n{text}" if place in found else text
    return found


def _said(element: ElementTree.Element) -> bool:
    """A run of text; of a threaded comment, its one text."""
    return _local(element.tag) == "t" or (_local(element.tag) == "text" and len(element) == 0)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
