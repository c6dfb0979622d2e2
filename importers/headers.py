"""Headers as written to facts: label, then synonym, never a likeness."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from facts import Fact, Vocabulary
from facts.vocabulary import UNITS, Entity
from importers.grid import Cell, cell_text, is_blank, squeeze
from importers.result import How

#: How alike (rapidfuzz ratio) an unknown header must be for a name to be proposed.
LIKENESS = 80

_MARKS = re.compile(r"[*:]|[(\[【](?:必填|必填项|选填|可选)[)\]】]")
_BRACKET = re.compile(r"(.+)[(\[【](?:单位:?)?([^()\[\]【】]+)[)\]】]")
#: Bracketed words about how to fill a column in; they do not change what it means.
_HINTS = re.compile(r"是/?否|有/?无|√/?×|年/?月/?日|到分钟|精确到分钟|文本|单选|多选|可多选")


@dataclass(frozen=True)
class Naming:
    """A column of a flat sheet whose cells name subjects of one role."""

    label: str
    synonyms: tuple[str, ...]
    kind: str
    role: str


NAMINGS = (
    Naming("主要领导", ("主要领导姓名", "主要负责人"), "individual", "main_leader"),
    Naming("分管领导", ("分管领导姓名", "分管负责人"), "individual", "deputy_leader"),
    Naming("领导班子", ("班子", "班子名称", "领导班子名称"), "team", "unit"),
)


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

    @property
    def how(self) -> How:
        """How the meaning was found."""
        if self.meaning is None:
            return "kept"
        return "canonical" if self.meaning.canonical else "synonym"


@dataclass(frozen=True)
class Names:
    """All names that headers of one kind of sheet may use, in their compared form."""

    meanings: Mapping[str, Meaning]
    #: Names that give way when another column has the fact (personal data: 姓名).
    yielding: frozenset[str] = field(default_factory=frozenset)

    def find(self, written: str) -> tuple[Meaning, str | None] | None:
        """The meaning of a header and the unit that it gives, or None."""
        for name, unit in _readings(written):
            meaning = self.meanings.get(name)
            if meaning is not None and (unit is None or _fits(unit, meaning)):
                return meaning, unit
        return None


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


def read_headings(cells: Sequence[Cell], names: Names) -> list[Heading]:
    """The headings of a header row, in column order; cells without text are left out."""
    headings: list[Heading] = []
    for column, cell in enumerate(cells):
        if is_blank(cell):
            continue
        written = cell_text(cell)
        found = names.find(written)
        meaning, unit = found if found else (None, None)
        headings.append(Heading(column, written, meaning, unit))
    headings = _without_yielding(headings, names)
    taken = {h.meaning.label for h in headings if h.meaning}
    return [h if h.meaning else _compared(h, names, taken) for h in headings]


def count_known(cells: Sequence[Cell], names: Names) -> int:
    """How many cells of a row are headers."""
    return sum(1 for c in cells if isinstance(c, str) and c and names.find(c) is not None)


def _without_yielding(headings: list[Heading], names: Names) -> list[Heading]:
    kept: list[Heading] = []
    for heading in headings:
        meaning = heading.meaning
        rivals = [h for h in headings if h is not heading and h.meaning and meaning]
        shared = any(meaning and h.meaning and h.meaning.label == meaning.label for h in rivals)
        gives_way = shared and squeeze(heading.written) in names.yielding
        kept.append(Heading(heading.column, heading.written) if gives_way else heading)
    return kept


def _compared(heading: Heading, names: Names, taken: set[str]) -> Heading:
    """The unknown heading, with the free name that it resembles."""
    written = squeeze(heading.written)
    free = [name for name, meaning in names.meanings.items() if meaning.label not in taken]
    if written in names.yielding:
        return heading
    near = process.extractOne(written, free, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    if near is None:
        return heading
    return Heading(heading.column, heading.written, resembles=names.meanings[near[0]].label)


def _readings(written: str) -> Iterator[tuple[str, str | None]]:
    """The header in its compared form, then without a unit or a hint in brackets."""
    name = _MARKS.sub("", squeeze(written))
    yield name, None
    bracket = _BRACKET.fullmatch(name)
    if bracket is None:
        return
    if bracket[2] in UNITS:
        yield bracket[1], bracket[2]
    elif _HINTS.fullmatch(bracket[2]):
        yield bracket[1], None


def _fits(unit: str, meaning: Meaning) -> bool:
    own = meaning.fact.unit if meaning.fact else None
    return own is not None and UNITS[own][0] == UNITS[unit][0]
