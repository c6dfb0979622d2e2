"""Was a book compared with its text recently enough? A book that was not says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from facts import Text
from facts.calendar import add_length
from facts.columns import date_number
from rules.book import Metadata

#: For so long after the last comparison a book counts as up to date.
HOLDS = "1年"

OVERDUE = Text(
    "《{title}》最近一次同条文核对是{last}，到{latest}已超过一年；条文此后可能修改，请先核对",
    "{title} was last compared with its text on {last}, more than a year before {latest}; the text "
    "may have changed since: compare it first",
)
NEVER_TOLD = Text("没有写明", "not told")


@dataclass(frozen=True, slots=True)
class Overdue:
    """A book whose last comparison is too old for what happened on ``latest``."""

    title: Text
    last: date
    latest: date

    @property
    def told(self) -> Text:
        """The notice."""
        days = {"last": self.last.isoformat(), "latest": self.latest.isoformat()}
        return Text(
            OVERDUE.get("zh", title=self.title.zh, **days),
            OVERDUE.get("en", title=self.title.en, **days),
        )

    def record(self) -> dict[str, str]:
        """What ``run.json`` keeps of it."""
        return {"last_checked": self.last.isoformat(), "latest": self.latest.isoformat()}


def overdue(metadata: Metadata, latest: date | None) -> Overdue | None:
    """The notice for cases up to a day; None where the book is recent enough.

    A book that does not say when it was compared gives no notice: the overview says that.
    """
    last = metadata.last_checked
    if last is None or latest is None:
        return None
    ends = float(add_length(np.array([date_number(last)]), HOLDS)[0])
    if date_number(latest) <= ends:
        return None
    return Overdue(metadata.titles, last, latest)


def recorded(metadata: Metadata, run: Mapping[str, Any]) -> Overdue | None:
    """The notice that a run's record (``run.json``) holds, or None."""
    found = run.get("book", {}).get("overdue")
    if not found:
        return None
    days = (date.fromisoformat(found[key]) for key in ("last_checked", "latest"))
    return Overdue(metadata.titles, *days)


def judged(metadata: Metadata, options: Mapping[str, Any], latest: date | None) -> Overdue | None:
    """The notice for a run: its day of the decision (option ``decided``) goes before the cases."""
    decided = options.get("decided")
    return overdue(metadata, date.fromisoformat(decided) if decided else latest)
