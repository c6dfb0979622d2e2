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

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """Every condition that leads to the goal, the listing last."""
        found = [reading.formula for rule in self.rules for reading in rule.readings]
        return (*found, self.listing) if self.listing is not None else tuple(found)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms that the goal is concluded from, in order of appearance."""
        return tuple(dict.fromkeys(atom for f in self.formulas for atom in atoms_of(f)))


@dataclass(frozen=True)
class Cluster:
    """Goals of one stage that are decided together."""

    id: str
    stage: str
    goals: tuple[Goal, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms that the cluster reads, in order of appearance."""
        return tuple(dict.fromkeys(atom for goal in self.goals for atom in goal.atoms))

    @property
    def literals(self) -> tuple[Literal, ...]:
        """The literals of all conditions of the cluster."""
        formulas = [formula for goal in self.goals for formula in goal.formulas]
        return tuple(dict.fromkeys(lit for formula in formulas for lit in literals_of(formula)))

    @property
    def sufficient_listing(self) -> int | None:
        """The position of the atom for an official's own finding that suffices by itself."""
        listings = [g.listing for g in self.goals if g.listing and g.finding == "sufficient"]
        for index, atom in enumerate(self.atoms):
            if isinstance(atom, Listed) and any(atom in atoms_of(f) for f in listings):
                return index
        return None
