"""The vocabulary: what every fact is called, means, and may hold."""

from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from facts.formulas import formula, labels_in
from facts.misstated import Misstated
from facts.yaml_text import LOADER

#: "case", "subject", or the id of a kind of record.
Entity = str
FactType = Literal[
    "boolean", "choice", "choices", "number", "date", "datetime", "duration", "text", "identifier"
]
#: ``fact``: observable; ``judgement``: open meaning, only a person may state it;
#: ``finding``: what the official has already established; ``record``: kept and shown,
#: closed to every rule (names, units, narrative).
FactKind = Literal["fact", "judgement", "finding", "record"]

#: Longest first, so that 万元 is found before 元. Factors to the base unit of each dimension.
UNITS: dict[str, tuple[str, float]] = {
    "亿元": ("money", 100_000_000),
    "万元": ("money", 10_000),
    "元": ("money", 1),
    "分钟": ("duration", 1),
    "小时": ("duration", 60),
    "天": ("duration", 1440),
    "个月": ("months", 1),
    "年": ("months", 12),
    "人": ("people", 1),
    "次": ("times", 1),
    "票": ("votes", 1),
    "分": ("points", 1),
    "个工作日": ("workdays", 1),
    "日": ("days", 1),
    "篇": ("papers", 1),
    "户": ("households", 1),
    "件": ("pieces", 1),
    "项": ("items", 1),
    "个": ("count", 1),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(_Strict):
    """One value that a choice fact may hold."""

    id: str
    label: str
    synonyms: tuple[str, ...] = ()


class Within(_Strict):
    """Bounds of a number, both included."""

    least: float | None = None
    most: float | None = None


class Window(_Strict):
    """Which records count by their date: those in the time before a day, or in its year.

    ``before`` is a date fact of the case or the subject. ``months`` reach back from it (rolling,
    that day included); ``calendar`` takes the year, half-year or quarter that it falls in.
    """

    date: str
    before: str
    months: int | None = None
    calendar: Literal["year", "half_year", "quarter"] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.months is None) == (self.calendar is None):
            raise Misstated(
                "months 和 calendar 要写一种，只写一种", "give either `months` or `calendar`"
            )
        return self


class Aggregate(_Strict):
    """A number from the records of a subject or case.

    ``compute``: count of the records; sum, most or least of the column ``of``; run, the longest
    stretch of consecutive years (column ``of``) with a matching record, or with ``latest`` the
    one that ends in the latest year on record. ``among`` chooses the series of records (their
    latest year is the one that counts), ``where`` those of it that match; both name choices or
    bounds of columns. A record that may or may not match makes the number an interval. Records
    that were not kept could exist: the number is only a lower bound, unless the yes/no fact
    ``complete`` is 是.
    """

    records: str
    compute: Literal["count", "sum", "most", "least", "run"]
    of: str = ""
    among: dict[str, tuple[str, ...] | Within] = Field(default_factory=dict)
    where: dict[str, tuple[str, ...] | Within] = Field(default_factory=dict)
    window: Window | None = None
    latest: bool = False
    complete: str = ""


class Fact(_Strict):
    """A typed value about a case, a subject, or a record of one of them.

    ``unit`` names the base unit of a number (元, 人). Nobody writes the facts that follow from
    others: ``derive`` makes a duration from two datetime facts (later, earlier); ``count:
    subjects`` a number of the subjects of the case; ``formula`` a number or date from others
    (see facts/formulas.py); ``aggregate`` a number from records.
    """

    id: str
    label: str
    entity: Entity
    type: FactType
    kind: FactKind = "fact"
    unit: str | None = None
    required: bool = False
    minimum: float | None = None
    choices: tuple[Choice, ...] = ()
    synonyms: tuple[str, ...] = ()
    special: dict[str, str] = Field(default_factory=dict)
    derive: tuple[str, str] | None = None
    count: Literal["subjects"] | None = None
    formula: str = ""
    aggregate: Aggregate | None = None
    group: str = ""
    question: str = ""
    note: str = ""
    example: str = ""

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Fact({self.label})"

    @model_validator(mode="after")
    def _choices_fit(self) -> Self:
        if (self.type in ("choice", "choices")) != bool(self.choices):
            raise Misstated(
                f"{self.label}：选择类的事实要列出选项，别的事实不列",
                f"{self.label}: choices belong to choice facts, and to no other",
            )
        if (self.type == "duration") != (self.derive is not None):
            raise Misstated(
                f"{self.label}：时长由两个时刻得出（derive）",
                f"{self.label}: a duration is derived from two datetimes",
            )
        ways = (self.derive, self.count, self.formula or None, self.aggregate)
        if sum(way is not None for way in ways) > 1:
            raise Misstated(
                f"{self.label}：derive、count、formula、aggregate 只能写一种",
                f"{self.label}: give one of derive, count, formula, aggregate",
            )
        if self.formula and self.type not in ("number", "date"):
            raise Misstated(
                f"{self.label}：公式得出的是数或者日期",
                f"{self.label}: a formula makes a number or a date",
            )
        if self.aggregate is not None and self.type != "number":
            raise Misstated(
                f"{self.label}：由记录汇总的是数", f"{self.label}: an aggregate is a number"
            )
        if self.unit is not None and self.unit not in UNITS:
            raise Misstated(
                f"{self.label}：没有“{self.unit}”这个单位（可用：{'、'.join(UNITS)}）",
                f"{self.label}: unit {self.unit} is not one of {', '.join(UNITS)}",
            )
        return self

    @property
    def written(self) -> bool:
        """Does a person write it (or is it derived)?"""
        return (
            self.derive is None
            and self.count is None
            and not self.formula
            and self.aggregate is None
        )

    @property
    def readable(self) -> bool:
        """May a rule read it? Records never: like facts, like outcome."""
        return self.kind != "record"

    def choice_index(self, written: str) -> int | None:
        """The position of the choice written as id, label or synonym."""
        for index, choice in enumerate(self.choices):
            if written in (choice.id, choice.label) or written in choice.synonyms:
                return index
        return None


class RecordKind(_Strict):
    """A kind of record, on a sheet of its own: one row a record, many for a subject or case.

    ``owner`` says whose records they are: a case's (told by 案件编号) or a subject's (told by
    责任主体, and by 案件编号 too where the sheet has it).
    """

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    owner: Literal["case", "subject"] = "subject"
    note: str = ""


class Vocabulary(_Strict):
    """All facts, in the order in which the template lists them."""

    facts: tuple[Fact, ...]
    records: tuple[RecordKind, ...] = ()
    #: Headings of personal data: passed through, closed to every rule.
    identity_headers: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        seen: dict[tuple[str, str], str] = {}
        ids: set[str] = set()
        for fact in self.facts:
            if fact.id in ids:
                raise Misstated(f"事实编号 {fact.id} 写了两次", f"fact id {fact.id} is given twice")
            ids.add(fact.id)
            for name in (fact.label, *fact.synonyms):
                other = seen.setdefault((fact.entity, name), fact.id)
                if other != fact.id:
                    raise Misstated(
                        f"“{name}”既是 {other} 的名称，又是 {fact.id} 的名称",
                        f"{name} names both {other} and {fact.id}",
                    )
        entities = {"case", "subject", *(kind.id for kind in self.records)}
        for fact in self.facts:
            if fact.entity not in entities:
                raise Misstated(
                    f"{fact.label}：没有“{fact.entity}”这种记录（entity）",
                    f"{fact.label}: there is no entity {fact.entity}",
                )
        for fact in self.facts:
            self._check_parts(fact)
        return self

    def _check_parts(self, fact: Fact) -> None:
        """ValueError when a fact follows from something that is not there."""
        own = {f.label for f in self.facts if f.entity in ("case", "subject")}
        known = own if fact.entity in ("case", "subject") else self._labels(fact.entity)
        parts = labels_in(formula(fact.formula)) if fact.formula else fact.derive or ()
        spec = fact.aggregate
        if spec is not None:
            if spec.records not in {kind.id for kind in self.records}:
                raise Misstated(
                    f"{fact.label}：没有“{spec.records}”这种记录（records）",
                    f"{fact.label}: there are no records {spec.records}",
                )
            columns = self._labels(spec.records)
            read = [spec.of] if spec.of else []
            read += [*spec.among, *spec.where]
            if spec.window is not None:
                read.append(spec.window.date)
                parts = (*parts, spec.window.before)
            if spec.complete:
                parts = (*parts, spec.complete)
            for label in read:
                if label not in columns:
                    raise Misstated(
                        f"{fact.label}：{spec.records} 没有“{label}”这一列",
                        f"{fact.label}: {spec.records} has no column {label}",
                    )
        for part in parts:
            if part not in known:
                raise Misstated(
                    f"{fact.label} 由“{part}”得出，而没有这一项事实",
                    f"{fact.label} is derived from {part}, which is not a fact",
                )

    def _labels(self, entity: Entity) -> set[str]:
        return {fact.label for fact in self.facts if fact.entity == entity}

    @cached_property
    def _by_label(self) -> dict[str, Fact]:
        own = [fact for fact in self.facts if fact.entity in ("case", "subject")]
        return {fact.label: fact for fact in reversed(own)}

    def by_label(self, label: str) -> Fact:
        """The fact with this Chinese label; KeyError when there is none."""
        return self._by_label[label]

    def get(self, label: str) -> Fact | None:
        """The fact of a case or subject with this Chinese label or synonym, or None."""
        facts = [fact for fact in self.facts if fact.entity in ("case", "subject")]
        for fact in facts:
            if label == fact.label:
                return fact
        for fact in facts:
            if label in fact.synonyms:
                return fact
        return None

    def of_record(self, kind: str, label: str) -> Fact:
        """The fact with this label of a kind of record; KeyError when there is none."""
        for fact in self.facts:
            if fact.entity == kind and fact.label == label:
                return fact
        raise KeyError(label)

    def written_behind(self, fact: Fact) -> tuple[Fact, ...]:
        """The facts that a person writes and that this one follows from; itself when written.

        Of a number from records: the fact that says whether all are kept, else the number.
        """
        if fact.entity not in ("case", "subject"):
            return (fact,)
        if fact.derive is not None:
            labels: tuple[str, ...] = fact.derive
        elif fact.formula:
            labels = labels_in(formula(fact.formula))
        elif fact.aggregate is not None and fact.aggregate.complete:
            labels = (fact.aggregate.complete,)
        else:
            return (fact,)
        parts = (part for label in labels for part in self.written_behind(self.by_label(label)))
        return tuple(dict.fromkeys(parts))

    def of(self, entity: Entity) -> tuple[Fact, ...]:
        """The facts that a person writes about this entity (not the derived ones)."""
        return tuple(f for f in self.facts if f.entity == entity and f.written)


class Extension(_Strict):
    """What a book adds to the vocabulary: facts, record sheets, and choices of core facts."""

    facts: tuple[Fact, ...] = ()
    records: tuple[RecordKind, ...] = ()
    choices: dict[str, tuple[Choice, ...]] = Field(default_factory=dict)


def extended(core: Vocabulary, extension: Extension, listing: tuple[Choice, ...]) -> Vocabulary:
    """The vocabulary of a book: the core, what the book adds, and its faults to be listed.

    The core's own faults stay when they name all those of the book. ValueError when a fact or a
    header is defined twice.
    """
    facts = []
    unknown = extension.choices.keys() - {fact.label for fact in core.facts}
    if unknown:
        names = "、".join(sorted(unknown))
        raise Misstated(
            f"choices：{names} 不是核心词汇表里的事实",
            f"choices: {names} is not a fact of the core",
        )
    for fact in core.facts:
        choices = (*fact.choices, *extension.choices.get(fact.label, ()))
        if fact.label == LISTING and not {c.id for c in choices} >= {c.id for c in listing}:
            choices = listing
        same = choices == fact.choices
        facts.append(fact if same else fact.model_copy(update={"choices": choices}))
    return Vocabulary(
        facts=(*facts, *extension.facts),
        records=(*core.records, *extension.records),
        identity_headers=core.identity_headers,
    )


#: The fact that holds the official's own finding.
LISTING = "过错情形"


def load_vocabulary(data: dict[str, Any]) -> Vocabulary:
    """A vocabulary from parsed YAML; pydantic's ValidationError says what is wrong where."""
    return Vocabulary.model_validate(data)


@cache
def core_vocabulary() -> Vocabulary:
    """The vocabulary that ships with wenze."""
    text = resources.files("facts").joinpath("data/core.yaml").read_text(encoding="utf-8")
    return load_vocabulary(yaml.load(text, Loader=LOADER))


#: Day 0 of date columns and minute 0 of datetime columns.
EPOCH = date(1970, 1, 1)
