"""Encrypted workbooks, opened with a password that is given and never written down."""

import io

from importers.ods_decrypting import decrypt_ods
from importers.refused import give_up

#: With this one Excel encrypts "read-only" workbooks; it opens them without asking.
_EXCELS_OWN = "VelvetSweatshop"


def decrypt(data: bytes, password: str | None) -> bytes:
    """The workbook inside. Refused without the right password, or without msoffcrypto-tool."""
    if data.startswith(b"PK"):
        return _open_document(data, password)
    try:
        import msoffcrypto  # type: ignore[import-untyped]
    except ImportError:
        give_up("file-encrypted" if not password else "password-support")
    for attempt in (password, _EXCELS_OWN):
        if not attempt:
            continue
        opened = io.BytesIO()
        try:
            office = msoffcrypto.OfficeFile(io.BytesIO(data))
            office.load_key(password=attempt)
            office.decrypt(opened)
        except Exception:  # a wrong password fails in as many ways as there are ciphers
            continue
        if opened.tell():
            return opened.getvalue()
    give_up("file-encrypted" if not password else "password-wrong")


def _open_document(data: bytes, password: str | None) -> bytes:
    if not password:
        give_up("file-encrypted")
    try:
        opened = decrypt_ods(data, password)
    except ImportError:
        give_up("password-support")
    if opened is None:
        give_up("password-wrong")
    return opened
