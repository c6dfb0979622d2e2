"""Encrypted OpenDocument spreadsheets, as ODF 1.2 and 1.3 describe them: each member by itself.

LibreOffice from 24.8 on encrypts all members as one, in a way of its own; that is not read.
"""

import hashlib
import hmac
import io
import zipfile
import zlib
from base64 import b64decode
from typing import NamedTuple
from xml.etree import ElementTree

from importers.container import DAMAGE, MAX_INFLATED, MAX_RATIO, RATIO_FREE, open_archive
from importers.refused import give_up

MANIFEST = "META-INF/manifest.xml"
#: The members that hold cells; the others are not needed.
_WANTED = ("mimetype", "content.xml")
_AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
_SHA256 = ("http://www.w3.org/2000/09/xmldsig#sha256", "http://www.w3.org/2001/04/xmlenc#sha256")
_CHECKED = "#sha256-1k"
_PLAIN = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
#: Longer than this no office program derives a key.
_MOST_TURNS = 10_000_000


class _Lock(NamedTuple):
    """How one member is encrypted."""

    checksum: bytes
    vector: bytes
    salt: bytes
    turns: int


def decrypt_ods(data: bytes, password: str) -> bytes | None:
    """The workbook without encryption; None where the password is another one.

    Refused for what is encrypted in another way. ImportError without the cryptography package.
    """
    packed = io.BytesIO()
    with open_archive(data) as archive, zipfile.ZipFile(packed, "w") as whole:
        try:
            locks = _locks(archive.read(MANIFEST))
            for name in _WANTED:
                content: bytes | None = archive.read(name)
                if name in locks:
                    content = _unlocked(archive.read(name), locks[name], password)
                if content is None:
                    return None
                whole.writestr(name, content)
            whole.writestr(MANIFEST, _PLAIN)
        except DAMAGE:
            give_up("file-broken")
    return packed.getvalue()


def _locks(manifest: bytes) -> dict[str, _Lock]:
    """How each member is encrypted. Only the way of ODF 1.2 is known."""
    if b"<!DOCTYPE" in manifest:
        give_up("file-doctype")
    found = {}
    for entry in ElementTree.fromstring(manifest):
        parts = {_local(part.tag): _attributes(part) for part in entry.iter()}
        if "encryption-data" not in parts:
            continue
        check, how = parts["encryption-data"], parts.get("algorithm", {})
        start, key = parts.get("start-key-generation", {}), parts.get("key-derivation", {})
        turns = int(key.get("iteration-count", "0"))
        known = (
            how.get("algorithm-name") == _AES
            and start.get("start-key-generation-name") in _SHA256
            and key.get("key-derivation-name", "").endswith("PBKDF2")
            and check.get("checksum-type", "").endswith(_CHECKED)
            and 0 < turns <= _MOST_TURNS
        )
        if not known:
            give_up("ods-encrypted")
        found[_attributes(entry)["full-path"]] = _Lock(
            b64decode(check["checksum"]),
            b64decode(how["initialisation-vector"]),
            b64decode(key["salt"]),
            turns,
        )
    return found


def _unlocked(content: bytes, lock: _Lock, password: str) -> bytes | None:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    start = hashlib.sha256(password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.turns, 32)
    opened = Cipher(algorithms.AES(key), modes.CBC(lock.vector)).decryptor()
    plain = opened.update(content) + opened.finalize()
    plain = plain[: len(plain) - plain[-1]] if plain else plain
    if not hmac.compare_digest(hashlib.sha256(plain[:1024]).digest(), lock.checksum):
        return None
    return _inflated(plain)


def _inflated(packed: bytes) -> bytes:
    """Under the limits of any archive, which do not see inside what is encrypted."""
    most = min(MAX_INFLATED, max(RATIO_FREE, MAX_RATIO * len(packed)))
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    content = inflating.decompress(packed, most)
    if inflating.unconsumed_tail:
        give_up("file-unsafe", what=("展开后过大", "too large when inflated"))
    return content


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    return {_local(name): value for name, value in element.attrib.items()}
