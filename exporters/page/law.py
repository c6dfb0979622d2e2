"""What the page shows of the book: clauses with their words, rules with their conditions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from exporters.names import Names, citations
from exporters.page import labels
from exporters.wording import LISTED, Wording
from rules.book import Rule
from rules.loader import CompiledBook
from sanctions.determination import ADJUSTMENT_LABELS, Reason
from sanctions.prescribed import BASELINE_RULE, MERGE_RULE


def base_rule(rule: str) -> str:
    """ "fault-9.petition@both-limbs#failed" is the rule fault-9.petition."""
    return rule.partition("#")[0].partition("@")[0]


def clauses(book: CompiledBook) -> list[dict[str, Any]]:
    """Every clause of the outline, in its order."""
    return [
        {
            "id": clause.id,
            "about": clause.about,
            "quote": clause.quote,
            "status": clause.status,
            "reason": clause.reason,
        }
        for clause in book.book.outline.clauses
    ]


def rules(book: CompiledBook, words: Wording, used: Iterable[Reason]) -> list[dict[str, Any]]:
    """Every rule that a reason may name, in the order of the stages.

    ``title`` says in short what it concludes. ``whens`` are its conditions: one, or two readings
    of which one is ``chosen``. Steps that are no rules of the book (the official's finding, the
    baseline) are told as ``note``.
    """
    found = {rule["id"]: rule for rule in _rules(book, words)}
    for reason in used:
        id_ = base_rule(reason.rule)
        if id_ not in found:
            found[id_] = _step(id_, reason.stage, id_, citations(reason.citation))
    return list(found.values())


def _rules(book: CompiledBook, words: Wording) -> Iterator[dict[str, Any]]:
    metadata, names = book.book.metadata, words.names
    cites = dict.fromkeys(cite for condition in metadata.scope for cite in condition.cite)
    whens = [{"id": "", "text": "", "when": c.when} for c in metadata.scope]
    scope = names.text(labels.STAGES["scope"])
    note = names.text(labels.SCOPE_NOTE)
    yield _step("scope", "scope", scope, cites, whens, note=note)
    for condition in metadata.scope:
        whens = [{"id": "", "text": "", "when": condition.when}]
        note = names.label(condition.otherwise)
        yield _step(condition.id, "scope", scope, condition.cite, whens, note=note)
    for fault in metadata.faults:
        required = fault.finding == "required"
        whens = [{"id": "", "text": "", "when": fault.listed_when}] if fault.listed_when else []
        yield _step(
            fault.id + LISTED,
            "finding",
            names.text(labels.LISTED, fault=names.label(fault.name)),
            fault.cite,
            whens,
            then=names.fault(fault.id),
            note=names.text(labels.LISTING_NEEDED if required else labels.LISTING_SUFFICES),
        )
    for rule in book.book.rules:
        then = f"{rule.then}{names.aside(_concluded(rule, book, names))}"
        whens = _whens(rule)
        title = _title(rule, book, names)
        yield _step(rule.id, rule.stage, title, rule.cite, whens, then=then, chosen=rule.chosen)
    if metadata.silence.text:
        title = names.text(labels.SILENCE)
        silence = metadata.silence
        yield _step("silence", "attribution", title, silence.cite, note=names.label(silence.text))
    yield from _tariff(book, words)
    title = names.text(labels.BASELINE)
    yield _step(BASELINE_RULE, "measure", title, (), note=names.label(book.book.baseline.source))


def _tariff(book: CompiledBook, words: Wording) -> Iterator[dict[str, Any]]:
    """The rows of the statutory table, and how sanctions for several faults come together."""
    tariff, names = book.book.tariff, words.names
    for row in tariff.rows if tariff else ():
        asked = [
            *(names.fault(fault) for fault in row.faults),
            *(names.responsibility(responsibility) for responsibility in row.responsibility),
            *(names.choice("gravity", gravity) for gravity in row.gravity),
        ]
        title, note = words.row(row), names.joined(asked)
        yield _step(row.id, "measure", title, row.cite, then=title, note=note)
    if tariff:
        title = names.text(labels.MERGING)
        yield _step(MERGE_RULE, "measure", title, tariff.merge.cite)


def _step(
    id_: str,
    stage: str,
    title: str,
    cites: Iterable[str],
    whens: Sequence[dict[str, str]] = (),
    then: str = "",
    note: str = "",
    chosen: str | None = None,
) -> dict[str, Any]:
    return {
        "id": id_,
        "stage": stage,
        "title": title,
        "cites": list(cites),
        "whens": list(whens),
        "then": then,
        "note": note,
        "chosen": chosen or "",
    }


def _title(rule: Rule, book: CompiledBook, names: Names) -> str:
    """What a rule concludes: in the book's own words, or in English where there are some."""
    if names.lang != "en":
        return rule.then
    conclusion = book.rules[rule.id].conclusion
    if conclusion.verb in ("may", "shall"):
        kinds = names.joined(ADJUSTMENT_LABELS[kind].en for kind in conclusion.targets)
        return f"{conclusion.verb} {kinds}"
    say = {
        "breach": names.label,
        "finding": names.fault,
        "responsibility": names.responsibility,
        "refer": names.referral,
        "step": names.procedure,
    }.get(conclusion.verb)
    return names.joined(map(say, conclusion.targets)) if say else names.told(rule.then)


def _whens(rule: Rule) -> list[dict[str, str]]:
    if rule.when is not None:
        return [{"id": "", "text": "", "when": rule.when}]
    return [{"id": r.id, "text": r.text, "when": r.when} for r in rule.readings]


def _concluded(rule: Rule, book: CompiledBook, names: Names) -> str:
    """The name of the fault that a rule concludes; "" for other rules."""
    faults = {fault.id: names.label(fault.label) for fault in book.book.metadata.faults}
    return names.joined(faults[t] for t in names.targets(rule.id) if t in faults)


def baseline(book: CompiledBook, names: Names) -> dict[str, Any]:
    """The discretion table as it stands in the book: what each row suggests."""
    table = book.book.baseline
    kinds = {r.id: r.kind for r in book.book.metadata.responsibilities}
    rows = [
        {
            "responsibility": names.responsibility(row.responsibility),
            "gravity": names.choice("gravity", row.gravity),
            "measures": names.measures(kinds.get(row.responsibility), row.measures),
        }
        for row in table.rows
    ]
    lowered = [
        names.text(
            labels.LOWERED,
            responsibility=names.responsibility(lower.responsibility),
            source=names.responsibility(lower.source),
            grades=lower.grades,
        )
        for lower in table.lower
    ]
    title, source = names.label(table.title), names.label(table.source)
    return {"title": title, "source": source, "rows": rows, "lower": lowered}
