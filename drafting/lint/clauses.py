"""The outline against the rules: citations, quotes, dates of application."""

from collections.abc import Iterator

from drafting.lint.draft import Draft, stands_below
from drafting.lint.finding import Finding
from facts import Text
from facts.columns import date_number
from rules.atoms import Beyond, Literal
from rules.source import YamlPath

#: A quote is the sentence that a rule codifies, never a document.
LONGEST_QUOTE = 120


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    yield from _clauses(draft)
    yield from _not_codified(draft)
    yield from _dates(draft)


def _citations(draft: Draft) -> Iterator[tuple[str, tuple[str, YamlPath], str]]:
    """Every citation: owner, place, clause."""
    metadata = draft.book.metadata
    for index, rule in enumerate(draft.book.rules):
        for cite in rule.cite:
            yield rule.id, ("rules.yaml", (index, "cite")), cite
    for index, measure in enumerate(draft.book.catalogue):
        for cite in measure.cite:
            yield measure.id, ("catalogue.yaml", (index,)), cite
    cited = [
        *(("faults", i, f.id, f.cite) for i, f in enumerate(metadata.faults)),
        *(("responsibilities", i, r.id, r.cite) for i, r in enumerate(metadata.responsibilities)),
        *(("scope", i, s.id, s.cite) for i, s in enumerate(metadata.scope)),
    ]
    for part, index, owner, cites in cited:
        for cite in cites:
            yield owner, ("book.yaml", (part, index, "cite")), cite
    for cite in metadata.silence.cite:
        yield "silence", ("book.yaml", ("silence", "cite")), cite


def _clauses(draft: Draft) -> Iterator[Finding]:
    cited = {cite for _, _, cite in _citations(draft)}
    seen: set[str] = set()
    ids = [clause.id for clause in draft.book.outline.clauses]
    for index, clause in enumerate(draft.book.outline.clauses):
        at: tuple[str, YamlPath] = ("outline.yaml", ("clauses", index))
        if clause.id in seen:
            text = Text(f"“{clause.id}”在目录里有两条", f"“{clause.id}” is given twice")
            yield draft.finding("duplicate-clause", at, clause.id, text)
        seen.add(clause.id)
        if len(clause.quote) > LONGEST_QUOTE:
            size = len(clause.quote)
            zh = f"引文 {size} 字，最多 {LONGEST_QUOTE} 字；规则书不抄录文件"
            text = Text(zh, f"a quote of {size} characters, at most {LONGEST_QUOTE}")
            quote: tuple[str, YamlPath] = ("outline.yaml", ("clauses", index, "quote"))
            yield draft.finding("quote-too-long", quote, clause.id, text)
        if clause.status != "codified":
            continue
        if not clause.quote:
            text = Text("已编的条文没有引文", "codified, yet without a quote")
            yield draft.finding("clause-without-quote", at, clause.id, text)
        heads = any(stands_below(other, clause.id) for other in ids)
        if clause.id not in cited and not heads:
            zh = "标为已编，而规则、处理方式、过错情形、责任都没有引用它"
            text = Text(zh, "codified, yet no rule, measure, fault or responsibility cites it")
            yield draft.finding("clause-without-rule", at, clause.id, text)


def _not_codified(draft: Draft) -> Iterator[Finding]:
    for owner, at, cite in _citations(draft):
        clause = draft.book.outline.clause(cite)
        if clause is not None and clause.status != "codified":
            zh = f"引用了“{cite}”，目录却标为 {clause.status}"
            text = Text(zh, f"cites “{cite}”, which the outline marks {clause.status}")
            yield draft.finding("clause-not-codified", at, owner, text)


def _dates(draft: Draft) -> Iterator[Finding]:
    force = draft.book.metadata.in_force
    if force.end is not None and force.end < force.start:
        zh = f"失效日期 {force.end} 早于施行日期 {force.start}"
        text = Text(zh, f"ends on {force.end}, before it starts on {force.start}")
        yield draft.finding("dates-reversed", ("book.yaml", ("in_force", "to")), "in_force", text)
    fact = draft.compiled.vocabulary.by_label("事发日期")
    before = Literal(Beyond(fact, "≥", date_number(force.start)), False)
    if draft.search.can_hold(draft.scope, before):
        zh = f"适用条件没有排除 {force.start} 施行以前的案件"
        text = Text(zh, f"the scope lets in cases from before {force.start}")
        example = before.atom.words(False)
        yield draft.finding(
            "scope-ignores-dates", ("book.yaml", ("scope",)), "scope", text, example
        )
