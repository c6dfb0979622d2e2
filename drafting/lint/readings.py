"""Open readings: quotes that bear two readings, and declared readings that do not differ."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from drafting.lint.draft import Draft
from drafting.lint.finding import Finding
from drafting.lint.satisfy import UndecidedError, not_true
from drafting.lint.witness import readings
from drafting.lint.worked import Worked
from facts import Text
from rules.atoms import Every, Formula, Literal, Some
from rules.clusters import CompiledRule

_RESULT = "造成|致使|导致|引起"
#: Words that begin with 不 or 未 and are no denial of what follows.
_COMPOUNDS = re.compile("不作为|不力|不良|不称职|不实|不当|不仅|不论|不限于|未成年")

#: Sentence patterns that two readers may read in two ways: pattern, the question in zh and en.
_PATTERNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(rf"(?:{_RESULT})[^,，;；。]*[和及与、][^,，;；。]*"),
        "几种结果要都有，还是有其一",
        "must all results be there, or one",
    ),
    (
        re.compile(rf"[^,，;；。]*[、或][^;；。]*[,，](?:{_RESULT})"),
        "结果是各种情形共同的要件，还是只属于最后一种",
        "does the result belong to every limb, or to the last",
    ),
    (
        re.compile(r"(?:不能|不|未能|未|没有)[^,，;；。不未]*[、和及与或][^,，;；。]*"),
        "否定的是其中任何一项，还是全部",
        "is any of them denied, or all together",
    ),
)
#: The pattern whose doubt is about a denial.
_DENIAL = 2


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    yield from _equal(draft)
    yield from _undeclared(draft)


def _equal(draft: Draft) -> Iterator[Finding]:
    for rule in draft.rules():
        if len(rule.readings) != 2:
            continue
        one, two = rule.readings
        try:
            same = draft.search.equal(one.formula, two.formula)
        except UndecidedError:
            continue
        if same:
            zh = f"读法“{one.id}”和“{two.id}”在任何案件上结果都相同"
            text = Text(zh, f"readings “{one.id}” and “{two.id}” agree on every case")
            at = draft.at_rule(rule.id, "readings")
            shows = Text("两种读法都成立，不必问人", "both readings hold; there is nothing to ask")
            example = draft.worked(shows, one.formula, two.formula, holds=(rule.id,))
            yield draft.finding("readings-equal", at, rule.id, text, example)


def _undeclared(draft: Draft) -> Iterator[Finding]:
    stages = ("duty", "finding", "attribution", "adjustment")
    citing: dict[str, list[str]] = {}
    declared: set[str] = set()
    for rule in draft.book.rules:
        if rule.stage in stages:
            for cite in rule.cite:
                citing.setdefault(cite, []).append(rule.id)
                if rule.readings:
                    declared.add(cite)
    for index, clause in enumerate(draft.book.outline.clauses):
        if clause.id not in citing or clause.id in declared:
            continue
        doubts = list(_doubts(clause.quote))
        if not doubts:
            continue
        rules = "、".join(citing[clause.id])
        zh = "；".join(f"“{words}”：{zh}" for _, words, zh, _ in doubts)
        en = "; ".join(f"“{words}”: {en}" for _, words, _, en in doubts)
        text = Text(
            f"引文可有两解，而规则 {rules} 只写了一种。{zh}",
            f"the quote bears two readings, and {rules} declares one. {en}",
        )
        at = ("outline.yaml", ("clauses", index, "quote"))
        example = _turning(draft, citing[clause.id], [doubt[0] for doubt in doubts])
        yield draft.finding("reading-not-declared", at, clause.id, text, example)


def _turning(draft: Draft, rules: list[str], doubts: Iterable[int]) -> Worked | None:
    """A case that comes out otherwise when one 且 of the condition is read as 或, or back."""
    first = Some if _DENIAL in set(doubts) else Every
    for rule in (draft.compiled.rules[name] for name in rules):
        formula = readings(rule)[0]
        other_ways = sorted(
            _other_ways(formula), key=lambda way: (type(way[0]) is not first, -way[1])
        )
        for _, _, other in other_ways:
            for one, two, holds in ((formula, other, True), (other, formula, False)):
                found = draft.worked(
                    _turned(rule.id, holds),
                    *_fault_for(draft, rule),
                    one,
                    not_true(two),
                    holds=(rule.id,) if holds else (),
                    fails=() if holds else (rule.id,),
                )
                if found is not None:
                    return found
    return None


def _turned(rule: str, holds: bool) -> Text:
    now, then = ("成立", "不成立") if holds else ("不成立", "成立")
    en, en_then = ("holds", "fails") if holds else ("fails", "holds")
    return Text(
        f"照现在写的读法，“{rule}”{now}；照另一种读法{then}",
        f"as written “{rule}” {en}; as read otherwise it {en_then}",
    )


def _fault_for(draft: Draft, rule: CompiledRule) -> tuple[Formula, ...]:
    """Leniency shows only where there is a fault."""
    if rule.rule.stage != "adjustment":
        return ()
    faults = (readings(r)[0] for r in draft.rules("finding"))
    found = (f for f in faults if draft.search.can_hold(f, readings(rule)[0], draft.scope))
    return tuple(islice(found, 1))


def _other_ways(formula: Formula, depth: int = 0) -> Iterator[tuple[Formula, int, Formula]]:
    """Each 且 or 或 of a formula, its depth, and the formula with the other in its place."""
    if isinstance(formula, Literal):
        return
    turned = Some(formula.parts) if isinstance(formula, Every) else Every(formula.parts)
    yield formula, depth, turned
    for index, part in enumerate(formula.parts):
        for node, below, other in _other_ways(part, depth + 1):
            parts = (*formula.parts[:index], other, *formula.parts[index + 1 :])
            yield node, below, type(formula)(parts)


def _doubts(quote: str) -> Iterator[tuple[int, str, str, str]]:
    """Which pattern a part of a quote fits, its words, and the question in both languages."""
    plain = _COMPOUNDS.sub(lambda m: "＊" * len(m.group()), quote)
    for number, (pattern, zh, en) in enumerate(_PATTERNS):
        match = pattern.search(plain)
        if match is not None:
            whole = re.compile(".*", re.DOTALL).match(quote, match.start(), match.end())
            if whole is not None:
                yield number, whole.group(), zh, en
