"""A profile beside the workbook that it was applied to: what no longer fits."""

from collections.abc import Iterable, Mapping, Sequence

from facts import Problem, Text
from importers.grid import squeeze
from importers.headers import EVERY_SHEET, STATED
from importers.profile.form import Profile, about
from importers.result import MappedColumn
from importers.stating import FROM


def unfit(profile: Profile, mapping: Iterable[MappedColumn]) -> list[Problem]:
    """A warning for each column that the workbook does not have, or that cannot be so there."""
    columns = list(mapping)
    found = []
    for sheet, headers in profile.sheets.items():
        own = [c for c in columns if sheet in (EVERY_SHEET, c.sheet)]
        for key, given in headers.items():
            if key.startswith(STATED):
                told = _stated(key.removeprefix(STATED), given, own)
            else:
                told = _mapped(key, given, own)
            if told is None:
                continue
            lines = profile.lines
            line = lines.get((sheet, key)) or lines.get((EVERY_SHEET, key), 0)
            message = Text(f"第 {line} 行：{told[0].zh}", f"line {line}: {told[0].en}")
            named = "" if sheet == EVERY_SHEET else sheet
            header = key.removeprefix(STATED)
            found.append(
                about(
                    "profile-unfit",
                    "warning",
                    profile.file,
                    message,
                    told[1],
                    sheet=named,
                    header=header,
                )
            )
    return found


def _mapped(header: str, label: str, own: Sequence[MappedColumn]) -> tuple[Text, Text] | None:
    same = [c for c in own if squeeze(c.header) == squeeze(header)]
    if not same:
        return _absent(header)
    if label and all(c.fact is None and c.how == "profile" for c in same):
        words = Text(
            f"这张表里的列不能作“{label}”，已原样保留",
            f"a column of this sheet cannot be {label}; it is kept as it is",
        )
        return words, Text("这个事实属于另一张表", "the fact belongs to another sheet")
    return None


def _stated(label: str, given: object, own: Sequence[MappedColumn]) -> tuple[Text, Text] | None:
    """A statement whose column is gone, or that a column of the sheet makes needless."""
    if not given:
        return None
    header = str(given.get(FROM)) if isinstance(given, Mapping) else ""
    if header and not any(squeeze(c.header) == squeeze(header) for c in own):
        return _absent(header)
    column = next((c for c in own if c.fact == label and c.header != header), None)
    if column is None:
        return None
    words = Text(
        f"表中已有“{label}”列（{column.letter} 列“{column.header}”），以表为准",
        f"the sheet gives {label} itself (column {column.letter}), and the sheet counts",
    )
    return words, Text("请删去这一项", "delete this entry")


def _absent(header: str) -> tuple[Text, Text]:
    words = Text(f"表中没有“{header}”列", f"the sheet has no column {header}")
    return words, Text("表的格式可能改过", "the layout may have changed")
