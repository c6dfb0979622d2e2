"""Which version of a regulation applies: the one in force at the conduct, or the milder one.

Books of one family are versions of one regulation. The version in force at the conduct applies;
where the version in force at the decision says so (``lenity``), the milder of the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facts import Text
from rules.loader import CompiledBook
from sanctions.determination import Determination

NO_DATE = Text(
    "行为发生的日期不明，不能确定适用哪个版本",
    "the date of the conduct is not known, so the version cannot be told",
)
NO_VERSION = Text(
    "行为发生时（{date}）这几个版本都没有施行", "no version was in force at the conduct ({date})"
)
AT_CONDUCT = Text(
    "行为发生时（{date}）施行的是{title}", "at the conduct ({date}) {title} was in force"
)
SAME_VERSION = Text(
    "{conduct}；作出决定时（{date}）仍是这个版本",
    "{conduct}; it was still in force at the decision ({date})",
)
NO_LENITY = Text(
    "{conduct}；作出决定时（{date}）施行的{title}，规则书里没有适用较轻规定的条款",
    "{conduct}; the book of {title}, in force at the decision ({date}), has no clause that asks "
    "for the milder one",
)
MILDER = Text(
    "{conduct}；作出决定时（{date}）施行的{title}依{cite}要求适用较轻的规定："
    "旧版{old}，新版{new}，适用{chosen}",
    "{conduct}; {title}, in force at the decision ({date}), asks for the milder one under {cite}: "
    "the earlier version {old}, the later {new}; {chosen} applies",
)
NOT_COMPARABLE = Text(
    "{conduct}；作出决定时（{date}）施行的{title}依{cite}要求适用较轻的规定；"
    "两个版本的结果（旧版{old}，新版{new}）不能比较轻重，由人判断",
    "{conduct}; {title}, in force at the decision ({date}), asks for the milder one under {cite}; "
    "the results (earlier {old}, later {new}) cannot be compared; a person decides",
)


@dataclass(frozen=True, slots=True)
class Version:
    """The version that applies: a book's id, "" when open; and why."""

    book: str
    why: Text
    compared: tuple[str, ...] = ()


def in_force(books: Sequence[CompiledBook], day: date) -> CompiledBook | None:
    """The latest of some versions that was in force on a day."""
    found = [
        book
        for book in books
        if book.book.metadata.in_force.start <= day
        and (book.book.metadata.in_force.end is None or day <= book.book.metadata.in_force.end)
    ]
    return max(found, key=lambda b: b.book.metadata.in_force.start, default=None)


def milder(
    old: tuple[CompiledBook, Determination],
    new: tuple[CompiledBook, Determination],
    conduct: Text,
    decided: date,
) -> Version:
    """The milder of two settled results, by the ranks of the later book's catalogue.

    Equal results leave the version in force at the conduct. Open results, and measures that the
    later catalogue does not have, are for a person.
    """
    lenity = new[0].book.metadata.lenity or ()
    words = {
        "date": decided.isoformat(),
        "title": new[0].book.metadata.title,
        "cite": "、".join(lenity),
        "old": _words(old[1]),
        "new": _words(new[1]),
    }
    ids = (old[0].id, new[0].id)
    weights = [_weight(d, new[0]) for d in (old[1], new[1])]
    if weights[0] is None or weights[1] is None:
        return Version("", told(NOT_COMPARABLE, conduct=conduct, **words), ids)
    chosen = new[0] if weights[1] < weights[0] else old[0]
    words["chosen"] = chosen.book.metadata.title
    return Version(chosen.id, told(MILDER, conduct=conduct, **words), ids)


def told(words: Text, **values: str | Text) -> Text:
    """A sentence with its values put in, in both languages."""
    return Text(words.get("zh", **values), words.get("en", **values))


def _words(d: Determination) -> str:
    return "、".join(m.label for m in d.measures) or d.status


def _weight(d: Determination, book: CompiledBook) -> tuple[int, ...] | None:
    """How heavy a settled result is; None when it is open or not in the catalogue."""
    if d.status in ("exempt", "no_accountability"):
        return ()
    if d.status != "recommended":
        return None
    ranks = {m.id: m.rank for m in book.book.measures(d.subject_kind or "")}
    if any(m.id not in ranks for m in d.measures):
        return None
    return tuple(sorted((ranks[m.id] for m in d.measures), reverse=True))
