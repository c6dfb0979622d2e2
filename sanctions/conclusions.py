"""What the rules of a book conclude of each subject of a table, one conclusion at a time."""

from dataclasses import dataclass
from functools import cached_property

from facts import KNOWN, CaseTable
from facts.truth import TRUE
from rules.book import ReferralKind
from rules.clusters import Cluster
from rules.inference import Inference
from rules.loader import CompiledBook
from rules.terms import GRAVITIES
from sanctions.decider import Decider, Outcome
from sanctions.determination import SETTLED, Adjustment, Referral
from sanctions.shared import Shared


@dataclass(frozen=True)
class Conclusions:
    """The conclusions of every subject; ``status`` is one for each."""

    decider: Decider
    table: CaseTable
    inference: Inference
    status: Shared[str]

    @property
    def book(self) -> CompiledBook:
        """The book that concludes."""
        return self.decider.book

    def choice(self, label: str, i: int) -> str | None:
        """The id of a choice fact; None where it is not known."""
        fact = self.table.vocabulary.by_label(label)
        if self.table.state(fact, i) != KNOWN:
            return None
        row = int(self.table.case_of[i]) if fact.entity == "case" else i
        return fact.choices[int(self.table.column(fact).low[row])].id

    def applicable(self, i: int) -> bool:
        """Is anything asked of a subject? Not outside the scope, nor where no fault stands."""
        if self.status[i] == "no_accountability":  # a fault may stand and not be pursued
            return any(self.established(i))
        return self.status[i] != "out_of_scope"

    def established(self, i: int) -> list[int]:
        """How many faults of each group are established."""
        return [
            sum(self.inference.result(f"finding/{f}", i).values[0] == TRUE for f in group)
            for group in self.decider.judge.scale.groups
        ]

    def responsibility(self, i: int) -> str | None:
        """The responsibility that the text settles; None where it does not (yet)."""
        for cluster in self.book.stage("attribution"):
            values = self.inference.result(cluster.id, i).values
            settled = [g.id for g, v in zip(cluster.goals, values, strict=True) if v == TRUE]
            if len(settled) == 1:
                return settled[0]
        return None

    def adjustments(self, i: int) -> tuple[Adjustment, ...]:
        """Each adjustment that a rule offers; the one that the baseline suggests is applied."""
        gravity = self.choice("情节", i)
        judge = self.decider.judge
        holds = {cluster.goals[0].id: self._holds(cluster, i) for cluster in self.decider.adjusting}
        applies = tuple(int(any(holds[rule] for rule in offer.rules)) for offer in judge.offers)
        suggested = None
        if gravity is not None and self.status[i] in SETTLED:
            suggested = judge.suggested(GRAVITIES.index(gravity), applies)
        found = []
        for offer in judge.offers:
            for rule in (r for r in offer.rules if holds[r]):
                cite = self.book.rules[rule].rule.cite
                for kind in offer.kinds:
                    found.append(Adjustment(rule, kind, offer.force, kind == suggested, cite))
        return tuple(found)

    def not_adjusting(self, i: int) -> list[str]:
        """The clusters of the adjustments that no rule offers (yet)."""
        return [cluster.id for cluster in self.decider.adjusting if not self._holds(cluster, i)]

    @cached_property
    def referring(self) -> list[tuple[Cluster, ReferralKind]]:
        """The clusters that hand over to another procedure, and to which."""
        kinds = {kind.id: kind for kind in self.book.book.metadata.referrals}
        found = []
        for cluster in self.book.stage("procedure"):
            conclusion = cluster.goals[0].rules[0].conclusion
            if conclusion.verb == "refer":
                found.append((cluster, kinds[conclusion.targets[0]]))
        return found

    def referrals(self, i: int) -> tuple[Referral, ...]:
        """The procedures to which the case is handed over."""
        if self.status[i] == "out_of_scope":
            return ()
        return tuple(
            Referral(procedure.id, procedure.label, cluster.goals[0].rules[0].rule.cite)
            for cluster, procedure in self.referring
            if self._holds(cluster, i)
        )

    def options(self, kind: str, outcome: Outcome) -> tuple[str, ...]:
        """What the statute offers: its whole catalogue, or what its table leaves possible."""
        catalogue = [m.id for m in self.book.book.measures(kind)]
        if self.book.book.tariff is None:
            return tuple(catalogue)
        possible = {m for measures in outcome.lawful for m in measures}
        return tuple(m for m in catalogue if m in possible)

    def steps(self, i: int) -> tuple[str, ...]:
        """The steps that a rule concludes, and of a recommendation those that need no rule."""
        if self.status[i] == "out_of_scope":
            return ()
        concluded, ruled = [], set()
        for cluster in self.book.stage("procedure"):
            conclusion = cluster.goals[0].rules[0].conclusion
            if conclusion.verb == "step":
                ruled.add(conclusion.targets[0])
                if self._holds(cluster, i):
                    concluded.append(conclusion.targets[0])
        if self.status[i] == "recommended":
            steps = (p.id for p in self.book.book.metadata.procedures)
            concluded += [step for step in steps if step not in ruled]
        return tuple(concluded)

    def _holds(self, cluster: Cluster, i: int) -> bool:
        return self.inference.result(cluster.id, i).values[0] == TRUE
