"""What happened: the narrative, the facts and records of the register, the faults found."""

from exporters.case_report import labels
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Paragraph, Part
from exporters.dossier import CaseFile, Dossier, FactLine, Record, Records, SubjectFile
from exporters.places import place
from facts import Text

#: The fact that tells the story, in the core vocabulary.
NARRATIVE = "summary"


def happened(
    dossier: Dossier, case: CaseFile, subject: SubjectFile, words: CitedWording
) -> list[Part]:
    """The parts of the section on facts."""

    def part(heading: Text, paragraphs: tuple[Paragraph, ...]) -> Part:
        return Part(words.names.text(heading), paragraphs)

    return [
        part(labels.NARRATIVE, _narrative(case, words)),
        part(labels.RECORDED, _recorded(dossier, case, subject, words)),
        *(_records(kind, words) for kind in (*case.records, *subject.records)),
        part(words.found(labels.FOUND), _found(subject, words)),
    ]


def _narrative(case: CaseFile, words: CitedWording) -> tuple[Paragraph, ...]:
    told = next((line for line in case.facts if line.fact_id == NARRATIVE), None)
    lines = [part.strip() for part in (told.value if told else "").splitlines()]
    lines = [line for line in lines if line]
    if not told or not lines:
        return (Paragraph(words.names.text(labels.NO_NARRATIVE), "fill"),)
    lines[-1] += place(told.source)
    return tuple(Paragraph(line) for line in lines)


def _recorded(
    dossier: Dossier, case: CaseFile, subject: SubjectFile, words: CitedWording
) -> tuple[Paragraph, ...]:
    """The facts of the case, a group a paragraph; then those that are blank and would be read."""
    lines = [line for line in case.facts if line.kind not in ("record", "extra")]
    groups: dict[str, list[FactLine]] = {}
    for line in lines:
        if line.state != "blank":
            groups.setdefault(words.names.label(line.group), []).append(line)
    items = [_group(name, members, words) for name, members in groups.items()]
    read = dossier.book.readers
    mine = (*lines, *subject.facts)
    blank = [line.label for line in mine if line.state == "blank" and line.label in read]
    if blank:
        listed = words.names.joined(map(words.names.label, blank))
        items.append(Paragraph(words.names.text(labels.BLANKS, labels=listed)))
    return tuple(items)


def _group(name: str, lines: list[FactLine], words: CitedWording) -> Paragraph:
    return Paragraph(f"{name}{words.names.marks.colon}{words.ended(words.lines(lines))}")


def _records(kind: Records, words: CitedWording) -> Part:
    """The records of one kind, each with its row."""
    heading = words.names.text(labels.RECORDS, kind=words.names.label(kind.label))
    return Part(heading, tuple(Paragraph(_record(row, words), "item") for row in kind.rows))


def _record(row: Record, words: CitedWording) -> str:
    names = words.names
    gap = " " if names.lang == "en" else ""
    told = (
        f"{names.label(one.label)}{gap}{names.quoted(names.value(one.value))}"
        for one in row.lines
        if one.value
    )
    return words.ended((names.joined(told) or names.text(labels.BLANK_RECORD)) + place(row.source))


def _found(subject: SubjectFile, words: CitedWording) -> tuple[Paragraph, ...]:
    d, names = subject.determination, words.names
    found = [Paragraph(line, "item") for line in words.staged(d, "duty")]
    if d.faults:
        found += [Paragraph(line, "item") for line in words.staged(d, "finding")]
    pending = [f for f in d.faults if f.value == "unknown" and f.basis == "none"]
    if pending:
        named = (names.fault(f.id) + names.aside(names.joined(f.citations)) for f in pending)
        found.append(Paragraph(names.text(labels.PENDING, faults=names.joined(named))))
    if not d.faults:
        outside = d.status == "out_of_scope"
        said = labels.OUTSIDE if outside else words.found(labels.NO_FAULT)
        found.append(Paragraph(names.text(said)))
    return tuple(found)
