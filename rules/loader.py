"""From a book's folder to a compiled book; every mistake found is reported at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from facts import Text, Vocabulary, core_vocabulary
from facts.fact import Choice
from facts.misstated import Misstated, told
from facts.vocabulary import Extension, extended
from rules.atoms import Concluded
from rules.book import Book, Metadata, Outline, Rule
from rules.clusters import Cluster, CompiledRule
from rules.compiler import Compiler
from rules.crosscheck import cross_check
from rules.errors import BookError, Mistake, Place, nearest
from rules.measures import Baseline, Measure, Tariff
from rules.report import Report
from rules.source import Source, read_source

BOOKS = Path(__file__).parent / "books"
DEFAULT_BOOK = "zhangye-2009"


@dataclass(frozen=True)
class CompiledBook:
    """A book ready to be run: its clusters in the order of the stages."""

    book: Book
    vocabulary: Vocabulary
    folder: Path
    clusters: tuple[Cluster, ...]

    @property
    def id(self) -> str:
        """The book's id."""
        return self.book.id

    def stage(self, stage: str) -> tuple[Cluster, ...]:
        """The clusters of one stage ("scope" comes before all others)."""
        return self._stages.get(stage, ())

    @cached_property
    def _stages(self) -> dict[str, tuple[Cluster, ...]]:
        names = dict.fromkeys(cluster.stage for cluster in self.clusters)
        return {name: tuple(c for c in self.clusters if c.stage == name) for name in names}

    @cached_property
    def readers(self) -> dict[str, tuple[str, ...]]:
        """For each fact that a person writes: the names of what is concluded from it."""
        found: dict[str, dict[str, None]] = {"情节": {"裁量基准": None}}
        for cluster in self.clusters:
            for goal in cluster.goals:
                for atom in goal.atoms:
                    if not isinstance(atom, Concluded):
                        for part in self.vocabulary.written_behind(atom.fact):
                            found.setdefault(part.label, {})[goal.name] = None
        return {label: tuple(names) for label, names in found.items()}

    @cached_property
    def rules(self) -> dict[str, CompiledRule]:
        """All rules by id, scope conditions included."""
        return {r.id: r for c in self.clusters for g in c.goals for r in g.rules}


def book_ids() -> list[str]:
    """The ids of the books that ship with wenze."""
    return sorted(p.name for p in BOOKS.iterdir() if (p / "book.yaml").is_file())


def load_book(name: str | Path, vocabulary: Vocabulary | None = None) -> CompiledBook:
    """The compiled book with this id, or in this folder. BookError lists every mistake."""
    folder = Path(name)
    if not (folder / "book.yaml").is_file():
        folder = BOOKS / str(name)
    if not (folder / "book.yaml").is_file():
        message = Text(
            f"没有规则书“{name}”（现有：{'、'.join(book_ids())}）",
            f"there is no rule book “{name}” (known: {', '.join(book_ids())})",
        )
        raise BookError([Mistake(Place(str(name)), message, nearest(str(name), book_ids()))])
    return compile_source(read_source(folder), vocabulary)


def compile_source(source: Source, vocabulary: Vocabulary | None = None) -> CompiledBook:
    """The compiled book of parsed files, changed in memory or not. BookError as ``load_book``."""
    report = Report(source)
    book = _read(source, report)
    report.settle()
    vocabulary = _vocabulary(source, book, vocabulary or core_vocabulary(), report)
    report.settle()
    cross_check(book, report)
    clusters = Compiler(book, vocabulary, report).clusters()
    report.settle()
    compiled = CompiledBook(book, vocabulary, source.folder, clusters)
    return replace(compiled, vocabulary=_only_what_is_read(vocabulary, compiled.readers))


#: What a row must have under any book: whose case it is, and whether a person or a team.
_ALWAYS_REQUIRED = ("案件编号", "责任主体", "主体类别", "所属案件")


def _only_what_is_read(vocabulary: Vocabulary, readers: Mapping[str, Sequence[str]]) -> Vocabulary:
    """The vocabulary without demands for facts that no rule of the book reads."""
    facts = tuple(
        fact.model_copy(update={"required": False})
        if fact.required and fact.label not in readers and fact.label not in _ALWAYS_REQUIRED
        else fact
        for fact in vocabulary.facts
    )
    return vocabulary.model_copy(update={"facts": facts})


@dataclass(frozen=True)
class _Extended:
    core: Vocabulary
    given: tuple[str, tuple[Choice, ...]]
    vocabulary: Vocabulary


#: The last one: the many variants of a book that a drafter tries have the very same facts.
_LAST: list[_Extended] = []


def _vocabulary(source: Source, book: Book, core: Vocabulary, report: Report) -> Vocabulary:
    """The core vocabulary, what the book adds to it, and the book's own faults for listing."""
    listing = tuple(
        Choice(id=f.id, label=f.label, synonyms=(f.name,) if f.name != f.label else ())
        for f in book.metadata.faults
    )
    data = source.data.get("facts.yaml") or {}
    given = repr(data), listing
    for known in _LAST:
        if known.core is core and known.given == given:
            return known.vocabulary
    try:
        found = extended(core, Extension.model_validate(data), listing)
        _LAST[:] = [_Extended(core, given, found)]
        return found
    except ValidationError as error:
        for detail in error.errors():
            report.add(("facts.yaml", detail["loc"]), told(detail))
    except Misstated as error:
        report.add(("facts.yaml", ()), error.text)
    return core


def _read(source: Source, report: Report) -> Book:
    parts: dict[str, Any] = {}
    for name, file, kind in (
        ("metadata", "book.yaml", Metadata),
        ("outline", "outline.yaml", Outline),
        ("rules", "rules.yaml", tuple[Rule, ...]),
        ("catalogue", "catalogue.yaml", tuple[Measure, ...]),
        ("baseline", "baseline.yaml", Baseline),
        ("tariff", "tariff.yaml", Tariff),
    ):
        if file not in source.data:
            continue
        try:
            parts[name] = TypeAdapter(kind).validate_python(source.data[file])
        except ValidationError as error:
            for detail in error.errors():
                report.add((file, detail["loc"]), told(detail))
    report.settle()
    return Book(**parts, sha256=source.sha256)
