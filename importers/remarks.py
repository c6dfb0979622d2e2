"""What a parser gives back for one raw value."""

from dataclasses import dataclass, field
from typing import Any

from facts import KNOWN


@dataclass(frozen=True, slots=True)
class Remark:
    """A code of the message catalogue, and what fills its braces."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value as a column holds it (see ``facts.columns``), with a notice if need be."""

    state: int = KNOWN
    low: float = 0.0
    high: float = 0.0
    text: str = ""
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that cannot be read; the remark is an error."""

    remark: Remark


def exact(value: float, remark: Remark | None = None) -> Parsed:
    """A known value without play."""
    return Parsed(low=value, high=value, remark=remark)


def refuse(code: str, **values: Any) -> Refusal:
    """A refusal with this code."""
    return Refusal(Remark(code, values))
