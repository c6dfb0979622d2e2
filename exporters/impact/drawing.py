"""Charts as SVG text: nothing to load, sharp on paper."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from exporters.impact.heat import DIRECTION_COLOURS, SAME
from exporters.still_page import Drawing

WIDTH, BAR, GAP = 760, 14, 12
_LEFT, _RIGHT = 190, 570


def flow_chart(
    flows: Sequence[tuple[str, str, int, str]], order: Sequence[str], names: Mapping[str, str]
) -> str:
    """Bands from states before to states after: (before, after, count, colour).

    Heights are in proportion to counts; a state that occurs is never thinner than a line.
    """
    total = sum(count for _, _, count, _ in flows) or 1
    left = _stack(flows, order, 0)
    right = _stack(flows, order, 1)
    scale = 300 / total
    left_at, left_end = _positions(left, scale)
    right_at, right_end = _positions(right, scale)
    height = max(left_end, right_end)
    parts = [
        f'<svg class="flow" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        'xmlns="http://www.w3.org/2000/svg">'
    ]
    used_left, used_right = dict.fromkeys(left, 0.0), dict.fromkeys(right, 0.0)
    rank = {state: number for number, state in enumerate(order)}
    for before, after, count, colour in sorted(flows, key=lambda f: (rank[f[0]], rank[f[1]])):
        size = count * scale
        y1, y2 = left_at[before] + used_left[before], right_at[after] + used_right[after]
        used_left[before] += size
        used_right[after] += size
        parts.append(_band(y1, y2, max(size, 0.8), colour, 0.45 if colour == SAME else 0.8))
    for at, counts, x, anchor, offset in (
        (left_at, left, _LEFT, "end", -8),
        (right_at, right, _RIGHT, "start", BAR + 8),
    ):
        for state, y in at.items():
            tall = max(counts[state] * scale, 2)
            parts.append(
                f'<rect x="{x}" y="{y:.1f}" width="{BAR}" height="{tall:.1f}" fill="#44546A"/>'
            )
            words = f"{escape(names[state])} {counts[state]:,}"
            parts.append(
                f'<text x="{x + offset}" y="{y + tall / 2:.1f}" dy="0.35em" '
                f'text-anchor="{anchor}">{words}</text>'
            )
    return "".join([*parts, "</svg>"])


def _stack(
    flows: Sequence[tuple[str, str, int, str]], order: Sequence[str], side: int
) -> dict[str, int]:
    found: dict[str, int] = {}
    for state in order:
        count = sum(flow[2] for flow in flows if flow[side] == state)
        if count:
            found[state] = count
    return found


def _positions(counts: Mapping[str, int], scale: float) -> tuple[dict[str, float], float]:
    """The top of each state, and where the last one ends. Labels need room of their own."""
    at: dict[str, float] = {}
    y = GAP / 2
    for state, count in counts.items():
        room = max(count * scale, 16)
        at[state] = y + (room - max(count * scale, 2)) / 2
        y += room + GAP
    return at, y


def _band(y1: float, y2: float, size: float, colour: str, opacity: float) -> str:
    x1, x2 = _LEFT + BAR, _RIGHT
    middle = (x1 + x2) / 2
    path = (
        f"M{x1} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {x2} {y2:.1f}"
        f"L{x2} {y2 + size:.1f}C{middle} {y2 + size:.1f} {middle} {y1 + size:.1f} "
        f"{x1} {y1 + size:.1f}Z"
    )
    return f'<path d="{path}" fill="{colour}" fill-opacity="{opacity}"/>'


def share_bar(counts: Mapping[str, int], whole: int, most: int) -> Drawing:
    """One bar of a group: its changed subjects by direction, the rest pale.

    The bar is as long as the group is large beside the largest (``most``).
    """
    width = 240.0
    parts = [f'<svg class="bar" viewBox="0 0 {width:.0f} 12" xmlns="http://www.w3.org/2000/svg">']
    long = width * whole / most if most else 0.0
    parts.append(f'<rect width="{long:.1f}" height="12" fill="#E9EDF1"/>')
    edges = [0.0]
    for name in DIRECTION_COLOURS:
        edges.append(edges[-1] + (long * counts[name] / whole if whole else 0.0))
    for colour, (start, end) in zip(DIRECTION_COLOURS.values(), pairwise(edges), strict=True):
        if end > start:
            parts.append(
                f'<rect x="{start:.1f}" width="{end - start:.1f}" height="12" fill="{colour}"/>'
            )
    return Drawing("".join([*parts, "</svg>"]))


def pair_bar(before: int, after: int, most: int) -> Drawing:
    """Two thin bars, one above the other: before and after."""
    width = 240.0
    scale = width / most if most else 0.0
    return Drawing(
        f'<svg class="bar" viewBox="0 0 {width:.0f} 14" xmlns="http://www.w3.org/2000/svg">'
        f'<rect width="{before * scale:.1f}" height="6" fill="#B8C4D0"/>'
        f'<rect y="8" width="{after * scale:.1f}" height="6" fill="#44546A"/></svg>'
    )
