"""The public view: what stays, what becomes a range or a mark, and that no text gets through."""

from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exporters.dossier import Dossier
from exporters.redaction import redact
from exporters.redaction.ranges import WITHHELD, Ranges
from rules import load_book
from sanctions.determination import Considered, Determination, Explanation, FactUsed
from tests.redaction import secrets
from tests.redaction.reading import everything_in
from tests.redaction.writers import WRITERS
from wenze.dossier import dossier
from wenze.evaluation import evaluate

BOOK = load_book("zhangye-2009")
RANGES = Ranges(BOOK)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return secrets.run(tmp_path_factory.mktemp("register"))


@pytest.mark.parametrize(
    ("label", "value", "published"),
    [
        ("直接经济损失", "0元", "0元"),
        ("直接经济损失", "1元", "不满1000元"),
        ("直接经济损失", "73456元", "5万元以上不满10万元"),
        ("直接经济损失", "100000元", "10万元以上不满50万元"),
        ("直接经济损失", "230000000元", "1亿元以上不满5亿元"),
        ("直接经济损失", "60000元至700000元", "5万元以上不满100万元"),
        ("直接经济损失", "不少于60000元", "5万元以上"),
        ("直接经济损失", "60000元（张某估计）", WITHHELD),
        ("死亡人数", "0人", "0人"),
        ("死亡人数", "2人", "1人以上不满3人"),
        ("死亡人数", "3人", "3人以上不满10人"),
        ("报告用时", "5小时31分钟", "2小时以上不满6小时"),
        ("报告用时", "1天3小时", "1天以上不满3天"),
        ("报告用时", "未完成", "未完成"),
        ("事发日期", "2024-03-05", "2024-03"),
        ("事发日期", "2024-03-01至2024-03-31", "2024-03"),
        ("事发日期", "2024-01-01至2024-12-31", "2024-01至2024-12"),
        ("知悉时间", "2024-03-05 09:17", "2024-03"),
        ("报告时间", "未报告", "未报告"),
        ("情节", "一般", "一般"),
        ("情节", "存疑", "存疑"),
        ("情节", "一般（王某认为）", WITHHELD),
        (
            "过错情形",
            "不作为、作为不力或乱作为、年度考核差或不称职",
            "不作为、作为不力或乱作为、年度考核差或不称职",
        ),
        ("过错情形", "不作为、作为不力或乱作为、王某", WITHHELD),
        ("违反规定依据", "督办细则第七条", WITHHELD),
        ("责任", "主要责任", "主要责任"),
        ("没有的一栏", "随便", WITHHELD),
        ("基本情况", "", ""),
    ],
)
def test_values_as_they_are_published(label: str, value: str, published: str) -> None:
    assert RANGES.value(label, value) == published


@given(st.floats(0, 1e11), st.sampled_from(["直接经济损失", "死亡人数"]))
def test_a_range_holds_the_figure_and_is_never_the_figure(amount: float, label: str) -> None:
    unit = RANGES.facts[label].unit or ""
    whole_number = round(amount)
    written = f"{whole_number}{unit}"
    published = RANGES.value(label, written)
    if whole_number == 0:
        assert published == f"0{unit}"
        return
    assert published != written
    low, _, high = published.partition("以上")
    if "不满" in low:
        low, high = "", low
    assert number(low) <= whole_number
    assert not high or whole_number < number(high.removeprefix("不满"))


def number(words: str) -> float:
    for unit, factor in (("亿元", 1e8), ("万元", 1e4), ("元", 1), ("人", 1)):
        if words.endswith(unit):
            return float(words.removesuffix(unit)) * factor
    return 0


def test_cases_and_subjects_have_marks_and_conclusions_stay(whole: Dossier) -> None:
    public = redact(whole, "public")
    assert [case.case_id for case in public.cases] == ["案件1", "案件2"]
    first = public.cases[0]
    assert [s.determination.subject for s in first.subjects] == [
        "责任主体1",
        "责任主体2",
        "责任主体3",
    ]
    assert first.subjects[1].facts[1].value == "责任主体2"
    given_, shown = (d.cases[0].subjects[0].determination for d in (whole, public))
    for name in ("status", "faults", "responsibility", "gravity", "measures", "interval"):
        assert getattr(shown, name) == getattr(given_, name)
    assert shown.signature not in ("", given_.signature)
    assert first.value("单位类型") == "党委"
    assert first.value("直接经济损失") == "5万元以上不满10万元"
    assert first.value("单位") == WITHHELD
    assert {line.source for line in first.facts} == {""}
    assert [(d.case_id, d.status) for d, _ in public.rejected] == [("未读取1", "rejected")]
    assert public.run["inputs"] == [{"name": "输入1", "sha256": ""}]
    assert {p.severity for p in public.problems} == {p.severity for p in whole.problems}


def test_one_case_keeps_the_mark_that_it_has_among_all(whole: Dossier) -> None:
    (case,) = redact(whole, "public", secrets.OTHER_CASE).cases
    assert case.case_id == "案件2"
    assert [s.determination.subject for s in case.subjects] == ["责任主体1"]


def test_explanations_are_redacted_also_when_cases_were_not_read_before(whole: Dossier) -> None:
    e = redact(whole, "public").explain(0)
    assert e.determination.case_id == "案件1"
    used = [f for c in e.considered for f in c.because] + list(e.scope)
    assert {fact.source for fact in used} == {""}
    assert FactUsed("报告用时", "2小时以上不满6小时", "") in used
    with pytest.raises(KeyError):
        redact(whole, "public", secrets.OTHER_CASE).explain(0)


def test_every_field_of_a_conclusion_has_been_considered() -> None:
    """A field that is added to a conclusion must be thought of here before it is published."""
    assert [f.name for f in fields(Determination)] == [
        *("case_id", "subject", "subject_kind", "role", "book", "status", "faults"),
        *("responsibility", "gravity", "measures", "statutory_options", "interval"),
        *("adjustments", "referrals", "open_questions", "reasons", "signature"),
        *("effects", "procedure"),
    ]
    assert [f.name for f in fields(Explanation)] == ["determination", "considered", "scope"]
    assert [f.name for f in fields(Considered)] == [
        *("fault", "value", "basis", "citations", "because", "failing", "missing"),
    ]
    assert [f.name for f in fields(Dossier)][:6] == [
        *("cases", "rejected", "problems", "book", "run", "explain"),
    ]


# ── whatever is written in text columns ───────────────────────────────────────

ROW: dict[str, Any] = {
    "事发日期": "2024-03-05",
    "单位类型": "党委",
    "单位层级": "县级",
    "过错情形": "4、11",
    "责任方": "主要领导",
    "情节": "一般",
    "主动发现": "否",
    "主体类别": "个人",
    "角色": "主要领导",
}
TEXT_COLUMNS = ("案件编号", "责任主体", "单位", "基本情况", "违反规定依据", "去年的批注")
#: What a clerk may type: any letters, marks and signs, no control characters.
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=2, max_size=30
).map(str.strip)


def public_text(texts: dict[str, str]) -> str:
    row = {**ROW, **texts}
    run = dossier(evaluate(pd.DataFrame([row], dtype=str), book=BOOK))
    public = redact(run, "public")
    with TemporaryDirectory() as folder:
        for name in ("decisions.jsonl", "explanations", "page.html"):
            WRITERS[name](public, Path(folder), "zh")
        listed = repr([*public.cases, *public.rejected, *public.problems, public.run])
        return everything_in(Path(folder)) + listed


NEUTRAL = {name: f"甲{n}乙丙" for n, name in enumerate(TEXT_COLUMNS)}


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=len(TEXT_COLUMNS), max_size=len(TEXT_COLUMNS)))
def test_no_text_gets_through(secrets: list[str]) -> None:
    """Each column holds a secret of its own."""
    assume(all(len(secret) >= 2 for secret in secrets))
    always = _what_is_always_there()
    hidden = [secret for secret in secrets if secret not in always]
    text = public_text(dict(zip(TEXT_COLUMNS, secrets, strict=True)))
    assert [secret for secret in hidden if secret in text] == []


_known: list[str] = []


def _what_is_always_there() -> str:
    if not _known:
        _known.append(public_text(NEUTRAL))
        assert not [text for text in NEUTRAL.values() if text in _known[0]]
    return _known[0]
