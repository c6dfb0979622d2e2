"""The same register in every format, encoding and container."""

import base64
import hashlib
import io
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import msoffcrypto  # type: ignore[import-untyped]
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import xlsxwriter  # type: ignore[import-untyped]
import xlwt  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]
from odf.table import TableCell  # type: ignore[import-untyped]
from odf.text import P  # type: ignore[import-untyped]

from tests.importers.corpus.binary import ERROR, write_xlsb
from tests.importers.corpus.layouts import Maker
from tests.importers.corpus.register import (
    FLAT_HEADER,
    HEADER,
    SUBJECT_HEADER,
    Sample,
    cases,
    csv_file,
    flat,
    flat_sheet,
    ods,
    subjects,
    two_sheets,
    xls,
    xlsx,
)

MAKERS: dict[str, Maker] = {}
PASSWORD = "密码 1"


def difficulty(maker: Maker) -> Maker:
    """Put a maker on the list under its name."""
    MAKERS[maker.__name__] = maker
    return maker


def _days() -> list[list[Any]]:
    """The flat rows with real dates."""
    days = [date(2009, 8, 27), date(2010, 3, 1)]
    return [[row[0], day, *row[2:]] for row, day in zip(flat(), days, strict=True)]


@difficulty
def old_xls_with_real_dates(folder: Path) -> Sample:
    return Sample([xls(folder / "a.xls", {"台账": [FLAT_HEADER, *_days()]})])


@difficulty
def et_of_wps(folder: Path) -> Sample:
    return Sample([xls(folder / "a.et", two_sheets())])


@difficulty
def et_that_is_a_new_workbook_inside(folder: Path) -> Sample:
    return Sample(
        [xlsx(folder / "a.xlsx", two_sheets()).rename(folder / "a.et")], ["extension-differs"]
    )


@difficulty
def xls_that_is_a_new_workbook_inside(folder: Path) -> Sample:
    path = xlsx(folder / "a.xlsx", two_sheets()).rename(folder / "a.xls")
    return Sample([path], ["extension-differs"])


@difficulty
def xls_that_is_tab_separated_text_inside(folder: Path) -> Sample:
    path = csv_file(folder / "a.xls", [FLAT_HEADER, *flat()], "gb18030", "\t")
    return Sample([path], ["extension-differs"])


@difficulty
def xls_with_error_cells(folder: Path) -> Sample:
    rows: list[list[Any]] = [FLAT_HEADER, *flat()]
    rows[1][2] = lambda row, column: row.set_cell_error(column, 0x2A)
    return Sample([xls(folder / "a.xls", {"台账": rows})], ["error-cell"], read=(1,))


@difficulty
def xls_with_the_error_of_a_formula(folder: Path) -> Sample:
    rows: list[list[Any]] = [FLAT_HEADER, *flat()]
    rows[1][4] = xlwt.Formula("1/0")
    path = xls(folder / "a.xls", {"台账": rows})
    data = path.read_bytes()
    stored = data.index(struct.pack("<HH", 1, 4) + b"\x11\0\x03\0\0\0\0\0\xff\xff") + 6
    # The stored result "" becomes #DIV/0!.
    path.write_bytes(data[:stored] + b"\x02\0\x07\0\0\0\xff\xff" + data[stored + 8 :])
    return Sample([path], ["error-cell"], read=(1,))


@difficulty
def xls_with_an_empty_formula(folder: Path) -> Sample:
    rows: list[list[Any]] = [[*FLAT_HEADER, "备注"], *([*row, None] for row in flat())]
    rows[1][6] = xlwt.Formula('IF(1,"","")')
    return Sample([xls(folder / "a.xls", {"台账": rows})], ["formulas-empty"])


@difficulty
def xls_with_hidden_rows(folder: Path) -> Sample:
    rows: list[list[Any]] = [FLAT_HEADER, *flat()]
    text = rows[2][0]

    def hide(row: Any, column: int) -> None:
        row.hidden = True
        row.set_cell_text(column, text)

    rows[2][0] = hide
    return Sample([xls(folder / "a.xls", {"台账": rows})], ["rows-hidden"])


@difficulty
def ods_with_real_dates(folder: Path) -> Sample:
    return Sample([ods(folder / "a.ods", {"台账": [FLAT_HEADER, *_days()]})])


@difficulty
def ods_with_error_cells(folder: Path) -> Sample:
    rows: list[list[Any]] = [FLAT_HEADER, *flat()]
    # LibreOffice keeps 0 as the value of such a cell, which must not be read as a loss of 0.
    cell = TableCell(formula="of:=NA()", valuetype="float", value="0")
    cell.addElement(P(text="#N/A"))
    rows[2][4] = cell
    return Sample([ods(folder / "a.ods", {"台账": rows})], ["error-cell"], read=(0,))


@difficulty
def ods_with_a_formula_never_calculated(folder: Path) -> Sample:
    rows: list[list[Any]] = [FLAT_HEADER, *flat()]
    rows[1][3] = TableCell(formula='of:="是"')
    return Sample([ods(folder / "a.ods", {"台账": rows})], ["formula-uncached"], read=(1,))


@difficulty
def ods_with_hidden_rows(folder: Path) -> Sample:
    path = ods(folder / "a.ods", {"台账": [FLAT_HEADER, *flat()]})
    return Sample([_replaced(path, "content.xml", _collapse)], ["rows-hidden"])


def _collapse(content: bytes) -> bytes:
    head, middle, tail = content.rpartition(b"<table:table-row>")
    return head + middle.replace(b">", b' table:visibility="collapse">') + tail


@difficulty
def xlsb(folder: Path) -> Sample:
    return Sample([write_xlsb(folder / "a.xlsb", two_sheets())])


@difficulty
def xlsb_with_an_error_and_a_hidden_row(folder: Path) -> Sample:
    rows: list[list[Any]] = [FLAT_HEADER, *flat()]
    rows[1][3] = ERROR
    path = write_xlsb(folder / "a.xlsb", {"台账": rows}, hidden=[2])
    return Sample([path], ["rows-hidden", "error-cell"], read=(1,))


@difficulty
def xlsx_template_and_macro_names(folder: Path) -> Sample:
    sheets = two_sheets()
    first = xlsx(folder / "a.xltx", {"案件": sheets["案件"]})
    return Sample([first, xlsx(folder / "b.xlsm", {"责任人": sheets["责任人"]})])


@difficulty
def xlsx_with_chinese_built_in_dates(folder: Path) -> Sample:
    path = folder / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    for number, row in enumerate([FLAT_HEADER, *flat()]):
        sheet.write_row(number, 0, row)
    sheet.write_number(1, 1, 40052, book.add_format({"num_format": 31}))
    sheet.write_number(2, 1, 40238, book.add_format({"num_format": 57}))
    book.close()
    return Sample([path])


@difficulty
def xlsx_with_links_to_other_workbooks(folder: Path) -> Sample:
    path = xlsx(folder / "a.xlsx", two_sheets())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    return Sample([path], ["links-ignored"])


@difficulty
def csv_in_utf_8_with_a_mark(folder: Path) -> Sample:
    return Sample([csv_file(folder / "a.csv", [FLAT_HEADER, *flat()], "utf-8-sig")])


@difficulty
def csv_in_gb18030_with_rare_characters(folder: Path) -> Sample:
    rows = [[*FLAT_HEADER, "备注"], *([*row, "䶮㛃堃"] for row in flat())]
    return Sample([csv_file(folder / "a.csv", rows, "gb18030")])


@difficulty
def csv_in_utf_16(folder: Path) -> Sample:
    return Sample([csv_file(folder / "a.csv", [FLAT_HEADER, *flat()], "utf-16")])


@difficulty
def csv_in_an_encoding_that_is_named(folder: Path) -> Sample:
    path = csv_file(folder / "a.csv", [FLAT_HEADER, *flat()], "utf-16-le")
    return Sample([path], encoding="utf-16-le")


@difficulty
def tsv(folder: Path) -> Sample:
    return Sample([csv_file(folder / "a.tsv", [FLAT_HEADER, *flat()], "utf-8", "\t")])


@difficulty
def csv_with_semicolons(folder: Path) -> Sample:
    return Sample([csv_file(folder / "a.txt", [FLAT_HEADER, *flat()], "gb18030", ";")])


@difficulty
def csv_with_a_sep_line(folder: Path) -> Sample:
    path = csv_file(folder / "a.csv", [FLAT_HEADER, *flat()], "utf-8", ";")
    path.write_bytes(b"sep=;\n" + path.read_bytes())
    return Sample([path], ["title-rows"])


@difficulty
def parquet(folder: Path) -> Sample:
    columns = dict(zip(FLAT_HEADER, zip(*_days(), strict=True), strict=True))
    pq.write_table(pa.table({k: list(v) for k, v in columns.items()}), folder / "a.parquet")
    return Sample([folder / "a.parquet"])


@difficulty
def parquet_with_a_day_in_a_year_that_no_calendar_has(folder: Path) -> Sample:
    columns = dict(zip(FLAT_HEADER, zip(*flat(), strict=True), strict=True))
    days = pa.array([14_483, 8_000_000], pa.int32()).cast(pa.date32())
    values = {k: days if k == "事发日期" else list(v) for k, v in columns.items()}
    pq.write_table(pa.table(values), folder / "a.parquet")
    return Sample([folder / "a.parquet"], ["not-date"], read=(0,))


@difficulty
def several_files_of_several_formats(folder: Path) -> Sample:
    first = ods(folder / "案件.ods", {"案件": [HEADER, *cases()]})
    return Sample([csv_file(folder / "责任人.csv", [SUBJECT_HEADER, *subjects()]), first])


@difficulty
def folder_with_other_things_in_it(folder: Path) -> Sample:
    inside = folder / "登记"
    (inside / "旧").mkdir(parents=True)
    xls(inside / "2.xls", {"责任人": [SUBJECT_HEADER, *subjects()]})
    xlsx(inside / "1.xlsx", {"案件": [HEADER, *cases()]})
    xlsx(inside / "3.xlsx", {"统计": [["年份", "件数"], [2010, 2]]})
    (inside / "~$1.xlsx").write_bytes(b"x")
    (inside / "照片.jpg").write_bytes(b"x")
    (inside / ".hidden").write_bytes(b"x")
    return Sample([inside], ["file-skipped", "folder-left"])


@difficulty
def encrypted_xlsx_with_its_password(folder: Path) -> Sample:
    return Sample([encrypted(folder / "a.xlsx", PASSWORD)], ["file-decrypted"], password=PASSWORD)


@difficulty
def encrypted_by_excel_as_read_only(folder: Path) -> Sample:
    return Sample([encrypted(folder / "a.xlsx", "VelvetSweatshop")], ["file-decrypted"])


@difficulty
def encrypted_ods_with_its_password(folder: Path) -> Sample:
    path = encrypted_ods(folder / "a.ods", PASSWORD)
    return Sample([path], ["file-decrypted"], password=PASSWORD)


def encrypted_ods(path: Path, password: str, turns: int = 1000) -> Path:
    """The register as LibreOffice encrypts it: each member packed, then AES in CBC."""
    plain = ods(path.with_name("plain.ods"), flat_sheet())
    salt, vector = bytes(range(16)), bytes(range(16, 32))
    start = hashlib.sha256(password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, salt, turns, 32)
    entries = []
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        new.writestr("mimetype", old.read("mimetype"))
        for name in ("content.xml", "styles.xml"):
            packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            packed = packing.compress(old.read(name)) + packing.flush()
            left = 16 - len(packed) % 16
            locking = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
            new.writestr(name, locking.update(packed + bytes([left]) * left) + locking.finalize())
            digest = hashlib.sha256(packed[:1024]).digest()
            entries.append(_ENTRY.format(name, *map(_base64, (digest, vector, salt)), turns))
        new.writestr("META-INF/manifest.xml", _MANIFEST.format("".join(entries)))
    return path


_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?><m:manifest
 xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/"
 m:media-type="application/vnd.oasis.opendocument.spreadsheet"/>{}</m:manifest>"""
_ENTRY = """<m:file-entry m:full-path="{}" m:media-type="text/xml"><m:encryption-data
 m:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" m:checksum="{}">
<m:algorithm m:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc"
 m:initialisation-vector="{}"/><m:start-key-generation m:key-size="32"
 m:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"/><m:key-derivation
 m:key-derivation-name="PBKDF2" m:key-size="32" m:salt="{}" m:iteration-count="{}"/>
</m:encryption-data></m:file-entry>"""


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def encrypted(path: Path, password: str) -> Path:
    """The register behind a password."""
    plain = xlsx(path.with_name("plain.xlsx"), flat_sheet())
    with path.open("wb") as stream:
        OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt(password, stream)
    assert msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).is_encrypted()
    return path


def _replaced(path: Path, member: str, change: Any) -> Path:
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == member else data)
    return target
