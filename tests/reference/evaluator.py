"""A rule book read plainly, and the outcome for one subject when nothing is left open."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.drafting_cases.books import CORE as BOOK

from . import conditions
from .conditions import OPEN, FactKind, Facts, Node, Truth, Value, all_of, any_of, truth, unknown

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "facts" / "data" / "core.yaml"

KIND, ROLE, GRAVITY, LISTING = "主体类别", "角色", "情节", "过错情形"
SILENCE = "责任认定"
STANDS, FALLS = "stands", "falls"
ADJUSTMENTS = {"从轻": "lighten", "减轻": "reduce", "免予": "exempt"}


class Outcome(NamedTuple):
    """What happens to a subject; ``measures`` (ids, lightest first) only when recommended."""

    status: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """A fault and its elements: one list of conditions (any of them) for each reading."""

    id: str
    required: bool
    listed_when: Node | None
    readings: dict[str, list[Node]]


@dataclass(frozen=True)
class Part:
    """One step of the reasoning: which names it reads, and its value for a total situation."""

    name: str
    reads: frozenset[str]
    value: Callable[[Facts], Hashable]


def load_facts(path: Path = CORE) -> dict[str, FactKind]:
    """The vocabulary by label."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))["facts"]
    return {
        f["label"]: FactKind(
            label=f["label"],
            type=f["type"],
            kind=f.get("kind", "fact"),
            unit=f.get("unit", ""),
            minimum=f.get("minimum", 0 if f["type"] == "duration" else float("-inf")),
            choices={c["label"]: c["id"] for c in f.get("choices", ())},
            derive=tuple(f.get("derive", ())),
        )
        for f in raw
    }


class ReferenceBook:
    """A book's rules, and what they say of one subject at a time.

    ``facts`` everywhere maps Chinese labels to values; a label left out is blank.
    """

    def __init__(self, folder: Path = BOOK, core: Path = CORE) -> None:
        """Read the book's YAML files and the vocabulary."""
        self.kinds = load_facts(core)
        raw: dict[str, Any] = {
            name: yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
            for name in ("book", "rules", "catalogue", "baseline")
        }
        book, self._rules = raw["book"], raw["rules"]
        self.scope = [self._parse(s["when"]) for s in book["scope"]]
        self.faults = [self._fault(f) for f in book["faults"]]
        degrees = book["responsibilities"]
        self.responsibilities: dict[str, str] = {r["id"]: r["kind"] for r in degrees}
        labels: dict[str, str] = {r["label"]: r["id"] for r in degrees}
        referrals = {r["name"]: r["id"] for r in book["referrals"]}
        self.attributions = [(n, labels[what]) for n, what in self._concluding("承担")]
        self.referrals = [(n, referrals[what]) for n, what in self._concluding("移送")]
        ((self.mitigation, kinds),) = self._concluding("可以")
        self.lenience = [ADJUSTMENTS[word] for word in kinds.split("、")]
        self.rank = {(m["kind"], m["id"]): int(m["rank"]) for m in raw["catalogue"]}
        base = raw["baseline"]
        self.cells = {(r["responsibility"], r["gravity"]): r["measures"] for r in base["rows"]}
        self.lower = {r["responsibility"]: (r["from"], r["grades"]) for r in base.get("lower", ())}
        self.suggest: dict[str, str] = base["suggest"]

    def _parse(self, text: str) -> Node:
        return conditions.parse(text, self.kinds)

    def _concluding(self, verb: str) -> list[tuple[Node, str]]:
        """(condition, what) of every rule that concludes ``verb what``."""
        pairs = [(r, r["then"].split(maxsplit=1)) for r in self._rules]
        return [(self._parse(r["when"]), what) for r, (word, what) in pairs if word == verb]

    def _fault(self, raw: Mapping[str, Any]) -> Fault:
        rules = [r for r in self._rules if r["then"] == f"认定 {raw['name']}"]
        ids = next(([x["id"] for x in r["readings"]] for r in rules if "readings" in r), ["only"])
        readings = {
            name: [
                self._parse(r["readings"][at]["when"] if "readings" in r else r["when"])
                for r in rules
            ]
            for at, name in enumerate(ids)
        }
        when = raw.get("listed_when")
        required = raw.get("finding", "sufficient") == "required"
        return Fault(raw["id"], required, self._parse(when) if when else None, readings)

    @cached_property
    def nodes(self) -> list[Node]:
        """Every condition that can change an outcome (so not the referrals)."""
        elements = [n for f in self.faults for nodes in f.readings.values() for n in nodes]
        listed = [f.listed_when for f in self.faults if f.listed_when]
        attributions = [n for n, _ in self.attributions]
        return [*self.scope, *elements, *listed, *attributions, self.mitigation]

    # ── facts that are worked out ───────────────────────────────────────────

    def situation(self, facts: Facts) -> dict[str, Value]:
        """The facts, with the derived ones and ``列明:fault-N`` for every fault."""
        self._check(facts)
        known = dict(facts)
        for kind in self.kinds.values():
            if kind.derive:
                later, earlier = (facts.get(part) for part in kind.derive)
                known[kind.label] = minus(later, earlier)
        for fault in self.faults:
            known[f"列明:{fault.id}"] = self._listed(fault, known)
        for name, fault in self.read_later.items():
            found = self.finding(fault, known)
            known[name] = found if isinstance(found, bool) else None
        return known

    def _check(self, facts: Facts) -> None:
        for label, value in facts.items():
            kind = self.kinds[label]
            ids = value if isinstance(value, frozenset) else {value}
            if kind.choices and not unknown(value) and not ids <= set(kind.choices.values()):
                raise ValueError(f"{label}: {value!r} is not a choice")
        if unknown(facts.get(KIND)):
            raise ValueError(f"{KIND} must be given")

    def _listed(self, fault: Fault, facts: Facts) -> Truth:
        listing = facts.get(LISTING)
        listed: Truth = None if listing is OPEN else False
        if isinstance(listing, frozenset):
            listed = fault.id in listing
        if fault.listed_when is None:
            return listed
        return all_of([listed, truth(fault.listed_when, facts)])

    # ── the steps ───────────────────────────────────────────────────────────

    def elements(self, fault: Fault, situation: Facts) -> dict[str, Truth]:
        """What the elements say under each reading."""
        return {
            name: any_of([truth(n, situation) for n in nodes])
            for name, nodes in fault.readings.items()
        }

    def finding(self, fault: Fault, situation: Facts) -> Truth | str:
        """True, False, unknown, or the choice of a person that it takes: 冲突 or 读法."""
        listed = situation[f"列明:{fault.id}"]
        values = set(self.elements(fault, situation).values())
        if fault.required and listed is False:
            return False
        if listed is True and values == {False}:
            return "冲突"
        if listed is None and (fault.required or values == {False}):
            return None
        if listed is True and not fault.required:
            return True
        if None in values:
            return None
        return values.pop() if len(values) == 1 else "读法"

    def holds(self, fault: Fault, situation: Facts) -> bool:
        """Is the fault established, in a total situation with its choices made?"""
        found = self.finding(fault, situation)
        if found == "冲突":
            return situation[f"冲突:{fault.id}"] == STANDS
        if found == "读法":
            found = self.elements(fault, situation)[str(situation[f"读法:{fault.id}"])]
        assert isinstance(found, bool), f"{fault.id} is not decided"
        return found

    def responsibility(self, situation: Facts) -> str:
        """The responsibility that the text gives, or the one chosen where it is silent."""
        given = {what for node, what in self.attributions if truth(node, situation)}
        if not given:
            chosen = str(situation[SILENCE])
            assert self.responsibilities[chosen] == situation[KIND]
            return chosen
        (only,) = given
        return only

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The steps that make an outcome. They meet in ``conclude`` and nowhere else."""
        attributions = [node for node, _ in self.attributions]
        steps = [
            Part("scope", _names(self.scope), lambda s: all_of([truth(n, s) for n in self.scope])),
            Part("responsibility", _names(attributions) | {KIND, SILENCE}, self.responsibility),
            self._mitigation_part(),
            Part("gravity", frozenset({GRAVITY}), lambda s: s[GRAVITY]),
            *(self._fault_part(fault) for fault in self.faults),
        ]
        return {step.name: step for step in steps}

    @cached_property
    def read_later(self) -> dict[str, Fault]:
        """The faults that the adjustment reads, by their names in its condition."""
        names = {f"过错情形{f.id.removeprefix('fault-')}": f for f in self.faults}
        return {name: f for name, f in names.items() if name in _names([self.mitigation])}

    def _mitigation_part(self) -> Part:
        """Its value in a total situation follows from its facts and the faults that it reads."""
        reads = _names([self.mitigation]) - self.read_later.keys()
        for fault in self.read_later.values():
            reads |= self._fault_part(fault).reads

        def value(situation: Facts) -> Truth:
            faults = {name: self.holds(f, situation) for name, f in self.read_later.items()}
            return truth(self.mitigation, {**situation, **faults})

        return Part("mitigated", reads, value)

    def _fault_part(self, fault: Fault) -> Part:
        nodes = [n for nodes in fault.readings.values() for n in nodes]
        own = {f"列明:{fault.id}", f"冲突:{fault.id}", f"读法:{fault.id}"}
        return Part(fault.id, _names(nodes) | own, lambda s: self.holds(fault, s))

    # ── from the steps to the outcome ───────────────────────────────────────

    def conclude(
        self, in_scope: bool, fault: bool, responsibility: str, mitigated: bool, gravity: str
    ) -> tuple[Outcome, ...]:
        """The outcome first, then the other lawful ones that a MAY leaves to a person."""
        if not in_scope:
            return (Outcome("out_of_scope"),)
        if not fault:
            return (Outcome("no_accountability"),)
        plain = self._cell(responsibility, gravity, 0)
        if not mitigated:
            return (plain,)
        heaviest_off = plain.measures[:-1] if len(plain.measures) > 1 else plain.measures
        lenient = {
            "lighten": Outcome("recommended", heaviest_off),
            "reduce": self._cell(responsibility, gravity, 1),
            "exempt": Outcome("exempt"),
        }
        return (lenient[self.suggest[gravity]], plain, *(lenient[kind] for kind in self.lenience))

    def _cell(self, responsibility: str, gravity: str, reduced: int) -> Outcome:
        """The baseline cell; ``reduced`` grades below the lowest is exempt."""
        grades = list(self.kinds[GRAVITY].choices.values())
        source, lower = self.lower.get(responsibility, (responsibility, 0))
        grade = max(0, grades.index(gravity) - lower) - reduced
        if grade < 0:
            return Outcome("exempt")
        kind = self.responsibilities[responsibility]
        cell: list[str] = self.cells[source, grades[grade]]
        return Outcome("recommended", tuple(sorted(cell, key=lambda m: self.rank[kind, m])))

    def outcome(self, total: Facts, choices: Mapping[str, str] | None = None) -> Outcome:
        """The outcome when every fact is known and every choice made.

        ``choices``: "冲突:fault-4" to "stands" or "falls", "读法:fault-1" to a reading's id,
        "责任认定" to a responsibility's id; KeyError when one is needed and missing.
        """
        return self._conclusions(total, choices)[0]

    def may_range(self, total: Facts, choices: Mapping[str, str] | None = None) -> list[Outcome]:
        """Every outcome that the law allows here: as it stands, and as a MAY lets it be."""
        return list(dict.fromkeys(self._conclusions(total, choices)))

    def _conclusions(self, total: Facts, choices: Mapping[str, str] | None) -> tuple[Outcome, ...]:
        situation: dict[str, Value] = {**self.situation(total), **(choices or {})}
        if not self.parts["scope"].value(situation):
            return (Outcome("out_of_scope"),)
        if not any([self.holds(fault, situation) for fault in self.faults]):
            return (Outcome("no_accountability"),)
        gravity = str(situation[GRAVITY])
        mitigated = bool(self.parts["mitigated"].value(situation))
        return self.conclude(True, True, self.responsibility(situation), mitigated, gravity)


def minus(later: Value, earlier: Value) -> Value:
    """Later minus earlier as an interval, not below 0; 存疑 when a part is, else blank.

    What never happened took for ever, whenever it should have begun.
    """
    if not unknown(later) and conditions.interval(later)[0] == inf:
        return (inf, inf)
    if unknown(later) or unknown(earlier):
        return OPEN if OPEN in (later, earlier) else None
    (low, high), (first, last) = conditions.interval(later), conditions.interval(earlier)
    return (max(low - last, 0), max(high - first, 0))


def _names(nodes: list[Node]) -> frozenset[str]:
    return frozenset(atom.name for node in nodes for atom in node.atoms())
