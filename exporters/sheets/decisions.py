"""认定结果: one row a subject."""

from exporters.results import Origin, Results
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import ROWS_PER_SHEET, Column, Table
from exporters.sheets.tally import Tally
from exporters.wording import Wording
from facts import Text
from sanctions.determination import Determination

NAME = Text("认定结果", "Determinations")
#: Columns that stay in sight: case, unit, subject.
FROZEN = 3
COLUMNS: tuple[tuple[Text, float, bool, bool], ...] = (
    (Text("案件编号", "Case"), 11, False, False),
    (Text("单位", "Unit"), 12, False, False),
    (Text("责任主体", "Subject"), 12, False, False),
    (Text("主体类别", "Kind"), 6, True, False),
    (Text("角色", "Role"), 9, True, False),
    (Text("结论", "Conclusion"), 9.5, True, True),
    (Text("建议处理", "Recommendation"), 20, False, False),
    (Text("最轻", "Lightest"), 13, False, False),
    (Text("最重", "Heaviest"), 18, False, False),
    (Text("过错情形", "Faults"), 19, False, False),
    (Text("责任", "Responsibility"), 9, True, False),
    (Text("情节", "Gravity"), 9, True, False),
    (Text("从宽从严", "Adjustments"), 15, False, False),
    (Text("移送", "Referrals"), 14, False, False),
    (Text("待定事项", "Open questions"), 17, False, False),
    (Text("依据条款", "Clauses"), 19, False, False),
    (Text("理由", "Reasons"), 62, False, False),
    (Text("来源行", "Source row"), 13, False, False),
)
PASSED_WIDTH = 14
UNDECIDED = Text("{fault}（待定）", "{fault} (undecided)")
ROW = Text("第 {row} 行", "row {row}")


def write_decisions_sheet(
    paper: Paper, results: Results, words: Wording, limit: int = ROWS_PER_SHEET
) -> tuple[Table, Tally]:
    """Write all rows in one pass; the table, and the counts gathered on the way."""
    columns = [Column(h.get(paper.lang), w, centre, chip) for h, w, centre, chip in COLUMNS]
    columns += [Column(header, PASSED_WIDTH, passed=True) for header in results.extra]
    table = Table(
        paper, NAME, columns, frozen=FROZEN, limit=limit, empty=Text("没有责任主体", "no subjects")
    )
    tally = Tally()
    passed = [results.extra[header] for header in results.extra]
    for index, (d, origin) in enumerate(zip(results.decisions, results.origins, strict=True)):
        clauses = words.clauses(d)
        tally.add(d, clauses, words)
        row = _row(d, origin, words, clauses)
        row += [values[index] for values in passed]
        table.add(row, STATUS_TINTS[d.status])
    table.close()
    return table, tally


def _row(d: Determination, origin: Origin, words: Wording, clauses: list[str]) -> list[str | int]:
    names = words.names
    row = names.text(ROW, row=origin.row) if origin.row else ""
    return [
        d.case_id or "",
        origin.unit,
        d.subject or "",
        names.choice("subject_kind", d.subject_kind),
        names.choice("role", d.role),
        names.status(d.status),
        words.outcome(d),
        words.lightest(d),
        words.heaviest(d),
        "\n".join(_faults(d, words)),
        names.responsibility(d.responsibility),
        names.choice("gravity", d.gravity),
        "\n".join(words.adjustments(d)),
        "\n".join(names.referral(referral.id) for referral in d.referrals),
        "\n".join(words.missing(d)),
        "\n".join(clauses),
        "\n".join(f"{n}. {sentence}" for n, sentence in enumerate(words.reasons(d), 1)),
        " ".join(part for part in (origin.file, origin.sheet, row) if part),
    ]


def _faults(d: Determination, words: Wording) -> list[str]:
    names = words.names
    return [
        names.text(UNDECIDED, fault=names.fault(f.id))
        if f.value == "unknown"
        else names.fault(f.id)
        for f in d.faults
    ]
