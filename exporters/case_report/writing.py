"""Case reports as files: one a subject, or one a case."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from exporters.case_report import labels
from exporters.case_report.chapter import chapter
from exporters.case_report.cited import CitedWording
from exporters.case_report.content import Report
from exporters.case_report.document import document
from exporters.case_report.pdf import as_pdf, converter
from exporters.case_report.release import Release, ReleaseError
from exporters.case_report.typefaces import STANDARD, installed
from exporters.dossier import CaseFile, Dossier, SubjectFile
from exporters.whole_file import whole_file
from facts import Text

if TYPE_CHECKING:
    from exporters.case_report.own_template import OwnTemplate

FORMATS = ("docx", "pdf")
#: What no file system takes in a name, and what Windows does not take.
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+')
#: Characters of a name: three bytes each, within the 255 of common file systems.
_LONGEST = 60
#: Reports held in memory at a time.
_AT_ONCE = 200


@dataclass(frozen=True)
class CaseReports:
    """How the reports of a run are to be written.

    ``released``: what the office adds; without it every page says that it is a draft.
    ``template``: the office's own document. ``red_head``: the office's name in red, if wished.
    ``whole_case``: one document a case, each subject on a new page.
    """

    lang: str = "zh"
    released: Release | None = None
    template: "OwnTemplate | None" = None
    red_head: str = ""
    whole_case: bool = False

    def write(self, dossier: Dossier, folder: Path, formats: Sequence[str]) -> list[Path]:
        """Write the reports of every subject that could be read; the paths written.

        Nothing is written when a report may not be released (ReleaseError, with every reason),
        when PDF cannot be had (NoPdf), or when a template is wrong (TemplateMistake). Each file
        is written whole.
        """
        if self.released:
            missing = list(self.missing(dossier))
            if missing:
                raise ReleaseError(missing)
        if "pdf" in formats:
            converter()
        folder.mkdir(parents=True, exist_ok=True)
        written: list[Path] = []
        named = _named(self._reports(dossier))
        while batch := list(islice(named, _AT_ONCE)):
            for form in FORMATS:
                if form in formats:
                    contents = self.as_docx(batch) if form == "docx" else self.as_pdf(batch)
                    for (name, _), content in zip(batch, contents, strict=True):
                        path = folder / f"{name}.{form}"
                        with whole_file(path) as stream:
                            stream.write(content)
                        written.append(path)
        return written

    def as_docx(self, reports: Iterable[tuple[str, Report]]) -> Iterator[bytes]:
        """Each report as a Word document, with the faces that offices have."""
        for _, report in reports:
            yield self.template.filled(report) if self.template else document(report, STANDARD)

    def as_pdf(self, reports: Iterable[tuple[str, Report]]) -> list[bytes]:
        """Each report as PDF, with the faces of this machine, which go into the file."""
        if self.template:
            return as_pdf(list(self.as_docx(reports)))
        faces = installed() or STANDARD
        return as_pdf([document(report, faces) for _, report in reports])

    def _reports(self, dossier: Dossier) -> Iterator[tuple[str, Report]]:
        words = CitedWording(dossier.book, self.lang)
        draft = "" if self.released else labels.DRAFT.get(self.lang)
        for case in dossier.cases:
            subjects = case.subjects
            groups = [subjects] if self.whole_case else [(subject,) for subject in subjects]
            for group in filter(None, groups):
                chapters = tuple(chapter(dossier, case, s, words, self.released) for s in group)
                name = case.case_id
                if not self.whole_case:
                    name = f"{name}_{group[0].determination.subject}"
                yield name, Report(chapters, draft, self.lang, self.red_head)

    # ── what keeps a report from being released ───────────────────────────────

    def missing(self, dossier: Dossier) -> Iterator[Text]:
        """For every report, what must be filled in or settled first. Persons are not named."""
        words = CitedWording(dossier.book, self.lang)
        for case in dossier.cases:
            for subject in case.subjects:
                found = list(self._missing(case, subject, words))
                if found:
                    origin = subject.origin
                    place = f"{origin.sheet}!{origin.row}" if origin.sheet else str(origin.row)
                    listed = words.names.marks.stop.join(found)
                    yield Text(
                        f"案件 {case.case_id}（{place}）：{listed}",
                        f"case {case.case_id} ({place}): {listed}",
                    )

    def _missing(self, case: CaseFile, subject: SubjectFile, words: CitedWording) -> Iterator[str]:
        d, names = subject.determination, words.names
        lacking = self.released.lacks(case.case_id, d.subject or "") if self.released else []
        if lacking:
            yield names.text(labels.UNWRITTEN, keys=names.joined(lacking))
        if d.open_questions:
            yield names.text(labels.UNSETTLED_QUESTIONS, facts=names.joined(words.missing(d)))
        elif d.status in ("needs_facts", "needs_judgement"):
            yield names.text(labels.UNSETTLED_STATUS, status=names.status(d.status))


def _named(reports: Iterable[tuple[str, Report]]) -> Iterator[tuple[str, Report]]:
    """With names that any file system takes, each once (capitals do not tell them apart)."""
    taken: set[str] = set()
    for wished, report in reports:
        plain = _UNFIT.sub("_", wished).strip("._ ")[:_LONGEST].rstrip("._ ") or "report"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name.casefold())
        yield name, report
