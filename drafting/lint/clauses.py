"""The outline against the rules: citations, quotes, dates of application."""

from collections.abc import Iterator, Sequence

from drafting.lint.draft import Draft, stands_below
from drafting.lint.finding import Finding
from drafting.lint.worked import Worked
from facts import Fact, Text
from facts.columns import date_number
from rules.atoms import Beyond, Formula, Literal
from rules.source import YamlPath

#: A quote is the sentence that a rule codifies, never a document.
LONGEST_QUOTE = 120


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    yield from _unknown(draft)
    yield from _clauses(draft)
    yield from _not_codified(draft)
    yield from _dates(draft)


def citations(draft: Draft) -> Iterator[tuple[str, tuple[str, YamlPath], str]]:
    """Every citation: owner, place, clause."""
    metadata, tariff = draft.book.metadata, draft.book.tariff
    cited: list[tuple[str, str, YamlPath, Sequence[str]]] = []
    for index, rule in enumerate(draft.book.rules):
        cited.append((rule.id, "rules.yaml", (index, "cite"), rule.cite))
    for index, measure in enumerate(draft.book.catalogue):
        cited.append((measure.id, "catalogue.yaml", (index,), measure.cite))
        effects = measure.effects_cite or ()
        cited.append((measure.id, "catalogue.yaml", (index, "effects_cite"), effects))
    for part in ("faults", "responsibilities", "scope", "procedures"):
        for index, item in enumerate(getattr(metadata, part)):
            cited.append((item.id, "book.yaml", (part, index, "cite"), item.cite))
    cited.append(("silence", "book.yaml", ("silence", "cite"), metadata.silence.cite))
    cited.append(("lenity", "book.yaml", ("lenity",), metadata.lenity or ()))
    if metadata.effects is not None:
        cited.append(("effects", "book.yaml", ("effects", "cite"), metadata.effects.cite))
        for index, history in enumerate(metadata.effects.history):
            path: YamlPath = ("effects", "history", index, "cite")
            cited.append(("effects", "book.yaml", path, history.cite))
    if tariff is not None:
        cited.append(("merge", "tariff.yaml", ("merge", "cite"), tariff.merge.cite))
        for index, row in enumerate(tariff.rows):
            cited.append((row.id, "tariff.yaml", ("rows", index), row.cite))
    for owner, file, path, cites in cited:
        for cite in cites:
            yield owner, (file, path), cite


def _unknown(draft: Draft) -> Iterator[Finding]:
    """Citations that loading a book does not look at."""
    known = [clause.id for clause in draft.book.outline.clauses]
    for owner, at, cite in citations(draft):
        if cite not in known:
            text = Text(f"条文目录里没有“{cite}”", f"“{cite}” is not in the outline")
            yield draft.finding("unknown-clause", at, owner, text)


def _clauses(draft: Draft) -> Iterator[Finding]:
    cited = {cite for _, _, cite in citations(draft)}
    seen: set[str] = set()
    ids = [clause.id for clause in draft.book.outline.clauses]
    for index, clause in enumerate(draft.book.outline.clauses):
        at: tuple[str, YamlPath] = ("outline.yaml", ("clauses", index))
        if clause.id in seen:
            text = Text(f"“{clause.id}”在目录里有两条", f"“{clause.id}” is given twice")
            shows = Text(
                "结果引用这一条，而它有两处原文", "the outcome cites it, and it stands twice"
            )
            either = Text(
                "若引用这一条，分不清是哪一处原文", "if cited: which of the two is meant?"
            )
            example = citing(draft, clause.id, shows) or citing(draft, "", either)
            yield draft.finding("duplicate-clause", at, clause.id, text, example)
        seen.add(clause.id)
        if len(clause.quote) > LONGEST_QUOTE:
            size = len(clause.quote)
            zh = f"引文 {size} 字，最多 {LONGEST_QUOTE} 字；规则书不抄录文件"
            text = Text(zh, f"a quote of {size} characters, at most {LONGEST_QUOTE}")
            quote: tuple[str, YamlPath] = ("outline.yaml", ("clauses", index, "quote"))
            shows = Text("结果引用这一条，引文照样抄进报告", "the outcome cites it, quote and all")
            example = citing(draft, clause.id, shows)
            yield draft.finding("quote-too-long", quote, clause.id, text, example)
        if clause.status != "codified":
            continue
        if not clause.quote:
            text = Text("已编的条文没有引文", "codified, yet without a quote")
            shows = Text(
                "结果引用这一条，而报告里没有原文", "cited by the outcome, without its text"
            )
            example = citing(draft, clause.id, shows)
            yield draft.finding("clause-without-quote", at, clause.id, text, example)
        heads = any(stands_below(other, clause.id) for other in ids)
        if clause.id not in cited and not heads:
            zh = "标为已编，而规则书没有一处引用它"
            text = Text(zh, "codified, yet nothing in the book cites it")
            shows = Text(f"结果的依据里没有“{clause.id}”", f"the outcome never cites “{clause.id}”")
            example = citing(draft, "", shows)
            yield draft.finding("clause-without-rule", at, clause.id, text, example)


def _not_codified(draft: Draft) -> Iterator[Finding]:
    for owner, at, cite in citations(draft):
        clause = draft.book.outline.clause(cite)
        if clause is not None and clause.status != "codified":
            zh = f"引用了“{cite}”，目录却标为 {clause.status}"
            text = Text(zh, f"cites “{cite}”, which the outline marks {clause.status}")
            shows = Text(
                f"结果引用“{cite}”，目录却说没有编它",
                f"the outcome cites “{cite}”, said not codified",
            )
            example = citing(draft, cite, shows)
            yield draft.finding("clause-not-codified", at, owner, text, example)


def _dates(draft: Draft) -> Iterator[Finding]:
    force = draft.book.metadata.in_force
    if force.end is not None and force.end < force.start:
        zh = f"失效日期 {force.end} 早于施行日期 {force.start}"
        text = Text(zh, f"ends on {force.end}, before it starts on {force.start}")
        shows = Text(
            f"{force.start} 施行当日的案件，按失效日期又已失效",
            f"on {force.start}, the first day, the book has by its end date already lapsed",
        )
        day = Literal(Beyond(_conduct(draft), "≥", date_number(force.start)), True)
        over = Literal(Beyond(_conduct(draft), ">", date_number(force.start)), False)
        example = next(
            filter(None, (draft.worked(shows, day, over, *fault) for fault in _faults(draft))), None
        )
        at = ("book.yaml", ("in_force", "to"))
        yield draft.finding("dates-reversed", at, "in_force", text, example)
    before = Literal(Beyond(_conduct(draft), "≥", date_number(force.start)), False)
    if draft.search.can_hold(draft.scope, before):
        zh = f"适用条件没有排除 {force.start} 施行以前的案件"
        text = Text(zh, f"the scope lets in cases from before {force.start}")
        shows = Text("施行以前的事也照本书处理", "decided by the book, though it came before it")
        example = None
        for fault in _faults(draft):
            example = example or draft.worked(shows, before, *fault)
        yield draft.finding(
            "scope-ignores-dates", ("book.yaml", ("scope",)), "scope", text, example
        )


def _faults(draft: Draft) -> Iterator[tuple[Formula, ...]]:
    """What establishes a fault, rule by rule."""
    for rule in draft.rules("finding"):
        yield draft.firing(rule)


def _conduct(draft: Draft) -> Fact:
    """The date that decides whether the book applies."""
    return draft.compiled.vocabulary.by_label(draft.book.metadata.conduct_date)


def citing(draft: Draft, clause: str, shows: Text) -> Worked | None:
    """A case decided by a rule that cites the clause, or, for "", by any finding rule."""
    rules = list(draft.rules())
    faults = {fault.id for fault in draft.book.metadata.faults if clause in fault.cite}
    found_by = [r for r in rules if clause in r.rule.cite or set(r.conclusion.targets) & faults]
    for rule in found_by if clause else draft.rules("finding"):
        found = draft.worked(shows, *draft.firing(rule), holds=(rule.id,))
        if found is not None:
            return found
    return None
