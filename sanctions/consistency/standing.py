"""How one subject stands: what was concluded, the facts that have a direction, the outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sanctions.determination import SETTLED, Determination

#: Kinds of adjustment that make the outcome heavier; every other makes it lighter.
HEAVIER = frozenset({"aggravate", "exceed"})


@dataclass(frozen=True, slots=True)
class Standing:
    """One subject, ready to be compared. ``index`` and ``case`` are the caller's own numbers.

    ``faults`` and ``facts``: True, False, or None while unknown; a fault that is not named is
    excluded. ``recommended`` and ``given`` are measure ids: empty for no measure, None where
    there is no settled recommendation, or nothing that could be read.
    """

    index: int
    case: int
    kind: str
    signature: str
    responsibility: str | None = None
    gravity: str | None = None
    faults: Mapping[str, bool | None] = field(default_factory=dict)
    facts: Mapping[str, bool | None] = field(default_factory=dict)
    lenient: frozenset[str] = frozenset()
    severe: frozenset[str] = frozenset()
    recommended: tuple[str, ...] | None = None
    given: tuple[str, ...] | None = None

    def outcome(self, basis: str) -> tuple[str, ...] | None:
        """The outcome on one of ``BASES``."""
        return self.given if basis == "given" else self.recommended


def standing(
    d: Determination,
    *,
    index: int,
    case: int,
    facts: Mapping[str, bool | None],
    given: tuple[str, ...] | None,
) -> Standing | None:
    """The standing of a determination; None where the book does not apply to the subject."""
    if d.status in ("out_of_scope", "rejected") or d.subject_kind is None:
        return None
    return Standing(
        index=index,
        case=case,
        kind=d.subject_kind,
        signature=d.signature,
        responsibility=d.responsibility,
        gravity=d.gravity,
        faults={f.id: True if f.value == "true" else None for f in d.faults},
        facts=facts,
        lenient=frozenset(a.id for a in d.adjustments if a.kind not in HEAVIER),
        severe=frozenset(a.id for a in d.adjustments if a.kind in HEAVIER),
        recommended=tuple(m.id for m in d.measures) if d.status in SETTLED else None,
        given=given,
    )
