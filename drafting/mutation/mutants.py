"""Mutants: the book with one thing changed, as a drafter might have got it wrong.

A mutant is data: a file, the path of a part in it, and what stands there instead.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from drafting.mutation.conditions import wrong_conditions
from drafting.mutation.derived import readers, wrong_facts
from drafting.mutation.statute import DROPPED, wrong_statute
from drafting.mutation.tables import wrong_tables
from facts import Text, Vocabulary
from rules.book import Book, Rule
from rules.conclusions import ADJUSTMENT_WORDS
from rules.errors import Place
from rules.loader import CompiledBook
from rules.source import Source, YamlPath

KINDS: dict[str, Text] = {
    "threshold": Text("数值改一点", "threshold moved"),
    "comparison": Text("比较符号改换", "comparison changed"),
    "connective": Text("且、或互换", "connective swapped"),
    "negation": Text("增减“非”", "negation added or dropped"),
    "literal": Text("漏掉一个条件", "literal dropped"),
    "choice": Text("选项增减", "choice added or dropped"),
    "rule": Text("漏掉一条规则", "rule dropped"),
    "reading": Text("漏掉一种读法", "reading dropped"),
    "scope": Text("漏掉一项适用条件", "scope condition dropped"),
    "listing": Text("认定的限制漏掉", "listing condition dropped"),
    "finding": Text("认定的效力改换", "force of a finding changed"),
    "attribution": Text("责任改换", "responsibility swapped"),
    "force": Text("可以、应当互换", "may and shall swapped"),
    "adjustment": Text("漏掉一种从宽", "adjustment dropped"),
    "referral": Text("移送去处改换", "referral swapped"),
    "measure": Text("基准一格的处理方式增减改换", "measure of a cell changed"),
    "lower": Text("低几档改换", "grades of lowering changed"),
    "suggest": Text("建议的从宽改换", "suggested adjustment changed"),
    "rank": Text("处理方式轻重次序互换", "ranks of measures swapped"),
    "row": Text("漏掉一行档次", "row of the statute dropped"),
    "range": Text("幅度的一端差一档", "end of a range moved"),
    "gravity": Text("档次的情节增减", "gravity of a row added or dropped"),
    "borne": Text("档次的责任增减", "responsibility of a row added or dropped"),
    "faults": Text("档次漏掉一种过错", "fault of a row dropped"),
    "merge": Text("合并方法改换", "way of merging changed"),
    "period": Text("期间改一点", "period changed"),
    "step": Text("漏掉一步程序", "step of procedure dropped"),
    "replace": Text("代替的处理方式改换", "substituted measure changed"),
    "formula": Text("公式改一点", "formula changed"),
    "compute": Text("汇总方法改换", "way of aggregating changed"),
    "where": Text("汇总的条件增减", "condition of an aggregate changed"),
    "window": Text("汇总的时间范围改换", "window of an aggregate changed"),
    "complete": Text("漏掉“是否齐全”", "completeness dropped"),
}

#: What a single kind is most easily taken for.
_OTHER_KIND = {
    "从轻": "减轻",
    "减轻": "从轻",
    "免予": "减轻",
    "不予": "免予",
    "不追究": "免予",
    "从重": "加重",
    "加重": "从重",
}

#: Conditions that never and always hold, whatever is known.
_NEVER, _ALWAYS = "已知(情节) 且 不明(情节)", "已知(情节) 或 不明(情节)"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change. ``part`` is the rule, fault or table cell changed; ``about`` names rules and
    clauses of the book that an example against it would be about. DROPPED drops the part.
    """

    id: str
    kind: str
    file: str
    path: YamlPath
    value: Any
    part: str
    about: tuple[str, ...]
    old: str
    new: str

    def place(self, source: Source) -> Place:
        """Where the changed part stands in the book."""
        return source.place(self.file, self.path, self.part)


def changed(source: Source, mutant: Mutant) -> Source:
    """The book's data with the change made; the original is left as it is."""
    data = dict(source.data)
    data[mutant.file] = _put(data[mutant.file], mutant.path, mutant.value)
    return replace(source, data=data, sha256=f"{source.sha256}+{mutant.id}")


def _put(data: Any, path: YamlPath, value: Any) -> Any:
    if not path:
        return value
    data = {} if data is None else data
    key, rest = path[0], path[1:]
    copied = dict(data) if isinstance(data, dict) else list(data)
    if not rest and value is DROPPED:
        if isinstance(copied, list) or key in copied:
            del copied[key]  # type: ignore[arg-type]
    else:
        old = copied.get(key) if isinstance(copied, dict) else copied[key]  # type: ignore[index]
        copied[key] = _put(old, rest, value)  # type: ignore[index]
    return copied


_WORD = re.compile(r"[()\[\],]|[^\s()\[\],]+|\s+")


def contrast(old: str, new: str) -> tuple[str, str]:
    """Both texts from the first word that differs to the last, and one word about them."""
    mine, theirs = _WORD.findall(old), _WORD.findall(new)
    shortest = min(len(mine), len(theirs))
    head = next((i for i in range(shortest) if mine[i] != theirs[i]), shortest)
    left = shortest - head
    tail = next((i for i in range(left) if mine[-1 - i] != theirs[-1 - i]), left)
    head, tail = max(0, head - 6), max(0, tail - 4)
    return _cut(mine, head, tail), _cut(theirs, head, tail)


def _cut(words: list[str], head: int, tail: int) -> str:
    middle = "".join(words[head : len(words) - tail]).strip()
    return f"{'…' if head else ''}{middle}{'…' if tail else ''}"


def mutants(book: CompiledBook, source: Source) -> list[Mutant]:
    """Every mutant of a book, in the order of its files. Ids are unique and stable."""
    found = [*_metadata(book.book, book.vocabulary), *_rules(book, source)]
    found += [
        Mutant("", kind, file, path, value, part, about, old, new)
        for wrong in (wrong_tables, wrong_statute)
        for kind, file, path, value, part, about, old, new in wrong(book.book, source)
    ]
    for fact, at, (kind, path, value, old, new) in wrong_facts(book, source):
        whole, about = (*at, *path), readers(fact, book)
        found.append(Mutant("", kind, "facts.yaml", whole, value, fact.label, about, old, new))
    return list(_numbered(found))


def _numbered(found: Iterable[Mutant]) -> Iterator[Mutant]:
    counts: Counter[tuple[str, str]] = Counter()
    for mutant in found:
        counts[mutant.part, mutant.kind] += 1
        number = counts[mutant.part, mutant.kind]
        yield replace(mutant, id=f"{mutant.part}/{mutant.kind}-{number}")


# ── book.yaml ─────────────────────────────────────────────────────────────────


def _metadata(book: Book, vocabulary: Vocabulary) -> Iterator[Mutant]:
    for index, condition in enumerate(book.metadata.scope):
        path: YamlPath = ("scope", index, "when")
        about = (condition.id, *condition.cite)
        for kind, new in wrong_conditions(condition.when, vocabulary):
            yield Mutant("", kind, "book.yaml", path, new, condition.id, about, condition.when, new)
        yield Mutant(
            "", "scope", "book.yaml", path, _ALWAYS, condition.id, about, condition.when, "（漏掉）"
        )
    for index, fault in enumerate(book.metadata.faults):
        at: YamlPath = ("faults", index)
        other = "required" if fault.finding == "sufficient" else "sufficient"
        yield Mutant(
            "",
            "finding",
            "book.yaml",
            (*at, "finding"),
            other,
            fault.id,
            fault.cite,
            f"finding: {fault.finding}",
            f"finding: {other}",
        )
        if fault.listed_when:
            path = (*at, "listed_when")
            listed = fault.listed_when
            for kind, new in wrong_conditions(listed, vocabulary):
                yield Mutant("", kind, "book.yaml", path, new, fault.id, fault.cite, listed, new)
            yield Mutant(
                "", "listing", "book.yaml", path, DROPPED, fault.id, fault.cite, listed, "（漏掉）"
            )


# ── rules.yaml ────────────────────────────────────────────────────────────────


def _rules(book: CompiledBook, source: Source) -> Iterator[Mutant]:
    raw = source.data["rules.yaml"]
    for index, rule in enumerate(book.book.rules):
        about = (rule.id,)
        for path, when in _conditions(rule):
            for kind, new in wrong_conditions(when, book.vocabulary):
                yield Mutant("", kind, "rules.yaml", (index, *path), new, rule.id, about, when, new)
        plain = {k: v for k, v in raw[index].items() if k not in ("basis", "readings", "chosen")}
        for reading in rule.readings:
            left = next(r for r in rule.readings if r.id != reading.id)
            value = {**plain, "when": left.when}
            new = f"只有“{left.text}”"
            yield Mutant(
                "", "reading", "rules.yaml", (index,), value, rule.id, about, reading.text, new
            )
        value = {**plain, "when": _NEVER}
        yield Mutant(
            "", "rule", "rules.yaml", (index,), value, rule.id, about, rule.then, "（漏掉）"
        )
        for kind, then in _conclusions(rule, book.book):
            yield Mutant(
                "", kind, "rules.yaml", (index, "then"), then, rule.id, about, rule.then, then
            )


def _conditions(rule: Rule) -> Iterator[tuple[YamlPath, str]]:
    if rule.when is not None:
        yield ("when",), rule.when
    for number, reading in enumerate(rule.readings):
        yield ("readings", number, "when"), reading.when


def _conclusions(rule: Rule, book: Book) -> Iterator[tuple[str, str]]:
    """Other conclusions of the same sort."""
    verb, _, rest = rule.then.strip().partition(" ")
    rest = rest.strip()
    if verb == "承担":
        kinds = {r.label: r.kind for r in book.metadata.responsibilities}
        for label, kind in kinds.items():
            if label != rest and kind == kinds[rest]:
                yield "attribution", f"承担 {label}"
    elif verb == "移送":
        for referral in book.metadata.referrals:
            if referral.name != rest:
                yield "referral", f"移送 {referral.name}"
    elif verb in ("可以", "应当"):
        yield "force", f"{'应当' if verb == '可以' else '可以'} {rest}"
        words = [word for word in ADJUSTMENT_WORDS if word in rest]
        for word in words if len(words) > 1 else ():
            yield "adjustment", f"{verb} {'、'.join(w for w in words if w != word)}"
        if len(words) == 1 and book.tariff is not None:
            yield "adjustment", f"{verb} {_OTHER_KIND[words[0]]}"
    elif verb == "以":
        yield from _substitutions(rest, book)
    elif verb == "办理":
        for step in book.metadata.procedures:
            if step.name != rest:
                yield "step", f"办理 {step.name}"


def _substitutions(rest: str, book: Book) -> Iterator[tuple[str, str]]:
    """The neighbour of either measure in its place."""
    new, _, old = (part.strip() for part in rest.partition("代替"))
    for kind in ("individual", "team"):
        labels = [m.label for m in book.measures(kind)]
        if new not in labels or old not in labels:
            continue
        for at, put in ((labels.index(new), True), (labels.index(old), False)):
            for near in (at - 1, at + 1):
                if 0 <= near < len(labels) and labels[near] not in (new, old):
                    pair = (labels[near], old) if put else (new, labels[near])
                    yield "replace", f"以 {pair[0]} 代替 {pair[1]}"
