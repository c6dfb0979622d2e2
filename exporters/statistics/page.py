"""The statistics as one self-contained page."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from exporters.consistency import labels as consistency_labels
from exporters.consistency.record import Told
from exporters.consistency.sheet import difference, side
from exporters.dossier import Dossier
from exporters.sheets.palette import PERSON_BAR, STATUS_BARS
from exporters.sheets.paper import DRAFT
from exporters.statistics import labels
from exporters.statistics.dimensions import DIMENSIONS
from exporters.statistics.drawing import bar, stack
from exporters.statistics.front import about
from exporters.statistics.survey import Survey
from exporters.statistics.verdict import MEANINGS, VERDICTS
from exporters.statistics.workbook import READ_STATUSES, VERDICT_BARS, consistency_notes
from exporters.still_page import Cell, still_page, table
from exporters.whole_file import whole_file
from facts import Text

#: Rows of long tables on the page; the workbook has all.
SHOWN = 100
SHOWN_MORE = Text(
    "列出前 {shown} 项，共 {count} 项；全部见工作簿。", "The first {shown} of {count}."
)
_EXTRA = """
td:first-child{min-width:10em}td.bar{width:22%}th{min-width:4.2em}.wide td{max-width:260px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 24px}
.c-order,.c-team,.c-inversion,.c-unequal{font-weight:600;white-space:nowrap}
@media print{.two{display:block}}
"""


def write(dossier: Dossier, path: Path, lang: str = "zh") -> None:
    """Write the page. Whole file or nothing."""
    text = statistics_page(Survey(dossier, lang))
    with whole_file(path) as stream:
        stream.write(text.encode("utf-8", "replace"))


def statistics_page(survey: Survey) -> str:
    """The page as text: no script, no link, nothing from the network."""
    return _Page(survey).text()


class _Page:
    def __init__(self, survey: Survey) -> None:
        self.survey, self.names = survey, survey.names

    def text(self) -> str:
        parts = (
            self._head(),
            self._tiles(),
            self._groups(),
            self._measures(),
            self._wanted(),
            self._given(),
            self._consistency(),
        )
        return still_page(self.names.text(labels.TITLE), parts, self.survey.lang, _EXTRA)

    # ── pieces ────────────────────────────────────────────────────────────────

    def _say(self, words: Text, **values: object) -> str:
        return escape(self.names.text(words, **values))

    def _more(self, count: int) -> str:
        if count <= SHOWN:
            return ""
        return f'<p class="soft">{self._say(SHOWN_MORE, shown=SHOWN, count=f"{count:,}")}</p>'

    def _legend(self, colours: dict[str, str], words: dict[str, str]) -> str:
        marks = "".join(
            f'<span><i style="background:{colour}"></i>{escape(words[name])}</span>'
            for name, colour in colours.items()
        )
        return f'<div class="legend">{marks}</div>'

    # ── sections ──────────────────────────────────────────────────────────────

    def _head(self) -> Iterator[str]:
        yield f'<span class="draft">{self._say(DRAFT)}</span><h1>{self._say(labels.TITLE)}</h1>'
        yield '<dl class="about">'
        for name, value in about(self.survey.dossier, self.names):
            yield f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        yield "</dl>"
        for note in labels.NOTES:
            yield f'<p class="soft">{self._say(note)}</p>'

    def _tiles(self) -> Iterator[str]:
        whole = self.survey.whole
        tiles = [(self._say(labels.CASES), whole.cases, "#44546A")]
        tiles.append((self._say(labels.SUBJECTS), whole.subjects, "#44546A"))
        tiles += [
            (escape(self.names.status(s)), whole.statuses[s], colour)
            for s, colour in STATUS_BARS.items()
        ]
        if self.survey.has_given:
            tiles += [
                (self._say(label), whole.verdicts[v], VERDICT_BARS[v])
                for v, label in VERDICTS.items()
            ]
        yield '<div class="tiles">'
        for name, count, colour in tiles:
            yield (
                f'<div class="tile" style="border-top-color:{colour}"><b>{count:,}</b>'
                f"<span>{name}</span></div>"
            )
        yield "</div>"

    def _groups(self) -> Iterator[str]:
        survey = self.survey
        yield f"<h2>{self._say(labels.BY_GROUP)}</h2>"
        statuses = {s: STATUS_BARS[s] for s in READ_STATUSES}
        yield self._legend(statuses, {s: self.names.status(s) for s in statuses})
        for name, label in DIMENSIONS.items():
            groups = survey.groups[name]
            if not groups:
                continue
            keys = survey.dimensions.ordered(name, groups)
            most = max(group.subjects for group in groups.values())
            heads = [self.names.text(label), *map(self.names.text, (labels.CASES, labels.SUBJECTS))]
            heads += [self.names.status(s) for s in READ_STATUSES]
            rows: list[list[Cell]] = [
                [
                    survey.dimensions.label(name, key),
                    groups[key].cases,
                    groups[key].subjects,
                    *(groups[key].statuses[s] for s in READ_STATUSES),
                    stack(groups[key], statuses, most),
                ]
                for key in keys
            ]
            yield table([*heads, ""], rows)

    def _measures(self) -> Iterator[str]:
        survey, names = self.survey, self.names
        yield f'<h2>{self._say(labels.MEASURES)}</h2><div class="two">'
        for kind in ("individual", "team"):
            keys = [(kind, m) for m in ("", *(m.id for m in names.book.book.measures(kind)))]
            most = max((survey.recommended[key] for key in keys), default=0)
            heads = [names.choice("subject_kind", kind), names.text(labels.RECOMMENDED)]
            if survey.has_given:
                heads.append(names.text(labels.WAS_GIVEN))
            rows: list[list[Cell]] = []
            for key in keys:
                label = names.measure(*key) if key[1] else names.text(labels.NONE)
                row: list[Cell] = [label, survey.recommended[key]]
                if survey.has_given:
                    row.append(survey.given[key])
                rows.append([*row, bar(survey.recommended[key], most, PERSON_BAR)])
            yield table([*heads, ""], rows)
        yield "</div>"

    def _wanted(self) -> Iterator[str]:
        yield f"<h2>{self._say(labels.WANTED)}</h2>"
        wanted = self.survey.wanted
        if not wanted:
            yield f"<p>{self._say(labels.NOTHING_OPEN)}</p>"
            return
        most = max((w.subjects for w in wanted), default=0)
        heads = (
            labels.FACT,
            labels.QUESTION_KIND,
            labels.SETTLED,
            labels.SETTLED_CASES,
            labels.TOGETHER,
            labels.WAITING,
        )
        rows: list[list[Cell]] = [
            [
                self.survey.words.asked(w.question),
                self.survey.words.kind(w.question),
                w.subjects,
                w.cases,
                w.together,
                w.waiting,
                bar(w.subjects, most, STATUS_BARS["needs_facts"]),
            ]
            for w in wanted[:SHOWN]
        ]
        yield table([*map(self.names.text, heads), ""], rows)
        yield self._more(len(wanted))

    def _given(self) -> Iterator[str]:
        survey = self.survey
        yield f"<h2>{self._say(labels.GIVEN)}</h2>"
        if not survey.has_given:
            yield f"<p>{self._say(labels.NO_GIVEN)}</p>"
            return
        words = {
            v: f"{self.names.text(label)}{self.names.marks.colon}{self.names.text(MEANINGS[v])}"
            for v, label in VERDICTS.items()
        }
        yield self._legend(VERDICT_BARS, words)
        rows = survey.given_rows()
        heads = (
            labels.VERDICT,
            labels.CASE,
            labels.SUBJECT,
            labels.ROLE,
            labels.WRITTEN,
            labels.ADVICE,
            labels.LIGHTEST,
            labels.HEAVIEST,
            labels.WHY,
        )
        yield table(
            [self.names.text(head) for head in heads],
            [
                [
                    self.names.text(VERDICTS[row.verdict.kind]),
                    row.case_id,
                    row.subject,
                    row.role,
                    row.written,
                    row.recommended,
                    row.lightest,
                    row.heaviest,
                    row.why,
                ]
                for row in rows[:SHOWN]
            ],
            "wide",
        )
        yield self._more(len(rows))
        if survey.unread:
            yield f"<h3>{self._say(labels.UNREAD)}</h3>"
            common = sorted(survey.unread.items(), key=lambda item: (-item[1], item[0]))
            pieces = self.names.joined(f"{piece} × {n}" for (_, piece), n in common[:SHOWN])
            yield f"<p>{escape(pieces)}</p>"

    def _consistency(self) -> Iterator[str]:
        record = self.survey.consistency
        yield f"<h2>{self._say(consistency_labels.NAME)}</h2>"
        for note in consistency_notes(record, self.survey.lang):
            yield f'<p class="soft">{escape(note)}</p>'
        if not record.told:
            yield f"<p>{self._say(consistency_labels.NONE_FOUND)}</p>"
        for told in record.told[:SHOWN]:
            yield self._told(told)
        yield self._more(len(record.told))

    def _told(self, told: Told) -> str:
        kind = self._say(consistency_labels.KINDS[told.finding.kind])
        basis = self._say(consistency_labels.BASES[told.finding.basis])
        sides = "".join(
            f'<div class="side"><b>{self._say(name)}</b><pre>{escape(side(end, self.names))}</pre>'
            "</div>"
            for name, end in (
                (consistency_labels.LIGHTER, told.lighter),
                (consistency_labels.HEAVIER, told.heavier),
            )
        )
        lines = "".join(f"<li>{escape(difference(d, self.names))}</li>" for d in told.differences)
        return (
            f'<div class="card"><header><b>{told.rank}. {kind}</b> · {basis} · '
            f'{escape(told.sentence)}</header><div class="sides">{sides}</div>'
            f"<footer>{self._say(consistency_labels.DIFFER)}<ul>{lines}</ul>"
            f"{escape(told.explanation)}</footer></div>"
        )
