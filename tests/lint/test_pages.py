"""Every id has a page and every page an id; the examples on the pages do what they say."""

import re
from pathlib import Path

import pytest

from drafting.lint import KINDS
from drafting.lint.finding import LEVEL_LABELS
from drafting.lint.usual import usual
from drafting.lint.worked import fact_words
from tests.lint.planting import Edit, host, linted, planted
from tests.lint.shown import as_decided, assert_shown

PAGES = Path(__file__).parents[2] / "docs" / "lint"
_SECTIONS = [
    "是什么",
    "为什么要紧",
    "错的写法",
    "对的写法",
    "例案",
    "什么时候可以说明理由",
]
_BLOCK = re.compile(r"```yaml (\S+)\n(.*?)\n```", re.DOTALL)

#: Nothing to write: a file is not there.
_WITHOUT_BLOCKS = ["file-missing", "examples-missing"]


def page(kind: str) -> str:
    return (PAGES / f"{kind}.md").read_text(encoding="utf-8")


def blocks(kind: str, section: str) -> list[tuple[str, str]]:
    """The file and the text of each example in a section."""
    part = page(kind).partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return _BLOCK.findall(part)


def edits(kind: str) -> list[Edit]:
    """What turns the right way of writing, as in a book of the tests, into the wrong one."""
    pairs = list(zip(blocks(kind, "错的写法"), blocks(kind, "对的写法"), strict=True))
    assert all(file == same for (file, _), (same, _) in pairs)
    plain = [Edit(file, right, wrong) for (file, wrong), (_, right) in pairs]
    made = []
    for edit in plain:
        whole = f"{edit.old}\n" in (host(plain) / edit.file).read_text(encoding="utf-8")
        end = "\n" if whole else ""
        made.append(Edit(edit.file, edit.old + end, edit.new + end))
    return made


def test_every_id_has_a_page_and_every_page_an_id() -> None:
    assert {p.stem for p in PAGES.glob("*.md")} - {"README"} == set(KINDS)


def test_index_lists_every_id_once() -> None:
    listed = re.findall(r"^\| \[([a-z-]+)\]\(\1\.md\)", page("README"), re.MULTILINE)
    assert sorted(listed) == sorted(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_page_has_its_title_level_and_sections(kind: str) -> None:
    text = page(kind)
    assert text.startswith(f"# {kind}：{KINDS[kind].title.zh}\n")
    assert f"级别：{LEVEL_LABELS[KINDS[kind].level].zh}（{KINDS[kind].level}）" in text
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == _SECTIONS


def test_only_missing_files_have_no_example() -> None:
    assert [kind for kind in KINDS if not blocks(kind, "错的写法")] == _WITHOUT_BLOCKS


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in _WITHOUT_BLOCKS])
def test_wrong_way_on_the_page_is_found(kind: str, tmp_path: Path) -> None:
    """The right way stands in a book of the tests (``planted`` says so)."""
    made = edits(kind)
    draft = planted(tmp_path, made)
    found = [f for f in linted(draft, made, kind).findings if f.id == kind]
    assert found
    assert_shown(found[0], draft)
    worked = usual(kind)
    assert worked is not None
    assert worked.outcome == as_decided(worked, draft)
    written = ("\n".join(text for _, text in blocks(kind, s)) for s in ("错的写法", "对的写法"))
    assert [worked.wrong, worked.right] == [text.rstrip() for text in written]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_worked_case_stands_on_the_page(kind: str) -> None:
    worked = usual(kind)
    assert worked is not None
    section = page(kind).partition("\n## 例案\n")[2].partition("\n## ")[0]
    told = fact_words({label: worked.facts[label] for label in worked.shown})
    assert section.strip().splitlines() == [
        f"{told or '平常的案件'}：{worked.shows.zh}。",
        "",
        "| | 结果 |",
        "| --- | --- |",
        f"| 写错时 | {worked.outcome.zh or '规则书不能运行，没有结果'} |",
        f"| 改对以后 | {worked.mended.zh} |",
    ]
