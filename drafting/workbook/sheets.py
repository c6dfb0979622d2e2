"""The sheets of the workbook and their columns: one place for writer and reader."""

from dataclasses import dataclass

from drafting.workbook.words import (
    BASIS_WORDS,
    FINDING_WORDS,
    KIND_WORDS,
    STAGE_WORDS,
    STATUS_WORDS,
    Words,
)
from rules.source import YamlPath

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

    ``many`` marks lists of texts, ``number`` whole numbers; with ``words`` one of them is chosen.
    """

    header: str
    path: YamlPath
    width: float
    note: str = ""
    required: bool = True
    words: Words | None = None
    many: bool = False
    number: bool = False


@dataclass(frozen=True)
class Records:
    """A sheet of like things, one a row: the list at ``path`` of ``file``."""

    sheet: str
    file: str
    path: YamlPath
    columns: tuple[Column, ...]


_CITE = "条文目录里的编号，多个用分号隔开"
_WHEN = "条件，写法见“说明”"

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
        ),
    ),
    Records(
        KEPT,
        "justified.yaml",
        (),
        (
            Column("检查项", ("id",), 26, "wenze book lint 指出的编号"),
            Column("位置", ("place",), 34, "说的是哪里，多个用分号隔开", many=True),
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
    Column("条文未定的引用", ("book.yaml", "silence", "cite"), 0, _CITE),
    Column("条文未定的说明", ("book.yaml", "silence", "text"), 0, "条文没有规定责任时说什么"),
    Column("条文出处", ("outline.yaml", "document"), 0, "条文目录是哪一份文件的"),
    Column("基准名称", ("baseline.yaml", "title"), 0),
    Column("基准来源", ("baseline.yaml", "source"), 0, "基准是政策，写明从哪里来"),
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
    "applied": "应得：从宽",
    "referrals": "应得：移送",
    "asks": "应得：提问",
}
