"""A worked example: the case of one subject that shows what a finding is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from facts import Text
from rules.loader import CompiledBook
from sanctions import Determination
from sanctions.determination import STATUS_LABELS

Facts = Mapping[str, Any]
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Worked:
    """``facts`` as an example of cases.yaml gives them; ``shown`` are those worth telling.

    ``shows`` says what is to be seen. ``holds`` and ``fails`` are rules claimed to hold, or not,
    in the case, however they are read. ``outcome`` is what the book makes of it as it is written,
    ``mended`` what the mended form (``right`` in place of ``wrong``) does; either may be empty.
    """

    facts: Facts
    shows: Text
    shown: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    outcome: Text = NOTHING
    wrong: str = ""
    right: str = ""
    mended: Text = field(default=NOTHING)

    def line(self, lang: str = "zh") -> str:
        """The case, what it shows and what comes out, on one line."""
        zh = lang == "zh"
        case = fact_words({label: self.facts[label] for label in self.shown} or self.facts) or (
            "平常的案件" if zh else "a plain case"
        )
        parts = [f"{case}：{self.shows.zh}" if zh else f"{case}: {self.shows.en}"]
        for name, text in (
            (("写错时" if self.right else "结果", "as written"), self.outcome),
            (("改对以后", "mended"), self.mended),
        ):
            if text.zh:
                parts.append(f"{name[0]}：{text.zh}" if zh else f"{name[1]}: {text.en}")
        told = "；".join(parts) if zh else "; ".join(parts)
        if self.right:
            wrong, right = (
                " ⏎ ".join(line.strip() for line in text.splitlines())
                for text in (self.wrong, self.right)
            )
            told += f"（错：{wrong}　对：{right}）" if zh else f" (wrong: {wrong}  right: {right})"
        return told

    def as_dict(self) -> dict[str, Any]:
        """For machines: stable keys."""
        return {
            "facts": {label: _plain(value) for label, value in self.facts.items()},
            "shows": self.shows._asdict(),
            "holds": list(self.holds),
            "fails": list(self.fails),
            "outcome": self.outcome._asdict(),
            "wrong": self.wrong,
            "right": self.right,
            "mended": self.mended._asdict(),
        }


def fact_words(facts: Facts) -> str:
    """情节 = 一般；不作为 = 是; blank is 空白."""
    return "；".join(f"{label} = {_words(value)}" for label, value in facts.items())


def _words(value: Any) -> str:
    if value is None:
        return "空白"
    if isinstance(value, list | tuple):
        return "、".join(_words(item) for item in value)
    if isinstance(value, Mapping):
        return "，".join(str(v) for v in value.values())
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


def outcome_words(found: Determination, book: CompiledBook) -> Text:
    """What comes out: the faults established, then the measures, or the status and what is open."""
    faults = {fault.id: fault.name for fault in book.book.metadata.faults}
    held = [fault.id for fault in found.faults if fault.value == "true"]
    zh, en = _result(found)
    if held:
        zh = f"{'、'.join(faults.get(f, f) for f in held)}成立，{zh}"
        en = f"{', '.join(held)}: {en}"
    for referral in found.referrals:
        zh, en = f"{zh}，{referral.label}", f"{en}, referral {referral.id}"
    return Text(zh, en)


def _result(found: Determination) -> tuple[str, str]:
    status = STATUS_LABELS[found.status]
    if found.measures:
        return (
            "、".join(measure.label for measure in found.measures),
            " + ".join(measure.id for measure in found.measures),
        )
    if found.status == "recommended":
        return f"{status.zh}，但没有处理方式", f"{status.en}, without any measure"
    asked = list(dict.fromkeys(question.fact for question in found.open_questions))
    if asked and found.status.startswith("needs"):
        return f"{status.zh}（{'、'.join(asked)}）", f"{status.en} ({', '.join(asked)})"
    return status.zh, status.en
