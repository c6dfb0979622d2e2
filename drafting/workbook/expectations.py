"""What must come out, in the cells of the sheet 例案: written and read in the words of the book."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from drafting.workbook.baseline import read_list
from drafting.workbook.grid import Cell
from drafting.workbook.layout import Heading
from drafting.workbook.problems import Findings, Ref
from drafting.workbook.sheets import EXPECTED
from drafting.workbook.words import (
    ADJUSTMENTS,
    APPLIED_WORDS,
    DOUBT_WORDS,
    MEETING_WORDS,
    NONE,
    OUTCOME_WORDS,
    QUESTION_WORDS,
    Names,
    Words,
    listed,
)

_SEVERAL = f"用、隔开；一种也没有写“{NONE}”；空白是不检查"
_EACH = "多个用分号隔开；空白是不检查"
#: Numbers of months, and days, stand for themselves.
_NUMBER, _DAY = "数", "日期"

Show = Callable[[Any], str]


@dataclass(frozen=True)
class _Field:
    """A column: ``one`` of some words, a list of ``several``, or pairs of ``keys`` and ``values``.

    ``values`` may be _NUMBER or _DAY.
    """

    width: float
    note: str
    one: Words | None = None
    several: Words | None = None
    keys: Words | None = None
    values: Words | str | None = None


def _fields(names: Names) -> dict[str, _Field]:
    measures = names.measures
    return {
        "status": _Field(12, "应当得出的结论", one=OUTCOME_WORDS),
        "faults": _Field(20, "成立的全部过错情形，用、隔开；空白是没有", several=names.faults),
        "in_doubt": _Field(
            22,
            "未定的情形和缘由，例如 过错情形1=两解；多个用分号隔开",
            keys=names.faults,
            values=DOUBT_WORDS,
        ),
        "responsibility": _Field(12, "空白是不检查", one=names.responsibilities),
        "measures": _Field(34, _SEVERAL, several=measures),
        "lightest": _Field(28, _SEVERAL, several=measures),
        "heaviest": _Field(34, _SEVERAL, several=measures),
        "options": _Field(34, _SEVERAL, several=measures),
        "applied": _Field(10, "建议的从宽从严；空白是不检查", one=APPLIED_WORDS),
        "offered": _Field(20, _SEVERAL, several=ADJUSTMENTS),
        "months": _Field(20, f"处理方式=月数；{_EACH}", keys=measures, values=_NUMBER),
        "most": _Field(20, f"处理方式=月数；{_EACH}", keys=measures, values=_NUMBER),
        "until": _Field(24, f"处理方式=日期；{_EACH}", keys=measures, values=_DAY),
        "running": _Field(20, f"处分=相加、从长或者不合并；{_EACH}", values=MEETING_WORDS),
        "steps": _Field(24, _SEVERAL, several=names.steps),
        "due": _Field(24, f"程序=日期；{_EACH}", keys=names.steps, values=_DAY),
        "referrals": _Field(20, _SEVERAL, several=names.referrals),
        "asks": _Field(
            30,
            "必须提出的问题，例如 不作为=事实未填；多个用分号隔开",
            values=QUESTION_WORDS,
        ),
    }


def expectation_headings(names: Names) -> list[Heading]:
    """The headings, in the order of EXPECTED."""
    fields = _fields(names)
    return [
        Heading(
            header,
            fields[key].width,
            fields[key].note,
            key == "status",
            tuple(words.words) if (words := fields[key].one) is not None else (),
        )
        for key, header in EXPECTED.items()
    ]


def expectation_cells(expect: Mapping[str, Any], names: Names) -> list[str]:
    """The cells of one expectation, in the order of EXPECTED."""
    fields = _fields(names)
    return [_cell(key, expect[key], fields[key]) for key in EXPECTED]


def _cell(key: str, value: Any, found: _Field) -> str:
    if value is None:
        return ""
    if found.one is not None:
        return found.one.show(value)
    if found.several is not None:
        return "" if key == "faults" and not value else listed(value, found.several)
    keys = found.keys or Words(())
    shown: Show = found.values.show if isinstance(found.values, Words) else str
    return "；".join(f"{keys.show(name)}={shown(meaning)}" for name, meaning in value.items())


def read_expectation(cells: Mapping[str, Cell], names: Names, findings: Findings) -> dict[str, Any]:
    """The parsed YAML of an expectation; what is not understood is noted."""
    found: dict[str, Any] = {}
    for key, field in _fields(names).items():
        if key not in cells:
            continue
        cell = cells[key]
        if field.one is not None:
            found[key] = _one(cell, field.one, findings)
        elif field.several is not None:
            found[key] = read_list(cell, field.several, findings)
        else:
            found[key] = _pairs(cell, field, findings)
    return found


def _one(cell: Cell, known: Words, findings: Findings) -> str | None:
    found = known.find(str(cell.value))
    if found is None:
        words = "、".join(known.words)
        findings.add(cell.ref, "choice", known.near(str(cell.value)), known=words)
    return found


def _pairs(cell: Cell, field: _Field, findings: Findings) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    text = str(cell.value).replace(";", "；").replace("\n", "；").replace("＝", "=")
    for part in text.split("；"):
        if not part.strip() or part.strip() == NONE:
            continue
        key, _, meaning = (p.strip() for p in part.rpartition("="))
        name = key if field.keys is None else field.keys.find(key)
        value = _meaning(meaning, field.values)
        if not name or value is None:
            ref = Ref(cell.ref.sheet, cell.ref.cell, cell.ref.row, cell.ref.header, part)
            words = field.values.words if isinstance(field.values, Words) else [field.values or ""]
            findings.add(ref, "pair", known="/".join(words))
        else:
            found[name] = value
    return found


def _meaning(text: str, values: Words | str | None) -> Any:
    if isinstance(values, Words):
        return values.find(text)
    if values == _NUMBER:
        return int(text) if text.isdecimal() else None
    return text or None
