"""``impact.html``: one page that needs nothing else, for the screen and for paper."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from exporters.impact import labels
from exporters.impact.drawing import flow_chart, pair_bar, share_bar
from exporters.impact.heat import DIRECTION_COLOURS, SAME, hue, status_hue, tint, used
from exporters.impact.report import ImpactReport
from exporters.impact.told import about, inversion_cells
from exporters.sheets.paper import DRAFT
from exporters.still_page import Cell, still_page, table
from exporters.whole_file import whole_file
from facts import Text
from sanctions.determination import STATUS_LABELS

#: Rows of long tables on the page; the workbook has all.
SHOWN_UNITS, SHOWN_CHANGES, SHOWN_INVERSIONS = 20, 100, 8


def write_impact_page(report: ImpactReport, path: Path) -> None:
    """Write the page. Whole file or nothing."""
    with whole_file(path) as stream:
        stream.write(impact_page(report).encode("utf-8", "replace"))


def impact_page(report: ImpactReport) -> str:
    """The page as text: no script, no link, nothing from the network."""
    return _Page(report).text()


class _Page:
    def __init__(self, report: ImpactReport) -> None:
        self.report, self.record = report, report.record

    def text(self) -> str:
        parts = (
            self._head(),
            self._tiles(),
            self._amendments(),
            self._flow(),
            self._matrices(),
            self._breakdown(),
            self._movers(),
            self._inversions(),
            self._questions(),
            self._changes(),
        )
        return still_page(self.report.text(labels.TITLE), parts, self.report.lang)

    def _say(self, words: Text, **values: object) -> str:
        return escape(self.report.text(words, **values))

    def _heading(self, words: Text) -> str:
        return f"<h2>{self._say(words)}</h2>"

    def _table(self, heads: Sequence[Text], rows: Iterable[Sequence[Cell]], style: str = "") -> str:
        return table(map(self.report.text, heads), rows, style)

    # ── the head ──────────────────────────────────────────────────────────────

    def _head(self) -> Iterable[str]:
        yield f'<span class="draft">{self._say(DRAFT)}</span><h1>{self._say(labels.TITLE)}</h1>'
        yield f'<p class="soft">{self._say(labels.DISCLAIMER)}</p><dl class="about">'
        for name, value in about(self.report):
            yield f"<dt>{self._say(name)}</dt><dd>{escape(value)}</dd>"
        yield "</dl>"

    def _tiles(self) -> Iterable[str]:
        counts = self.record["counts"]
        tiles = [
            (labels.SUBJECTS, counts["subjects"], "#44546A"),
            (labels.CHANGED, counts["changed"], "#44546A"),
            (labels.CERTAIN, counts["certain"], "#C0504D"),
            (labels.POSSIBLE, counts["possible"], DIRECTION_COLOURS["wider"]),
            (labels.UNCHANGED, counts["unchanged"], SAME),
            (labels.REJECTED, counts["rejected"], "#CC6A62"),
        ]
        tiles += [(labels.DIRECTIONS[d], counts[d], c) for d, c in DIRECTION_COLOURS.items()]
        yield '<div class="tiles">'
        for name, count, colour in tiles:
            yield (
                f'<div class="tile" style="border-top-color:{colour}"><b>{count:,}</b>'
                f"<span>{self._say(name)}</span></div>"
            )
        yield "</div>"
        yield from self._legend()

    def _legend(self) -> Iterable[str]:
        yield '<div class="legend">'
        for name, colour in DIRECTION_COLOURS.items():
            label, meaning = self._say(labels.DIRECTIONS[name]), self._say(labels.MEANINGS[name])
            yield f'<span><i style="background:{colour}"></i>{label}：{meaning}</span>'
        yield "</div>"

    def _amendments(self) -> Iterable[str]:
        yield self._heading(labels.CHANGES_OF_BOOK)
        if not self.record["amendments"]:
            yield f"<p>{self._say(labels.NOTHING_CHANGES)}</p>"
            return
        rows = [
            (
                self.report.amendment(a["id"]),
                *self.report.before_and_after(a),
                self.report.origin(a),
                a["sole"],
                a["shared"],
            )
            for a in self.record["amendments"]
        ]
        heads = (
            labels.ITEM,
            labels.BEFORE,
            labels.AFTER,
            labels.PLACE,
            labels.SOLE,
            labels.SHARED,
        )
        yield self._table(heads, rows, "amendments")
        if not self.record["counts"]["changed"]:
            yield f"<p>{self._say(labels.NOBODY)}</p>"

    # ── flows ─────────────────────────────────────────────────────────────────

    def _flow(self) -> Iterable[str]:
        order = list(STATUS_LABELS)
        flows = [
            (c["before"], c["after"], c["subjects"], status_hue(c["before"], c["after"]))
            for c in self.record["status_flow"]
        ]
        yield self._heading(labels.FLOW)
        yield flow_chart(flows, order, {s: self.report.status(s) for s in order})

    def _matrices(self) -> Iterable[str]:
        yield self._heading(labels.MATRIX)
        yield f'<p class="soft">{self._say(labels.READING)}</p>'
        for kind, name in (("individual", labels.PERSONS), ("team", labels.TEAMS)):
            flow = self.record["measure_flow"][kind]
            if flow["cells"]:
                yield f"<h3>{self._say(name)}</h3>"
                yield from self._matrix(kind, flow)

    def _matrix(self, kind: str, flow: Mapping[str, Any]) -> Iterable[str]:
        states = used(flow["order"], flow["cells"])
        counts = {(c["before"], c["after"]): c["subjects"] for c in flow["cells"]}
        most = max(counts.values())
        corner = f"{self._say(labels.BEFORE)} ↓ {self._say(labels.AFTER)} →"
        heads = "".join(f"<th>{escape(self.report.state(kind, s))}</th>" for s in states)
        yield f'<table class="heat"><tr><th class="side">{corner}</th>{heads}</tr>'
        for before in states:
            yield f'<tr><th class="side">{escape(self.report.state(kind, before))}</th>'
            for after in states:
                count = counts.get((before, after), 0)
                same = " same" if before == after else ""
                if not count:
                    yield f'<td class="none{same}">·</td>'
                    continue
                colour = tint(hue(flow["order"], before, after), count, most)
                yield f'<td class="{same.strip()}" style="background:{colour}">{count:,}</td>'
            yield "</tr>"
        yield "</table>"

    # ── who ───────────────────────────────────────────────────────────────────

    def _breakdown(self) -> Iterable[str]:
        yield self._heading(labels.BREAKDOWN)
        yield from self._legend_short()
        for name, head in labels.BY.items():
            rows = self.record["breakdown"][name]
            rows = [row for row in rows if row["subjects"]]
            shown = rows[:SHOWN_UNITS] if name == "unit" else rows
            most = max((row["subjects"] for row in shown), default=0)
            heads = [head, labels.SUBJECTS, labels.CHANGED, *labels.DIRECTIONS.values(), _NO_HEAD]
            yield self._table(heads, [self._group(name, row, most) for row in shown], "groups")
            if len(shown) < len(rows):
                yield f'<p class="soft">{self._more(len(shown), len(rows))}</p>'

    def _legend_short(self) -> Iterable[str]:
        yield '<div class="legend">'
        for name, colour in DIRECTION_COLOURS.items():
            label = self._say(labels.DIRECTIONS[name])
            yield f'<span><i style="background:{colour}"></i>{label}</span>'
        yield f'<span><i style="background:#E9EDF1"></i>{self._say(labels.UNCHANGED)}</span></div>'

    def _group(self, name: str, row: Mapping[str, Any], most: int) -> Sequence[Cell]:
        label = self.report.fault(row["id"]) if name == "fault" else row["label"]
        directions = [row[d] for d in labels.DIRECTIONS]
        bar = share_bar(row, row["subjects"], most)
        return (label, row["subjects"], row["changed"], *directions, bar)

    def _more(self, shown: int, count: int) -> str:
        return self._say(labels.MORE, shown=shown, count=f"{count:,}")

    # ── the biggest movers ────────────────────────────────────────────────────

    def _movers(self) -> Iterable[str]:
        if not self.record["movers"]:
            return
        yield self._heading(labels.MOVERS)
        for number, mover in enumerate(self.record["movers"]):
            change = self.record["changes"][mover["change"]]
            who = [change["case_id"], change["subject"], change["role"]]
            like = self.report.text(labels.LIKE, count=f"{mover['subjects']:,}")
            cause = self.report.cause(change["cause"])
            yield (
                f'<div class="card"><header>{escape(" · ".join(filter(None, who)))}　'
                f'<span class="soft">{escape(like)}</span></header><div class="sides">'
            )
            sides = self.report.explanation(number)
            for name, side, own, other in (
                (labels.BEFORE, "before", sides[0], sides[1]),
                (labels.AFTER, "after", sides[1], sides[0]),
            ):
                result = escape(self.report.result(change[side]))
                yield f'<div class="side"><span class="soft">{self._say(name)}</span>'
                yield f"<b>{result}</b><ol>{self._reasons(own, other)}</ol></div>"
            yield f"</div><footer>{self._say(labels.CAUSE)}：{escape(cause)}"
            yield f"　{self._say(labels.BEARING)}：{escape(self.report.facts(change['facts']))}"
            yield "</footer></div>"

    @staticmethod
    def _reasons(own: Sequence[str], other: Sequence[str]) -> str:
        """A sentence a step; those that the other side does not have are marked."""
        known = set(other)
        return "".join(
            f"<li>{escape(s)}</li>" if s in known else f"<li><ins>{escape(s)}</ins></li>"
            for s in own
        )

    # ── inversions and questions ──────────────────────────────────────────────

    def _inversions(self) -> Iterable[str]:
        found = self.record["inversions"]
        yield self._heading(labels.INVERSIONS)
        yield f'<p class="soft">{self._say(labels.INVERSION_NOTE)}</p>'
        if not found["complete"]:
            yield f"<p>{self._say(labels.INCOMPLETE)}</p>"
        if not (found["before"]["pairs"] or found["after"]["pairs"]):
            yield f"<p>{self._say(labels.NO_INVERSIONS)}</p>"
            return
        rows = [
            (self.report.text(name), found[side]["pairs"], found[side]["subjects"])
            for name, side in ((labels.BEFORE, "before"), (labels.AFTER, "after"))
        ]
        yield self._table((_NO_HEAD, labels.PAIRS, labels.INVOLVED), rows)
        arising, gone = f"{found['arising']:,}", f"{found['gone']:,}"
        yield f"<p>{self._say(labels.COME_AND_GONE, arising=arising, gone=gone)}</p>"
        for name, listed in ((labels.AFTER, "examples"), (labels.GONE, "examples_gone")):
            examples = found[listed][:SHOWN_INVERSIONS]
            if examples:
                yield f"<h3>{self._say(name)}</h3>"
                heads = (labels.WORSE, labels.BETTER, labels.DIFFER)
                yield self._table(heads, [inversion_cells(self.report, e) for e in examples])

    def _questions(self) -> Iterable[str]:
        found = self.record["open_questions"]
        yield self._heading(labels.QUESTIONS)
        rows = [
            (self.report.text(name), *(found[side][n] for side in ("before", "after")))
            for name, n in ((labels.WAITING, "subjects"), (labels.ASKED, "questions"))
        ]
        yield self._table((_NO_HEAD, labels.BEFORE, labels.AFTER), rows)
        most = max((max(f["before"], f["after"]) for f in found["facts"]), default=0)
        heads = (
            labels.FACT,
            labels.SORT,
            labels.BEFORE,
            labels.AFTER,
            labels.DIFFERENCE,
            _NO_HEAD,
        )
        yield self._table(
            heads,
            [
                (
                    f["fact"],
                    self.report.question_kind(f["kind"]),
                    f["before"],
                    f["after"],
                    f"{f['after'] - f['before']:+,}" if f["after"] != f["before"] else "0",
                    pair_bar(f["before"], f["after"], most),
                )
                for f in found["facts"]
            ],
        )

    def _changes(self) -> Iterable[str]:
        changes = self.record["changes"]
        if not changes:
            return
        yield self._heading(labels.DETAILS)
        heads = (
            labels.CASE,
            labels.SUBJECT,
            labels.ROLE,
            labels.BEFORE,
            labels.AFTER,
            labels.DIRECTION,
            labels.CAUSE,
        )
        rows = [
            (
                change["case_id"],
                change["subject"],
                change["role"],
                self.report.result(change["before"]),
                self.report.result(change["after"]),
                self.report.direction(change["direction"]),
                self.report.cause(change["cause"]),
            )
            for change in changes[:SHOWN_CHANGES]
        ]
        yield self._table(heads, rows)
        if len(changes) > SHOWN_CHANGES:
            yield f'<p class="soft">{self._more(SHOWN_CHANGES, len(changes))}</p>'


_NO_HEAD = Text("", "")
