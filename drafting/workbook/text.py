"""The YAML files of a draft: the same draft gives the same text, laid out to be read."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from drafting.workbook.draft import Draft

#: A clause or an example's part stands on one line when it fits in so many columns.
_WIDTH = 110
#: Characters (most are two columns wide) after which a long list of facts goes on below.
_WRAP = 60
_FLAT = 1 << 30
#: Lists that read as a table, an item a line, and one that reads as sentences.
_ROWS = frozenset(("faults", "responsibilities", "referrals", "rows", "lower", "records"))
_SENTENCES = frozenset(("scope",))
#: Characters that YAML would break a line at, or that nobody can see: they are written escaped.
_HIDDEN = re.compile(
    "[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

_TITLES = {
    "book.yaml": "规则书的来源、适用条件，以及规则结论里用的名称。",
    "outline.yaml": "条文目录：codified 已编为规则；discretion 留给人裁量；"
    "out_of_scope 不编，写明原因。",
    "rules.yaml": "规则：when 是条件，then 是结论；basis 缺省为 statute（条文），"
    "reading 是条文有两种读法。",
    "catalogue.yaml": "处理方式：rank 是轻重次序，由小到大；这个次序属于裁量基准，不是条文。",
    "baseline.yaml": "裁量基准：条文留给人选择的，由它给出建议。它是政策，不是法律。",
    "cases.yaml": "例案：common 是各例共有的事实，例中可以改写；"
    "写 null 表示该项留空（空白不是“否”）。",
    "facts.yaml": "本书自己的事实、记录表，和给核心词汇增加的选项。",
    "tariff.yaml": "条文写明的档次，是法律，引用条文；幅度内建议哪一点写在 baseline.yaml。",
    "justified.yaml": "检查指出而保留的，各有理由。",
}


def yaml_files(draft: Draft) -> dict[str, str]:
    """The text of each file of the book's folder; ``justified.yaml`` only when it says anything."""
    data = draft.data()
    laid_out = {
        "book.yaml": _mapping(data["book.yaml"]),
        "outline.yaml": _mapping(data["outline.yaml"]),
        "rules.yaml": _rules(data["rules.yaml"]),
        "catalogue.yaml": _items(data["catalogue.yaml"], 0, _FLAT) or "[]\n",
        "baseline.yaml": _mapping(data["baseline.yaml"]),
        "cases.yaml": _cases(data["cases.yaml"]),
    }
    for file in ("facts.yaml", "tariff.yaml"):
        if file in data:
            laid_out[file] = _mapping(data[file])
    if draft.kept:
        laid_out["justified.yaml"] = _items(data["justified.yaml"], 0, 0)
    return {file: f"# {_TITLES[file]}\n{text}" for file, text in laid_out.items()}


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stand as they are, where YAML allows it."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    lines = value.split("\n")
    style = None
    if _HIDDEN.search(value):
        style = '"'
    elif len(lines) > 1 and not value[0].isspace() and all(n == n.rstrip() for n in lines):
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def _dump(value: Any, flow: bool, width: int = _FLAT) -> str:
    text = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=flow,
        width=width,
    )
    return str(text).removesuffix("...\n")


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _mapping(data: Mapping[str, Any]) -> str:
    """A key a line; lists of like things an item a line, other lists in brackets."""
    parts = []
    for key, value in data.items():
        if _is_items(value):
            fits = _FLAT if key in _ROWS else 0 if key in _SENTENCES else _WIDTH
            parts.append(f"{_key(key)}:\n{_items(value, 2, fits)}")
        elif isinstance(value, list) or value == {}:
            parts.append(f"{_key(key)}: {_dump(value, True)}")
        elif isinstance(value, Mapping):
            parts.append(f"{_key(key)}:\n{_shift(_mapping(value), 2)}")
        else:
            parts.append(_dump({key: value}, False))
    return "".join(parts)


def _items(items: Sequence[Any], indent: int, fits: int) -> str:
    return "".join(_shift(_item(item, fits), indent) for item in items)


def _item(item: Any, fits: int) -> str:
    flat = _dump(item, True)
    if _width(flat) + 4 <= fits:
        return f"- {flat}"
    return "- " + _shift(_mapping(item), 2).lstrip(" ")


def _example(example: Mapping[str, Any]) -> str:
    """Facts and expectation on one line each where they fit."""
    parts = []
    for key, value in example.items():
        if not isinstance(value, Mapping | list):
            parts.append(_dump({key: value}, False))
            continue
        flat = f"{_key(key)}: {_dump(value, True)}"
        if _width(flat) + 4 <= _WIDTH or not isinstance(value, Mapping):
            parts.append(flat)
        elif key == "expect":
            parts.append(f"{key}:\n{_shift(_mapping(value), 2)}")
        else:
            parts.append(f"{key}:\n{_shift(_dump(value, True, _WRAP), 2)}")
    return "".join(parts)


def _rules(rules: Sequence[Mapping[str, Any]]) -> str:
    blocks = []
    for rule in rules:
        parts = []
        for key, value in rule.items():
            if key == "readings":
                readings = "".join("- " + _shift(_mapping(r), 2).lstrip(" ") for r in value)
                parts.append(f"readings:\n{_shift(readings, 2)}")
            else:
                parts.append(_dump({key: value}, False))
        blocks.append("- " + _shift("".join(parts), 2).lstrip(" "))
    return "\n".join(blocks) or "[]\n"


def _cases(cases: Mapping[str, Any]) -> str:
    common = cases["common"]
    head = f"common:\n{_shift(_mapping(common), 2)}" if common else "common: {}\n"
    examples = [
        _shift("- " + _shift(_example(example), 2).lstrip(" "), 2) for example in cases["examples"]
    ]
    return f"\n{head}\nexamples:{' []' if not examples else ''}\n" + "\n".join(examples)


def _key(key: str) -> str:
    return _dump({key: 0}, False).rsplit(":", 1)[0]


def _shift(text: str, by: int) -> str:
    """Indented; blank lines stay blank."""
    return "".join(f"{' ' * by}{line}" if line.strip() else line for line in text.splitlines(True))


def _width(text: str) -> int:
    """Columns on a terminal; a Chinese character takes two."""
    return sum(1 if char.isascii() else 2 for char in text)
