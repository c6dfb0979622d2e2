"""Which faults and adjustments were considered and not established, and why."""

from collections.abc import Iterator, Sequence

from exporters import why_not
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
        items = [_dismissed(words, c) for c in found if not unlisted(words, c)]
        absent = [c for c in found if unlisted(words, c)]
        if absent:
            items.append(_all_unlisted(words, absent))
        if items:
            parts.append(Part(names.text(words.found(heading)), tuple(items)))
    pending = tuple(Paragraph(line) for line in not_adjusted(words, considered, "unknown"))
    if pending:
        parts.append(Part(names.text(labels.UNSETTLED_ADJUSTMENT), pending))
    nothing = labels.OUTSIDE if outside else labels.NOTHING_ELSE
    return parts or [Part("", (Paragraph(names.text(nothing)),))]


def not_adjusted(
    words: CitedWording, considered: Sequence[Considered], value: str
) -> Iterator[str]:
    """The adjustments with this value (false, unknown), and why."""
    names, faults = words.names, _faults(words)
    denied = _denied_listings(words)
    elsewhere: dict[str, None] = {}
    for one in considered:
        if one.value != value or one.fault in faults:
            continue
        if value == "false" and any(denied & set(failed.split(" 且 ")) for failed in one.failing):
            elsewhere.update(dict.fromkeys(one.citations))
            continue
        name = names.joined(one.citations)
        head = why_not.PROVISION_HEADS[value]
        yield words.ended(names.text(head, what=name, why=words.weighed(one)))
    if elsewhere:
        yield names.text(labels.FOR_OTHER_FAULTS, clauses=names.joined(elsewhere))


def _faults(words: CitedWording) -> set[str]:
    return {fault.id for fault in words.names.book.book.metadata.faults}


def unlisted(words: CitedWording, considered: Considered) -> bool:
    """Is the only reason that the official, who alone can find it, has not listed it?"""
    book = words.names.book
    required = {fault.id for fault in book.book.metadata.faults if fault.finding == "required"}
    if considered.value != "false" or considered.fault not in required:
        return False
    told = _denied_listings(words, considered.fault)
    return set(considered.failing) <= told


def _denied_listings(words: CitedWording, fault: str = "") -> set[str]:
    """What the engine says where the official has not listed a fault (this one, or any)."""
    clusters = words.names.book.clusters
    listings = (a for cluster in clusters for a in cluster.atoms if isinstance(a, Listed))
    return {a.words(False) for a in listings if fault in ("", a.fault_id)}


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
