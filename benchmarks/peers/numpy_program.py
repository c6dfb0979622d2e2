"""The book as one hand-written NumPy program: no rules as data, no reasons. A limit, not a peer.

Truths are 0, 1, 2: & is the minimum, | the maximum, and the opposite of x is 2 - x.
"""

from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.peers.answers import FAULT_NAMES, LOOKUP, REFERRALS, Answers, write_answers
from benchmarks.peers.register import (
    FAULTS,
    NO,
    UNKNOWN,
    YES,
    Codes,
    Numbers,
    Register,
    Truths,
    read_register,
)
from benchmarks.peers.stopwatch import Stopwatch

ISSUED = float(np.datetime64("2009-09-02", "m").astype(np.int64))
PRIMARY, SECONDARY, COLLECTIVE, UNDECIDED = range(4)


def run(source: Path, target: Path, watch: Stopwatch) -> None:
    """Read, decide, write."""
    with watch.phase("read"):
        register = read_register(source)
    with watch.phase("decide"):
        answers = decide(register)
    with watch.phase("write"):
        write_answers(register, answers, target)


def both(*parts: Truths) -> Truths:
    """且."""
    return reduce(np.minimum, parts)


def either(*parts: Truths) -> Truths:
    """或."""
    return reduce(np.maximum, parts)


def opposite(part: Truths) -> Truths:
    """非."""
    return (2 - part).astype(np.int8)


def among(codes: Codes, *positions: int) -> Truths:
    """属于 [..]."""
    yes = np.isin(codes, positions)
    return np.where(codes < 0, UNKNOWN, np.where(yes, YES, NO)).astype(np.int8)


def beyond(numbers: Numbers, threshold: float, *, at_least: bool = False) -> Truths:
    """> or ≥ a threshold."""
    yes = numbers >= threshold if at_least else numbers > threshold
    return np.where(np.isnan(numbers), UNKNOWN, np.where(yes, YES, NO)).astype(np.int8)


def decide(register: Register) -> Answers:
    """All subjects at once."""
    fact, choice, number = register.truths, register.choices, register.numbers
    undone = opposite(both(fact["done_in_quality"], fact["done_in_quantity"], fact["done_in_time"]))
    source, rating = choice["task_source"], choice["annual_rating"]
    person = choice["subject_kind"] == 0
    harm = either(fact["bad_influence"], fact["bad_consequence"])
    failed = both(fact["procedure_broken"], fact["decision_failed"])
    #: For each fault, its elements under each reading of the text.
    elements: list[tuple[Truths, ...]] = [
        (
            both(failed, fact["major_influence"], fact["major_loss"]),
            both(failed, either(fact["major_influence"], fact["major_loss"])),
        ),
        (both(among(source, 0), undone),),
        (both(among(source, 1, 2), undone),),
        (
            both(
                among(choice["event_kind"], 0, 1, 2),
                either(beyond(number["report_time"], 120), opposite(fact["handled_in_time"])),
            ),
        ),
        (
            both(
                either(fact["refused"], fact["poorly_executed"]),
                fact["bad_influence"],
                fact["bad_consequence"],
            ),
        ),
        (either(fact["inaction"], fact["weak_action"], fact["wrong_action"]),),
        (
            both(
                either(fact["fraud"], fact["inflated_report"], fact["untruthful"]),
                either(fact["bad_influence"], fact["major_loss"], beyond(number["direct_loss"], 0)),
            ),
        ),
        (np.where(person, among(rating, 5), among(rating, 6)).astype(np.int8),),
        (
            both(either(fact["petition_mishandled"], fact["problem_unsolved"]), harm),
            either(fact["petition_mishandled"], both(fact["problem_unsolved"], harm)),
        ),
        (either(fact["system_missing"], fact["system_lax"]),),
        (fact["provision_broken"],),
    ]
    faults = [finding(fact[f"listed_{n}"], elements[n - 1]) for n in range(1, FAULTS)]
    faults.append(required_finding(fact["listed_11"], elements[10][0]))
    lenient = both(
        fact["self_discovered"],
        fact["corrected_in_time"],
        opposite(fact["major_loss"]),
        opposite(fact["bad_influence"]),
        opposite(faults[4]),
    )
    scope = both(
        beyond(number["incident_date"], ISSUED, at_least=True),
        among(choice["unit_level"], 0, 1),
        among(choice["unit_type"], 0),
    )
    responsibility = responsibilities(person, choice["failing_party"], choice["role"])
    outcomes = LOOKUP[scope, either(*faults), responsibility, choice["gravity"] + 1, lenient]
    truths = dict(zip(FAULT_NAMES, faults, strict=True)) | {"mitigation-7": lenient}
    due = ("party_discipline_due", "administrative_discipline_due", "suspected_crime")
    truths |= {name: fact[source] for name, source in zip(REFERRALS, due, strict=True)}
    return Answers(truths, responsibility, outcomes)


def finding(listed: Truths, readings: tuple[Truths, ...]) -> Truths:
    """A listing stands by itself, unless its elements are all denied; else the elements decide."""
    least, most = both(*readings), either(*readings)
    elements = np.where(least == YES, YES, np.where(most == NO, NO, UNKNOWN))
    stands = (listed == YES) & (most != NO)
    undecided = (elements == NO) & (listed != NO)
    return np.where(stands, YES, np.where(undecided, UNKNOWN, elements)).astype(np.int8)


def required_finding(listed: Truths, elements: Truths) -> Truths:
    """Only a person establishes it; a listing that the elements deny is undecided."""
    decided = np.where((listed == YES) & (elements == YES), YES, UNKNOWN)
    return np.where(listed == NO, NO, decided).astype(np.int8)


def responsibilities(person: npt.NDArray[Any], failing: Codes, role: Codes) -> Codes:
    """Of persons: main leader or deputy, whoever failed; a team's is collective."""
    named = person & (failing >= 0) & (failing < 2) & (role >= 0) & (role < 2)
    personal = np.where(named, np.where(failing == role, PRIMARY, SECONDARY), UNDECIDED)
    return np.where(person, personal, COLLECTIVE).astype(np.int8)
