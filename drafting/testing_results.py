"""The results of testing a book, in lines for a terminal and as plain data."""

from collections.abc import Iterator, Sequence
from typing import Any

from drafting.accept import Change
from drafting.coverage import Coverage, LiteralCoverage
from drafting.examples import EXAMPLES_FILE, Difference, ExampleFile, Outcome
from drafting.mutation import KINDS, Score, Tried
from drafting.mutation.mutants import contrast
from drafting.written_example import flow, own_facts, shared_form
from facts import Text
from rules.loader import CompiledBook
from rules.source import Source
from sanctions.determination import (
    ADJUSTMENT_LABELS,
    QUESTION_LABELS,
    REFERRAL_LABELS,
    RESPONSIBILITY_LABELS,
    STATUS_LABELS,
)

_FIELDS: dict[str, Text] = {
    "status": Text("状态", "status"),
    "faults": Text("成立的过错", "faults established"),
    "in_doubt": Text("未定的过错", "fault in doubt"),
    "responsibility": Text("责任", "responsibility"),
    "measures": Text("处理方式", "measures"),
    "lightest": Text("最轻", "lightest"),
    "heaviest": Text("最重", "heaviest"),
    "options": Text("法定余地", "statutory options"),
    "applied": Text("从宽从严", "adjustment applied"),
    "offered": Text("可从宽从严", "adjustments on offer"),
    "months": Text("影响期月数", "months of effect"),
    "most": Text("影响期最长月数", "most months of effect"),
    "until": Text("影响期到", "effects until"),
    "running": Text("遇到的处分", "other periods"),
    "steps": Text("程序", "steps of procedure"),
    "due": Text("期限到", "due"),
    "referrals": Text("移送", "referrals"),
    "asks": Text("要问", "question"),
}
_BASES: dict[str, Text] = {
    "none": Text("事实不足", "facts are missing"),
    "reading": Text("条文两解", "two readings"),
    "conflict": Text("认定与要素矛盾", "finding against elements"),
}
_NOTHING = Text("（无）", "(none)")
_LABELS: dict[str, dict[str, Text]] = {
    "status": STATUS_LABELS,
    "responsibility": RESPONSIBILITY_LABELS,
    "applied": {**ADJUSTMENT_LABELS, "none": Text("不调整", "none")},
    "offered": ADJUSTMENT_LABELS,
    "referrals": REFERRAL_LABELS,
    "asks": QUESTION_LABELS,
    "in_doubt": _BASES,
}


# ── examples ──────────────────────────────────────────────────────────────────


def summary_line(outcomes: Sequence[Outcome]) -> Text:
    """How many examples came out as expected."""
    bad = sum(1 for o in outcomes if o.differences)
    good = len(outcomes) - bad
    return Text(
        f"例案 {len(outcomes)} 个：{good} 个符合，{bad} 个不符",
        f"{len(outcomes)} examples: {good} as expected, {bad} otherwise",
    )


def failure_lines(outcome: Outcome, book: CompiledBook, file: ExampleFile) -> Iterator[Text]:
    """One failing example: every difference, its facts, and the reasons for what came out."""
    example = outcome.example
    where = f"{EXAMPLES_FILE}:{file.line_of.get(example.id, 0)}"
    yield Text(f"✗ {example.id}　{example.title}（{where}）", f"✗ {example.id} ({where})")
    for difference in outcome.differences:
        yield _difference(difference, book)
    facts = flow(shared_form(file, own_facts(file, example.facts)))
    yield Text(f"    事实：{facts}", f"    facts: {facts}")
    for reason in outcome.determination.reasons:
        used = "，".join(f"{f.fact} = {f.value or '（空白）'}" for f in reason.because)
        yield Text(
            f"    理由：{reason.rule}〔{reason.citation}〕{used}",
            f"    reason: {reason.rule} [{reason.citation}] {used}",
        )


def _difference(difference: Difference, book: CompiledBook) -> Text:
    name = _FIELDS[difference.field]
    key = _name(difference.key, book) if difference.key else Text("", "")
    want, got = (shown(difference.field, v, book) for v in (difference.expected, difference.found))
    return Text(
        f"    {name.zh}{key.zh}：应为 {want.zh}，得到 {got.zh}",
        f"    {name.en}{' ' if key.en else ''}{key.en}: expected {want.en}, got {got.en}",
    )


def shown(field: str, value: Any, book: CompiledBook) -> Text:
    """A value of an expectation in words; English keeps the ids."""
    if value is None or value in ((), [], {}):
        return _NOTHING
    if isinstance(value, int):
        return Text(str(value), str(value))
    if isinstance(value, dict):
        parts = [(_name(k, book), shown(field, v, book)) for k, v in value.items()]
        return Text(
            "、".join(f"{k.zh} {v.zh}" for k, v in parts),
            ", ".join(f"{k.en} {v.en}" for k, v in parts),
        )
    if isinstance(value, list | tuple):
        words = [shown(field, item, book) for item in value]
        return Text("、".join(w.zh for w in words), ", ".join(w.en for w in words))
    label = _LABELS.get(field, {}).get(str(value))
    if label is not None:
        return Text(label.zh, str(value))
    return _name(str(value), book)


def _name(word: str, book: CompiledBook) -> Text:
    """A fault, measure, responsibility or step by its Chinese name; any other word as it is."""
    metadata = book.book.metadata
    names = {r.id: r.label for r in metadata.responsibilities}
    names |= {p.id: p.name for p in metadata.procedures} | {
        r.id: r.label for r in metadata.referrals
    }
    names |= {m.id: m.label for m in book.book.catalogue} | {f.id: f.name for f in metadata.faults}
    return Text(names.get(word, word), word)


def change_lines(changes: Sequence[Change], book: CompiledBook) -> Iterator[Text]:
    """What is recorded: old → new, field by field."""
    for change in changes:
        name = _FIELDS[change.field]
        old, new = (shown(change.field, v, book) for v in (change.old, change.new))
        yield Text(
            f"{change.example}　{name.zh}：{old.zh} → {new.zh}",
            f"{change.example}  {name.en}: {old.en} → {new.en}",
        )


# ── coverage ──────────────────────────────────────────────────────────────────


def coverage_lines(coverage: Coverage) -> Iterator[Text]:
    """By clause, by rule and by literal: the counts, and each gap with a suggested example."""
    tested = sum(c.status == "tested" for c in coverage.clauses)
    codified = tested + sum(c.status == "codified" for c in coverage.clauses)
    yield Text(
        f"条文：已编 {codified} 条，其中有例案 {tested} 条",
        f"clauses: {codified} codified, {tested} of them tested",
    )
    for clause in coverage.clauses:
        if clause.status == "codified":
            yield Text(f"  缺例案：{clause.clause}", f"  no example rests on: {clause.clause}")
    both = sum(1 for r in coverage.rules if r.holds and r.fails)
    yield Text(
        f"规则：{len(coverage.rules)} 个条件，{both} 个既有成立的例案又有不成立的例案",
        f"rules: {len(coverage.rules)} conditions, {both} both hold and fail in some example",
    )
    for rule in coverage.rules:
        name = rule.rule + (f"@{rule.reading}" if rule.reading else "")
        if not rule.holds:
            yield Text(f"  没有成立的例案：{name}", f"  holds in no example: {name}")
        if not rule.fails:
            yield Text(f"  没有不成立的例案：{name}", f"  fails in no example: {name}")
    covered = sum(literal.covered for literal in coverage.literals)
    yield Text(
        f"条件项：{len(coverage.literals)} 项，{covered} 项两面都由例案单独决定过（MC/DC）",
        f"literals: {len(coverage.literals)}, {covered} decisive both ways (MC/DC)",
    )
    for literal in coverage.literals:
        yield from _literal_lines(literal)


def _literal_lines(literal: LiteralCoverage) -> Iterator[Text]:
    name = literal.rule + (f"@{literal.reading}" if literal.reading else "")
    ways = zip((literal.true, literal.false), literal.possible, ("真", "假"), strict=True)
    for found, possible, zh in ways:
        en = "true" if zh == "真" else "false"
        if found:
            continue
        if possible is False:
            yield Text(
                f"  不可能：{name} 的“{literal.literal}”为{zh}时，事实齐全就不会单独决定结果",
                f"  impossible: “{literal.literal}” of {name} never decides alone when {en}",
            )
        else:
            yield Text(
                f"  未覆盖：{name} 的“{literal.literal}”为{zh}时没有单独决定过结果",
                f"  not covered: “{literal.literal}” of {name} never decides alone when {en}",
            )
    for text in literal.suggested:
        yield Text(
            "  建议的例案（结果由现行规则得出，请对照条文核对）：",
            "  suggested example (the outcome is what the rules give; check the text):",
        )
        yield from (Text(line, line) for line in text.splitlines())


# ── mutation ──────────────────────────────────────────────────────────────────


def score_lines(score: Score, source: Source) -> Iterator[Text]:
    """The score, and every survivor as the test that is missing."""
    counts = score.counts
    if score.left_out:
        names = "、".join(score.left_out)
        yield Text(
            f"不符的例案不参加改错检验：{names}",
            f"failing examples take no part: {', '.join(score.left_out)}",
        )
    yield Text(
        f"改错检验：{len(score.tried)} 处改动，发现 {counts['killed']}，漏过 {counts['survived']}，"
        f"找不到差别 {counts['same']}，不成规则书 {counts['refused']}；得分 {score.percent:.1f}%",
        f"mutation: {len(score.tried)} mutants, {counts['killed']} killed, "
        f"{counts['survived']} survived, {counts['same']} no difference found, "
        f"{counts['refused']} not a book; score {score.percent:.1f}%",
    )
    for tried in score.tried:
        if tried.verdict == "survived":
            yield from _survivor_lines(tried, source)
    for tried in score.tried:
        if tried.verdict == "same":
            place, (old, new) = tried.mutant.place(source), _contrast(tried)
            yield Text(
                f"找不到差别：{place} {old} → {new}",
                f"no difference found: {place} {old} → {new}",
            )


def _survivor_lines(tried: Tried, source: Source) -> Iterator[Text]:
    kind, place, (old, new) = KINDS[tried.mutant.kind], tried.mutant.place(source), _contrast(tried)
    yield Text(
        f"漏过：{place} {kind.zh}：{old} → {new}",
        f"survived: {place} {kind.en}: {old} → {new}",
    )
    yield Text(
        "  缺的例案（结果由现行规则得出，请对照条文核对后粘贴到 cases.yaml）：",
        "  the missing test (the outcome is what the book gives; check the text, then paste):",
    )
    if tried.missing is not None:
        yield from (Text(line, line) for line in tried.missing.text.splitlines())


def _contrast(tried: Tried) -> tuple[str, str]:
    return contrast(tried.mutant.old, tried.mutant.new)


# ── data ──────────────────────────────────────────────────────────────────────


def examples_data(outcomes: Sequence[Outcome], file: ExampleFile) -> list[dict[str, Any]]:
    """One object an example."""
    return [
        {
            "id": o.example.id,
            "title": o.example.title,
            "line": file.line_of.get(o.example.id, 0),
            "passed": not o.differences,
            "differences": [
                {"field": d.field, "key": d.key, "expected": d.expected, "found": d.found}
                for d in o.differences
            ],
        }
        for o in outcomes
    ]


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """Rules, clauses and literals, with the suggested examples."""
    return {
        "clauses": [
            {"clause": c.clause, "status": c.status, "examples": c.examples}
            for c in coverage.clauses
        ],
        "rules": [
            {
                "rule": r.rule,
                "reading": r.reading,
                "holds": r.holds,
                "fails": r.fails,
                "unknown": r.unknown,
            }
            for r in coverage.rules
        ],
        "literals": [
            {
                "rule": x.rule,
                "reading": x.reading,
                "literal": x.literal,
                "covered": x.covered,
                "true": x.true,
                "false": x.false,
                "possible": list(x.possible),
                "suggested": list(x.suggested),
            }
            for x in coverage.literals
        ],
    }


def score_data(score: Score, source: Source) -> dict[str, Any]:
    """The score and every mutant, with the missing test of each survivor."""
    return {
        "score": round(score.percent, 1),
        "counts": score.counts,
        "left_out": list(score.left_out),
        "mutants": [
            {
                "id": t.mutant.id,
                "kind": t.mutant.kind,
                "file": t.mutant.file,
                "line": t.mutant.place(source).line,
                "part": t.mutant.part,
                "old": t.mutant.old,
                "new": t.mutant.new,
                "verdict": t.verdict,
                "killed_by": t.killed_by,
                "missing": t.missing.text if t.missing else "",
            }
            for t in score.tried
        ],
    }
