"""What an appeal body needs to check the report: program, book, inputs, row and situation."""

from collections.abc import Mapping
from typing import Any

from exporters.case_report import labels
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Paragraph, Part
from exporters.dossier import SubjectFile


def verification(words: CitedWording, run: Mapping[str, Any], subject: SubjectFile) -> list[Part]:
    """Small print at the end of a report. What a redacted record leaves out is left out."""
    names, d, origin = words.names, subject.determination, subject.origin
    ref = d.book
    said = [
        names.text(labels.NOTE),
        names.text(labels.ENGINE, version=run.get("wenze", "")),
        names.text(labels.BOOK, id=ref.id, version=ref.version, digest=ref.sha256),
    ]
    for given in run.get("inputs", ()):
        if given.get("sha256"):
            said.append(names.text(labels.INPUT, name=given["name"], digest=given["sha256"]))
    if origin.place:
        said.append(names.text(labels.ROW, place=origin.place))
    said.append(names.text(labels.SITUATION, signature=d.signature))
    return [Part("", tuple(Paragraph(line, "small") for line in said))]
