"""The single changes between two books, and the books that lie between them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from facts import Vocabulary, core_vocabulary
from facts.vocabulary import LISTING
from rules.book import Rule
from rules.errors import BookError
from rules.loader import CompiledBook, compile_source
from rules.measures import BaselineRow, TariffRow
from rules.source import Source
from rules.terms import GRAVITIES


class Key(NamedTuple):
    """What a change is about: a part of the book, and an id within it."""

    part: str
    id: str

    def __str__(self) -> str:
        return f"{self.part}:{self.id}"


#: The parts of a book that bear on outcomes, in the order in which changes are listed.
PARTS = (
    "scope",
    "fault",
    "rule",
    "responsibility",
    "referral",
    "silence",
    "measure",
    "row",
    "merge",
    "cell",
    "lower",
    "suggest",
    "within",
    "fact",
    "record",
    "choice",
    "procedure",
    "effects",
)


@dataclass(frozen=True)
class Amendment:
    """One change: an entry of the old book and what takes its place; None is absence."""

    key: Key
    before: Any
    after: Any


def parts_of(compiled: CompiledBook) -> dict[Key, Any]:
    """Every entry of a book that bears on outcomes."""
    book = compiled.book
    meta, baseline, tariff = book.metadata, book.baseline, book.tariff
    found: dict[Key, Any] = {}
    found.update({Key("scope", s.id): s for s in meta.scope})
    found.update({Key("fault", f.id): f for f in meta.faults})
    found.update({Key("rule", r.id): r for r in book.rules})
    found.update({Key("responsibility", r.id): r for r in meta.responsibilities})
    found.update({Key("referral", r.id): r for r in meta.referrals})
    found[Key("silence", "")] = meta.silence
    found.update({Key("measure", f"{m.kind}/{m.id}"): m for m in book.catalogue})
    if tariff is not None:
        found.update({Key("row", row.id): row for row in tariff.rows})
        found[Key("merge", "")] = tariff.merge
    found.update({Key("cell", f"{r.responsibility}/{r.gravity}"): r for r in baseline.rows})
    found.update({Key("lower", low.responsibility): low for low in baseline.lower})
    suggest = {g: kind for g in GRAVITIES if (kind := baseline.suggest.get(g)) is not None}
    found.update({Key("suggest", g): kind for g, kind in suggest.items()})
    found[Key("within", "")] = baseline.within
    found.update(_vocabulary(compiled.vocabulary))
    found.update({Key("procedure", p.id): p for p in meta.procedures})
    if meta.effects is not None:
        found[Key("effects", "")] = meta.effects
    return found


def _vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[Key, Any]]:
    """What a book adds to the core: facts, kinds of records, and choices."""
    core = {fact.id: fact for fact in core_vocabulary().facts}
    for fact in vocabulary.facts:
        shared = core.get(fact.id)
        if shared is None:
            yield Key("fact", fact.id), fact
        elif fact.label != LISTING and len(fact.choices) > len(shared.choices):
            yield Key("choice", fact.label), fact.choices[len(shared.choices) :]
    for kind in vocabulary.records:
        yield Key("record", kind.id), kind


def amendments(old: CompiledBook, new: CompiledBook) -> list[Amendment]:
    """All changes from one book to another, part by part, in the order of the books."""
    before, after = parts_of(old), parts_of(new)
    keys = sorted(dict.fromkeys([*before, *after]), key=lambda key: PARTS.index(key.part))
    return [
        Amendment(key, before.get(key), after.get(key))
        for key in keys
        if _meaning(before.get(key)) != _meaning(after.get(key))
    ]


def _meaning(entry: Any) -> Any:
    """The entry without the order of a cell's measures, which says nothing."""
    if isinstance(entry, BaselineRow | TariffRow):
        return {**entry.model_dump(), "measures": sorted(entry.measures)}
    return entry


@dataclass
class Between:
    """The old book with some of the changes; each such book is compiled once."""

    old: CompiledBook
    new: CompiledBook
    all: frozenset[Key]
    _known: dict[frozenset[Key], CompiledBook | None] = field(default_factory=dict)

    def book(self, chosen: Iterable[Key]) -> CompiledBook | None:
        """The book with these changes alone; None when they do not make a book."""
        keys = frozenset(chosen)
        if not keys:
            return self.old
        if keys == self.all:
            return self.new
        if keys not in self._known:
            try:
                self._known[keys] = compile_source(self._source(keys))
            except BookError:
                self._known[keys] = None
        return self._known[keys]

    def _source(self, chosen: frozenset[Key]) -> Source:
        old, new = self.old.book, self.new.book
        before, after = parts_of(self.old), parts_of(self.new)
        mixed = {key: entry for key, entry in before.items() if key not in chosen}
        for key in before:
            if key in chosen and key in after:
                mixed[key] = after[key]
        mixed.update({k: e for k, e in after.items() if k in chosen and k not in before})
        order = {key: number for number, key in enumerate(dict.fromkeys([*before, *after]))}
        by_part: dict[str, list[Any]] = {part: [] for part in PARTS}
        named: dict[str, dict[str, Any]] = {part: {} for part in PARTS}
        for key in sorted(mixed, key=order.__getitem__):
            by_part[key.part].append(_plain(mixed[key]))
            named[key.part][key.id] = _plain(mixed[key])
        clauses = {c.id: c for book in (new, old) for c in book.outline.clauses}
        silence = by_part["silence"][0]
        meta = {
            **{k: v for k, v in _plain(old.metadata).items() if k not in ("silence", "effects")},
            "scope": by_part["scope"],
            "faults": by_part["fault"],
            "responsibilities": by_part["responsibility"],
            "referrals": by_part["referral"],
            "procedures": by_part["procedure"],
            **({"silence": silence} if silence["text"] else {}),
            **({"effects": by_part["effects"][0]} if by_part["effects"] else {}),
        }
        baseline = {
            "title": old.baseline.title,
            "source": old.baseline.source,
            "rows": by_part["cell"],
            "lower": by_part["lower"],
            "suggest": named["suggest"],
            "within": by_part["within"][0],
        }
        outline = {
            "document": old.outline.document,
            "clauses": [_plain(clause) for clause in clauses.values()],
        }
        data = {
            "book.yaml": meta,
            "outline.yaml": outline,
            "rules.yaml": by_part["rule"],
            "catalogue.yaml": by_part["measure"],
            "baseline.yaml": baseline,
            "facts.yaml": {
                "facts": by_part["fact"],
                "records": by_part["record"],
                "choices": named["choice"],
            },
        }
        if by_part["merge"]:
            data["tariff.yaml"] = {"merge": by_part["merge"][0], "rows": by_part["row"]}
        return Source(Path(old.id), data, {}, "+".join(sorted(map(str, chosen))))


def _plain(entry: Any) -> Any:
    if isinstance(entry, tuple):
        return [_plain(part) for part in entry]
    return entry.model_dump(mode="json", by_alias=True) if isinstance(entry, BaseModel) else entry


#: More changes than this that do not stand alone are taken as one.
MAX_PAIRED = 12


def units(between: Between, found: list[Amendment]) -> list[tuple[Key, ...]]:
    """The changes in the smallest groups of which each, and all but each, makes a book.

    A new rule and the new fault that it concludes are one such group. Changes that only make
    a book in some other combination are taken together, so no cause is claimed that was not
    tried.
    """
    everything = frozenset(a.key for a in found)
    groups: list[tuple[Key, ...]] = [(a.key,) for a in found]
    alone = [g for g in groups if _stands(between, everything, g)]
    rest = [g for g in groups if g not in alone]
    if not rest:
        return groups
    paired: list[tuple[Key, ...]] = []
    if len(rest) <= MAX_PAIRED:
        for one, other in combinations(rest, 2):
            taken = {key for pair in paired for key in pair}
            pair = (*one, *other)
            if taken.isdisjoint(pair) and _stands(between, everything, pair):
                paired.append(pair)
    taken = {key for pair in paired for key in pair}
    left = tuple(key for group in rest for key in group if key not in taken)
    joined = [*alone, *paired]
    if left:
        if _stands(between, everything, left):
            joined.append(left)
        else:
            return [tuple(a.key for a in found)]
    order = {a.key: number for number, a in enumerate(found)}
    return sorted(joined, key=lambda group: order[group[0]])


def _stands(between: Between, everything: frozenset[Key], group: tuple[Key, ...]) -> bool:
    return between.book(group) is not None and between.book(everything - set(group)) is not None


def conditions(entry: Any) -> Iterator[str]:
    """The conditions written in an entry, readings included."""
    if isinstance(entry, Rule):
        yield from ([entry.when] if entry.when else [r.when for r in entry.readings])
    elif isinstance(entry, BaseModel):
        when = getattr(entry, "when", None) or getattr(entry, "listed_when", None)
        yield from [when] if when else []


def record(entry: Any) -> Mapping[str, Any] | str | None:
    """An entry as plain data; None for absence."""
    if entry is None:
        return None
    found = _plain(entry)
    if isinstance(found, dict):
        return {name: value for name, value in found.items() if value not in (None, [], "")}
    if isinstance(found, list):
        return "、".join(str(part["label"]) for part in found)
    return str(found)
