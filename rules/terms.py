"""The terms of every part of a book: stages, kinds of subjects and adjustments, gravities."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

Stage = Literal["duty", "finding", "attribution", "measure", "adjustment", "procedure"]
STAGES: tuple[Stage, ...] = (
    "duty",
    "finding",
    "attribution",
    "measure",
    "adjustment",
    "procedure",
)
SubjectKind = Literal["team", "individual"]
AdjustmentKind = Literal["lighten", "reduce", "exempt", "waive", "drop", "aggravate", "exceed"]
#: Kinds that make the outcome lighter, and heavier.
LIGHTER: tuple[AdjustmentKind, ...] = ("lighten", "reduce", "exempt", "waive", "drop")
HEAVIER: tuple[AdjustmentKind, ...] = ("aggravate", "exceed")

Gravity = Literal["slight", "ordinary", "serious", "grave", "very_grave"]
#: From lightest to heaviest.
GRAVITIES: tuple[Gravity, ...] = ("slight", "ordinary", "serious", "grave", "very_grave")


def _split_citations(value: object) -> object:
    if isinstance(value, str):
        parts = value.replace("；", ";").split(";")
        return tuple(part.strip() for part in parts if part.strip())
    return value


#: A length of time: 30天, 6个工作日, 18个月, 2年, 1年6个月; "" for none.
Period = Annotated[str, Field(pattern=r"^(\d+年(\d+个月)?|\d+个月|\d+个工作日|\d+天|\d+小时)?$")]

#: "责任追究制度(二)4; 定期报告制度(二)" in YAML, a tuple of clause ids in Python.
Citations = Annotated[tuple[str, ...], BeforeValidator(_split_citations), Field(min_length=1)]
