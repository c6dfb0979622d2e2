"""From a checked book to clusters: conditions parsed and typed, rules grouped by conclusion."""

from collections.abc import Sequence
from dataclasses import dataclass

from facts import Text, Vocabulary
from rules.atoms import Every, Formula, Listed, Literal
from rules.book import Book, Rule
from rules.checker import Names, check
from rules.clusters import MAX_ATOMS, Cluster, CompiledReading, CompiledRule, Goal
from rules.conclusions import Conclusion, conclusion
from rules.conditions import parse
from rules.crosscheck import CARRIED_OUT
from rules.logic import TooManyTermsError, deny, terms
from rules.report import Report
from rules.source import YamlPath
from rules.terms import STAGES

At = tuple[str, YamlPath]


@dataclass
class Compiler:
    """Compiles one book; mistakes go to the report."""

    book: Book
    vocabulary: Vocabulary
    report: Report

    def clusters(self) -> tuple[Cluster, ...]:
        """All clusters, scope first, then stage by stage; a stage may read earlier ones."""
        names = self._names(())
        clusters = [self._scope(names)]
        concluded: list[str] = []
        for stage in STAGES:
            rules = [
                compiled
                for index, rule in enumerate(self.book.rules)
                if rule.stage == stage
                and (compiled := self._rule(rule, index, self._names(concluded))) is not None
            ]
            clusters.extend(self._stage(stage, rules, names))
            # Mistaken rules too, so that one mistake is told once.
            concluded += [_conclusion_name(r) for r in self.book.rules if r.stage == stage]
        for cluster in clusters:
            self._check_size(cluster)
        return tuple(clusters)

    def _names(self, concluded: Sequence[str]) -> Names:
        faults = {fault.name: fault.id for fault in self.book.metadata.faults}
        known = tuple(dict.fromkeys(concluded))
        every = {_conclusion_name(rule): rule.stage for rule in self.book.rules}
        later = {name: stage for name, stage in every.items() if name not in known}
        return Names(self.vocabulary, faults, known, later=later)

    def _check_size(self, cluster: Cluster) -> None:
        size = len(cluster.atoms)
        if size > MAX_ATOMS:
            zh = f"{cluster.id} 一组规则读了 {size} 个条件，最多 {MAX_ATOMS} 个；请拆开"
            en = f"{cluster.id} reads {size} atoms, at most {MAX_ATOMS}; split it"
            ids = [rule.id for rule in self.book.rules]
            rule = next((r.id for g in cluster.goals for r in g.rules if r.id in ids), "")
            at: At = ("rules.yaml", (ids.index(rule),)) if rule else ("book.yaml", ("scope",))
            self.report.add(at, Text(zh, en), rule=rule, code="too-many-conditions")

    # ── single rules ──────────────────────────────────────────────────────────

    def _scope(self, names: Names) -> Cluster:
        rules = []
        for index, condition in enumerate(self.book.metadata.scope):
            rule = Rule(
                id=condition.id,
                cite=condition.cite,
                stage="procedure",
                when=condition.when,
                then="适用",
            )
            at: At = ("book.yaml", ("scope", index, "when"))
            formula = self._formula(condition.when, names, at, condition.id)
            if formula is not None:
                reading = CompiledReading("", condition.otherwise, formula)
                applies = Conclusion("scope", ("scope",), "适用")
                rules.append(CompiledRule(rule, applies, (reading,)))
        goal = Goal("scope", "适用范围", tuple(rules), combine="all")
        return Cluster("scope", "scope", (goal,))

    def _rule(self, rule: Rule, index: int, names: Names) -> CompiledRule | None:
        compiled = []
        written = [("", "", rule.when)] if rule.when else []
        written += [(r.id, r.text, r.when) for r in rule.readings]
        for number, (reading, text, when) in enumerate(written):
            path: YamlPath = (index, "readings", number, "when") if reading else (index, "when")
            formula = self._formula(when or "", names, ("rules.yaml", path), rule.id)
            if formula is not None:
                compiled.append(CompiledReading(reading, text, formula))
        at: At = ("rules.yaml", (index, "then"))
        found = self.report.attempt(
            lambda: conclusion(rule.then, rule.stage, self.book.metadata, self.book.catalogue),
            rule.then,
            at,
            rule.id,
        )
        if found is None or len(compiled) != len(written):
            return None
        law = self.book.tariff is not None
        if (
            found.verb in ("may", "shall")
            and not law
            and not set(found.targets) <= set(CARRIED_OUT)
        ):
            text_ = Text(
                "裁量基准不能执行从重、加重；条文的档次写进 tariff.yaml，或者由人裁量",
                "a baseline cannot carry out 从重 or 加重; write the statutory table, tariff.yaml",
            )
            self.report.add(at, text_, rule=rule.id, code="not-carried-out")
        return CompiledRule(rule, found, tuple(compiled))

    def _formula(self, when: str, names: Names, at: At, rule: str) -> Formula | None:
        formula = self.report.attempt(lambda: check(parse(when), names), when, at, rule)
        if formula is not None:
            try:
                terms(formula), terms(deny(formula))
            except TooManyTermsError:
                zh = "条件太复杂，请拆成几条规则"
                text = Text(zh, "the condition is too complicated; split the rule")
                self.report.add(at, text, rule=rule, code="condition-too-complicated")
                return None
        return formula

    # ── stages ────────────────────────────────────────────────────────────────

    def _stage(self, stage: str, rules: list[CompiledRule], names: Names) -> list[Cluster]:
        if stage == "attribution":
            return self._attribution(rules)
        if stage == "finding":
            faults = range(len(self.book.metadata.faults))
            return [self._fault(index, rules, names) for index in faults]
        if stage == "duty":
            breached: dict[str, list[CompiledRule]] = {}
            for rule in rules:
                breached.setdefault(rule.conclusion.name, []).append(rule)
            return [
                Cluster(f"duty/{name}", stage, (Goal(name, name, tuple(group)),))
                for name, group in breached.items()
            ]
        return [
            Cluster(f"{stage}/{rule.id}", stage, (Goal(rule.id, rule.conclusion.name, (rule,)),))
            for rule in rules
        ]

    def _attribution(self, rules: list[CompiledRule]) -> list[Cluster]:
        """One cluster for all responsibilities: they exclude each other."""
        goals = []
        for responsibility in self.book.metadata.responsibilities:
            members = tuple(r for r in rules if r.conclusion.targets == (responsibility.id,))
            if members:
                goals.append(Goal(responsibility.id, responsibility.label, members))
        return [Cluster("attribution", "attribution", tuple(goals))] if goals else []

    def _fault(self, index: int, rules: list[CompiledRule], names: Names) -> Cluster:
        fault = self.book.metadata.faults[index]
        at: At = ("book.yaml", ("faults", index))
        members = tuple(r for r in rules if r.conclusion.targets == (fault.id,))
        if not any(rule.then.split()[1:] == [fault.name] for rule in self.book.rules):
            text = Text(f"没有认定{fault.name}的规则", f"no rule concludes {fault.name}")
            self.report.add(at, text, rule=fault.id, code="fault-without-rule")
        listing = self.vocabulary.by_label(names.listing)
        position = listing.choice_index(fault.id)
        listed: Formula | None = None
        if position is not None:
            listed = Literal(Listed(listing, fault.id, fault.name, position), True)
            if fault.listed_when:
                at = ("book.yaml", ("faults", index, "listed_when"))
                when = self._formula(fault.listed_when, names, at, fault.id)
                listed = Every((listed, when)) if when is not None else listed
        goal = Goal(fault.id, fault.name, members, listing=listed, finding=fault.finding)
        return Cluster(f"finding/{fault.id}", "finding", (goal,))


def _conclusion_name(rule: Rule) -> str:
    """过错情形4 of 认定 过错情形4: how later stages refer to it."""
    return rule.then.strip().partition(" ")[2].strip()
