"""What a file really is, and whether it is safe to open. The name is not believed."""

import io
import zipfile
from typing import Literal, NoReturn

from facts import Text
from importers.messages import file_problem
from importers.result import Unreadable

Format = Literal["xlsx", "csv"]

#: Limits on an archive; an ordinary workbook of 100,000 rows has 30 members and 200 MB.
MAX_MEMBERS = 5_000
MAX_INFLATED = 2 << 30
MAX_RATIO = 200
#: Below this inflated size a high ratio does no harm.
RATIO_FREE = 16 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<table", b"<?xml")
#: Members that tell other zipped formats apart.
_OTHER_ZIPS = {
    "xl/workbook.bin": Text("二进制工作簿 .xlsb", "a binary workbook, .xlsb"),
    "word/document.xml": Text("Word 文档", "a Word document"),
    "ppt/presentation.xml": Text("演示文稿", "a presentation"),
    "content.xml": Text("OpenDocument 文件（.ods 等）", "an OpenDocument file (.ods …)"),
}


def unreadable(code: str, file: str, **values: object) -> NoReturn:
    """Give up on the file, with words for the clerk."""
    raise Unreadable(file_problem(code, file, **values))


def sniff(data: bytes, file: str) -> Format:
    """xlsx or csv, by content; Unreadable for anything else."""
    if not data:
        unreadable("file-empty", file)
    if data.startswith(b"PK"):
        return "xlsx"
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        unreadable("file-encrypted" if encrypted else "file-old-excel", file)
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_HTML):
        unreadable("file-other-format", file, kind=Text("网页或 XML 文件", "HTML or XML"))
    if head.startswith(b"%pdf"):
        unreadable("file-other-format", file, kind=Text("PDF 文件", "a PDF"))
    if b"\0" in data[:65536] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        if file.lower().endswith((".xlsx", ".xlsm")):
            unreadable("file-broken", file)
        unreadable("file-other-format", file, kind=Text("二进制文件", "a binary file"))
    return "csv"


def open_archive(data: bytes, file: str) -> zipfile.ZipFile:
    """The workbook as an archive whose size, as declared, is within the limits."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        unreadable("file-broken", file)
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        _unsafe(file, Text(f"{len(members)} 个成员", f"{len(members)} members"))
    if any(member.flag_bits & 1 for member in members):
        unreadable("file-encrypted", file)
    if sum(member.file_size for member in members) > MAX_INFLATED:
        _unsafe(file, Text("展开后过大", "too large when inflated"))
    for member in members:
        if member.file_size > max(RATIO_FREE, MAX_RATIO * member.compress_size):
            _unsafe(file, Text("压缩比过高", "compressed too well"))
    names = {member.filename for member in members}
    if len(names) != len(members):
        _unsafe(file, Text("成员重名", "members of one name"))
    for member_name, kind in _OTHER_ZIPS.items():
        if member_name in names:
            unreadable("file-other-format", file, kind=kind)
    if "[Content_Types].xml" not in names:
        unreadable("file-other-format", file, kind=Text("压缩包", "an archive"))
    return archive


def _unsafe(file: str, what: Text) -> NoReturn:
    unreadable("file-unsafe", file, what=what)
