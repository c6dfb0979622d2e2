"""Situations without what cannot change an outcome or a question, so that more of them are alike.

How a cluster came to its conclusion is left out; so are further faults where those established
are as many as count, and all but the scope where no fault can be established or none is judged.
"""

import numpy as np

from facts import FALSE, TRUE
from rules.clusters import Cluster
from rules.inference import Codes
from rules.masks import Bools
from sanctions.branches import Situation
from sanctions.decider import Decider


def essential(decider: Decider, situation: Situation) -> Situation:
    """The same for ``outcome_ids`` and ``question_masks``, with fewer distinct rows.

    Clusters that other clusters read stay as they are: what they conclude may matter elsewhere.
    """
    return _Essence(decider, situation).found()


class _Essence:
    def __init__(self, decider: Decider, situation: Situation) -> None:
        self.decider, self.situation = decider, situation
        like = {name: decider.possible[name].like for name in decider.bearing}
        self.codes: dict[str, Codes] = {n: of(situation.codes[n]) for n, of in like.items()}
        self.read = {cluster.id for cluster in decider.sources.values()}

    def found(self) -> Situation:
        """The situation."""
        idle = ~self._judged()
        if idle.any():
            for cluster in self.decider.book.clusters:
                if cluster.id in self.decider.aspects and cluster.stage != "scope":
                    self._put(cluster, idle, (FALSE,) * len(cluster.goals))
        gravity = np.where(idle, 1, self.situation.gravity)
        return Situation(self.codes, gravity, self.situation.kind)

    def _judged(self) -> Bools:
        """Where the scope can hold, and some fault; further faults are left out on the way."""
        rows = len(self.situation.kind)
        scope, fault = np.zeros(rows, np.bool_), np.zeros(rows, np.bool_)
        for cluster in self.decider.book.stage("scope"):
            scope |= self.decider.possible[cluster.id].can(self.codes[cluster.id])[0]
        for group in self.decider.fault_groups:
            established = np.zeros(rows, np.int8)
            for cluster in group:
                holds, fails = self.decider.possible[cluster.id].can(self.codes[cluster.id])
                fault |= holds
                established += ~fails
            enough = established >= self.decider.judge.scale.cap
            for cluster in group:
                self._put(cluster, enough, (TRUE,))
        return scope & fault

    def _put(self, cluster: Cluster, where: Bools, values: tuple[int, ...]) -> None:
        """Decide a cluster in some rows, if a code that decides it so was met."""
        code = self.decider.possible[cluster.id].settled(*values)
        if code is not None and cluster.id not in self.read:
            np.putmask(self.codes[cluster.id], where, np.int32(code))
