"""Files that are refused, each with the code of the message."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.importers.corpus.binary import write_xlsb
from tests.importers.corpus.formats import encrypted, encrypted_ods
from tests.importers.corpus.layouts import Maker
from tests.importers.corpus.register import Sample, flat_sheet, ods, xls, xlsx

MAKERS: dict[str, tuple[Maker, str]] = {}


def refused(code: str) -> Callable[[Maker], Maker]:
    """Put a maker on the list with the code of the refusal."""

    def listed(maker: Maker) -> Maker:
        MAKERS[maker.__name__] = maker, code
        return maker

    return listed


def _bytes(folder: Path, name: str, data: bytes) -> Sample:
    (folder / name).write_bytes(data)
    return Sample([folder / name])


def _member(folder: Path, name: str, source: Path, member: str, data: bytes) -> Sample:
    """A workbook with one more member, or one put in the place of another."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(folder / name, "w") as new:
        for other in old.namelist():
            if other != member:
                new.writestr(other, old.read(other))
        new.writestr(member, data)
    return Sample([folder / name])


def _good(folder: Path) -> Path:
    return xlsx(folder / "good.xlsx", flat_sheet())


@refused("file-other-format")
def web_page_named_xls(folder: Path) -> Sample:
    return _bytes(folder, "a.xls", b"\xef\xbb\xbf<html><body><table></table></body></html>")


@refused("file-other-format")
def xml_workbook_of_2003_named_xls(folder: Path) -> Sample:
    return _bytes(folder, "a.xls", b'<?xml version="1.0"?><Workbook/>')


@refused("file-other-format")
def open_document_text_named_ods(folder: Path) -> Sample:
    with zipfile.ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return Sample([folder / "a.ods"])


@refused("file-broken")
def xls_cut_short(folder: Path) -> Sample:
    path = xls(folder / "good.xls", flat_sheet())
    return _bytes(folder, "a.xls", path.read_bytes()[:1500])


@refused("file-broken")
def xls_that_promises_two_milliards_of_texts(folder: Path) -> Sample:
    data = bytearray(xls(folder / "good.xls", flat_sheet()).read_bytes())
    (unique,) = struct.unpack_from("<I", data, data.index(b"\xfc\0", 0x200) + 8)
    assert unique < 100
    struct.pack_into("<I", data, data.index(b"\xfc\0", 0x200) + 8, 0x7FFFFFFF)
    return _bytes(folder, "a.xls", bytes(data))


@refused("file-broken")
def xls_whose_sectors_run_in_a_circle(folder: Path) -> Sample:
    data = bytearray(xls(folder / "good.xls", flat_sheet()).read_bytes())
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (table + 1) * 512, 0)
    return _bytes(folder, "a.xls", bytes(data))


@refused("file-far-cells")
def xls_with_far_apart_cells(folder: Path) -> Sample:
    """The format has 256 columns; a record may well name the 65,536th."""
    data = xls(folder / "good.xls", flat_sheet()).read_bytes()
    near, far = struct.pack("<HHHH", 0xFD, 10, 2, 3), struct.pack("<HHHH", 0xFD, 10, 65535, 65535)
    assert data.count(near) == 1
    return _bytes(folder, "a.xls", data.replace(near, far))


def _sized(folder: Path, *dimensions: int) -> Sample:
    """An old workbook whose sheet says that it is of another size."""
    data = bytearray(xls(folder / "good.xls", flat_sheet()).read_bytes())
    struct.pack_into("<IIHHH", data, data.index(struct.pack("<HH", 0x200, 14)) + 4, *dimensions, 0)
    return _bytes(folder, "a.xls", bytes(data))


@refused("file-broken")
def xls_that_says_it_has_three_million_rows(folder: Path) -> Sample:
    return _sized(folder, 0, 3_000_000, 0, 256)


@refused("file-broken")
def xls_that_says_it_ends_before_it_begins(folder: Path) -> Sample:
    return _sized(folder, 5, 1, 9, 2)


@refused("file-broken")
def ods_cut_short(folder: Path) -> Sample:
    path = ods(folder / "good.ods", flat_sheet())
    return _bytes(folder, "a.ods", path.read_bytes()[:-30])


@refused("file-broken")
def ods_with_a_piece_missing_so_that_its_members_begin_before_it(folder: Path) -> Sample:
    data = ods(folder / "good.ods", flat_sheet()).read_bytes()
    return _bytes(folder, "a.ods", data[:300] + data[900:])


@refused("file-broken")
def ods_whose_xml_is_damaged(folder: Path) -> Sample:
    source = ods(folder / "good.ods", flat_sheet())
    return _member(folder, "a.ods", source, "content.xml", b"<office:document-content><x>")


@refused("file-broken")
def xlsb_whose_records_are_cut_short(folder: Path) -> Sample:
    source = write_xlsb(folder / "good.xlsb", flat_sheet())
    return _member(folder, "a.xlsb", source, "xl/worksheets/sheet1.bin", b"\x81\x01\0\x91\x01\0\0")


@refused("file-broken")
def parquet_cut_short(folder: Path) -> Sample:
    return _bytes(folder, "a.parquet", b"PAR1" + b"\0" * 30 + b"PAR1")


@refused("file-far-cells")
def ods_with_far_apart_cells(folder: Path) -> Sample:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    gap = (
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/>'
        "</table:table-row>"
    )
    far = f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{cell}'
    source = ods(folder / "good.ods", flat_sheet())
    with zipfile.ZipFile(source) as archive:
        content = archive.read("content.xml").decode()
    content = content.replace("</table:table>", f"{gap}{far}</table:table-row></table:table>")
    return _member(folder, "a.ods", source, "content.xml", content.encode())


@refused("file-far-cells")
def ods_with_one_cell_repeated_everywhere(folder: Path) -> Sample:
    cell = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    source = ods(folder / "good.ods", flat_sheet())
    with zipfile.ZipFile(source) as archive:
        content = archive.read("content.xml").decode()
    return _member(
        folder, "a.ods", source, "content.xml", content.replace("</table:table>", cell).encode()
    )


@refused("file-far-cells")
def xlsb_with_far_apart_cells(folder: Path) -> Sample:
    source = write_xlsb(folder / "good.xlsb", flat_sheet())
    with zipfile.ZipFile(source) as archive:
        sheet = archive.read("xl/worksheets/sheet1.bin")
    row = b"\0\x11" + struct.pack("<IIHHBI", 1_048_575, 0, 300, 0, 0, 0)
    cell = b"\x05\x10" + struct.pack("<IId", 16_383, 0, 1.0)
    end = sheet.index(b"\x92\x01\0")
    data = sheet[:end] + row + cell + sheet[end:]
    return _member(folder, "a.xlsb", source, "xl/worksheets/sheet1.bin", data)


@refused("file-doctype")
def ods_with_a_doctype(folder: Path) -> Sample:
    source = ods(folder / "good.ods", flat_sheet())
    data = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'
    return _member(folder, "a.ods", source, "content.xml", data)


@refused("file-unsafe")
def archive_inside_the_workbook(folder: Path) -> Sample:
    return _member(folder, "a.xlsx", _good(folder), "xl/media/inner.zip", b"PK\x03\x04")


@refused("file-unsafe")
def member_outside_the_archive(folder: Path) -> Sample:
    return _member(folder, "a.xlsx", _good(folder), "../../etc/passwd", b"x")


@refused("file-unsafe")
def members_that_differ_by_case(folder: Path) -> Sample:
    return _member(folder, "a.xlsx", _good(folder), "XL/workbook.xml", b"<x/>")


@refused("file-unsafe")
def ods_bomb(folder: Path) -> Sample:
    source = ods(folder / "good.ods", flat_sheet())
    with zipfile.ZipFile(folder / "a.ods", "w", zipfile.ZIP_DEFLATED) as new:
        with zipfile.ZipFile(source) as old:
            new.writestr("mimetype", old.read("mimetype"))
        new.writestr("content.xml", b" " * (32 << 20))
    return Sample([folder / "a.ods"])


@refused("file-encrypted")
def encrypted_xlsx_without_password(folder: Path) -> Sample:
    return Sample([encrypted(folder / "a.xlsx", "secret")])


@refused("password-wrong")
def encrypted_xlsx_with_another_password(folder: Path) -> Sample:
    return Sample([encrypted(folder / "a.xlsx", "secret")], password="other")


@refused("file-encrypted")
def encrypted_xls(folder: Path) -> Sample:
    """A FILEPASS record right after the first BOF."""
    path = xls(folder / "a.xls", flat_sheet())
    data = path.read_bytes()
    start = data.index(struct.pack("<HH", 0x0809, 16))
    after = start + 20
    kind, size = struct.unpack_from("<HH", data, after)
    record = struct.pack("<HH", 0x002F, size) + b"\1\0" + b"\0" * (size - 2)
    assert kind != 0x002F
    path.write_bytes(data[:after] + record + data[after + len(record) :])
    return Sample([path])


@refused("ods-encrypted")
def encrypted_ods_in_one_member(folder: Path) -> Sample:
    with zipfile.ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("encrypted-package", b"\0" * 64)
    return Sample([folder / "a.ods"], password="secret")


@refused("file-encrypted")
def encrypted_ods_without_password(folder: Path) -> Sample:
    return Sample([encrypted_ods(folder / "a.ods", "secret")])


@refused("password-wrong")
def encrypted_ods_with_another_password(folder: Path) -> Sample:
    return Sample([encrypted_ods(folder / "a.ods", "secret")], password="other")


@refused("ods-encrypted")
def encrypted_ods_that_asks_for_endless_work(folder: Path) -> Sample:
    path = encrypted_ods(folder / "good.ods", "secret")
    with zipfile.ZipFile(path) as archive:
        manifest = archive.read("META-INF/manifest.xml").replace(b'"1000"', b'"4000000000"')
    return replace(
        _member(folder, "a.ods", path, "META-INF/manifest.xml", manifest), password="secret"
    )


@refused("ods-encrypted")
def encrypted_ods_in_an_unknown_way(folder: Path) -> Sample:
    source = ods(folder / "good.ods", flat_sheet())
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    sample = _member(folder, "a.ods", source, "META-INF/manifest.xml", manifest.encode())
    return replace(sample, password="secret")


@refused("file-encrypted")
def zip_with_a_password(folder: Path) -> Sample:
    data = bytearray(_good(folder).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offset = archive.infolist()[0].header_offset
    data[offset + 6] |= 1
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    return _bytes(folder, "a.xlsx", bytes(data))


@refused("no-data")
def no_table_at_all(folder: Path) -> Sample:
    return Sample([xlsx(folder / "a.xlsx", {"Sheet1": [["通知"], ["各单位："]]})])


@refused("folder-empty")
def folder_without_tables(folder: Path) -> Sample:
    (folder / "照片.jpg").write_bytes(b"x")
    return Sample([folder])
