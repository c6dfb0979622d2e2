"""Rows against each other."""

from facts import Text
from importers.catalogue.kinds import Words, error, notice, warning

_KEEP_ONE = Text("请核对后只保留一行", "check them and keep one row")

ROWS: dict[str, Words] = {
    "times-backward": error(
        Text("“{later}”早于“{earlier}”（{other}）", "{later} is before {earlier} ({other})"),
        Text("“{later}”应不早于“{earlier}”", "{later} is expected not before {earlier}"),
        Text("请核对两个时间", "check both times"),
    ),
    "case-duplicate": error(
        Text("案件编号重复：{places}", "The case number is used more than once: {places}"),
        Text("每起案件应只有一行", "one row for each case is expected"),
        _KEEP_ONE,
    ),
    "subject-duplicate": error(
        Text(
            "同一案件的同一责任主体、角色重复：{places}",
            "The same subject and role twice: {places}",
        ),
        Text("应只有一行", "one row is expected"),
        _KEEP_ONE,
    ),
    "subject-orphan": error(
        Text("案件表中没有这个案件编号", "No case has this number"),
        Text("应与“案件”表的案件编号完全一致", "a number from the case sheet is expected"),
        Text("请核对编号，或补上案件", "check the number, or add the case"),
    ),
    "record-orphan": warning(
        Text(
            "这条记录找不到它所属的{keys}，没有计入",
            "This record belongs to nobody here ({keys}); it was not counted",
        ),
        Text("应与案件表、责任人表一致", "the same as on the sheets of cases and subjects"),
        Text("请核对编号和姓名（职务）", "check number and name"),
    ),
    "case-alone": error(
        Text("这起案件没有责任主体", "This case has no subject"),
        Text("每起案件至少应有一个责任主体", "at least one subject is expected"),
        Text("请补上责任主体", "add the subject"),
    ),
    "case-conflict": error(
        Text(
            "第 {first} 行与第 {row} 行同属一案，而“{label}”不同",
            "Rows {first} and {row} differ in {label}",
        ),
        Text("同一案件各行的“{label}”应一致", "one {label} for each case is expected"),
        Text("请核对后改为一致", "check them and make them agree"),
    ),
    "filled-from-row": notice(
        Text(
            "空白，按同一案件第 {first} 行的“{label}”处理",
            "Blank: taken from row {first} of the case",
        ),
    ),
    "names-ratings": error(
        Text("{names} 个责任主体对 {values} 个值", "{names} subjects but {values} values"),
        Text("应一个责任主体一个值，次序一致", "one value for each subject, in order, is expected"),
        Text("请用“、”隔开逐个写明，或分行填写", "separate them with 、, or use one row for each"),
    ),
    "naming-missing": warning(
        Text("有这一列，却没有“{label}”列，没有读取", "Not read: there is no column {label}"),
        Text("应有“{label}”列写明是谁", "a column {label} that names the subject is expected"),
        Text("请加上“{label}”列，或删去这一列", "add {label}, or delete this column"),
    ),
    "not-a-name": error(
        Text("“{value}”不是名称", "{value} is not a name"),
        Text("应为{naming}的姓名或班子名称", "the name of the {naming} is expected"),
        Text("请填写名称；没有的留空", "write the name; leave it empty if there is none"),
    ),
}
