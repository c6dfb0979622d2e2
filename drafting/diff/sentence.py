"""The literals of a region as one sentence."""

from collections.abc import Iterator, Sequence

from drafting.diff.literals import FACT, GRAVITY, LISTING, Literal
from facts import Fact

Cube = Sequence[tuple[Literal, bool]]


def sentence(cube: Cube) -> Iterator[str]:
    """Conditions from scope to a person's choices; what is about one thing is said at once."""
    done: set[str] = set()
    for literal, value in sorted(cube, key=_place):
        if literal.about in done:
            continue
        same = [pair for pair in cube if literal.about and pair[0].about == literal.about]
        if literal.choices and literal.fact is not None:
            done.add(literal.about)
            yield _choice(literal.fact, same)
        elif literal.rank == GRAVITY:
            done.add(literal.about)
            yield from _gravity(same)
        elif literal.rank == LISTING and len(same) > 1:
            done.add(literal.about)
            yield from _listing(literal.about, same)
        elif literal.alternatives and value:
            yield _left(literal, {lit.words(v) for lit, v in cube})
        else:
            yield literal.words(value)


def _left(literal: Literal, said: set[str]) -> str:
    """The alternatives that nothing else in the sentence denies."""
    left = [yes for yes, no in literal.alternatives if no not in said]
    return left[0] if len(left) == 1 else f"({' 或 '.join(left)})"


def _place(pair: tuple[Literal, bool]) -> tuple[int, str, float]:
    literal, value = pair
    least = literal.bound if literal.bound is not None else 0.0
    return literal.rank, literal.about if literal.rank == FACT else "", least + (not value)


def _choice(fact: Fact, cube: Cube) -> str:
    """The positions that are left."""
    left = set(range(len(fact.choices)))
    for literal, value in cube:
        left = left & literal.choices if value else left - literal.choices
    labels = [choice.label for i, choice in enumerate(fact.choices) if i in left]
    others = [choice.label for i, choice in enumerate(fact.choices) if i not in left]
    if len(labels) == 1:
        return f"{fact.label} = {labels[0]}"
    if len(others) == 1 and len(labels) > 3:
        return f"{fact.label} ≠ {others[0]}"
    return f"{fact.label} 属于 [{', '.join(labels)}]"


def _gravity(cube: Cube) -> Iterator[str]:
    """Between two bounds next to each other there is one gravity."""
    least = [literal for literal, value in cube if value]
    below = [literal for literal, value in cube if not value]
    if least and below and (below[0].bound or 0) - (least[0].bound or 0) == 1:
        yield f"情节 = {least[0].yes.removeprefix('情节不轻于')}"
    else:
        yield from (literal.words(value) for literal, value in cube)


def _listing(goal: str, cube: Cube) -> Iterator[str]:
    """Listed, or listed and prevailing."""
    values = {literal.yes: value for literal, value in cube}
    if values == {f"经办人已认定{goal}": True, f"经办人认定{goal}，并以认定为准": False}:
        yield f"经办人认定了{goal}，但与要素矛盾，以要素为准"
    else:
        yield from (literal.words(value) for literal, value in cube)
