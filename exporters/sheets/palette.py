"""Colours of statuses and severities: gentle, and still apart when printed in grey."""

from exporters.sheets.table import Tint

STATUS_TINTS: dict[str, Tint] = {
    "recommended": Tint("#F4F8FD", "#CFE0F3"),
    "exempt": Tint("#F3FAF3", "#CFE8D0"),
    "no_accountability": Tint("#FAFAFA", "#E6E6E6"),
    "needs_facts": Tint("#FFFCF0", "#FBEBB0"),
    "needs_judgement": Tint("#FFF7EF", "#F9D8B8"),
    "out_of_scope": Tint("#F8F6FB", "#DED6EA"),
    "rejected": Tint("#FDF4F3", "#F2C6C2"),
}
SEVERITY_TINTS: dict[str, Tint] = {
    "error": STATUS_TINTS["rejected"],
    "warning": STATUS_TINTS["needs_judgement"],
    "notice": STATUS_TINTS["recommended"],
}
#: Bars of the charts, darker than the cells.
STATUS_BARS: dict[str, str] = {
    "recommended": "#5B8FC7",
    "exempt": "#6DAF70",
    "no_accountability": "#A6A6A6",
    "needs_facts": "#D9B23C",
    "needs_judgement": "#DE9250",
    "out_of_scope": "#9B86BD",
    "rejected": "#CC6A62",
}
PERSON_BAR, TEAM_BAR = "#5B8FC7", "#A9B8C6"
