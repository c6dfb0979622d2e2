"""Choosing a view: ``file`` (all), ``respondent`` (one subject's own), ``public`` (no identity)."""

from collections.abc import Sequence
from dataclasses import replace

from exporters.dossier import CaseFile, Dossier
from exporters.redaction.public import public_view
from exporters.redaction.respondent import respondent_view
from exporters.redaction.views import Cases
from facts import Text

LEVELS = ("file", "respondent", "public")

UNKNOWN_LEVEL = Text(
    "没有“{level}”这一级；应为 file、respondent 或 public",
    "there is no level “{level}”; it is file, respondent or public",
)
NEEDS_SUBJECT = Text(
    "给当事人的一份要写明案件编号和责任主体",
    "what the person concerned may see needs a case and a subject",
)
NOT_FOUND = Text(
    "没有这个案件编号和责任主体，或者这一行未能读取",
    "there is no such case and subject, or its row could not be read",
)
TWICE = Text(
    "这个案件里有 {count} 个同名的责任主体，分不清是哪一个；请在原表里写得可以区分",
    "the case has {count} subjects of that name; make them different in the input",
)


class RedactionError(ValueError):
    """The view cannot be made. ``text`` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def redact(
    dossier: Dossier, level: str, case_id: str | None = None, subject: str | None = None
) -> Dossier:
    """The dossier at a level, of all cases, of one case, or of one subject of it.

    ``respondent`` needs a case and a subject. Cases are redacted as they are read. Raises
    RedactionError for an unknown level, for what is not in the dossier, and for a name that
    stands for two subjects of a case.
    """
    if level not in LEVELS:
        raise RedactionError(Text(*(words.format(level=level) for words in UNKNOWN_LEVEL)))
    if level == "respondent" and (case_id is None or subject is None):
        raise RedactionError(NEEDS_SUBJECT)
    places = None if case_id is None else _places(dossier.cases, case_id, subject)
    if level == "public":
        return public_view(dossier, places)
    if level == "respondent":
        assert places is not None
        if len(places) > 1 or len(places[0][1]) > 1:
            count = str(sum(len(subjects) for _, subjects in places))
            raise RedactionError(Text(*(words.format(count=count) for words in TWICE)))
        return respondent_view(dossier, places[0][0], places[0][1][0])
    if places is None:
        return dossier
    return replace(dossier, cases=Cases(dossier.cases, places), rejected=())


def _places(
    cases: Sequence[CaseFile], case_id: str, subject: str | None
) -> list[tuple[int, list[int]]]:
    """Where the case and its chosen subjects stand."""
    found = []
    for position, case in enumerate(cases):
        if case.case_id != case_id:
            continue
        chosen = [
            i
            for i, one in enumerate(case.subjects)
            if subject is None or one.determination.subject == subject
        ]
        if chosen:
            found.append((position, chosen))
    if not found:
        raise RedactionError(NOT_FOUND)
    return found
