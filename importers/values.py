"""One raw cell to one value of a fact: blank, open, known, or refused."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta

import numpy as np

from facts import BLANK, OPEN, Fact
from facts.columns import NO_TEXT
from facts.fact import FactType
from importers.amounts import parse_number
from importers.choices import named, parse_choice, parse_choices
from importers.dates import parse_date, parse_datetime
from importers.grid import Cell, cell_text, fold, trim
from importers.keys import KEYS
from importers.ratios import is_ratio, parse_ratio
from importers.remarks import Parsed, Refusal, Remark, exact, refuse

#: Asked, and left open.
OPEN_WORDS = frozenset(("存疑", "不明", "待查", "不详", "待核实", "未查清"))
#: What people write in a cell that they leave empty.
DASHES = frozenset(("-", "--", "---", "—", "——", "–", "/", "\\", "null", "(null)", "n/a"))
TRUE_WORDS = frozenset(("是", "有", "√", "✓", "✔", "☑", "✅", "对", "y", "yes", "true", "1", "1.0"))
FALSE_WORDS = frozenset(
    ("否", "无", "×", "✗", "✘", "✖", "❌", "x", "错", "n", "no", "false", "0", "0.0")
)
#: What spreadsheets show where a formula failed, written out as text.
ERROR_WORDS = frozenset(
    ("#ref!", "#n/a", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#spill!", "###", "####")
)
#: Marks around a word that say nothing.
_RUBBISH = " 。.;,、!:'\"“”‘’()[]【】"
#: Between several values where one is wanted.
_BETWEEN = re.compile(r"[、；;\n\r]+")
_SINGLE: frozenset[FactType] = frozenset(("boolean", "choice", "number", "date", "datetime"))
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_QUOTED = re.compile(r"'(.+)|=\"(.+)\"")
#: Excel keeps 15 significant digits.
_EXACT_BELOW = 1e15

_EMPTY = Parsed(BLANK)

Parser = Callable[[Cell, Fact, str | None], Parsed | Refusal]


def parse(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """Any cell of any fact. ``unit`` is the one that the header gives to bare numbers."""
    if isinstance(raw, str):
        word = fold(raw)
        if not word:
            return _EMPTY
        if word in DASHES or word.lower() in DASHES:
            return Parsed(BLANK, remark=Remark("dash-blank"))
        if word[0] == "#" and word.lower() in ERROR_WORDS:
            return refuse("error-cell")
        if fact.special.get(word) == "never":
            return exact(np.inf)
        if word in OPEN_WORDS and named(word, fact) is None:
            return refuse("open-key") if fact.id in KEYS else Parsed(OPEN)
        if word == NO_TEXT and fact.id in KEYS:
            return refuse("open-key")
    result = PARSERS[fact.type](raw, fact, unit)
    if isinstance(result, Refusal) and isinstance(raw, str) and _several(raw, fact, unit):
        return refuse("several-values")
    return result


def _several(raw: str, fact: Fact, unit: str | None) -> bool:
    """Is each part a value by itself? One cell holds one value."""
    if fact.type not in _SINGLE:
        return False
    parts = [part for part in _BETWEEN.split(raw) if fold(part)]
    read = (PARSERS[fact.type](part, fact, unit) for part in parts)
    return len(parts) > 1 and all(isinstance(result, Parsed) for result in read)


def parse_boolean(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """是 or 否 in any of the accepted ways."""
    if isinstance(raw, (date, time, timedelta)):
        return refuse("not-boolean")
    word = fold(cell_text(raw)).lower()
    for written in (word, word.strip(_RUBBISH)):
        if written in TRUE_WORDS:
            return exact(1.0)
        if written in FALSE_WORDS:
            return exact(0.0)
    return refuse("minus-one" if word in ("-1", "-1.0") else "not-boolean")


def lost_digits(raw: Cell) -> bool:
    """Is it a long number that a spreadsheet has rounded?"""
    if isinstance(raw, str):
        return len(raw) > 5 and "+" in raw and bool(_SCIENTIFIC.fullmatch(fold(raw)))
    return isinstance(raw, float) and raw.is_integer() and abs(raw) >= _EXACT_BELOW


def parse_text(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """Text without the white space around it."""
    return Parsed(text=cell_text(raw))


def parse_identifier(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """Text, kept as written: "00123". A number says that zeros may have gone."""
    if isinstance(raw, str):
        text = trim(raw)
        quoted = _QUOTED.fullmatch(text)
        if quoted is not None:
            return Parsed(text=trim(quoted[1] or quoted[2]))
        return refuse("id-digits-lost") if _SCIENTIFIC.fullmatch(fold(text)) else Parsed(text=text)
    if isinstance(raw, (date, time, timedelta)):
        return refuse("id-became-date")
    if isinstance(raw, bool) or abs(raw) >= _EXACT_BELOW:
        return refuse("id-digits-lost")
    return Parsed(text=cell_text(raw), remark=Remark("id-from-number"))


def parse_quantity(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """A number in the base unit of the fact, or a share of a whole where the fact is one."""
    return parse_ratio(raw, fact, unit) if is_ratio(fact) else parse_number(raw, fact, unit)


PARSERS: dict[FactType, Parser] = {
    "boolean": parse_boolean,
    "choice": parse_choice,
    "choices": parse_choices,
    "number": parse_quantity,
    "date": parse_date,
    "datetime": parse_datetime,
    "text": parse_text,
    "identifier": parse_identifier,
}
