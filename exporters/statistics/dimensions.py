"""By what a subject is counted: the group that it falls in, for each dimension."""

from collections.abc import Iterable

from exporters.dossier import CaseFile, FactLine, SubjectFile
from exporters.names import Names
from facts import Text

NOT_STATED = Text("未填", "not stated")
SEVERAL_MONTHS = Text("跨月", "over several months")
NO_ROLE = Text("未定", "undecided")

#: Dimensions in the order in which they are shown; those that the vocabulary lacks are left out.
DIMENSIONS: dict[str, Text] = {
    "fault": Text("过错情形（成立）", "Faults established"),
    "fault_open": Text("过错情形（待定）", "Faults undecided"),
    "role": Text("角色", "Role"),
    "subject_kind": Text("主体类别", "Kind of subject"),
    "responsibility": Text("责任", "Responsibility"),
    "gravity": Text("情节", "Gravity"),
    "unit_level": Text("单位层级", "Level"),
    "unit_type": Text("单位类型", "Type of unit"),
    "month": Text("事发月份", "Month"),
}
#: Dimensions in which one subject may be in several groups.
SEVERAL = ("fault", "fault_open")
#: Facts that are counted as they stand, and the fact that gives the month.
_CHOICES, _MONTH = ("unit_level", "unit_type"), "incident_date"


class Dimensions:
    """The groups of subjects of one book, as keys; ``label`` puts them in words."""

    def __init__(self, names: Names) -> None:
        self.names = names
        book = names.book
        self._choices = {f.id: f.choices for f in book.vocabulary.facts if f.choices}
        self._faults = [f.id for f in book.book.metadata.faults]
        self._responsibilities = [r.id for r in book.book.metadata.responsibilities]

    def of_case(self, case: CaseFile) -> dict[str, str]:
        """The groups of the whole case; "" where nothing is stated."""
        lines = {line.fact_id: line for line in case.facts if line.fact_id}
        found = {name: _value(lines.get(name)) for name in _CHOICES if name in self._choices}
        if _MONTH in lines:
            found["month"] = month(_value(lines[_MONTH]))
        return found

    def of_subject(self, subject: SubjectFile) -> list[tuple[str, str]]:
        """(dimension, group) of one subject, without those of its case."""
        d = subject.determination
        found = [
            ("role", d.role or ""),
            ("subject_kind", d.subject_kind or ""),
            ("responsibility", d.responsibility or ""),
            ("gravity", d.gravity or ""),
        ]
        found += [("fault" if f.value == "true" else "fault_open", f.id) for f in d.faults]
        return found

    def ordered(self, name: str, groups: Iterable[str]) -> list[str]:
        """Groups in the order of the book or the calendar, what is not stated last."""
        known = {"responsibility": self._responsibilities}.get(name, self._faults)
        if name in self._choices:
            known = [c.label if name in _CHOICES else c.id for c in self._choices[name]]
        order = {group: place for place, group in enumerate(known)}
        last = len(order)
        return sorted(groups, key=lambda g: (not g, g == ACROSS, order.get(g, last), g))

    def label(self, name: str, group: str) -> str:
        """A group in words."""
        names = self.names
        if not group:
            undecided = name in ("responsibility", "gravity")
            return names.text(NO_ROLE if undecided else NOT_STATED)
        if group == ACROSS:
            return names.text(SEVERAL_MONTHS)
        if name in SEVERAL:
            return names.fault(group)
        if name == "responsibility":
            return names.responsibility(group)
        if name in _CHOICES:
            choices = {choice.label: choice.id for choice in self._choices[name]}
            return names.choice(name, choices.get(group, group))
        return group if name == "month" else names.choice(name, group)


#: The group of a date that is only known within several months.
ACROSS = "*"


def month(date: str) -> str:
    """2024-03 for 2024-03-04, or for bounds within one month."""
    if not date:
        return ""
    first, _, last = date.removeprefix("不少于").partition("至")
    if date.startswith("不少于") or (last and last[:7] != first[:7]):
        return ACROSS
    return first[:7]


def _value(line: FactLine | None) -> str:
    return line.value if line is not None and line.state == "known" else ""
