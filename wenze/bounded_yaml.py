"""How much a YAML text from elsewhere would come to, found without building it."""

import yaml

MAX_VALUES = 2_000_000
MAX_NESTING = 60

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def bounded(data: bytes) -> bool:
    """Is it neither nested too deep nor, with its aliases written out, too large?

    A few aliases of aliases stand for more values than any memory holds, and the composer of
    PyYAML crashes on brackets that go deep. Text that is no YAML is for its reader to refuse.
    """
    sizes: dict[str, float] = {}
    enclosing: list[tuple[str | None, float]] = []
    anchor, total = None, 0.0
    try:
        for event in yaml.parse(data, Loader=_LOADER):
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
                return False
    except (yaml.YAMLError, UnicodeDecodeError):
        return True
    return True
