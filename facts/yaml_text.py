"""YAML read once, with the place of every part; what would come to too much is refused first."""

from typing import Any

import yaml

from facts.text import Text

#: With its aliases written out, a text may come to so many values, so deep.
MAX_VALUES = 2_000_000
MAX_NESTING = 60

#: libyaml where PyYAML was built with it: ten times as fast as the loader in Python.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

TOO_LARGE = Text(
    "嵌套过深，或者用别名（*名称）写出了过多的值",
    "nested too deep, or too many values written by aliases (*name)",
)


class TooLargeError(yaml.YAMLError):
    """A text that is nested too deep, or stands for more values than memory holds."""

    def __str__(self) -> str:
        return f"{TOO_LARGE.zh} / {TOO_LARGE.en}"


def parsed(text: str) -> tuple[yaml.Node | None, Any]:
    """The nodes of a text, which tell their lines, and what they say.

    TooLargeError before anything is built; else ``yaml.YAMLError`` as PyYAML raises it.
    """
    _check_size(text)
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def line_of(error: Exception) -> int:
    """The line that an error of YAML or of decoding names, from 1; 1 where it names none."""
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def reason_of(error: Exception) -> Text:
    """What is wrong with a text that could not be read, in the parser's words."""
    if isinstance(error, TooLargeError):
        return TOO_LARGE
    what = getattr(error, "problem", None) or "UTF-8"
    return Text(f"不是有效的 YAML：{what}", f"not valid YAML: {what}")


def _check_size(text: str) -> None:
    """A few aliases of aliases stand for more values than memory holds; brackets may go deep."""
    sizes: dict[str, float] = {}
    enclosing: list[tuple[str | None, float]] = []
    anchor, total = None, 0.0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            enclosing.append((anchor, total))
            anchor, total = event.anchor, 1.0
            sizes[event.anchor or ""] = float("inf")  # a circle, if it names itself
        elif isinstance(event, yaml.CollectionEndEvent):
            sizes[anchor or ""] = size = total
            anchor, total = enclosing.pop()
            total += size
        elif isinstance(event, yaml.AliasEvent):
            total += sizes.get(event.anchor or "", 1.0)
        elif isinstance(event, yaml.ScalarEvent):
            sizes[event.anchor or ""] = 1.0
            total += 1.0
        if len(enclosing) > MAX_NESTING or total > MAX_VALUES:
            raise TooLargeError
