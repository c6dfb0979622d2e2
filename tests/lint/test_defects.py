"""Every planted defect is found, with the right id, at the right line, about the right thing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from drafting.lint import KINDS
from tests.lint.planting import Edit, linted, planted
from tests.lint.shown import assert_shown

DEFECTS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("defects.yaml").read_text(encoding="utf-8")
)

#: Planted in their own tests below: there is no text to edit.
_WITHOUT_TEXT = {"file-missing", "examples-missing"}


def line_of(text: str, place: dict[str, Any]) -> int:
    """The 1-based line that the defect names by its text."""
    if not place["text"]:
        return text.count("\n") + 1
    find = text.rindex if place.get("last") else text.index
    return text[: find(place["text"])].count("\n") + 1


@pytest.mark.parametrize("defect", DEFECTS, ids=[d["id"] for d in DEFECTS])
def test_defect_is_found_at_its_place(defect: dict[str, Any], tmp_path: Path) -> None:
    edits = [Edit(**edit) for edit in defect["edits"]]
    draft = planted(tmp_path, edits)
    place = defect["place"]
    line = line_of((draft / place["file"]).read_text(encoding="utf-8"), place)
    found = {
        (f.place.file, f.place.line, f.place.rule): f
        for f in linted(draft, edits, defect["finding"]).findings
        if f.id == defect["finding"]
    }
    finding = found[f"draft/{place['file']}", line, place["about"]]
    assert_shown(finding, draft)


def test_every_kind_is_planted() -> None:
    assert {d["finding"] for d in DEFECTS} | _WITHOUT_TEXT == set(KINDS)


def test_defects_have_ids_of_their_own() -> None:
    ids = [d["id"] for d in DEFECTS]
    assert len(ids) == len(set(ids)) >= 40


def test_missing_file_is_found(tmp_path: Path) -> None:
    draft = planted(tmp_path, [])
    (draft / "outline.yaml").unlink()
    found = linted(draft, [], "file-missing")
    assert not found.readable
    assert [(f.id, f.place.file) for f in found.findings] == [
        ("file-missing", "draft/outline.yaml")
    ]
    assert_shown(found.findings[0], draft)


def test_missing_examples_are_found(tmp_path: Path) -> None:
    draft = planted(tmp_path, [])
    (draft / "cases.yaml").unlink()
    found = linted(draft, [], "examples-missing")
    assert [(f.id, f.place.file) for f in found.findings] == [
        ("examples-missing", "draft/cases.yaml")
    ]
    assert_shown(found.findings[0], draft)


def test_empty_list_of_examples_is_found(tmp_path: Path) -> None:
    draft = planted(tmp_path, [])
    (draft / "cases.yaml").write_text("examples: []\n", encoding="utf-8")
    assert [f.id for f in linted(draft, [], "examples-missing").findings] == ["examples-missing"]


def test_several_defects_are_told_at_once(tmp_path: Path) -> None:
    edits = [
        Edit("rules.yaml", "责任方 = 主要领导 且 角色 = 分管领导", "责任方 = 主要领导"),
        Edit(
            "catalogue.yaml", "rank: 2, cite: 责任追究制度(五)2", "rank: 1, cite: 责任追究制度(五)2"
        ),
        Edit("baseline.yaml", "very_grave: lighten", "very_grave: exempt"),
    ]
    found = linted(planted(tmp_path, edits), edits, "rank-tie")
    assert [f.id for f in found.findings] == [
        "suggest-not-monotone",
        "rank-tie",
        "responsibilities-overlap",
    ]


def test_one_mistaken_rule_is_told_once(tmp_path: Path) -> None:
    """The leniency rule reads 过错情形5; a mistake in the rule that concludes it is one mistake."""
    edits = [Edit("rules.yaml", "且 不良影响 且 不良后果", "且 不良影想 且 不良后果")]
    found = linted(planted(tmp_path, edits), edits, "unknown-fact")
    assert [(f.id, f.place.rule) for f in found.findings] == [
        ("unknown-fact", "fault-5.not-executed")
    ]
    assert found.findings[0].fix.zh == "是不是“不良影响”？"


def test_circle_through_two_rules_is_told_for_both(tmp_path: Path) -> None:
    edits = [
        Edit("rules.yaml", "when: 不作为 或 作为不力 或 乱作为", "when: 不作为 或 过错情形10"),
        Edit("rules.yaml", "when: 制度应建未建 或 制度执行不严", "when: 制度应建未建 或 过错情形6"),
    ]
    found = linted(planted(tmp_path, edits), edits, "circular-rules")
    assert [(f.id, f.place.rule, f.message.zh) for f in found.findings] == [
        ("circular-rules", "fault-6.inaction", "规则互为条件：过错情形6 → 过错情形10 → 过错情形6"),
        (
            "circular-rules",
            "fault-10.no-system",
            "规则互为条件：过错情形10 → 过错情形6 → 过错情形10",
        ),
    ]
