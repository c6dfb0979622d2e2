# ruff: noqa: E501 (the lines of a tree are as long as the clauses they quote)
from exporters import explanation_tree
from sanctions.determination import Explanation
from tests.exporters.decided import DECISIONS
from tests.exporters.explained import EXPLAINED, EXPLAINED_OPEN
from tests.exporters.steps import BOOK

RECOMMENDED = """\
2024-006 丁县县委书记（个人、主要领导）
建议处理：诫勉谈话
├─ 处理方式
│  ├─ 诫勉谈话 ← 条文可选
│  │  └─ 责任追究制度(五)1：“诫勉谈话”
│  └─ 选自裁量基准（不是条文）← 责任 = 主要责任、情节 = 一般（案件!H7）
├─ 责任：主要责任
│  ├─ 责任追究制度(三)：“因主要领导工作不到位,出现过错,主要领导负主要责任,分管领导负次要责任;因分管领导工作不到位,出现过错,主要领导负次要责任,分管领导负主要责任”
│  ├─ 责任方 = 主要领导（案件!G7）
│  └─ 角色 = 主要领导（责任人!D7）
├─ 认定过错情形4（重要情况未及时处理和报告） ← 要素成立
│  ├─ 责任追究制度(二)4：“对重大突发事件、灾情险情、安全生产责任事故等重要情况不及时处理和报告的”
│  ├─ 定期报告制度(二)：“对突发公共事件,要按照有关规定,在2小时内向上级党委进行报告。重要社情民意和倾向性、苗头性动态要及时报告”
│  ├─ 情况类别 = 突发事件（案件!L7）
│  └─ 报告用时 = 5小时（案件!N7、案件!M7）
├─ 从宽从严：可以从轻、减轻、免予；裁量基准建议减轻
│  ├─ 责任追究制度(七)：“主动发现并及时纠正错误,未造成重大损失或者不良影响的,可以从轻、减轻或者免予追究过错责任”
│  ├─ 主动发现 = 是（案件!P7）
│  ├─ 及时纠正 = 是（案件!Q7）
│  ├─ 重大损失 = 否（案件!K7）
│  └─ 不良影响 = 否（案件!I7）
├─ 移送：移送司法机关
│  ├─ 责任追究制度(六)：“应当给予党纪处分和行政处分的,按有关规定办理。涉嫌犯罪的,移送司法机关依法追究刑事责任”
│  └─ 涉嫌犯罪 = 是（案件!T9）
├─ 适用范围
│  ├─ 事发日期 = 2024-03-01（案件!C7）
│  ├─ 单位层级 = 县级（案件!E7）
│  └─ 单位类型 = 党委（案件!D7）
├─ 其他过错情形为什么不适用
│  ├─ 过错情形1（违反程序决策失误）：违反决策程序 = 否（案件!V7）
│  ├─ 过错情形7（弄虚作假虚报浮夸）：直接经济损失 ≤ 0元；不良影响 = 否（案件!I7）
│  │  └─ 直接经济损失 = 0元（案件!O7）
│  └─ 过错情形11（其他违反规定情形）：经办人没有列出，这一项只能由人认定
│     └─ 违反规定依据 = 督查督办制度（四）（案件!AI7）
├─ 还不能确定的过错情形
│  └─ 过错情形3（督查督办事项未保质保量按时完成）：还缺 任务来源、按时完成
└─ 幅度：最轻：不作处理；最重：诫勉谈话
"""

OPEN = """\
2024-017 辰县县委书记（个人、主要领导）
待人判断：情节、责任认定、情况类别等4项
├─ 认定过错情形4（重要情况未及时处理和报告） ← 要素成立
│  ├─ 责任追究制度(二)4：“对重大突发事件、灾情险情、安全生产责任事故等重要情况不及时处理和报告的”
│  ├─ 定期报告制度(二)：“对突发公共事件,要按照有关规定,在2小时内向上级党委进行报告。重要社情民意和倾向性、苗头性动态要及时报告”
│  ├─ 情况类别 = 突发事件（案件!L19）
│  └─ 报告用时 = 5小时（案件!N19、案件!M19）
├─ 适用范围
│  ├─ 事发日期 = 2024-03-01（案件!C19）
│  ├─ 单位层级 = 县级（案件!E19）
│  └─ 单位类型 = 党委（案件!D19）
├─ 还不能确定的过错情形
│  └─ 过错情形2（决策部署未保质保量按时完成）：经办人认定，但要素不成立；任务来源 ≠ 市委市政府决策部署
│     ├─ 过错情形 = 过错情形2（案件!F19）
│     └─ 任务来源 = 其他（案件!Z19）
├─ 从宽从严为什么不适用
│  └─ 责任追究制度(七)：主动发现 = 否（案件!P19）
├─ 还缺什么，不同回答会怎样
│  ├─ 情节（待人判断）：综合过错情节和后果，情节如何认定？
│  │  ├─ 轻微 → 诫勉谈话
│  │  ├─ 一般 → 诫勉谈话、责令作出书面检查
│  │  ├─ 较重 → 责令作出书面检查、通报批评、取消当年评优评先资格
│  │  ├─ 严重 → 通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理
│  │  └─ 特别严重 → 通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、给予党纪处分
│  ├─ 责任认定（条文未定）：由人认定。条文只规定一方（主要领导或者分管领导）工作不到位时两者的责任；双方都不到位，或者条文没有提到的角色，由人认定责任。
│  │  ├─ 主要责任 → 诫勉谈话、责令作出书面检查
│  │  └─ 次要责任 → 诫勉谈话
│  ├─ 情况类别（事实未填）：属于哪一类重要情况？
│  │  ├─ 突发事件、灾情险情、安全生产事故 → 仍待其他事项（最轻：不作处理；最重：作出组织处理）
│  │  └─ 其他 → 不予追究
│  ├─ 报告时间（事实未填）：何时向上级党委报告（到分钟）？
│  │  ├─ ≤ 2小时 → 仍待其他事项（最轻：不作处理；最重：作出组织处理）
│  │  └─ > 2小时 → 仍待其他事项（最轻：不作处理；最重：作出组织处理）
│  └─ 涉嫌犯罪（待人判断、只影响移送）：是否涉嫌犯罪？
│     ├─ 是 → 移送司法机关
│     └─ 否 → 不移送
└─ 幅度：最轻：不作处理；最重：通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、给予党纪处分
"""

OUTSIDE = """\
2009-001 乙县县委书记（个人、主要领导）
不适用：事发日期在制度印发（2009年9月2日）之前
└─ 适用范围
   └─ 事发日期 = 2009-08-01（案件!C20）
"""


def test_recommendation_is_explained_down_to_the_cells() -> None:
    assert explanation_tree(EXPLAINED, BOOK) == RECOMMENDED.splitlines()


def test_open_case_shows_what_each_answer_would_give() -> None:
    assert explanation_tree(EXPLAINED_OPEN, BOOK) == OPEN.splitlines()


def test_case_outside_the_regulation_says_why() -> None:
    explained = Explanation(DECISIONS[18], (), DECISIONS[18].reasons[0].because)
    assert explanation_tree(explained, BOOK) == OUTSIDE.splitlines()


def test_rejected_row_is_only_its_status() -> None:
    assert explanation_tree(Explanation(DECISIONS[23], ()), BOOK) == [
        "2024-022 申县县委书记",
        "未能读取：见“导入问题”",
    ]


def test_english_frame_keeps_the_law_in_chinese() -> None:
    lines = explanation_tree(EXPLAINED, BOOK, "en")
    assert lines[:6] == [
        "2024-006 丁县县委书记 (Individual, Main leader)",
        "Recommended: Admonition talk",
        "├─ Measures",
        "│  ├─ Admonition talk ← offered by the statute",
        "│  │  └─ 责任追究制度(五)1: “诫勉谈话”",
        "│  └─ chosen by the baseline (not law) ← Responsibility = Primary responsibility, "
        "Gravity = Ordinary (案件!H7)",
    ]


def test_style_dresses_words_and_leaves_branches_alone() -> None:
    plain = explanation_tree(EXPLAINED_OPEN, BOOK)
    dressed = explanation_tree(EXPLAINED_OPEN, BOOK, style=lambda role, text: f"<{role}:{text}>")
    assert dressed[0] == f"<subject:{plain[0]}>"
    assert dressed[1] == f"<outcome:{plain[1]}>"
    assert "│  ├─ <fact:情况类别 = 突发事件（案件!L19）>" in dressed
    assert "│  │  ├─ <answer:轻微 → 诫勉谈话>" in dressed
    assert [line.split("<")[0] for line in dressed[2:]] == [
        line[: len(line) - len(line.lstrip("│├└─ "))] for line in plain[2:]
    ]
