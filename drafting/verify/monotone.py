"""Worse is never lighter, better is never heavier."""

from collections.abc import Iterator
from itertools import pairwise

import z3

from drafting.encoding import Person, Term
from drafting.verify.finding import Finding
from drafting.verify.study import Study, Subject
from facts import Fact, Text
from rules.atoms import Concluded, atoms_of
from rules.errors import Place

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
            yield _either_way(study, fact)
        elif fact.type in ("number", "duration") and fact.count is None:
            yield _more(study, fact)
    yield _adjustment(study)
    yield from _responsibilities(study)


def facts_read(study: Study) -> Iterator[Fact]:
    """The facts that some rule reads, derived ones as such."""
    seen: dict[Fact, None] = {}
    for cluster in study.book.clusters:
        for atom in cluster.atoms:
            if not isinstance(atom, Concluded):
                seen[atom.fact] = None
    return (fact for fact in study.book.vocabulary.facts if fact in seen)


def _baseline(study: Study) -> Place:
    return study.place("baseline.yaml", ("rows",))


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
        _baseline(study),
        [light, grave],
        _within(light, grave),
        light.conclusions.gravity < grave.conclusions.gravity,
        light.severity > grave.severity,
    )


def _fault(study: Study) -> Finding:
    """The facts that only make faults may differ, so that more faults are established."""
    elsewhere: set[str] = {"情节", "主体类别"}
    for cluster in study.book.clusters:
        if cluster.stage != "finding":
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


def _turned(study: Study, fact: Fact) -> tuple[Subject, Subject, Term]:
    """A case where a yes/no fact is 否, and the same case where it is 是."""
    without, having = study.one, study.twin_except(fact.label)
    turned = z3.And(
        z3.Not(without.space.yes(fact)), having.space.yes(fact), _within(without, having)
    )
    return without, having, turned


def _one_way(study: Study, fact: Fact, name: str, *, worse: bool) -> Finding:
    without, having, turned = _turned(study, fact)
    if worse:
        statement = Text(
            f"其他事实相同，“{fact.label}”由否变是，结果不会更轻",
            f"all else equal, {fact.id} from no to yes never lightens the outcome",
        )
        bad = without.severity > having.severity
    else:
        statement = Text(
            f"其他事实相同，“{fact.label}”由否变是，结果不会更重",
            f"all else equal, {fact.id} from no to yes never worsens the outcome",
        )
        bad = without.severity < having.severity
    place = _reader(study, fact)
    return study.never((name, fact.label), statement, place, [without, having], turned, bad)


def _either_way(study: Study, fact: Fact) -> Finding:
    """A fact that may lighten one case and worsen another is used in two senses."""
    name, place = ("monotone.direction", fact.label), _reader(study, fact)
    without, having, turned = _turned(study, fact)
    pair = [without, having]
    ways = (
        (without.severity > having.severity, "只会使结果加重或不变", "never lightens"),
        (without.severity < having.severity, "只会使结果减轻或不变", "never worsens"),
    )
    solvers = []
    for bad, zh, en in ways:
        result, solver = study.solver(pair, turned, bad)
        statement = Text(f"“{fact.label}”由否变是，{zh}", f"{fact.id} from no to yes {en}")
        if result == "proved":
            return study.finding(name, result, statement, place, ())
        solvers.append(solver)
    statement = Text(
        f"“{fact.label}”由否变是，对结果只有一个方向的影响",
        f"{fact.id} from no to yes moves the outcome one way only",
    )
    if None in solvers:
        return study.finding(name, "undecided", statement, place, ())
    witnesses = [w for solver in solvers for w in study.witnesses(pair, solver)]
    return study.finding(name, "refuted", statement, place, tuple(witnesses))


def _more(study: Study, fact: Fact) -> Finding:
    written = (fact.derive or (fact.label,))[0]
    less, more = study.one, study.twin_except(written)
    low = less.space.quantity(study.book.vocabulary.by_label(written))
    high = more.space.quantity(study.book.vocabulary.by_label(written))
    longer = z3.And(z3.Not(low.never), z3.Or(high.never, low.value < high.value))
    statement = Text(
        f"其他事实相同，“{fact.label}”更{'长' if fact.type == 'duration' else '大'}，结果不会更轻",
        f"all else equal, more {fact.id} never lightens the outcome",
    )
    bad = less.severity > more.severity
    place = _reader(study, fact)
    name = ("monotone.more", fact.label)
    return study.never(name, statement, place, [less, more], longer, _within(less, more), bad)


def _adjustment(study: Study) -> Finding:
    statement = Text(
        "从宽规则适用以后，结果不会比不适用更重",
        "with the mitigation rules the outcome is never worse than without them",
    )
    subject = study.one
    return study.never(
        ("monotone.adjustment", ""),
        statement,
        study.place("baseline.yaml", ("suggest",)),
        [subject],
        subject.conclusions.scope,
        subject.conclusions.fault,
        subject.severity > subject.outcomes.unadjusted,
    )


def _responsibilities(study: Study) -> Iterator[Finding]:
    """In one case: responsibilities of one kind, in the order in which the book declares them."""
    declared = study.book.book.metadata.responsibilities
    pairs = [(a, b) for a, b in pairwise(declared) if a.kind == b.kind]
    for heavier, lighter in pairs:
        person = Person("′")
        first = study.one
        second = study.twin(lambda f: f.entity == "case" or f.count is not None, person)
        mine = first.conclusions.person.terms
        same = [mine[n] == t for n, t in person.terms.items() if not n.startswith("责任认定")]
        statement = Text(
            f"同一案件中，{heavier.label}的结果不轻于{lighter.label}",
            f"in one case, {heavier.id} responsibility is never treated lighter than {lighter.id}",
        )
        yield study.never(
            ("monotone.responsibility", f"{heavier.id}-{lighter.id}"),
            statement,
            _baseline(study),
            [first, second],
            *same,
            _within(first, second),
            first.conclusions.fault,
            second.conclusions.fault,
            first.conclusions.responsibilities[heavier.id],
            second.conclusions.responsibilities[lighter.id],
            first.severity < second.severity,
        )
