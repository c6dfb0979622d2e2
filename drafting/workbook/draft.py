"""A book and its example cases as plain data, the same whether from YAML or from a workbook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError

from drafting.examples import EXAMPLES_FILE, Example
from facts import Text, core_vocabulary
from facts.fact import Choice
from facts.misstated import told
from facts.vocabulary import Extension, Vocabulary, extended
from facts.yaml_text import parsed
from rules.book import Book, Metadata, Outline, Rule
from rules.errors import BookError, Mistake, Place
from rules.loader import CompiledBook, load_book
from rules.measures import Baseline, Measure, Tariff
from rules.source import BOOK_FILES, OPTIONAL_FILES, read_source

#: Reasons for keeping what the checks find doubtful; a book need not have any.
KEPT_FILE = "justified.yaml"
#: Every file of a book's folder.
BOOK_AND_CASES = (*BOOK_FILES, *OPTIONAL_FILES, EXAMPLES_FILE, KEPT_FILE)

_T = TypeVar("_T")


class Kept(BaseModel):
    """A finding that the drafter keeps, what it is about, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    place: Annotated[tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)]
    reason: str


@dataclass(frozen=True)
class Cases:
    """The example cases: facts that all share, and each example with its own facts alone."""

    common: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Draft:
    """All that a book's folder says, comments excepted."""

    metadata: Metadata
    outline: Outline
    rules: tuple[Rule, ...]
    catalogue: tuple[Measure, ...]
    baseline: Baseline
    cases: Cases
    kept: tuple[Kept, ...] = ()
    #: Facts and record sheets of the book's own, and the statutory table: where it has them.
    extension: Extension | None = None
    tariff: Tariff | None = None

    def vocabulary(self, of: Vocabulary) -> Vocabulary:
        """The vocabulary of the book, from the one that books extend or from that of any book.

        ValueError where a fact or a heading is defined twice.
        """
        faults = self.metadata.faults
        listing = tuple(
            Choice(id=f.id, label=f.label, synonyms=(f.name,) if f.name != f.label else ())
            for f in faults
        )
        return extended(shared_part(of), self.extension or Extension(), listing)

    def data(self) -> dict[str, Any]:
        """The parsed YAML of each file; what equals its default is left out."""
        cases = {
            "common": dict(self.cases.common),
            "examples": [_example(e) for e in self.cases.examples],
        }
        optional: dict[str, Any] = {}
        if self.extension is not None:
            optional["facts.yaml"] = _plain(self.extension)
        if self.tariff is not None:
            optional["tariff.yaml"] = _plain(self.tariff)
        return {
            "book.yaml": _plain(self.metadata),
            "outline.yaml": _plain(self.outline),
            "rules.yaml": [_plain(rule) for rule in self.rules],
            "catalogue.yaml": [_plain(measure) for measure in self.catalogue],
            "baseline.yaml": _plain(self.baseline),
            EXAMPLES_FILE: cases,
            KEPT_FILE: [_plain(kept) for kept in self.kept],
            **optional,
        }


def shared_part(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary without what a book has added to it."""
    core = core_vocabulary()
    known = {fact.id for fact in vocabulary.facts}
    return core if {fact.id for fact in core.facts} <= known else vocabulary


def draft_of(data: Mapping[str, Any]) -> Draft:
    """The draft of the parsed YAML of each file; pydantic's ValidationError where it is wrong."""
    cases = data[EXAMPLES_FILE]
    return Draft(
        Metadata.model_validate(data["book.yaml"]),
        Outline.model_validate(data["outline.yaml"]),
        TypeAdapter(tuple[Rule, ...]).validate_python(data["rules.yaml"]),
        TypeAdapter(tuple[Measure, ...]).validate_python(data["catalogue.yaml"]),
        Baseline.model_validate(data["baseline.yaml"]),
        Cases(
            dict(cases.get("common") or {}),
            TypeAdapter(tuple[Example, ...]).validate_python(cases.get("examples") or ()),
        ),
        TypeAdapter(tuple[Kept, ...]).validate_python(data[KEPT_FILE]),
        Extension.model_validate(data["facts.yaml"]) if "facts.yaml" in data else None,
        Tariff.model_validate(data["tariff.yaml"]) if "tariff.yaml" in data else None,
    )


def read_draft(name: str | Path) -> tuple[CompiledBook, Draft]:
    """A book by id or folder, with its example cases; BookError when it cannot be used.

    A folder without example cases gives none.
    """
    compiled = load_book(name)
    book = compiled.book
    cases = _parsed(compiled, EXAMPLES_FILE, _cases) or Cases()
    kept = _parsed(compiled, KEPT_FILE, TypeAdapter(tuple[Kept, ...]).validate_python) or ()
    written = read_source(compiled.folder).data.get("facts.yaml")
    extension = None if written is None else Extension.model_validate(written)
    parts = (book.metadata, book.outline, book.rules, book.catalogue, book.baseline)
    return compiled, Draft(*parts, cases, kept, extension, book.tariff)


def as_book(draft: Draft, sha256: str = "") -> Book:
    """The book of a draft; ``sha256`` is of files that the draft does not know."""
    return Book(
        metadata=draft.metadata,
        outline=draft.outline,
        rules=draft.rules,
        catalogue=draft.catalogue,
        baseline=draft.baseline,
        tariff=draft.tariff,
        sha256=sha256,
    )


def _parsed(book: CompiledBook, name: str, understand: Callable[[Any], _T]) -> _T | None:
    """What a file beside the book says; None when there is no such file, or it is empty."""
    file = book.folder / name
    if not file.is_file():
        return None
    place = Place(f"{book.folder.name}/{name}", 1)
    try:
        _, data = parsed(file.read_text(encoding="utf-8"))
        return None if data is None else understand(data)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        message = Text(f"不是有效的 YAML：{error}", f"not valid YAML: {error}")
        raise BookError([Mistake(place, message)]) from error
    except ValidationError as error:
        found = []
        for detail in error.errors():
            message = told(detail)
            found.append(Mistake(place, message))
        raise BookError(found) from error


def _cases(data: Mapping[str, Any]) -> Cases:
    """Not ``read_examples``: that lays the shared facts under each example."""
    examples = [{**e, "facts": e.get("facts") or {}} for e in data.get("examples") or ()]
    understood = TypeAdapter(tuple[Example, ...]).validate_python(examples)
    return Cases(dict(data.get("common") or {}), understood)


def _example(example: Example) -> dict[str, Any]:
    expect = _plain(example.expect)
    faults = {"faults": list(example.expect.faults)} if example.expect.faults else {}
    status = expect.pop("status")
    found: dict[str, Any] = {"id": example.id, "title": example.title}
    if example.about:
        found["about"] = list(example.about)
    expect.pop("faults", None)
    return {**found, "facts": dict(example.facts), "expect": {"status": status, **faults, **expect}}


def _plain(value: Any) -> Any:
    """Mappings, lists and scalars, in the words of the YAML files."""
    if isinstance(value, BaseModel):
        found = {}
        for name, info in type(value).model_fields.items():
            part = getattr(value, name)
            if info.is_required() or part != info.get_default(call_default_factory=True):
                key = info.alias or name
                found[key] = "; ".join(part) if name == "cite" else _plain(part)
        return found
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value
