"""Which faults and adjustments were considered and not established, and why."""

from collections.abc import Iterator, Sequence

from exporters.case_report import labels
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Paragraph, Part
from sanctions.determination import Considered


def set_aside(words: CitedWording, considered: Sequence[Considered], outside: bool) -> list[Part]:
    """Faults denied, faults that could not be judged, adjustments not yet decided.

    ``outside``: the regulation does not apply, and none was considered.
    """
    names, faults = words.names, _faults(words)
    parts = []
    for value, heading in (("false", labels.DENIED), ("unknown", labels.UNSETTLED)):
        items = tuple(
            _dismissed(words, c) for c in considered if c.value == value and c.fault in faults
        )
        if items:
            parts.append(Part(names.text(heading), items))
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


def _dismissed(words: CitedWording, considered: Considered) -> Paragraph:
    said = words.names.text(
        labels.WEIGHED,
        name=words.names.fault(considered.fault),
        clauses=words.names.joined(considered.citations),
        why=words.weighed(considered),
    )
    return Paragraph(said, "item")
