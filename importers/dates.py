"""Dates and times as clerks write them, as intervals of days or minutes."""

import calendar
import re
from datetime import date, datetime, time, timedelta
from math import isfinite

from facts import Fact, Text
from facts.columns import date_number, datetime_number
from importers.amounts import chinese_digits, chinese_number
from importers.grid import Cell, fold
from importers.remarks import Parsed, Refusal, Remark, refuse

#: Years that a case can be about; anything else is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 1949, 2100
_EPOCH = datetime(1970, 1, 1)
_EXCEL_DAY_0 = date(1899, 12, 30)

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_MONTH = re.compile(r"(\d{4})[-/年](\d{1,2})(?:月份?)?")
#: 2009.1 may have been 2009.10 before a spreadsheet took it for a number.
_DOTTED_MONTH = re.compile(r"(\d{4})\.(0[1-9]|[2-9]|1[0-2])")
_YEAR = re.compile(r"(\d{4})年度?")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = re.compile(r"[〇○零Oo一二三四五六七八九十]+")
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_WEEKDAY = re.compile(r"\s*\(?(?:星期|周|礼拜)([一二三四五六日天])\)?\s*")
_WEEKDAYS = "一二三四五六日"
_STOPS = "。.;,、"
_RANGE = re.compile(r"(.+?)\s*[至到~]\s*(.+)")
_CLOCK = (
    r"(?P<part>上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚|夜间)?\s*(?P<hour>\d{1,2})\s*"
    r"(?::\s*(?P<minute>\d{1,2})(?:\s*:\s*(?P<second>\d{1,2}(?:\.\d+)?))?"
    r"|[时点]\s*(?:(?P<minute2>\d{1,2})\s*分?(?:\s*(?P<second2>\d{1,2})\s*秒)?|(?P<word>半|整))?)"
    r"\s*(?P<half>[AaPp][Mm])?"
)
_MOMENT = re.compile(rf"(?P<date>.*?)(?:(?<=[日号])\s*|(?<=\d)T|[\s,]+){_CLOCK}")

Days = tuple[date, date, Remark | None]
Minutes = tuple[float, float, Remark | None]


def parse_date(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """A day, or the days of a month or a year, counted from 1970-01-01."""
    plain, weekday = _without_weekday(raw)
    days = _days(plain)
    if not isinstance(days, Refusal) and _differs(weekday, days[0], days[1]):
        return refuse("weekday-differs", weekday=_weekday(days[0]))
    if isinstance(days, Refusal):
        return days
    first, last, remark = days
    return Parsed(low=date_number(first), high=date_number(last), remark=remark)


def parse_datetime(raw: Cell, fact: Fact, unit: str | None = None) -> Parsed | Refusal:
    """A minute, or all minutes of the day or hour given, counted from 1970-01-01 00:00."""
    plain, weekday = _without_weekday(raw)
    span = _minutes(plain)
    if isinstance(span, Refusal):
        return span
    first, last = (_EPOCH + timedelta(minutes=minutes) for minutes in span[:2])
    if _differs(weekday, first, last):
        return refuse("weekday-differs", weekday=_weekday(first))
    return Parsed(low=span[0], high=span[1], remark=span[2])


def _without_weekday(raw: Cell) -> tuple[Cell, str]:
    """The text without its one weekday and the stops after it, and the weekday (or "")."""
    if not isinstance(raw, str):
        return raw, ""
    text = fold(raw).rstrip(_STOPS)
    found = _WEEKDAY.findall(text)
    return (_WEEKDAY.sub(" ", text).strip(), found[0]) if len(found) == 1 else (text, "")


def _differs(written: str, first: date, last: date) -> bool:
    """Is another weekday written than that of the one day?"""
    if not written or (first.year, first.month, first.day) != (last.year, last.month, last.day):
        return False
    return _WEEKDAYS[first.weekday()] != written.replace("天", "日")


def _weekday(day: date) -> Text:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return Text(f"星期{_WEEKDAYS[day.weekday()]}", names[day.weekday()])


def _days(raw: Cell) -> Days | Refusal:
    if isinstance(raw, datetime):
        remark = Remark("time-dropped") if raw.time() != time() else None
        return _in_range(raw.date(), raw.date(), remark)
    if isinstance(raw, date):
        return _in_range(raw, raw, None)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _bare_number(float(raw))
    if not isinstance(raw, str):
        return refuse("not-date")
    text = fold(raw)
    ends = _RANGE.fullmatch(text)
    if ends is None:
        moment = _MOMENT.fullmatch(_arabic(text))
        if moment is not None and moment["date"]:
            days = _day_text(moment["date"])
            return days if isinstance(days, Refusal) else (days[0], days[1], Remark("time-dropped"))
        return _day_text(text)
    first, last = _day_text(ends[1]), _day_text(ends[2])
    if isinstance(first, Refusal) or isinstance(last, Refusal):
        return first if isinstance(first, Refusal) else last
    if first[0] > last[1]:
        return refuse("interval-backward")
    return first[0], last[1], None


def _day_text(text: str) -> Days | Refusal:
    text = _arabic("".join(text.split()))
    if found := _DOTTED_MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    if _BARE.fullmatch(text):
        return _bare_number(float(text))
    if found := _DAY.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(text):
        return _year(int(found[1]))
    return refuse("not-date")


def _arabic(text: str) -> str:
    """二〇〇九年八月二十七日 in figures; other text unchanged."""
    if "年" not in text:
        return text

    def figures(run: re.Match[str]) -> str:
        digits = re.sub("[Oo]", "〇", run[0])
        value = chinese_number(digits) if "十" in digits else chinese_digits(digits)
        return run[0] if value is None else str(value)

    return _CHINESE.sub(figures, text)


def _bare_number(number: float) -> Days | Refusal:
    """Figures alone: 2009, 200908 and 20090827 are plain; an Excel serial is only offered."""
    if not isfinite(number):  # a frame or a Parquet file may hold one
        return refuse("not-date")
    whole = int(number)
    if number == whole:
        if FIRST_YEAR <= whole <= LAST_YEAR:
            return _year(whole)
        if FIRST_YEAR <= whole // 100 <= LAST_YEAR:
            return _month(*divmod(whole, 100))
        if FIRST_YEAR <= whole // 10_000 <= LAST_YEAR:
            return _day(whole // 10_000, whole // 100 % 100, whole % 100)
    if _serial(date(FIRST_YEAR, 1, 1)) <= whole <= _serial(date(LAST_YEAR, 12, 31)):
        offer = _EXCEL_DAY_0 + timedelta(days=whole)
        return refuse("date-serial", offer=offer.isoformat())
    return refuse("not-date")


def _serial(day: date) -> int:
    return (day - _EXCEL_DAY_0).days


def _day(year: int, month: int, day: int) -> Days | Refusal:
    try:
        moment = date(year, month, day)
    except ValueError:
        return refuse("date-impossible")
    return _in_range(moment, moment, None)


def _month(year: int, month: int) -> Days | Refusal:
    if not 1 <= month <= 12 or not year:
        return refuse("date-impossible")
    last = calendar.monthrange(year, month)[1]
    return _in_range(date(year, month, 1), date(year, month, last), None)


def _year(year: int) -> Days | Refusal:
    if not year:
        return refuse("date-impossible")
    return _in_range(date(year, 1, 1), date(year, 12, 31), Remark("year-only", {"year": year}))


def _in_range(first: date, last: date, remark: Remark | None) -> Days | Refusal:
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        return refuse("date-year", first=FIRST_YEAR, last=LAST_YEAR)
    return first, last, remark


def _minutes(raw: Cell) -> Minutes | Refusal:
    if isinstance(raw, datetime):
        days = _in_range(raw.date(), raw.date(), None)
        return days if isinstance(days, Refusal) else _exactly(raw)
    if isinstance(raw, str):
        text = _arabic(fold(raw))
        if _PLAIN.fullmatch(text) and (moment := _plain(text)) is not None:
            return _minutes(moment)
        ends = _RANGE.fullmatch(text)
        if ends is not None:
            return _between(ends[1], ends[2])
        found = _MOMENT.fullmatch(text)
        if found is not None:
            return _moment(found)
    days = _days(raw)
    if isinstance(days, Refusal):
        return refuse("not-datetime") if days.remark.code == "not-date" else days
    return _whole_days(days)


def _plain(text: str) -> datetime | None:
    """The common form at once; None where the slow way must say what is wrong."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _between(first: str, last: str) -> Minutes | Refusal:
    low, high = _minutes(first), _minutes(last)
    if isinstance(low, Refusal) or isinstance(high, Refusal):
        return low if isinstance(low, Refusal) else high
    if low[0] > high[1]:
        return refuse("interval-backward")
    return low[0], high[1], None


def _whole_days(days: Days) -> Minutes:
    low, high = date_number(days[0]) * 1440, date_number(days[1]) * 1440 + 1439
    return low, high, Remark("day-only")


def _exactly(moment: datetime) -> Minutes:
    # Seconds become 1/1024 of a minute, which a float holds exactly: then two moments with the
    # same seconds are whole minutes apart, and "exactly 2 hours" stays exact.
    minutes = round(datetime_number(moment) * 1024) / 1024
    return minutes, minutes, None


def _moment(found: re.Match[str]) -> Minutes | Refusal:
    days = _day_text(found["date"])
    if isinstance(days, Refusal):
        return refuse("not-datetime") if days.remark.code == "not-date" else days
    if days[0] != days[1]:
        return refuse("not-datetime")
    hour = _hour(int(found["hour"]), found["part"] or (found["half"] or "").upper())
    if hour is None:
        return refuse("time-ambiguous")
    written = found["minute"] or found["minute2"]
    minute = int(written) if written else 30 if found["word"] == "半" else 0
    second = float(found["second"] or found["second2"] or 0)
    if hour > 24 or minute > 59 or second >= 60 or (hour == 24 and (minute or second)):
        return refuse("time-impossible")
    midnight = datetime.combine(days[0], time())
    low, high, _ = _exactly(midnight + timedelta(hours=hour, minutes=minute, seconds=second))
    if written or found["word"]:
        return low, high, None
    return low, low + 59, Remark("hour-only")


def _hour(hour: int, part: str) -> int | None:
    """The hour of the day; None where the words leave it open (晚上2点, 上午12点)."""
    if part in ("上午", "早上", "早晨", "清晨", "凌晨"):
        return hour if hour < 12 else None
    if part == "AM":
        return hour % 12 if hour <= 12 else None
    if part == "PM":
        return hour % 12 + 12 if hour <= 12 else None
    if part == "中午":
        return hour if hour in (11, 12, 13, 14) else {1: 13, 2: 14}.get(hour)
    if part == "下午":
        return hour if 12 <= hour <= 18 else hour + 12 if 1 <= hour <= 6 else None
    if part:
        return hour if 17 <= hour <= 23 else hour + 12 if 5 <= hour <= 11 else None
    return hour
