"""Ids and the Chinese words that stand for them in the workbook."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rules.book import Book
from rules.conclusions import ADJUSTMENT_WORDS
from rules.errors import nearest
from rules.terms import GRAVITIES, STAGES
from sanctions.determination import QUESTION_LABELS, STATUS_LABELS

#: An empty list, where a blank cell means that nothing is said.
NONE = "无"

_PARTING = re.compile(r"[、；;，,=＝\n]")


def parted(text: str) -> list[str]:
    """The parts of a list in a cell."""
    return [part.strip() for part in _PARTING.split(text) if part.strip()]


@dataclass(frozen=True)
class Words:
    """Pairs of id and word.

    A word that two ids share, or in which several words would seem to stand, is not used: the
    ids stand for themselves.
    """

    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def _word_of(self) -> dict[str, str]:
        owners: dict[str, set[str]] = {}
        for name, word in self.pairs:
            owners.setdefault(word, set()).add(name)
        ids = {name for name, _ in self.pairs}
        return {
            name: word
            for name, word in self.pairs
            if len(owners[word]) == 1
            and (word not in ids or word == name)
            and parted(word) == [word]
            and word != NONE
        }

    @cached_property
    def _id_of(self) -> dict[str, str]:
        found = {word: name for name, word in self._word_of.items()}
        return {**found, **{name: name for name, _ in self.pairs}}

    def show(self, name: str) -> str:
        """The word for an id; the id itself when it has none of its own."""
        return self._word_of.get(name, name)

    def find(self, text: str) -> str | None:
        """The id that a word or an id means."""
        return self._id_of.get(text.strip())

    def near(self, text: str) -> str:
        """The known word most like a text, or ""."""
        return nearest(text, self.words)

    @property
    def words(self) -> list[str]:
        """What may be chosen, in order."""
        return list(dict.fromkeys(self.show(name) for name, _ in self.pairs))


def words(pairs: Iterable[tuple[str, str]]) -> Words:
    """Words from pairs of id and word."""
    return Words(tuple(pairs))


STAGE_WORDS = words(
    zip(STAGES, ("违反义务", "认定过错", "划分责任", "处理方式", "从宽从严", "程序"), strict=True)
)
GRAVITY_WORDS = words(zip(GRAVITIES, ("轻微", "一般", "较重", "严重", "特别严重"), strict=True))
STATUS_WORDS = words(
    [("codified", "已编"), ("discretion", "裁量"), ("unseen", "未见"), ("out_of_scope", "不编")]
)
BASIS_WORDS = words([("statute", "条文"), ("reading", "读法")])
KIND_WORDS = words([("team", "班子"), ("individual", "个人")])
FINDING_WORDS = words([("sufficient", "认定即可"), ("required", "须有认定")])
ADJUSTMENTS = words((name, word) for word, name in ADJUSTMENT_WORDS.items())
OUTCOME_WORDS = words((name, label.zh) for name, label in STATUS_LABELS.items())
APPLIED_WORDS = Words((*ADJUSTMENTS.pairs, ("none", "不调整")))
STEP_WORDS = words(
    [
        ("competence", "权限"),
        ("deadline", "期限"),
        ("appeal", "救济"),
        ("notice", "告知"),
        ("approval", "报批"),
    ]
)
COMBINE_WORDS = words([("each", "各算各的"), ("longer", "只算最长的")])
MERGE_WORDS = words(
    [("all", "一并执行"), ("heaviest", "只执行最重的"), ("plus_one", "最重之上加一档")]
)
WITHIN_WORDS = words([("lightest", "最轻"), ("middle", "居中"), ("heaviest", "最重")])
TYPE_WORDS = words(
    [
        ("boolean", "是否"),
        ("choice", "选项"),
        ("choices", "多选"),
        ("number", "数"),
        ("date", "日期"),
        ("datetime", "时刻"),
        ("duration", "时长"),
        ("text", "文字"),
        ("identifier", "编号"),
    ]
)
FACT_WORDS = words(
    [("fact", "客观事实"), ("judgement", "判断事项"), ("finding", "认定"), ("record", "登记内容")]
)
OWNER_WORDS = words([("case", "案件"), ("subject", "责任人")])
MEETING_WORDS = Words((("add", "相加"), ("longer", "从长"), ("apart", "不合并")))
QUESTION_WORDS = words((name, label.zh) for name, label in QUESTION_LABELS.items())
DOUBT_WORDS = words(
    [
        ("none", "未定"),
        ("reading", "两解"),
        ("conflict", "矛盾"),
        ("elements", "要件"),
        ("finding", "认定"),
        ("both", "认定和要件"),
    ]
)


@dataclass(frozen=True)
class Names:
    """The words for what a book itself names."""

    faults: Words
    responsibilities: Words
    referrals: Words
    steps: Words
    measures: Words
    #: By subject kind, since each kind has a catalogue of its own.
    measures_of: dict[str, Words]
    kind_of: dict[str, str]


def names_of(
    faults: Iterable[tuple[str, str]],
    responsibilities: Iterable[tuple[str, str, str]],
    referrals: Iterable[tuple[str, str]],
    measures: Iterable[tuple[str, str, str]],
    steps: Iterable[tuple[str, str]] = (),
) -> Names:
    """From (id, word), with the subject kind third for responsibilities and measures."""
    bearing, catalogue = list(responsibilities), list(measures)
    return Names(
        words(faults),
        words((name, word) for name, word, _ in bearing),
        words(referrals),
        words(steps),
        words(dict.fromkeys((name, word) for name, word, _ in catalogue)),
        {
            kind: words((name, word) for name, word, k in catalogue if k == kind)
            for kind in ("team", "individual")
        },
        {name: kind for name, _, kind in bearing},
    )


def book_names(book: Book) -> Names:
    """The words of a book."""
    return names_of(
        [(f.id, f.name) for f in book.metadata.faults],
        [(r.id, r.label, r.kind) for r in book.metadata.responsibilities],
        [(r.id, r.name) for r in book.metadata.referrals],
        [(m.id, m.label, m.kind) for m in book.catalogue],
        [(p.id, p.name) for p in book.metadata.procedures],
    )


def named(names: Names, what: str) -> Words | None:
    """The words for faults, bearing or measures; None for anything else."""
    return {
        "faults": names.faults,
        "bearing": names.responsibilities,
        "measures": names.measures,
    }.get(what)


def listed(ids: Sequence[str], shown: Words) -> str:
    """The words of ids in one cell."""
    return "、".join(shown.show(name) for name in ids) or NONE
