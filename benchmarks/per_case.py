"""The peer: durable-rules used as its own examples do, one session a case, nothing remembered.

The same rules, compiled the same way, in one rule set; the truth of each atom is handed over
ready-made, so that only inference is timed. It makes no interval and no open questions.
"""

import time

import numpy as np

from facts import CaseTable
from rules.clusters import Cluster
from rules.kernel import Kernel
from rules.literals import evaluate_atom
from rules.loader import CompiledBook


def seconds_per_case(book: CompiledBook, table: CaseTable, cases: int) -> float:
    """Mean seconds that durable-rules takes for one of the first ``cases`` subjects."""
    whole = Cluster("whole", "all", tuple(g for c in book.clusters for g in c.goals))
    kernel = Kernel(whole)
    columns = []
    for atom in whole.atoms:
        truth, of_case = evaluate_atom(atom, table, {})
        columns.append(truth[table.case_of] if of_case else truth)
    rows = np.stack(columns, axis=1)[:cases].tolist()
    start = time.perf_counter()
    for row in rows:
        kernel.run(row)
    return (time.perf_counter() - start) / len(rows)
