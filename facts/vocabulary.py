"""The vocabulary: what every fact is called, means, and may hold."""

from functools import cache, cached_property
from importlib import resources
from typing import Any, Self

import yaml
from pydantic import Field, model_validator

from facts.fact import Choice, Entity, Fact, RecordKind, Strict
from facts.formulas import formula, labels_in
from facts.misstated import Misstated
from facts.yaml_text import LOADER


class Vocabulary(Strict):
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


class Extension(Strict):
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
