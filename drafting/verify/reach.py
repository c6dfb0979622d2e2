"""Nothing in the book is out of reach: every measure, status, responsibility, rule and cell."""

from collections.abc import Iterable, Iterator

import z3

from drafting.encoding import Ending, Term
from drafting.verify.finding import Finding
from drafting.verify.study import Study
from facts import Text
from rules.clusters import CompiledRule, Goal
from rules.terms import GRAVITIES
from sanctions.determination import STATUS_LABELS
from sanctions.scales import BaselineScale

STATUSES = ("recommended", "exempt", "no_accountability", "out_of_scope")


def outcomes(study: Study) -> Iterator[Finding]:
    """What comes out, each with a case that comes to it."""
    yield from _responsibilities(study)
    yield from _cells(study)
    yield from _statuses(study)
    yield from _measures(study)


def rules(study: Study) -> Iterator[Finding]:
    """What decides, each with a case that it decides."""
    yield from _rules(study)
    yield from _alone(study)


def _ending(study: Study, wanted: Iterable[Ending]) -> Term:
    ending = study.one.outcomes.ending
    return z3.Or([ending == study.scale.position[e] for e in wanted])


def _statuses(study: Study) -> Iterator[Finding]:
    possible = {ending.point.status for ending in study.scale.endings}
    meant = possible | set(study.book.book.baseline.suggest.values())
    for status in STATUSES:
        if status == "exempt" and (not study.endings.rules or status not in meant):
            continue
        label = STATUS_LABELS[status]
        yield study.some(
            ("reach.status", status),
            Text(f"有案件的结果是“{label.zh}”", f"some case ends as {status}"),
            study.place("book.yaml", ("scope",) if status == "out_of_scope" else ("faults",)),
            _ending(study, [e for e in study.scale.endings if e.point.status == status]),
        )


def _responsibilities(study: Study) -> Iterator[Finding]:
    found = study.one.conclusions
    declared = study.book.book.metadata.responsibilities
    for index, responsibility in enumerate(declared):
        given = found.given.get(responsibility.id, z3.BoolVal(False))
        only = z3.And(given, z3.Not(found.silent))
        yield study.some(
            ("reach.responsibility", responsibility.id),
            Text(
                f"有案件由条文定出{responsibility.label}",
                f"the text gives {responsibility.id} responsibility in some case",
            ),
            study.place("book.yaml", ("responsibilities", index)),
            z3.And(found.scope, found.fault, only),
        )


def _measures(study: Study) -> Iterator[Finding]:
    for index, measure in enumerate(study.book.book.catalogue):
        word = "班子" if measure.kind == "team" else "个人"
        with_measure = [
            e
            for e in study.scale.endings
            if e.kind == measure.kind and measure.id in _offered(study, e)
        ]
        verb = ("可以", "allows") if study.rows else ("建议", "recommends")
        yield study.some(
            ("reach.measure", f"{measure.kind}.{measure.id}"),
            Text(
                f"有案件{verb[0]}对{word}“{measure.label}”",
                f"some case {verb[1]} {measure.id} for the {measure.kind}",
            ),
            study.place("catalogue.yaml", (index,)),
            _ending(study, with_measure),
        )


def _offered(study: Study, ending: Ending) -> set[str]:
    """The measures recommended; of a statute, those that it leaves open."""
    if not study.rows:
        return set(ending.point.measures)
    return {measure for measures in ending.lawful for measure in measures}


def _cells(study: Study) -> Iterator[Finding]:
    """A cell that no responsibility and gravity leads to decides nothing."""
    tariff = study.endings.scale
    if not isinstance(tariff, BaselineScale):
        return
    found = study.one.conclusions
    gravity = study.book.vocabulary.by_label("情节")
    labels = {r.id: r.label for r in study.book.book.metadata.responsibilities}
    for row in study.book.book.baseline.rows:
        grade = GRAVITIES.index(row.gravity)
        ways = [
            z3.And(bears, found.gravity == g)
            for responsibility, bears in found.responsibilities.items()
            for g in range(len(GRAVITIES))
            if tariff.row_and_grade(responsibility, g) == (row.responsibility, grade)
        ]
        cell = f"{labels[row.responsibility]} × {gravity.choices[grade].label}"
        yield study.some(
            ("reach.cell", f"{row.responsibility}-{row.gravity}"),
            Text(
                f"裁量基准“{cell}”一格有案件用到",
                f"some case uses the cell {row.responsibility} × {row.gravity}",
            ),
            study.row_place(row.responsibility, row.gravity),
            z3.And(found.scope, found.fault, z3.Or(ways)),
        )


def _rules(study: Study) -> Iterator[Finding]:
    found = study.one.conclusions
    for rule in study.book.book.rules:
        fires = z3.Or(list(found.rule(rule.id).values()))
        yield study.some(
            ("reach.rule", rule.id),
            Text(f"规则 {rule.id} 在适用的案件里可以成立", f"rule {rule.id} can fire in scope"),
            study.rule_place(rule.id),
            z3.And(found.scope, fires),
        )
    for condition in study.book.book.metadata.scope:
        others = [
            z3.And(list(found.rule(other.id).values()))
            for other in study.book.book.metadata.scope
            if other.id != condition.id
        ]
        fails = z3.Not(z3.And(list(found.rule(condition.id).values())))
        yield study.some(
            ("reach.scope", condition.id),
            Text(
                f"适用条件 {condition.id} 单独就能排除一个案件",
                f"the scope condition {condition.id} alone excludes some case",
            ),
            study.rule_place(condition.id),
            z3.And(fails, *others),
        )


def _alone(study: Study) -> Iterator[Finding]:
    """A rule that never decides alone says nothing that others do not."""
    found = study.one.conclusions
    for cluster in study.book.stage("finding"):
        for goal in cluster.goals:
            others = [h for fault, h in found.faults.items() if fault != goal.id]
            for rule in goal.rules:
                yield study.some(
                    ("reach.alone", rule.id),
                    Text(
                        f"有适用的案件只凭规则 {rule.id} 成立过错",
                        f"in some case in scope rule {rule.id} alone establishes a fault",
                    ),
                    study.rule_place(rule.id),
                    z3.And(
                        found.scope,
                        found.goals[goal.id].holds,
                        z3.Not(z3.Or(others)),
                        *_without_help(study, goal, rule),
                    ),
                )


def _without_help(study: Study, goal: Goal, rule: CompiledRule) -> Iterator[Term]:
    """No other rule of the goal, and no finding where one would suffice."""
    found = study.one.conclusions
    for other in goal.rules:
        if other.id != rule.id:
            yield z3.Not(z3.Or(list(found.rule(other.id).values())))
    if goal.listing is not None and goal.finding != "required":
        yield z3.Not(found.space.formula(goal.listing, found.concluded))
    yield z3.Or(list(found.rule(rule.id).values()))
