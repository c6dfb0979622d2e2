"""What a book may impose: its catalogue of measures, the baseline and the statutory table."""

from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from facts.fact import Strict
from facts.misstated import Misstated
from rules.terms import AdjustmentKind, Citations, Gravity, Period, SubjectKind


class Measure(Strict):
    """A sanction of the catalogue. ``rank`` orders by weight.

    Measures with one ``ladder`` are grades of it, one above the other by rank. ``period`` is how
    long the effects last, ``effects`` what they are, ``decided_by`` who may decide.
    """

    id: str
    label: str
    label_en: str = ""
    kind: SubjectKind
    rank: int
    cite: Citations
    ladder: str = ""
    period: Period = ""
    effects: tuple[str, ...] = ()
    effects_cite: Citations | None = None
    decided_by: str = ""


class BaselineRow(Strict):
    """The measures suggested for one responsibility and gravity."""

    responsibility: str
    gravity: Gravity
    measures: tuple[str, ...]


class Lowering(Strict):
    """A responsibility that takes another's row, some grades lower."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    responsibility: str
    source: str = Field(alias="from")
    grades: int = Field(ge=1)


class Baseline(Strict):
    """The discretion table: policy where the law leaves a choice."""

    title: str
    source: str
    rows: tuple[BaselineRow, ...] = ()
    lower: tuple[Lowering, ...] = ()
    suggest: dict[Gravity, AdjustmentKind] = Field(default_factory=dict)
    #: Which point of a statutory range is suggested (see ``Tariff``), by gravity.
    within: Literal["lightest", "middle", "heaviest"] = "lightest"


class TariffRow(Strict):
    """What the statute prescribes for some faults, responsibilities and gravities.

    ``range``: one grade of a ladder, between two; ``choose``: one of these, or with ``together``
    several of them; ``measures``: all of these. ``plus`` comes in addition. No faults,
    responsibilities or gravities named: any. A situation without a row has no measure.
    """

    id: str
    cite: Citations
    kind: SubjectKind = "individual"
    faults: tuple[str, ...] = ()
    responsibility: tuple[str, ...] = ()
    gravity: tuple[Gravity, ...] = ()
    range: tuple[str, str] | None = None
    choose: tuple[str, ...] = ()
    together: bool = False
    measures: tuple[str, ...] = ()
    plus: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_way_to_say_what(self) -> Self:
        said = (self.range is not None) + bool(self.choose) + bool(self.measures)
        if said != 1:
            raise Misstated(
                f"{self.id}：range、choose、measures 要写一种，只写一种",
                f"{self.id}: give one of `range`, `choose`, `measures`",
            )
        return self


class Merging(Strict):
    """How sanctions for several faults come together.

    ``all``: side by side; ``heaviest``: the heaviest alone; ``plus_one``: one grade above the
    heaviest, the top grade staying as it is. With ``sum_of_periods``, several faults that lead
    to the same sanction have a period between one period and their sum, at most ``cap``.
    """

    how: Literal["all", "heaviest", "plus_one"]
    cite: Citations
    sum_of_periods: bool = False
    cap: Period = ""


class Tariff(Strict):
    """The statutory table: law, where a baseline is policy."""

    rows: tuple[TariffRow, ...]
    merge: Merging
