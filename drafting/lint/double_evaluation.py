"""禁止双重评价: what makes a fault must not be counted again to make it heavier.

A leniency that an element shuts out is a different thing: often the text means it so, but the
drafter should have seen it.
"""

from collections.abc import Iterator

from drafting.lint.draft import Draft
from drafting.lint.finding import Finding
from drafting.lint.satisfy import UndecidedError, without
from drafting.lint.worked import Worked
from facts import Text
from rules.atoms import Atom, Concluded, Listed, Literal, Stated, literals_of
from rules.clusters import CompiledRule, Goal

_HEAVIER = ("aggravate", "exceed")


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    goals = list(draft.goals("duty", "finding"))
    for rule in draft.rules("adjustment"):
        heavier = any(kind in _HEAVIER for kind in rule.conclusion.targets)
        literals = [lit for r in rule.readings for lit in literals_of(r.formula)]
        for label in dict.fromkeys(_label(lit.atom) for lit in literals):
            own = [lit for lit in literals if _label(lit.atom) == label]
            if not label:
                continue
            if heavier:
                yield from _counted_twice(draft, rule, label, own, goals)
            else:
                yield from _shut_out(draft, rule, label, own, goals)


def _label(atom: Atom) -> str:
    """The fact that an atom weighs, or ""; what was concluded or stated weighs nothing."""
    return "" if isinstance(atom, Concluded | Listed | Stated) else atom.fact.label


def _elements(goal: Goal, label: str) -> list[Literal]:
    found = [lit for rule in goal.rules for r in rule.readings for lit in literals_of(r.formula)]
    return [lit for lit in dict.fromkeys(found) if _label(lit.atom) == label]


def _counted_twice(
    draft: Draft, rule: CompiledRule, label: str, own: list[Literal], goals: list[Goal]
) -> Iterator[Finding]:
    faults = [
        goal
        for goal in goals
        for element in _elements(goal, label)
        if any(draft.search.can_hold(element, lit) for lit in own)
    ]
    if not faults:
        return
    names = "、".join(dict.fromkeys(goal.name for goal in faults))
    zh = f"“{label}”已经是{names}的要素，又用来从重或者加重：同一事实评价了两次"
    text = Text(zh, f"“{label}” is an element of {names} and aggravates it again")
    shows = Text(
        f"“{label}”既使{faults[0].name}成立，又用来从重",
        f"“{label}” establishes {faults[0].name} and then aggravates it",
    )
    example = None
    for element in faults[0].rules:
        example = example or draft.worked(
            shows, element.readings[0].formula, own[0], holds=(element.id,)
        )
    at = draft.at_rule(rule.id, "when")
    yield draft.finding("double-evaluation", at, rule.id, text, example)


def _shut_out(
    draft: Draft, rule: CompiledRule, label: str, own: list[Literal], goals: list[Goal]
) -> Iterator[Finding]:
    always: list[str] = []
    sometimes: list[str] = []
    example: Worked | None = None
    rest = rule.readings[0].formula  # all of the leniency but what the element shuts out
    for literal in own:
        rest = without(rest, literal)
    for goal in goals:
        elements = _elements(goal, label)
        clash = [e for e in elements if not any(draft.search.can_hold(e, lit) for lit in own)]
        if not clash:
            continue
        formulas = [r.formula for member in goal.rules for r in member.readings]
        try:
            apart = any(draft.search.can_hold(formula, *own) for formula in formulas)
        except UndecidedError:
            continue
        (sometimes if apart else always).append(goal.name)
        words = clash[0].atom.words(clash[0].value)
        shows = Text(
            f"{goal.name}由“{words}”成立，所以不能从宽",
            f"{goal.name} rests on “{words}”, so leniency is shut out",
        )
        for formula in formulas:
            parts = (formula, clash[0], rest)
            example = example or draft.worked(shows, *parts, fails=(rule.id,))
    if not always and not sometimes:
        return
    parts_zh, parts_en = [], []
    if always:
        parts_zh.append(f"{'、'.join(always)}总以它为要素")
        parts_en.append(f"{', '.join(always)} always need it")
    if sometimes:
        parts_zh.append(f"{'、'.join(sometimes)}可由它成立")
        parts_en.append(f"{', '.join(sometimes)} may rest on it")
    zh = f"从宽以“{own[0].atom.words(own[0].value)}”为条件，而{'，'.join(parts_zh)}：这时不能从宽"
    en = f"leniency needs “{label}” to be otherwise; {'; '.join(parts_en)}: then it is shut out"
    at = draft.at_rule(rule.id, "when" if rule.rule.when else "readings")
    about = f"{rule.id} {label}"
    yield draft.finding("leniency-excluded", at, about, Text(zh, en), example)
