"""``statistics.xlsx``."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from exporters.consistency import ConsistencyRecord, write_consistency_sheet
from exporters.consistency import labels as consistency_labels
from exporters.dossier import Dossier
from exporters.sheets.palette import PERSON_BAR, STATUS_BARS, STATUS_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import Column, Table, Tint
from exporters.statistics import labels
from exporters.statistics.dimensions import DIMENSIONS
from exporters.statistics.front import Front, about
from exporters.statistics.survey import Group, Survey
from exporters.statistics.verdict import VERDICTS
from exporters.whole_file import whole_file
from facts import Text
from sanctions.determination import STATUS_LABELS

#: Above this many subjects with a given sanction, rows go to the disk as they are written.
LARGE = 20_000
VERDICT_TINTS: dict[str, Tint] = {
    "lighter": Tint("#F4F8FD", "#CFE0F3"),
    "heavier": Tint("#FDF4F3", "#F2C6C2"),
    "equal": Tint("#F3FAF3", "#CFE8D0"),
    "within": Tint("#FFFFFF", "#E4F0E4"),
    "unread": Tint("#FAFAFA", "#E6E6E6"),
}
VERDICT_BARS: dict[str, str] = {
    "lighter": "#5B8FC7",
    "heavier": "#CC6A62",
    "equal": "#6DAF70",
    "within": "#A9CDAA",
    "unread": "#A6A6A6",
}
_QUIET = Tint("#F6F7F9", "#F6F7F9")
#: Statuses that a subject which was read can have.
READ_STATUSES = tuple(status for status in STATUS_LABELS if status != "rejected")


def write(dossier: Dossier, path: Path, lang: str = "zh") -> None:
    """Write the workbook. Whole file or nothing; the same run gives the same bytes."""
    path = Path(path)
    survey = Survey(dossier, lang)
    with (
        whole_file(path) as stream,
        TemporaryDirectory(dir=path.parent, prefix=".wenze-") as folder,
    ):
        paper = Paper(stream, folder, lang, len(survey.rows) > LARGE, survey.names.foot())
        _front(paper, survey)
        _groups(paper, survey)
        _measures(paper, survey)
        _wanted(paper, survey)
        _given(paper, survey)
        _unread(paper, survey)
        write_consistency_sheet(paper, survey.consistency, survey.names)
        paper.close(labels.TITLE.get(lang))


def consistency_notes(record: ConsistencyRecord, lang: str) -> list[str]:
    """What the consistency sheet compares, and how much it found."""
    notes = [note.get(lang) for note in consistency_labels.NOTES]
    told = {"found": f"{record.found:,}", "told": f"{len(record.told):,}"}
    notes.append(consistency_labels.FOUND.get(lang, **told))
    counts = {basis: f"{count:,}" for basis, count in record.pairs.items()}
    notes.append(consistency_labels.PAIRS.get(lang, **counts))
    return notes if record.complete else [*notes, consistency_labels.AT_LEAST.get(lang)]


def _front(paper: Paper, survey: Survey) -> None:
    text, whole = survey.names.text, survey.whole
    notes = [text(note) for note in labels.NOTES]
    if not survey.has_given:
        notes.append(text(labels.NO_GIVEN))
    notes += consistency_notes(survey.consistency, paper.lang)
    front = Front(paper, labels.OVERVIEW)
    front.head(labels.TITLE, about(survey.dossier, survey.names), notes)
    front.block(
        [text(labels.CASES), text(labels.SUBJECTS), text(labels.UNREADABLE_ROWS)],
        [[whole.cases, whole.subjects, len(survey.dossier.rejected)]],
    )
    rows: list[list[str | int]] = [
        [survey.names.status(s), whole.statuses[s]] for s in STATUS_TINTS
    ]
    front.block(
        [text(labels.STATUS), text(labels.SUBJECTS)],
        rows,
        [tint.chip for tint in STATUS_TINTS.values()],
        list(STATUS_BARS.values()),
    )
    if survey.has_given:
        front.block(
            [text(labels.VERDICT), text(labels.SUBJECTS)],
            [[text(label), whole.verdicts[v]] for v, label in VERDICTS.items()],
            [VERDICT_TINTS[v].chip for v in VERDICTS],
            [VERDICT_BARS[v] for v in VERDICTS],
        )
    months = survey.groups["month"]
    names = survey.dimensions.ordered("month", months)[-36:]
    if names:
        counts: list[list[str | int]] = [
            [survey.dimensions.label("month", m), months[m].subjects] for m in names
        ]
        heads = [text(labels.MONTHS), text(labels.SUBJECTS)]
        front.block(heads, counts, bars=[PERSON_BAR] * len(counts))
    front.close()


def _columns(paper: Paper, heads: Sequence[tuple[Text, float, bool]], chip: int) -> list[Column]:
    return [
        Column(head.get(paper.lang), width, centre, number == chip)
        for number, (head, width, centre) in enumerate(heads)
    ]


def _groups(paper: Paper, survey: Survey) -> None:
    """One row a group; the dimension stands in the first column, so it can be filtered."""
    heads = [
        (labels.SORT, 16.0, True),
        (labels.GROUP, 32.0, False),
        (labels.CASES, 8.0, True),
        (labels.SUBJECTS, 8.0, True),
        *((STATUS_LABELS[s], 9.0, True) for s in READ_STATUSES),
    ]
    if survey.has_given:
        heads += [(label, 9.0, True) for label in VERDICTS.values()]
    table = Table(paper, labels.BY_GROUP, _columns(paper, heads, 0), frozen=2)
    text = survey.names.text
    table.add([text(labels.TOTAL), "", *_counts(survey, survey.whole)], _QUIET)
    for name, label in DIMENSIONS.items():
        groups = survey.groups[name]
        for key in survey.dimensions.ordered(name, groups):
            words = survey.dimensions.label(name, key)
            table.add([text(label), words, *_counts(survey, groups[key])])
    table.close()


def _counts(survey: Survey, group: Group) -> list[int]:
    found = [group.cases, group.subjects, *(group.statuses[s] for s in READ_STATUSES)]
    return found + ([group.verdicts[v] for v in VERDICTS] if survey.has_given else [])


def _measures(paper: Paper, survey: Survey) -> None:
    """One row a measure: how often it is recommended and was given, and for which roles."""
    names = survey.names
    roles = survey.dimensions.ordered("role", survey.groups["role"])
    heads = [(labels.KIND, 9.0, True), (labels.MEASURE, 30.0, False)]
    heads.append((labels.RECOMMENDED, 9.0, True))
    if survey.has_given:
        heads.append((labels.WAS_GIVEN, 9.0, True))
    columns = _columns(paper, heads, 2)
    columns += [Column(survey.dimensions.label("role", role), 11, True) for role in roles]
    table = Table(paper, labels.MEASURES, columns, frozen=2)
    book = names.book.book
    for kind in ("individual", "team"):
        for measure in ["", *(m.id for m in book.measures(kind))]:
            key = (kind, measure)
            label = names.measure(kind, measure) if measure else names.text(labels.NONE)
            row: list[str | int] = [names.choice("subject_kind", kind), label]
            row.append(survey.recommended[key])
            if survey.has_given:
                row.append(survey.given[key])
            table.add([*row, *(survey.by_role[key][role] for role in roles)])
    table.close()


def _wanted(paper: Paper, survey: Survey) -> None:
    """The questions in the order in which to ask them."""
    heads = [
        (labels.FACT, 26.0, False),
        (labels.QUESTION_KIND, 13.0, True),
        (labels.SETTLED, 12.0, True),
        (labels.SETTLED_CASES, 14.0, True),
        (labels.TOGETHER, 16.0, True),
        (labels.PARTLY, 14.0, True),
        (labels.WAITING, 10.0, True),
        (labels.ASK, 56.0, False),
    ]
    columns = _columns(paper, heads, 2)
    table = Table(paper, labels.WANTED, columns, frozen=1, empty=labels.NOTHING_OPEN)
    for wanted in survey.wanted:
        table.add(
            [
                survey.words.asked(wanted.question),
                survey.words.kind(wanted.question),
                wanted.subjects,
                wanted.cases,
                wanted.together,
                wanted.partly,
                wanted.waiting,
                survey.words.question(wanted.question),
            ]
        )
    table.close()


def _given(paper: Paper, survey: Survey) -> None:
    """One row a subject with something given, those outside the interval first."""
    heads = [
        (labels.VERDICT, 11.0, True),
        (labels.CASE, 12.0, False),
        (labels.SUBJECT, 16.0, False),
        (labels.ROLE, 10.0, True),
        (labels.RESPONSIBILITY, 9.0, True),
        (labels.GRAVITY, 9.0, True),
        (labels.WRITTEN, 26.0, False),
        (labels.READ, 24.0, False),
        (labels.ADVICE, 24.0, False),
        (labels.LIGHTEST, 16.0, False),
        (labels.HEAVIEST, 20.0, False),
        (labels.WHY, 24.0, False),
        (labels.SOURCE, 12.0, False),
    ]
    columns = _columns(paper, heads, 0)
    table = Table(paper, labels.GIVEN, columns, frozen=3, empty=labels.NO_GIVEN)
    for row in survey.given_rows():
        table.add(
            [
                VERDICTS[row.verdict.kind].get(paper.lang),
                row.case_id,
                row.subject,
                row.role,
                row.responsibility,
                row.gravity,
                row.written,
                row.read,
                row.recommended,
                row.lightest,
                row.heaviest,
                row.why,
                row.source,
            ],
            VERDICT_TINTS[row.verdict.kind],
        )
    table.close()


def _unread(paper: Paper, survey: Survey) -> None:
    """The pieces that are no measure of the book, the most frequent first."""
    heads = [
        (labels.KIND, 12.0, True),
        (labels.PIECE, 60.0, False),
        (labels.COUNT, 12.0, True),
    ]
    columns = _columns(paper, heads, 2)
    table = Table(paper, labels.UNREAD, columns, frozen=1, empty=labels.ALL_READ)
    common = sorted(survey.unread.items(), key=lambda item: (-item[1], item[0]))
    for (kind, piece), count in common:
        table.add([survey.names.choice("subject_kind", kind), piece, count])
    table.close()
