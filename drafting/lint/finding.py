"""A finding: what is wrong in a book, where, and how to mend it."""

from dataclasses import dataclass
from typing import Any, Literal

from drafting.lint.worked import Worked
from facts import Text
from rules.errors import Place

Level = Literal["error", "warning", "note"]
#: From worst to mildest.
LEVELS: tuple[Level, ...] = ("error", "warning", "note")

LEVEL_LABELS: dict[str, Text] = {
    "error": Text("错误", "Error"),
    "warning": Text("警告", "Warning"),
    "note": Text("提示", "Note"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend or to justify.

    ``place.rule`` names what it is about: a rule, clause, fact, fault, measure, cell or example.
    ``example`` is a case that shows it; ``excerpt`` is the marked condition.
    """

    id: str
    level: Level
    place: Place
    message: Text
    fix: Text
    example: Worked | None = None
    excerpt: str = ""

    def line(self, lang: str = "zh") -> str:
        """A few lines for a terminal: place, id, what, how to mend, an example."""
        label = LEVEL_LABELS[self.level].get(lang)
        parts = [f"{self.place}：{label} [{self.id}] {self.message.get(lang)}"]
        if self.excerpt:
            parts.append(self.excerpt)
        fix, example = ("改法：", "例案：") if lang == "zh" else ("fix: ", "example: ")
        if self.example is not None and self.example.right:  # not of this book
            example = "示例：" if lang == "zh" else "sample: "
        parts.append(f"    {fix}{self.fix.get(lang)}")
        if self.example is not None:
            parts.append(f"    {example}{self.example.line(lang)}")
        return "\n".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """For machines: stable keys, texts in both languages."""
        return {
            "id": self.id,
            "level": self.level,
            "place": {
                "file": self.place.file,
                "line": self.place.line,
                "about": self.place.rule,
            },
            "message": self.message._asdict(),
            "fix": self.fix._asdict(),
            "example": self.example.line() if self.example is not None else "",
            "case": self.example.as_dict() if self.example is not None else None,
            "page": f"docs/lint/{self.id}.md",
        }
