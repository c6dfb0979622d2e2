"""The sheets of the workbook and their columns: one place for writer and reader."""

from dataclasses import dataclass

from drafting.workbook.words import (
    BASIS_WORDS,
    COMBINE_WORDS,
    FACT_WORDS,
    FINDING_WORDS,
    GRAVITY_WORDS,
    KIND_WORDS,
    MERGE_WORDS,
    OWNER_WORDS,
    STAGE_WORDS,
    STATUS_WORDS,
    STEP_WORDS,
    TYPE_WORDS,
    WITHIN_WORDS,
    Words,
)
from rules.source import YamlPath

TARIFF = "档次"
GUIDE, REGULATION, BEARING, BASELINE, EXAMPLES, KEPT, LISTS = (
    "说明",
    "规定",
    "责任与移送",
    "裁量基准",
    "例案",
    "保留理由",
    "字典",
)


@dataclass(frozen=True)
class Column:
    """A column, or a line of the sheet 规定: its heading, and where its value stands in the YAML.

    ``many`` marks lists of texts, ``number`` whole numbers, ``flow`` what is written as in YAML;
    with ``words`` one of them is chosen, and ``named`` tells which names of the book are used
    (faults, responsibilities or measures).
    """

    header: str
    path: YamlPath
    width: float
    note: str = ""
    required: bool = True
    words: Words | None = None
    many: bool = False
    number: bool = False
    flow: bool = False
    named: str = ""


@dataclass(frozen=True)
class Records:
    """A sheet of like things, one a row: the list at ``path`` of ``file``.

    A workbook may lack it where ``needed`` is not set.
    """

    sheet: str
    file: str
    path: YamlPath
    columns: tuple[Column, ...]
    needed: bool = True


#: Where a reason speaks of the whole book: a place without a name.
WHOLE = "（全书）"

_CITE = "条文目录里的编号，多个用分号隔开"
_WHEN = "条件，写法见“说明”"
_PERIOD = "例如 6个月、1年6个月、30天、5个工作日"
_AS_YAML = "（写法同 YAML）"

RECORDS: tuple[Records, ...] = (
    Records(
        "适用条件",
        "book.yaml",
        ("scope",),
        (
            Column("编号", ("id",), 16, "英文编号，不重复"),
            Column("引用", ("cite",), 20, _CITE),
            Column("条件", ("when",), 44, _WHEN),
            Column("不符合时", ("otherwise",), 44, "不符合这个条件的案件，说明为什么不适用"),
        ),
    ),
    Records(
        "条文目录",
        "outline.yaml",
        ("clauses",),
        (
            Column("条文", ("id",), 24, "条文的编号，规则引用它"),
            Column("大意", ("about",), 44, "用自己的话写"),
            Column("状态", ("status",), 9, "已编为规则；留给人裁量；不编", words=STATUS_WORDS),
            Column("原文", ("quote",), 56, "只引已编的条文", required=False),
            Column("原因", ("reason",), 44, "裁量、不编的，写明为什么", required=False),
        ),
    ),
    Records(
        "过错情形",
        "book.yaml",
        ("faults",),
        (
            Column("编号", ("id",), 12, "英文编号，例如 fault-1"),
            Column("名称", ("name",), 14, "规则结论里用的名称，例如 过错情形1"),
            Column("说明", ("label",), 34, "是什么情形"),
            Column("引用", ("cite",), 24, _CITE),
            Column(
                "认定",
                ("finding",),
                12,
                "认定即可：经办人认定就够；须有认定：没有人认定就不存在。空白是认定即可",
                required=False,
                words=FINDING_WORDS,
            ),
            Column("认定计入的条件", ("listed_when",), 30, _WHEN, required=False),
        ),
    ),
    Records(
        "规则",
        "rules.yaml",
        (),
        (
            Column("编号", ("id",), 28, "英文编号，不重复"),
            Column("引用", ("cite",), 26, _CITE),
            Column("阶段", ("stage",), 11, "只能读事实和更早阶段的结论", words=STAGE_WORDS),
            Column(
                "依据",
                ("basis",),
                8,
                "条文有两种读法时选“读法”。空白是条文",
                required=False,
                words=BASIS_WORDS,
            ),
            Column("条件", ("when",), 60, f"{_WHEN}；依据是读法的留空", required=False),
            Column("读法一编号", ("readings", 0, "id"), 12, "英文编号", required=False),
            Column("读法一", ("readings", 0, "text"), 28, "这样读是什么意思", required=False),
            Column("读法一条件", ("readings", 0, "when"), 44, _WHEN, required=False),
            Column("读法二编号", ("readings", 1, "id"), 12, "英文编号", required=False),
            Column("读法二", ("readings", 1, "text"), 28, "这样读是什么意思", required=False),
            Column("读法二条件", ("readings", 1, "when"), 44, _WHEN, required=False),
            Column("选用读法", ("chosen",), 12, "本书选用的读法的编号", required=False),
            Column("结论", ("then",), 26, "例如 认定 过错情形1、承担 主要责任"),
        ),
    ),
    Records(
        "处理方式",
        "catalogue.yaml",
        (),
        (
            Column("编号", ("id",), 30, "英文编号，同一类对象不重复"),
            Column("名称", ("label",), 30, "裁量基准里用的名称"),
            Column("英文名称", ("label_en",), 34, required=False),
            Column("适用于", ("kind",), 9, words=KIND_WORDS),
            Column("轻重", ("rank",), 8, "由轻到重，整数", number=True),
            Column("引用", ("cite",), 24, _CITE),
            Column("阶梯", ("ladder",), 14, "同一阶梯的各档同名", required=False),
            Column("期间", ("period",), 12, _PERIOD, required=False),
            Column("影响", ("effects",), 40, f"[一项, 又一项]{_AS_YAML}", False, flow=True),
            Column("影响的引用", ("effects_cite",), 20, _CITE, False, many=True),
            Column("决定机关", ("decided_by",), 20, required=False),
        ),
    ),
    Records(
        "事实",
        "facts.yaml",
        ("facts",),
        (
            Column("编号", ("id",), 20, "英文编号；记录的一列写作 记录编号.列编号"),
            Column("名称", ("label",), 18, "规则里用的名称，也是列名"),
            Column("属于", ("entity",), 14, "case 案件、subject 责任人，或者一种记录的编号"),
            Column("类型", ("type",), 9, words=TYPE_WORDS),
            Column("性质", ("kind",), 11, "空白是客观事实", False, words=FACT_WORDS),
            Column("单位", ("unit",), 8, required=False),
            Column("最小", ("minimum",), 8, required=False, flow=True),
            Column("选项", ("choices",), 44, f"[{{id: a, label: 甲}}]{_AS_YAML}", False, flow=True),
            Column("公式", ("formula",), 30, "例如 不称职票 / 有效票", False),
            Column("汇总", ("aggregate",), 60, f"由记录算出{_AS_YAML}", False, flow=True),
            Column("同义列名", ("synonyms",), 20, "多个用分号隔开", False, many=True),
            Column("提问", ("question",), 40, "向经办人提的一句话", False),
            Column("说明", ("note",), 30, required=False),
            Column("举例", ("example",), 14, required=False),
            Column("分组", ("group",), 12, required=False),
            Column("必填", ("required",), 8, "true 或者空白", False, flow=True),
            Column("特别写法", ("special",), 18, _AS_YAML, False, flow=True),
            Column("起止", ("derive",), 22, f"[后一时刻, 前一时刻]{_AS_YAML}", False, flow=True),
            Column("计数", ("count",), 10, required=False),
            Column("由结果填", ("from_run",), 12, "记录的一列由评估结果写成时填什么", False),
        ),
        needed=False,
    ),
    Records(
        "记录表",
        "facts.yaml",
        ("records",),
        (
            Column("编号", ("id",), 20, "英文编号"),
            Column("名称", ("label",), 20, "工作簿里的表名"),
            Column("属于", ("owner",), 10, "空白是责任人", False, words=OWNER_WORDS),
            Column("同义表名", ("synonyms",), 24, "多个用分号隔开", False, many=True),
            Column("说明", ("note",), 40, required=False),
        ),
        needed=False,
    ),
    Records(
        TARIFF,
        "tariff.yaml",
        ("rows",),
        (
            Column("编号", ("id",), 20, "英文编号，不重复"),
            Column("引用", ("cite",), 22, _CITE),
            Column("适用于", ("kind",), 9, "空白是个人", False, words=KIND_WORDS),
            Column(
                "过错情形", ("faults",), 34, "空白是不论哪一种", False, many=True, named="faults"
            ),
            Column(
                "责任", ("responsibility",), 20, "空白是不论", False, None, True, named="bearing"
            ),
            Column("情节", ("gravity",), 20, "空白是不论", False, GRAVITY_WORDS, many=True),
            Column(
                "幅度", ("range",), 22, "轻的一端、重的一端", False, many=True, named="measures"
            ),
            Column("其中之一", ("choose",), 28, "选一种", False, many=True, named="measures"),
            Column("可以并处", ("together",), 9, "true 或者空白", False, flow=True),
            Column("全部", ("measures",), 28, required=False, many=True, named="measures"),
            Column("另加", ("plus",), 22, required=False, many=True, named="measures"),
        ),
        needed=False,
    ),
    Records(
        "程序",
        "book.yaml",
        ("procedures",),
        (
            Column("编号", ("id",), 16, "英文编号"),
            Column("名称", ("name",), 14, "规则结论里用的名称"),
            Column("说明", ("label",), 44),
            Column("种类", ("kind",), 9, words=STEP_WORDS),
            Column("引用", ("cite",), 24, _CITE),
            Column("起算", ("after",), 18, "从哪个日期起算", False),
            Column("期限", ("within",), 12, _PERIOD, False),
        ),
        needed=False,
    ),
    Records(
        KEPT,
        "justified.yaml",
        (),
        (
            Column("检查项", ("id",), 26, "wenze book lint 指出的编号"),
            Column("位置", ("place",), 34, f"说的是哪里，多个用分号隔开；全书写{WHOLE}", many=True),
            Column("理由", ("reason",), 60, "为什么保留"),
        ),
    ),
)

#: Lines of the sheet 规定: the path begins with the file.
LINES: tuple[Column, ...] = (
    Column("编号", ("book.yaml", "id"), 0, "命令行里用的编号"),
    Column("版本", ("book.yaml", "version"), 0, "按文本填写，例如 1.0"),
    Column("名称", ("book.yaml", "title"), 0),
    Column("英文名称", ("book.yaml", "title_en"), 0, required=False),
    Column("发布机关", ("book.yaml", "issuer"), 0),
    Column("文号", ("book.yaml", "number"), 0, required=False),
    Column("层级", ("book.yaml", "level"), 0, "是哪一级的什么文件", required=False),
    Column("施行日期", ("book.yaml", "in_force", "from"), 0, "例如 2009-09-02"),
    Column("失效日期", ("book.yaml", "in_force", "to"), 0, "仍然有效的留空", required=False),
    Column("日期把握", ("book.yaml", "in_force", "certainty"), 0, "明文还是推定", required=False),
    Column("日期说明", ("book.yaml", "in_force", "note"), 0, required=False),
    Column("适用对象", ("book.yaml", "applies_to"), 0),
    Column(
        "替代的规则书",
        ("book.yaml", "supersedes"),
        0,
        "编号，多个用分号隔开",
        required=False,
        many=True,
    ),
    Column("核对日期", ("book.yaml", "last_checked"), 0, "最近一次核对条文", required=False),
    Column("同一法规", ("book.yaml", "family"), 0, "同一法规的几个版本用同一个名字", False),
    Column(
        "从旧兼从轻", ("book.yaml", "lenity"), 0, f"引用这样规定的条款；{_CITE}", False, many=True
    ),
    Column("行为日期", ("book.yaml", "conduct_date"), 0, "空白是 事发日期", False),
    Column("状态的叫法", ("book.yaml", "status_labels"), 0, _AS_YAML, False, flow=True),
    Column("条文未定的引用", ("book.yaml", "silence", "cite"), 0, f"有责任的填；{_CITE}", False),
    Column(
        "条文未定的说明", ("book.yaml", "silence", "text"), 0, "条文没有规定责任时说什么", False
    ),
    Column("影响期起算", ("book.yaml", "effects", "from"), 0, "从哪个日期起算", False),
    Column("影响期合并", ("book.yaml", "effects", "combine"), 0, "", False, COMBINE_WORDS),
    Column("影响期结转", ("book.yaml", "effects", "carry"), 0, "原处分剩余月数是哪一项", False),
    Column("影响期上限", ("book.yaml", "effects", "cap"), 0, _PERIOD, False),
    Column("影响期遇到的处分", ("book.yaml", "effects", "history"), 0, _AS_YAML, False, flow=True),
    Column("已给予的是哪一项", ("book.yaml", "effects", "given"), 0, "一项选择的事实", False),
    Column("影响期引用", ("book.yaml", "effects", "cite"), 0, _CITE, False),
    Column("合并方法", ("tariff.yaml", "merge", "how"), 0, "有档次的填", False, MERGE_WORDS),
    Column("合并引用", ("tariff.yaml", "merge", "cite"), 0, _CITE, False),
    Column(
        "期间相加", ("tariff.yaml", "merge", "sum_of_periods"), 0, "true 或者空白", False, flow=True
    ),
    Column("期间上限", ("tariff.yaml", "merge", "cap"), 0, _PERIOD, False),
    Column("增加的选项", ("facts.yaml", "choices"), 0, _AS_YAML, False, flow=True),
    Column("条文出处", ("outline.yaml", "document"), 0, "条文目录是哪一份文件的"),
    Column("基准名称", ("baseline.yaml", "title"), 0),
    Column("基准来源", ("baseline.yaml", "source"), 0, "基准是政策，写明从哪里来"),
    Column("幅度内建议", ("baseline.yaml", "within"), 0, "空白是最轻", False, WITHIN_WORDS),
)
ITEM, CONTENT, HOW = "项目", "内容", "填法"

RESPONSIBILITY, REFERRAL = "责任", "移送"
BEARING_WORDS = Words(((RESPONSIBILITY, RESPONSIBILITY), (REFERRAL, REFERRAL)))
CATEGORY = Column("类别", ("category",), 9, "责任，或者移送", words=BEARING_WORDS)
#: One sheet, two lists of book.yaml; a column that one of them lacks stays blank there.
BEARINGS: dict[str, Records] = {
    RESPONSIBILITY: Records(
        BEARING,
        "book.yaml",
        ("responsibilities",),
        (
            Column("编号", ("id",), 26, "英文编号，不重复"),
            Column("名称", ("label",), 14, "规则结论里用的名称"),
            Column("适用于", ("kind",), 9, "只填责任", words=KIND_WORDS),
            Column("引用", ("cite",), 24, f"只填责任；{_CITE}"),
        ),
    ),
    REFERRAL: Records(
        BEARING,
        "book.yaml",
        ("referrals",),
        (
            Column("编号", ("id",), 26),
            Column("名称", ("name",), 14),
            Column("说明", ("label",), 34, "只填移送：怎样移送"),
        ),
    ),
}
BEARING_HEADERS = ("类别", "编号", "名称", "适用于", "引用", "说明")

#: Columns of 裁量基准 before the gravities; the last line suggests one of the adjustments.
WHO, FROM, GRADES = "责任", "参照", "低几档"
SUGGESTION = "建议从宽"

#: Columns of 例案 around the facts.
EXAMPLE_ID, TITLE, ABOUT, COMMON = "编号", "标题", "检验", "（共有）"
OTHERS = "同案其他主体"
EXPECTED: dict[str, str] = {
    "status": "应得：结论",
    "faults": "应得：过错情形",
    "in_doubt": "应得：未定情形",
    "responsibility": "应得：责任",
    "measures": "应得：处理方式",
    "lightest": "应得：最轻",
    "heaviest": "应得：最重",
    "options": "应得：法定余地",
    "applied": "应得：从宽",
    "offered": "应得：可从宽",
    "months": "应得：影响期",
    "most": "应得：最长影响期",
    "until": "应得：影响期到",
    "running": "应得：遇到的处分",
    "steps": "应得：程序",
    "due": "应得：期限到",
    "referrals": "应得：移送",
    "asks": "应得：提问",
}
#: Those that every workbook has; the others may be missing.
ALWAYS_EXPECTED = frozenset(
    ("status", "faults", "in_doubt", "responsibility", "measures", "lightest", "heaviest")
) | {"applied", "referrals", "asks"}
