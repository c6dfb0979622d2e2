"""A book's own example cases: facts in, the determination that the drafter expects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from facts import CaseTable, Text, table_from_rows
from facts.misstated import told
from facts.rows import RowValueError
from facts.yaml_text import line_of, parsed, reason_of
from rules.errors import BookError, Mistake, Place
from rules.loader import CompiledBook
from rules.terms import AdjustmentKind
from sanctions import Decider, Decisions, Determination, decide

EXAMPLES_FILE = "cases.yaml"

#: A fact of examples only: further subjects of the same case, each with its own facts.
OTHERS = "同案其他主体"

Facts = Mapping[str, Any]

#: A day as YAML gives it, or as text.
Day = Annotated[str, BeforeValidator(lambda v: v.isoformat() if isinstance(v, date) else v)]


class Expectation(BaseModel):
    """What must come out. What is left out is not checked, except that ``faults`` is whole.

    Lists are whole when given. ``faults`` are those established; ``options`` what the statute
    leaves open; ``applied`` the adjustment kind suggested (or none) and ``offered`` all kinds on
    offer; ``steps`` the steps of procedure. Of mappings, what is named must be so: ``in_doubt``
    the unknown faults with their basis (``fault-4: conflict``); ``asks`` questions; ``months``,
    ``most`` and ``until`` how long the effects of a measure last, at most, and until which day;
    ``running`` the other decisions whose periods it meets, and how;
    ``due`` the last day of a step.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    status: str
    faults: tuple[str, ...] = ()
    in_doubt: dict[str, str] = Field(default_factory=dict)
    responsibility: str | None = None
    measures: tuple[str, ...] | None = None
    lightest: tuple[str, ...] | None = None
    heaviest: tuple[str, ...] | None = None
    options: tuple[str, ...] | None = None
    applied: AdjustmentKind | Literal["none"] | None = None
    offered: tuple[AdjustmentKind, ...] | None = None
    months: dict[str, int] = Field(default_factory=dict)
    most: dict[str, int] = Field(default_factory=dict)
    until: dict[str, Day] = Field(default_factory=dict)
    running: dict[str, Literal["add", "longer", "apart"]] = Field(default_factory=dict)
    steps: tuple[str, ...] | None = None
    due: dict[str, Day] = Field(default_factory=dict)
    referrals: tuple[str, ...] | None = None
    asks: dict[str, str] = Field(default_factory=dict)


#: Fields of an expectation that are whole when given, and those of which entries are checked.
WHOLE_FIELDS = (
    "responsibility",
    "measures",
    "lightest",
    "heaviest",
    "options",
    "applied",
    "offered",
    "steps",
    "referrals",
)
ENTRY_FIELDS = ("in_doubt", "months", "most", "until", "running", "due", "asks")
#: Lists whose order says nothing.
_UNORDERED = ("faults", "options", "offered", "steps", "referrals")


class Example(BaseModel):
    """One example: which rules or clauses it is about, the facts, and the expectation."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    title: str
    about: tuple[str, ...] = ()
    facts: dict[str, Any]
    expect: Expectation


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise. ``key`` is the fault or fact within ``field``, or ""."""

    field: str
    key: str
    expected: object
    found: object

    def __str__(self) -> str:
        name = f"{self.field} {self.key}" if self.key else self.field
        return f"{name}: 应为 {self.expected}，得到 {self.found}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example and every difference between what was expected and what came out."""

    example: Example
    determination: Determination
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class ExampleFile:
    """The text of a book's examples, what stands in it, and on which line each example begins."""

    text: str
    examples: tuple[Example, ...]
    common: Facts
    anchors: Mapping[str, Any]
    lines: tuple[int, ...]

    @cached_property
    def line_of(self) -> dict[str, int]:
        """The line (1-based) of each example, by id."""
        return {e.id: line for e, line in zip(self.examples, self.lines, strict=True)}


def read_examples(book: CompiledBook) -> list[Example]:
    """The examples of a book; ``common`` facts are beneath those of each example."""
    return list(read_example_file(book).examples)


def read_example_file(book: CompiledBook) -> ExampleFile:
    """The examples with their places. BookError when the file is missing or not as it should be."""
    path = book.folder / EXAMPLES_FILE
    shown = f"{book.folder.name}/{EXAMPLES_FILE}"
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
    except FileNotFoundError:
        raise _refused(shown, 0, Text("规则书没有例案文件", "the book has no examples")) from None
    except UnicodeDecodeError:
        raise _refused(shown, 0, Text("不是 UTF-8 文本", "not UTF-8 text")) from None
    return parse_examples(text, shown)


def parse_examples(text: str, shown: str = EXAMPLES_FILE) -> ExampleFile:
    """The examples written in ``text``; ``shown`` is what mistakes call the file."""
    try:
        node, data = parsed(text)
    except yaml.YAMLError as error:
        raise _refused(shown, line_of(error), reason_of(error)) from None
    if not isinstance(data, dict) or not isinstance(data.get("examples"), list):
        message = Text("应有 examples 一项，列出各例", "a list `examples` is expected")
        raise _refused(shown, 1, message)
    common = data.get("common") or {}
    lines = tuple(item.start_mark.line + 1 for item in entries(node))
    examples: list[Example] = []
    mistakes: list[Mistake] = []
    for raw, line in zip(data["examples"], lines, strict=True):
        name = str(raw.get("id", "")) if isinstance(raw, dict) else ""
        place = Place(shown, line, 0, name)
        merged = {**raw, "facts": {**common, **(raw.get("facts") or {})}} if name else raw
        try:
            example = TypeAdapter(Example).validate_python(merged)
        except ValidationError as error:
            mistakes += [Mistake(place, told(detail)) for detail in error.errors()]
            continue
        if any(example.id == other.id for other in examples):
            mistakes.append(Mistake(place, Text("例案编号重复", "this id is given twice")))
        examples.append(example)
    if mistakes:
        raise BookError(mistakes)
    return ExampleFile(text, tuple(examples), common, data.get("anchors") or {}, lines)


def entries(node: yaml.Node | None) -> list[yaml.Node]:
    """The nodes of the examples in a composed examples file."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "examples":
            return list(value.value)
    return []


def _refused(shown: str, line: int, message: Text, name: str = "") -> BookError:
    return BookError([Mistake(Place(shown, line, 0, name), message)])


# ── deciding ──────────────────────────────────────────────────────────────────


def case_rows(cases: Sequence[tuple[str, Facts]]) -> tuple[list[dict[str, Any]], list[int]]:
    """The rows of one table for many (id, facts), and where each case's own subject stands."""
    rows: list[dict[str, Any]] = []
    positions: list[int] = []
    used: set[str] = set()
    for number, (name, facts) in enumerate(cases):
        own = {k: v for k, v in facts.items() if k != OTHERS}
        key = str(own.get("案件编号") or name)
        own["案件编号"] = key if key not in used else f"{key}#{number}"
        used.add(own["案件编号"])
        own.setdefault("责任主体", "甲")
        positions.append(len(rows))
        rows.append(own)
        rows += [{**other, "案件编号": own["案件编号"]} for other in facts.get(OTHERS) or ()]
    return rows, positions


def example_table(
    book: CompiledBook, examples: Sequence[Example], lines: Mapping[str, int] | None = None
) -> tuple[CaseTable, list[int]]:
    """All examples in one table. BookError names every example with a fact that cannot be read."""
    rows, positions = case_rows([(e.id, e.facts) for e in examples])
    try:
        return table_from_rows(book.vocabulary, rows), positions
    except RowValueError:
        mistakes = list(_unreadable(book, examples, lines or {}))
        if not mistakes:
            raise
        raise BookError(mistakes) from None


def _unreadable(
    book: CompiledBook, examples: Sequence[Example], lines: Mapping[str, int]
) -> Iterator[Mistake]:
    shown = f"{book.folder.name}/{EXAMPLES_FILE}"
    for example in examples:
        try:
            table_from_rows(book.vocabulary, case_rows([(example.id, example.facts)])[0])
        except RowValueError as error:
            place = Place(shown, lines.get(example.id, 0), 0, example.id)
            yield Mistake(place, Text(str(error), f"not a value of this fact: {error}"))


def run_examples(book: CompiledBook, examples: Sequence[Example]) -> list[Outcome]:
    """Decide all examples at once and compare; each comes out as it would by itself."""
    if not examples:
        return []
    table, positions = example_table(book, examples)
    return compare(decide(Decider(book), table), examples, positions)


def compare(
    decisions: Decisions, examples: Sequence[Example], positions: Sequence[int]
) -> list[Outcome]:
    """What came out for each example, which stands at its position in the table."""
    outcomes = []
    for example, position in zip(examples, positions, strict=True):
        determination = decisions[position]
        outcomes.append(Outcome(example, determination, differences(example.expect, determination)))
    return outcomes


def differences(expected: Expectation, found: Determination) -> tuple[Difference, ...]:
    """Every difference between an expectation and what came out."""
    got = expectation_of(found)
    compared = [
        Difference("status", "", expected.status, got.status),
        Difference("faults", "", expected.faults, got.faults),
    ]
    for name in WHOLE_FIELDS:
        wanted = getattr(expected, name)
        if wanted is not None:
            compared.append(Difference(name, "", wanted, getattr(got, name)))
    for name in ENTRY_FIELDS:
        found_entries = getattr(got, name)
        for key, wanted in getattr(expected, name).items():
            compared.append(Difference(name, key, wanted, found_entries.get(key)))
    return tuple(d for d in compared if not _same(d))


def _same(difference: Difference) -> bool:
    wanted, got = difference.expected, difference.found
    if isinstance(wanted, tuple) and difference.field in _UNORDERED:
        return isinstance(got, tuple) and set(wanted) == set(got)
    return wanted == got


def expectation_of(found: Determination) -> Expectation:
    """The whole expectation that a determination fulfils."""
    applied = next((a.kind for a in found.adjustments if a.applied), "none")
    return Expectation(
        status=found.status,
        faults=tuple(f.id for f in found.faults if f.value == "true"),
        in_doubt={f.id: f.basis for f in found.faults if f.value == "unknown"},
        responsibility=found.responsibility,
        measures=tuple(m.id for m in found.measures),
        lightest=found.interval.lightest,
        heaviest=found.interval.heaviest,
        options=found.statutory_options,
        applied=applied,  # type: ignore[arg-type]
        offered=tuple(dict.fromkeys(a.kind for a in found.adjustments)),  # type: ignore[misc]
        months={m: e.months for e in found.effects for m in e.measures},
        most={m: e.most for e in found.effects for m in e.measures if e.most != e.months},
        until={m: e.until for e in found.effects for m in e.measures if e.until},
        running={o.label: o.how for e in found.effects for o in e.earlier},  # type: ignore[misc]
        steps=tuple(step.id for step in found.procedure),
        due={step.id: step.due for step in found.procedure if step.due},
        referrals=tuple(r.id for r in found.referrals),
        asks={q.fact: q.kind for q in found.open_questions},
    )


def cited_clauses(book: CompiledBook) -> frozenset[str]:
    """The clauses that a reason of some example cites: codified, and tested."""
    outcomes = run_examples(book, read_examples(book))
    return frozenset[str]().union(*(clauses_of(o.determination) for o in outcomes))


def clauses_of(determination: Determination) -> frozenset[str]:
    """The clauses that one determination cites."""
    found: set[str] = set()
    for reason in determination.reasons:
        found.update(part.strip() for part in reason.citation.split(";"))
    found.update(c for fault in determination.faults for c in fault.citations)
    return frozenset(found | cited_besides(determination))


def cited_besides(determination: Determination) -> set[str]:
    """The clauses of the measures, of their effects, and of the steps that follow."""
    cites = [measure.citations for measure in determination.measures]
    cites += [effect.citations for effect in determination.effects]
    cites += [step.citations for step in determination.procedure]
    return {clause for cited in cites for clause in cited}
