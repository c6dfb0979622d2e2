"""Published outcomes beside the default book: ``python examples/outcomes/compare.py``.

``facts.csv`` has one row a subject of published notices: year, level, role, the compiler's own
reading of the fault, deaths, what the notice says of the influence, and the sanctions. No names,
places or addresses. Prints the tables of docs/statistics.md, which a test holds equal to this.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd

from exporters.statistics.survey import Survey
from exporters.statistics.verdict import VERDICTS
from wenze.dossier import dossier
from wenze.evaluation import evaluate

HERE = Path(__file__).parent
Row = Mapping[str, str]

#: Subjects whom the regulation addresses or may address.
ROLES = ("主要领导", "分管领导", "班子成员", "直接责任人", "单位")
#: Deaths from which an accident is of this grade, as 生产安全事故报告和调查处理条例 grades them.
DEATHS = ((30, "特别严重"), (10, "严重"), (3, "较重"), (1, "一般"))
WORDS = {"特别恶劣": "特别严重", "严重": "严重", "有": "一般"}


def gravity(row: Row) -> str:
    """Our folding of deaths, or else of the notice's words, into a gravity; "" where neither."""
    deaths = int(row["死亡人数"] or 0)
    graded = next((grade for least, grade in DEATHS if deaths >= least), "")
    return graded or WORDS.get(row["影响用语"], "")


def as_published(row: Row) -> dict[str, str]:
    """The row as it is: its own year, level and unit, no gravity."""
    return {
        "案件编号": row["案件"],
        "单位": "某单位",
        "单位类型": row["单位"],
        "单位层级": row["层级"],
        "事发日期": f"{row['年份']}年",
        "过错情形": row["过错情形"],
        "违反规定依据": "见通报" if "11" in row["过错情形"].split("、") else "",
        "不良影响": "是" if row["影响用语"] else "",
        "死亡人数": row["死亡人数"],
        "及时纠正": row["及时纠正"],
        "责任主体": row["主体"],
        "主体类别": row["主体类别"],
        "角色": row["角色"],
        "实际处理": row["实际处理"],
    }


def as_if(row: Row) -> dict[str, str]:
    """As if the regulation applied to everybody: only faults, influence and roles are kept."""
    own = {"单位类型": "党委", "单位层级": "县级", "事发日期": "2010-01-01"}
    return {**as_published(row), **own}


def graded(row: Row) -> dict[str, str]:
    """The same, with our folding of the gravity."""
    return {**as_if(row), "情节": gravity(row)}


WAYS: tuple[tuple[str, Callable[[Row], dict[str, str]]], ...] = (
    ("照登记", as_published),
    ("假定都适用", as_if),
    ("假定都适用，情节按折算", graded),
)


def rows() -> list[dict[str, str]]:
    """The subjects whose year, role and sanction the notices give."""
    with (HERE / "facts.csv").open(encoding="utf-8", newline="") as stream:
        found = [{**row, "主体": f"第{n}行"} for n, row in enumerate(csv.DictReader(stream), 2)]
    return [r for r in found if r["年份"] and r["实际处理"] and r["角色"] in ROLES]


def surveyed(way: Callable[[Row], dict[str, str]]) -> Survey:
    """The statistics of all rows, each a case of its own: cases name few of their subjects."""
    found = [{**way(row), "案件编号": f"{row['案件']}-{row['主体']}"} for row in rows()]
    return Survey(dossier(evaluate(pd.DataFrame(found))))


def table(head: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    cells = [list(head), *([str(cell) for cell in line] for line in lines)]
    ruled = [cells[0], ["---"] * len(cells[0]), *cells[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in ruled)


def report() -> str:
    """All tables."""
    surveys = {name: surveyed(way) for name, way in WAYS}
    verdicts = [label.zh for label in VERDICTS.values()]
    parts = [
        table(
            ["", "主体", "建议处理", "待定", "不适用", *verdicts],
            (
                [
                    name,
                    s.whole.subjects,
                    s.whole.statuses["recommended"],
                    s.whole.statuses["needs_facts"] + s.whole.statuses["needs_judgement"],
                    s.whole.statuses["out_of_scope"],
                    *(s.whole.verdicts[v] for v in VERDICTS),
                ]
                for name, s in surveys.items()
            ),
        )
    ]
    last = surveys[WAYS[-1][0]]
    for dimension, head in (("role", "角色"), ("gravity", "情节（折算）")):
        groups = last.groups[dimension]
        parts.append(
            table(
                [head, "主体", *verdicts],
                (
                    [
                        last.dimensions.label(dimension, key),
                        groups[key].subjects,
                        *(groups[key].verdicts[v] for v in VERDICTS),
                    ]
                    for key in last.dimensions.ordered(dimension, groups)
                ),
            )
        )
    return "\n\n".join([*parts, reach(last)])


def reach(survey: Survey) -> str:
    """How far the book's catalogue reaches: what could be read, and what is on other ladders."""
    measures = survey.dossier.book.book.measures("individual")
    known = Counter({m.label: survey.given["individual", m.id] for m in measures})
    pieces = Counter[str]()
    for (_, piece), count in survey.unread.items():
        pieces[piece] += count
    common = sorted(pieces.items(), key=lambda item: (-item[1], item[0]))[:12]
    heavier = [row for row in survey.rows if row.verdict.kind == "heavier"]
    discipline = sum("给予党纪处分" in row.read for row in heavier)
    stated = sum(row["责任用语"] in ("主要责任", "次要责任") for row in rows())
    lines = (
        ("读成本书处理方式的次数（个人）", counted(known.most_common())),
        ("不是本书处理方式的，前 12 种", counted(common)),
        ("不是本书处理方式的，共计", pieces.total()),
        ("“畸重”的主体中有党纪处分的", f"{discipline} / {len(heavier)}"),
        ("通报写明主要责任或者次要责任的主体", stated),
    )
    return table(("", ""), lines)


def counted(pairs: Iterable[tuple[str, int]]) -> str:
    """通报批评 10、诫勉谈话 20, without those that never occur."""
    return "、".join(f"{name} {count}" for name, count in pairs if count)


if __name__ == "__main__":
    print(report())
