"""A pack comes out again as it was sealed, or what differs is named."""

from pathlib import Path

import pytest

from tests.pack.made import (
    NAMES,
    REGISTER,
    decisions,
    other_versions,
    packed,
    register,
    resealed,
    run,
    written,
)
from wenze.pack import pack, verify
from wenze.sealed import opened


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return packed(tmp_path_factory.mktemp("register"))


def test_a_pack_holds_inputs_book_results_and_their_hashes(whole: bytes) -> None:
    sealed = opened(whole)
    assert sealed.altered == ()
    names = set(sealed.members)
    assert {"inputs/1/台账.csv", "book/zhangye-2009/rules.yaml"} <= names
    assert {name for name in names if name.startswith("results/")} == {
        "results/decisions.jsonl",
        "results/explanations.jsonl",
        "results/problems.jsonl",
        "results/run.json",
    }
    assert {member.name for member in sealed.manifest.members} == names
    assert set(sealed.manifest.versions) == {"wenze", "python", "durable_rules", "program"}
    assert sealed.members["inputs/1/台账.csv"] == REGISTER.encode()


def test_it_is_identical_when_decided_again(whole: bytes) -> None:
    found = verify(whole)
    assert found.identical
    assert found.subjects == 4
    assert found.versions == {}


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    assert packed(tmp_path / "别处") == whole


def test_another_decision_in_the_pack_is_found_by_subject_and_field(whole: bytes) -> None:
    found = decisions(whole)
    found[1]["status"] = "exempt"
    found[2]["gravity"] = "slight"
    made_over = resealed(whole, {"results/decisions.jsonl": written(found)})
    told = [text.zh for text in verify(made_over).differences]
    assert told == [
        'results/decisions.jsonl 第 2 个责任主体（案件 2024-01）：status "exempt" → "recommended"',
        'results/decisions.jsonl 第 3 个责任主体（案件 2024-02）：gravity "slight" → "grave"',
    ]


def test_another_input_changes_what_follows_from_it(whole: bytes) -> None:
    changed = REGISTER.replace("一般,否,否,否,否,司马喆", "严重,否,否,否,否,司马喆")
    made_over = resealed(whole, {"inputs/1/台账.csv": changed.encode()})
    told = "\n".join(text.zh for text in verify(made_over).differences)
    assert "results/decisions.jsonl 第 2 个责任主体（案件 2024-01）" in told
    assert "results/run.json：inputs" in told


def test_another_rule_in_the_book_is_found(whole: bytes) -> None:
    name = "book/zhangye-2009/baseline.yaml"
    baseline = opened(whole).members[name]
    heavier = baseline.replace(
        b"gravity: grave, measures: [circulated_criticism, ", b"gravity: grave, measures: ["
    )
    assert heavier != baseline
    told = "\n".join(text.zh for text in verify(resealed(whole, {name: heavier})).differences)
    assert "第 3 个责任主体（案件 2024-02）：measures" in told


def test_members_that_are_left_out_or_added_are_named(whole: bytes) -> None:
    added = resealed(whole, {"results/more.txt": b"more"})
    assert [t.zh for t in verify(added).differences] == ["包里有 results/more.txt，现在没有"]


def test_another_program_is_named_as_a_possible_cause(whole: bytes, tmp_path: Path) -> None:
    older = resealed(whole, {}, versions=other_versions(wenze="0.0.1"))
    found = verify(older)
    assert found.versions == {"wenze": ("0.0.1", other_versions()["wenze"])}
    changed = decisions(whole)
    changed[0]["status"] = "exempt"
    both = resealed(
        whole,
        {"results/decisions.jsonl": written(changed)},
        versions=other_versions(wenze="0.0.1"),
    )
    (tmp_path / "a.wenze").write_bytes(both)
    done = run("verify-pack", tmp_path / "a.wenze")
    assert done.exit_code == 1
    assert "版本不同，可能是原因：wenze 封存时 0.0.1" in done.output


def test_folders_files_of_one_name_and_a_profile_are_packed(tmp_path: Path) -> None:
    for place in ("甲", "乙"):
        (tmp_path / place).mkdir()
    first = register(tmp_path / "甲", REGISTER.replace("案件编号", "档案代码"))
    register(tmp_path / "乙", REGISTER.replace("2024-0", "2023-0").replace("案件编号", "档案代码"))
    (tmp_path / "乙" / "说明.txt").write_text("本表由办公室填写", encoding="utf-8")
    profile = tmp_path / "对应.yaml"
    profile.write_text(
        'wenze-profile: 1\nsheets:\n  "*":\n    档案代码: 案件编号\n', encoding="utf-8"
    )
    made = pack([first, tmp_path / "乙"], "zhangye-2009", profile=profile)
    manifest = opened(made.data).manifest
    assert manifest.inputs == ["inputs/1/台账.csv", "inputs/2"]
    assert "inputs/2/台账-2.csv" in {member.name for member in manifest.members}
    assert {d["case_id"] for d in decisions(made.data)} >= {"2024-01", "2023-01"}
    assert verify(made.data).identical


# ── the commands ──────────────────────────────────────────────────────────────


def test_pack_and_verify_as_typed(tmp_path: Path) -> None:
    source, out = register(tmp_path), tmp_path / "第一批.wenze"
    before = source.read_bytes()
    done = run("pack", source, "--out", out)
    assert done.exit_code == 1  # one row has no date
    assert f"已写出 {out}：4 个责任主体，其中 1 个未能读取" in done.output
    digest = done.output.split("SHA-256 ")[1].split()[0]
    again = run("verify-pack", out, "--sha256", digest.upper())
    assert (again.exit_code, again.output.split("：")[0]) == (0, "相同")
    assert source.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["台账.csv", "第一批.wenze"]


def test_a_pack_that_was_replaced_is_told_by_its_sha256(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "a.wenze").write_bytes(resealed(whole, {"results/more.txt": b""}))
    (tmp_path / "b.wenze").write_bytes(whole)
    kept = run("verify-pack", tmp_path / "b.wenze").output.split("SHA-256 ")[1].strip()
    done = run("verify-pack", tmp_path / "a.wenze", "--sha256", kept)
    assert done.exit_code == 1
    assert "不是当时封存的那个文件" in done.output


def test_what_differs_is_told_without_names(tmp_path: Path, whole: bytes) -> None:
    changed = decisions(whole)
    for decision in changed:
        decision.update(status="exempt", subject="某人", reasons=[], open_questions=[])
    (tmp_path / "a.wenze").write_bytes(
        resealed(whole, {"results/decisions.jsonl": written(changed)})
    )
    done = run("verify-pack", tmp_path / "a.wenze")
    assert done.exit_code == 1
    assert "第 1 个责任主体（案件 2024-01）：subject\n" in done.output
    assert [name for name in (*NAMES, "某人") if name in done.output] == []


def test_what_cannot_be_packed_or_read_has_status_two(tmp_path: Path) -> None:
    source = register(tmp_path)
    assert run("pack", tmp_path / "没有.csv", "--out", tmp_path / "x.wenze").exit_code == 2
    assert run("pack", source, "--out", source).exit_code == 2
    assert run("pack", source, "--out", tmp_path / "x", "--book", "无").exit_code == 2
    assert run("verify-pack", tmp_path / "没有.wenze").exit_code == 2
    done = run("verify-pack", source)
    assert (done.exit_code, "这不是封存包" in done.output) == (2, True)
    assert [p.name for p in tmp_path.iterdir()] == ["台账.csv"]
