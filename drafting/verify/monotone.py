"""Worse is never lighter, better is never heavier."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import z3

from drafting.encoding import Person, Term
from drafting.verify.finding import Finding
from drafting.verify.study import Study, Subject
from facts import Fact, Text
from rules.atoms import Concluded, atoms_of
from rules.errors import Place
from rules.terms import HEAVIER

HARM, LENIENT = "影响和后果", "从宽情形"


def monotone(study: Study) -> Iterator[Finding]:
    """Every property of order."""
    yield _gravity(study)
    yield _fault(study)
    for fact in facts_read(study):
        if fact.type == "boolean" and fact.group == HARM:
            yield _one_way(study, fact, "monotone.harm", worse=True)
        elif fact.type == "boolean" and fact.group == LENIENT:
            yield _one_way(study, fact, "monotone.lenient", worse=False)
        elif fact.type == "boolean":
            yield _either_way(study, fact, _turned(study, fact), "由否变是", "from no to yes")
        elif fact.type not in ("number", "duration") or fact.count is not None:
            continue
        elif study.is_own(fact):  # a book's number may be one of which more is better
            yield _either_way(study, fact, _raised(study, fact), "变大", "getting larger")
        else:
            yield _more(study, fact)
    yield from _adjustments(study)
    yield from _responsibilities(study)


def facts_read(study: Study) -> Iterator[Fact]:
    """The facts that some rule reads, derived ones as such."""
    seen: dict[Fact, None] = {}
    for cluster in study.book.clusters:
        for atom in cluster.atoms:
            if not isinstance(atom, Concluded):
                seen[atom.fact] = None
    return (fact for fact in study.book.vocabulary.facts if fact in seen)


def _reader(study: Study, fact: Fact) -> Place:
    """The first rule that reads a fact."""
    for rule in study.book.rules.values():
        for reading in rule.readings:
            for atom in atoms_of(reading.formula):
                if not isinstance(atom, Concluded) and atom.fact == fact:
                    return study.rule_place(rule.id)
    return study.place("rules.yaml")


def _within(*subjects: Subject) -> Term:
    return z3.And([subject.conclusions.scope for subject in subjects])


def _gravity(study: Study) -> Finding:
    light, grave = study.one, study.twin_except("情节")
    statement = Text(
        "其他事实相同，情节更重，结果不会更轻",
        "all else equal, a worse gravity never lightens the outcome",
    )
    return study.never(
        ("monotone.gravity", ""),
        statement,
        study.tables,
        [light, grave],
        _within(light, grave),
        light.conclusions.gravity < grave.conclusions.gravity,
        light.severity > grave.severity,
    )


def _fault(study: Study) -> Finding:
    """The facts that only make faults may differ, so that more faults are established."""
    elsewhere: set[str] = {"情节", "主体类别"}
    for cluster in study.book.clusters:
        if cluster.stage not in ("finding", "duty"):
            for atom in cluster.atoms:
                if not isinstance(atom, Concluded):
                    elsewhere.update(atom.fact.derive or (atom.fact.label,))
    person = Person("′")
    fewer = study.one
    more = study.twin(lambda fact: fact.label in elsewhere, person)
    own = {f"{kind}:{f.id}" for f in study.book.book.metadata.faults for kind in ("冲突", "读法")}
    mine = fewer.conclusions.person.terms
    same = [mine[n] == term for n, term in person.terms.items() if n not in own]
    faults = fewer.conclusions.faults
    kept = [z3.Implies(holds, more.conclusions.faults[f]) for f, holds in faults.items()]
    statement = Text(
        "其他情况相同，过错情形多成立一项，结果不会更轻",
        "all else equal, a further established fault never lightens the outcome",
    )
    return study.never(
        ("monotone.fault", ""),
        statement,
        study.place("book.yaml", ("faults",)),
        [fewer, more],
        *same,
        *kept,
        _within(fewer, more),
        fewer.severity > more.severity,
    )


@dataclass(frozen=True)
class _Pair:
    """Two cases alike in all but one fact, of which the second has more (or 是)."""

    less: Subject
    more: Subject
    condition: Term

    @property
    def subjects(self) -> list[Subject]:
        """Both cases."""
        return [self.less, self.more]

    @property
    def lightened(self) -> Term:
        """More of the fact makes it lighter."""
        return self.less.severity > self.more.severity

    @property
    def worsened(self) -> Term:
        """More of the fact makes it heavier."""
        return self.less.severity < self.more.severity


def _turned(study: Study, fact: Fact) -> _Pair:
    """A case where a yes/no fact is 否, and the same case where it is 是."""
    without, having = study.one, study.twin_except(fact.label)
    turned = z3.And(
        z3.Not(without.space.yes(fact)), having.space.yes(fact), _within(without, having)
    )
    return _Pair(without, having, turned)


def _raised(study: Study, fact: Fact) -> _Pair:
    """A case, and the same case with a larger amount or a longer time."""
    written = study.book.vocabulary.by_label((fact.derive or (fact.label,))[0])
    less, more = study.one, study.twin_except(written.label)
    low, high = less.space.quantity(written), more.space.quantity(written)
    longer = z3.And(z3.Not(low.never), z3.Or(high.never, low.value < high.value))
    return _Pair(less, more, z3.And(longer, _within(less, more)))


def _one_way(study: Study, fact: Fact, name: str, *, worse: bool) -> Finding:
    pair = _turned(study, fact)
    if worse:
        statement = Text(
            f"其他事实相同，“{fact.label}”由否变是，结果不会更轻",
            f"all else equal, {fact.id} from no to yes never lightens the outcome",
        )
        bad = pair.lightened
    else:
        statement = Text(
            f"其他事实相同，“{fact.label}”由否变是，结果不会更重",
            f"all else equal, {fact.id} from no to yes never worsens the outcome",
        )
        bad = pair.worsened
    place = _reader(study, fact)
    return study.never((name, fact.label), statement, place, pair.subjects, pair.condition, bad)


def _either_way(study: Study, fact: Fact, pair: _Pair, zh: str, en: str) -> Finding:
    """A fact that may lighten one case and worsen another is used in two senses.

    ``zh`` and ``en`` say how the fact changes.
    """
    name, place = ("monotone.direction", fact.label), _reader(study, fact)
    ways = (
        (pair.lightened, "只会使结果加重或不变", "never lightens"),
        (pair.worsened, "只会使结果减轻或不变", "never worsens"),
    )
    solvers = []
    for bad, way, english in ways:
        result, solver = study.solver(pair.subjects, pair.condition, bad)
        statement = Text(f"“{fact.label}”{zh}，{way}", f"{fact.id} {en} {english}")
        if result == "proved":
            return study.finding(name, result, statement, place, ())
        solvers.append(solver)
    statement = Text(
        f"“{fact.label}”{zh}，对结果只有一个方向的影响",
        f"{fact.id} {en} moves the outcome one way only",
    )
    if None in solvers:
        return study.finding(name, "undecided", statement, place, ())
    witnesses = [w for solver in solvers for w in study.witnesses(pair.subjects, solver)]
    return study.finding(name, "refuted", statement, place, tuple(witnesses))


def _more(study: Study, fact: Fact) -> Finding:
    pair = _raised(study, fact)
    statement = Text(
        f"其他事实相同，“{fact.label}”更{'长' if fact.type == 'duration' else '大'}，结果不会更轻",
        f"all else equal, more {fact.id} never lightens the outcome",
    )
    name, place = ("monotone.more", fact.label), _reader(study, fact)
    return study.never(name, statement, place, pair.subjects, pair.condition, pair.lightened)


def _adjustments(study: Study) -> Iterator[Finding]:
    """Where rules of one direction alone apply, the outcome moves that way or stays."""
    found = study.one.conclusions
    heavier = {r.id for r in study.endings.rules if set(r.conclusion.targets) & set(HEAVIER)}
    for name, own, zh, en in (
        ("monotone.adjustment", False, "从宽规则适用以后，结果不会比不适用更重", "mitigation"),
        (
            "monotone.aggravation",
            True,
            "从重、加重规则适用以后，结果不会比不适用更轻",
            "aggravation",
        ),
    ):
        others = [t for rule, t in found.adjustments.items() if (rule in heavier) != own]
        if len(others) == len(found.adjustments):
            continue
        worse = "lighter" if own else "worse"
        subject = study.one
        moved = subject.severity < subject.outcomes.unadjusted
        if not own:
            moved = subject.severity > subject.outcomes.unadjusted
        yield study.never(
            (name, ""),
            Text(zh, f"with the {en} rules alone the outcome is never {worse} than without them"),
            study.place("baseline.yaml", ("suggest",)),
            [subject],
            found.scope,
            found.fault,
            z3.Not(z3.Or(others)),
            moved,
        )


def _of_both(study: Study, fact: Fact) -> bool:
    """Have two subjects of one case this fact in common? What a book asks of each person besides
    who bears what is left aside: it weighs in whatever they bear.
    """
    if fact.entity == "case" or fact.count is not None:
        return True
    bearing = {
        atom.fact.id
        for cluster in study.book.stage("attribution")
        for atom in cluster.atoms
        if not isinstance(atom, Concluded)
    }
    return study.is_own(fact) and fact.id not in bearing


def _responsibilities(study: Study) -> Iterator[Finding]:
    """In one case: responsibilities of one kind, in the order in which the book declares them."""
    declared = study.book.book.metadata.responsibilities
    pairs = [(a, b) for a, b in pairwise(declared) if a.kind == b.kind]
    for heavier, lighter in pairs:
        person = Person("′")
        first = study.one
        second = study.twin(lambda f: _of_both(study, f), person)
        mine = first.conclusions.person.terms
        same = [mine[n] == t for n, t in person.terms.items() if not n.startswith("责任认定")]
        statement = Text(
            f"同一案件中，{heavier.label}的结果不轻于{lighter.label}",
            f"in one case, {heavier.id} responsibility is never treated lighter than {lighter.id}",
        )
        yield study.never(
            ("monotone.responsibility", f"{heavier.id}-{lighter.id}"),
            statement,
            study.tables,
            [first, second],
            *same,
            _within(first, second),
            first.conclusions.fault,
            second.conclusions.fault,
            first.conclusions.responsibilities[heavier.id],
            second.conclusions.responsibilities[lighter.id],
            first.severity < second.severity,
        )
