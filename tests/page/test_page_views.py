"""A reader's ways through the page: figure → cases → rule → clause → cell, and back."""

from pathlib import Path

from exporters.page.data import content
from exporters.page.page import script
from exporters.redaction import redact
from tests.page.made import Shown, example, example_shown, flat_run


def links(shown: Shown) -> dict[str, str]:
    """Text → address of the links in view; the first of each text."""
    found: dict[str, str] = {}
    for text, href in shown.ask("links()"):
        found.setdefault(text, href)
    return found


def test_from_a_figure_to_the_cases_the_rule_the_clause_and_the_cell() -> None:
    shown = example_shown()
    shown.go("#overview")
    names = shown.follow("过错情形4（重要情况未及时处理和报告）")
    assert "49 个责任主体，共 483 个" in names
    assert "2024-001" in names
    case = shown.follow("2024-001")
    assert (
        "过错认定 条文 认定过错情形4（重要情况未及时处理和报告）：情况类别 = 灾情险情（案件!AA2）、"
        "报告用时 = 4小时30分钟（案件!AC2、案件!AB2）；依据 责任追究制度(二)4、定期报告制度(二)"
        "（规则 fault-4.late-report）"
    ) in case
    rule = shown.follow("规则 fault-4.late-report")
    assert "情况类别 属于 [突发事件, 灾情险情, 安全生产事故] 且 报告用时 > 2小时" in rule
    clause = shown.follow("责任追究制度(二)4")
    assert "对重大突发事件、灾情险情、安全生产责任事故等重要情况不及时处理和报告的" in clause
    assert "由它决定的案件（105 个责任主体，77 起案件）" in clause
    ruled_out = shown.follow("据以排除 35")
    assert "（35 个责任主体" in ruled_out
    shown.go("#case=2024-001")
    cell = shown.follow("案件!AC2")
    assert "报告时间" in cell
    assert shown.ask("document.scrolledTo.textContent").startswith(
        "报告时间2024-07-03 12:30案件!AC2认定 过错情形4"
    )
    shown.follow("认定 过错情形4")
    assert "认定过错情形4（重要情况未及时处理和报告）" in shown.ask(
        "document.scrolledTo.textContent"
    )


def test_going_back_finds_the_same_place_again() -> None:
    shown = example_shown()
    shown.go("#case=2024-003")
    shown.ask("(window.scrollY = 640)")
    shown.follow("规则 scope")
    assert shown.ask("window.scrollY") == 0
    shown.go("#case=2024-003")
    assert shown.ask("window.scrollY") == 640
    assert shown.ask("document.activeElement.textContent") == "规则 scope"


def test_a_case_shows_what_is_law_and_what_is_policy() -> None:
    shown = example_shown()
    case = shown.go("#case=2024-001")
    assert "诫勉谈话 条文可选 责任追究制度(五)1 基准选定诫勉谈话" in case
    assert "裁量基准（不是条文）按责任 = 主要责任、情节 = 一般（案件!H2）" in case
    assert links(shown)["基准选定"] == "#rule=baseline"
    baseline = shown.go("#rule=baseline")
    assert "主要责任一般诫勉谈话、责令作出书面检查" in baseline
    assert "次要责任：按主要责任的同一行低 1 档。" in baseline


def test_a_case_tells_why_not_and_what_each_answer_would_give() -> None:
    shown = example_shown()
    case = shown.go("#case=2024-001")
    assert (
        "过错情形5（拒不执行或执行不力）不成立：不良影响 = 否（案件!I2）；不良后果 = 否（案件!J2）"
        in case
    )
    assert "还不能确定的过错情形（5）" in case
    waiting = shown.go("#case=2024-005")
    assert "最轻：不作处理　→　最重：诫勉谈话、责令作出书面检查" in waiting
    assert "报告时间（事实未填）：何时向上级党委报告（到分钟）？回答结果" in waiting
    assert "报告用时 > 2小时诫勉谈话、责令作出书面检查就此定案" in waiting


def test_filters_and_search_narrow_the_list_and_stand_in_the_address() -> None:
    shown = example_shown()
    shown.go("#list")
    shown.ask("document.byId.main.all('input')[0].value = '2024-017/2'")
    shown.ask("(document.byId.main.all('input')[0].fire('input'), null)")
    assert "2 个责任主体，共 483 个" in str(shown.ask("shown()"))
    assert shown.ask("location.hash") == "#list&q=2024-017%2F2"
    shown.go("#list")
    shown.ask("document.byId.main.all('select')[0].value = '=exempt'")
    shown.ask("(document.byId.main.all('select')[0].fire('change'), null)")
    assert "14 个责任主体，共 483 个" in str(shown.ask("shown()"))
    assert shown.ask("location.hash") == "#list&status=exempt"
    shown.follow("清除筛选")
    assert "483 个责任主体，共 483 个" in str(shown.ask("shown()"))


def test_only_rows_in_sight_are_in_the_document_until_it_is_printed() -> None:
    shown = example_shown()
    rows = "document.byId.main.all('table').at(-1).all('tr').length"
    shown.go("#list")
    assert shown.ask(rows) < 60
    shown.ask("(window.fire('beforeprint'), null)")
    assert shown.ask(rows) == 1 + 483
    shown.ask("(window.fire('afterprint'), null)")
    assert shown.ask(rows) < 60


def test_folded_parts_are_open_on_paper_and_folded_again() -> None:
    shown = example_shown()
    shown.go("#case=2024-001")
    opened = "document.byId.main.all('details').map((d) => d.open)"
    before = shown.ask(opened)
    assert False in before
    shown.ask("(window.fire('beforeprint'), null)")
    assert set(shown.ask(opened)) == {True}
    shown.ask("(window.fire('afterprint'), null)")
    assert shown.ask(opened) == before


def test_the_keyboard_walks_the_list() -> None:
    shown = example_shown()
    shown.go("#list")
    view = "document.byId.main.all('div').find((d) => d.attributes.class === 'rollview')"
    shown.ask(f"({view}.fire('keydown', {{ key: 'ArrowDown' }}), null)")
    focused = "document.activeElement.getAttribute('href')"
    first = shown.ask(focused)
    shown.ask(f"({view}.fire('keydown', {{ key: 'End' }}), null)")
    last = shown.ask(focused)
    assert (first, last) == tuple(
        shown.ask("[model.subjects[0], model.subjects.at(-1)].map((s) => caseAddress(s))")
    )
    shown.ask(f"({view}.fire('keydown', {{ key: 'Home' }}), null)")
    assert shown.ask(focused) == first


def test_rows_not_read_and_problems_are_shown() -> None:
    view = example_shown().go("#problems")
    assert "未能读取的行（21）" in view
    assert "2024-099某县县委书记cases.xlsx责任人73" in view
    assert "没有“比较严重”这个选项" in view
    assert "案件!H49" in view


def test_an_address_that_leads_nowhere_says_so() -> None:
    shown = example_shown()
    assert "没有找到：没有这一案" in shown.go("#case=没有这一案")
    assert "没有找到：(九)" in shown.go("#clause=(九)")
    assert "没有找到：x" in shown.go("#rule=x")
    assert "483 个责任主体" in shown.go("#nonsense")
    assert "没有符合条件的责任主体" in shown.go("#list&status=nonsense")


def test_two_subjects_of_one_name_are_told_apart(tmp_path: Path) -> None:
    rows = [
        {"案件编号": "1", "责任主体": "某某", "角色": "主要领导"},
        {"案件编号": "1", "责任主体": "某某", "角色": "分管领导"},
        {"案件编号": "2", "责任主体": "某某"},
    ]
    shown = Shown(content(flat_run(tmp_path, rows)))
    keys = shown.ask("model.subjects.map((s) => [s.case.id, s.key])")
    assert sorted(keys) in (
        [["1", "某某"], ["1", "某某#2"], ["2", "某某"]],
        [["1", "某某"], ["2", "某某"]],
    )


def test_a_run_in_which_nothing_could_be_read_still_has_a_page(tmp_path: Path) -> None:
    shown = Shown(content(flat_run(tmp_path, [{"案件编号": "1", "事发日期": "某日"}])))
    assert "0 个责任主体，共 0 个" in shown.go("#overview")
    assert "未能读取的行（1）" in shown.go("#problems")


def test_a_page_without_identities_still_leads_from_facts_to_reasons() -> None:
    shown = Shown(content(redact(example(), "public")))
    assert shown.ask("model.subjects.every((s) => !s.record[1] && !s.case.record[1])")
    case = shown.go("#case=案件1")
    assert "适用本规定：事发日期 = 2024-02、单位层级 = 县级、单位类型 = 党委；依据 印发通知" in case
    assert "单位层级县级—适用范围" in case
    assert "第 0 行" not in case
    assert "2024-001" not in script()
