"""A finding: what is wrong in a book, where, and how to mend it."""

from dataclasses import dataclass
from typing import Any, Literal

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
    ``example`` is a case in Chinese that shows it, or ""; ``excerpt`` is the marked condition.
    """

    id: str
    level: Level
    place: Place
    message: Text
    fix: Text
    example: str = ""
    excerpt: str = ""

    def line(self, lang: str = "zh") -> str:
        """A few lines for a terminal: place, id, what, how to mend, an example."""
        label = LEVEL_LABELS[self.level].get(lang)
        parts = [f"{self.place}：{label} [{self.id}] {self.message.get(lang)}"]
        if self.excerpt:
            parts.append(self.excerpt)
        fix, example = ("改法：", "例案：") if lang == "zh" else ("fix: ", "example: ")
        parts.append(f"    {fix}{self.fix.get(lang)}")
        if self.example:
            parts.append(f"    {example}{self.example}")
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
            "example": self.example,
            "page": f"docs/lint/{self.id}.md",
        }
