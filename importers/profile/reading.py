"""A profile from its YAML file: every mistake is told, with its line."""

from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from facts import Fact, Problem, Text, Vocabulary
from facts.yaml_text import line_of, parsed
from importers.headers import EVERY_SHEET, STATED, flat_names
from importers.keys import CASE_KEY
from importers.namings import NAMINGS
from importers.profile.form import (
    SHEETS_KEY,
    VALUES_KEY,
    VERSION,
    VERSION_KEY,
    Profile,
    ProfileError,
    about,
)
from importers.remarks import Refusal
from importers.stating import FROM, MAP, ROW_NUMBER
from importers.values import parse

#: A profile larger than this is none.
_LARGEST = 1 << 20
#: How alike a label must be to be offered for one that is not known.
_LIKENESS = 40

Sheets = dict[str, dict[str, Any]]


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


_FORM = Text("可用 wenze check --save-profile 取得一份", "wenze check --save-profile writes one")


class _Reader:
    def __init__(self, file: str, vocabulary: Vocabulary) -> None:
        self.file = file
        self.labels = profile_labels(vocabulary)
        self.facts = {f.label: f for f in vocabulary.facts if f.written}
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
        placed = Text(f"第 {line} 行：{message.zh}", f"line {line}: {message.en}")
        words = placed if line else message
        found = about(code, "error", self.file, words, expected, sheet=sheet, header=header)
        self.told.append((line, found))

    def read(self, data: bytes) -> None:
        try:
            root, _ = parsed(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.wrong("profile-encoding", 0, Text("对应方案不是 UTF-8", "It is not UTF-8"))
            return
        except yaml.YAMLError as error:
            self.wrong(
                "profile-syntax", line_of(error), Text("不是规范的 YAML", "This is not YAML"), _FORM
            )
            return
        if not isinstance(root, yaml.MappingNode) or len(data) > _LARGEST:
            self.wrong("profile-form", 1, Text("不是对应方案", "This is no profile"), _FORM)
            return
        parts = {str(key.value): (key, value) for key, value in root.value}
        for name, (key, _) in parts.items():
            if name not in (VERSION_KEY, SHEETS_KEY, VALUES_KEY):
                message = Text(f"不认识“{name}”", f"{name} is not known")
                self.wrong("profile-key", _line(key), message, _FORM)
        version = parts.get(VERSION_KEY)
        if version is None or str(version[1].value) != str(VERSION):
            line = _line(version[0]) if version else 1
            message = Text("方案的版本不对", "The version of the profile is wrong")
            expected = Text(f"应有一行“{VERSION_KEY}: {VERSION}”", f"{VERSION_KEY}: {VERSION}")
            self.wrong("profile-version", line, message, expected)
        if SHEETS_KEY not in parts:
            self.wrong("profile-form", 1, Text("没有“sheets”", "There is no sheets"), _FORM)
            return
        for name, node in self._entries(parts[SHEETS_KEY][1], ""):
            self._sheet(name, node)
        if VALUES_KEY in parts:
            for name, node in self._entries(parts[VALUES_KEY][1], "", VALUES_KEY):
                self._values(name, node)
            self._everywhere()

    def _entries(
        self, node: yaml.Node, sheet: str, prefix: str = ""
    ) -> list[tuple[str, yaml.Node]]:
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
            self.lines[sheet, prefix + name] = _line(key)
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
        label = _scalar(node)
        if label is not None and (not label or label in self.labels):
            return label
        self._no_fact(label or "", sheet, header, _line(node))
        return None

    def _no_fact(self, label: str, sheet: str, header: str, line: int) -> None:
        near = process.extractOne(
            label, sorted(self.labels), scorer=fuzz.ratio, score_cutoff=_LIKENESS
        )
        message = Text(f"没有“{label}”这个事实", f"there is no fact {label}")
        expected = Text("请写事实的名称（见模板的列名）", "write the label of a fact")
        if label in self.derived:
            message = Text(f"“{label}”由程序推算", f"{label} is worked out by the program")
        elif near is not None:
            expected = Text(f"最接近的是“{near[0]}”", f"the nearest is {near[0]}")
        self.wrong("profile-fact", line, message, expected, sheet=sheet, header=header)

    def _values(self, sheet: str, node: yaml.Node) -> None:
        """What is stated of a sheet: kept among its headers, under "=" and the fact."""
        chosen = self.sheets.setdefault(sheet, dict(self.sheets.get(EVERY_SHEET, {})))
        for label, value in self._entries(node, sheet, STATED):
            fact = self.facts.get(label)
            if fact is None:
                line = self.lines[sheet, STATED + label]
                self._no_fact(label, sheet, label, line)
            elif isinstance(value, yaml.MappingNode):
                chosen[STATED + label] = self._through(sheet, fact, value)
            elif _scalar(value) is None:
                self.wrong("profile-form", _line(value), _NO_VALUE, _FORM, sheet=sheet)
            elif given := _scalar(value):
                self._constant(sheet, fact, given, _line(value))
                chosen[STATED + label] = given

    def _everywhere(self) -> None:
        """What is stated of "*" holds for every sheet that does not state it itself."""
        for key, given in self.sheets.get(EVERY_SHEET, {}).items():
            for chosen in self.sheets.values():
                if key.startswith(STATED):
                    chosen.setdefault(key, given)

    def _constant(self, sheet: str, fact: Fact, given: str, line: int) -> None:
        """One value for all rows: never what a person has to judge or to find for each case."""
        if fact.label == CASE_KEY:
            if given != ROW_NUMBER:
                message = Text("各行的案件编号不能都一样", "all rows cannot have one number")
                expected = Text(
                    f"没有编号列的写“{ROW_NUMBER}”，每行作一案",
                    f"write {ROW_NUMBER} where no column has numbers: each row is a case",
                )
                self.wrong("profile-value", line, message, expected, sheet=sheet, header=fact.label)
        elif fact.kind in ("judgement", "finding"):
            message = Text(
                f"“{fact.label}”要由人逐案认定，不能整张表都写一样",
                f"{fact.label} is for a person to decide in each case, not for all at once",
            )
            expected = Text(
                "有一列写着它的，用 from 和 map 对应", "use from and map where a column gives it"
            )
            self.wrong("profile-value", line, message, expected, sheet=sheet, header=fact.label)
        else:
            self._value(sheet, fact, given, line)

    def _through(self, sheet: str, fact: Fact, node: yaml.MappingNode) -> dict[str, Any]:
        """A column, and what its words stand for."""
        parts = dict(self._entries(node, f"{sheet}/{fact.label}"))
        for name in parts.keys() - {FROM, MAP}:
            message = Text(f"不认识“{name}”", f"{name} is not known")
            self.wrong("profile-key", _line(parts[name]), message, _THROUGH, sheet=sheet)
        column = _scalar(parts[FROM]) if FROM in parts else None
        if not column:
            message = Text("没有写明取自哪一列", "the column is not named")
            self.wrong("profile-value", _line(node), message, _THROUGH, sheet=sheet)
        words: dict[str, str] = {}
        if MAP in parts:
            for word, value in self._entries(parts[MAP], f"{sheet}/{fact.label}/{MAP}"):
                given = _scalar(value)
                words[word] = given or ""
                if given is None or given:
                    self._value(sheet, fact, given or "", _line(value))
        return {FROM: column or "", MAP: words}

    def _value(self, sheet: str, fact: Fact, given: str, line: int) -> None:
        """Is it a value of the fact?"""
        read = parse(given, fact)
        if not isinstance(read, Refusal) and given:
            return
        message = Text(f"“{given}”不是“{fact.label}”的值", f"{given} is no value of {fact.label}")
        labels = "；".join(choice.label for choice in fact.choices)
        expected = Text(f"应为下列之一：{labels}", f"one of these is expected: {labels}")
        self.wrong(
            "profile-value",
            line,
            message,
            expected if labels else None,
            sheet=sheet,
            header=fact.label,
        )


_NO_VALUE = Text("这里应是一个值，或 from 和 map", "a value, or from and map, is expected here")
_THROUGH = Text(
    "应写作 {from: 列名, map: {表中的词: 值}}", "write {from: header, map: {word: value}}"
)


def _scalar(node: yaml.Node) -> str | None:
    """The text of a plain value, "" for null; None where it is no plain value."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    return "" if node.tag.endswith(":null") else str(node.value).strip()


def profile_labels(vocabulary: Vocabulary) -> frozenset[str]:
    """What a header may be mapped to: facts, columns that name subjects, and their facts."""
    written = {f.label for f in vocabulary.facts if f.written}
    named = {m.label for m in flat_names(vocabulary).meanings.values() if m.naming}
    return frozenset(written | named | {naming.label for naming in NAMINGS})


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
