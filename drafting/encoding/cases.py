"""Total cases in words: read from a z3 model, shown to a person, and given to the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf
from typing import Any

import z3

from drafting.encoding.conclusions import Conclusions
from drafting.encoding.space import FactSpace, Term
from drafting.trial_values import TrialValues
from drafting.written_values import merged, plain_day
from facts import Fact, Vocabulary, table_from_rows
from facts.columns import FALSE_LABEL, NO_TEXT, TRUE_LABEL, show_value
from sanctions import Decider, Determination, decide
from sanctions.outcome import Point

BLANK_LABEL = "空白"


@dataclass(frozen=True)
class Case:
    """One subject's facts (label → value as in a row), and the choices made by a person."""

    vocabulary: Vocabulary
    facts: Mapping[str, Any]
    choices: Mapping[str, str] = field(default_factory=dict)
    #: A plain day, from which what is worked out from days is made.
    day: date = date(2010, 3, 1)

    def rows(self) -> list[dict[str, Any]]:
        """Rows for ``table_from_rows``: the subject first, then others that make up the count."""
        row: dict[str, Any] = {"案件编号": "1", "责任主体": "甲"}
        others, values = 1, TrialValues(self.vocabulary, self.day, self._written())
        worked_out: list[Mapping[str, Any]] = []
        for label, value in self.facts.items():
            fact = self.vocabulary.by_label(label)
            if fact.count is not None:
                others = round(value)
            elif fact.formula or fact.aggregate is not None:
                worked_out.append(values.reaching(fact, value) or {})
            elif fact.type == "text":
                row[label] = "已写明" if value == TRUE_LABEL else NO_TEXT
            else:
                row[label] = value
        row.update(merged(worked_out))
        return [row, *({**row, "责任主体": f"乙{i}"} for i in range(1, others))]

    def _written(self) -> dict[str, float]:
        """The numbers and days that the case gives, not those that are worked out."""
        facts = self.vocabulary.by_label
        numbers = {k: v for k, v in self.facts.items() if isinstance(v, float)}
        return {label: value for label, value in numbers.items() if facts(label).written}

    def words(self, label: str) -> str:
        """The value of a fact as a person would write it."""
        fact, value = self.vocabulary.by_label(label), self.facts.get(label)
        if value is None:
            return BLANK_LABEL
        if fact.type in ("number", "date", "datetime") and isinstance(value, float):
            return show_value(fact, value, value)
        if fact.type == "choices":
            labels = {c.id: c.label for c in fact.choices}
            return "、".join(labels[item] for item in value) or NO_TEXT
        if fact.type == "text":
            return "已写明" if value == TRUE_LABEL else NO_TEXT
        return str(value)

    def spent(self) -> dict[str, str]:
        """The derived durations, in words."""
        found = {}
        for fact in self.vocabulary.facts:
            if fact.derive is None:
                continue
            later, earlier = (self.facts.get(part) for part in fact.derive)
            if isinstance(later, float) and isinstance(earlier, float):
                found[fact.label] = (
                    "未报告" if later == inf else show_value(fact, *[later - earlier] * 2)
                )
        return found


def case_from_model(model: Any, conclusions: Conclusions) -> Case:
    """The case of one subject in a model, with the choices that the case calls for."""
    space = conclusions.space
    facts = {
        fact.label: _value(model, space, fact)
        for fact in space.vocabulary.facts
        if fact.label in space.facts
    }
    day = plain_day(conclusions.book.book.metadata.in_force.start)
    return Case(space.vocabulary, facts, _choices(model, conclusions), day)


def _true(model: Any, term: Term) -> bool:
    return bool(z3.is_true(model.eval(term, model_completion=True)))


def _value(model: Any, space: FactSpace, fact: Fact) -> Any:
    if fact.type in ("boolean", "text"):
        return TRUE_LABEL if _true(model, space.yes(fact)) else FALSE_LABEL
    if fact.type == "choice":
        position = model.eval(space.choice(fact), model_completion=True).as_long()
        return fact.choices[position].label
    if fact.type == "choices":
        names = [n for n in space.terms if n.startswith(f"{fact.label}#")]
        listed = sorted(int(n.partition("#")[2]) for n in names if _true(model, space.terms[n]))
        return [fact.choices[i].id for i in listed]
    quantity = space.quantity(fact)
    if _true(model, quantity.never):
        return inf
    found = model.eval(quantity.value, model_completion=True)
    return float(found.as_long() if z3.is_int_value(found) else found.as_fraction())


def _choices(model: Any, conclusions: Conclusions) -> dict[str, str]:
    """What a person would have to choose in this case, and chose, in words."""
    found: dict[str, str] = {}
    person, book = conclusions.person, conclusions.book.book
    goals = {goal.id: goal for c in conclusions.book.clusters for goal in c.goals}
    for name, terms in conclusions.goals.items():
        if _true(model, terms.conflict):
            stands = _true(model, person.stands(name))
            words = "以经办人的认定为准" if stands else "以各项要素为准"
            found[f"认定与要素：{goals[name].name}"] = words
        if name in goals and _true(model, terms.reading):
            texts = {r.id: r.text for rule in goals[name].rules for r in rule.readings}
            for option in (i for i in texts if i):
                if _true(model, person.option(f"读法:{name}", tuple(texts), option)):
                    found[f"读法：{goals[name].name}"] = texts[option]
    if _true(model, z3.And(conclusions.scope, conclusions.fault, conclusions.silent)):
        for responsibility in book.metadata.responsibilities:
            if _true(model, conclusions.responsibilities[responsibility.id]):
                found["责任认定"] = responsibility.label
    return found


def decided(decider: Decider, case: Case) -> tuple[Determination, frozenset[Point]]:
    """What the engine makes of a case: its determination, and every point it may come to."""
    found = decide(decider, table_from_rows(case.vocabulary, case.rows()))
    return found[0], decider.outcome(int(found.outcomes[0])).points
