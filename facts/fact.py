"""Facts: the type of a fact, what it may hold, and what it follows from."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facts.misstated import Misstated

#: "case", "subject", or the id of a kind of record.
Entity = str
FactType = Literal[
    "boolean", "choice", "choices", "number", "date", "datetime", "duration", "text", "identifier"
]
#: ``fact``: observable; ``judgement``: open meaning, only a person may state it;
#: ``finding``: what the official has already established; ``record``: kept and shown,
#: closed to every rule (names, units, narrative).
FactKind = Literal["fact", "judgement", "finding", "record"]

#: What a column of records may take from a run of another book: whose case, what was advised and
#: what was done, in words; or the grades of the lightest, the heaviest and what was given.
FromRun = Literal[
    "case",
    "subject",
    "book",
    "outcome",
    "range",
    "written",
    "lightest",
    "heaviest",
    "given",
]
_GRADES = ("lightest", "heaviest", "given")

#: Longest first, so that 万元 is found before 元. Factors to the base unit of each dimension.
UNITS: dict[str, tuple[str, float]] = {
    "亿元": ("money", 100_000_000),
    "万元": ("money", 10_000),
    "元": ("money", 1),
    "分钟": ("duration", 1),
    "小时": ("duration", 60),
    "天": ("duration", 1440),
    "个月": ("months", 1),
    "年": ("months", 12),
    "人": ("people", 1),
    "次": ("times", 1),
    "票": ("votes", 1),
    "分": ("points", 1),
    "个工作日": ("workdays", 1),
    "日": ("days", 1),
    "篇": ("papers", 1),
    "户": ("households", 1),
    "件": ("pieces", 1),
    "项": ("items", 1),
    "个": ("count", 1),
}


class Strict(BaseModel):
    """A part of a vocabulary or a book: what it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


#: So many choices a list may have (with 存疑 they are bits of a 64-bit number).
MOST_LISTED = 62


class Choice(Strict):
    """One value that a choice fact may hold."""

    id: str
    label: str
    synonyms: tuple[str, ...] = ()


class Within(Strict):
    """Bounds of a number, both included."""

    least: float | None = None
    most: float | None = None


class Window(Strict):
    """Which records count by their date: those in the time before a day, or in its year.

    ``before`` is a date fact of the case or the subject. ``months`` reach back from it (rolling,
    that day included); ``calendar`` takes the year, half-year or quarter that it falls in.
    """

    date: str
    before: str
    months: int | None = None
    calendar: Literal["year", "half_year", "quarter"] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.months is None) == (self.calendar is None):
            raise Misstated(
                "months 和 calendar 要写一种，只写一种", "give either `months` or `calendar`"
            )
        return self


class Aggregate(Strict):
    """A number from the records of a subject or case.

    ``compute``: count of the records; sum, most or least of the column ``of``; run, the longest
    stretch of consecutive years (column ``of``) with a matching record, or with ``latest`` the
    one that ends in the latest year on record. ``among`` chooses the series of records (their
    latest year is the one that counts), ``where`` those of it that match; both name choices or
    bounds of columns. A record that may or may not match makes the number an interval. Records
    that were not kept could exist: the number is only a lower bound, unless the yes/no fact
    ``complete`` is 是.
    """

    records: str
    compute: Literal["count", "sum", "most", "least", "run"]
    of: str = ""
    among: dict[str, tuple[str, ...] | Within] = Field(default_factory=dict)
    where: dict[str, tuple[str, ...] | Within] = Field(default_factory=dict)
    window: Window | None = None
    latest: bool = False
    complete: str = ""


class Fact(Strict):
    """A typed value about a case, a subject, or a record of one of them.

    ``unit`` names the base unit of a number (元, 人). Nobody writes the facts that follow from
    others: ``derive`` makes a duration from two datetime facts (later, earlier); ``count:
    subjects`` a number of the subjects of the case; ``formula`` a number or date from others
    (see facts/formulas.py); ``aggregate`` a number from records.
    """

    id: str
    label: str
    entity: Entity
    type: FactType
    kind: FactKind = "fact"
    unit: str | None = None
    required: bool = False
    minimum: float | None = None
    choices: tuple[Choice, ...] = ()
    synonyms: tuple[str, ...] = ()
    special: dict[str, str] = Field(default_factory=dict)
    derive: tuple[str, str] | None = None
    count: Literal["subjects"] | None = None
    formula: str = ""
    aggregate: Aggregate | None = None
    #: Column of a record: what it takes from a run (see exporters/ledger.py).
    from_run: FromRun | None = None
    group: str = ""
    question: str = ""
    note: str = ""
    example: str = ""

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Fact({self.label})"

    @model_validator(mode="after")
    def _choices_fit(self) -> Self:
        if (self.type in ("choice", "choices")) != bool(self.choices):
            raise Misstated(
                f"{self.label}：选择类的事实要列出选项，别的事实不列",
                f"{self.label}: choices belong to choice facts, and to no other",
            )
        if self.type == "choices" and len(self.choices) > MOST_LISTED:
            raise Misstated(
                f"{self.label}：可以列几项的最多 {MOST_LISTED} 个选项，这里 {len(self.choices)} 个",
                f"{self.label}: a list has at most {MOST_LISTED} choices, here {len(self.choices)}",
            )
        if (self.type == "duration") != (self.derive is not None):
            raise Misstated(
                f"{self.label}：时长由两个时刻得出（derive）",
                f"{self.label}: a duration is derived from two datetimes",
            )
        ways = (self.derive, self.count, self.formula or None, self.aggregate)
        if sum(way is not None for way in ways) > 1:
            raise Misstated(
                f"{self.label}：derive、count、formula、aggregate 只能写一种",
                f"{self.label}: give one of derive, count, formula, aggregate",
            )
        if self.formula and self.type not in ("number", "date"):
            raise Misstated(
                f"{self.label}：公式得出的是数或者日期",
                f"{self.label}: a formula makes a number or a date",
            )
        if self.aggregate is not None and self.type != "number":
            raise Misstated(
                f"{self.label}：由记录汇总的是数", f"{self.label}: an aggregate is a number"
            )
        if self.from_run is not None and (
            self.entity in ("case", "subject")
            or not self.written
            or self.type != ("number" if self.from_run in _GRADES else "text")
        ):
            raise Misstated(
                f"{self.label}：from_run 只写在记录表的列上；lightest、heaviest、given 是数，"
                "其余是文本",
                f"{self.label}: from_run is for columns of records; lightest, heaviest and given "
                "are numbers, the others text",
            )
        if self.unit is not None and self.unit not in UNITS:
            raise Misstated(
                f"{self.label}：没有“{self.unit}”这个单位（可用：{'、'.join(UNITS)}）",
                f"{self.label}: unit {self.unit} is not one of {', '.join(UNITS)}",
            )
        return self

    @property
    def written(self) -> bool:
        """Does a person write it (or is it derived)?"""
        return (
            self.derive is None
            and self.count is None
            and not self.formula
            and self.aggregate is None
        )

    @property
    def readable(self) -> bool:
        """May a rule read it? Records never: like facts, like outcome."""
        return self.kind != "record"

    def choice_index(self, written: str) -> int | None:
        """The position of the choice written as id, label or synonym."""
        for index, choice in enumerate(self.choices):
            if written in (choice.id, choice.label) or written in choice.synonyms:
                return index
        return None


class RecordKind(Strict):
    """A kind of record, on a sheet of its own: one row a record, many for a subject or case.

    ``owner`` says whose records they are: a case's (told by 案件编号) or a subject's (told by
    责任主体, and by 案件编号 too where the sheet has it).
    """

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    owner: Literal["case", "subject"] = "subject"
    note: str = ""
