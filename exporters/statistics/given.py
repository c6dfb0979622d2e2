"""Sanctions that were given, as an office wrote them, read into the measures of a book.

Nothing is guessed: what is neither a label of the catalogue nor one of its usual names stays
unread, and is listed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporters.dossier import CaseFile, FactLine, SubjectFile
from rules.loader import CompiledBook

#: Headers of the column, the first that is filled in counts.
HEADERS = (
    "实际处理",
    "实际处理结果",
    "实际处分",
    "给予处理",
    "处理结果",
    "处理情况",
    "处理决定",
    "处分结果",
    "处分情况",
    "问责结果",
    "问责情况",
)

#: A measure under its usual names, the catalogue's own (without its verb) first.
NAMES: tuple[tuple[str, ...], ...] = (
    ("诫勉谈话", "诫勉", "诫勉问责", "诫免谈话"),
    ("集体诫勉谈话", "集体诫勉"),
    ("书面检查", "检查", "书面检讨", "检讨"),
    ("通报批评", "通报", "通报问责"),
    (
        "取消当年评优评先资格",
        "取消当年评先评优资格",
        "取消年度评优评先资格",
        "取消年度评先评优资格",
        "取消评优评先资格",
        "取消评先评优资格",
    ),
    (
        "年终考核定为不称职",
        "年终考核不称职",
        "年度考核定为不称职",
        "年度考核确定为不称职",
        "年度考核不称职",
    ),
    ("年终考核定为差班子", "年度考核定为差班子", "年度考核确定为差班子"),
    # The kinds of organizational handling that 组织处理规定（试行） lists.
    ("组织处理", "停职检查", "停职", "调整职务", "责令辞职", "免职", "降职"),
    # The kinds of Party discipline, each under its full name.
    ("党纪", "党内警告", "党内严重警告", "撤销党内职务", "留党察看", "开除党籍"),
)
#: That no measure was taken. An empty cell says nothing.
NOTHING = frozenset(
    ("不予处理", "不作处理", "不予追究", "免予追究", "免予处理", "免予问责", "不予问责", "免予")
)

_BREAKS = re.compile("[、；;，,。\n/＋+]")
_JOINTS = re.compile("以及|同时|并处|及|和|并|与")
_VERBS = re.compile(
    "^(被|受到|受|给予|予以|对其|进行|作出|做出|写出|责令|深刻|在|全[省市州县区镇乡](范围)?内?)"
)
_TERM = re.compile("^(影响期|期限|为期)?[0-9一二两三四五六七八九十个半]+(年|个月)$")
_QUOTES = str.maketrans("", "", "“”‘’\"'「」")


@dataclass(frozen=True, slots=True)
class Given:
    """What an office wrote in one cell: measure ids, and the pieces that could not be read.

    ``whole_case``: it stands in the row of a case with several subjects, so it is nobody's.
    """

    text: str
    source: str
    measures: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    whole_case: bool = False

    @property
    def outcome(self) -> tuple[str, ...] | None:
        """The measures, where all of the text was read and it is this subject's own."""
        return None if self.unread or self.whole_case else self.measures


class MeasureReader:
    """Reads sanctions in words as measures of one book's catalogue."""

    def __init__(self, book: CompiledBook) -> None:
        catalogue = book.book.catalogue
        self._known: dict[tuple[str, str], str] = {}
        for measure in catalogue:
            own = plain(measure.label)
            for names in NAMES:
                for name in names if names[0] == own else ():
                    self._known.setdefault((measure.kind, name), measure.id)
        for measure in catalogue:
            self._known[measure.kind, plain(measure.label)] = measure.id

    def given(self, case: CaseFile, subject: SubjectFile) -> Given | None:
        """What the input says was done; None where nothing is written."""
        line = _filled(subject.facts)
        if line is None:
            line = _filled(case.facts)
            if line is not None and len(case.subjects) > 1:
                return Given(line.value, line.source, whole_case=True)
        if line is None:
            return None
        measures, unread = self.read(subject.determination.subject_kind or "", line.value)
        return Given(line.value, line.source, measures, unread)

    def read(self, kind: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The measures in a text, each once, and the pieces that are none."""
        measures: dict[str, None] = {}
        unread: dict[str, None] = {}
        for piece in self._pieces(kind, unicodedata.normalize("NFKC", text)):
            words = plain(piece)
            found = self._known.get((kind, words))
            if found is not None:
                measures[found] = None
            elif words not in NOTHING:
                unread[piece] = None
        return tuple(measures), tuple(unread)

    def _pieces(self, kind: str, text: str) -> Iterator[str]:
        """The parts between marks; parts joined by 及 or 并 only where that makes them known."""
        for piece in filter(None, (part.strip() for part in _BREAKS.split(text))):
            if (kind, plain(piece)) in self._known:
                yield piece
                continue
            parts = [part.strip() for part in _JOINTS.split(piece) if part.strip()]
            known = any((kind, plain(part)) in self._known for part in parts)
            yield from parts if known else (piece,)


def plain(words: str) -> str:
    """The name of a measure without its verb, quotation marks, 处分, and how long it lasts."""
    text = unicodedata.normalize("NFKC", words).translate(_QUOTES)
    text = "".join(text.split())
    main, bracket, inside = text.partition("(")
    if bracket and _TERM.match(inside.removesuffix(")")):
        text = main
    text = re.sub("[一二两]年$", "", text) if text.startswith("留党察看") else text
    shorter = _VERBS.sub("", text)
    while shorter and shorter != text:
        text, shorter = shorter, _VERBS.sub("", shorter)
    return text.removesuffix("处分") if text != "处分" else text


def _filled(lines: Iterable[FactLine]) -> FactLine | None:
    found = {
        unicodedata.normalize("NFKC", line.label).strip(): line
        for line in lines
        if line.kind == "extra" and line.value.strip()
    }
    return next((found[header] for header in HEADERS if header in found), None)
