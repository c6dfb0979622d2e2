"""What the writers of an impact are given, and how its parts are worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from exporters.impact import labels
from exporters.names import Names
from exporters.wording import Wording
from facts import Text
from rules.loader import CompiledBook
from sanctions.determination import (
    ADJUSTMENT_LABELS,
    QUESTION_LABELS,
    STATUS_LABELS,
    Determination,
)

Record = Mapping[str, Any]

#: Statuses whose outcome is open: the record gives their two ends.
OPEN_STATUSES = ("needs_facts", "needs_judgement")


@dataclass(frozen=True)
class Group:
    """Subjects with like change and cause; ``members`` are positions in the record's changes."""

    before: int
    after: int
    cause: int
    direction: str
    members: list[int]


@dataclass(frozen=True)
class ImpactReport:
    """``record`` is the content of ``impact.json``; ``explained`` holds, for each of its movers,
    the example's determination under the old and the new book.
    """

    record: Record
    old: CompiledBook
    new: CompiledBook
    explained: Sequence[tuple[Determination, Determination]]
    lang: str = "zh"

    @cached_property
    def words(self) -> tuple[Wording, Wording]:
        """Wording under the old and the new book."""
        return Wording(self.old, self.lang), Wording(self.new, self.lang)

    def text(self, words: Text, **values: object) -> str:
        """A message in the report's language."""
        return words.get(self.lang, **values)

    # ── names that either book may know ───────────────────────────────────────

    @property
    def _names(self) -> tuple[Names, Names]:
        return self.words[1].names, self.words[0].names

    def joined(self, parts: Sequence[str]) -> str:
        """甲、乙."""
        return self._names[0].joined(parts)

    def measure(self, kind: str, measure: str) -> str:
        """A measure in words; the new book's word, else the old one's."""
        for names in self._names:
            word = names.measure(kind, measure)
            if word != measure:
                return word
        return measure

    def measures(self, kind: str, ids: Sequence[str]) -> str:
        """Measures in words; 不作处理 for none."""
        words = [self.measure(kind, id_) for id_ in ids]
        return self.joined(words) or self._names[0].measures(kind, ())

    def fault(self, fault: str) -> str:
        """A fault in words."""
        for names in self._names:
            word = names.fault(fault)
            if word != fault:
                return word
        return fault

    def status(self, status: str) -> str:
        """A status in words."""
        return self.text(STATUS_LABELS[status])

    def state(self, kind: str, state: str) -> str:
        """A row of the measure flow: a status, or the heaviest measure."""
        return self.status(state) if state in STATUS_LABELS else self.measure(kind, state)

    def direction(self, name: str) -> str:
        """更重, 更轻 …"""
        return self.text(labels.DIRECTIONS[name])

    def question_kind(self, kind: str) -> str:
        """待人判断, 事实未填 …"""
        return self.text(QUESTION_LABELS[kind])

    # ── results ───────────────────────────────────────────────────────────────

    @cached_property
    def _results(self) -> list[str]:
        return [self._result(result) for result in self.record["results"]]

    def result(self, number: int) -> str:
        """A result in words: 诫勉谈话、通报批评; 待补事实（最轻：…；最重：…）."""
        return self._results[number]

    def _result(self, result: Record) -> str:
        kind, status = result["kind"], result["status"]
        words = self.status(status)
        if status == "recommended":
            words = self.measures(kind, result["measures"])
        elif status in OPEN_STATUSES:
            words += self.text(
                labels.ENDS,
                lightest=self.measures(kind, result["lightest"]),
                heaviest=self.measures(kind, result["heaviest"]),
            )
        referrals = [self._names[0].referral(r) for r in result["referrals"]]
        return words + (self.text(labels.AND, what=self.joined(referrals)) if referrals else "")

    # ── like changes ──────────────────────────────────────────────────────────

    @cached_property
    def groups(self) -> list[Group]:
        """Each distinct change with its cause, the most subjects first."""
        found: dict[tuple[int, int, int], Group] = {}
        for position, change in enumerate(self.record["changes"]):
            key = (change["before"], change["after"], change["cause"])
            group = found.get(key)
            if group is None:
                group = found[key] = Group(*key, change["direction"], [])
            group.members.append(position)
        return sorted(found.values(), key=lambda group: -len(group.members))

    # ── changes of the book ───────────────────────────────────────────────────

    def amendment(self, key: str) -> str:
        """规则 fault-4.late-report; 裁量基准 主要责任 × 一般."""
        part, _, entry = key.partition(":")
        return " ".join(filter(None, (self.text(labels.PARTS[part]), self._entry(part, entry))))

    def _entry(self, part: str, entry: str) -> str:
        names = self._names[0]
        if part == "cell":
            responsibility, _, gravity = entry.partition("/")
            grade = names.choice("gravity", gravity)
            return f"{names.responsibility(responsibility)} × {grade}"
        if part in ("lower", "responsibility"):
            return names.responsibility(entry)
        if part == "suggest":
            return names.choice("gravity", entry)
        if part == "measure":
            kind, _, measure = entry.partition("/")
            return self.measure(kind, measure)
        return self.fault(entry) if part == "fault" else entry

    def before_and_after(self, amendment: Record) -> tuple[str, str]:
        """What an amended entry said and says, the fields that differ alone."""
        before, after = amendment["before"], amendment["after"]
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            differ = [f for f in {**before, **after} if before.get(f) != after.get(f)]
            before = {f: before[f] for f in differ if f in before}
            after = {f: after[f] for f in differ if f in after}
        kind = self._kind(amendment)
        return self._said(before, kind), self._said(after, kind)

    def _kind(self, amendment: Record) -> str:
        """The subject kind of a baseline cell, for its measures."""
        name = str(amendment["entry"]).partition("/")[0]
        for book in (self.new, self.old):
            for responsibility in book.book.metadata.responsibilities:
                if responsibility.id == name:
                    return responsibility.kind
        return "individual"

    def _said(self, entry: object, kind: str) -> str:
        if entry is None:
            return self.text(labels.ABSENT)
        if not isinstance(entry, Mapping):
            word = ADJUSTMENT_LABELS.get(str(entry))
            return self.text(word) if word else str(entry)
        lines = []
        for name, value in entry.items():
            if name == "measures":
                lines.append(self.measures(kind, value))
            elif name == "readings":
                lines += [f"{reading['text']}：{reading['when']}" for reading in value]
            elif name == "when":
                lines.append(str(value))
            elif name not in ("id", "responsibility", "gravity", "basis"):
                shown = self.joined([str(v) for v in value]) if isinstance(value, list) else value
                label = labels.FIELDS.get(name)
                lines.append(f"{self.text(label) if label else name}：{shown}")
        return "\n".join(lines)

    def origin(self, amendment: Record) -> str:
        """Where a change stands, what it overrides, and the facts that are newly read."""
        lines = []
        if amendment["override"]:
            words = labels.OVERRIDES if amendment["replaces"] else labels.ADDS
            lines.append(self.text(words, **amendment))
        elif amendment["place"]:
            lines.append(amendment["place"])
        elif amendment["replaces"]:
            lines.append(self.text(labels.LEFT_OUT, **amendment))
        for name, words in (
            ("facts_gained", labels.NEWLY_READ),
            ("facts_dropped", labels.NO_LONGER_READ),
        ):
            if amendment[name]:
                lines.append(self.text(words, facts=self.joined(amendment[name])))
        return "\n".join(lines)

    @cached_property
    def _amended(self) -> dict[str, Record]:
        return {amendment["id"]: amendment for amendment in self.record["amendments"]}

    def cause(self, number: int) -> str:
        """What brought a change about, where that stands, and in what manner."""
        found = self.record["causes"][number]
        sets = [self._plus(keys) for keys in found["sets"]]
        return self.text(labels.MANNERS[found["manner"]], what=self.text(labels.OR).join(sets))

    def _plus(self, keys: Sequence[str]) -> str:
        return " ＋ ".join(self._named(key) for key in keys)

    def _named(self, key: str) -> str:
        """The change with its place: 裁量基准 主要责任 × 一般（proposal.yaml:11 改写）."""
        amendment = self._amended[key]
        where = amendment["place"]
        told = []
        if where:
            told.append(
                self.text(labels.BY_OVERRIDE, place=where) if amendment["override"] else where
            )
        if amendment["facts_gained"]:
            told.append(self.text(labels.NEWLY_READ, facts=self.joined(amendment["facts_gained"])))
        words = self.amendment(key)
        return words + self.text(labels.TOLD, what=self.joined(told)) if told else words

    def facts(self, values: Mapping[str, str]) -> str:
        """情况类别 = 突发事件、报告用时 = 1小时30分钟."""
        blank = self.text(labels.BLANK)
        return self.joined([f"{label} = {value or blank}" for label, value in values.items()])

    def explanation(self, mover: int) -> tuple[list[str], list[str]]:
        """The reasons under the old and the new book, a sentence a step."""
        old, new = self.explained[mover]
        return self.words[0].reasons(old), self.words[1].reasons(new)
