"""Colours of change: orange stricter, blue lighter, grey unchanged, yellow where it is open."""

from collections.abc import Sequence
from math import sqrt

from exporters.sheets.palette import STATUS_BARS

STRICTER, LIGHTER, SAME, OPEN = "#E08A3C", "#4F8AC9", "#9AA5B1", "#E3C04A"
DIRECTION_COLOURS: dict[str, str] = {
    "stricter": STRICTER,
    "lighter": LIGHTER,
    "wider": OPEN,
    "narrower": "#B7A66B",
    "inner": "#D9CFA8",
    "level": SAME,
}
#: Statuses without a measure weigh alike; these two leave the outcome open.
_OPEN = ("needs_facts", "needs_judgement")


def hue(order: Sequence[str], before: str, after: str) -> str:
    """The colour of a move from one state to another; ``order`` runs from light to heavy."""
    if before == after:
        return SAME
    if before in _OPEN or after in _OPEN:
        return OPEN
    weights = [0 if state in STATUS_BARS else order.index(state) for state in (before, after)]
    if weights[0] == weights[1]:
        return SAME
    return STRICTER if weights[1] > weights[0] else LIGHTER


def status_hue(before: str, after: str) -> str:
    """The colour of a move between statuses: measures where there were none are stricter."""
    if before == after:
        return SAME
    if before in _OPEN or after in _OPEN:
        return OPEN
    moves = {(False, True): STRICTER, (True, False): LIGHTER}
    return moves.get((before == "recommended", after == "recommended"), SAME)


def tint(colour: str, count: int, most: int) -> str:
    """The colour, paler for fewer."""
    share = 0.18 + 0.82 * sqrt(count / most) if most else 0.18
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def used(order: Sequence[str], cells: Sequence[dict[str, object]]) -> list[str]:
    """The states that occur, in order."""
    met = {cell[side] for cell in cells for side in ("before", "after")}
    return [state for state in order if state in met]
