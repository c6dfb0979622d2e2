"""What an office adds before a report leaves it, and what still keeps it back.

.. code-block:: yaml

    wenze-release: 1
    办案机关: 某县纪律检查委员会
    成文日期: 2024-05-20
    承办人: 第一审查调查室
    报告:
      - 案件: 2024-001
        问题来源: …
        调查经过: …
      - 案件: 2024-001
        责任主体: 甲县县委书记
        任职和职责: …
        陈述申辩: …
        采纳情况: …

An entry without 责任主体 speaks of all the subjects of its case; one with it comes first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from facts import Text

VERSION_KEY, VERSION, REPORTS = "wenze-release", "1", "报告"
CASE, SUBJECT = "案件", "责任主体"
AGENCY, DAY, HANDLER = "办案机关", "成文日期", "承办人"
REVIEWER, ADDRESSEE, NUMBER, APPEAL = "审核人", "主送", "文号", "申诉途径"
DUTIES, LEAD, INQUIRY = "任职和职责", "问题来源", "调查经过"
STATEMENT, ADOPTED = "陈述申辩", "采纳情况"

#: What an office says once, and what of it no report can do without.
OFFICE_KEYS = (AGENCY, DAY, HANDLER, REVIEWER, ADDRESSEE, NUMBER, APPEAL)
OFFICE_NEEDED = (AGENCY, DAY, HANDLER)
#: What is said of one subject, all of it needed.
SUBJECT_KEYS = (DUTIES, LEAD, INQUIRY, STATEMENT, ADOPTED)

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
#: How alike a misspelt key must be before another is proposed.
_ALIKE = 40


class ReleaseError(Exception):
    """A release file that cannot be used, or a report that cannot be released: all reasons."""

    def __init__(self, problems: Iterable[Text]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.zh for problem in self.problems))


@dataclass(frozen=True)
class Release:
    """What the release files say. ``day`` is None while it is missing."""

    office: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None
    entries: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def said(self, case_id: str, subject: str) -> dict[str, str]:
        """Everything said of one subject; what is said of the subject itself prevails."""
        own = self.entries.get((case_id, subject), {})
        return {**self.entries.get((case_id, ""), {}), **own}

    def lacks(self, case_id: str, subject: str) -> list[str]:
        """The keys that must be filled in before this subject's report is released."""
        said = self.said(case_id, subject)
        missing = [key for key in OFFICE_NEEDED if not self.office.get(key)]
        return missing + [key for key in SUBJECT_KEYS if not said.get(key)]


def load_release(paths: Iterable[Path]) -> Release:
    """Read release files; a later one prevails. ReleaseError lists every mistake of all."""
    office: dict[str, str] = {}
    entries: dict[tuple[str, str], dict[str, str]] = {}
    problems: list[Text] = []
    for path in paths:
        for problem in _read(path, office, entries):
            problems.append(Text(f"{path.name}：{problem.zh}", f"{path.name}: {problem.en}"))
    day = _day(office.get(DAY, ""))
    if office.get(DAY) and day is None:
        problems.append(
            Text(
                f"{DAY}不是日历上有的日子；请写成 2024-05-20",
                f"{DAY} is not a date; write it as 2024-05-20",
            )
        )
    if problems:
        raise ReleaseError(problems)
    return Release(office, day, entries)


def _read(
    path: Path, office: dict[str, str], entries: dict[tuple[str, str], dict[str, str]]
) -> Iterator[Text]:
    """Take over what one file says, and tell what is wrong with it."""
    try:
        # Every value is a text: 0012 stays 0012, and a date is read below.
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark else "UTF-8"
        yield Text(f"不是能读的 YAML（{line}）", f"not readable as YAML ({line})")
        return
    if not isinstance(data, dict) or data.get(VERSION_KEY) != VERSION:
        yield Text(
            f"不是签发文件；首行应为 {VERSION_KEY}: {VERSION}",
            f"not a release file; it should begin with {VERSION_KEY}: {VERSION}",
        )
        return
    known = (VERSION_KEY, REPORTS, *OFFICE_KEYS)
    yield from _strangers(data, known, Text("文件", "the file"))
    office.update(_texts(data, OFFICE_KEYS))
    items = data.get(REPORTS) or []
    if not isinstance(items, list):
        yield Text(f"“{REPORTS}”应为列表（每项以 - 开头）", f"“{REPORTS}” should be a list")
        return
    for number, item in enumerate(items, 1):
        where = Text(f"{REPORTS}第 {number} 项", f"item {number} of {REPORTS}")
        if not isinstance(item, dict) or not item.get(CASE):
            yield Text(f"{where.zh}没有写“{CASE}”", f"{where.en} has no “{CASE}”")
            continue
        yield from _strangers(item, (CASE, SUBJECT, *SUBJECT_KEYS), where)
        names = _texts(item, (CASE, SUBJECT))
        entry = entries.setdefault((names[CASE], names.get(SUBJECT, "")), {})
        entry.update(_texts(item, SUBJECT_KEYS))


def _texts(data: Mapping[str, Any], keys: Iterable[str]) -> dict[str, str]:
    """The given keys that hold words."""
    found = {key: data[key] for key in keys if isinstance(data.get(key), str)}
    return {key: value.strip() for key, value in found.items() if value.strip()}


def _strangers(data: Mapping[str, Any], known: tuple[str, ...], where: Text) -> Iterator[Text]:
    """Keys that mean nothing here, each with the nearest that does; and values of no use."""
    for key, value in data.items():
        if key not in known:
            near = process.extractOne(str(key), known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            listed = near[0] if near else "、".join(known)
            yield Text(
                f"{where.zh}不认识“{key}”；是否应为：{listed}",
                f"{where.en}: “{key}” is not known; do you mean: {listed}",
            )
        elif key != REPORTS and not isinstance(value, str):
            yield Text(f"{where.zh}的“{key}”应为一段文字", f"{where.en}: “{key}” should be a text")


def _day(written: str) -> date | None:
    found = _DATE.fullmatch(written)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None
