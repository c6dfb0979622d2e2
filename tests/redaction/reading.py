"""All that a reader could find in a file: every part of an archive, every stream, each encoding."""

import base64
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdf

_BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def everything_in(folder: Path) -> str:
    """The text of all files of a folder, and their names."""
    parts = []
    for path in sorted(folder.rglob("*")):
        parts.append(path.name)
        if path.is_file():
            parts += _texts(path.read_bytes())
    return unicodedata.normalize("NFC", "\n".join(parts))


def _texts(data: bytes) -> Iterator[str]:
    """Each way to read some bytes, and all that is packed inside them."""
    yield from _readings(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _readings(archive.comment)
            for info in archive.infolist():
                yield info.filename
                yield from _readings(info.comment + info.extra)
                yield from _texts(archive.read(info))
    elif data.startswith(b"%PDF"):
        yield from _pdf(data)
    else:
        for found in _BASE64.findall(data):
            yield from _packed(found)


def _readings(data: bytes) -> Iterator[str]:
    plain = data.decode("utf-8", "ignore")
    yield plain
    unescaped = html.unescape(plain)
    yield unescaped
    yield re.sub(r"<[^>]*>", "", unescaped)
    yield _ESCAPE.sub(lambda found: chr(int(found[1], 16)), plain).replace('\\"', '"')
    for shift in (0, 1):
        yield data[shift:].decode("utf-16-le", "ignore")
        yield data[shift:].decode("utf-16-be", "ignore")


def _packed(found: bytes) -> Iterator[str]:
    try:
        data = base64.b64decode(found + b"=" * (-len(found) % 4))
    except ValueError:
        return
    yield from _readings(data)
    for form in (15, 31, -15):
        try:
            yield from _readings(zlib.decompress(data, form))
        except zlib.error:
            continue


def _pdf(data: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    yield str(reader.metadata)
    yield str(reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else "")
    for page in reader.pages:
        text = page.extract_text()
        yield text
        yield "".join(text.split())
    for object_ in reader.xref_objStm, reader.attachments, reader.outline, reader.get_fields():
        yield str(object_)
