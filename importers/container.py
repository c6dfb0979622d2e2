"""What a file really is, and whether it is safe to open. The name is not believed."""

import io
import struct
import zipfile
import zlib
from typing import Literal, NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from importers.compound import BOOKS, streams
from importers.refused import Pair, give_up

Format = Literal["xlsx", "xlsb", "ods", "xls", "encrypted", "parquet", "csv"]

#: Limits on an archive; an ordinary workbook of 100,000 rows has 30 members and 200 MB.
MAX_MEMBERS = 5_000
MAX_INFLATED = 2 << 30
MAX_RATIO = 200
#: Below this inflated size a high ratio does no harm.
RATIO_FREE = 16 << 20

#: What an archive raises, and its XML, where it is not what it should be.
DAMAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    ElementTree.ParseError,
    EOFError,
    OSError,
    LookupError,
    RuntimeError,
    ValueError,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<table", b"<div", b"<meta")
_BINARY: Pair = ("二进制文件", "a binary file")
#: Members that tell other zipped formats apart.
_OTHER_ZIPS: dict[str, Pair] = {
    "word/document.xml": ("Word 文档", "a Word document"),
    "ppt/presentation.xml": ("演示文稿", "a presentation"),
}
#: Streams that tell old Office formats apart.
_OTHER_OLE: dict[str, Pair] = {
    "WordDocument": ("Word 文档", "a Word document"),
    "PowerPoint Document": ("演示文稿", "a presentation"),
}
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".tar", ".jar", ".cab")


def sniff(data: bytes, file: str, encoding: str | None = None) -> Format:
    """The format by content; Refused for what is no table.

    Where an encoding is named, bytes that look like nothing else are text in it.
    """
    if not data:
        give_up("file-empty")
    if data.startswith(b"PK"):
        with open_archive(data) as archive:
            return _zipped(archive)
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith(b"PAR1"):
        return "parquet"
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_HTML):
        _other(("网页（HTML）", "a web page (HTML)"))
    if head.startswith(b"<?xml"):
        _other(("XML 文件", "an XML file"))
    if head.startswith(b"%pdf"):
        _other(("PDF 文件", "a PDF"))
    if head.startswith(b"{\\rtf"):
        _other(("RTF 文档", "an RTF document"))
    if (
        encoding is None
        and b"\0" in data[:65536]
        and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        if file.lower().endswith((".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".ods")):
            give_up("file-broken")
        _other(_BINARY)
    return "csv"


def open_archive(data: bytes) -> zipfile.ZipFile:
    """An archive whose size, as declared, is within the limits."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE:
        give_up("file-broken")
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        _unsafe((f"{len(members)} 个成员", f"{len(members)} members"))
    if any(member.flag_bits & 1 for member in members):
        give_up("file-encrypted")
    if sum(member.file_size for member in members) > MAX_INFLATED:
        _unsafe(("展开后过大", "too large when inflated"))
    for member in members:
        if member.file_size > max(RATIO_FREE, MAX_RATIO * member.compress_size):
            _unsafe(("压缩比过高", "compressed too well"))
    names = {member.filename.lower() for member in members}
    if len(names) != len(members):
        _unsafe(("成员重名", "members of one name"))
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        _unsafe(("成员路径越界", "members outside the archive"))
    return archive


def _zipped(archive: zipfile.ZipFile) -> Format:
    names = set(archive.namelist())
    if "mimetype" in names or "content.xml" in names:
        return _open_document(archive)
    for member, kind in _OTHER_ZIPS.items():
        if member in names:
            _other(kind)
    if "[Content_Types].xml" not in names:
        _other(("压缩包", "an archive"))
    if any(name.lower().endswith(_ARCHIVES) for name in names):
        _unsafe(("内含压缩包", "an archive inside the archive"))
    return "xlsb" if "xl/workbook.bin" in names else "xlsx"


def _open_document(archive: zipfile.ZipFile) -> Format:
    try:
        with archive.open("mimetype") as stream:
            kind = stream.read(200)
    except KeyError:
        kind = b""
    except DAMAGE:
        give_up("file-broken")
    if "encrypted-package" in archive.namelist():  # all members in one, as of late
        give_up("ods-encrypted")
    if "content.xml" not in archive.namelist() or not kind.startswith(_SPREADSHEET):
        _other(("OpenDocument 文件，但不是表格", "an OpenDocument file, but no spreadsheet"))
    return "ods"


def _compound(data: bytes) -> Format:
    """An OLE file, by the names of its streams."""
    names = set(streams(data))
    if "EncryptedPackage" in names:
        return "encrypted"
    if not names.isdisjoint(BOOKS):
        return "xls"
    for stream, kind in _OTHER_OLE.items():
        if stream in names:
            _other(kind)
    _other(("旧格式的 Office 文件，但不是表格", "an old Office file, but no workbook"))


def _other(kind: Pair) -> NoReturn:
    give_up("file-other-format", kind=kind)


def _unsafe(what: Pair) -> NoReturn:
    give_up("file-unsafe", what=what)
