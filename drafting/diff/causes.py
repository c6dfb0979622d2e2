"""What was changed in the book that made a case come out otherwise."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import z3

from drafting.diff.joint import Joint, Side
from facts import Text
from rules.book import Rule
from rules.clusters import Goal
from rules.errors import Place
from rules.source import read_source
from rules.terms import GRAVITIES


@dataclass(frozen=True, slots=True)
class Cause:
    """One change of the text: what, where in the new book (or the old), and the clauses."""

    text: Text
    place: Place
    clauses: tuple[str, ...]


def causes(joint: Joint, changed: Collection[str], model: Any) -> Iterator[Cause]:
    """The rules behind the conclusions that differ in a case; else the baseline."""
    differing = [key for key in changed if _differs(joint, key, model)]
    found = list(dict.fromkeys(c for key in sorted(differing) for c in _rules(joint, key)))
    yield from found or [*_adjustments(joint), *_statute(joint), *_baseline(joint)]


def _differs(joint: Joint, key: str, model: Any) -> bool:
    values = []
    for side in joint.sides:
        terms = side.conclusions.goals.get(key)
        values.append(
            terms is not None and z3.is_true(model.eval(terms.holds, model_completion=True))
        )
    return values[0] != values[1]


def _rules(joint: Joint, key: str) -> Iterator[Cause]:
    before, after = (_of_goal(side, side.goals.get(key)) for side in joint.sides)
    for identity in dict.fromkeys([*before, *after]):
        old, new = before.get(identity), after.get(identity)
        if _same(old, new):
            continue
        side, rule = (joint.new, new) if new is not None else (joint.old, old)
        assert rule is not None
        what = ("新增", "added") if old is None else ("删去", "dropped")
        if old is not None and new is not None:
            what = ("修改", "changed")
        text = Text(f"{what[0]}规则 {identity}", f"rule {identity} {what[1]}")
        yield Cause(text, _place(side, identity), rule.cite)


def _of_goal(side: Side, goal: Goal | None) -> dict[str, Rule]:
    return {rule.id: rule.rule for rule in goal.rules} if goal is not None else {}


def _same(old: Rule | None, new: Rule | None) -> bool:
    if old is None or new is None:
        return False
    return (old.when, old.readings, old.then) == (new.when, new.readings, new.then)


def _place(side: Side, rule: str) -> Place:
    source = read_source(side.book.folder)
    rules = [r.id for r in side.book.book.rules]
    if rule in rules:
        return source.place("rules.yaml", (rules.index(rule),), rule)
    scope = [s.id for s in side.book.book.metadata.scope]
    return source.place("book.yaml", ("scope", scope.index(rule)), rule)


def _adjustments(joint: Joint) -> Iterator[Cause]:
    """Rules with the same condition that now offer, or put in its place, something else."""
    for stage in ("measure", "adjustment"):
        for cluster in joint.new.book.stage(stage):
            yield from _rules(joint, cluster.goals[0].id)


def _statute(joint: Joint) -> Iterator[Cause]:
    """Rows of the statutory table, the way of merging, and the point suggested."""
    old, new = (side.book.book for side in joint.sides)
    before = {row.id: row for row in old.tariff.rows} if old.tariff else {}
    after = {row.id: row for row in new.tariff.rows} if new.tariff else {}
    for number, identity in enumerate(dict.fromkeys([*after, *before])):
        was, now = before.get(identity), after.get(identity)
        if was == now:
            continue
        what = (
            ("修改", "changed")
            if was and now
            else ("新增", "added")
            if now
            else ("删去", "dropped")
        )
        side, row = (joint.new, now) if now is not None else (joint.old, was)
        source = read_source(side.book.folder)
        index = number if now is not None else list(before).index(identity)
        text = Text(f"{what[0]}档次 {identity}", f"row {identity} {what[1]}")
        yield Cause(
            text, source.place("tariff.yaml", ("rows", index), identity), row.cite if row else ()
        )
    source = read_source(joint.new.book.folder)
    if old.tariff and new.tariff and old.tariff.merge != new.tariff.merge:
        text = Text("修改合并的方法", "the way of merging changed")
        yield Cause(text, source.place("tariff.yaml", ("merge",)), new.tariff.merge.cite)
    if old.baseline.within != new.baseline.within:
        text = Text("修改幅度内建议的一点", "the point suggested within ranges changed")
        yield Cause(text, source.place("baseline.yaml", ("within",)), ())


def _baseline(joint: Joint) -> Iterator[Cause]:
    """Cells, lowerings and suggestions that are not as they were."""
    old, new = (side.book.book for side in joint.sides)
    source = read_source(joint.new.book.folder)
    labels = {r.id: r.label for r in new.metadata.responsibilities}
    grades = [c.label for c in joint.space.vocabulary.by_label("情节").choices]
    before = {(r.responsibility, r.gravity): r.measures for r in old.baseline.rows}
    for index, row in enumerate(new.baseline.rows):
        if before.get((row.responsibility, row.gravity)) != row.measures:
            grade = grades[GRAVITIES.index(row.gravity)]
            zh = f"修改裁量基准“{labels[row.responsibility]} × {grade}”一格"
            en = f"baseline cell {row.responsibility} × {row.gravity} changed"
            place = source.place("baseline.yaml", ("rows", index))
            yield Cause(Text(zh, en), place, ())
    if old.baseline.lower != new.baseline.lower:
        place = source.place("baseline.yaml", ("lower",))
        yield Cause(Text("修改裁量基准的降档", "the lowering of the baseline changed"), place, ())
    if old.baseline.suggest != new.baseline.suggest:
        place = source.place("baseline.yaml", ("suggest",))
        text = Text("修改裁量基准建议的从宽方式", "the suggested adjustments changed")
        yield Cause(text, place, ())
    if old.catalogue != new.catalogue:
        text = Text("修改处理方式目录", "the catalogue of measures changed")
        yield Cause(text, source.place("catalogue.yaml"), ())
