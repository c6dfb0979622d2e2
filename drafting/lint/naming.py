"""Facts that nobody reads, conclusions that nobody reads or reaches, and clashing names."""

from collections.abc import Iterator

from drafting.lint.draft import Draft
from drafting.lint.finding import Finding
from drafting.lint.witness import PLAIN_KIND, of_kind, readings
from drafting.lint.worked import Worked
from drafting.trial_facts import choice_axis
from drafting.worked_out import parts
from facts import Fact, Text
from facts.fact import RecordKind
from rules.atoms import Concluded
from rules.source import YamlPath

#: Names of responsibility that belong together, heaviest first. A text uses one set.
VOCABULARIES: tuple[tuple[str, ...], ...] = (
    ("全部责任", "主要责任", "同等责任", "次要责任"),
    ("直接责任", "主要领导责任", "重要领导责任"),
)

#: Whose facts are asked of an official one by one.
_OWNERS = ("case", "subject")
#: Facts that the program itself reads, outside of conditions.
_READ_BY_PROGRAM = ("过错情形", "情节", "主体类别", "角色", "事发日期")


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    yield from _unused_facts(draft)
    yield from _unread_records(draft)
    yield from _unread_conclusions(draft)
    yield from _unreached(draft)
    yield from _taken(draft)
    yield from _mixed(draft)


def _unused_facts(draft: Draft) -> Iterator[Finding]:
    """Facts of the book's own; and, where it decides by a baseline alone, core facts of the
    groups that it reads for the most part.
    """
    vocabulary = draft.compiled.vocabulary
    read = _read(draft)
    asked = [f for f in vocabulary.facts if f.readable and f.written and f.entity in _OWNERS]
    by_group: dict[str, list[Fact]] = {}
    for fact in asked:
        if fact.group != "基本":
            by_group.setdefault(fact.group, []).append(fact)
    groups = {
        g for g, facts in by_group.items() if 2 * sum(f.id in read for f in facts) >= len(facts)
    }
    own = {fact.id: index for index, fact in enumerate(draft.own_facts)}
    for fact in vocabulary.facts:
        shared = draft.book.tariff is None and fact.group in groups
        core = fact.id not in own and fact in asked and shared
        if fact.id in read or not (core or (fact.id in own and fact.readable)):
            continue
        if fact.label not in _READ_BY_PROGRAM:
            text = Text(f"没有规则读“{fact.label}”", f"no rule reads “{fact.label}”")
            example = _with_value(draft, fact) if fact in asked else None
            at: tuple[str, YamlPath] = ("rules.yaml", ())
            if fact.id in own:
                at = ("facts.yaml", ("facts", own[fact.id]))
            yield draft.finding("unused-fact", at, fact.label, text, example)


def _unread_records(draft: Draft) -> Iterator[Finding]:
    """Kinds of records that no number is made from."""
    made = {f.aggregate.records for f in draft.compiled.vocabulary.facts if f.aggregate is not None}
    effects = draft.book.metadata.effects
    made |= {history.records for history in effects.history} if effects is not None else set()
    for index, kind in enumerate(draft.compiled.vocabulary.records):
        if kind.id not in made:
            zh = f"没有一项事实由“{kind.label}”汇总，填了也没有用处"
            text = Text(zh, f"no fact is worked out from “{kind.label}”")
            at: tuple[str, YamlPath] = ("facts.yaml", ("records", index))
            yield draft.finding("records-unread", at, kind.id, text, _recorded(draft, kind))


def _recorded(draft: Draft, kind: RecordKind) -> Worked | None:
    """A plain case with a record of the kind."""
    found = draft.plain_fault()
    if found is None:
        return None
    facts, shown = found
    columns = [f for f in draft.compiled.vocabulary.of(kind.id) if f.choices or f.example]
    record = {f.label: f.choices[0].label if f.choices else f.example for f in columns[:2]}
    shows = Text(
        f"{kind.label}写几条，结果都一样", f"however many {kind.id}, the outcome is the same"
    )
    return Worked({**facts, kind.label: [record]}, shows, (*shown, kind.label))


def _read(draft: Draft) -> set[str]:
    """The ids of the facts that conditions, other facts, periods and steps turn on."""
    vocabulary, metadata = draft.compiled.vocabulary, draft.book.metadata
    waiting = [
        atom.fact
        for cluster in draft.compiled.clusters
        for atom in cluster.atoms
        if not isinstance(atom, Concluded)
    ]
    labels = [metadata.conduct_date, *(step.after for step in metadata.procedures)]
    if metadata.effects is not None:
        effects = metadata.effects
        labels += [effects.start, effects.carry, effects.given]
        labels += [c for h in effects.history if not h.records for c in h.columns]
    waiting += [fact for fact in map(vocabulary.get, filter(None, labels)) if fact is not None]
    for history in metadata.effects.history if metadata.effects is not None else ():
        columns = [f for f in vocabulary.facts if f.entity == history.records]
        waiting += [fact for fact in columns if fact.label in history.columns]
    found: set[str] = set()
    while waiting:
        fact = waiting.pop()
        if fact.id not in found:
            found.add(fact.id)
            waiting += parts(fact, draft.compiled)
    return found


def _with_value(draft: Draft, fact: Fact) -> Worked | None:
    """A plain case with a fault, in which the fact has some value."""
    found = draft.plain_fault()
    values = [value for option in choice_axis(fact, blanks=False) for value in option.values()]
    if found is None:
        return None
    facts, shown = found
    worded = fact.type not in ("boolean", "choice") and fact.example
    value = fact.example if worded else next(iter(values), fact.example)
    words = f"{fact.label}写成什么，结果都一样"
    shows = Text(words, f"whatever {fact.label} is, the outcome is the same")
    return Worked({**facts, fact.label: value}, shows, (*shown, fact.label))


def _unread_conclusions(draft: Draft) -> Iterator[Finding]:
    told: set[str] = set()
    for rule in draft.rules("duty"):
        name = rule.conclusion.name
        if name not in draft.conclusions_read | told:
            told.add(name)
            zh = f"没有规则读“{name}”，违反了它也没有后果"
            text = Text(zh, f"no rule reads “{name}”; breaking it has no effect")
            shows = Text(
                f"“{name}”成立，而没有过错情形因此成立", f"“{name}” holds, and no fault rests on it"
            )
            example = draft.worked(shows, *readings(rule)[:1], holds=(rule.id,))
            at = draft.at_rule(rule.id, "then")
            yield draft.finding("conclusion-unread", at, rule.id, text, example)


def _unreached(draft: Draft) -> Iterator[Finding]:
    metadata = draft.book.metadata
    for stage, kind, part, items in (
        (
            "attribution",
            "responsibility-without-rule",
            "responsibilities",
            [(r.id, r.label, r.kind) for r in metadata.responsibilities],
        ),
        (
            "procedure",
            "referral-without-rule",
            "referrals",
            [(r.id, r.name, PLAIN_KIND) for r in metadata.referrals],
        ),
    ):
        targets = {target for rule in draft.rules(stage) for target in rule.conclusion.targets}
        for index, (item, label, bearer) in enumerate(items):
            if item not in targets:
                text = Text(f"没有规则得出“{label}”", f"no rule concludes “{label}”")
                example = _never_found(draft, label, bearer)
                yield draft.finding(kind, ("book.yaml", (part, index)), item, text, example)


def _never_found(draft: Draft, label: str, kind: str) -> Worked | None:
    """A case with a fault of the kind of subject that would be meant."""
    shows = Text(f"没有哪条规则得出“{label}”", f"no rule leads to “{label}”")
    for rule in draft.rules("finding"):
        found = draft.worked(shows, *draft.firing(rule), of_kind(draft.compiled, kind))
        if found is not None:
            return found
    return None


def _taken(draft: Draft) -> Iterator[Finding]:
    for rule in draft.rules("duty", "finding", "attribution"):
        name = rule.conclusion.name
        if draft.compiled.vocabulary.get(name) is not None:
            zh = f"结论“{name}”与词汇表的事实同名，后面的条件分不清读的是哪一个"
            text = Text(zh, f"the conclusion “{name}” is named like a fact")
            shows = Text(
                f"结论“{name}”成立；后面的条件写“{name}”，读到的却是那个事实",
                f"“{name}” is concluded; a later condition that says so reads the fact instead",
            )
            example = draft.worked(shows, *readings(rule)[:1], holds=(rule.id,))
            at = draft.at_rule(rule.id, "then")
            yield draft.finding("name-taken", at, rule.id, text, example)


def _mixed(draft: Draft) -> Iterator[Finding]:
    used: list[tuple[int, str, str]] = []
    for index, item in enumerate(draft.book.metadata.responsibilities):
        for number, names in enumerate(VOCABULARIES):
            if item.label not in names:
                continue
            others = [label for other, label, _ in used if other != number]
            if others:
                zh = f"“{item.label}”和“{others[0]}”属于两套责任称谓，条文不会混用"
                text = Text(zh, f"“{item.label}” and “{others[0]}” are of two vocabularies")
                at = ("book.yaml", ("responsibilities", index))
                example = _bearing(draft, item.id, item.label, others[0])
                yield draft.finding("mixed-responsibilities", at, item.id, text, example)
            used.append((number, item.label, item.id))


def _bearing(draft: Draft, responsibility: str, one: str, other: str) -> Worked | None:
    """A case in which the responsibility is borne; else one with a fault."""
    shows = Text(
        f"报告里一个人负“{one}”，一个人负“{other}”：两套称谓无法比较轻重",
        f"“{one}” for one person, “{other}” for another in one report: not comparable",
    )
    for rule in draft.rules("attribution"):
        if responsibility in rule.conclusion.targets:
            found = draft.worked(shows, *readings(rule)[:1], holds=(rule.id,))
            if found is not None:
                return found
    plain = draft.plain_fault()
    return Worked(plain[0], shows, plain[1]) if plain is not None else None
