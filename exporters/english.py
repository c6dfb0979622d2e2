"""English for what a book calls things: ``english.yaml`` beside the core vocabulary and the book.

Each file is a mapping from Chinese words (the label of a fact, a choice, a fault, a step of
procedure …) to English ones. It decides nothing: a label without English stays Chinese, and the
law's own words always do.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from facts import Text
from facts.yaml_text import line_of, parsed, reason_of
from rules.errors import BookError, Mistake, Place
from rules.loader import CompiledBook
from sanctions.determination import STATUS_LABELS

FILE = "english.yaml"
#: Units behind a figure, longest first.
_UNITS = {
    "个工作日": " working days",
    "个月": " months",
    "小时": " h",
    "分钟": " min",
    "亿元": " × 100 million yuan",
    "万元": " × 10,000 yuan",
    "元": " yuan",
    "天": " days",
    "日": " days",
    "年": " years",
    "人": " persons",
    "次": " times",
    "票": " votes",
    "分": " points",
    "篇": " papers",
    "户": " households",
    "件": " pieces",
    "项": " items",
    "个": "",
}
_FIGURE = re.compile(r"(?<![\d.])(\d[\d.]*)(" + "|".join(_UNITS) + r")(?![\u4e00-\u9fff])")
#: Between two figures or dates, and around a range.
_BETWEEN = (
    (re.compile(r"(?<=[\d元天日年次票分人件项个月时钟])至(?=\d)"), " to "),
    (re.compile(r"(?<=[\d元天日年次票分人件项个月时钟])以上不满(?=\d)"), " to under "),
    (re.compile(r"(?<=[\d元天日年次票分人件项个月时钟])以上$"), " or more"),
    (re.compile(r"^不满(?=\d)"), "under "),
)
_HAN = "\u4e00-\u9fff"
#: Words of conditions and outcomes that the engine puts beside a label; marks between labels.
_BEFORE = (
    ("经办人未认定", "not listed by the official: "),
    ("经办人已认定", "listed by the official: "),
    ("认定与要素：", "Finding and elements: "),
    ("读法：", "Reading: "),
    ("仍待其他事项", "other questions remain"),
    ("不少于", "at least "),
    ("最轻：", "lightest: "),
    ("最重：", "heaviest: "),
    (" 一项也不列", ": none listed"),
    (" 不列 ", " without "),
    (" 列有 ", " with "),
    ("不成立", " does not hold"),
    ("成立", " holds"),
)
_AFTER = (
    ("（", " ("),
    ("）", ")"),
    ("；", "; "),
    ("，", ", "),
    ("、", ", "),
)
_WORDS = {
    "且": "and",
    "或": "or",
    "非": "not",
    "属于": "in",
    "不属于": "not in",
    "已知": "known",
    "不明": "unknown",
    "不作处理": "no measure",
    "不移送": "no referral",
    "空白": "blank",
    "是": "yes",
    "否": "no",
    "存疑": "left open",
    "（不公开）": "(not published)",
    "以经办人的认定为准": "the official's finding holds",
    "以各项要素为准": "the elements hold",
    "本规则书选用": "taken by this book",
    "一项也不认定": "none established",
    "责任认定": "Finding of responsibility",
}


class English:
    """The English of one book: its own words before those of the core vocabulary."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        self.terms = {**_WORDS, **terms}
        longest = sorted(map(re.escape, self.terms), key=len, reverse=True)
        self._known = re.compile(f"(?<![{_HAN}])(?:{'|'.join(longest)})(?![{_HAN}])")
        self.value, self.told = cache(self._value), cache(self._told)

    def term(self, words: str) -> str:
        """One label; itself where there is no English."""
        return self.terms.get(words, words)

    def _value(self, words: str) -> str:
        """The value of a fact: choices, yes and no, figures with their units; free text stays."""
        found = self._told(words)
        return words if _chinese(found) else found

    def _told(self, words: str) -> str:
        """A condition or an outcome, label by label; what has no English stays."""
        if words in self.terms:
            return self.terms[words]
        words = _replaced(words, _BEFORE)
        words = self._known.sub(lambda found: self.terms[found[0]], words)
        return _figures(_replaced(words, _AFTER))


def english(book: CompiledBook) -> English:
    """The words of a book. BookError when its ``english.yaml`` is no list of words."""
    metadata, catalogue = book.book.metadata, book.book.catalogue
    terms = {label.zh: label.en for label in STATUS_LABELS.values()}
    terms |= _core() | _read(book.folder / FILE)
    terms |= {m.label: m.label_en for m in catalogue if m.label_en}
    for fact in book.vocabulary.facts:
        if fact.type == "text" and fact.label in terms:
            terms[f"没有{fact.label}"] = f"not stated: {terms[fact.label]}"
            terms[f"已写明{fact.label}"] = f"stated: {terms[fact.label]}"
    faults = ((f.name, terms.get(f.label, "")) for f in metadata.faults)
    return English({**{name: en for name, en in faults if en and name not in terms}, **terms})


@cache
def _core() -> dict[str, str]:
    text = resources.files("facts").joinpath("data", FILE).read_text(encoding="utf-8")
    return dict(parsed(text)[1])


def _read(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    shown = f"{file.parent.name}/{file.name}"
    try:
        node, found = parsed(file.read_bytes().decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BookError([Mistake(Place(shown, line_of(error)), reason_of(error))]) from error
    wrong = list(_wrong(found))
    if wrong:
        raise BookError([Mistake(Place(shown, node.start_mark.line + 1 if node else 1), wrong[0])])
    return found or {}


def _wrong(found: Any) -> Iterable[Text]:
    if found is None:
        return
    if not isinstance(found, dict):
        yield Text("这个文件要写成“中文: English”的对照", "this file maps Chinese words to English")
        return
    for key, value in found.items():
        if not (isinstance(key, str) and isinstance(value, str) and value):
            yield Text(f"“{key}”的英文要写成文字", f"the English of {key} must be text")


def _replaced(words: str, pairs: Iterable[tuple[str, str]]) -> str:
    for chinese, english in pairs:
        words = words.replace(chinese, english)
    return words


def _figures(words: str) -> str:
    """30000000元 as 30,000,000 yuan; 1年至2年 as 1 years to 2 years."""
    for between, english in _BETWEEN:
        words = between.sub(english, words)
    return _FIGURE.sub(_figure, words)


def _figure(found: re.Match[str]) -> str:
    number, unit = found[1], found[2]
    after = " " if found.string[found.end() :][:1].isdigit() else ""
    if unit == "元" and number.isdigit():
        number = f"{int(number):,}"
    return number + _UNITS[unit] + after


def _chinese(words: str) -> bool:
    return re.search(f"[{_HAN}]", words) is not None
