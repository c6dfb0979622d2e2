"""A rule book as data: one codified regulation, checked for shape but not yet compiled."""

from datetime import date
from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from facts import Text
from facts.fact import Strict
from facts.misstated import Misstated
from rules.history import History
from rules.measures import Baseline, Measure, Tariff
from rules.terms import Citations, Period, Stage, SubjectKind

#: The certainty of a date that the text does not give and nothing lets infer.
UNKNOWN_DATE = "不明"


class InForce(Strict):
    """The dates between which the regulation applies, and how sure they are."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    start: date = Field(alias="from")
    end: date | None = Field(default=None, alias="to")
    certainty: str = ""
    note: str = ""

    @property
    def span(self) -> str:
        """The dates in words; a date that only fills the place of an unknown one is not told."""
        if self.certainty == UNKNOWN_DATE:
            return UNKNOWN_DATE
        sure = f"（{self.certainty}）" if self.certainty else ""
        return f"{self.start} — {self.end or ''}{sure}"


class ScopeCondition(Strict):
    """A condition of application; ``otherwise`` says why a case falls outside."""

    id: str
    cite: Citations
    when: str
    otherwise: str


class Fault(Strict):
    """A situation for which the regulation asks accountability.

    ``finding``: an official's listing suffices by itself, or is required besides the
    elements. ``listed_when``: when a listing in the case counts for this subject.
    """

    id: str
    name: str
    label: str
    cite: Citations
    finding: Literal["sufficient", "required"] = "sufficient"
    listed_when: str | None = None


class Responsibility(Strict):
    """One degree of responsibility, for teams or for individuals."""

    id: str
    label: str
    kind: SubjectKind
    cite: Citations


class Silence(Strict):
    """What to say where the text does not settle the responsibility."""

    cite: Citations
    text: str


#: Of a book that does not tell responsibilities apart.
NO_SILENCE = Silence.model_construct(cite=(), text="")


class ReferralKind(Strict):
    """A procedure to which a case may be handed over."""

    id: str
    name: str
    label: str


class Procedure(Strict):
    """A step that follows: who may decide, a deadline, an appeal, a notice.

    ``after`` is a date fact from which ``within`` (30天, 1个月, 6个工作日) runs. A step that no
    rule concludes is shown with every recommendation.
    """

    id: str
    name: str
    label: str
    kind: Literal["competence", "deadline", "appeal", "notice", "approval"]
    cite: Citations
    after: str = ""
    within: Period = ""


class Effects(Strict):
    """How long the effects of a sanction last, and what happens when several run together.

    ``start`` is the date fact that they run from; ``carry`` a number of months still to run from
    an earlier sanction, added; ``cap`` the most that they may come to. ``history`` says where
    other decisions stand whose periods bear on this one. ``given`` is a choice fact for what was
    decided in the end (ids as in the catalogue): its effects are told beside the suggested ones.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    start: str = Field(alias="from")
    combine: Literal["each", "longer"] = "each"
    carry: str = ""
    cap: Period = ""
    history: tuple[History, ...] = ()
    given: str = ""
    cite: Citations


class Metadata(Strict):
    """Where the regulation comes from, and the names that its rules conclude."""

    id: str
    version: str
    title: str
    title_en: str = ""
    issuer: str
    number: str = ""
    level: str = ""
    in_force: InForce
    applies_to: str
    supersedes: tuple[str, ...] = ()
    last_checked: date | None = None
    #: Books of one family are versions of one regulation; ``lenity`` says that the milder of
    #: the version at the conduct and the version at the decision applies.
    family: str = ""
    lenity: Citations | None = None
    #: Which column of a case tells when it happened.
    conduct_date: str = "事发日期"
    scope: tuple[ScopeCondition, ...]
    faults: tuple[Fault, ...]
    responsibilities: tuple[Responsibility, ...] = ()
    silence: Silence = NO_SILENCE
    referrals: tuple[ReferralKind, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    effects: Effects | None = None
    #: What the statuses are called, where the usual words do not fit (a rule of eligibility).
    status_labels: dict[str, str] = Field(default_factory=dict)

    @property
    def titles(self) -> Text:
        """The title in both languages; the Chinese one where there is no other."""
        return Text(self.title, self.title_en or self.title)

    @model_validator(mode="after")
    def _silence_is_told(self) -> Self:
        if self.responsibilities and not self.silence.text:
            raise Misstated(
                "silence：写明没有规则定出责任时怎么办",
                "silence: say what happens where no rule gives a responsibility",
            )
        return self


class Clause(Strict):
    """One article or item of the text. ``quote`` only where a rule codifies it."""

    id: str
    about: str
    status: Literal["codified", "discretion", "unseen", "out_of_scope"]
    quote: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.status != "codified" and not self.reason:
            raise Misstated(
                f"{self.id}：没有编成规则的条文要写明理由（reason）",
                f"{self.id}: a clause that is not codified needs a reason",
            )
        return self


class Outline(Strict):
    """Every clause of the document, in order."""

    document: str
    clauses: tuple[Clause, ...]

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with this id, or None."""
        return next((c for c in self.clauses if c.id == clause_id), None)


class Reading(Strict):
    """One way to read an ambiguous text."""

    id: str
    text: str
    when: str


class Rule(Strict):
    """A condition and what follows from it, with the clause that says so."""

    id: str
    cite: Citations
    stage: Stage
    basis: Literal["statute", "reading"] = "statute"
    when: str | None = None
    readings: tuple[Reading, ...] = ()
    chosen: str | None = None
    then: str

    @model_validator(mode="after")
    def _one_way_to_say_when(self) -> Self:
        if (self.basis == "reading") != bool(self.readings):
            raise Misstated(
                f"{self.id}：写两种读法（readings）的规则，basis 要写 reading；反过来也是",
                f"{self.id}: readings belong to rules with basis: reading",
            )
        if bool(self.readings) == (self.when is not None):
            raise Misstated(
                f"{self.id}：when 和 readings 要写一种，只写一种",
                f"{self.id}: give either `when` or `readings`",
            )
        if self.readings:
            if len(self.readings) != 2:
                raise Misstated(
                    f"{self.id}：要正好写两种读法", f"{self.id}: describe exactly two readings"
                )
            if self.chosen not in {r.id for r in self.readings}:
                raise Misstated(
                    f"{self.id}：chosen 要写其中一种读法的编号",
                    f"{self.id}: `chosen` must name one of the readings",
                )
            if self.stage != "finding":  # elsewhere nobody would be asked which one is meant
                raise Misstated(
                    f"{self.id}：只有 finding 阶段的规则可以写两种读法",
                    f"{self.id}: only a rule of stage finding may have readings",
                )
        return self


class Book(Strict):
    """Everything in a book's folder. ``sha256`` is of its files, names included."""

    metadata: Metadata
    outline: Outline
    rules: tuple[Rule, ...]
    catalogue: tuple[Measure, ...]
    baseline: Baseline
    tariff: Tariff | None = None
    sha256: str

    @property
    def id(self) -> str:
        """The book's id, as on the command line."""
        return self.metadata.id

    def fault(self, fault_id: str) -> Fault:
        """The fault with this id; KeyError when there is none."""
        return {f.id: f for f in self.metadata.faults}[fault_id]

    def measures(self, kind: str) -> tuple[Measure, ...]:
        """The catalogue for a subject kind, lightest first."""
        return tuple(sorted((m for m in self.catalogue if m.kind == kind), key=lambda m: m.rank))

    def measure(self, kind: str, measure_id: str) -> Measure:
        """The measure with this id for a subject kind; KeyError when there is none."""
        for measure in self.catalogue:
            if measure.kind == kind and measure.id == measure_id:
                return measure
        raise KeyError(measure_id)
