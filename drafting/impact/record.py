"""An impact as plain data: the content of ``impact.json``, and all that its pages show."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from drafting.impact.amendments import Key, record
from drafting.impact.assessment import Impact
from drafting.impact.inversions import Pair, Tally
from drafting.impact.origins import Origin, kinds
from drafting.impact.questions import Waiting
from drafting.impact.results import DIRECTIONS, Bools, Ints, Result
from drafting.impact.subjects import Subjects
from facts import KNOWN, Fact
from rules.loader import CompiledBook
from sanctions.determination import STATUS_LABELS
from sanctions.worlds import KINDS

#: What a group is called whose value is not given.
NOT_GIVEN = "（未填）"


def impact_record(
    impact: Impact,
    *,
    inputs: Iterable[tuple[str, str]],
    rejected: int,
    proposal: Mapping[str, str] | None = None,
    version: str = "",
    origins: Mapping[Key, Origin] | None = None,
) -> dict[str, Any]:
    """The record. ``inputs`` are (name, sha256); ``rejected`` rows were not read.

    ``proposal`` tells of an overlay: name, sha256, title, reason. ``origins`` tell where each
    change of the rules stands. Key order is fixed.
    """
    origins = origins or {}
    changes = Subjects(impact)
    return {
        "wenze": version,
        "old": _book(impact.old.book),
        "new": _book(impact.new.book),
        "proposal": dict(proposal) if proposal else None,
        "inputs": [{"name": name, "sha256": digest} for name, digest in inputs],
        "counts": _counts(impact, rejected),
        "amendments": _amendments(impact, origins),
        "status_flow": _status_flow(impact),
        "measure_flow": {kind: _measure_flow(impact, kind) for kind in KINDS},
        "breakdown": {
            "fault": _by_fault(impact),
            "role": _by_choice(impact, "角色"),
            "level": _by_choice(impact, "单位层级"),
            "unit": _by_text(impact, "单位"),
        },
        "causes": _causes(impact, origins),
        "movers": [
            {"change": mover.example, "subjects": mover.subjects, "shift": round(mover.shift, 4)}
            for mover in impact.movers
        ],
        "inversions": _inversions(impact, changes),
        "open_questions": {
            "before": _waiting(impact.cost.before),
            "after": _waiting(impact.cost.after),
            "facts": [
                {"fact": w.label, "kind": w.kind, "before": w.before, "after": w.after}
                for w in impact.cost.wanted
            ],
        },
        "results": [_result(result) for result in impact.results],
        "changes": changes.all(),
    }


def _book(book: CompiledBook) -> dict[str, str]:
    meta = book.book.metadata
    return {
        "id": book.id,
        "version": meta.version,
        "sha256": book.book.sha256,
        "title": meta.title,
    }


def _counts(impact: Impact, rejected: int) -> dict[str, int]:
    total = len(impact.table)
    changed = len(impact.changed)
    referral = sum(
        _but_referrals(impact.results[b]) == _but_referrals(impact.results[a])
        for b, a in zip(
            impact.before[impact.changed].tolist(),
            impact.after[impact.changed].tolist(),
            strict=True,
        )
    )
    return {
        "cases": len(impact.table.cases),
        "subjects": total,
        "rejected": rejected,
        "changed": changed,
        "unchanged": total - changed,
        "certain": int(impact.certain.sum()),
        "possible": changed - int(impact.certain.sum()),
        **{name: int(impact.directed(name).sum()) for name in DIRECTIONS},
        "referral_only": referral,
        "grounds_only": int(impact.grounds_only.sum()),
    }


def _but_referrals(result: Result) -> tuple[Any, ...]:
    return result.status, result.points, result.lightest, result.heaviest


def _tally(impact: Impact, where: Bools) -> dict[str, int]:
    """How many of some subjects change, and which way."""
    found = {"changed": int((where & (impact.before != impact.after)).sum())}
    return found | {name: int((impact.directed(name) & where).sum()) for name in DIRECTIONS}


# ── flows ─────────────────────────────────────────────────────────────────────


def _status_flow(impact: Impact) -> list[dict[str, Any]]:
    states = [result.status for result in impact.results]
    order = list(STATUS_LABELS)
    return _cells(impact, states, order, np.ones(len(impact.table), np.bool_))


def _measure_flow(impact: Impact, kind: str) -> dict[str, Any]:
    """From and to the heaviest measure, or the status where no measure is recommended."""
    ranks = {i: r for (k, i), r in impact.scale.ranks.items() if k == kind}
    states = [r.measures[-1] if r.measures else r.status for r in impact.results]
    settled = ["out_of_scope", "no_accountability", "exempt"]
    order = [*settled, *sorted(ranks, key=lambda m: (ranks[m], m)), "needs_facts"]
    order.append("needs_judgement")
    position = KINDS.index(kind)
    where = impact.new.situation.kind == position
    return {"order": order, "cells": _cells(impact, states, order, where)}


def _cells(
    impact: Impact, states: Sequence[str], order: Sequence[str], where: Bools
) -> list[dict[str, Any]]:
    codes = np.array([order.index(s) if s in order else -1 for s in states], np.int64)
    pairs = codes[impact.before[where]] * len(order) + codes[impact.after[where]]
    found, counts = np.unique(pairs, return_counts=True)
    return [
        {
            "before": order[pair // len(order)],
            "after": order[pair % len(order)],
            "subjects": int(count),
        }
        for pair, count in zip(found.tolist(), counts, strict=True)
    ]


# ── breakdowns ────────────────────────────────────────────────────────────────


def _by_fault(impact: Impact) -> list[dict[str, Any]]:
    return [
        {
            "id": fault,
            "subjects": int((before | after).sum()),
            "before": int(before.sum()),
            "after": int(after.sum()),
            **_tally(impact, before | after),
        }
        for fault, (before, after) in impact.faults.items()
    ]


def _by_choice(impact: Impact, label: str) -> list[dict[str, Any]]:
    fact = impact.table.vocabulary.by_label(label)
    codes = _choices(impact, fact)
    found = []
    for code, choice in [*enumerate(fact.choices), (-1, None)]:
        where = codes == code
        if where.any():
            id_ = choice.id if choice else ""
            text = choice.label if choice else NOT_GIVEN
            row = {"id": id_, "label": text, "subjects": int(where.sum())}
            found.append(row | _tally(impact, where))
    return found


def _choices(impact: Impact, fact: Fact) -> Ints:
    """The position of the choice for each subject; -1 where not known."""
    column = impact.table.column(fact)
    codes = np.where(column.state == KNOWN, column.low, -1).astype(np.int64)
    return codes[impact.table.case_of] if fact.entity == "case" else codes


def _by_text(impact: Impact, label: str) -> list[dict[str, Any]]:
    """One row a name, those with most changes first."""
    table = impact.table
    fact = table.vocabulary.by_label(label)
    column = table.column(fact)
    names = [
        text if state == KNOWN else ""
        for text, state in zip(column.text or [""] * len(column), column.state, strict=True)
    ]
    numbers: dict[str, int] = {}
    of_row = np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)
    of_subject = of_row[table.case_of] if fact.entity == "case" else of_row
    size = len(numbers)
    changed = impact.before != impact.after
    totals = np.bincount(of_subject, minlength=size)
    columns = {"changed": np.bincount(of_subject[changed], minlength=size)}
    for name in DIRECTIONS:
        columns[name] = np.bincount(of_subject[impact.directed(name)], minlength=size)
    rows = [
        {
            "label": text or NOT_GIVEN,
            "subjects": int(totals[number]),
            **{name: int(counts[number]) for name, counts in columns.items()},
        }
        for text, number in numbers.items()
    ]
    return sorted(rows, key=lambda row: (-int(row["changed"]), str(row["label"])))


# ── causes ────────────────────────────────────────────────────────────────────


def _amendments(impact: Impact, origins: Mapping[Key, Origin]) -> list[dict[str, Any]]:
    sole: Counter[Key] = Counter()
    shared: Counter[Key] = Counter()
    counts = np.bincount(impact.cause_of, minlength=len(impact.causes))
    for cause, count in zip(impact.causes, counts.tolist(), strict=True):
        target = sole if cause.manner == "sole" else shared
        target.update(dict.fromkeys(cause.keys, count))
    return [
        {
            "id": str(a.key),
            "part": a.key.part,
            "entry": a.key.id,
            "before": record(a.before),
            "after": record(a.after),
            **_origin(origins.get(a.key, Origin())),
            "sole": sole[a.key],
            "shared": shared[a.key],
        }
        for a in impact.amendments
    ]


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "place": origin.place,
        "replaces": origin.replaces,
        "override": origin.override,
        "facts_gained": list(origin.gained),
        "facts_dropped": list(origin.dropped),
    }


def _causes(impact: Impact, origins: Mapping[Key, Origin]) -> list[dict[str, Any]]:
    found = []
    for number, cause in enumerate(impact.causes):
        where = np.zeros(len(impact.table), np.bool_)
        where[impact.changed[impact.cause_of == number]] = True
        sets = [[str(key) for key in keys] for keys in cause.sets]
        row = {
            "manner": cause.manner,
            "kinds": kinds(cause.keys, origins),
            "sets": sets,
            "subjects": int(where.sum()),
        }
        tally = _tally(impact, where)
        found.append(row | {name: tally[name] for name in DIRECTIONS})
    return found


def _result(result: Result) -> dict[str, Any]:
    return {
        "kind": result.kind,
        "status": result.status,
        "measures": list(result.measures),
        "lightest": list(result.lightest),
        "heaviest": list(result.heaviest),
        "referrals": list(result.referrals),
    }


def _waiting(waiting: Waiting) -> dict[str, int]:
    return {"subjects": waiting.subjects, "questions": waiting.questions}


def _inversions(impact: Impact, changes: Subjects) -> dict[str, Any]:
    found = impact.inversions

    def tally(side: Tally) -> dict[str, int]:
        return {"pairs": side.pairs, "subjects": side.subjects}

    def pairs(listed: Sequence[Pair], ids: Ints) -> list[dict[str, Any]]:
        return [
            {
                "worse": changes.subject(p.worse) | {"result": int(ids[p.worse])},
                "better": changes.subject(p.better) | {"result": int(ids[p.better])},
                "facts": [
                    {
                        "fact": label,
                        "worse": _value(impact, label, p.worse),
                        "better": _value(impact, label, p.better),
                    }
                    for label in p.facts
                ],
            }
            for p in listed
        ]

    return {
        "complete": found.complete,
        "before": tally(found.before),
        "after": tally(found.after),
        "arising": found.arising,
        "gone": found.gone,
        "examples": pairs(found.examples, impact.after),
        "examples_gone": pairs(found.examples_gone, impact.before),
    }


def _value(impact: Impact, label: str, subject: int) -> str:
    return impact.table.show(impact.table.vocabulary.by_label(label), subject)
