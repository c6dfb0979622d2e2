"""Bars of the page: SVG that needs nothing else, sharp on paper."""

from exporters.statistics.survey import Group
from exporters.still_page import Drawing


def bar(count: int, most: int, colour: str) -> Drawing:
    """One bar, as long as the count is large beside the largest."""
    width = 240 * count / most if most else 0
    return Drawing(
        '<svg class="bar" viewBox="0 0 240 12" xmlns="http://www.w3.org/2000/svg">'
        f'<rect width="{width:.1f}" height="12" fill="{colour}"/></svg>'
    )


def stack(group: Group, colours: dict[str, str], most: int) -> Drawing:
    """One bar, as long as the group is large, in the colours of its statuses."""
    at = 0.0
    parts = ['<svg class="bar" viewBox="0 0 240 12" xmlns="http://www.w3.org/2000/svg">']
    for status, colour in colours.items():
        width = 240 * group.statuses[status] / most
        if width:
            parts.append(f'<rect x="{at:.1f}" width="{width:.1f}" height="12" fill="{colour}"/>')
        at += width
    return Drawing("".join([*parts, "</svg>"]))
