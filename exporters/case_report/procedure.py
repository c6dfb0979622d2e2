"""Who may decide, until when, and where to appeal: as the book says, or that it does not."""

from collections.abc import Iterator

from exporters.case_report import labels
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Paragraph
from sanctions.determination import Determination, Step


def procedure(
    words: CitedWording, d: Determination, office_says: str | None
) -> tuple[Paragraph, ...]:
    """One item a topic. ``office_says`` is the office's own notice on appeals."""
    found = []
    for topic in labels.PROCEDURE:
        steps = [_told(words, step) for step in d.procedure if step.kind in topic.kinds]
        if "competence" in topic.kinds:
            steps += _deciders(words, d)
        told = words.names.marks.stop.join(steps or [_silent(words, topic)])
        if office_says and "appeal" in topic.kinds:
            note = words.names.text(labels.OFFICE_SAYS, notice=office_says.rstrip("。"))
            told = f"{told}{words.names.marks.stop}{note}"
        if steps or topic.always:
            found.append(Paragraph(words.ended(words.names.text(topic.says, found=told)), "item"))
    return tuple(found)


def _told(words: CitedWording, step: Step) -> str:
    return words.step(step) + words.names.aside(words.names.joined(step.citations))


def _deciders(words: CitedWording, d: Determination) -> Iterator[str]:
    """Who may decide each measure, where the catalogue says so."""
    chosen = {(d.subject_kind, m.id) for m in d.measures}
    for measure in words.names.book.book.catalogue:
        if measure.decided_by and (measure.kind, measure.id) in chosen:
            label = words.names.measure(measure.kind, measure.id)
            cites = words.names.aside(words.names.joined(measure.cite))
            decider = words.names.label(measure.decided_by)
            yield f"{label}{words.names.marks.colon}{decider}{cites}"


def _silent(words: CitedWording, topic: labels.Topic) -> str:
    """That the book has no rule; with the gist of clauses that are about it all the same."""
    names = words.names
    related = [
        names.text(labels.ABOUT, clause=clause.id, about=clause.about.rstrip("。"))
        for clause in names.book.book.outline.clauses
        if any(key in clause.about for key in topic.keys)
    ]
    if not related:
        return names.text(labels.SILENT)
    listed = names.marks.stop.join(related)
    return names.text(labels.ONLY_GIST, clauses=listed)
