"""Problems found while reading: where, what was found, what was expected, how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from facts.text import Text

#: ``error`` costs the row (or the file); ``warning`` and ``notice`` cost nothing.
Severity = Literal["error", "warning", "notice"]

SEVERITY_LABELS: dict[str, Text] = {
    "error": Text("错误", "Error"),
    "warning": Text("警告", "Warning"),
    "notice": Text("提示", "Notice"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a clerk should know or mend.

    ``cell`` is "H7", or "" when the problem is about a column, a sheet or a file.
    ``value`` is the text as written; it is "" for cells that hold names.
    """

    code: str
    severity: Severity
    file: str
    sheet: str
    cell: str
    row: int
    header: str
    value: str
    message: Text
    expected: Text
    fix: Text

    def line(self, lang: str = "zh") -> str:
        """One line for a terminal: place, what is wrong, what was expected, how to mend."""
        place = "!".join(part for part in (self.sheet, self.cell) if part) or self.file
        header = f"（{self.header}）" if self.header and lang == "zh" else ""
        if self.header and lang == "en":
            header = f" ({self.header})"
        label = SEVERITY_LABELS[self.severity].get(lang)
        parts = [self.message.get(lang), self.expected.get(lang), self.fix.get(lang)]
        stop = "；" if lang == "zh" else "; "
        colon = "：" if lang == "zh" else ": "
        return f"{label} {place}{header}{colon}{stop.join(p for p in parts if p)}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that cost a row."""
    return [p for p in problems if p.severity == "error"]
