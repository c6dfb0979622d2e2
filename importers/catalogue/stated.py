"""What the office's profile states, and no column gives."""

from facts import Text
from importers.catalogue.kinds import Words, notice, warning

STATED: dict[str, Words] = {
    "stated-constant": notice(
        Text(
            "“{label}”不是表里写的：按对应方案都作“{value}”",
            "{label} is not in the sheet: the profile says {value} for all rows",
        ),
    ),
    "stated-column": notice(
        Text("按对应方案，“{label}”取自这一列", "The profile takes {label} from this column"),
    ),
    "stated-words": notice(
        Text(
            "按对应方案，“{label}”由这一列得出：{words}",
            "The profile takes {label} from this column: {words}",
        ),
    ),
    "stated-unlisted": warning(
        Text("“{value}”在对应方案里没有写明", "The profile says nothing of {value}"),
        Text("“{label}”按不明处理", "{label} is taken as unknown"),
        Text(
            "请在方案 values 的“{label}”下写明它对应什么",
            "say under {label}, in the values of the profile, what it stands for",
        ),
    ),
}
