"""Decisions made before: whose periods of effect bear on a new one."""

from typing import Literal, Self

from pydantic import Field, model_validator

from facts.fact import Strict
from facts.misstated import Misstated
from rules.terms import Citations, Period


class History(Strict):
    """Earlier decisions, or others on the same matter, and how their periods meet a new one.

    ``records`` is a kind of record, one row a decision; without it the columns are facts of the
    subject, for one decision. ``date`` is the column of its day. It ends on the day in the column
    ``until``; else after ``months``; else after the length that ``lengths`` gives for the choice
    in the column ``measure``. ``where`` says which rows count.

    ``add``: a period that still runs on the day of the new decision goes on, and the new one
    follows it (what is left and the new one together). ``longer``: the longer one governs.
    ``apart``: the text does not say how they meet: that one still runs is told, and no more.
    """

    records: str = ""
    date: str
    measure: str = ""
    months: str = ""
    until: str = ""
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    lengths: dict[str, Period] = Field(default_factory=dict)
    how: Literal["add", "longer", "apart"]
    cite: Citations

    @model_validator(mode="after")
    def _ends_some_day(self) -> Self:
        if not (self.months or self.until or (self.measure and self.lengths)):
            raise Misstated(
                "months、until、lengths（和 measure）至少写一种，才知道多久",
                "give `months`, `until`, or `lengths` with `measure`, so that it ends",
            )
        if (self.where or self.measure) and not self.records:
            raise Misstated(
                "where、measure 是记录的列，要写 records",
                "`where` and `measure` are columns of records: name the `records`",
            )
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns, or facts, that are read."""
        named = (self.date, self.measure, self.months, self.until, *self.where)
        return tuple(name for name in named if name)
