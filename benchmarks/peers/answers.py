"""What is asked of every peer, and how it is written down.

For each subject: the value of each fault in three values, the responsibility, whether (七)
applies, the referrals, and then the status with the measures. ``open`` stands for the two
statuses of an undecided case: telling them apart, the interval and the outcome of each answer
are asked of wenze alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]
import yaml

from benchmarks.peers.register import FAULTS, NO, UNKNOWN, YES, Register, Truths

BOOK = Path(__file__).resolve().parents[2] / "rules" / "books" / "zhangye-2009"

GRAVITIES = ("slight", "ordinary", "serious", "grave", "very_grave")
#: ``undecided``: the text leaves open whether a person bears the primary or the secondary one.
RESPONSIBILITIES = ("primary", "secondary", "collective", "undecided")
REFERRALS = ("party_discipline", "administrative_discipline", "judicial")
FAULT_NAMES = tuple(f"fault-{n}" for n in range(1, FAULTS + 1))
OPEN, OUT_OF_SCOPE, NO_ACCOUNTABILITY = "open", "out_of_scope", "no_accountability"

#: (status, measures joined by "+").
Outcome = tuple[str, str]


@dataclass(frozen=True)
class Answers:
    """The answers about all subjects of a register.

    ``outcomes`` are positions in OUTCOMES; ``reasons`` the rules that fired, where a peer tells.
    """

    truths: Mapping[str, Truths]
    responsibility: npt.NDArray[np.int8]
    outcomes: npt.NDArray[np.int16]
    reasons: Sequence[Sequence[str]] | None = None


def _baseline() -> dict[tuple[str, int, bool], Outcome]:
    """The outcome for a responsibility, a gravity, and whether (七) applies."""
    text = (BOOK / "baseline.yaml").read_text(encoding="utf-8")
    book = yaml.safe_load(text)
    cells = {
        (row["responsibility"], GRAVITIES.index(row["gravity"])): row["measures"]
        for row in book["rows"]
    }
    lower = {row["responsibility"]: (row["from"], row["grades"]) for row in book["lower"]}
    suggest = [book["suggest"][gravity] for gravity in GRAVITIES]
    found = {}
    for responsibility, gravity, lenient in product(
        RESPONSIBILITIES[:3], range(len(GRAVITIES)), (False, True)
    ):
        row, grades = lower.get(responsibility, (responsibility, 0))
        grade = max(0, gravity - grades)
        kind = suggest[gravity] if lenient else ""
        measures = cells[row, grade]
        if kind == "lighten" and len(measures) > 1:
            measures = measures[:-1]
        if kind == "reduce" and grade:
            measures = cells[row, grade - 1]
        exempt = kind == "exempt" or (kind == "reduce" and not grade)
        found[responsibility, gravity, lenient] = (
            ("exempt", "") if exempt else ("recommended", "+".join(measures))
        )
    return found


def settled() -> dict[tuple[str, int, int], Outcome]:
    """The outcome for a responsibility, a gravity (-1 unknown) and (七) in three values.

    Left out where what is unknown changes the outcome.
    """
    baseline = _baseline()
    found = {}
    for responsibility, gravity, lenient in product(
        RESPONSIBILITIES, range(-1, len(GRAVITIES)), (NO, UNKNOWN, YES)
    ):
        possible = {
            baseline[cell]
            for cell in product(
                RESPONSIBILITIES[:2] if responsibility == "undecided" else (responsibility,),
                range(len(GRAVITIES)) if gravity < 0 else (gravity,),
                (False, True) if lenient == UNKNOWN else (lenient == YES,),
            )
        }
        if len(possible) == 1:
            found[responsibility, gravity, lenient] = possible.pop()
    return found


SETTLED = settled()
OUTCOMES: tuple[Outcome, ...] = tuple(
    dict.fromkeys(((OPEN, ""), (OUT_OF_SCOPE, ""), (NO_ACCOUNTABILITY, ""), *SETTLED.values()))
)


#: Position in OUTCOMES by scope, any fault, responsibility, gravity + 1 and (七).
LOOKUP = np.zeros((3, 3, len(RESPONSIBILITIES), len(GRAVITIES) + 1, 3), np.int16)
LOOKUP[NO] = OUTCOMES.index((OUT_OF_SCOPE, ""))
LOOKUP[YES, NO] = OUTCOMES.index((NO_ACCOUNTABILITY, ""))
for (_who, _gravity, _lenient), _outcome in SETTLED.items():
    _cell = (YES, YES, RESPONSIBILITIES.index(_who), _gravity + 1, _lenient)
    LOOKUP[_cell] = OUTCOMES.index(_outcome)


def write_answers(register: Register, answers: Answers, path: Path) -> None:
    """One row a subject, as Parquet: every system writes these columns."""
    status = [status for status, _ in OUTCOMES]
    measures = [measures for _, measures in OUTCOMES]
    columns: dict[str, pa.Array] = {
        "case_id": register.case_id,
        "subject": register.subject,
        "status": _words(answers.outcomes, status),
        "measures": _words(answers.outcomes, measures),
        "responsibility": _words(answers.responsibility, list(RESPONSIBILITIES)),
    }
    columns |= {name: pa.array(truth) for name, truth in answers.truths.items()}
    if answers.reasons is not None:
        columns["reasons"] = pa.array(answers.reasons, pa.list_(pa.string()))
    pa_parquet.write_table(pa.table(columns), path)


def _words(codes: npt.NDArray[np.integer[Any]], words: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words))
