"""The decisions of a book, stage by stage, and the recommendation that they lead to."""

from collections.abc import Sequence

from drafting.dmn.feel import CONFLICT, FAILS, HOLDS, OPEN, READINGS, SILENT, string
from drafting.dmn.policy import Policy
from drafting.dmn.tables import (
    Column,
    Decision,
    Output,
    Row,
    Terms,
    both,
    earlier,
    either,
    feel_name,
    reads_conclusions,
)
from facts import Text
from rules.atoms import Every, Formula, Some
from rules.clusters import CompiledRule, Goal
from rules.loader import CompiledBook
from rules.logic import deny

_TRUTHS = (HOLDS, FAILS, READINGS, CONFLICT, OPEN)


def left_out(book: CompiledBook) -> tuple[Text, ...]:
    """What of a book its decision tables do not say."""
    found: list[Text] = []
    if book.book.tariff is not None:
        found.append(
            Text(
                "档次、合并、代替和从宽从严以后的处理建议没有写成决策表："
                "DMN 只到过错、责任、可否调整和程序为止",
                "no tables for ranges, merging and the recommendation that follows: the DMN ends "
                "with faults, responsibility, adjustments and procedure",
            )
        )
    if book.book.metadata.effects is not None or any(m.period for m in book.book.catalogue):
        found.append(
            Text("影响期和期限没有写进 DMN", "periods of effect and deadlines are not in the DMN")
        )
    worked_out = [f.label for f in book.vocabulary.facts if f.formula or f.aggregate is not None]
    if worked_out:
        names = "、".join(worked_out)
        found.append(
            Text(
                f"由公式或者记录算出的事实（{names}）在 DMN 里是输入，要先算好",
                f"facts worked out by a formula or from records ({names}) are inputs of the DMN",
            )
        )
    return tuple(found)


def decisions(book: CompiledBook) -> list[Decision]:
    """Every decision, each after those that it reads."""
    return _Book(book).decisions()


def _certain(rule: CompiledRule) -> Formula:
    """When the rule holds under every reading."""
    return both(*(reading.formula for reading in rule.readings))


def _disputed(rule: CompiledRule) -> Formula | None:
    """When the rule holds under one reading and not under the other."""
    if len(rule.readings) < 2:
        return None
    one, other = (reading.formula for reading in rule.readings)
    return either(both(one, deny(other)), both(deny(one), other))


class _Book:
    def __init__(self, book: CompiledBook) -> None:
        self.book = book
        self.made: list[Decision] = []
        self.concluded: dict[str, Column] = {}

    def decisions(self) -> list[Decision]:
        scope = self._scope()
        for cluster in self.book.stage("duty"):
            self._goal(cluster.goals[0], f"duty_{len(self.made)}", "违反的义务")
        faults = [self._fault(c.goals[0]) for c in self.book.stage("finding")]
        fault = self._any_fault(faults)
        law = self.book.book.tariff is not None
        if self.book.book.metadata.responsibilities or not law:
            responsibility = self._responsibility()
        for i, c in enumerate(self.book.stage("measure")):
            self._goal(c.goals[0], f"substitution_{i}", "代替", f"代替_{c.goals[0].id}")
        word = ("可否从宽从严", "调整") if law else ("可否从宽", "从宽")
        adjusting = [
            self._goal(c.goals[0], f"adjustment_{i}", word[0], f"{word[1]}_{c.goals[0].id}")
            for i, c in enumerate(self.book.stage("adjustment"))
        ]
        policy = Policy(self.book)
        suggested = None if law else self._add(policy.suggested(adjusting))
        for i, c in enumerate(self.book.stage("procedure")):
            step = c.goals[0].rules[0].conclusion.verb == "step"
            verb = "办理" if step else "移送"
            self._goal(c.goals[0], f"referral_{i}", verb, f"{verb}_{c.goals[0].id}")
        if suggested is not None:
            self._add(policy.baseline(responsibility))
            self._add(policy.recommendation(scope, fault, responsibility, suggested))
        return self.made

    def _add(self, decision: Decision) -> Decision:
        self.made.append(decision)
        return decision

    # ── truths ────────────────────────────────────────────────────────────────

    def _scope(self) -> Decision:
        goal = self.book.stage("scope")[0].goals[0]
        used = Terms({})
        rows = []
        for rule in goal.rules:
            otherwise = rule.readings[0].text
            rows += used.rows(deny(rule.readings[0].formula), [string(FAILS)], otherwise)
        rows.append(Row({}, (string(HOLDS),)))
        return self._truth("scope", goal.name, _cited(goal), used, rows)

    def _truth(
        self, name: str, label: str, about: str, used: Terms, rows: Sequence[Row]
    ) -> Decision:
        output = Output(self._free(label), "string", _TRUTHS)
        columns = tuple(used.columns.values())
        return self._add(Decision(name, output.name, about, columns, (output,), tuple(rows)))

    def _free(self, label: str) -> str:
        """A name that no fact and no other decision has."""
        taken = {feel_name(fact.label) for fact in self.book.vocabulary.facts}
        taken |= {decision.name for decision in self.made}
        name = feel_name(label)
        while name in taken:
            name += "_"
        return name

    def _goal(self, goal: Goal, name: str, about: str, label: str = "") -> Decision:
        """A goal that no listing bears on: holds, fails, turns on a reading, or is open."""
        used = Terms(self.concluded)
        certain = Some(tuple(_certain(rule) for rule in goal.rules))
        rows = used.rows(certain, [string(HOLDS)], _rules(goal))
        rows += self._disputes(goal, used)
        rows += self._rest(goal, used)
        found = self._truth(name, label or goal.name, f"{about}：{_cited(goal)}", used, rows)
        self.concluded.setdefault(goal.name, earlier(found))
        return found

    def _disputes(self, goal: Goal, used: Terms, also: Formula | None = None) -> list[Row]:
        rows: list[Row] = []
        for rule in goal.rules:
            disputed = _disputed(rule)
            if disputed is not None:
                formula = disputed if also is None else both(also, disputed)
                texts = "；".join(reading.text for reading in rule.readings)
                rows += used.rows(formula, [string(READINGS)], texts)
        return rows

    def _rest(self, goal: Goal, used: Terms) -> list[Row]:
        """Neither holds nor disputed: it fails, unless an earlier conclusion is itself open."""
        formulas = [reading.formula for rule in goal.rules for reading in rule.readings]
        if not reads_conclusions(formulas):
            return [Row({}, (string(FAILS),))]
        rows = used.rows(deny(Some(tuple(formulas))), [string(FAILS)])
        return [*rows, Row({}, (string(OPEN),), "所依据的结论未定")]

    def _fault(self, goal: Goal) -> Decision:
        """A fault: by its elements and by the official's own finding."""
        number = len(self.made)
        if goal.listing is None:
            return self._goal(goal, f"fault_{number}", "过错情形")
        used, listed = Terms(self.concluded), goal.listing
        certain = Some(tuple(_certain(rule) for rule in goal.rules))
        formulas = [reading.formula for rule in goal.rules for reading in rule.readings]
        denied = deny(Some(tuple(formulas)))
        if goal.finding == "required":
            rows = used.rows(both(listed, certain), [string(HOLDS)], _rules(goal))
            rows += self._disputes(goal, used, listed)
            rows += used.rows(both(listed, denied), [string(CONFLICT)], "认定与要素矛盾")
            if reads_conclusions(formulas):
                rows += used.rows(listed, [string(OPEN)], "所依据的结论未定")
            rows.append(Row({}, (string(FAILS),), "没有人认定就不存在"))
        else:
            rows = used.rows(certain, [string(HOLDS)], _rules(goal))
            rows += used.rows(both(listed, denied), [string(CONFLICT)], "认定与要素矛盾")
            rows += used.rows(listed, [string(HOLDS)], "经办人认定")
            rows += self._disputes(goal, used)
            rows += self._rest(goal, used)
        fault = self.book.book.fault(goal.id)
        about = f"{fault.label}：{'; '.join(fault.cite)}"
        found = self._truth(f"fault_{number}", goal.name, about, used, rows)
        self.concluded.setdefault(goal.name, earlier(found))
        return found

    def _any_fault(self, faults: Sequence[Decision]) -> Decision:
        used = Terms({})
        used.columns = {f.name: earlier(f) for f in faults}
        rows = [Row({f.name: string(HOLDS)}, (string(HOLDS),)) for f in faults]
        unsettled = f"not({string(HOLDS)}, {string(FAILS)})"
        rows += [Row({f.name: unsettled}, (string(OPEN),), "由人判断") for f in faults]
        rows.append(Row({}, (string(FAILS),)))
        return self._truth("any_fault", "过错成立", "有一项过错情形成立即可", used, rows)

    # ── responsibility ────────────────────────────────────────────────────────

    def _responsibility(self) -> Decision:
        used = Terms(self.concluded)
        goals = [g for c in self.book.stage("attribution") for g in c.goals]
        holds = {g.name: Some(tuple(_certain(rule) for rule in g.rules)) for g in goals}
        rows: list[Row] = []
        for i, one in enumerate(goals):
            for other in goals[i + 1 :]:
                clash = Every((holds[one.name], holds[other.name]))
                rows += used.rows(clash, [string(SILENT)], f"{one.name}、{other.name}都成立")
        for goal in goals:
            rows += used.rows(holds[goal.name], [string(goal.name)], _rules(goal))
        for goal in goals:
            for row in self._disputes(goal, used):
                rows.append(Row(row.cells, (string(READINGS),), row.note))
        rows.append(Row({}, (string(SILENT),), self.book.book.metadata.silence.text))
        allowed = (*(g.name for g in goals), READINGS, SILENT)
        output = Output("责任", "string", allowed)
        columns = tuple(used.columns.values())
        about = "；".join(_cited(goal) for goal in goals)
        found = Decision("responsibility", output.name, about, columns, (output,), tuple(rows))
        self.concluded.update({goal.name: earlier(found) for goal in goals})
        return self._add(found)


def _cited(goal: Goal) -> str:
    return "; ".join(dict.fromkeys(cite for rule in goal.rules for cite in rule.rule.cite))


def _rules(goal: Goal) -> str:
    return "、".join(rule.id for rule in goal.rules)
