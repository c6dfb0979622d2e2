"""Headers as written to facts: label, then synonym, never a likeness."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz, process

from facts import Fact, Vocabulary
from facts.fact import UNITS, Entity
from importers.grid import Cell, letter, squeeze
from importers.namings import NAMINGS, Naming
from importers.ratios import MARKS, is_ratio
from importers.result import How

#: How alike (rapidfuzz ratio) an unknown header must be for a name to be proposed.
LIKENESS = 80

#: A layout fixed by the office: sheet name, or "*" for every sheet that is not named → header
#: as written → label of the vocabulary, or "" for a column that is kept and not read. A key that
#: begins with "=" states a fact that no column gives (see ``importers.stating``).
Profile = Mapping[str, Mapping[str, Any]]
EVERY_SHEET, STATED = "*", "="
#: Between the rows of a header of several, where the lowest alone is not enough.
BETWEEN = " / "

_MARKS = re.compile(r"[*:]|[(\[【](?:必填|必填项|选填|可选)[)\]】]")
_BRACKET = re.compile(r"(.+)[(\[【](?:单位:?)?([^()\[\]【】]+)[)\]】]")
_NUMBERING = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)"
)
_TRAILING_UNIT = re.compile(r"(.+?)[-/_—,]?(?:单位)?:?(亿元|万元|元|%|‰)")
_ASKING = re.compile(r"(?:是否|有无|有没有)(.+)")
#: Bracketed words about how to fill a column in; they do not change what it means.
_HINTS = re.compile(r"是/?否|有/?无|√/?×|年/?月/?日|到分钟|精确到分钟|文本|单选|多选|可多选")


@dataclass(frozen=True)
class Meaning:
    """What a header may stand for: a fact, a naming column, or a fact of its subjects."""

    fact: Fact | None
    canonical: bool
    naming: Naming | None = None

    @property
    def label(self) -> str:
        """What a second column of the same meaning would be called."""
        own = self.fact.label if self.fact else ""
        return f"{self.naming.label}{own}" if self.naming else own


@dataclass(frozen=True)
class Heading:
    """One column: where, what is written above it, and what it is taken for."""

    column: int
    written: str
    meaning: Meaning | None = None
    unit: str | None = None
    #: A name that the header resembles but is not.
    resembles: str | None = None
    #: The profile of the office says what the column is, or that it is to be kept.
    fixed: bool = False
    #: The profile states the fact: from the column ``source``, or one value for every row.
    stated: bool = False
    source: int | None = None

    @property
    def letter(self) -> str:
        """The Excel letter of the column in which it stands; "" where it stands in none."""
        if not self.stated:
            return letter(self.column)
        return "" if self.source is None else letter(self.source)

    @property
    def how(self) -> How:
        """How the meaning was found."""
        if self.fixed:
            return "profile"
        if self.meaning is None:
            return "kept"
        return "canonical" if self.meaning.canonical else "synonym"


@dataclass(frozen=True)
class Names:
    """All names that headers of one kind of sheet may use, in their compared form."""

    meanings: Mapping[str, Meaning]
    #: Names that give way when another column has the fact (personal data: 姓名).
    yielding: frozenset[str] = field(default_factory=frozenset)
    #: What the profile says of headers: a meaning, or None for a column to be kept.
    fixed: Mapping[str, Meaning | None] = field(default_factory=dict)
    #: Headers of columns through which it states facts.
    sources: frozenset[str] = frozenset()

    def find(self, written: str) -> tuple[Meaning, str | None] | None:
        """The meaning of a header and the unit that it gives, or None."""
        key = squeeze(written)
        if key in self.fixed:
            fixed = self.fixed[key]
            return (fixed, _unit_of(written, fixed)) if fixed else None
        for name, unit in _readings(written):
            meaning = self.meanings.get(name)
            if meaning is not None and (unit is None or _fits(unit, meaning)):
                return meaning, unit
        asked = _ASKING.fullmatch(key)
        meaning = self.meanings.get(asked[1]) if asked else None
        if meaning is not None and meaning.fact is not None and meaning.fact.type == "boolean":
            return Meaning(meaning.fact, False, meaning.naming), None
        return None

    def under(self, profile: Profile, sheet: str) -> "Names":
        """The same names where a profile says what headers of the sheet are."""
        wanted = profile.get(sheet, profile.get(EVERY_SHEET, {}))
        if not wanted:
            return self
        fixed = {
            squeeze(header): self.meanings.get(squeeze(name)) if name else None
            for header, name in wanted.items()
            if not header.startswith(STATED)
        }
        sources = (n.get("from") for n in wanted.values() if isinstance(n, Mapping))
        return Names(
            self.meanings, self.yielding, fixed, frozenset(squeeze(s) for s in sources if s)
        )


def entity_names(vocabulary: Vocabulary, *entities: Entity) -> Names:
    """The names of the facts of these entities; the first entity wins a shared name."""
    meanings: dict[str, Meaning] = {}
    for entity in entities:
        for fact in vocabulary.of(entity):
            meanings.setdefault(squeeze(fact.label), Meaning(fact, True))
        for fact in vocabulary.of(entity):
            for name in fact.synonyms:
                meanings.setdefault(squeeze(name), Meaning(fact, False))
    return Names(meanings, frozenset(map(squeeze, vocabulary.identity_headers)))


def flat_names(vocabulary: Vocabulary) -> Names:
    """The names of a flat sheet: case facts, naming columns, and facts of those they name."""
    names = entity_names(vocabulary, "case")
    meanings = dict(names.meanings)
    subject_facts = [f for f in vocabulary.of("subject") if not f.required]
    for naming in NAMINGS:
        for prefix in (naming.label, *naming.synonyms):
            meanings.setdefault(prefix, Meaning(None, prefix == naming.label, naming))
            for fact in subject_facts:
                for name in (fact.label, *fact.synonyms):
                    canonical = prefix == naming.label and name == fact.label
                    meanings.setdefault(squeeze(prefix + name), Meaning(fact, canonical, naming))
    return Names(meanings, names.yielding)


def read_headings(
    parts: Sequence[tuple[str, ...]], names: Names, unit: str | None = None
) -> list[Heading]:
    """The headings of a header, in column order; columns without text are left out.

    ``parts[c]`` are the texts above column ``c``, the lowest last. ``unit`` is the unit of money
    that a title gives to columns without one of their own.
    """
    lowest = Counter(squeeze(texts[-1]) for texts in parts if texts)
    headings = [
        _heading(column, texts, names, lowest[squeeze(texts[-1])] > 1)
        for column, texts in enumerate(parts)
        if texts
    ]
    headings = _without_spare_records(_without_yielding(headings, names))
    taken = {h.meaning.label for h in headings if h.meaning}
    compared = [h if h.meaning or h.fixed else _compared(h, names, taken) for h in headings]
    return [_with_unit(h, unit) for h in compared]


def _heading(column: int, texts: tuple[str, ...], names: Names, shared: bool) -> Heading:
    """The whole header, then its two lowest rows, then the lowest, if no other column has it."""
    whole = BETWEEN.join(texts)
    if len(texts) > 1:
        for written in (whole, BETWEEN.join(texts[-2:])):
            if squeeze(written) in names.fixed:
                found = names.find(written)
                meaning, unit = found or (None, None)
                return Heading(column, written, meaning, unit, fixed=True)
            found = names.find(written.replace(BETWEEN, ""))
            if found is not None:
                return Heading(column, written, *found)
    fixed = squeeze(texts[-1]) in names.fixed
    found = names.find(texts[-1])
    if fixed or len(texts) == 1:
        meaning, unit = found or (None, None)
        return Heading(column, texts[-1], meaning, unit, fixed=fixed)
    if found is None or shared:
        return Heading(column, whole, resembles=found[0].label if found else None)
    return Heading(column, texts[-1], *found)


def _with_unit(heading: Heading, unit: str | None) -> Heading:
    meaning = heading.meaning
    if unit is None or heading.unit or meaning is None or not _fits(unit, meaning):
        return heading
    return replace(heading, unit=unit)


def count_known(cells: Sequence[Cell], names: Names) -> int:
    """How many cells of a row are headers."""
    return sum(1 for c in cells if isinstance(c, str) and c and _known(c, names))


def _known(written: str, names: Names) -> bool:
    key = squeeze(written)
    return key in names.fixed or key in names.sources or names.find(written) is not None


def _without_yielding(headings: list[Heading], names: Names) -> list[Heading]:
    kept: list[Heading] = []
    for heading in headings:
        meaning = heading.meaning
        rivals = [h for h in headings if h is not heading and h.meaning and meaning]
        shared = any(meaning and h.meaning and h.meaning.label == meaning.label for h in rivals)
        gives_way = shared and squeeze(heading.written) in names.yielding
        gives_way = gives_way and not heading.fixed
        kept.append(Heading(heading.column, heading.written) if gives_way else heading)
    return kept


def _without_spare_records(headings: list[Heading]) -> list[Heading]:
    """A register may well have two columns of units: no rule reads them, so one is enough.

    A number of another kind (线索id) beside the case number itself is one too many as well.
    """
    best: dict[str, Heading] = {}
    for heading in sorted(headings, key=_rank, reverse=True):
        if heading.meaning is not None:
            best.setdefault(heading.meaning.label, heading)
    return [
        Heading(heading.column, heading.written, resembles=meaning.label)
        if (meaning := heading.meaning) and _gives_way(heading, best[meaning.label])
        else heading
        for heading in headings
    ]


def _gives_way(heading: Heading, best: Heading) -> bool:
    fact = heading.meaning.fact if heading.meaning else None
    if fact is None or fact.kind != "record" or heading is best:
        return False
    return not fact.required or (fact.type == "identifier" and _rank(best) > _rank(heading))


def _rank(heading: Heading) -> bool:
    return heading.fixed or (heading.meaning is not None and heading.meaning.canonical)


def _compared(heading: Heading, names: Names, taken: set[str]) -> Heading:
    """The unknown heading, with the free name that it resembles."""
    if heading.resembles:
        return heading
    written = squeeze(heading.written)
    free = [name for name, meaning in names.meanings.items() if meaning.label not in taken]
    if written in names.yielding:
        return heading
    near = process.extractOne(written, free, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    if near is None:
        return heading
    return Heading(heading.column, heading.written, resembles=names.meanings[near[0]].label)


def _readings(written: str) -> Iterator[tuple[str, str | None]]:
    """The header in its compared form, then without numbering, unit, or a hint in brackets."""
    name = _MARKS.sub("", squeeze(written))
    yield name, None
    bare = _NUMBERING.sub("", name, count=1) if _NUMBERING.match(name) else name
    if bare != name:
        yield bare, None
    bracket = _BRACKET.fullmatch(bare)
    if bracket is not None and (bracket[2] in UNITS or bracket[2] in MARKS):
        yield bracket[1], bracket[2]
    elif bracket is not None and _HINTS.fullmatch(bracket[2]):
        yield bracket[1], None
    trailing = _TRAILING_UNIT.fullmatch(bare)
    if trailing is not None:
        yield trailing[1], trailing[2]


def _unit_of(written: str, meaning: Meaning) -> str | None:
    units = (unit for _, unit in _readings(written) if unit is not None and _fits(unit, meaning))
    return next(units, None)


def _fits(unit: str, meaning: Meaning) -> bool:
    if unit in MARKS:
        return meaning.fact is not None and is_ratio(meaning.fact)
    own = meaning.fact.unit if meaning.fact else None
    return own is not None and UNITS[own][0] == UNITS[unit][0]
