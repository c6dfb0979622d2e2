"""The book as one DuckDB query: SQL's NULL is Kleene's unknown. No reasons; a limit, not a peer."""

from pathlib import Path

import duckdb

from benchmarks.peers.answers import OPEN, OUTCOMES, SETTLED
from benchmarks.peers.register import NO, UNKNOWN, YES, YES_NO
from benchmarks.peers.stopwatch import Stopwatch

TRUTHS = ", ".join(f"yes_no({header}) AS {name}" for header, name in YES_NO.items())
LISTED = ", ".join(
    f"CASE WHEN 过错情形 = '存疑' THEN NULL ELSE list_contains(listing, '{n}') END AS listed_{n}"
    for n in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11)
)
#: Fault, elements under the stricter and under the wider reading.
ELEMENTS = {
    1: (
        "procedure_broken AND decision_failed AND major_influence AND major_loss",
        "procedure_broken AND decision_failed AND (major_influence OR major_loss)",
    ),
    2: ("任务来源 = '市委市政府决策部署' AND undone",) * 2,
    3: ("任务来源 IN ('督查督办', '领导批示交办') AND undone",) * 2,
    4: (
        "情况类别 IN ('突发事件', '灾情险情', '安全生产事故')"
        " AND (报告时间 - 知悉时间 > INTERVAL 2 HOUR OR NOT handled_in_time)",
    )
    * 2,
    5: ("(refused OR poorly_executed) AND bad_influence AND bad_consequence",) * 2,
    6: ("inaction OR weak_action OR wrong_action",) * 2,
    7: (
        "(fraud OR inflated_report OR untruthful)"
        " AND (bad_influence OR major_loss OR 直接经济损失 > 0)",
    )
    * 2,
    8: ("年度考核等次 = CASE 主体类别 WHEN '班子' THEN '差' ELSE '不称职' END",) * 2,
    9: (
        "(petition_mishandled OR problem_unsolved) AND (bad_influence OR bad_consequence)",
        "petition_mishandled OR (problem_unsolved AND (bad_influence OR bad_consequence))",
    ),
    10: ("system_missing OR system_lax",) * 2,
    11: ("CASE WHEN 违反规定依据 IS NULL THEN NULL ELSE 违反规定依据 <> '无' END",) * 2,
}
READINGS = ", ".join(
    f"({strict}) AS strict_{n}, ({wide}) AS wide_{n}" for n, (strict, wide) in ELEMENTS.items()
)
FAULTS = ", ".join(
    f"""CASE
        WHEN listed_{n} AND wide_{n} IS DISTINCT FROM FALSE THEN TRUE
        WHEN strict_{n} THEN TRUE
        WHEN NOT wide_{n} AND NOT listed_{n} THEN FALSE
    END AS fault_{n}"""
    for n in range(1, 11)
)
ANY_FAULT = " OR ".join(f"fault_{n}" for n in range(1, 12))
GRAVITY = "list_position(['轻微', '一般', '较重', '严重', '特别严重'], 情节) - 1"
CODED = f"CASE WHEN {{}} THEN {YES} WHEN NOT {{}} THEN {NO} ELSE {UNKNOWN} END::TINYINT"
DUE = {
    "party_discipline": "party_discipline_due",
    "administrative_discipline": "administrative_discipline_due",
    "judicial": "suspected_crime",
}
WRITTEN = ", ".join(
    f'{CODED.format(value, value)} AS "{name}"'
    for name, value in {
        **{f"fault-{n}": f"fault_{n}" for n in range(1, 12)},
        "mitigation-7": "lenient",
        **DUE,
    }.items()
)
_CELLS = ", ".join(
    f"('{who}', {gravity}, {lenient}, {OUTCOMES.index(outcome)})"
    for (who, gravity, lenient), outcome in SETTLED.items()
)
_OUTCOMES = ", ".join(f"({n}, '{s}', '{m}')" for n, (s, m) in enumerate(OUTCOMES))

QUERY = f"""
COPY (
WITH given AS (
    SELECT * REPLACE (
        word(任务来源) AS 任务来源, word(情况类别) AS 情况类别, word(责任方) AS 责任方,
        word(情节) AS 情节, word(年度考核等次) AS 年度考核等次, word(违反规定依据) AS 违反规定依据,
        TRY_CAST(直接经济损失 AS DOUBLE) AS 直接经济损失, 事发日期::DATE AS 事发日期,
        TRY_CAST(知悉时间 AS TIMESTAMP) AS 知悉时间, TRY_CAST(报告时间 AS TIMESTAMP) AS 报告时间
    ), string_split(过错情形, '、') AS listing, row_number() OVER () AS place
    FROM {{source}}
),
alone AS (SELECT 案件编号, count(*) = 1 AS alone FROM given GROUP BY 案件编号),
facts AS (
    SELECT given.*, {TRUTHS}, {LISTED},
        CASE WHEN 过错情形 = '存疑' AND alone THEN NULL
             ELSE alone AND list_contains(listing, '8') END AS listed_8
    FROM given JOIN alone USING (案件编号)
),
tasks AS (
    SELECT *, NOT (done_in_quality AND done_in_quantity AND done_in_time) AS undone FROM facts
),
read_both_ways AS (SELECT *, {READINGS} FROM tasks),
found AS (
    SELECT *, {FAULTS},
        CASE WHEN NOT listed_11 THEN FALSE WHEN listed_11 AND strict_11 THEN TRUE END AS fault_11
    FROM read_both_ways
),
weighed AS (
    SELECT *, ({ANY_FAULT}) AS fault,
        self_discovered AND corrected_in_time AND NOT major_loss AND NOT bad_influence
            AND NOT fault_5 AS lenient,
        事发日期 >= DATE '2009-09-02' AND 单位层级 IN ('市级', '县级')
            AND 单位类型 = '党委' AS scope,
        CASE WHEN 主体类别 = '班子' THEN 'collective'
             WHEN 责任方 IN ('主要领导', '分管领导') AND 角色 IN ('主要领导', '分管领导')
             THEN CASE WHEN 责任方 = 角色 THEN 'primary' ELSE 'secondary' END
             ELSE 'undecided' END AS responsibility
    FROM found
)
SELECT 案件编号 AS case_id, 责任主体 AS subject, outcomes.status, outcomes.measures,
    weighed.responsibility, {WRITTEN}
FROM weighed
LEFT JOIN (VALUES {_CELLS}) cells(who, grade, leniency, outcome)
    ON weighed.scope AND weighed.fault AND cells.who = weighed.responsibility
    AND cells.grade = coalesce({GRAVITY}, -1)
    AND cells.leniency = {CODED.format("weighed.lenient", "weighed.lenient")}
JOIN (VALUES {_OUTCOMES}) outcomes(outcome, status, measures)
    ON outcomes.outcome = CASE WHEN NOT weighed.scope THEN 1
        WHEN weighed.scope AND NOT weighed.fault THEN 2
        ELSE coalesce(cells.outcome, 0) END
ORDER BY place
) TO '{{target}}' (FORMAT parquet)
"""
assert [status for status, _ in OUTCOMES[:3]] == [OPEN, "out_of_scope", "no_accountability"]


def run(source: Path, target: Path, watch: Stopwatch) -> None:
    """One query from file to file: reading, deciding and writing cannot be told apart."""
    reader = (
        f"read_parquet('{source}')"
        if source.suffix == ".parquet"
        else f"read_csv('{source}', all_varchar = true, header = true, nullstr = '\\0')"
    )
    with watch.phase("decide"), duckdb.connect() as connection:
        connection.execute(
            "CREATE MACRO yes_no(x) AS CASE x WHEN '是' THEN TRUE WHEN '否' THEN FALSE END"
        )
        connection.execute("CREATE MACRO word(x) AS CASE WHEN x NOT IN ('', '存疑') THEN x END")
        connection.execute(QUERY.format(source=reader, target=target))
