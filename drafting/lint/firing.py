"""Rules that never or always fire, that another rule covers, or that carry idle conditions."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from drafting.lint.draft import Draft, reading_path
from drafting.lint.finding import Finding
from drafting.lint.satisfy import Search, UndecidedError, not_true
from drafting.lint.witness import readings
from drafting.lint.worked import Worked
from facts import Text
from rules.atoms import Every, Formula, Literal, OneOf, Some, literals_of
from rules.clusters import CompiledRule


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group; conditions too large to search are passed over."""
    if not draft.search.can_hold(draft.scope):
        text = Text("适用条件互相矛盾，本书不适用于任何案件", "no case is within the scope")
        shows = Text("连这样的案件也不适用", "not even such a case is within the scope")
        example = _nearest(draft, draft.scope, shows, inside=False)
        yield draft.finding("rule-never-fires", ("book.yaml", ("scope",)), "scope", text, example)
    sound: list[CompiledRule] = []
    for rule in draft.rules():
        found = list(_alone(draft, rule))
        yield from found
        if not found:
            sound.append(rule)
    yield from _pairs(draft, sound)
    yield from _responsibilities(draft, sound)


def _alone(draft: Draft, rule: CompiledRule) -> Iterator[Finding]:
    for number, reading in enumerate(rule.readings):
        at = draft.at_rule(rule.id, *reading_path(rule, number))
        try:
            yield from _one(draft, rule, reading.formula, at)
        except UndecidedError:
            continue


def _one(
    draft: Draft, rule: CompiledRule, formula: Formula, at: tuple[str, tuple[str | int, ...]]
) -> Iterator[Finding]:
    search = draft.search
    if not search.can_hold(formula):
        zh, en = "没有任何案件能满足这个条件", "no case can meet this condition"
        shows = Text(
            "最接近这个条件的案件也不成立", "the case nearest to the condition does not meet it"
        )
        example = _nearest(draft, formula, shows, fails=(rule.id,))
        yield draft.finding("rule-never-fires", at, rule.id, Text(zh, en), example)
    elif search.always(formula):
        zh, en = "任何案件都满足这个条件", "every case meets this condition"
        shows = Text("一项要件也不具备，它照样成立", "no element is met, and it fires")
        lacking = [not_true(literal) for literal in literals_of(formula) if literal.value]
        example = draft.worked(shows, *lacking, formula, holds=(rule.id,))
        yield draft.finding("rule-always-fires", at, rule.id, Text(zh, en), example)
    elif search.can_hold(draft.scope) and not search.can_hold(draft.scope, formula):
        zh = "条件与适用条件（book.yaml scope）矛盾，适用本书的案件都不满足它"
        text = Text(zh, "the condition contradicts the scope of the book")
        shows = Text(
            "规则成立，而本书不适用于这个案件", "the rule fires where the book does not apply"
        )
        example = draft.worked(shows, formula, holds=(rule.id,), inside=False)
        yield draft.finding("rule-outside-scope", at, rule.id, text, example)
    else:
        for literal in _idle(search, formula):
            words, denied = (literal.atom.words(v) for v in (literal.value, not literal.value))
            zh = f"“{words}”有没有都一样：删去它，条件的意思不变"
            text = Text(zh, f"“{words}” changes nothing; without it the condition is the same")
            shows = Text(
                f"“{denied}”，规则照样成立", f"“{denied}”, and the rule fires all the same"
            )
            example = draft.worked(shows, not_true(literal), formula, holds=(rule.id,))
            if example is None:  # the rest of the condition brings it along
                shows = Text(
                    f"条件的其余部分已经包含“{words}”", f"the rest already implies “{words}”"
                )
                example = draft.worked(shows, formula, holds=(rule.id,))
            yield draft.finding("idle-condition", at, rule.id, text, example)


def _nearest(draft: Draft, formula: Formula, shows: Text, **how: Any) -> Worked | None:
    """The case that meets as many parts of a contradictory condition as can be."""
    parts: list[Formula] = []
    inside = how.get("inside", True)
    for part in formula.parts if isinstance(formula, Every) else ():
        if draft.search.can_hold(*parts, part, *([draft.scope] if inside else [])):
            parts.append(part)
    return draft.worked(shows, *parts, **how)


def _idle(search: Search, formula: Formula) -> Iterator[Literal]:
    """The last literal that could be left out, if there is one."""
    for path, literal in reversed(list(_leaves(formula, ()))):
        for constant in (Every(()), Some(())):
            if search.equal(formula, _replaced(formula, path, constant)):
                yield literal
                return


def _leaves(formula: Formula, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Literal]]:
    if isinstance(formula, Literal):
        yield path, formula
        return
    for index, part in enumerate(formula.parts):
        yield from _leaves(part, (*path, index))


def _replaced(formula: Formula, path: tuple[int, ...], new: Formula) -> Formula:
    if not path or isinstance(formula, Literal):
        return new
    parts = list(formula.parts)
    parts[path[0]] = _replaced(parts[path[0]], path[1:], new)
    return type(formula)(tuple(parts))


# ── two rules with the same conclusion ────────────────────────────────────────


def _pairs(draft: Draft, sound: list[CompiledRule]) -> Iterator[Finding]:
    reported: set[str] = set()
    for one, other in combinations(sound, 2):
        first, second = sorted((one, other), key=lambda rule: draft.positions[rule.id])
        same = first.conclusion == second.conclusion and first.rule.stage == second.rule.stage
        if not same or reported & {first.id, second.id}:
            continue
        try:
            covers, covered = _covers(draft, second, first), _covers(draft, first, second)
        except UndecidedError:
            continue
        if covers and covered:
            reported.add(second.id)
            zh = f"与“{first.id}”条件相同，结论也相同"
            text = Text(zh, f"the same condition and conclusion as “{first.id}”")
            example = _both(draft, first, second)
            at = draft.at_rule(second.id)
            yield draft.finding("duplicate-rule", at, second.id, text, example)
        elif covers or covered:
            inner, outer = (first, second) if covers else (second, first)
            reported.add(inner.id)
            zh = f"它成立时“{outer.id}”总是成立，结论相同；有没有它都一样"
            text = Text(zh, f"wherever it fires “{outer.id}” fires too, with the same conclusion")
            example = _both(draft, inner, outer)
            at = draft.at_rule(inner.id)
            yield draft.finding("shadowed-rule", at, inner.id, text, example)


def _both(draft: Draft, inner: CompiledRule, outer: CompiledRule) -> Worked | None:
    """A case in which both hold."""
    shows = Text(
        f"“{inner.id}”和“{outer.id}”都成立，少一条结果也一样",
        f"“{inner.id}” and “{outer.id}” both fire; without one of them nothing changes",
    )
    return draft.worked(shows, *readings(inner), holds=(inner.id, outer.id))


def _covers(draft: Draft, outer: CompiledRule, inner: CompiledRule) -> bool:
    """Does the outer rule hold, however it is read, wherever the inner one does?"""
    return all(
        draft.search.implies(i.formula, o.formula) for i in inner.readings for o in outer.readings
    )


# ── responsibilities ──────────────────────────────────────────────────────────


def _responsibilities(draft: Draft, sound: list[CompiledRule]) -> Iterator[Finding]:
    rules = [rule for rule in sound if rule.rule.stage == "attribution"]
    rules.sort(key=lambda rule: draft.positions[rule.id])
    kinds = {r.id: r.kind for r in draft.book.metadata.responsibilities}
    fact = draft.compiled.vocabulary.by_label("主体类别")
    search = draft.search
    wrong: set[str] = set()
    for rule in rules:
        kind = kinds[rule.conclusion.targets[0]]
        position = fact.choice_index(kind)
        formula = rule.readings[0].formula
        if position is None:
            continue
        other = Literal(OneOf(fact, frozenset({position})), False)
        witness = search.witness(Every((other, formula)))
        if witness is not None:
            wrong.add(rule.id)
            label = fact.choices[position].label
            zh = f"{rule.conclusion.name}只属于{label}，条件却没有排除别的主体"
            text = Text(zh, f"{rule.conclusion.name} is for {kind} subjects only")
            at = draft.at_rule(rule.id, "when")
            shows = Text(
                f"不是{label}，却认定{rule.conclusion.name}",
                f"not of that kind, and yet {rule.conclusion.name}",
            )
            example = _with_fault(draft, shows, other, formula, holds=(rule.id,))
            yield draft.finding("responsibility-of-other-kind", at, rule.id, text, example)
    clear = [rule for rule in rules if rule.id not in wrong]
    for first, second in combinations(clear, 2):
        if first.conclusion.targets == second.conclusion.targets:
            continue
        witness = search.witness(Every((first.readings[0].formula, second.readings[0].formula)))
        if witness is not None:
            one, two = first.conclusion.name, second.conclusion.name
            zh = f"与“{first.id}”可以同时成立：同一个人既负{one}又负{two}"
            text = Text(zh, f"can hold together with “{first.id}”: both {one} and {two}")
            at = draft.at_rule(second.id, "when")
            shows = Text(f"同一个人既负{one}又负{two}", f"one person bears both {one} and {two}")
            formulas = (first.readings[0].formula, second.readings[0].formula)
            example = _with_fault(draft, shows, *formulas, holds=(first.id, second.id))
            yield draft.finding("responsibilities-overlap", at, second.id, text, example)


def _with_fault(
    draft: Draft, shows: Text, *wanted: Formula, holds: tuple[str, ...]
) -> Worked | None:
    """A case with some fault, so that the responsibility matters."""
    for rule in draft.rules("finding"):
        found = draft.worked(shows, *wanted, *draft.firing(rule), holds=(*holds, rule.id))
        if found is not None:
            return found
    return draft.worked(shows, *wanted, holds=holds)
