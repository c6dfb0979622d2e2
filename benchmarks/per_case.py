"""The peer: durable-rules used as its own examples do, one session a case, nothing remembered.

The same rules, compiled the same way, in one rule set; the truth of each atom (earlier conclusions
included) is handed over ready-made, so that only inference is timed. It makes no interval and no
open questions.
"""

import time

import numpy as np

from facts import UNKNOWN
from facts.truth import Truth
from rules import Inference
from rules.clusters import Cluster
from rules.kernel import Kernel
from rules.literals import evaluate_atom


def seconds_per_case(inference: Inference, cases: int) -> float:
    """Mean seconds that durable-rules takes for one of the first ``cases`` subjects."""
    book, table = inference.book, inference.table
    whole = Cluster("whole", "all", tuple(g for c in book.clusters for g in c.goals))
    kernel = Kernel(whole)
    columns = []
    for atom in whole.atoms:
        truth, of_case = evaluate_atom(atom, table, _concluded(inference))
        columns.append(truth[table.case_of] if of_case else truth)
    rows = np.stack(columns, axis=1)[:cases].tolist()
    start = time.perf_counter()
    for row in rows:
        kernel.run(row)
    return (time.perf_counter() - start) / len(rows)


def _concluded(inference: Inference) -> dict[str, Truth]:
    """What each fault came out as, for the rules that read it."""
    found = {}
    for cluster in inference.book.stage("finding"):
        values = inference.tables[cluster.id].values(0, inference.codes[cluster.id])
        found[cluster.goals[0].name] = np.minimum(values, UNKNOWN).astype(np.int8)
    return found
