"""An example written out as it stands in ``cases.yaml``, ready to paste."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from drafting.examples import ENTRY_FIELDS, ExampleFile, Expectation

_WIDTH = 100

#: A shared group of facts is used when at most this many of its facts are then overridden.
_OVERRIDES = 2


def written_example(
    file: ExampleFile,
    name: str,
    title: str,
    about: Sequence[str],
    facts: Mapping[str, Any],
    expect: Expectation,
) -> str:
    """The entry of one example. Facts that ``common`` gives alike are left out."""
    own = own_facts(file, facts)
    lines = [
        f"  - id: {scalar(name)}",
        f"    title: {scalar(title)}",
        f"    about: {flow(list(about))}",
        *block("facts", shared_form(file, own), 4),
        *block("expect", written_expectation(expect), 4),
    ]
    return "\n".join(lines) + "\n"


def own_facts(file: ExampleFile, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that differ from the common ones."""
    return {k: v for k, v in facts.items() if v != file.common.get(k)}


def written_expectation(expect: Expectation) -> dict[str, Any]:
    """The expectation as a mapping, without what it does not say."""
    data = expect.model_dump(exclude_none=True)
    kept = {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}
    empty = ("faults", *ENTRY_FIELDS)
    return {k: v for k, v in kept.items() if v or k not in empty}


def scalar(value: Any) -> str:
    """One value in YAML, quoted only where it must be."""
    text: str = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return text.removesuffix("...\n").strip()


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Reference):
        return value.text
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(k)}: {flow(v)}" for k, v in value.items())
        return "{" + inner + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value) if value is not None else "null"


def block(key: str, value: Any, indent: int) -> list[str]:
    """``key: value`` on one line when it fits, else one line for each part."""
    space = " " * indent
    line = f"{space}{key}: {flow(value)}"
    if len(line) <= _WIDTH or not isinstance(value, Mapping | list | tuple) or not value:
        return [line]
    if isinstance(value, Mapping):
        inner = [part for k, v in value.items() for part in block(_key(k), v, indent + 2)]
    else:
        inner = [f"{space}  - {flow(item)}" for item in value]
    return [f"{space}{key}:", *inner]


def _key(key: Any) -> str:
    """A key; the merge key means merging only when it is not quoted."""
    return key if key == "<<" else scalar(key)


class Reference:
    """A YAML reference, written as it is."""

    def __init__(self, text: str) -> None:
        self.text = text


def shared_groups(file: ExampleFile, facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The file's shared groups of facts (`*clean`) that hold of ``facts``, but for a few."""
    return [group for _, group in _shared(file, facts)]


def _shared(file: ExampleFile, facts: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found: list[tuple[str, Mapping[str, Any]]] = []
    taken: set[str] = set()
    groups = [(n, g) for n, g in file.anchors.items() if isinstance(g, Mapping)]
    for name, group in sorted(groups, key=lambda item: -len(item[1])):
        alike = {k for k, v in group.items() if k in facts and facts[k] == v} - taken
        fits = len(alike) >= max(2, len(group) - _OVERRIDES) and all(k in facts for k in group)
        if fits and re.search(rf"&{re.escape(name)}\s", file.text):
            found.append((name, group))
            taken |= alike
    return found


def shared_form(file: ExampleFile, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with the file's shared groups in place of most of them; see ``flow``."""
    shared = _shared(file, facts)
    covered: dict[str, Any] = {}
    for _, group in shared:
        covered = {**group, **covered}
    rest = {k: v for k, v in facts.items() if k not in covered or covered[k] != v}
    names = [f"*{name}" for name, _ in shared]
    if not names:
        return rest
    merged = Reference(names[0] if len(names) == 1 else f"[{', '.join(names)}]")
    return {"<<": merged, **rest}
