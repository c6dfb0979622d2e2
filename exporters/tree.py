"""An explanation as a tree for a terminal: the outcome, and under it why, down to the cells."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from exporters import phrases, why_not
from exporters.names import citations
from exporters.wording import DECIDABLE, Wording
from facts import Text
from rules.loader import CompiledBook
from sanctions.determination import Considered, Determination, Explanation, FactUsed, Reason
from sanctions.lighter import Lighter
from sanctions.prescribed import BASELINE_RULE

#: Called with what a line is (subject, outcome, heading, clause, fact, answer, note) and its
#: words; gives them back dressed, for instance coloured.
Style = Callable[[str, str], str]

MEASURES = Text("处理方式", "Measures")
BASELINE = Text("选自裁量基准（不是条文）← {facts}", "chosen by the baseline (not law) ← {facts}")
BY_STATUTE = Text("条文规定", "prescribed by the statute")
OPTION = Text("条文可选", "offered by the statute")
RESPONSIBILITY = Text("责任：{label}", "Responsibility: {label}")
FAULT = Text("认定{fault} ← {basis}", "Fault {fault} ← {basis}")
SCOPE = Text("适用范围", "Scope")
NOT_APPLYING = Text("其他过错情形为什么不适用", "Why the other faults do not apply")
UNDECIDED = Text("还不能确定的过错情形", "Faults not yet decided")
NO_ADJUSTMENT = Text("从宽从严为什么不适用", "Why no adjustment applies")
ADJUSTMENT_OPEN = Text("还不能确定的从宽从严", "Adjustments not yet decided")
MISSING = Text("还缺什么，不同回答会怎样", "What is missing, and what each answer would give")
ADJUSTMENT = Text("从宽从严：{what}", "Adjustment: {what}")
REFERRAL = Text("移送：{label}", "Referral: {label}")
EFFECTS = Text("影响期和影响", "Effects")
PROCEDURE = Text("程序", "Procedure")
RANGE = Text("幅度：{ends}", "Range: {ends}")


@dataclass
class _Node:
    role: str
    text: str
    children: list["_Node"] = field(default_factory=list)


def explanation_tree(
    e: Explanation,
    book: CompiledBook,
    lang: str = "zh",
    style: Style | None = None,
    *,
    lighter: Sequence[Lighter] | None = None,
) -> list[str]:
    """The lines, without line ends; ``style`` may dress the words, never the branches.

    ``lighter`` (see ``sanctions.lighter``) adds what would make the outcome lighter.
    """
    trunk = _Tree(e, Wording(book, lang), lighter)
    dress = style or (lambda role, text: text)
    lines = [dress("subject", trunk.subject()), dress("outcome", trunk.outcome())]
    return lines + list(_branches(trunk.nodes(), "", dress))


def _branches(nodes: list[_Node], indent: str, dress: Style) -> Iterable[str]:
    for node in nodes:
        last = node is nodes[-1]
        first, *more = node.text.splitlines() or [""]
        below = indent + ("   " if last else "│  ")
        yield indent + ("└─ " if last else "├─ ") + dress(node.role, first)
        for line in more:
            yield below + ("│  " if node.children else "   ") + dress(node.role, line)
        yield from _branches(node.children, below, dress)


class _Tree:
    def __init__(
        self, explanation: Explanation, words: Wording, lighter: Sequence[Lighter] | None
    ) -> None:
        self.explanation, self.words, self.names = explanation, words, words.names
        self.ways = lighter
        self.d: Determination = explanation.determination
        self.faults = {f.id: f.finding for f in words.names.book.book.metadata.faults}

    def subject(self) -> str:
        kind = self.names.choice("subject_kind", self.d.subject_kind)
        role = self.names.choice("role", self.d.role)
        who = self.names.joined(part for part in (kind, role) if part)
        head = " ".join(part for part in (self.d.case_id, self.d.subject) if part)
        return head + self.names.aside(who)

    def outcome(self) -> str:
        words = self.words.outcome(self.d)
        if self.d.status != "recommended":
            return words
        return f"{self.names.status(self.d.status)}{self.names.marks.colon}{words}"

    def nodes(self) -> list[_Node]:
        groups = (
            self._measures(),
            self._responsibility(),
            self._faults(),
            self._adjustments(),
            self._referrals(),
            self._following(),
            self._scope(),
            self._considered("false", True, NOT_APPLYING),
            self._considered("unknown", True, UNDECIDED),
            self._considered("false", False, NO_ADJUSTMENT),
            self._considered("unknown", False, ADJUSTMENT_OPEN),
            self._missing(),
            self._range(),
            self._lighter(),
        )
        return [node for group in groups for node in group]

    def _text(self, words: Text, **values: object) -> str:
        return self.names.text(words, **values)

    def _steps(self, stage: str) -> list[Reason]:
        return [reason for reason in self.d.reasons if reason.stage == stage]

    def _clauses(self, ids: Iterable[str]) -> list[_Node]:
        nodes = []
        for id_ in ids:
            clause = self.names.clause(id_)
            quote = self.names.quoted(clause.quote) if clause and clause.quote else ""
            nodes.append(_Node("clause", f"{id_}{self.names.marks.colon if quote else ''}{quote}"))
        return nodes

    def _facts(self, because: Iterable[FactUsed]) -> list[_Node]:
        return [_Node("fact", self.words.fact(used)) for used in because]

    def _measures(self) -> list[_Node]:
        children = []
        for measure in self.d.measures:
            label = self.names.measure(self.d.subject_kind, measure.id)
            basis = self._text(BY_STATUTE if measure.basis == "statute" else OPTION)
            clauses = self._clauses(measure.citations)
            children.append(_Node("heading", f"{label} ← {basis}", clauses))
        for step in self._steps("measure"):
            words = self.words.measure(self.d, step)
            if step.rule == BASELINE_RULE and self.names.book.book.tariff is None:
                words = self._text(BASELINE, facts=self.words.facts(step.because))
            children.append(_Node("note", words))
        return [_Node("heading", self._text(MEASURES), children)] if children else []

    def _responsibility(self) -> list[_Node]:
        steps = self._steps("attribution")
        label = self.names.responsibility(self.d.responsibility)
        if not label and not steps:
            return []
        support = [
            node
            for step in steps
            for node in (*self._clauses(citations(step.citation)), *self._facts(step.because))
        ]
        words = self._text(RESPONSIBILITY, label=label or self._text(phrases.UNDECIDED))
        return [_Node("heading", words, support)]

    def _faults(self) -> list[_Node]:
        found = [
            c for c in self.explanation.considered if c.value == "true" and c.fault in self.faults
        ]
        return [
            _Node(
                "heading",
                self._text(
                    FAULT, fault=self.names.fault(c.fault), basis=why_not.basis(c, self.words)
                ),
                [*self._clauses(c.citations), *self._facts(c.because)],
            )
            for c in found
        ]

    def _adjustments(self) -> list[_Node]:
        steps = {reason.rule: reason for reason in self._steps("adjustment")}
        ids = dict.fromkeys(adjustment.id for adjustment in self.d.adjustments)
        nodes = []
        for id_, words in zip(ids, self.words.adjustments(self.d), strict=True):
            cites = dict.fromkeys(
                cite for a in self.d.adjustments if a.id == id_ for cite in a.citations
            )
            facts = self._facts(steps[id_].because) if id_ in steps else []
            nodes.append(
                _Node(
                    "heading", self._text(ADJUSTMENT, what=words), [*self._clauses(cites), *facts]
                )
            )
        return nodes

    def _referrals(self) -> list[_Node]:
        steps = {t: r for r in self._steps("procedure") for t in self.names.targets(r.rule)}
        return [
            _Node(
                "heading",
                self._text(REFERRAL, label=self.names.referral(referral.id)),
                [
                    *self._clauses(referral.citations),
                    *self._facts(steps[referral.id].because if referral.id in steps else ()),
                ],
            )
            for referral in self.d.referrals
        ]

    def _following(self) -> list[_Node]:
        """How long the effects last, and the steps of procedure."""
        effects = [
            _Node("note", self.words.effect(self.d, e), self._clauses(e.citations))
            for e in self.d.effects
        ]
        steps = [
            _Node("note", self.words.step(step), self._clauses(step.citations))
            for step in self.d.procedure
        ]
        found = [_Node("heading", self._text(EFFECTS), effects)] if effects else []
        return found + ([_Node("heading", self._text(PROCEDURE), steps)] if steps else [])

    def _scope(self) -> list[_Node]:
        facts = self._facts(self.explanation.scope)
        return [_Node("heading", self._text(SCOPE), facts)] if facts else []

    def _considered(self, value: str, of_fault: bool, heading: Text) -> list[_Node]:
        children = []
        for considered in self.explanation.considered:
            is_fault = considered.fault in self.faults
            if considered.value != value or is_fault != of_fault:
                continue
            name = (
                self.names.fault(considered.fault)
                if is_fault
                else self.names.joined(considered.citations)
            )
            children.append(self._weighed(name, considered))
        return [_Node("heading", self._text(heading), children)] if children else []

    def _weighed(self, name: str, considered: Considered) -> _Node:
        """Why it fails, or what it lacks; the facts below, unless the line says them."""
        why = self.names.marks.stop.join(why_not.failing(considered, self.words))
        facts = self._facts(why_not.rest(considered, self.names))
        return _Node("note", f"{name}{self.names.marks.colon}{why}", facts)

    def _missing(self) -> list[_Node]:
        children = [
            _Node(
                "note",
                f"{self.words.titled(q)}{self.names.marks.colon}{self.words.question(q)}",
                [_Node("answer", line) for line in self.words.answers(q)],
            )
            for q in self.d.open_questions
        ]
        return [_Node("heading", self._text(MISSING), children)] if children else []

    def _range(self) -> list[_Node]:
        if self.d.status not in DECIDABLE:
            return []
        return [_Node("heading", self._text(RANGE, ends=self.words.interval(self.d)))]

    def _lighter(self) -> list[_Node]:
        if self.ways is None or not why_not.tells_lighter(self.d, self.names.book):
            return []
        told = why_not.lighter_sentences(self.ways, self.d, self.words, why_not.MOST_TOLD)
        children = [_Node("answer", line) for line in told]
        children.append(_Node("note", self._text(why_not.NOTE)))
        return [_Node("heading", self._text(why_not.HEADING), children)]
