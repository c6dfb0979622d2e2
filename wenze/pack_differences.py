"""What differs between the results in a pack and those that come out now; nobody is named."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

import orjson

from facts import Text
from wenze.pack import DECISIONS, EXPLANATIONS, RUN

#: A value longer than this is not quoted.
_QUOTED = 60
#: These hold names.
_NEVER_QUOTED = frozenset({"case_id", "subject", "reasons", "open_questions"})
_MISSING = object()


def differences(kept: Mapping[str, bytes], now: Mapping[str, bytes]) -> Iterator[Text]:
    """Each member, subject and field that is not the same; nothing where all is the same."""
    for name in sorted(kept.keys() | now.keys()):
        then, again = kept.get(name), now.get(name)
        if then == again:
            continue
        if then is None:
            yield Text(f"包里没有 {name}，现在有", f"{name} is not in the pack, but comes out now")
        elif again is None:
            yield Text(f"包里有 {name}，现在没有", f"{name} is in the pack, but does not come out")
        elif name in (DECISIONS, EXPLANATIONS):
            yield from _by_subject(name, then, again)
        elif name == RUN:
            yield from _of_objects(name, _object(then), _object(again))
        else:
            yield from _by_line(name, then, again)


def _by_subject(name: str, then: bytes, again: bytes) -> Iterator[Text]:
    lines = zip_longest(then.splitlines(), again.splitlines())
    for number, (old, new) in enumerate(lines, 1):
        if old == new:
            continue
        place = Text(f"{name} 第 {number} 个责任主体", f"{name}, subject {number}")
        if old is None or new is None:
            yield _only(place, old is None)
            continue
        before, after = _object(old), _object(new)
        case = after.get("case_id") or before.get("case_id")
        if case:
            place = Text(f"{place.zh}（案件 {case}）", f"{place.en} (case {case})")
        told = list(_of_objects(place, before, after))
        yield from told or [_other_bytes(place)]


def _by_line(name: str, then: bytes, again: bytes) -> Iterator[Text]:
    lines = zip_longest(then.splitlines(), again.splitlines())
    for number, (old, new) in enumerate(lines, 1):
        if old == new:
            continue
        place = Text(f"{name} 第 {number} 行", f"{name}, line {number}")
        if old is None or new is None:
            yield _only(place, old is None)
        else:
            yield from list(_of_objects(place, _object(old), _object(new))) or [_other_bytes(place)]


def _only(place: Text, new: bool) -> Text:
    if new:
        return Text(f"{place.zh}：包里没有，现在有", f"{place.en}: only now")
    return Text(f"{place.zh}：包里有，现在没有", f"{place.en}: only in the pack")


def _other_bytes(place: Text) -> Text:
    return Text(f"{place.zh}：写法不同", f"{place.en}: written differently")


def _of_objects(
    where: Text | str, then: Mapping[str, Any], again: Mapping[str, Any]
) -> Iterator[Text]:
    place = where if isinstance(where, Text) else Text(where, where)
    for field in dict.fromkeys([*then, *again]):
        before, after = then.get(field, _MISSING), again.get(field, _MISSING)
        if before == after:
            continue
        quoted = "" if field in _NEVER_QUOTED else f" {_shown(before)} → {_shown(after)}"
        if len(quoted) > 2 * _QUOTED:
            quoted = ""
        yield Text(f"{place.zh}：{field}{quoted}", f"{place.en}: {field}{quoted}")


def _shown(value: Any) -> str:
    return "—" if value is _MISSING else orjson.dumps(value).decode()


def _object(line: bytes) -> dict[str, Any]:
    """One JSON object; empty for what is none."""
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
