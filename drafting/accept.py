"""Recording a new outcome in the examples file: the text of the one expectation, nothing else.

Comments, layout, anchors and every other example stay as they are. What was made is parsed again
and compared with what was meant; when they are not the same, nothing is recorded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from drafting.examples import (
    ENTRY_FIELDS,
    EXAMPLES_FILE,
    ExampleFile,
    Outcome,
    entries,
    expectation_of,
)
from drafting.written_example import block, flow
from facts import Text
from facts.yaml_text import parsed
from rules.errors import BookError, Mistake, Place

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one expectation: what was written (None: nothing) and what is now."""

    example: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def recorded(file: ExampleFile, outcomes: Sequence[Outcome]) -> tuple[str, tuple[Change, ...]]:
    """The file's text with what came out in place of what differed, and each change.

    BookError when an expectation is not written out in its own example (an alias): nothing is
    recorded then.
    """
    failing = {o.example.id: o for o in outcomes if o.differences}
    root, data = parsed(file.text)
    place = _Places(file.text)
    edits: list[_Edit] = []
    changes: list[Change] = []
    for raw, node in zip(data["examples"], entries(root), strict=True):
        outcome = failing.get(raw["id"])
        if outcome is None:
            continue
        old = dict(raw["expect"])
        wanted = _values(outcome)
        try:
            edits += _edits(node, wanted, place)
        except _NotHereError:
            raise _refused(file, raw["id"]) from None
        changes += [Change(raw["id"], f, old.get(f), new) for f, new in wanted.items()]
        raw["expect"] = {**old, **wanted}
    text = _applied(file.text, edits)
    try:
        _, made = parsed(text)
    except yaml.YAMLError:
        made = None
    if made != data:
        raise _refused(file, next(iter(failing), ""))
    return text, tuple(changes)


def _values(outcome: Outcome) -> dict[str, Any]:
    """The fields that differ, as they now come out.

    Of ``in_doubt`` and ``asks``, only the entries that were written and still hold.
    """
    got = expectation_of(outcome.determination)
    found: dict[str, Any] = {}
    for difference in outcome.differences:
        name = difference.field
        value = getattr(got, name)
        if name in ENTRY_FIELDS:
            asked = getattr(outcome.example.expect, name)
            value = {k: v for k, v in value.items() if k in asked}
        found[name] = list(value) if isinstance(value, tuple) else value
    return found


class _NotHereError(Exception):
    """The part is an alias of something that is written elsewhere."""


class _Places:
    """Positions in a text from lines and columns, which do not depend on the parser."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(m.end() for m in _BREAK.finditer(text))]
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def at(self, mark: yaml.Mark) -> int:
        """The position of a mark; a byte order mark is no column."""
        shift = 1 if mark.line == 0 and self.text.startswith("\ufeff") else 0
        return self._starts[mark.line] + mark.column + shift

    def line_end(self, position: int) -> int:
        """Where the line of a position ends, before its break."""
        found = _BREAK.search(self.text, position)
        return found.start() if found else len(self.text)

    def end(self, node: yaml.Node) -> int:
        """Where a node really ends; block collections claim the blank lines after them."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        return self.at(node.end_mark)


def _edits(example: yaml.Node, wanted: Mapping[str, Any], place: _Places) -> Iterator[_Edit]:
    key, expect = _entry(example, "expect")
    low, high = place.at(key.end_mark), place.at(example.end_mark)
    _inside(expect, low, high, place)
    if not isinstance(expect, yaml.MappingNode):
        raise _NotHereError
    for name, value in wanted.items():
        found = _find(expect, name)
        if found is None:
            yield _added(expect, name, value, place)
            continue
        name_node, old = found
        _inside(old, place.at(name_node.end_mark), high, place)
        start = place.text.index(":", place.at(name_node.end_mark)) + 1
        written = " " + flow(value)
        if not expect.flow_style:
            lines = block(name, value, name_node.start_mark.column)
            written = place.newline.join(lines).lstrip().removeprefix(f"{name}:")
        yield _Edit(start, place.end(old), written)


def _added(expect: yaml.MappingNode, name: str, value: Any, place: _Places) -> _Edit:
    """A field after the last one: before the bracket, or on a line of its own."""
    if expect.flow_style:
        at = place.end(expect.value[-1][1])
        return _Edit(at, at, f", {name}: {flow(value)}")
    at = place.line_end(place.end(expect))
    lines = block(name, value, expect.start_mark.column)
    return _Edit(at, at, place.newline + place.newline.join(lines))


def _entry(node: yaml.Node, name: str) -> tuple[yaml.Node, yaml.Node]:
    found = _find(node, name)
    if found is None:
        raise _NotHereError
    return found


def _find(node: yaml.Node, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    if not isinstance(node, yaml.MappingNode):
        raise _NotHereError
    return next(((k, v) for k, v in node.value if k.value == name), None)


def _inside(node: yaml.Node, low: int, high: int, place: _Places) -> None:
    if not low <= place.at(node.start_mark) <= high:
        raise _NotHereError


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _refused(file: ExampleFile, name: str) -> BookError:
    message = Text(
        "这一例的 expect 引用了别处的写法，不能自动改；请手工改，文件没有动",
        "the expectation of this example refers to text elsewhere; edit it by hand, "
        "the file is as it was",
    )
    return BookError([Mistake(Place(EXAMPLES_FILE, file.line_of.get(name, 0), 0, name), message)])
