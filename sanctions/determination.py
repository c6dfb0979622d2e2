"""A determination: everything concluded about one subject in one case.

The field order of these classes is the key order of ``decisions.jsonl``.
"""

from dataclasses import dataclass, field

from facts import Text

STATUS_LABELS: dict[str, Text] = {
    "recommended": Text("建议处理", "Recommended"),
    "exempt": Text("免予追究", "Exempt"),
    "no_accountability": Text("不予追究", "No accountability"),
    "needs_facts": Text("待补事实", "Needs facts"),
    "needs_judgement": Text("待人判断", "Needs judgement"),
    "out_of_scope": Text("不适用", "Out of scope"),
    "rejected": Text("未能读取", "Rejected"),
}

#: Statuses of subjects whose outcome is settled: no answer to a question would change it.
SETTLED = frozenset({"recommended", "exempt", "no_accountability"})

RESPONSIBILITY_LABELS: dict[str, Text] = {
    "primary": Text("主要责任", "Primary"),
    "secondary": Text("次要责任", "Secondary"),
    "collective": Text("集体责任", "Collective"),
}

ADJUSTMENT_LABELS: dict[str, Text] = {
    "lighten": Text("从轻", "Lighten"),
    "reduce": Text("减轻", "Reduce"),
    "exempt": Text("免予", "Exempt"),
    "waive": Text("不予", "Waive"),
    "drop": Text("不追究", "Not pursued"),
    "aggravate": Text("从重", "Aggravate"),
    "exceed": Text("加重", "Exceed"),
}

REFERRAL_LABELS: dict[str, Text] = {
    "party_discipline": Text("按规定给予党纪处分", "Party discipline"),
    "administrative_discipline": Text("按规定给予行政（政务）处分", "Administrative discipline"),
    "judicial": Text("移送司法机关", "Judicial organs"),
}

#: ``unknown`` blank fact; ``judgement`` blank judgement; ``open`` 存疑 was written;
#: ``conflict`` finding against elements; ``reading`` the text bears two readings;
#: ``silence`` the text does not say.
QUESTION_LABELS: dict[str, Text] = {
    "unknown": Text("事实未填", "Blank fact"),
    "judgement": Text("待人判断", "Judgement"),
    "open": Text("存疑", "Left open"),
    "conflict": Text("认定与要素矛盾", "Finding against elements"),
    "reading": Text("条文两解", "Two readings"),
    "silence": Text("条文未定", "Text is silent"),
}


@dataclass(frozen=True, slots=True)
class BookRef:
    """Which book decided."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FaultFinding:
    """``value``: true or unknown (a fault that is excluded is not listed).

    ``basis``: elements, finding, both, conflict, reading, or none while unknown.
    """

    id: str
    value: str
    basis: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One sanction; ``basis`` is statute or baseline."""

    id: str
    label: str
    basis: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The lightest and heaviest outcome still possible, as measure ids; empty is no measure."""

    lightest: tuple[str, ...] = ()
    heaviest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """``kind`` as in ADJUSTMENT_LABELS; ``force`` may or shall; the suggested one is applied."""

    id: str
    kind: str
    force: str
    applied: bool
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Referral:
    """Hand-over to another procedure. ``id`` as in REFERRAL_LABELS."""

    id: str
    label: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The period of another decision that bears on the effects of this one.

    ``how``: ``add``, what is left of it (``months`` and ``days``) goes before the new period;
    ``longer``, the longer of the two governs, and ``months`` is its length; ``apart``, it still
    runs, and the text does not say how the two meet. ``since`` and ``until`` are ISO dates, ""
    where not known: then the end of the new period is not known either, unless ``apart``.
    """

    label: str
    how: str
    since: str
    until: str
    months: int
    days: int
    source: str


@dataclass(frozen=True, slots=True)
class Effect:
    """How long the effects of the recommended measures last.

    ``months`` is 0 where only words are given; ``most`` is larger than it where the law gives a
    range. ``since`` and ``until`` are ISO dates, "" while the starting day is not known.
    ``earlier`` are other decisions whose periods bear on it: what is left of them is part of
    ``months`` (whole months; days beside them only in ``until``). ``given``: the measure is one
    that was given, as the input says, and not one suggested.
    """

    measures: tuple[str, ...]
    months: int
    most: int
    since: str
    until: str
    effects: tuple[str, ...]
    citations: tuple[str, ...]
    earlier: tuple[Earlier, ...] = ()
    given: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of procedure: who may decide, a deadline, an appeal. ``due`` is an ISO date or ""."""

    id: str
    kind: str
    label: str
    due: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What is missing, and the outcome for each possible answer (in words)."""

    fact: str
    kind: str
    outcomes: dict[str, str]


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact that a rule rested on, its value in words, and its source cell."""

    fact: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One step: the rule, what it concluded and why.

    ``rule`` is a rule's id; "fault-4.listed" for the official's own finding; "rule@reading" where
    the text bears two readings; with "#failed" at the end when the facts show that it fails.
    """

    rule: str
    stage: str
    citation: str
    because: tuple[FactUsed, ...]


@dataclass(frozen=True, slots=True)
class Determination:
    """All that was concluded about one subject. ``measures`` only when recommended.

    ``effects`` and ``procedure`` stand in the JSON only where the book speaks of them.
    """

    case_id: str | None
    subject: str | None
    subject_kind: str | None
    role: str | None
    book: BookRef
    status: str
    faults: tuple[FaultFinding, ...] = ()
    responsibility: str | None = None
    gravity: str | None = None
    measures: tuple[Measure, ...] = ()
    statutory_options: tuple[str, ...] = ()
    interval: Interval = field(default_factory=Interval)
    adjustments: tuple[Adjustment, ...] = ()
    referrals: tuple[Referral, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    reasons: tuple[Reason, ...] = ()
    signature: str = ""
    effects: tuple[Effect, ...] = ()
    procedure: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Considered:
    """Why a fault applies, does not, or may: for ``wenze explain``.

    ``value`` is true, false or unknown; ``failing`` are the elements, in words, that exclude
    it; ``missing`` those that nobody has filled in; ``because`` the facts with their cells.
    """

    fault: str
    value: str
    basis: str
    citations: tuple[str, ...]
    because: tuple[FactUsed, ...] = ()
    failing: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A determination, with every fault that was considered."""

    determination: Determination
    considered: tuple[Considered, ...]
    scope: tuple[FactUsed, ...] = ()
