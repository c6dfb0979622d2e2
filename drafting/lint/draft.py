"""What lint looks at: the compiled book, and where each part of it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from drafting.lint.finding import Finding
from drafting.lint.kinds import KINDS
from drafting.lint.satisfy import Search
from drafting.lint.witness import GRAVITY, Witnesses, readings
from drafting.lint.worked import Worked
from facts import Fact, Text
from rules.atoms import Concluded, Every, Formula
from rules.book import Book
from rules.clusters import CompiledRule, Goal
from rules.loader import CompiledBook
from rules.source import Source, YamlPath


@dataclass(frozen=True)
class Draft:
    """A book that compiles, with its source."""

    compiled: CompiledBook
    source: Source

    @property
    def book(self) -> Book:
        """The book as data."""
        return self.compiled.book

    def finding(
        self,
        kind: str,
        at: tuple[str, YamlPath],
        about: str,
        message: Text,
        example: Worked | None = None,
    ) -> Finding:
        """A finding of a kind, at a part of a file, about a rule, clause, fact …"""
        level, fix = KINDS[kind].level, KINDS[kind].fix
        return Finding(kind, level, self.source.place(*at, about), message, fix, example)

    @cached_property
    def witnesses(self) -> Witnesses:
        """Finds cases that meet conditions of the book."""
        return Witnesses(self.compiled, self.scope)

    def worked(
        self,
        shows: Text,
        *wanted: Formula,
        holds: Iterable[str] = (),
        fails: Iterable[str] = (),
        **how: Any,
    ) -> Worked | None:
        """A case in which all of ``wanted`` is true, or None; ``how`` as ``Witnesses.case``.

        ``holds`` and ``fails`` name rules that are so in the case; lint checks it by the engine.
        """
        found = self.witnesses.case(*wanted, **how)
        if found is None:
            return None
        facts, shown = found
        return Worked(facts, shows, shown, tuple(holds), tuple(fails))

    def firing(self, rule: CompiledRule) -> tuple[Formula, ...]:
        """What it takes for a rule to establish what it concludes, an official's finding too."""
        for goal in self.goals():
            if rule in goal.rules and goal.finding == "required" and goal.listing is not None:
                return readings(rule)[0], goal.listing
        return readings(rule)[:1]

    def at_cell(
        self, responsibility: str, gravity: str, shows: Text, *wanted: Formula
    ) -> Worked | None:
        """A case with a fault that comes to this cell of the baseline."""
        for bearing in self.rules("attribution"):
            if responsibility not in bearing.conclusion.targets:
                continue
            for rule in self.rules("finding"):
                formulas = (*wanted, readings(bearing)[0], *self.firing(rule))
                holds = (bearing.id, rule.id)
                found = self.worked(shows, *formulas, holds=holds, gravity=gravity)
                if found is not None:
                    return self.with_gravity(found)
        return None

    @staticmethod
    def with_gravity(found: Worked) -> Worked:
        """The same case, its gravity told too."""
        return replace(found, shown=tuple(dict.fromkeys((*found.shown, GRAVITY))))

    def plain_fault(self, **how: Any) -> tuple[dict[str, Any], tuple[str, ...]] | None:
        """A plain case with one fault, the first that can be shown; None when there is none."""
        for rule in self.rules("finding"):
            found = self.witnesses.case(*self.firing(rule), **how)
            if found is not None:
                return found
        return None

    def grade(self, gravity: str) -> str:
        """一般 for ordinary."""
        fact = self.compiled.vocabulary.by_label(GRAVITY)
        return next((c.label for c in fact.choices if c.id == gravity), gravity)

    @cached_property
    def own_facts(self) -> tuple[Fact, ...]:
        """The facts that the book adds to the vocabulary, in the order of facts.yaml."""
        written = self.source.data.get("facts.yaml") or {}
        by_id = {fact.id: fact for fact in self.compiled.vocabulary.facts}
        return tuple(by_id[raw["id"]] for raw in written.get("facts") or ())

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each rule in rules.yaml."""
        return {rule.id: index for index, rule in enumerate(self.book.rules)}

    def at_rule(self, rule: str, *path: str | int) -> tuple[str, YamlPath]:
        """Where a rule, or a part of it, stands."""
        return "rules.yaml", (self.positions[rule], *path)

    def goals(self, *stages: str) -> Iterator[Goal]:
        """The goals of some stages; of all but the scope when none is named."""
        for cluster in self.compiled.clusters:
            if cluster.stage in stages or (not stages and cluster.stage != "scope"):
                yield from cluster.goals

    def rules(self, *stages: str) -> Iterator[CompiledRule]:
        """The compiled rules of some stages, in the order of the clusters."""
        for goal in self.goals(*stages):
            yield from goal.rules

    @cached_property
    def scope(self) -> Formula:
        """The condition of application."""
        goals = self.goals("scope")
        return Every(tuple(r.readings[0].formula for goal in goals for r in goal.rules))

    @cached_property
    def search(self) -> Search:
        """Knows which conclusions nobody can ever reach (stage by stage)."""
        search, reached = Search(), set[str]()
        for cluster in self.compiled.clusters:
            for goal in cluster.goals:
                formulas = [r.formula for rule in goal.rules for r in rule.readings]
                if goal.listing is not None and goal.finding == "sufficient":
                    formulas.append(goal.listing)
                if any(search.can_hold(formula) for formula in formulas):
                    reached.add(goal.name)
                search = Search((search.never | {goal.name}) - reached)
        return search

    @cached_property
    def conclusions_read(self) -> frozenset[str]:
        """The names of conclusions that some condition reads."""
        atoms = (atom for cluster in self.compiled.clusters for atom in cluster.atoms)
        return frozenset(atom.name for atom in atoms if isinstance(atom, Concluded))


def stands_below(clause: str, head: str) -> bool:
    """Is (二)1 an item of (二)? (But (二)11 is no item of (二)1.)"""
    rest = clause.removeprefix(head)
    return rest not in ("", clause) and not (head[-1:].isdigit() and rest[0].isdigit())


def reading_path(rule: CompiledRule, number: int) -> tuple[str | int, ...]:
    """The path of one reading's condition below its rule."""
    return ("readings", number, "when") if rule.readings[number].id else ("when",)
