"""The file: self-contained, closed to everything else, and safe whatever the cells hold."""

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import orjson
import pytest
import quickjs  # type: ignore[import-untyped]

from exporters.page import write_page
from exporters.page.data import content
from exporters.page.labels import WORDS
from exporters.page.page import SCRIPTS, embedded, page, part, script
from exporters.wording import Wording
from rules.book import Clause
from tests.page.made import (
    EXAMPLES,
    TRAPS,
    Shown,
    csv_run,
    example_data,
    example_page,
    flat_run,
)
from wenze.dossier import dossier
from wenze.evaluation import evaluate


class Elements(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.raw.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self.raw and self.cdata_elem:
            tag, text = self.raw[-1]
            self.raw[-1] = (tag, text + data)


def test_the_page_loads_nothing_and_runs_only_its_own_script() -> None:
    found = Elements(example_page())
    (policy,) = (
        a["content"]
        for tag, a in found.elements
        if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    (look,) = (text for tag, text in found.raw if tag == "style")
    _, code = (text for tag, text in found.raw if tag == "script")
    assert policy == (
        f"default-src 'none'; script-src {hashed(code)}; style-src {hashed(look)}; "
        "base-uri 'none'; form-action 'none'"
    )
    for tag, attributes in found.elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert not [a for a in attributes if a.startswith("on") or a in ("src", "style")]
    assert not re.search(r"url\(|@import|@font-face", look)
    own = "\n".join(part(name) for name in SCRIPTS)
    network = r"fetch|XMLHttp|WebSocket|EventSource|import\(|sendBeacon|localStorage|cookie"
    assert not re.search(network, own)
    assert re.findall(r"https?://[\w./]+", own + look) == ["http://www.w3.org/2000/svg"]


def hashed(text: str) -> str:
    """As a policy names a script or a style."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_text_never_becomes_markup_in_the_script() -> None:
    own = "\n".join(part(name) for name in SCRIPTS)
    markup = r"innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|\beval\b|new Function"
    assert not re.search(markup, own)


def test_every_word_that_the_script_says_is_there_in_both_languages() -> None:
    own = "\n".join(part(name) for name in SCRIPTS)
    said = set(re.findall(r"say\('(\w+)'", own))
    assert len(said) > 70
    assert said <= set(WORDS)
    for_the_file = {"skip", "sections", "noscript"}
    of_clauses = set(get_args(Clause.model_fields["status"].annotation))
    assert set(WORDS) - for_the_file - of_clauses <= set(re.findall(r"\w+", own))
    for text in WORDS.values():
        assert set(re.findall(r"\{\w+\}", text.zh)) == set(re.findall(r"\{\w+\}", text.en))


@pytest.mark.parametrize("trap", TRAPS[:-1])
def test_text_of_a_workbook_stays_text(tmp_path: Path, trap: str) -> None:
    hostile = {head: trap for head in ("案件编号", "单位", "责任主体", "备注")}
    run = flat_run(tmp_path, [hostile, {"案件编号": "2", "情节": trap}])
    text = page(content(run))
    found = Elements(text)
    harmless = Elements(page(content(flat_run(tmp_path, [{"案件编号": "1"}]))))
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in harmless.elements]
    data = orjson.loads(found.raw[1][1])
    assert data["cases"][0][0] == trap
    assert not re.search("[<>&\u2028\u2029]", found.raw[1][1])
    shown = Shown(data)
    (case,) = shown.ask("[model.cases[0].subjects.map((s) => caseAddress(s))[0]]")
    view = shown.go(case)
    assert view.count(trap) >= 4
    tags = shown.ask("[...new Set(document.byId.main.all('script').map((e) => e.localName))]")
    assert tags == []
    assert all(href.startswith("#") for _, href in shown.ask("links()"))
    assert trap in shown.go("#problems")


def test_characters_that_slots_are_made_of_do_no_harm_in_a_csv(tmp_path: Path) -> None:
    row = {"案件编号": "A-1", "责任主体": "某\x03书记\x02", "备注": "\x017\x02"}
    row |= {"单位类型": "党委", "单位层级": "县级", "事发日期": "2012-03-01", "过错情形": "6"}
    row |= {"主体类别": "个人", "角色": "主要领导", "责任方": "主要领导", "情节": "一般"}
    run = csv_run(tmp_path / "册.csv", [row])
    (case,) = run.cases
    (subject,) = case.subjects
    shown = Shown(content(run))
    view = shown.go("#case=A-1")
    assert (subject.determination.subject or "") in view
    for sentence in Wording(run.book).reasons(subject.determination):
        assert sentence in view.replace(" 条文 ", "")


def test_lone_surrogates_are_replaced_and_nothing_breaks(tmp_path: Path) -> None:
    run = flat_run(tmp_path, [{"案件编号": "1"}])
    data = content(run)
    data["strings"][1] = "\ud800x"
    (tmp_path / "p.html").write_text(page(data), encoding="utf-8")
    assert "?x" in (tmp_path / "p.html").read_text(encoding="utf-8")


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "一.html", tmp_path / "二.html"
    run = dossier(evaluate(EXAMPLES))
    write_page(run, one)
    write_page(run, other)
    assert one.read_bytes() == other.read_bytes()
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["一.html", "二.html"]


def test_what_subjects_share_is_kept_once() -> None:
    """So that ten thousand subjects stay far under 30 MB."""
    once, enlarged = content(dossier(evaluate(EXAMPLES))), example_data()
    once = orjson.loads(embedded(once))
    for name in ("conclusions", "reasons", "considered", "questions", "facts", "layouts"):
        assert enlarged[name] == once[name]
    assert len(example_page().encode()) < 600_000


def test_the_labels_are_english_and_the_law_stays_chinese() -> None:
    shown = Shown(example_data("en"))
    assert '<html lang="en">' in example_page("en")
    view = shown.go("#clause=" + "责任追究制度(二)4")
    assert "Clause 责任追究制度(二)4" in view
    assert "对重大突发事件、灾情险情、安全生产责任事故等重要情况不及时处理和报告的" in view
    assert "Cases that it decided (105 subjects in 77 cases)" in view
    overview = shown.go("#overview")
    assert "483 of 483 subjects" in overview
    assert "Recommended" in overview
    assert "建议处理" not in overview


def test_the_script_keeps_its_names_to_itself() -> None:
    context = quickjs.Context()
    context.eval((Path(__file__).parent / "document.js").read_text(encoding="utf-8"))
    context.set("given", embedded(example_data()))
    context.eval("document.byId.data.textContent = given;")
    context.eval(script())
    assert context.eval("shown().includes('483 个责任主体，共 483 个')")
    assert context.eval("typeof openModel") == "undefined"


def test_without_script_the_page_says_so() -> None:
    assert "<noscript><p>本页用脚本显示内容（不联网）" in example_page()
