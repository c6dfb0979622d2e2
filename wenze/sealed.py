"""The form of a sealed pack: one zip archive whose every byte follows from what it holds.

Members are stored as they are, in a fixed order and with a fixed date, after a manifest with the
SHA-256 of each and of the whole. So a pack can be written again from its content and compared byte
by byte: nothing can be changed, added or hidden in it without being found.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from facts import Text

FORMAT = 1
MANIFEST = "manifest.json"
#: A pack larger than this is neither made nor opened.
MAX_BYTES = 1 << 30
MAX_DEPTH = 8

_EPOCH = (1980, 1, 1, 0, 0, 0)
#: What no part of a member's name may hold.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


class NotAPack(Exception):
    """The file cannot be taken for a pack, or not safely. ``text`` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Member(_Strict):
    """One file of the pack."""

    name: str
    size: int
    sha256: str


class Manifest(_Strict):
    """What the pack holds, and how it was made. ``inputs`` are files or folders, in order."""

    format: int = Field(alias="wenze-pack")
    versions: dict[str, str]
    book: str
    inputs: list[str]
    profile: str | None
    encoding: str | None
    members: list[Member]
    sha256: str = ""

    def sealed(self) -> "Manifest":
        """The same with its own hash."""
        return self.model_copy(update={"sha256": self._digest()})

    def _digest(self) -> str:
        open_ = self.model_copy(update={"sha256": ""})
        return sha256(open_.written()).hexdigest()

    @property
    def whole(self) -> bool:
        """Is the hash of the whole the one that it should be?"""
        return self.sha256 == self._digest()

    def written(self) -> bytes:
        """The only way to write it."""
        return orjson.dumps(self.model_dump(by_alias=True), option=orjson.OPT_INDENT_2) + b"\n"


@dataclass(frozen=True)
class Sealed:
    """A pack that was opened: its manifest, its members, and where it was tampered with."""

    manifest: Manifest
    members: Mapping[str, bytes]
    altered: tuple[Text, ...]


def seal(members: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    """The bytes of a pack. ``about`` fills the manifest. NotAPack when it would be too large."""
    listed = [
        Member(name=name, size=len(data), sha256=sha256(data).hexdigest())
        for name, data in sorted(members.items())
    ]
    manifest = Manifest.model_validate({"wenze-pack": FORMAT, **about, "members": listed})
    return written(manifest.sealed(), members)


def written(manifest: Manifest, members: Mapping[str, bytes]) -> bytes:
    """The archive, byte for byte the same for the same content."""
    if sum(map(len, members.values())) > MAX_BYTES:
        limit = f"{MAX_BYTES >> 20} MB"
        raise NotAPack(Text(f"内容超过 {limit}，请分开封存", f"more than {limit}; pack in parts"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for name, data in [(MANIFEST, manifest.written()), *sorted(members.items())]:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, data)
    return stream.getvalue()


def opened(data: bytes) -> Sealed:
    """Look into the bytes of a pack, within limits. NotAPack for what is none.

    What can be read but is not as it was sealed is told in ``altered``.
    """
    archive = _archive(data)
    contents: dict[str, bytes] = {}
    altered: list[Text] = []
    for info in archive.infolist():
        check_name(info.filename)
        if info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size:
            raise NotAPack(Text("成员被重新压缩过", "a member was compressed again"))
        try:
            contents[info.filename] = archive.read(info)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            if info.filename == MANIFEST:
                raise NotAPack(Text("清单已损坏或被改动", "the manifest is damaged")) from error
            contents[info.filename] = b""
    manifest = _manifest(contents.pop(MANIFEST, None))
    altered += _compared(manifest, contents)
    again = written(manifest, contents)
    if not altered and again != data:
        place = next((i for i, (a, b) in enumerate(zip(again, data)) if a != b), len(again))  # noqa: B905 (lengths may differ)
        altered.append(
            Text(
                f"封装被改动：从第 {place + 1} 字节起与内容应有的写法不同",
                f"the wrapping was changed: from byte {place + 1} it is not as it must be",
            )
        )
    return Sealed(manifest, contents, tuple(altered))


def _archive(data: bytes) -> zipfile.ZipFile:
    from importers.container import open_archive
    from importers.refused import Refused

    if len(data) > MAX_BYTES + (MAX_BYTES >> 4):
        raise NotAPack(Text("文件过大", "the file is too large"))
    try:
        return open_archive(data)
    except Refused as refusal:
        pair = refusal.values.get("what")
        zh, en = pair if isinstance(pair, tuple) else ("", "")
        raise NotAPack(
            Text(
                f"这不是封存包，或者已经损坏{f'（{zh}）' if zh else ''}",
                f"this is no pack, or it is damaged{f' ({en})' if en else ''}",
            )
        ) from refusal


def check_name(name: str) -> None:
    """NotAPack for a name that would not be safe to write to a disk."""
    parts = name.split("/")
    unsafe = any(
        part in ("", ".", "..") or part != part.strip() or part.endswith(".") for part in parts
    )
    if unsafe or len(parts) > MAX_DEPTH or _FORBIDDEN.search(name):
        raise NotAPack(
            Text(
                "成员的名称不安全（有 \\ : * ? 等字符，或首尾有空格、句点）",
                "the name of a member is not safe (\\ : * ? and the like, or spaces around it)",
            )
        )


def _manifest(data: bytes | None) -> Manifest:
    try:
        found = Manifest.model_validate(orjson.loads(data or b""))
    except (orjson.JSONDecodeError, ValidationError, RecursionError) as error:
        raise NotAPack(
            Text(
                "没有清单，或者清单不是应有的写法", "there is no manifest, or it is not well formed"
            )
        ) from error
    if found.format != FORMAT:
        raise NotAPack(
            Text(
                f"封存包是第 {found.format} 版写法，这个程序只认第 {FORMAT} 版",
                f"the pack has format {found.format}; this program knows format {FORMAT}",
            )
        )
    return found


def _compared(manifest: Manifest, contents: Mapping[str, bytes]) -> list[Text]:
    """Members against the manifest, and the manifest against its own hash."""
    found = []
    listed = {member.name: member for member in manifest.members}
    for name in sorted(listed.keys() | contents.keys()):
        member, data = listed.get(name), contents.get(name)
        if member is None:
            found.append(Text(f"清单里没有 {name}", f"{name} is not in the manifest"))
        elif data is None:
            found.append(Text(f"缺少 {name}", f"{name} is missing"))
        elif sha256(data).hexdigest() != member.sha256 or len(data) != member.size:
            found.append(Text(f"{name} 被改动", f"{name} was changed"))
    if not manifest.whole:
        found.append(Text("清单被改动", "the manifest was changed"))
    return found
