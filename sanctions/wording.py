"""Outcomes in a few Chinese words, for the answers of open questions."""

from rules.book import Book
from sanctions.decider import Outcome
from sanctions.determination import STATUS_LABELS
from sanctions.outcome import Measures, Point


def measures_label(measures: Measures, kind: str, book: Book) -> str:
    """诫勉谈话、责令作出书面检查; 不作处理 when there are none."""
    return "、".join(book.measure(kind, m).label for m in measures) or "不作处理"


def point_label(point: Point, kind: str, book: Book) -> str:
    """The measures of a recommendation, else the status."""
    if point.status == "recommended":
        return measures_label(point.measures, kind, book)
    return book.metadata.status_labels.get(point.status) or STATUS_LABELS[point.status].zh


def outcome_label(outcome: Outcome, kind: str, book: Book) -> str:
    """A settled outcome in words; an open one as its lightest and heaviest."""
    if outcome.settled is not None:
        return point_label(outcome.settled, kind, book)
    lightest = measures_label(outcome.lightest, kind, book)
    heaviest = measures_label(outcome.heaviest, kind, book)
    return f"仍待其他事项（最轻：{lightest}；最重：{heaviest}）"
