"""一致性: a sheet with both sides of each finding."""

from exporters.consistency import labels
from exporters.consistency.record import ConsistencyRecord, Difference, Side
from exporters.names import NO_VALUE, Names
from exporters.places import place
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import Column, Table
from facts import Text

GIVEN = Text("实际处理：{what}", "given: {what}")
RECOMMENDED = Text("建议：{what}", "recommended: {what}")
#: More clauses than this are counted and not named.
MOST_CLAUSES = 3
NO_RULE = Text("规则不看", "no rule reads it")


def write_consistency_sheet(paper: Paper, record: ConsistencyRecord, names: Names) -> Table:
    """One row a finding, hardest to explain first, with room for the office's explanation."""
    lang = paper.lang
    columns = [
        Column(labels.RANK.get(lang), 5, centre=True),
        Column(labels.KIND.get(lang), 11, centre=True, chip=True),
        Column(labels.BASIS.get(lang), 9, centre=True),
        Column(labels.LIGHTER.get(lang), 34),
        Column(labels.HEAVIER.get(lang), 34),
        Column(labels.DIFFER.get(lang), 36),
        Column(labels.SAYS.get(lang), 26),
        Column(labels.EXPLANATION.get(lang), 20),
        Column(labels.OPINION.get(lang), 20),
    ]
    table = Table(paper, labels.NAME, columns, frozen=2, empty=labels.NONE_FOUND)
    for told in record.told:
        explained = bool(told.finding.explained_by)
        table.add(
            [
                told.rank,
                labels.KINDS[told.finding.kind].get(lang),
                labels.BASES[told.finding.basis].get(lang),
                side(told.lighter, names),
                side(told.heavier, names),
                "\n".join(difference(d, names) for d in told.differences) or NO_VALUE,
                told.sentence,
                told.explanation,
                "",
            ],
            STATUS_TINTS["exempt" if explained else "needs_judgement"],
        )
    table.close()
    return table


def side(side: Side, names: Names) -> str:
    """One subject in a few lines: who and in which row, how responsible, what was given."""
    stop = names.marks.stop
    lines = [
        stop.join(filter(None, (side.case_id, side.subject, side.role))) + place(side.row),
        stop.join((side.responsibility, side.gravity)),
        side.faults,
        names.text(RECOMMENDED, what=side.recommended),
    ]
    if side.given:
        lines.append(names.text(GIVEN, what=side.given) + place(side.given_cell))
    return "\n".join(lines)


def difference(difference: Difference, names: Names) -> str:
    """不良影响：否[案件!I2] ｜ 是[案件!I3]（责任追究制度(七)）."""
    clauses = names.joined(difference.clauses) or names.text(NO_RULE)
    if len(difference.clauses) > MOST_CLAUSES:
        count = len(difference.clauses)
        clauses = names.text(labels.AND_MORE, first=difference.clauses[0], count=count)
    lighter = names.value(difference.lighter) + place(difference.lighter_cell)
    heavier = names.value(difference.heavier) + place(difference.heavier_cell)
    values = f"{lighter} ｜ {heavier}"
    return f"{names.label(difference.fact)}{names.marks.colon}{values}{names.aside(clauses)}"
