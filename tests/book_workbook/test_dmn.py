"""The DMN export, run by dmn-moddle and feelin from npm, decides as the engine does."""

import json
import os
import random
import shutil
import subprocess
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from drafting.dmn import dmn_bytes
from drafting.skeleton import skeleton_files
from facts import table_from_rows
from facts.truth import FALSE, TRUE, UNKNOWN
from rules import CompiledBook, Engine, load_book
from rules.kernel import CONFLICT, READING
from rules.terms import GRAVITIES
from sanctions import Decider, decide
from sanctions.determination import STATUS_LABELS
from sanctions.scales import BaselineScale
from tests.drafting_cases.books import CORE
from tests.random_cases import as_row, random_facts

MODEL = "{https://www.omg.org/spec/DMN/20230324/MODEL/}"
PACKAGES = ("feelin@8.2.0", "dmn-moddle@12.2.1")
RUNNER = Path(__file__).with_name("run_dmn.mjs")
TRUTHS = {FALSE: "不成立", TRUE: "成立", READING: "两解", CONFLICT: "矛盾", UNKNOWN: "不明"}
GRAVITY_LABELS = dict(zip(GRAVITIES, ("轻微", "一般", "较重", "严重", "特别严重"), strict=True))


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the npm packages."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("node 和 npm 不在这台机器上；DMN 不能在独立的程序里运行")
    folder = tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    command = ["npm", "install", "--prefer-offline", "--no-audit", "--no-fund", *PACKAGES]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=120, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm 登记处没有回应；DMN 不能在独立的程序里运行")
    if done.returncode:
        pytest.skip(f"npm 装不上 {'、'.join(PACKAGES)}：{done.stderr[-300:]}")
    return folder


@pytest.fixture(scope="module")
def zhangye() -> CompiledBook:
    return load_book(CORE)


def run(
    book: CompiledBook, modules: Path, folder: Path, requests: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    (folder / "book.dmn").write_bytes(dmn_bytes(book))
    (folder / "requests.json").write_text(json.dumps(requests), encoding="utf-8")
    names = [RUNNER, folder / "book.dmn", folder / "requests.json", modules]
    done = subprocess.run(
        ["node", *map(str, names)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "TZ": "UTC"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# ── the document ──────────────────────────────────────────────────────────────


def test_same_book_gives_the_same_bytes(zhangye: CompiledBook) -> None:
    assert dmn_bytes(zhangye) == dmn_bytes(load_book(CORE))


def test_ids_are_unique_and_references_lead_to_them(zhangye: CompiledBook) -> None:
    root = ET.fromstring(dmn_bytes(zhangye))
    ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    targets = [e.attrib["href"].removeprefix("#") for e in root.iter() if "href" in e.attrib]
    assert len(targets) > 60
    assert set(targets) <= set(ids)


def test_decisions_bear_chinese_names(zhangye: CompiledBook) -> None:
    root = ET.fromstring(dmn_bytes(zhangye))
    assert root.tag == f"{MODEL}definitions"
    assert [d.attrib["name"] for d in root.iter(f"{MODEL}decision")] == [
        "适用范围",
        *(f"过错情形{n}" for n in range(1, 12)),
        "过错成立",
        "责任",
        "从宽_mitigation_7",
        "建议从宽",
        "移送_referral_6_party",
        "移送_referral_6_administrative",
        "移送_referral_6_judicial",
        "裁量基准",
        "处理建议",
    ]


def test_rows_are_as_wide_as_the_table(zhangye: CompiledBook) -> None:
    root = ET.fromstring(dmn_bytes(zhangye))
    for table in root.iter(f"{MODEL}decisionTable"):
        inputs, outputs = (len(table.findall(f"{MODEL}{t}")) for t in ("input", "output"))
        for rule in table.findall(f"{MODEL}rule"):
            assert len(rule.findall(f"{MODEL}inputEntry")) == inputs
            assert len(rule.findall(f"{MODEL}outputEntry")) == outputs


def test_cells_are_feel_literals(zhangye: CompiledBook) -> None:
    texts = {e.text for e in ET.fromstring(dmn_bytes(zhangye)).iter(f"{MODEL}text")}
    assert {
        '< date("2009-09-02")',
        '> duration("PT2H")',
        '"突发事件", "灾情险情", "安全生产事故"',
        '"督查督办", "领导批示交办"',
        '["诫勉谈话", "责令作出书面检查"]',
        'not("党委")',
        'not("无")',
        "> 0",
        'list contains(过错情形, "过错情形8")',
    } <= texts


# ── the same decisions ────────────────────────────────────────────────────────


def test_baseline_for_all_inputs(zhangye: CompiledBook, modules: Path, tmp_path: Path) -> None:
    bearing = zhangye.book.metadata.responsibilities
    cells = list(product(bearing, range(len(GRAVITIES))))
    requests = [
        {
            "decision": "裁量基准",
            "facts": {"责任": literal(r.label), "情节": literal(GRAVITY_LABELS[GRAVITIES[g]])},
        }
        for r, g in cells
    ]
    tariff = BaselineScale(zhangye.book)
    expected = [
        [zhangye.book.measure(r.kind, m).label for m in tariff.of_cell(r.id, g).measures]
        for r, g in cells
    ]
    found = run(zhangye, modules, tmp_path, requests)
    assert len(found) == 15
    assert [result["裁量基准"] for result in found] == expected
    assert found[2] == {"裁量基准": ["责令作出书面检查", "通报批评", "取消当年评优评先资格"]}
    assert found[7] == {"裁量基准": ["诫勉谈话", "责令作出书面检查"]}


def test_attribution_for_all_inputs(zhangye: CompiledBook, modules: Path, tmp_path: Path) -> None:
    facts = [zhangye.vocabulary.by_label(n) for n in ("主体类别", "责任方", "角色")]
    combinations = list(product(*([c.label for c in f.choices] for f in facts)))
    names = [f.label for f in facts]
    requests = [
        {"decision": "责任", "facts": {n: literal(v) for n, v in zip(names, values, strict=True)}}
        for values in combinations
    ]
    rows = [dict(zip(names, values, strict=True)) for values in combinations]
    inference = Engine(zhangye).infer(table_from_rows(zhangye.vocabulary, rows))
    goals = zhangye.stage("attribution")[0].goals
    expected = []
    for i in range(len(rows)):
        values = inference.result("attribution", i).values
        held = [g.name for g, v in zip(goals, values, strict=True) if v == TRUE]
        expected.append(held[0] if held else "条文未定")
    found = [r["责任"] for r in run(zhangye, modules, tmp_path, requests)]
    assert len(found) == 48
    assert found == expected
    assert Counter(found) == {"条文未定": 20, "集体责任": 24, "主要责任": 2, "次要责任": 2}


def test_whole_books_on_random_known_facts(
    zhangye: CompiledBook, modules: Path, tmp_path: Path
) -> None:
    sample = tmp_path / "sample"
    sample.mkdir()
    for name, text in skeleton_files("sample").items():
        (sample / name).write_text(text, encoding="utf-8")
    dice = random.Random(20260301)
    for book in (zhangye, load_book(sample)):
        listing = book.vocabulary.by_label("过错情形")
        facts = [known_facts(dice) for _ in range(30)]
        for known in facts:
            named = known.get("过错情形")
            if isinstance(named, frozenset):
                known["过错情形"] = frozenset(
                    f for f in named if listing.choice_index(f) is not None
                )
        rows = [as_row(f, str(i)) for i, f in enumerate(facts)]
        table = table_from_rows(book.vocabulary, rows)
        found = run(book, modules, tmp_path, [{"facts": feel(book, f)} for f in facts])
        inference = Engine(book).infer(table)
        decided = decide(Decider(book), table)
        settled = 0
        for i, result in enumerate(found):
            for cluster in book.stage("finding"):
                goal = cluster.goals[0]
                value = inference.result(cluster.id, i).values[0]
                assert result[goal.name] == TRUTHS[value], (goal.name, rows[i])
            recommended = result["处理建议"]
            if recommended["结论"] == "待人判断":
                continue
            settled += 1
            assert recommended["结论"] == STATUS_LABELS[decided[i].status].zh, rows[i]
            measures = [m.label for m in decided[i].measures]
            assert recommended["处理方式"] == measures, rows[i]
        assert settled > 20


def known_facts(dice: random.Random) -> dict[str, Any]:
    """Facts with nothing left unknown, and no value that is only known to lie between two."""
    facts = random_facts(dice, unknown=0.0)
    start = 20_900_000.0
    facts["知悉时间"] = start
    facts["报告时间"] = start + dice.choice([0, 60, 119, 120, 121, 200, 5_000])
    if isinstance(facts["事发日期"], tuple):
        facts["事发日期"] = facts["事发日期"][0]
    if dice.random() < 0.7:
        facts["责任方"] = dice.choice(["main_leader", "deputy_leader"])
        facts["角色"] = dice.choice(["main_leader", "deputy_leader"])
    return facts


def feel(book: CompiledBook, facts: dict[str, Any]) -> dict[str, str]:
    """The facts as FEEL expressions, written here and not by what is tested."""
    listed = sorted(facts["过错情形"] or ())
    names = {f.id: f.name for f in book.book.metadata.faults}
    minutes = round(facts["报告时间"] - facts["知悉时间"])
    found = {
        "过错情形": json.dumps([names[i] for i in listed if i in names], ensure_ascii=False),
        "报告用时": f'duration("PT{minutes}M")',
        "同案主体数": "1",
    }
    for fact in book.vocabulary.facts:
        value = facts.get(fact.label)
        if fact.type == "boolean":
            found[fact.label] = "true" if value else "false"
        elif fact.type == "choice":
            assert isinstance(value, str)
            index = fact.choice_index(value)
            assert index is not None
            found[fact.label] = literal(fact.choices[index].label)
        elif fact.type == "number" and value is not None:
            found[fact.label] = f"{value:.0f}"
        elif fact.label == "违反规定依据":
            found[fact.label] = literal(str(value))
    days = int(facts["事发日期"])
    found["事发日期"] = f'date("1970-01-01") + duration("P{days}D")'
    return found
