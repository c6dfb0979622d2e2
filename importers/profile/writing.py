"""A profile of what was understood: each column, and what is still to be said."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml
from rapidfuzz import fuzz

from facts import Fact, Problem, Vocabulary
from importers.cells import RawCells
from importers.grid import cell_text, is_blank, letter_number, squeeze
from importers.headers import EVERY_SHEET, STATED, Names, flat_names
from importers.keys import CASE_KEY, ROLE
from importers.profile.form import SHEETS_KEY, VALUES_KEY, VERSION, VERSION_KEY, Profile
from importers.remarks import Parsed
from importers.result import MappedColumn
from importers.stating import FROM, MAP, ROW_NUMBER
from importers.values import parse

#: Codes of the problems that tell which facts a sheet has no column for.
_MISSING = ("column-required", "column-unknown")
#: Headers of columns whose words may tell the role.
_POST = re.compile("职务|岗位|责任类型|责任类别|职级|身份")
_EMPTY = '""'
#: More words than this are left to the office to find.
_WORDS = 60

_HEAD = f"""# 列名对应方案 / mapping profile
# 左边是表里的列名，右边是事实的名称；"" 表示不认识，原样保留。
# 改好后：wenze check FILE --profile 本文件；wenze evaluate FILE --profile 本文件 --out DIR
{VERSION_KEY}: {VERSION}
{SHEETS_KEY}:"""

_VALUES = f"""
# 没有列写明的事实，在这里写明；"" 表示不写明。
# 整张表都一样的写一个值；要看另一列的写 from（列名）和 map（表中的词: 值）。
{VALUES_KEY}:"""

_WHY = {
    "canonical": "标准列名",
    "synonym": "同义列名",
    "profile": "原方案指定",
    "kept": "不认识，原样保留",
}


def profile_text(
    mapping: Iterable[MappedColumn],
    vocabulary: Vocabulary,
    given: Profile | None = None,
    problems: Iterable[Problem] = (),
    raws: RawCells | None = None,
) -> str:
    """The profile of what was understood: each column, with how sure it is and why.

    Likenesses are proposed in comments, never taken. ``given`` is the profile that the
    mapping was made with. Required facts that no column gives, as ``problems`` tell, are listed
    to be filled in, with the words of a column of posts from ``raws``.
    """
    missing: dict[str, list[str]] = {}
    for problem in problems:
        if problem.code in _MISSING:
            missing.setdefault(problem.sheet, []).append(problem.header)
    return written(list(mapping), vocabulary, given, missing, raws)


def written(
    columns: Sequence[MappedColumn],
    vocabulary: Vocabulary,
    given: Profile | None,
    missing: Mapping[str, Sequence[str]],
    raws: RawCells | None,
) -> str:
    """``missing`` are the labels of the facts that are to be filled in, by sheet."""
    named = flat_names(vocabulary)
    lines = [_HEAD]
    sheets: dict[str, dict[str, str]] = {}
    for column in columns:
        lines_of = sheets.setdefault(column.sheet, {})
        lines_of.setdefault(column.header, _entry(column, vocabulary, named, given))
    for sheet, entries in sheets.items():
        lines.append(f"  {_scalar(sheet)}:")
        live = any(not entry.lstrip().startswith("#") for entry in entries.values())
        lines.extend(entries.values())
        if not live:
            lines[-len(entries) - 1] = f"  {_scalar(sheet)}: {{}}"
    values = list(_values(columns, vocabulary, given, missing, raws))
    return "\n".join([*lines, *([_VALUES, *values] if values else [])]) + "\n"


def _entry(
    column: MappedColumn, vocabulary: Vocabulary, named: Names, given: Profile | None
) -> str:
    header = _scalar(column.header)
    if column.fact is None and column.how == "kept" and column.resembles:
        sure = round(_likeness(column.header, column.resembles, vocabulary))
        return (
            f"    # {header}: {_scalar(column.resembles)}  # 相近（{sure}%），没有采用；"
            "确认后删去行首的“# ”"
        )
    label = column.fact or ""
    if column.how == "profile" and given is not None:
        own = given.sheets.get(column.sheet) or given.sheets.get(EVERY_SHEET) or {}
        label = own.get(column.header, label)
    elif column.fact is not None:
        found = named.find(column.header)
        if found and found[0].naming:
            label = found[0].label
    shown = _scalar(label) if label else '""'
    return f"    {header}: {shown}  # {_WHY[column.how]}"


def _values(
    columns: Sequence[MappedColumn],
    vocabulary: Vocabulary,
    given: Profile | None,
    missing: Mapping[str, Sequence[str]],
    raws: RawCells | None,
) -> Iterator[str]:
    """The lines of each sheet of which something is stated, or is to be."""
    for sheet in dict.fromkeys(column.sheet for column in columns):
        sheets = given.sheets if given else {}
        own = sheets.get(sheet, sheets.get(EVERY_SHEET, {}))
        stated = {k.removeprefix(STATED): v for k, v in own.items() if k.startswith(STATED)}
        wanted = [n for n in dict.fromkeys(missing.get(sheet, ())) if n not in stated]
        if stated or wanted:
            yield f"  {_scalar(sheet)}:"
        beside = [c for c in columns if c.sheet == sheet]
        for label, value in stated.items():
            yield from _stated(vocabulary.by_label(label), value, beside, raws)
        for label in wanted:
            yield from _asked(vocabulary.by_label(label), beside, raws)


def _stated(
    fact: Fact, value: Any, beside: Sequence[MappedColumn], raws: RawCells | None
) -> Iterator[str]:
    """What was stated, with the words that have come since."""
    if not isinstance(value, Mapping):
        yield f"    {_scalar(fact.label)}: {_scalar(str(value))}"
        return
    yield f"    {_scalar(fact.label)}:"
    yield f"      {FROM}: {_scalar(str(value[FROM]))}"
    words = dict(value.get(MAP) or {})
    if not words:
        return
    yield f"      {MAP}:"
    known = {squeeze(word) for word in words}
    source = next((c for c in beside if squeeze(c.header) == squeeze(value[FROM])), None)
    found = _words(source, fact, raws) if source else []
    words.update({word: "" for word in found if squeeze(word) not in known})
    for word, meaning in words.items():
        yield f"        {_scalar(word)}: {_scalar(meaning) if meaning else _EMPTY}"


def _asked(fact: Fact, beside: Sequence[MappedColumn], raws: RawCells | None) -> Iterator[str]:
    """A fact that is missing, to be filled in."""
    hint = fact.question
    if fact.choices:
        hint += "可填：" + "、".join(choice.label for choice in fact.choices)
    if fact.label == CASE_KEY:
        hint += f"没有编号列的写 {ROW_NUMBER}，每行作一案；有的在上面对应为“{CASE_KEY}”"
    posts = [c for c in beside if _POST.search(c.header)] if fact.label == ROLE else []
    words = _words(posts[0], fact, raws) if posts and raws else []
    if not words:
        yield f"    {_scalar(fact.label)}: {_EMPTY}  # 缺：{hint}"
        return
    yield f"    {_scalar(fact.label)}:  # 缺：{hint}"
    yield f"      {FROM}: {_scalar(posts[0].header)}"
    yield f"      {MAP}:"
    for word in words:
        yield f"        {_scalar(word)}: {_EMPTY}"


def _words(column: MappedColumn, fact: Fact, raws: RawCells | None) -> list[str]:
    """The words of a column, the most frequent first, that are no values of the fact already."""
    grid = raws.grids.get((column.file, column.sheet)) if raws else None
    if grid is None:
        return []
    cells = grid.cells.column(letter_number(column.letter) - 1)[column.row :]
    times = Counter(cell_text(cell) for cell in cells if not is_blank(cell))
    words = [w for w, _ in times.most_common() if not isinstance(parse(w, fact), Parsed)]
    return words[:_WORDS]


def _likeness(header: str, label: str, vocabulary: Vocabulary) -> float:
    fact = vocabulary.get(label)
    names = (label, *(fact.synonyms if fact else ()))
    return max(float(fuzz.ratio(squeeze(header), squeeze(name))) for name in names)


def _scalar(text: str) -> str:
    """The text as YAML, in quotes where it needs them."""
    try:
        plain = yaml.safe_load(f"{text}: 1") == {text: 1} and text.isprintable()
    except yaml.YAMLError:
        plain = False
    return text if plain and not text.startswith("#") else json.dumps(text, ensure_ascii=False)
