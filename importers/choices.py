"""Choices by id, label, synonym or number."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from facts import BLANK, Choice, Fact, Text
from facts.columns import NO_TEXT, listed
from importers.grid import Cell, cell_text, fold, squeeze
from importers.keys import KEYS
from importers.remarks import Parsed, Refusal, Remark, exact, refuse

_SEPARATOR = re.compile(r"[、;,，；\s及和与]+")
_CHUNK = re.compile(r"[^、;,，；]+")
_NUMBERED = re.compile(
    r"(?:过错|问责)?(?:情形)?第?\(?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:\.0)?\)?[项种]?"
)
_CLOSE_ENOUGH = 50
#: Marks around a name that say nothing.
#: What else to write: 存疑, except where the fact says which row this is.
MAY_BE_OPEN = Text("尚未查清的写“存疑”", "write 存疑 if this is still open")
CHOOSE_ONE = Text("请改为其中之一", "write one of them")

_RUBBISH = " 。.;；,，、:：!！'\"“”‘’"


@cache
def _positions(choices: tuple[Choice, ...]) -> dict[str, int]:
    """Every name of the choices in its compared form, longest first, and its position."""
    names: dict[str, int] = {}
    for index, choice in enumerate(choices):
        for name in (choice.label, choice.id, *choice.synonyms):
            names.setdefault(squeeze(name), index)
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def named(written: str, fact: Fact) -> int | None:
    """The position of the choice that this text names, or None."""
    return _positions(fact.choices).get(squeeze(written))


def parse_choice(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """One choice: its position."""
    text = cell_text(raw)
    index = named(text, fact)
    if index is None:
        index = named(text.strip(_RUBBISH), fact)
    return _unknown(text, fact, "not-choice") if index is None else exact(index)


def parse_choices(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """Several choices, held as ``facts.columns`` says."""
    text = fold(cell_text(raw))
    index = _one(text, fact)
    if index is not None:
        return Parsed(low=listed([index])[0], high=listed([index])[1])
    if text == NO_TEXT:
        return Parsed(BLANK, remark=Remark("none-blank"))
    found, position = list[int](), 0
    while position < len(text):
        gap = _SEPARATOR.match(text, position)
        if gap is not None:
            position = gap.end()
            continue
        end = _item_end(text, position, fact)
        index = None if end is None else _one(text[position:end], fact)
        if end is None or index is None:
            chunk = _CHUNK.match(text, position)
            return _unknown(chunk[0] if chunk else text, fact, "not-choices")
        found.append(index)
        position = end
    if not found:
        return _unknown(text, fact, "not-choices")
    low, high = listed(found)
    return Parsed(low=low, high=high)


def _one(text: str, fact: Fact) -> int | None:
    index = named(text, fact)
    if index is None and (found := _NUMBERED.fullmatch(squeeze(text))):
        index = named(found[1], fact)
    return index


def _item_end(text: str, start: int, fact: Fact) -> int | None:
    """Where the longest known name that begins here ends; it must end at a separator."""
    ends = [start + len(n) for n in _positions(fact.choices) if text.startswith(n, start)]
    numbered = _NUMBERED.match(text, start)
    if numbered is not None:
        ends.append(numbered.end())
    whole = [e for e in ends if e == len(text) or _SEPARATOR.match(text, e)]
    return max(whole, default=None)


def _unknown(text: str, fact: Fact, code: str) -> Refusal:
    """What is accepted, and the label nearest to a mistyped name (numbers have no near ones)."""
    positions = _positions(fact.choices)
    accepted = "；".join(choice.label for choice in fact.choices)
    near = None
    if not re.search(r"\d", text):
        names = list(positions)
        near = process.extractOne(
            squeeze(text), names, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH
        )
    otherwise = CHOOSE_ONE if fact.id in KEYS else MAY_BE_OPEN
    if near is None:
        return refuse(code, accepted=accepted, otherwise=otherwise)
    likely = fact.choices[positions[near[0]]].label
    return refuse(f"{code}-near", accepted=accepted, near=likely, otherwise=otherwise)
