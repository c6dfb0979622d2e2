"""The redraft certificate: what a new version of a book changes, and that it changes no more."""

from collections.abc import Iterator
from typing import Any

from drafting.diff.regions import Comparison, Region
from facts import Text
from rules.book import Book

DIRECTION_LABELS = {
    "stricter": Text("更重", "stricter"),
    "lighter": Text("更轻", "lighter"),
    "other": Text("轻重相同，内容不同", "as severe, but not the same"),
}

#: What is compared, and over which cases. Said on every certificate.
TERMS = (
    Text(
        "比较的是结果：状态、建议的处理方式、条文留下的余地、移送和由规则得出的程序步骤；不比较措辞、引用、"
        "过错的名称、影响期和期限的长短。",
        "Compared are outcomes: status, measures, lawful range, referrals and steps that rules "
        "conclude; not wording, citations, names of faults, periods of effect or deadlines.",
    ),
    Text(
        "范围是一切事实都已查明的案件（时间从 1949 年到 2199 年，同案主体不超过 60 个），"
        "以及条文留给人的每一种选择；同一个选择在新旧两本中取同样的答案。由公式或者记录算出的数，取一切可能的值；"
        "算法本身改了没有，不在比较之列。",
        "Over all cases with every fact known (years 1949 to 2199, up to 60 subjects), and every "
        "choice that the text leaves to a person, made alike in both books. Numbers worked out by "
        "a formula or from records take every value; how they are worked out is not compared.",
    ),
    Text(
        "轻重按新规则书的处理方式次序：先比最重的一种，再比次重的。",
        "Severity is by the new book's order of measures: the heaviest first, then the next.",
    ),
)


def title(book: Book) -> str:
    """A book's title, version and hash."""
    return f"{book.metadata.title}（{book.id} {book.metadata.version}，SHA-256 {book.sha256}）"


def verdict(found: Comparison) -> Text:
    """What was proved, in one sentence."""
    count = len(found.regions)
    if found.complete and not count:
        return Text(
            "已证明：两本规则书对任何案件的结果都相同。",
            "Proved: both books give the same outcome in every case.",
        )
    if found.complete:
        return Text(
            f"结果不同的案件分为 {count} 片，逐一列出；已证明：除此以外，任何案件的结果都相同。",
            f"Outcomes differ in the {count} regions listed; proved: nowhere else.",
        )
    if found.more:
        return Text(
            f"结果不同的案件至少有 {count} 片；还有更多没有列出，本页不能作为其余相同的证明。",
            f"Outcomes differ in at least {count} regions; there are more, not listed. "
            "This is no proof of equality elsewhere.",
        )
    return Text(
        f"在时限内找到 {count} 片；是否还有别的不同，没有判定。",
        f"Found {count} regions within the limit; whether there are more was not decided.",
    )


def lines(found: Comparison, lang: str = "zh") -> Iterator[str]:
    """The certificate as plain text."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).get(lang)

    yield say("规则书修改对照证书", "Redraft certificate")
    yield ""
    yield say("旧：", "Old: ") + title(found.old.book)
    yield say("新：", "New: ") + title(found.new.book)
    yield ""
    yield verdict(found).get(lang)
    for number, region in enumerate(found.regions, 1):
        yield ""
        yield f"{number}. {DIRECTION_LABELS[region.direction].get(lang)}"
        yield say("   条件：", "   where: ") + region.words
        yield say("   例案：", "   example: ") + "，".join(facts_in_words(region))
        yield say("   旧结果：", "   before: ") + region.before
        yield say("   新结果：", "   after: ") + region.after
        for cause in region.causes:
            clauses = f"〔{'; '.join(cause.clauses)}〕" if cause.clauses else ""
            yield say("   原因：", "   cause: ") + f"{cause.text.get(lang)}{clauses}  {cause.place}"
        if not region.agrees:
            yield say(
                "   注意：引擎对这个例案的结果与证明不一致。",
                "   note: the engine does not agree on this example.",
            )
    yield ""
    yield say("说明", "Terms")
    for term in TERMS:
        yield f"- {term.get(lang)}"


def facts_in_words(region: Region) -> list[str]:
    """The facts of the example that matter, the derived durations and a person's choices."""
    case = region.witness
    facts = [f"{label} = {case.words(label)}" for label in region.shown]
    parts = {f.label: f.derive or () for f in case.vocabulary.facts}
    spent = [
        f"{label} = {words}"
        for label, words in case.spent().items()
        if set(parts[label]) & set(region.shown)
    ]
    return [*facts, *spent, *(f"{k} = {v}" for k, v in case.choices.items())]


def as_json(found: Comparison) -> dict[str, Any]:
    """Everything, for machines."""
    return {
        "old": _book(found.old.book),
        "new": _book(found.new.book),
        "equal_elsewhere": "proved" if found.complete else "not proved",
        "more_regions": found.more,
        "undecided": found.undecided,
        "regions": [_region(region) for region in found.regions],
    }


def _book(book: Book) -> dict[str, str]:
    return {"id": book.id, "version": book.metadata.version, "sha256": book.sha256}


def _region(region: Region) -> dict[str, Any]:
    case = region.witness
    return {
        "direction": region.direction,
        "conditions": list(region.conditions),
        "before": region.before,
        "after": region.after,
        "example": {label: case.words(label) for label in case.facts},
        "shown": list(region.shown),
        "derived": case.spent(),
        "choices": dict(case.choices),
        "causes": [
            {
                "what": {"zh": c.text.zh, "en": c.text.en},
                "file": c.place.file,
                "line": c.place.line,
                "rule": c.place.rule,
                "clauses": list(c.clauses),
            }
            for c in region.causes
        ],
        "engine_agrees": region.agrees,
    }
