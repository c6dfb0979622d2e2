"""More facts never contradict fewer: proved from how rules read, refuted by two cases."""

from collections.abc import Iterator

from drafting.encoding import Case
from drafting.lint.satisfy import not_true, without
from drafting.lint.witness import Witnesses, readings
from drafting.trial_facts import axes
from drafting.verify.finding import Finding, Result, Witness
from drafting.verify.study import Study
from facts import Fact, Text
from rules.atoms import Every, Literal, Stated, literals_of
from rules.clusters import CompiledRule


def information(study: Study) -> Iterator[Finding]:
    """Of what is known and of what is not: one property for the book.

    Without 已知 and 不明 every condition is monotone in Kleene's logic, and the engine's outcomes
    for a case with gaps are those of its completions (held against the solver by the tests), so
    a further fact only takes outcomes away. With them, cases are sought in which it does not.
    """
    asking = [
        (rule, literal)
        for rule in study.book.rules.values()
        for formula in readings(rule)
        for literal in literals_of(formula)
        if isinstance(literal.atom, Stated)
    ]
    statement = Text(
        "补充事实只会使结论更确定，不会推翻已定的结论：没有规则读“已知”“不明”"
        "（经办人的认定被补充的要素否认时，交给人，原来的结论仍在可能的结果之中）",
        "more facts never contradict what was settled with fewer: no rule reads known/unknown "
        "(a finding that a further element denies goes to a person, who may let it stand)",
    )
    place = study.rule_place(asking[0][0].id) if asking else study.place("rules.yaml")
    witnesses: tuple[Witness, ...] = ()
    for rule, literal in asking:
        witnesses = witnesses or _overturned(study, rule, literal)
    result: Result = "refuted" if asking else "proved"
    yield study.finding(("equal.information", ""), result, statement, place, witnesses)


def _overturned(study: Study, rule: CompiledRule, asked: Literal) -> tuple[Witness, ...]:
    """A case settled while a fact is blank, and the same case with the fact and another outcome."""
    scope = Every(
        tuple(r.readings[0].formula for c in study.book.stage("scope") for r in c.goals[0].rules)
    )
    fact = asked.atom.fact if isinstance(asked.atom, Stated) else None
    blank = Literal(Stated(fact), False) if fact is not None else asked
    formula = readings(rule)[0]
    alone = without(formula, asked), not_true(without(formula, asked, granted=False))
    found = Witnesses(study.book, scope).case(*alone, blank)
    if found is None or fact is None:
        return ()
    facts = {label: value for label, value in found[0].items() if value is not None}
    own = [fact.label, *(fact.derive or ())]
    before = {label: value for label, value in facts.items() if label not in own}
    atoms = [a.atom for a in literals_of(readings(rule)[0]) if _about(a, fact)]
    (axis,) = axes(study.book, atoms)
    filled = [dict(option) for option in axis if None not in option.values()]
    cases = [Case(study.book.vocabulary, before)]
    cases += [Case(study.book.vocabulary, {**before, **option}) for option in filled]
    told = [study.replayed(case) for case in cases]
    settled = told[0][1]
    for witness, points in told[1:]:
        if len(settled) == 1 and not points & settled:
            return told[0][0], witness
    return ()


def _about(literal: Literal, fact: Fact) -> bool:
    return getattr(literal.atom, "fact", None) is fact
