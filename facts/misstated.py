"""What is wrong with a written file, in the words of the person who wrote it."""

from collections.abc import Callable, Mapping
from typing import Any

from facts.text import Text


class Misstated(ValueError):
    """A part that is readable and contradicts itself; ``text`` says how."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.text = Text(zh, en)


def told(detail: Mapping[str, Any]) -> Text:
    """One of the ``errors()`` of pydantic: where in the file, what is wrong, what is expected."""
    where = ".".join(str(part) for part in detail["loc"])
    what = _what(detail)
    return Text(f"{where}：{what.zh}", f"{where}: {what.en}") if where else what


def _what(detail: Mapping[str, Any]) -> Text:
    context = detail.get("ctx") or {}
    error = context.get("error")
    if isinstance(error, Misstated):
        return error.text
    say = _KINDS.get(str(detail["type"]))
    if say is None:
        return Text(f"写得不对（{detail['msg']}）", str(detail["msg"]))
    return Text(say(context), str(detail["msg"]))


def _listed(expected: object) -> str:
    """'a', 'b' or 'c' as a、b、c."""
    return str(expected).replace(" or ", "、").replace(", ", "、").replace("'", "")


#: By the type of the error; the context has what was expected.
_KINDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "缺少这一项",
    "extra_forbidden": lambda _: "没有这一项，请核对名称",
    "literal_error": lambda c: f"应为 {_listed(c['expected'])} 之一",
    "enum": lambda c: f"应为 {_listed(c['expected'])} 之一",
    "string_type": lambda _: "应为文字；数字和“是、否”之类的词请加引号",
    "string_pattern_mismatch": lambda c: f"格式不对（应合 {c['pattern']}）",
    "int_type": lambda _: "应为整数",
    "int_parsing": lambda _: "应为整数",
    "int_from_float": lambda _: "应为整数",
    "float_type": lambda _: "应为数",
    "float_parsing": lambda _: "应为数",
    "bool_type": lambda _: "应为 true 或 false",
    "bool_parsing": lambda _: "应为 true 或 false",
    "date_type": lambda _: "应为日期，如 2026-01-31",
    "date_parsing": lambda _: "应为日期，如 2026-01-31",
    "date_from_datetime_parsing": lambda _: "应为日期，如 2026-01-31",
    "list_type": lambda _: "应为一列，如 [甲, 乙]",
    "tuple_type": lambda _: "应为一列，如 [甲, 乙]",
    "set_type": lambda _: "应为一列，如 [甲, 乙]",
    "frozen_set_type": lambda _: "应为一列，如 [甲, 乙]",
    "dict_type": lambda _: "应为键和值，如 {名称: 值}",
    "model_type": lambda _: "应为键和值，如 {名称: 值}",
    "model_attributes_type": lambda _: "应为键和值，如 {名称: 值}",
    "too_short": lambda c: f"至少要有 {c['min_length']} 项，现有 {c['actual_length']} 项",
    "too_long": lambda c: f"最多 {c['max_length']} 项，现有 {c['actual_length']} 项",
    "string_too_short": lambda c: f"至少要有 {c['min_length']} 个字",
    "greater_than": lambda c: f"应大于 {c['gt']}",
    "greater_than_equal": lambda c: f"应不小于 {c['ge']}",
    "less_than": lambda c: f"应小于 {c['lt']}",
    "less_than_equal": lambda c: f"应不大于 {c['le']}",
    "none_required": lambda _: "应空着",
}
