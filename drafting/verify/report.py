"""Findings as text: one line a property that holds, the cases side by side of one that does not."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafting.verify.finding import Finding, Witness
from facts import Text
from rules.book import Book

_MARKS = {"proved": "✓", "refuted": "✗", "undecided": "?"}


def report(book: Book, findings: Sequence[Finding], lang: str = "zh") -> Iterator[str]:
    """The whole report. Findings of one id follow each other."""
    yield f"{book.id} {book.metadata.version}  SHA-256 {book.sha256}"
    yield summary(findings).get(lang)
    for name, group in groupby(findings, key=lambda f: f.id):
        together = list(group)
        alike: dict[str, list[Finding]] = {}
        for finding in together:
            if finding.result == "proved":
                alike.setdefault(_said(finding), []).append(finding)
        for held in alike.values():
            yield from _held(name, held, lang)
        for finding in together:
            if finding.result != "proved":
                yield from _open(finding, lang)


def summary(findings: Iterable[Finding]) -> Text:
    """How many of each result."""
    found = list(findings)
    proved = sum(f.result == "proved" for f in found)
    reasoned = sum(f.result == "refuted" and bool(f.reason) for f in found)
    refuted = sum(f.result == "refuted" for f in found) - reasoned
    late = sum(f.result == "undecided" for f in found)
    return Text(
        f"{len(found)} 条性质：已证明 {proved}，不成立 {refuted}，"
        f"不成立而规则书写明理由 {reasoned}，时限内未判定 {late}",
        f"{len(found)} properties: {proved} proved, {refuted} refuted, "
        f"{reasoned} refuted with a reason in the book, {late} not decided within the limit",
    )


def _said(finding: Finding) -> str:
    """What is said of the subject; the id where the statement calls it by another name."""
    statement = finding.statement.zh
    return statement.replace(finding.subject, "") if finding.subject in statement else finding.id


def _held(name: str, findings: Sequence[Finding], lang: str) -> Iterator[str]:
    if len(findings) == 1:
        yield f"✓ {findings[0].key}  {findings[0].statement.get(lang)}"
        return
    subjects = "、".join(f.subject for f in findings)
    yield f"✓ {name}  {findings[0].statement.get(lang)}"
    more = Text(f"    同样证明的共 {len(findings)} 条：", f"    {len(findings)} proved alike: ")
    yield more.get(lang) + subjects


_NO_PAIR = Text(
    "没有找到前后矛盾的两个案件，但不能排除",
    "no two cases that contradict were found, nor ruled out",
)


def _open(finding: Finding, lang: str) -> Iterator[str]:
    yield f"{_MARKS[finding.result]} {finding.key}  {finding.statement.get(lang)}"
    if finding.result == "undecided":
        yield "    " + Text("时限内没有判定", "not decided within the limit").get(lang)
        return
    yield f"    {finding.place}"
    if finding.reason:
        yield (
            Text("    规则书写明的理由：", "    reason given in the book: ").get(lang)
            + finding.reason
        )
    if finding.id == "gap.bearing":  # read off the table; there is no row to show a case of
        return
    if not finding.witnesses:
        read_so = finding.id.startswith("equal.")  # seen from how rules read, not from a case
        words = _NO_PAIR if read_so else Text("没有这样的案件", "there is no such case")
        yield "    " + words.get(lang)
        return
    for pair in range(0, len(finding.witnesses), 2):
        yield from _beside(finding.witnesses[pair : pair + 2], finding.shown, lang)
    if finding.clauses:
        yield Text("    涉及条文：", "    clauses: ").get(lang) + "; ".join(finding.clauses)


def _beside(witnesses: Sequence[Witness], shown: Sequence[str], lang: str) -> Iterator[str]:
    rows = [(label, [w.case.words(label) for w in witnesses]) for label in shown]
    spent = dict.fromkeys(label for w in witnesses for label in w.case.spent())
    for label in spent:
        parts = witnesses[0].case.vocabulary.by_label(label).derive or ()
        if set(parts) & set(shown):
            rows.append((label, [w.case.spent().get(label, "") for w in witnesses]))
    for question in dict.fromkeys(q for w in witnesses for q in w.case.choices):
        rows.append((question, [w.case.choices.get(question, "—") for w in witnesses]))
    rows.append(("过错情形成立", ["、".join(w.faults) or "无" for w in witnesses]))
    rows.append(("责任", [w.responsibility or "—" for w in witnesses]))
    rows.append(("结果", [w.outcome for w in witnesses]))
    names = ["案一", "案二"] if len(witnesses) > 1 else ["案"]
    table = [("", names), *rows]
    first = max(_width(label) for label, _ in table)
    second = max(_width(values[0]) for _, values in table)
    for label, values in table:
        mark = "≠" if len(set(values)) > 1 and label else " "
        cells = [_padded(label, first), _padded(values[0], second), *values[1:]]
        yield f"    {mark} {'  '.join(cells)}".rstrip()
    if not all(w.agrees for w in witnesses):
        text = Text("引擎的结果与证明不一致", "the engine does not agree with the proof")
        yield f"    {text.get(lang)}"


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if ord(ch) > 0x2E80 else 1 for ch in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
