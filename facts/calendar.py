"""Days and lengths of time: dates are numbers of days since 1970-01-01, in float64."""

import re

import numpy as np
import numpy.typing as npt

from facts.columns import Floats

_LENGTH = re.compile(r"(?:(\d+)年)?(?:(\d+)个月)?$|(\d+)(个工作日|天)$")
_MONTHS_IN = {"年末": 12, "半年末": 6, "季末": 3, "月末": 1}


def _days(numbers: Floats) -> npt.NDArray[np.datetime64]:
    finite = np.where(np.isfinite(numbers), numbers, 0)
    return finite.astype(np.int64).astype("datetime64[D]")


def _numbers(days: npt.NDArray[np.datetime64], source: Floats) -> Floats:
    """Back to numbers; what was not finite stays so."""
    found = days.astype("datetime64[D]").astype(np.int64).astype(np.float64)
    return np.where(np.isfinite(source), found, source)


def months_of(length: str) -> int | None:
    """18 for 18个月, 1年6个月; None for a length in days."""
    matched = _LENGTH.match(length)
    if matched is None or matched[3]:
        return None
    return int(matched[1] or 0) * 12 + int(matched[2] or 0)


def add_length(numbers: Floats, length: str) -> Floats:
    """The day some time later; the last of the month where the day of the month is missing.

    Workdays are Monday to Friday; public holidays are not known here.
    """
    months = months_of(length)
    if months is not None:
        return _add_months(numbers, months)
    matched = _LENGTH.match(length)
    if matched is None:
        raise ValueError(length)
    count = int(matched[3])
    if matched[4] == "天":
        return numbers + count
    return _numbers(np.busday_offset(_days(numbers), count, roll="backward"), numbers)


def _add_months(numbers: Floats, months: int) -> Floats:
    days = _days(numbers)
    month = days.astype("datetime64[M]")
    of_month = (days - month.astype("datetime64[D]")).astype(np.int64)
    target = month + months
    first = target.astype("datetime64[D]")
    length = ((target + 1).astype("datetime64[D]") - first).astype(np.int64)
    return _numbers(first + np.minimum(of_month, length - 1), numbers)


def months_between(start: Floats, end: Floats) -> Floats:
    """Completed months; negative when the end comes first."""
    a, b = _days(start), _days(end)
    months = (b.astype("datetime64[M]") - a.astype("datetime64[M]")).astype(np.int64)
    day_a = (a - a.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    day_b = (b - b.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    found = (months - (day_b < day_a)).astype(np.float64)
    return np.where(np.isfinite(start) & np.isfinite(end), found, end - start)


def workdays_between(start: Floats, end: Floats) -> Floats:
    """Mondays to Fridays after ``start``, up to and including ``end``."""
    found = np.busday_count(_days(start) + 1, _days(end) + 1).astype(np.float64)
    return np.where(np.isfinite(start) & np.isfinite(end), found, end - start)


def year_of(numbers: Floats) -> Floats:
    """The calendar year."""
    years = _days(numbers).astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(np.isfinite(numbers), years.astype(np.float64), numbers)


def end_of(numbers: Floats, what: str) -> Floats:
    """The last day of the 年末, 半年末, 季末 or 月末 that the day falls in."""
    size = _MONTHS_IN[what]
    month = _days(numbers).astype("datetime64[M]").astype(np.int64)
    following = ((month // size + 1) * size).astype("datetime64[M]").astype("datetime64[D]")
    return _numbers(following - 1, numbers)


def start_of(numbers: Floats, what: str) -> Floats:
    """The first day of the stretch that ``end_of`` ends."""
    size = _MONTHS_IN[what]
    month = _days(numbers).astype("datetime64[M]").astype(np.int64)
    return _numbers((month // size * size).astype("datetime64[M]").astype("datetime64[D]"), numbers)
