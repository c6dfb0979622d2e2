"""Which typeface each character is set in: the standard's, and others for rare characters.

The standard asks for 小标宋, 仿宋, 黑体, 楷体 and 宋体, not for a foundry. The faces that offices
use for it hold the 6,763 characters of GB 2312; names hold more (镕 喆 堃 䶮), which would come
out blank or in whatever face the program at hand thinks of. So each role has a list of faces,
and each character takes the first that holds it.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Literal

Role = Literal["title", "body", "heading", "subheading", "page"]
ROLES: tuple[Role, ...] = ("title", "body", "heading", "subheading", "page")


@dataclass(frozen=True)
class Typeface:
    """A name, and whether it holds a character. ``bold``: too light for a title as it is."""

    name: str
    holds: Callable[[str], bool] = field(compare=False)
    bold: bool = False


@dataclass(frozen=True)
class Typefaces:
    """For each role the typefaces in order of preference; the last takes what none holds."""

    roles: Mapping[Role, Sequence[Typeface]]

    def first(self, role: Role) -> Typeface:
        """The face of a role for ordinary text."""
        return self.roles[role][0]

    def pieces(self, role: Role, text: str) -> Iterator[tuple[str, str]]:
        """The text in pieces of one face: (name, piece)."""
        for name, characters in groupby(text, key=lambda c: self._face(role, c).name):
            yield name, "".join(characters)

    def _face(self, role: Role, character: str) -> Typeface:
        faces = self.roles[role]
        if not _ideograph(character):
            return faces[0]
        return next((face for face in faces if face.holds(character)), faces[-1])


def _ideograph(character: str) -> bool:
    """Only ideographs are looked for elsewhere; marks and figures stay with their text."""
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000


# ── the names that offices have ───────────────────────────────────────────────


def _encodes(codec: str) -> Callable[[str], bool]:
    @cache
    def holds(character: str) -> bool:
        try:
            character.encode(codec)
        except UnicodeEncodeError:
            return False
        return True

    return holds


def _list(narrow: str, wide: str) -> tuple[Typeface, ...]:
    return (
        Typeface(narrow, _encodes("gb2312")),
        Typeface(wide, _encodes("gbk")),
        Typeface("宋体", lambda c: ord(c) <= 0xFFFF),
        Typeface("SimSun-ExtB", lambda c: True),
    )


#: For a .docx, which is opened on the office's own machine.
STANDARD = Typefaces(
    {
        "title": _list("方正小标宋简体", "方正小标宋_GBK"),
        "body": _list("仿宋_GB2312", "仿宋"),
        "heading": _list("黑体", "黑体"),
        "subheading": _list("楷体_GB2312", "楷体"),
        "page": _list("宋体", "宋体"),
    }
)
#: What a program may take for a face that it does not have.
ALTERNATIVES = {
    "方正小标宋简体": "方正小标宋_GBK",
    "方正小标宋_GBK": "宋体",
    "仿宋_GB2312": "仿宋",
    "仿宋": "FangSong",
    "楷体_GB2312": "楷体",
    "楷体": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "SimSun-ExtB": "宋体",
}

# ── what this machine has ─────────────────────────────────────────────────────

#: In order of preference; the free faces last, those that hold every ideograph at the end.
_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "宋体", "SimSun", "AR PL UMing CN")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "WenQuanYi Zen Hei")
_WISHED: dict[Role, tuple[str, ...]] = {
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", *_SONG, *_SANS),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "FandolFang", *_SONG, *_SANS),
    "heading": ("黑体", "SimHei", *_SANS, *_SONG),
    "subheading": (
        *("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "LXGW WenKai", "霞鹜文楷"),
        *("FandolKai", "AR PL UKai CN", *_SONG, *_SANS),
    ),
    "page": ("宋体", "SimSun", *_SONG, *_SANS),
}


@cache
def installed() -> Typefaces | None:
    """The faces of this machine, by fontconfig; None where it cannot be asked.

    A machine that can be asked and has no Chinese face gives the standard names too: whatever
    is at hand is then taken.
    """
    asked = shutil.which("fc-list")
    if not asked:
        return None
    listed = subprocess.run(
        [asked, "--format", "%{family}\t%{charset}\n", ":lang=zh-cn"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout
    found: dict[str, str] = {}
    for line in listed.splitlines():
        families, _, charset = line.partition("\t")
        for family in families.split(","):
            found.setdefault(family.strip(), charset)
    roles: dict[Role, Sequence[Typeface]] = {}
    for role, wished in _WISHED.items():
        here = [name for name in wished if name in found]
        if not here:
            return None
        # A text face is thickened to stand for 小标宋.
        roles[role] = [
            Typeface(name, _within(found[name]), role == "title" and name in _SONG) for name in here
        ]
    return Typefaces(roles)


def _within(charset: str) -> Callable[[str], bool]:
    """Does a list of ranges in hexadecimal (20-7e a0 4e00-9fff) hold a character?"""
    bounds = [part.partition("-") for part in charset.split()]
    ranges = [(int(low, 16), int(high or low, 16)) for low, _, high in bounds]

    @cache
    def holds(character: str) -> bool:
        return any(low <= ord(character) <= high for low, high in ranges)

    return holds
