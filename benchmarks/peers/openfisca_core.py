"""OpenFisca-core: a tax and benefit system of one entity, computed for all subjects at once.

As its documentation asks for data: persons are declared, inputs are set as arrays, variables are
calculated. Its variables have a default and no "unknown", so a truth is a number here: 0, 1, 2.
Its tracer is on: it keeps the arrays of every variable computed, not a reason for each subject.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]
from openfisca_core.variables import Variable  # type: ignore[import-untyped]

from benchmarks.peers.answers import FAULT_NAMES, LOOKUP, REFERRALS, Answers, write_answers
from benchmarks.peers.register import (
    CHOICES,
    FAULTS,
    NO,
    UNKNOWN,
    YES,
    YES_NO,
    Register,
    read_register,
)
from benchmarks.peers.stopwatch import Stopwatch

PERIOD = "2012-01"
MINUTES = 24 * 60
ISSUED = float(np.datetime64("2009-09-02", "D").astype(np.int64))
Subject = build_entity(
    key="subject", plural="subjects", label="A subject of a case", is_person=True
)


def run(source: Path, target: Path, watch: Stopwatch) -> None:
    """Read, decide, write."""
    with watch.phase("read"):
        register = read_register(source)
    with watch.phase("decide"):
        answers = calculated(register)
    with watch.phase("write"):
        write_answers(register, answers, target)


def calculated(register: Register) -> Answers:
    """Set every input, calculate every answer."""
    system = Accountability()
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("subject", np.arange(len(register)))
    simulation = builder.build(system)
    simulation.trace = True
    # Its numbers are of 32 bits: days fit, minutes since 1970 do not.
    numbers = dict(register.numbers)
    days = {"incident_day": numbers.pop("incident_date") / MINUTES}
    for name, values in {**register.truths, **register.choices, **numbers, **days}.items():
        simulation.set_input(name, PERIOD, values)
    names = {**{name: name.replace("-", "_") for name in FAULT_NAMES}, "mitigation-7": "lenient"}
    names |= dict(zip(REFERRALS, DUE, strict=True))
    return Answers(
        {n: simulation.calculate(v, PERIOD).astype(np.int8) for n, v in names.items()},
        simulation.calculate("responsibility", PERIOD).astype(np.int8),
        simulation.calculate("outcome", PERIOD).astype(np.int16),
    )


DUE = ("party_discipline_due", "administrative_discipline_due", "suspected_crime")


def _variable(name: str, kind: type, default: float, **more: Any) -> type:
    """A class, as OpenFisca wants one for each variable."""
    attributes = {
        "value_type": kind,
        "default_value": default,
        "entity": Subject,
        "definition_period": DateUnit.MONTH,
    }
    return type(name, (Variable,), attributes | more)


COMPUTED: list[type] = []


def variable(formula: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Make a computed variable of a formula; its name is the variable's."""
    made = _variable(formula.__name__, int, UNKNOWN, formula=formula, label=formula.__doc__)
    COMPUTED.append(made)
    return formula


INPUTS = [
    *(_variable(name, int, UNKNOWN) for name in YES_NO.values()),
    *(_variable(f"listed_{n}", int, NO) for n in range(1, FAULTS + 1)),
    *(_variable(name, int, -1) for name, _ in CHOICES.values()),
    *(_variable(name, float, np.nan) for name in ("incident_day", "report_time", "direct_loss")),
    _variable("provision_broken", int, UNKNOWN),
]


# ── Kleene's connectives over arrays ──────────────────────────────────────────


def every(person: Any, period: Any, *names: str) -> Any:
    """All of some truths."""
    return np.minimum.reduce([person(name, period) for name in names])


def some(person: Any, period: Any, *names: str) -> Any:
    """Any of some truths."""
    return np.maximum.reduce([person(name, period) for name in names])


def among(codes: Any, *positions: int) -> Any:
    """Is the choice one of these?"""
    return np.where(codes < 0, UNKNOWN, np.where(np.isin(codes, positions), YES, NO))


def more_than(numbers: Any, threshold: float) -> Any:
    """Is the number greater?"""
    return np.where(np.isnan(numbers), UNKNOWN, np.where(numbers > threshold, YES, NO))


def finding(listed: Any, strict: Any, wide: Any) -> Any:
    """A listing stands by itself, unless its elements are all denied; else the elements decide."""
    elements = np.where(strict == YES, YES, np.where(wide == NO, NO, UNKNOWN))
    undecided = (elements == NO) & (listed != NO)
    stands = (listed == YES) & (wide != NO)
    return np.where(stands, YES, np.where(undecided, UNKNOWN, elements))


# ── the law ───────────────────────────────────────────────────────────────────


@variable
def fault_1(person: Any, period: Any) -> Any:
    """责任追究制度(二)1: “重大影响和损失” is read as both, and as either."""
    failed = every(person, period, "procedure_broken", "decision_failed")
    both = every(person, period, "major_influence", "major_loss")
    either = some(person, period, "major_influence", "major_loss")
    listed = person("listed_1", period)
    return finding(listed, np.minimum(failed, both), np.minimum(failed, either))


@variable
def undone(person: Any, period: Any) -> Any:
    """Not done in quality, quantity or time."""
    done = ("done_in_quality", "done_in_quantity", "done_in_time")
    return 2 - every(person, period, *done)


@variable
def fault_2(person: Any, period: Any) -> Any:
    """责任追究制度(二)2."""
    ordered = among(person("task_source", period), 0)
    elements = np.minimum(ordered, person("undone", period))
    return finding(person("listed_2", period), elements, elements)


@variable
def fault_3(person: Any, period: Any) -> Any:
    """责任追究制度(二)3."""
    ordered = among(person("task_source", period), 1, 2)
    elements = np.minimum(ordered, person("undone", period))
    return finding(person("listed_3", period), elements, elements)


@variable
def fault_4(person: Any, period: Any) -> Any:
    """责任追究制度(二)4; 定期报告制度(二)."""
    late = more_than(person("report_time", period), 120)
    failed = np.maximum(late, 2 - person("handled_in_time", period))
    elements = np.minimum(among(person("event_kind", period), 0, 1, 2), failed)
    return finding(person("listed_4", period), elements, elements)


@variable
def fault_5(person: Any, period: Any) -> Any:
    """责任追究制度(二)5."""
    harm = every(person, period, "bad_influence", "bad_consequence")
    elements = np.minimum(some(person, period, "refused", "poorly_executed"), harm)
    return finding(person("listed_5", period), elements, elements)


@variable
def fault_6(person: Any, period: Any) -> Any:
    """责任追究制度(二)6."""
    elements = some(person, period, "inaction", "weak_action", "wrong_action")
    return finding(person("listed_6", period), elements, elements)


@variable
def fault_7(person: Any, period: Any) -> Any:
    """责任追究制度(二)7."""
    lies = some(person, period, "fraud", "inflated_report", "untruthful")
    loss = more_than(person("direct_loss", period), 0)
    harm = np.maximum(some(person, period, "bad_influence", "major_loss"), loss)
    elements = np.minimum(lies, harm)
    return finding(person("listed_7", period), elements, elements)


@variable
def fault_8(person: Any, period: Any) -> Any:
    """责任追究制度(二)8."""
    rating, team = person("annual_rating", period), person("subject_kind", period) == 1
    elements = np.where(team, among(rating, 6), among(rating, 5))
    return finding(person("listed_8", period), elements, elements)


@variable
def fault_9(person: Any, period: Any) -> Any:
    """责任追究制度(二)9: the result is asked of both limbs, or of the second alone."""
    harm = some(person, period, "bad_influence", "bad_consequence")
    mishandled, unsolved = (
        person(name, period) for name in ("petition_mishandled", "problem_unsolved")
    )
    strict = np.minimum(np.maximum(mishandled, unsolved), harm)
    wide = np.maximum(mishandled, np.minimum(unsolved, harm))
    return finding(person("listed_9", period), strict, wide)


@variable
def fault_10(person: Any, period: Any) -> Any:
    """责任追究制度(二)10."""
    elements = some(person, period, "system_missing", "system_lax")
    return finding(person("listed_10", period), elements, elements)


@variable
def fault_11(person: Any, period: Any) -> Any:
    """责任追究制度(二)11: only a person establishes it."""
    listed, broken = person("listed_11", period), person("provision_broken", period)
    decided = np.where((listed == YES) & (broken == YES), YES, UNKNOWN)
    return np.where(listed == NO, NO, decided)


@variable
def lenient(person: Any, period: Any) -> Any:
    """责任追究制度(七)."""
    good = every(person, period, "self_discovered", "corrected_in_time")
    barred = some(person, period, "major_loss", "bad_influence", "fault_5")
    return np.minimum(good, 2 - barred)


@variable
def in_scope(person: Any, period: Any) -> Any:
    """Committees of a city or county, since the rules were issued."""
    day = person("incident_day", period)
    since = np.where(np.isnan(day), UNKNOWN, np.where(day >= ISSUED, YES, NO))
    level = among(person("unit_level", period), 0, 1)
    return np.minimum.reduce([since, level, among(person("unit_type", period), 0)])


@variable
def responsibility(person: Any, period: Any) -> Any:
    """责任追究制度(三)(四): a position in RESPONSIBILITIES."""
    failing, role = person("failing_party", period), person("role", period)
    named = (failing >= 0) & (failing < 2) & (role >= 0) & (role < 2)
    personal = np.where(named, np.where(failing == role, 0, 1), 3)
    return np.where(person("subject_kind", period) == 1, 2, personal)


@variable
def outcome(person: Any, period: Any) -> Any:
    """A position in OUTCOMES: the baseline of the book."""
    fault = some(person, period, *(name.replace("-", "_") for name in FAULT_NAMES))
    return LOOKUP[
        person("in_scope", period),
        fault,
        person("responsibility", period),
        person("gravity", period) + 1,
        person("lenient", period),
    ]


class Accountability(TaxBenefitSystem):  # type: ignore[misc]
    """The rules of 2009 as a tax and benefit system."""

    def __init__(self) -> None:
        super().__init__([Subject])
        self.add_variables(*INPUTS, *COMPUTED)
