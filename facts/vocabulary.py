"""The vocabulary: what every fact is called, means, and may hold."""

from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

Entity = Literal["case", "subject"]
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
    "人": ("people", 1),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(_Strict):
    """One value that a choice fact may hold."""

    id: str
    label: str
    synonyms: tuple[str, ...] = ()


class Fact(_Strict):
    """A typed value about a case or a subject.

    ``unit`` names the base unit of a number (元, 人). ``derive`` makes a duration
    fact from two datetime facts (later, earlier); ``count: subjects`` makes a number
    of the subjects of the case. Nobody writes such facts.
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
            raise ValueError(f"{self.label}: choices belong to choice facts, and to no other")
        if (self.type == "duration") != (self.derive is not None):
            raise ValueError(f"{self.label}: a duration is derived from two datetimes")
        if self.unit is not None and self.unit not in UNITS:
            raise ValueError(f"{self.label}: unit {self.unit} is not one of {', '.join(UNITS)}")
        return self

    @property
    def written(self) -> bool:
        """Does a person write it (or is it derived)?"""
        return self.derive is None and self.count is None

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


class Vocabulary(_Strict):
    """All facts, in the order in which the template lists them."""

    facts: tuple[Fact, ...]
    #: Headings of personal data: passed through, closed to every rule.
    identity_headers: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        seen: dict[tuple[str, str], str] = {}
        ids: set[str] = set()
        for fact in self.facts:
            if fact.id in ids:
                raise ValueError(f"fact id {fact.id} is given twice")
            ids.add(fact.id)
            for name in (fact.label, *fact.synonyms):
                other = seen.setdefault((fact.entity, name), fact.id)
                if other != fact.id:
                    raise ValueError(f"{name} names both {other} and {fact.id}")
        labels = {fact.label for fact in self.facts}
        for fact in self.facts:
            for part in fact.derive or ():
                if part not in labels:
                    raise ValueError(f"{fact.label} is derived from {part}, which is not a fact")
        return self

    @cached_property
    def _by_label(self) -> dict[str, Fact]:
        return {fact.label: fact for fact in reversed(self.facts)}

    def by_label(self, label: str) -> Fact:
        """The fact with this Chinese label; KeyError when there is none."""
        return self._by_label[label]

    def get(self, label: str) -> Fact | None:
        """The fact with this Chinese label or synonym, or None."""
        for fact in self.facts:
            if label == fact.label:
                return fact
        for fact in self.facts:
            if label in fact.synonyms:
                return fact
        return None

    def of(self, entity: Entity) -> tuple[Fact, ...]:
        """The facts that a person writes about this entity (not the derived ones)."""
        return tuple(f for f in self.facts if f.entity == entity and f.written)


def load_vocabulary(data: dict[str, Any]) -> Vocabulary:
    """A vocabulary from parsed YAML; pydantic's ValidationError says what is wrong where."""
    return Vocabulary.model_validate(data)


@cache
def core_vocabulary() -> Vocabulary:
    """The vocabulary that ships with wenze."""
    text = resources.files("facts").joinpath("data/core.yaml").read_text(encoding="utf-8")
    return load_vocabulary(yaml.safe_load(text))


#: Day 0 of date columns and minute 0 of datetime columns.
EPOCH = date(1970, 1, 1)
