"""``explanations.parquet``: a row a local signature: what was concluded of it, and why.

A key is the code of the truth values of a cluster's atoms in base 3 (0 false, 1 true, 2 unknown),
the first atom counting ones. A decision names the key of each cluster; the facts themselves, with
their cells, are its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from facts.truth import FALSE, TRUE, UNKNOWN
from rules.atoms import Atom, Concluded, Literal
from rules.clusters import Cluster
from rules.inference import ClusterTable
from rules.kernel import CONFLICT, READING, Firing, LocalResult
from rules.loader import CompiledBook

_VALUES = {
    FALSE: "false",
    TRUE: "true",
    UNKNOWN: "unknown",
    READING: "reading",
    CONFLICT: "conflict",
}
_NUMBERS = {name: value for value, name in _VALUES.items()}

_CONCLUSION = pa.struct(
    [("id", pa.string()), ("name", pa.string()), ("value", pa.string()), ("basis", pa.string())]
)
_LITERAL = pa.struct(
    [("atom", pa.int16()), ("holds", pa.bool_()), ("words", pa.string()), ("fact", pa.string())]
)
_FIRED = pa.struct(
    [
        ("rule", pa.string()),
        ("reading", pa.string()),
        ("holds", pa.bool_()),
        ("citations", pa.list_(pa.string())),
        ("literals", pa.list_(_LITERAL)),
    ]
)
SCHEMA = pa.schema(
    [
        ("cluster", pa.string()),
        ("key", pa.int32()),
        ("stage", pa.string()),
        ("conclusions", pa.list_(_CONCLUSION)),
        ("fired", pa.list_(_FIRED)),
        ("open", pa.list_(pa.string())),
    ]
)


def explanation_rows(
    book: CompiledBook, tables: Mapping[str, ClusterTable], met: Mapping[str, Iterable[int]]
) -> pa.Table:
    """The local signatures that were met, in the order of the clusters and of their keys."""
    rows: list[dict[str, Any]] = []
    for cluster in book.clusters:
        writer = _Writer(book, cluster, tables[cluster.id])
        rows.extend(writer.row(key) for key in sorted(met.get(cluster.id, ())))
    return pa.Table.from_pylist(rows, schema=SCHEMA)


class _Writer:
    """Writes the local signatures of one cluster."""

    def __init__(self, book: CompiledBook, cluster: Cluster, local: ClusterTable) -> None:
        self.book, self.cluster, self.local = book, cluster, local
        self.facts = [_fact(atom) for atom in local.atoms]
        self.at = {atom: i for i, atom in enumerate(local.atoms)}
        self.fired: dict[Firing, dict[str, Any]] = {}

    def row(self, key: int) -> dict[str, Any]:
        """The row of one key."""
        cluster = self.cluster
        result = self.local.result(key)
        digits = zip(self.facts, self.local.digits(key), strict=True)
        return {
            "cluster": cluster.id,
            "key": key,
            "stage": cluster.stage,
            "conclusions": [
                {"id": goal.id, "name": goal.name, "value": _VALUES[value], "basis": basis}
                for goal, value, basis in zip(
                    cluster.goals, result.values, result.bases, strict=True
                )
            ],
            "fired": [self._told(firing) for firing in result.firings],
            "open": list(dict.fromkeys(fact for fact, digit in digits if digit == UNKNOWN)),
        }

    def _told(self, firing: Firing) -> dict[str, Any]:
        """A rule that fired; the same one fires in many signatures."""
        found = self.fired.get(firing)
        if found is None:
            rule = self.book.rules.get(firing.rule)
            cites = rule.rule.cite if rule else _listing_cites(self.book, self.cluster)
            found = {
                "rule": firing.rule,
                "reading": firing.reading,
                "holds": firing.value,
                "citations": list(cites),
                "literals": [self._literal(literal) for literal in firing.literals],
            }
            self.fired[firing] = found
        return found

    def _literal(self, literal: Literal) -> dict[str, Any]:
        at = self.at[literal.atom]
        words = literal.atom.words(literal.value)
        return {"atom": at, "holds": literal.value, "words": words, "fact": self.facts[at]}


def _listing_cites(book: CompiledBook, cluster: Cluster) -> Iterator[str]:
    """An official's own finding stands on the clauses of the fault."""
    faults = {fault.id: fault for fault in book.book.metadata.faults}
    for goal in cluster.goals:
        if goal.id in faults:
            yield from faults[goal.id].cite


def _fact(atom: Atom) -> str:
    return atom.name if isinstance(atom, Concluded) else atom.fact.label


def local_results(book: CompiledBook, table: pa.Table) -> dict[str, dict[int, LocalResult]]:
    """What the rows say, by cluster and key."""
    atoms = {cluster.id: cluster.atoms for cluster in book.clusters}
    found: dict[str, dict[int, LocalResult]] = {}
    for row in table.to_pylist():
        cluster = row["cluster"]
        found.setdefault(cluster, {})[row["key"]] = LocalResult(
            tuple(_NUMBERS[c["value"]] for c in row["conclusions"]),
            tuple(c["basis"] for c in row["conclusions"]),
            tuple(_firing(atoms[cluster], fired) for fired in row["fired"]),
        )
    return found


def _firing(atoms: Sequence[Atom], fired: Mapping[str, Any]) -> Firing:
    literals = tuple(Literal(atoms[lit["atom"]], lit["holds"]) for lit in fired["literals"])
    return Firing(fired["rule"], fired["reading"], fired["holds"], literals)
