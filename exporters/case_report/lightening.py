"""What would make the outcome lighter: it explains the rules, and advises nothing."""

from collections.abc import Sequence
from dataclasses import replace

from exporters import why_not
from exporters.case_report import labels
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Paragraph, Part
from exporters.places import spans
from sanctions.determination import Determination
from sanctions.lighter import Change, Lighter


def lightening(words: CitedWording, d: Determination, ways: Sequence[Lighter]) -> list[Part]:
    """One item a way to a lighter outcome, under a note on what this is and is not."""
    names = words.names
    if not why_not.tells_lighter(d, names.book):
        entitles = "recommended" in names.book.book.metadata.status_labels
        nothing = labels.NO_SANCTION if entitles else labels.NO_LIGHTER
        return [Part("", (Paragraph(names.text(nothing)),))]
    note = Paragraph(words.ended(names.text(why_not.NOTE)))
    placed = [replace(way, changes=tuple(map(_placed, way.changes))) for way in ways]
    told = why_not.lighter_sentences(placed, d, words, why_not.MOST_TOLD)
    items = tuple(Paragraph(words.ended(_sentence(line)), "item") for line in told)
    return [Part("", (note, *items))]


def _placed(change: Change) -> Change:
    return replace(change, was=replace(change.was, source=spans(change.was.source)))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
