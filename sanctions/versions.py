"""Which version of a regulation applies: the one in force at the conduct, or the milder one.

Books of one family are versions of one regulation. The version in force at the conduct applies;
where the version in force at the decision says so (``lenity``), the milder of the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facts import Text
from rules.loader import CompiledBook
from sanctions.determination import STATUS_LABELS, Determination

NOT_READ = Text("这一行未能读取", "this row could not be read")
NO_DATE = Text(
    "行为发生的日期不明，不能确定适用哪个版本",
    "the date of the conduct is not known, so the version cannot be told",
)
NO_ONE_VERSION = Text(
    "行为发生的日期只知道在{date}，跨越几个版本，不能确定适用哪个",
    "the conduct is only known to lie in {date}, which several versions share",
)
NO_VERSION = Text(
    "行为发生时（{date}）这几个版本都没有施行", "no version was in force at the conduct ({date})"
)
AT_CONDUCT = Text(
    "行为发生时（{date}）施行的是{title}", "at the conduct ({date}) {title} was in force"
)
NOT_ASKED = Text(
    "{conduct}；{title}依{cite}要求适用较轻的规定，没有写明作出决定的日期（--decided），没有比较",
    "{conduct}; {title} asks for the milder one under {cite}; no day of the decision was given "
    "(--decided), so they were not compared",
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
RANGED = Text("{point}（{low}至{high}）", "{point} ({low} to {high})")
NOTHING = Text("不作处理", "no measure")


@dataclass(frozen=True, slots=True)
class Version:
    """The version that applies: a book's id, "" when open; and why.

    ``decision`` is what it says of the subject: that of a milder later version is what it would
    say if it had been in force at the conduct.
    """

    book: str
    why: Text
    compared: tuple[str, ...] = ()
    decision: Determination | None = None


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

    Both the recommendation and the two ends of its range must be as light or lighter: a range
    that is lighter at one end and heavier at the other is for a person.

    Equal results leave the version in force at the conduct; so does a subject that neither
    version is about. Open results, and measures that the later catalogue does not have, are for
    a person.
    """
    lenity = new[0].book.metadata.lenity or ()
    words: dict[str, str | Text] = {
        "date": decided.isoformat(),
        "title": new[0].book.metadata.titles,
        "cite": "、".join(lenity),
        "old": _words(*old),
        "new": _words(*new),
    }
    ids = (old[0].id, new[0].id)
    if old[1].status == new[1].status == "out_of_scope":
        return Version(old[0].id, conduct, ids, old[1])
    weights = [_weights(d, new[0]) for d in (old[1], new[1])]
    if weights[0] is None or weights[1] is None:
        return Version("", told(NOT_COMPARABLE, conduct=conduct, **words), ids)
    pairs = list(zip(weights[0], weights[1], strict=True))
    lighter = any(later < earlier for earlier, later in pairs)
    if lighter and any(later > earlier for earlier, later in pairs):
        return Version("", told(NOT_COMPARABLE, conduct=conduct, **words), ids)
    chosen, decision = new if lighter else old
    words["chosen"] = chosen.book.metadata.titles
    return Version(chosen.id, told(MILDER, conduct=conduct, **words), ids, decision)


def told(words: Text, **values: str | Text) -> Text:
    """A sentence with its values put in, in both languages."""
    return Text(words.get("zh", **values), words.get("en", **values))


def _words(book: CompiledBook, d: Determination) -> Text:
    """The outcome in short: the measures and their range, or what the status is called."""
    if not d.measures:
        own = book.book.metadata.status_labels.get(d.status)
        return Text(own, own) if own else STATUS_LABELS[d.status]
    point = _labels(book, d, tuple(m.id for m in d.measures))
    low, high = (_labels(book, d, ids) for ids in (d.interval.lightest, d.interval.heaviest))
    return point if low == high else told(RANGED, point=point, low=low, high=high)


def _labels(book: CompiledBook, d: Determination, ids: tuple[str, ...]) -> Text:
    found = [book.book.measure(d.subject_kind or "", id_) for id_ in ids]
    if not found:
        return NOTHING
    return Text("、".join(m.label for m in found), ", ".join(m.label_en or m.label for m in found))


def _weights(d: Determination, book: CompiledBook) -> list[tuple[int, ...]] | None:
    """How heavy a settled result is, and the two ends of its range.

    None where it is open, or not in the catalogue.
    """
    if d.status in ("exempt", "no_accountability"):
        return [()] * 3
    if d.status != "recommended":
        return None
    ranks = {m.id: m.rank for m in book.book.measures(d.subject_kind or "")}
    spoken = (tuple(m.id for m in d.measures), d.interval.lightest, d.interval.heaviest)
    if any(id_ not in ranks for ids in spoken for id_ in ids):
        return None
    return [tuple(sorted((ranks[id_] for id_ in ids), reverse=True)) for ids in spoken]
