"""Clusters: the rules that conclude about one thing, and the atoms that they read.

A cluster is the unit of inference. Rows with equal truth values for a cluster's atoms share a
local signature, and the rule engine runs once for each, whatever the size of the table.
"""

from dataclasses import dataclass

from rules.atoms import Atom, Formula, Listed, Literal, atoms_of, literals_of
from rules.book import Rule
from rules.conclusions import Conclusion

#: A cluster with more atoms has more than half a million situations: split it.
MAX_ATOMS = 12


@dataclass(frozen=True, slots=True)
class CompiledReading:
    """One reading of a rule; a rule whose text is clear has one, with an empty id."""

    id: str
    text: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule whose conditions are checked."""

    rule: Rule
    conclusion: Conclusion
    readings: tuple[CompiledReading, ...]

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id


@dataclass(frozen=True, slots=True)
class Goal:
    """One conclusion and the rules that lead to it.

    ``combine``: any rule suffices, or all are needed. ``listing`` is the condition under which
    the official's own finding counts; with ``finding`` it suffices or is required besides.
    """

    id: str
    name: str
    rules: tuple[CompiledRule, ...]
    combine: str = "any"
    listing: Formula | None = None
    finding: str = ""


@dataclass(frozen=True)
class Cluster:
    """Goals of one stage that are decided together."""

    id: str
    stage: str
    goals: tuple[Goal, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms that the cluster reads, in order of appearance."""
        found: dict[Atom, None] = {}
        for goal in self.goals:
            for rule in goal.rules:
                for reading in rule.readings:
                    found.update(dict.fromkeys(atoms_of(reading.formula)))
            if goal.listing is not None:
                found.update(dict.fromkeys(atoms_of(goal.listing)))
        return tuple(found)

    @property
    def literals(self) -> tuple[Literal, ...]:
        """The literals of all conditions of the cluster."""
        found: list[Literal] = []
        for goal in self.goals:
            formulas = [reading.formula for rule in goal.rules for reading in rule.readings]
            for formula in [*formulas, goal.listing]:
                if formula is not None:
                    found.extend(literals_of(formula))
        return tuple(dict.fromkeys(found))

    @property
    def listing_atom(self) -> int | None:
        """The position of the atom for the official's own finding, where there is one."""
        listings = [goal.listing for goal in self.goals if goal.listing is not None]
        for index, atom in enumerate(self.atoms):
            if isinstance(atom, Listed) and any(atom in atoms_of(f) for f in listings):
                return index
        return None
