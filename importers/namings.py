"""Columns of a flat sheet whose cells name the subjects of a case."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Naming:
    """A column of a flat sheet whose cells name subjects of one role."""

    label: str
    synonyms: tuple[str, ...]
    kind: str
    role: str


NAMINGS = (
    Naming("主要领导", ("主要领导姓名", "主要负责人"), "individual", "main_leader"),
    Naming("分管领导", ("分管领导姓名", "分管负责人"), "individual", "deputy_leader"),
    Naming("领导班子", ("班子", "班子名称", "领导班子名称"), "team", "unit"),
)
