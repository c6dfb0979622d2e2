"""The regulation in the version applied, and its clauses word for word."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from exporters.case_report import labels
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Paragraph, Part
from rules.loader import CompiledBook
from sanctions.determination import Determination


def basis(
    book: CompiledBook, words: CitedWording, d: Determination, beside: Iterable[str]
) -> list[Part]:
    """The document, the clauses that the conclusions rest on, and those considered ``beside``."""
    names = words.names
    resting = applied(words, d)
    others = [id_ for id_ in dict.fromkeys(beside) if id_ not in resting]
    codified = names.text(labels.CODIFIED, id=d.book.id, version=d.book.version)
    document = (_instrument(book, words), codified, *words.staged(d, "scope"))
    nothing = (Paragraph(names.text(labels.NO_CLAUSE)),)
    parts = [
        Part(names.text(labels.DOCUMENT), tuple(Paragraph(line) for line in document)),
        Part(names.text(labels.CLAUSES), _quoted(words, resting) or nothing),
    ]
    if others:
        parts.append(Part(names.text(labels.OTHER_CLAUSES), _quoted(words, others)))
    return parts


def applied(words: CitedWording, d: Determination) -> list[str]:
    """The clauses that the conclusions rest on; not those of faults denied or still open."""
    settled = tuple(f for f in d.faults if f.basis != "none")
    steps = tuple(r for r in d.reasons if d.faults or r.stage != "finding")
    return words.clauses(replace(d, faults=settled, reasons=steps))


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
        told.append(names.text(labels.SURE, certainty=force.certainty, note=note))
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
