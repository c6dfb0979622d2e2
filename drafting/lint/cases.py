"""The example cases: do they exist, make sense, and exercise every rule, clause and fault?"""

from collections.abc import Iterator, Mapping, Sequence

from drafting.examples import (
    EXAMPLES_FILE,
    Example,
    cited_besides,
    example_table,
    read_example_file,
)
from drafting.lint.clauses import citing
from drafting.lint.draft import Draft, stands_below
from drafting.lint.finding import Finding
from drafting.lint.kinds import KINDS
from drafting.lint.satisfy import not_true, without
from drafting.lint.witness import KIND, readings
from drafting.lint.worked import Worked
from facts import Text
from rules.atoms import literals_of
from rules.clusters import CompiledRule
from rules.errors import BookError, Mistake, Place
from sanctions import Decider, Determination, decide

Decided = Sequence[tuple[Example, Determination]]

#: What the reader of examples says of an id given twice.
_TWICE = "this id is given twice"
#: What most facts of a plain case are.
_ORDINARY = ("否", "无", "其他", 0)
#: Without it nothing can be decided at all.
_ALWAYS_GIVEN = (KIND,)


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    if not (draft.compiled.folder / EXAMPLES_FILE).is_file():
        text = Text("规则书没有例案文件 cases.yaml", "the book has no cases.yaml")
        yield _finding(draft, "examples-missing", 0, "", text, _first(draft))
        return
    try:
        file = read_example_file(draft.compiled)
    except BookError as error:
        for mistake in error.mistakes:
            twice = mistake.message.en == _TWICE
            yield _refused(mistake, "duplicate-example" if twice else "wrong-example")
        return
    if not file.examples:
        text = Text("cases.yaml 里没有例案", "cases.yaml has no examples")
        yield _finding(draft, "examples-missing", 1, "", text, _first(draft))
        return
    yield from _names(draft, file.examples, file.line_of)
    examples = file.examples
    try:
        table, positions = example_table(draft.compiled, examples, file.line_of)
    except BookError as error:
        yield from (_refused(mistake, "example-bad-fact") for mistake in error.mistakes)
        bad = {mistake.place.rule for mistake in error.mistakes}
        examples = tuple(example for example in examples if example.id not in bad)
        if not examples:
            return
        table, positions = example_table(draft.compiled, examples)
    decisions = decide(Decider(draft.compiled), table)
    decided = [(e, decisions.unasked(at)) for e, at in zip(examples, positions, strict=True)]
    yield from _coverage(draft, decided)


def _finding(
    draft: Draft, kind: str, line: int, about: str, text: Text, example: Worked | None = None
) -> Finding:
    place = Place(f"{draft.compiled.folder.name}/{EXAMPLES_FILE}", line, 0, about)
    return Finding(kind, KINDS[kind].level, place, text, KINDS[kind].fix, example)


def _first(draft: Draft) -> Worked | None:
    """A case to begin with."""
    shows = Text("可以从这一例写起：先对照条文写定结果，再核对", "an example to begin with")
    found = draft.plain_fault()
    return Worked(found[0], shows, found[1]) if found is not None else None


def _of_example(example: Example, shows: Text) -> Worked:
    """The example's own case, told by what is out of the ordinary in it."""
    special = [k for k, v in example.facts.items() if v not in _ORDINARY]
    return Worked(example.facts, shows, tuple(special))


def _refused(mistake: Mistake, kind: str) -> Finding:
    return Finding(kind, KINDS[kind].level, mistake.place, mistake.message, KINDS[kind].fix)


def _names(
    draft: Draft, examples: Sequence[Example], lines: Mapping[str, int]
) -> Iterator[Finding]:
    book = draft.book
    about = set(draft.compiled.rules) | {c.id for c in book.outline.clauses}
    about |= {fault.id for fault in book.metadata.faults} | {m.id for m in book.catalogue}
    about |= {step.id for step in book.metadata.procedures} | {"merge", "effects"}
    about |= {row.id for row in book.tariff.rows} if book.tariff is not None else set()
    steps = {step.id for step in book.metadata.procedures}
    faults = {fault.id for fault in book.metadata.faults}
    measures = {measure.id for measure in book.catalogue}
    responsibilities = {item.id for item in book.metadata.responsibilities}
    referrals = {item.id for item in book.metadata.referrals}
    for example in examples:
        line = lines[example.id]
        for name in example.about:
            if name not in about:
                text = Text(f"本书没有规则或条文“{name}”", f"no rule or clause “{name}”")
                shows = Text(f"与“{name}”无关：没有这个名称", f"there is no “{name}” to be about")
                case = _of_example(example, shows)
                yield _finding(draft, "example-about-unknown", line, example.id, text, case)
        expect = example.expect
        expected = [
            *((fault, faults) for fault in (*expect.faults, *expect.in_doubt)),
            *((m, measures) for m in expect.measures or ()),
            *((m, measures) for m in (*(expect.lightest or ()), *(expect.heaviest or ()))),
            *((m, measures) for m in (*(expect.options or ()), *expect.months, *expect.until)),
            *((step, steps) for step in (*(expect.steps or ()), *expect.due)),
            *((r, referrals) for r in expect.referrals or ()),
            *((r, responsibilities) for r in [expect.responsibility] if r is not None),
        ]
        for name in dict.fromkeys(name for name, known in expected if name not in known):
            text = Text(f"本书没有“{name}”", f"the book has no “{name}”")
            shows = Text(f"结果里不会有“{name}”", f"“{name}” can never come out")
            case = _of_example(example, shows)
            yield _finding(draft, "example-expects-unknown", line, example.id, text, case)


def _coverage(draft: Draft, decided: Decided) -> Iterator[Finding]:
    rules: set[str] = set()
    clauses: set[str] = set()
    doubted: set[str] = set()
    denied: set[str] = set()
    by_name = _faults_by_name(draft)
    for example, found in decided:
        established = {fault.id for fault in found.faults if fault.value == "true"}
        named = set[str]().union(*(by_name.get(name, ()) for name in example.about))
        doubted |= named & {
            f.id for f in found.faults if f.value == "unknown" and f.basis != "conflict"
        }
        denied |= named - {fault.id for fault in found.faults}
        for reason in found.reasons:
            rule = reason.rule.partition("@")[0]
            compiled = draft.compiled.rules.get(rule)
            fault = compiled.conclusion.targets[0] if compiled else ""
            if reason.stage == "finding" and fault not in established:
                continue
            rules.add(rule)
            clauses |= {part.strip() for part in reason.citation.split(";")}
        clauses |= cited_besides(found)
    yield from _uncovered(draft, rules, clauses)
    for index, item in enumerate(draft.book.metadata.faults):
        for missing, kind, zh, en, worked in (
            (item.id not in denied, "fault-without-negative", "不成立", "fails", lacking),
            (item.id not in doubted, "fault-without-unknown", "不明", "is unknown", doubtful),
        ):
            if missing:
                text = Text(f"没有{item.name}{zh}的例案", f"no example in which {item.id} {en}")
                own = (r for r in draft.rules("finding") if item.id in r.conclusion.targets)
                case = next(filter(None, (worked(draft, r) for r in own)), None)
                at = ("book.yaml", ("faults", index))
                yield draft.finding(kind, at, item.id, text, case)


def lacking(draft: Draft, rule: CompiledRule) -> Worked | None:
    """A case that lacks one element of the rule alone."""
    for literal in reversed(literals_of(readings(rule)[0])):
        shows = Text(
            f"只差“{literal.atom.words(literal.value)}”，{rule.conclusion.name}不成立",
            f"all but “{literal.atom.words(literal.value)}”: {rule.conclusion.name} fails",
        )
        others = without(readings(rule)[0], literal)
        denied = [not_true(formula) for formula in readings(rule)]
        found = draft.worked(shows, others, not_true(literal), *denied, fails=(rule.id,))
        if found is not None:
            return found
    return None


def doubtful(draft: Draft, rule: CompiledRule) -> Worked | None:
    """A case that would meet the rule, were one element not blank."""
    found = draft.witnesses.case(*draft.firing(rule))
    if found is None or not found[1]:
        return None
    facts, shown = found
    label = next((label for label in reversed(shown) if label not in _ALWAYS_GIVEN), "")
    if not label:
        return None
    shows = Text(
        f"“{label}”空白，{rule.conclusion.name}不明", f"“{label}” is blank: the fault is unknown"
    )
    return Worked({**facts, label: None}, shows, shown)


def _faults_by_name(draft: Draft) -> dict[str, set[str]]:
    """The faults that an example is about when it names an id, a rule or a clause."""
    found: dict[str, set[str]] = {}
    for fault in draft.book.metadata.faults:
        for name in (fault.id, *fault.cite):
            found.setdefault(name, set()).add(fault.id)
    for rule in draft.rules("finding"):
        if len(rule.conclusion.targets) == 1:
            found.setdefault(rule.id, set()).update(rule.conclusion.targets)
    return found


def _firing(draft: Draft, rule: CompiledRule, shows: Text) -> Worked | None:
    """A case in which the rule fires; with a fault, where it is only told with one."""
    if rule.rule.stage in ("measure", "adjustment"):
        for other in draft.rules("finding"):
            wanted = (*draft.firing(rule), *draft.firing(other))
            found = draft.worked(shows, *wanted, holds=(rule.id, other.id))
            if found is not None:
                return found
    return draft.worked(shows, *draft.firing(rule), holds=(rule.id,))


def _uncovered(draft: Draft, rules: set[str], clauses: set[str]) -> Iterator[Finding]:
    for rule in draft.rules():
        if rule.id not in rules:
            zh = f"没有例案使“{rule.id}”成立"
            text = Text(zh, f"no example in which “{rule.id}” fires")
            shows = Text(
                f"“{rule.id}”成立：可以写成例案",
                f"“{rule.id}” fires: it can be written as an example",
            )
            example = _firing(draft, rule, shows)
            at = draft.at_rule(rule.id)
            yield draft.finding("rule-without-example", at, rule.id, text, example)
    for index, clause in enumerate(draft.book.outline.clauses):
        heads = any(stands_below(cited, clause.id) for cited in clauses)
        if clause.status == "codified" and clause.id not in clauses and not heads:
            zh = f"没有例案由“{clause.id}”决定"
            text = Text(zh, f"no example is decided by “{clause.id}”")
            at = ("outline.yaml", ("clauses", index))
            shows = Text(
                "由这一条决定：可以写成例案", "decided by it: can be written as an example"
            )
            example = citing(draft, clause.id, shows)
            yield draft.finding("clause-without-example", at, clause.id, text, example)
