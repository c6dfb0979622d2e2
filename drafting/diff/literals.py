"""The words in which a region is named: whole conclusions where the books agree on them, and the
single conditions of those that they do not agree on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import z3

from drafting.diff.joint import Joint, Side
from drafting.encoding import Term
from facts import Fact
from rules.atoms import Atom, Beyond, Concluded, Formula, Listed, OneOf, Some, Stated, atoms_of
from rules.atoms import Literal as ConditionLiteral
from rules.clusters import Goal
from rules.terms import GRAVITIES


@dataclass(frozen=True, slots=True)
class Literal:
    """One statement about a case, affirmed or denied.

    ``rank`` is its place in a sentence. ``about`` groups literals on one thing; of those a
    ``bound`` is a limit on an amount, ``choices`` the positions of a choice fact.
    ``alternatives``: (affirmed, denied) words of the parts of a disjunction.
    """

    term: Term
    yes: str
    no: str
    rank: int
    about: str = ""
    bound: float | None = None
    choices: frozenset[int] = frozenset()
    fact: Fact | None = None
    alternatives: tuple[tuple[str, str], ...] = ()

    def words(self, value: bool) -> str:
        """The statement, or its denial."""
        return self.yes if value else self.no


#: Places in a sentence.
SCOPE, FACT, EITHER, LISTING, FAULT, BORNE, GRAVITY, RULE, CHOICE = range(9)

BORNE_ABOUT = "责任"


@dataclass
class Vocabulary:
    """All literals that may name a region, those first that are the first to be left out."""

    joint: Joint
    found: dict[str, Literal] = field(default_factory=dict)
    _opened: set[str] = field(default_factory=set)

    def literals(self) -> tuple[Literal, ...]:
        """Every literal, in order."""
        if not self.found:
            for literal in self._all():
                self.found.setdefault(literal.yes, literal)
        return tuple(self.found.values())

    @cached_property
    def changed(self) -> frozenset[str]:
        """The goals on which the books do not agree in every case."""
        keys = dict.fromkeys([*self.joint.old.goals, *self.joint.new.goals])
        return frozenset(key for key in keys if not self._agree(key))

    def _agree(self, key: str) -> bool:
        before, after = (side.conclusions.goals.get(key) for side in self.joint.sides)
        if before is None or after is None:
            return False
        solver = z3.Solver()
        solver.add(*self.joint.domain)
        apart = [z3.Xor(before.holds, after.holds)]
        if key.startswith("承担:"):
            apart.append(z3.Xor(before.reading, after.reading))
        return bool(solver.check(z3.Or(apart)) == z3.unsat)

    def _all(self) -> Iterator[Literal]:
        new = self.joint.new
        faults = [f for side in self.joint.sides for f in side.conclusions.faults]
        agreed = [f for f in dict.fromkeys(faults) if f not in self.changed]
        for key in new.goals | self.joint.old.goals:
            if key in self.changed:
                yield from self._open(key)
        for key, goal in new.goals.items():
            if key not in self.changed and self._is_plain(goal.id):
                yield self._whole(key, goal)
        yield from self._gravity()
        if self._by_fault:
            yield from self._each_fault(agreed)
            yield from self._kind()
        yield from self._responsibility()
        if agreed:
            some = z3.Or([new.conclusions.faults[f] for f in agreed])
            other = "另" if len(agreed) < len(set(faults)) else ""
            none = "没有其他过错情形成立" if other else "没有过错情形成立"
            yield Literal(some, f"{other}有过错情形成立", none, FAULT)
        if "scope" not in self.changed:
            yield Literal(new.conclusions.scope, "适用本规则书", "不适用本规则书", SCOPE)

    def _is_plain(self, goal: str) -> bool:
        """Substitutions, adjustments and referrals, whose own conclusion is a literal."""
        stages = ("measure", "adjustment", "procedure")
        return any(c.goals[0].id == goal for s in stages for c in self.joint.new.book.stage(s))

    def _whole(self, key: str, goal: Goal) -> Literal:
        holds = self.joint.new.conclusions.goals[key].holds
        name = f"规则 {goal.id}（{goal.name}）"
        return Literal(holds, f"{name}成立", f"{name}不成立", RULE)

    @property
    def _by_fault(self) -> bool:
        """Does either book lay down measures fault by fault?"""
        return any(side.book.book.tariff is not None for side in self.joint.sides)

    def _each_fault(self, agreed: Iterable[str]) -> Iterator[Literal]:
        new = self.joint.new
        names = {f.id: f.name for f in new.book.book.metadata.faults}
        for fault in agreed:
            name = names[fault]
            yield Literal(new.conclusions.faults[fault], f"{name}成立", f"{name}不成立", FAULT)

    def _kind(self) -> Iterator[Literal]:
        fact = self.joint.space.vocabulary.by_label("主体类别")
        team = fact.choice_index("team") or 0
        yield from self._atom(self.joint.new, OneOf(fact, frozenset({team})))

    def _gravity(self) -> Iterator[Literal]:
        gravity = self.joint.new.conclusions.gravity
        labels = [c.label for c in self.joint.space.vocabulary.by_label("情节").choices]
        for grade in range(1, len(GRAVITIES)):
            yes, no = f"情节不轻于{labels[grade]}", f"情节轻于{labels[grade]}"
            yield Literal(gravity >= grade, yes, no, GRAVITY, "情节", grade)

    def _responsibility(self) -> Iterator[Literal]:
        """Borne in both books alike, or chosen by a person where a text is silent."""
        labels = {
            r.id: r.label for s in self.joint.sides for r in s.book.book.metadata.responsibilities
        }
        for identity, label in labels.items():
            terms = [s.conclusions.responsibilities.get(identity) for s in self.joint.sides]
            if f"承担:{identity}" in self.changed:
                continue
            known = [term for term in terms if term is not None]
            if len(known) == len(terms) and not self._attribution_changed:
                yield Literal(known[-1], f"承担{label}", f"不承担{label}", BORNE, BORNE_ABOUT)

    @property
    def _attribution_changed(self) -> bool:
        return any(key.startswith("承担:") for key in self.changed)

    # ── goals on which the books differ ───────────────────────────────────────

    def _open(self, key: str) -> Iterator[Literal]:
        if key in self._opened:
            return
        self._opened.add(key)
        if key.startswith("承担:"):
            yield from self._silence()
        yield from self._readings(key)
        for side in self.joint.sides:
            goal = side.goals.get(key)
            if goal is not None:
                yield from self._listing(side, goal)
                formulas = [r.formula for rule in goal.rules for r in rule.readings]
                for formula in formulas:
                    for atom in atoms_of(formula):
                        yield from self._atom(side, atom)
                for formula in formulas:
                    yield from self._either(side, formula)

    def _listing(self, side: Side, goal: Goal) -> Iterator[Literal]:
        """First what is asked of a listing, then whether it stands by itself."""
        if goal.listing is None:
            return
        for atom in atoms_of(goal.listing):
            yield from self._atom(side, atom)
        listed = side.conclusions.space.formula(goal.listing, side.conclusions.concluded)
        stands = self.joint.person.stands(goal.id)
        yield Literal(
            z3.And(listed, stands),
            f"经办人认定{goal.name}，并以认定为准",
            f"经办人没有认定{goal.name}，或者认定与要素矛盾而以要素为准",
            LISTING,
            goal.name,
        )

    def _readings(self, key: str) -> Iterator[Literal]:
        person = self.joint.person
        texts = {
            r.id: r.text
            for side in self.joint.sides
            if key in side.goals
            for rule in side.goals[key].rules
            for r in rule.readings
        }
        goal = next(side.goals[key] for side in self.joint.sides if key in side.goals)
        for name, options in tuple(person.options.items()):
            if name.rstrip("′") == f"读法:{goal.id}":
                for number, option in enumerate(options):
                    text = texts.get(option, option)
                    yes, no = f"读法：{text}", f"不取读法：{text}"
                    yield Literal(person.terms[name] == number, yes, no, CHOICE)

    def _silence(self) -> Iterator[Literal]:
        person = self.joint.person
        labels = {
            r.id: r.label for s in self.joint.sides for r in s.book.book.metadata.responsibilities
        }
        for name, options in tuple(person.options.items()):
            if name.startswith("责任认定"):
                for number, option in enumerate(options):
                    yes = f"条文未定责任的，由人认定为{labels[option]}"
                    no = f"条文未定责任的，由人认定的不是{labels[option]}"
                    yield Literal(person.terms[name] == number, yes, no, CHOICE)
        yield from self._kind()

    def _atom(self, side: Side, atom: Atom) -> Iterator[Literal]:
        if isinstance(atom, Stated):
            return
        if isinstance(atom, Concluded):
            yield from self._concluded(side, atom)
            return
        term = side.conclusions.space.atom(atom, side.conclusions.concluded)
        yes, no = atom.words(True), atom.words(False)
        if isinstance(atom, Listed):
            yield Literal(term, yes, no, LISTING, atom.name)
            return
        bound = atom.threshold if isinstance(atom, Beyond) else None
        choices = atom.choices if isinstance(atom, OneOf) else frozenset[int]()
        yield Literal(term, yes, no, FACT, atom.fact.label, bound, choices, atom.fact)

    def _either(self, side: Side, formula: Formula) -> Iterator[Literal]:
        """The alternatives of a condition as one statement: 拒不执行 = 是 或 执行不力 = 是."""
        if isinstance(formula, ConditionLiteral):
            return
        for part in formula.parts:
            yield from self._either(side, part)
        literals = [part for part in formula.parts if isinstance(part, ConditionLiteral)]
        if isinstance(formula, Some) and len(literals) == len(formula.parts):
            words = tuple(
                (lit.atom.words(lit.value), lit.atom.words(not lit.value)) for lit in literals
            )
            yes, no = " 或 ".join(a for a, _ in words), " 且 ".join(d for _, d in words)
            term = side.conclusions.space.formula(formula, side.conclusions.concluded)
            yield Literal(term, f"({yes})", no, EITHER, alternatives=words)

    def _concluded(self, side: Side, atom: Concluded) -> Iterator[Literal]:
        """An earlier conclusion: itself where the books agree on it, else what it rests on."""
        keys = [key for key, goal in side.goals.items() if goal.name == atom.name]
        for key in keys:
            if key in self.changed:
                yield from self._open(key)
        if not any(key in self.changed for key in keys):
            concluded: Mapping[str, Term] = side.conclusions.concluded
            yield Literal(concluded[atom.name], atom.words(True), atom.words(False), FAULT)
