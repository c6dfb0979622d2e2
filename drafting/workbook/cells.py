"""A fact's value in one cell: what a person would write, and nothing that reads as another.

Words and texts stand as they are. Numbers, days (2010-03-01) and yes/no literals (true, false)
are what they look like; a text that looks like one of these stands in double quotes, as in YAML.
Several choices stand with 、 between them; other lists and mappings are written as in YAML.
"""

import json
import re
from datetime import date, datetime
from typing import Any

import yaml

from facts import Fact

#: What the YAML files write as null: blank in this example, whatever the shared facts say.
EMPTY = "〔空白〕"

_WHOLE = re.compile(r"-?(0|[1-9]\d*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+([eE][+-]?\d+)?\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class CellValueError(ValueError):
    """A cell that begins as a list, a mapping or a quoted text and does not end as one."""


def show(value: Any, fact: Fact | None = None) -> str:
    """The text of a cell; ``parse`` of it gives the value back."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _is_itself(value, fact) else json.dumps(value, ensure_ascii=False)
    if _is_many(fact) and isinstance(value, list) and len(value) > 1:
        listed = "、".join(show(item) for item in value)
        if _reads_as(listed, fact, value):
            return listed
    if isinstance(value, list | dict):
        text = yaml.safe_dump(
            value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1 << 30
        )
        return str(text).strip()
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)


def parse(text: str, fact: Fact | None = None) -> Any:
    """The value of a cell that is not blank."""
    bare = text.strip()
    if bare == EMPTY:
        return None
    if bare in ("true", "false"):
        return bare == "true"
    if _WHOLE.match(bare):
        return int(bare)
    if _DECIMAL.match(bare):
        return float(bare)
    if _DAY.match(bare):
        try:
            return date.fromisoformat(bare)
        except ValueError:
            return text
    if bare[:1] in ("[", "{", '"') and not _is_quotation(bare):
        return _structured(bare)
    if _is_many(fact) and "、" in bare:
        return [parse(part) for part in bare.split("、")]
    return text


def _is_quotation(bare: str) -> bool:
    """A text that only begins with a quoted word, as in "差"班子, is a text."""
    return bare.startswith('"') and not bare.endswith('"')


def _structured(bare: str) -> Any:
    try:
        if bare.startswith('"'):
            return json.loads(bare)
        return yaml.safe_load(bare)
    except (ValueError, yaml.YAMLError) as error:
        raise CellValueError(bare) from error


def _is_many(fact: Fact | None) -> bool:
    return fact is not None and fact.type == "choices"


def _is_itself(value: str, fact: Fact | None) -> bool:
    return bool(value.strip()) and _reads_as(value, fact, value)


def _reads_as(text: str, fact: Fact | None, value: Any) -> bool:
    try:
        found = parse(text, fact)
    except CellValueError:
        return False
    return type(found) is type(value) and bool(found == value)
