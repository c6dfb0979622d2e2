"""The few elements of WordprocessingML that a report is made of, as text."""

import re
from collections.abc import Mapping
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: What XML 1.0 cannot hold.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The earliest time that a zip archive can name; a report has no clock.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def xml_text(text: str) -> str:
    """The text as it may stand in XML, in an element or in an attribute."""
    return escape(_ILLEGAL.sub("", text), quote=True)


def fonts(name: str) -> str:
    """One face for everything in a run: Latin letters and figures stand in the Chinese face."""
    name = xml_text(name)
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" '
        f'w:eastAsia="{name}" w:cs="{name}"/>'
    )


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marked}<w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of a named style."""
    marked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{marked}{properties}</w:pPr>{content}</w:p>"


def link(anchor: str, content: str) -> str:
    """Runs that lead to a bookmark in the same document."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="0">{content}</w:hyperlink>'


def bookmark(number: int, name: str) -> str:
    """A place that links lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def field(code: str, properties: str) -> str:
    """A field that the program at hand fills in, such as PAGE."""
    marked = f"<w:rPr>{properties}</w:rPr>"
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{marked}{part}</w:r>" for part in parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive; the same parts give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return stream.getvalue()


def repacked(document: bytes) -> bytes:
    """An archive written by another hand, without its clock."""
    with ZipFile(BytesIO(document)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})
