"""Open readings: quotes that bear two readings, and declared readings that do not differ."""

import re
from collections.abc import Iterator

from drafting.lint.draft import Draft
from drafting.lint.finding import Finding
from drafting.lint.satisfy import UndecidedError
from facts import Text

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
            yield draft.finding("readings-equal", at, rule.id, text)


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
        doubts = [(m.group(), zh, en) for m, zh, en in _doubts(clause.quote)]
        if not doubts:
            continue
        rules = "、".join(citing[clause.id])
        zh = "；".join(f"“{words}”：{zh}" for words, zh, _ in doubts)
        en = "; ".join(f"“{words}”: {en}" for words, _, en in doubts)
        text = Text(
            f"引文可有两解，而规则 {rules} 只写了一种。{zh}",
            f"the quote bears two readings, and {rules} declares one. {en}",
        )
        at = ("outline.yaml", ("clauses", index, "quote"))
        yield draft.finding("reading-not-declared", at, clause.id, text)


def _doubts(quote: str) -> Iterator[tuple[re.Match[str], str, str]]:
    plain = _COMPOUNDS.sub(lambda m: "＊" * len(m.group()), quote)
    for pattern, zh, en in _PATTERNS:
        match = pattern.search(plain)
        if match is not None:
            whole = re.compile(".*", re.DOTALL).match(quote, match.start(), match.end())
            if whole is not None:
                yield whole, zh, en
