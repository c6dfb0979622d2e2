"""Wrong facts: a formula or a number from records worked out in a slightly different way."""

import re
from collections.abc import Iterator
from typing import Any

from drafting.mutation.statute import DROPPED
from drafting.worked_out import rests
from facts.fact import Aggregate, Fact, Window, Within
from facts.vocabulary import Extension
from rules.atoms import Concluded, atoms_of
from rules.loader import CompiledBook
from rules.source import Source, YamlPath

#: kind, path below the fact, value, old, new.
WrongFact = tuple[str, YamlPath, Any, str, str]

_SIGNS = {"+": "-", "-": "+", "*": "/", "/": "*", "＋": "-", "－": "+", "×": "/", "÷": "*"}
_CALLS = {"天数": "工作日", "工作日": "天数", "月数": "天数", "最小": "最大", "最大": "最小"}
_ENDS = ("年末", "半年末", "季末", "月末")
_TOKEN = re.compile(r"\d+(?:\.\d+)?(?:个工作日|个月|天|年)?|[-+*/＋－×÷]|\w+(?=\s*[(（])")
_LENGTH = re.compile(r"(\d+)(个工作日|个月|天|年)$")
_CALENDARS = ("year", "half_year", "quarter")


def wrong_facts(book: CompiledBook, source: Source) -> Iterator[tuple[Fact, YamlPath, WrongFact]]:
    """Every small change to how the book's own facts are worked out."""
    extension = Extension.model_validate(source.data.get("facts.yaml") or {})
    for index, fact in enumerate(extension.facts):
        at: YamlPath = ("facts", index)
        for wrong in (*_formulas(fact), *_aggregates(fact, book)):
            yield fact, at, wrong


def _formulas(fact: Fact) -> Iterator[WrongFact]:
    text = fact.formula
    for match in _TOKEN.finditer(text):
        for other in _other_tokens(match.group()):
            new = text[: match.start()] + other + text[match.end() :]
            yield "formula", ("formula",), new, text, new


def _other_tokens(token: str) -> Iterator[str]:
    length = _LENGTH.match(token)
    if length is not None:
        yield f"{int(length[1]) + 1}{length[2]}"
    elif token in _SIGNS:
        yield _SIGNS[token]
    elif token in _CALLS:
        yield _CALLS[token]
    elif token in _ENDS:
        yield _ENDS[(_ENDS.index(token) + 1) % len(_ENDS)]
    elif token[0].isdigit():
        yield f"{float(token) * 2:g}"


def _aggregates(fact: Fact, book: CompiledBook) -> Iterator[WrongFact]:
    spec = fact.aggregate
    if spec is None:
        return
    for compute in _other_computes(spec):
        yield "compute", ("aggregate", "compute"), compute, spec.compute, compute
    for part in ("where", "among"):
        chosen = getattr(spec, part)
        for label, wanted in chosen.items():
            rest = {k: _written(v) for k, v in chosen.items() if k != label}
            old = f"{part} {label}"
            yield "where", ("aggregate", part), rest, old, f"{old}（漏掉）"
            for other in _other_wanted(book.vocabulary.of_record(spec.records, label), wanted):
                path: YamlPath = ("aggregate", part, label)
                yield "where", path, other, f"{label} {_written(wanted)}", f"{label} {other}"
    yield from _windows(spec.window)
    if spec.compute == "run":
        old, new = (f"latest: {str(v).lower()}" for v in (spec.latest, not spec.latest))
        yield "compute", ("aggregate", "latest"), not spec.latest, old, new
    if spec.complete:
        old = f"complete: {spec.complete}"
        yield "complete", ("aggregate", "complete"), DROPPED, old, "（漏掉）"


def _other_computes(spec: Aggregate) -> tuple[str, ...]:
    others = {
        "count": ("run",) if spec.of else (),
        "sum": ("count", "most"),
        "most": ("least",),
        "least": ("most",),
        "run": ("count",),
    }
    return others[spec.compute]


def _other_wanted(fact: Fact, wanted: tuple[str, ...] | Within) -> Iterator[Any]:
    if isinstance(wanted, Within):
        for name in ("least", "most"):
            bound = getattr(wanted, name)
            if bound is not None:
                yield {**_written(wanted), name: bound + 1}
        return
    for index in range(len(wanted) if len(wanted) > 1 else 0):
        yield [*wanted[:index], *wanted[index + 1 :]]
    absent = [c.label for c in fact.choices if c.label not in wanted and c.id not in wanted]
    for label in absent[:2]:
        yield [*wanted, label]


def _written(wanted: Any) -> Any:
    return wanted.model_dump(exclude_none=True) if isinstance(wanted, Within) else list(wanted)


def _windows(window: Window | None) -> Iterator[WrongFact]:
    if window is None:
        return
    yield "window", ("aggregate", "window"), DROPPED, "window", "（漏掉）"
    if window.months is not None:
        for months in (window.months - 1, window.months + 1):
            if months > 0:
                path: YamlPath = ("aggregate", "window", "months")
                yield "window", path, months, f"months: {window.months}", f"months: {months}"
    for calendar in _CALENDARS if window.calendar else ():
        if calendar != window.calendar:
            path = ("aggregate", "window", "calendar")
            yield "window", path, calendar, f"{window.calendar}", calendar


def readers(fact: Fact, book: CompiledBook) -> tuple[str, ...]:
    """The rules that turn on a fact, however far behind what they read it stands."""
    found = []
    for rule in book.rules.values():
        atoms = (atom for reading in rule.readings for atom in atoms_of(reading.formula))
        if any(rests(atom.fact, fact, book) for atom in atoms if not isinstance(atom, Concluded)):
            found.append(rule.id)
    return tuple(found)
