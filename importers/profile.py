"""A mapping profile: the layout of an office's workbook, fixed once in a YAML file.

    wenze-profile: 1
    sheets:
      案件:
        立案编号: 案件编号
        线索来源: ""        # "" keeps the column as it is

A sheet named "*" stands for every sheet that the profile does not name.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from facts import Problem, Text, Vocabulary
from facts.problems import Severity
from importers.grid import squeeze
from importers.headers import NAMINGS, Names, flat_names
from importers.result import MappedColumn, Unreadable

VERSION = 1
ANY_SHEET = "*"
_VERSION_KEY, _SHEETS_KEY = "wenze-profile", "sheets"
#: A profile larger than this is none.
_LARGEST = 1 << 20
#: How alike a label must be to be offered for one that is not known.
_LIKENESS = 40

Sheets = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Profile:
    """Sheet name (or "*") → header as written → fact label ("" keeps the column)."""

    file: str
    sheets: Mapping[str, Mapping[str, str]]
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)


class ProfileError(Unreadable):
    """A profile with mistakes; ``problems`` tells all of them, ``problem`` the first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0])
        self.problems = problems


def load_profile(path: Path, vocabulary: Vocabulary) -> Profile:
    """Read and check a profile. ProfileError tells every mistake, with its line."""
    reader = _Reader(path.name, vocabulary)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        reader.wrong("profile-missing", 0, Text("找不到对应方案", "The profile does not exist"))
    except OSError:
        reader.wrong("profile-denied", 0, Text("对应方案打不开", "The profile cannot be opened"))
    else:
        reader.read(data)
    if reader.told:
        by_line = sorted(reader.told, key=lambda told: told[0])
        raise ProfileError([problem for _, problem in by_line])
    return Profile(path.name, reader.sheets, reader.lines)


class _Reader:
    def __init__(self, file: str, vocabulary: Vocabulary) -> None:
        self.file = file
        self.labels = profile_labels(vocabulary)
        self.derived = {f.label for f in vocabulary.facts if not f.written}
        self.told: list[tuple[int, Problem]] = []
        self.sheets: Sheets = {}
        self.lines: dict[tuple[str, str], int] = {}

    def wrong(
        self,
        code: str,
        line: int,
        message: Text,
        expected: Text | None = None,
        *,
        sheet: str = "",
        header: str = "",
    ) -> None:
        told = Text(f"第 {line} 行：{message.zh}", f"line {line}: {message.en}")
        found = _problem(code, "error", self.file, told if line else message, expected)
        self.told.append((line, _placed(found, sheet, header)))

    def read(self, data: bytes) -> None:
        try:
            root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
        except UnicodeDecodeError:
            self.wrong("profile-encoding", 0, Text("对应方案不是 UTF-8", "It is not UTF-8"))
            return
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            self.wrong("profile-syntax", line, Text("不是规范的 YAML", "This is not YAML"), _FORM)
            return
        if not isinstance(root, yaml.MappingNode) or len(data) > _LARGEST:
            self.wrong("profile-form", 1, Text("不是对应方案", "This is no profile"), _FORM)
            return
        parts = {str(key.value): (key, value) for key, value in root.value}
        for name, (key, _) in parts.items():
            if name not in (_VERSION_KEY, _SHEETS_KEY):
                message = Text(f"不认识“{name}”", f"{name} is not known")
                self.wrong("profile-key", _line(key), message, _FORM)
        version = parts.get(_VERSION_KEY)
        if version is None or str(version[1].value) != str(VERSION):
            line = _line(version[0]) if version else 1
            message = Text("方案的版本不对", "The version of the profile is wrong")
            expected = Text(f"应有一行“{_VERSION_KEY}: {VERSION}”", f"{_VERSION_KEY}: {VERSION}")
            self.wrong("profile-version", line, message, expected)
        if _SHEETS_KEY not in parts:
            self.wrong("profile-form", 1, Text("没有“sheets”", "There is no sheets"), _FORM)
            return
        for name, node in self._entries(parts[_SHEETS_KEY][1], ""):
            self._sheet(name, node)

    def _entries(self, node: yaml.Node, sheet: str) -> list[tuple[str, yaml.Node]]:
        """The entries of a mapping; one given twice is a mistake."""
        if not isinstance(node, yaml.MappingNode):
            message = Text("这里应是一组“列名: 事实”", "header: fact pairs are expected here")
            self.wrong("profile-form", _line(node), message, _FORM, sheet=sheet)
            return []
        seen: dict[str, int] = {}
        found = []
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                message = Text(
                    f"“{name}”在第 {seen[name]} 行已经写过",
                    f"{name} is already in line {seen[name]}",
                )
                expected = Text("请只保留一行", "keep one of them")
                self.wrong("profile-twice", _line(key), message, expected, sheet=sheet, header=name)
                continue
            seen[name] = _line(key)
            self.lines[sheet, name] = _line(key)
            found.append((name, value))
        return found

    def _sheet(self, sheet: str, node: yaml.Node) -> None:
        chosen = self.sheets.setdefault(sheet, {})
        by_label: dict[str, str] = {}
        for header, value in self._entries(node, sheet):
            label = self._label(sheet, header, value)
            if label is None:
                continue
            chosen[header] = label
            other = by_label.setdefault(label, header) if label else header
            if other != header:
                message = Text(
                    f"“{other}”和“{header}”都对应“{label}”",
                    f"{other} and {header} both stand for {label}",
                )
                expected = Text(
                    '一张表里每个事实只能有一列；另一列写 ""',
                    'one column for each fact; write "" for the other',
                )
                line = _line(value)
                self.wrong("profile-double", line, message, expected, sheet=sheet, header=header)

    def _label(self, sheet: str, header: str, node: yaml.Node) -> str | None:
        empty = isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")
        label = node.value.strip() if isinstance(node, yaml.ScalarNode) and not empty else ""
        if isinstance(node, yaml.ScalarNode) and (not label or label in self.labels):
            return label
        near = process.extractOne(
            label, sorted(self.labels), scorer=fuzz.ratio, score_cutoff=_LIKENESS
        )
        message = Text(f"没有“{label}”这个事实", f"there is no fact {label}")
        expected = Text("请写事实的名称（见模板的列名）", "write the label of a fact")
        if label in self.derived:
            message = Text(f"“{label}”由程序推算", f"{label} is worked out by the program")
        elif near is not None:
            expected = Text(f"最接近的是“{near[0]}”", f"the nearest is {near[0]}")
        self.wrong("profile-fact", _line(node), message, expected, sheet=sheet, header=header)
        return None


_FORM = Text("可用 wenze check --save-profile 取得一份", "wenze check --save-profile writes one")


def profile_labels(vocabulary: Vocabulary) -> frozenset[str]:
    """What a header may be mapped to: facts, columns that name subjects, and their facts."""
    written = {f.label for f in vocabulary.facts if f.written}
    named = {m.label for m in flat_names(vocabulary).meanings.values() if m.naming}
    return frozenset(written | named | {naming.label for naming in NAMINGS})


def unfit(profile: Profile, mapping: Iterable[MappedColumn]) -> list[Problem]:
    """A warning for each column that the workbook does not have, or that cannot be so there."""
    columns = list(mapping)
    found = []
    for sheet, headers in profile.sheets.items():
        own = [c for c in columns if sheet in (ANY_SHEET, c.sheet)]
        for header, label in headers.items():
            same = [c for c in own if squeeze(c.header) == squeeze(header)]
            if not same:
                words = Text(f"表中没有“{header}”列", f"the sheet has no column {header}")
                expected = Text("表的格式可能改过", "the layout may have changed")
            elif label and all(c.fact is None and c.how == "profile" for c in same):
                words = Text(
                    f"这张表里的列不能作“{label}”，已原样保留",
                    f"a column of this sheet cannot be {label}; it is kept as it is",
                )
                expected = Text("这个事实属于另一张表", "the fact belongs to another sheet")
            else:
                continue
            line = profile.lines.get((sheet, header), 0)
            message = Text(f"第 {line} 行：{words.zh}", f"line {line}: {words.en}")
            problem = _problem("profile-unfit", "warning", profile.file, message, expected)
            found.append(_placed(problem, "" if sheet == ANY_SHEET else sheet, header))
    return found


def profile_text(
    mapping: Iterable[MappedColumn], vocabulary: Vocabulary, given: Profile | None = None
) -> str:
    """The profile of what was understood: each column, with how sure it is and why.

    Likenesses are proposed in comments, never taken. ``given`` is the profile that the
    mapping was made with.
    """
    named = flat_names(vocabulary)
    lines = [_HEAD]
    sheets: dict[str, dict[str, str]] = {}
    for column in mapping:
        lines_of = sheets.setdefault(column.sheet, {})
        lines_of.setdefault(column.header, _entry(column, vocabulary, named, given))
    for sheet, entries in sheets.items():
        lines.append(f"  {_scalar(sheet)}:")
        live = any(not entry.lstrip().startswith("#") for entry in entries.values())
        lines.extend(entries.values())
        if not live:
            lines[-len(entries) - 1] = f"  {_scalar(sheet)}: {{}}"
    return "\n".join(lines) + "\n"


_HEAD = f"""# 列名对应方案 / mapping profile
# 左边是表里的列名，右边是事实的名称；"" 表示不认识，原样保留。
# 改好后：wenze check FILE --profile 本文件；wenze evaluate FILE --profile 本文件 --out DIR
{_VERSION_KEY}: {VERSION}
{_SHEETS_KEY}:"""

_WHY = {
    "canonical": "标准列名",
    "synonym": "同义列名",
    "profile": "原方案指定",
    "kept": "不认识，原样保留",
}


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
        own = given.sheets.get(column.sheet) or given.sheets.get(ANY_SHEET) or {}
        label = own.get(column.header, label)
    elif column.fact is not None:
        found = named.find(column.header)
        if found and found[0].naming:
            label = found[0].label
    shown = _scalar(label) if label else '""'
    return f"    {header}: {shown}  # {_WHY[column.how]}"


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


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _problem(
    code: str, severity: Severity, file: str, message: Text, expected: Text | None
) -> Problem:
    nothing = Text("", "")
    return Problem(
        code=code,
        severity=severity,
        file=file,
        sheet="",
        cell="",
        row=0,
        header="",
        value="",
        message=message,
        expected=expected or nothing,
        fix=nothing,
    )


def _placed(problem: Problem, sheet: str, header: str) -> Problem:
    place = f"{problem.file}：{sheet}" if sheet else ""
    return replace(problem, sheet=place, header=header)
