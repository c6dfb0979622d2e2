"""The example cases: do they exist, make sense, and exercise every rule, clause and fault?"""

from collections.abc import Iterator, Mapping, Sequence

from drafting.examples import EXAMPLES_FILE, Example, example_table, read_example_file
from drafting.lint.draft import Draft, stands_below
from drafting.lint.finding import Finding
from drafting.lint.kinds import KINDS
from facts import Text
from rules.errors import BookError, Mistake, Place
from sanctions import Decider, Determination, decide

Decided = Sequence[tuple[Example, Determination]]

#: What the reader of examples says of an id given twice.
_TWICE = "this id is given twice"


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group."""
    if not (draft.compiled.folder / EXAMPLES_FILE).is_file():
        text = Text("规则书没有例案文件 cases.yaml", "the book has no cases.yaml")
        yield _finding(draft, "examples-missing", 0, "", text)
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
        yield _finding(draft, "examples-missing", 1, "", text)
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
    decided = [(e, decisions[at]) for e, at in zip(examples, positions, strict=True)]
    yield from _coverage(draft, decided)


def _finding(draft: Draft, kind: str, line: int, about: str, text: Text) -> Finding:
    place = Place(f"{draft.compiled.folder.name}/{EXAMPLES_FILE}", line, 0, about)
    return Finding(kind, KINDS[kind].level, place, text, KINDS[kind].fix)


def _refused(mistake: Mistake, kind: str) -> Finding:
    return Finding(kind, KINDS[kind].level, mistake.place, mistake.message, KINDS[kind].fix)


def _names(
    draft: Draft, examples: Sequence[Example], lines: Mapping[str, int]
) -> Iterator[Finding]:
    book = draft.book
    about = set(draft.compiled.rules) | {c.id for c in book.outline.clauses}
    about |= {fault.id for fault in book.metadata.faults}
    faults = {fault.id for fault in book.metadata.faults}
    measures = {measure.id for measure in book.catalogue}
    responsibilities = {item.id for item in book.metadata.responsibilities}
    referrals = {item.id for item in book.metadata.referrals}
    for example in examples:
        line = lines[example.id]
        for name in example.about:
            if name not in about:
                text = Text(f"本书没有规则或条文“{name}”", f"no rule or clause “{name}”")
                yield _finding(draft, "example-about-unknown", line, example.id, text)
        expect = example.expect
        expected = [
            *((fault, faults) for fault in (*expect.faults, *expect.in_doubt)),
            *((m, measures) for m in expect.measures or ()),
            *((m, measures) for m in (*(expect.lightest or ()), *(expect.heaviest or ()))),
            *((r, referrals) for r in expect.referrals or ()),
            *((r, responsibilities) for r in [expect.responsibility] if r is not None),
        ]
        for name in dict.fromkeys(name for name, known in expected if name not in known):
            text = Text(f"本书没有“{name}”", f"the book has no “{name}”")
            yield _finding(draft, "example-expects-unknown", line, example.id, text)


def _coverage(draft: Draft, decided: Decided) -> Iterator[Finding]:
    rules: set[str] = set()
    clauses: set[str] = set()
    doubted: set[str] = set()
    denied: set[str] = set()
    for example, found in decided:
        established = {fault.id for fault in found.faults if fault.value == "true"}
        named = _faults_named(draft, example)
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
        clauses |= {cite for measure in found.measures for cite in measure.citations}
    yield from _uncovered(draft, rules, clauses)
    for index, item in enumerate(draft.book.metadata.faults):
        for missing, kind, zh, en in (
            (item.id not in denied, "fault-without-negative", "不成立", "fails"),
            (item.id not in doubted, "fault-without-unknown", "不明", "is unknown"),
        ):
            if missing:
                text = Text(f"没有{item.name}{zh}的例案", f"no example in which {item.id} {en}")
                yield draft.finding(kind, ("book.yaml", ("faults", index)), item.id, text)


def _faults_named(draft: Draft, example: Example) -> set[str]:
    """The faults that an example is about, by id, by rule or by clause."""
    found: set[str] = set()
    for fault in draft.book.metadata.faults:
        names = {fault.id, *fault.cite}
        names |= {r.id for r in draft.rules("finding") if r.conclusion.targets == (fault.id,)}
        if names & set(example.about):
            found.add(fault.id)
    return found


def _uncovered(draft: Draft, rules: set[str], clauses: set[str]) -> Iterator[Finding]:
    for rule in draft.rules():
        if rule.id not in rules:
            zh = f"没有例案使“{rule.id}”成立"
            text = Text(zh, f"no example in which “{rule.id}” fires")
            yield draft.finding("rule-without-example", draft.at_rule(rule.id), rule.id, text)
    for index, clause in enumerate(draft.book.outline.clauses):
        heads = any(stands_below(cited, clause.id) for cited in clauses)
        if clause.status == "codified" and clause.id not in clauses and not heads:
            zh = f"没有例案由“{clause.id}”决定"
            text = Text(zh, f"no example is decided by “{clause.id}”")
            at = ("outline.yaml", ("clauses", index))
            yield draft.finding("clause-without-example", at, clause.id, text)
