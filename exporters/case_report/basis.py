"""The regulation in the version applied, and its clauses word for word."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from exporters.case_report import labels
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Paragraph, Part
from rules.checked import recorded
from rules.loader import CompiledBook
from sanctions.determination import Determination


def basis(
    book: CompiledBook,
    words: CitedWording,
    d: Determination,
    near: Iterable[str],
    beside: Iterable[str],
    run: Mapping[str, Any],
) -> list[Part]:
    """The document, and its clauses: quoted where a conclusion or an open matter rests on them.

    ``near``: those of what is open, would be lighter, or was weighed where nothing is established.
    ``beside``: those of all that was considered; the ones that bear on nothing go by number.
    """
    names = words.names
    resting = words.resting(d)
    close = [id_ for id_ in dict.fromkeys(near) if id_ not in resting]
    others = [id_ for id_ in dict.fromkeys(beside) if id_ not in (*resting, *close)]
    codified = names.text(labels.CODIFIED, id=d.book.id, version=d.book.version)
    old = recorded(book.book.metadata, run)
    notice = () if old is None else (names.text(old.told) + names.marks.end,)
    document = (_instrument(book, words), codified, *notice, *words.staged(d, "scope"))
    nothing = (Paragraph(names.text(labels.NO_CLAUSE)),)
    parts = [
        Part(names.text(labels.DOCUMENT), tuple(Paragraph(line) for line in document)),
        Part(names.text(labels.CLAUSES), _quoted(words, resting) or nothing),
    ]
    if close:
        parts.append(Part(names.text(labels.NEAR_CLAUSES), _quoted(words, close)))
    if others:
        listed = names.text(labels.NOT_APPLIED, clauses=names.joined(others))
        parts.append(Part(names.text(labels.OTHER_CLAUSES), (Paragraph(listed),)))
    return parts


def written_day(day: date, lang: str) -> str:
    """As the standard writes it: no zero before a single figure."""
    return day.isoformat() if lang == "en" else f"{day.year}年{day.month}月{day.day}日"


def _instrument(book: CompiledBook, words: CitedWording) -> str:
    """Title, number, issuer and level; in force from when until when, and how sure that is."""
    names, metadata = words.names, book.book.metadata
    force = metadata.in_force
    told = [names.text(labels.SINCE, start=written_day(force.start, names.lang))]
    if force.end:
        told.append(names.text(labels.UNTIL, end=written_day(force.end, names.lang)))
    if force.certainty or force.note:
        note = force.note.rstrip("。")
        certainty = names.label(force.certainty)
        told.append(names.text(labels.SURE, certainty=certainty, note=note))
    identity = (metadata.number, metadata.issuer, metadata.level)
    return names.text(
        labels.INSTRUMENT,
        title=metadata.title,
        identity=names.joined(part for part in identity if part),
        force=names.joined(told),
    )


def _quoted(words: CitedWording, ids: Iterable[str]) -> tuple[Paragraph, ...]:
    """Each clause in its own words; where the outline has none, the gist, and says so."""
    names = words.names
    found = []
    for id_ in ids:
        clause = names.clause(id_)
        if clause is None:
            said = id_
        elif clause.quote:
            quote = names.quoted(clause.quote)
            said = words.ended(names.text(labels.QUOTED, clause=id_, quote=quote))
        else:
            said = names.text(labels.ABOUT, clause=id_, about=clause.about)
        found.append(Paragraph(said, "item", id_))
    return tuple(found)
