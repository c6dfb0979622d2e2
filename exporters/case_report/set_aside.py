"""Which faults and adjustments were considered and not established, and why."""

from collections.abc import Iterator, Sequence

from exporters.case_report import labels
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Paragraph, Part
from rules.atoms import Listed
from sanctions.determination import Considered


def set_aside(words: CitedWording, considered: Sequence[Considered], outside: bool) -> list[Part]:
    """Faults denied, faults that could not be judged, adjustments not yet decided.

    ``outside``: the regulation does not apply, and none was considered.
    """
    names, faults = words.names, _faults(words)
    parts = []
    for value, heading in (("false", labels.DENIED), ("unknown", labels.UNSETTLED)):
        found = [c for c in considered if c.value == value and c.fault in faults]
        items = [_dismissed(words, c) for c in found if not _unlisted(words, c)]
        unlisted = [c for c in found if _unlisted(words, c)]
        if unlisted:
            items.append(_all_unlisted(words, unlisted))
        if items:
            parts.append(Part(names.text(heading), tuple(items)))
    pending = tuple(Paragraph(line) for line in not_adjusted(words, considered, "unknown"))
    if pending:
        parts.append(Part(names.text(labels.UNSETTLED_ADJUSTMENT), pending))
    nothing = labels.OUTSIDE if outside else labels.NOTHING_ELSE
    return parts or [Part("", (Paragraph(names.text(nothing)),))]


def not_adjusted(
    words: CitedWording, considered: Sequence[Considered], value: str
) -> Iterator[str]:
    """The adjustments with this value (false, unknown), and why."""
    faults = _faults(words)
    for one in considered:
        if one.value == value and one.fault not in faults:
            name = words.names.joined(one.citations)
            yield words.names.text(labels.NOT_ADJUSTED, name=name, why=words.weighed(one))


def _faults(words: CitedWording) -> set[str]:
    return {fault.id for fault in words.names.book.book.metadata.faults}


def _unlisted(words: CitedWording, considered: Considered) -> bool:
    """Is the only reason that the official, who alone can find it, has not listed it?"""
    book = words.names.book
    required = {fault.id for fault in book.book.metadata.faults if fault.finding == "required"}
    if considered.value != "false" or considered.fault not in required:
        return False
    listings = (a for cluster in book.clusters for a in cluster.atoms if isinstance(a, Listed))
    told = {a.words(False) for a in listings if a.fault_id == considered.fault}
    return set(considered.failing) <= told


def _all_unlisted(words: CitedWording, considered: Sequence[Considered]) -> Paragraph:
    """The faults that were not listed, in one item."""
    names = words.names
    told = (names.fault(c.fault) + names.aside(names.joined(c.citations)) for c in considered)
    return Paragraph(names.text(labels.ALL_UNLISTED, faults=names.marks.stop.join(told)), "item")


def _dismissed(words: CitedWording, considered: Considered) -> Paragraph:
    said = words.names.text(
        labels.WEIGHED,
        name=words.names.fault(considered.fault),
        clauses=words.names.joined(considered.citations),
        why=words.weighed(considered),
    )
    return Paragraph(said, "item")
