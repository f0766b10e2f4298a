"""Calendar arithmetic on TIMEX3 values: what interval a value means, and values a step away.

In: a value ("1941-06-22", "1941-SU", "194X", "2016-W50", "2011-03/2011-05") or a day. Out: closed intervals of days.

1. Seasons are the northern meteorological ones; winter belongs to the year in which it starts.
2. Weeks are ISO 8601 weeks.
3. "early", "mid" and "late" are thirds of the interval, of a year its first quarter, its two middle ones and its last; "first
   half" and "second half" are halves. Precision stays that of the words.

Values that name no days (durations, sets, BC years) have no interval.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from zenobia.values.dating import whole_date
from zenobia.values.times import WhenPrecision

Interval = tuple[date, date]

_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?:(?P<m>\d\d)(?:-(?P<d>\d\d)(?:T.*)?)?|(?P<s>SP|SU|FA|WI)|Q(?P<q>[1-4])|H(?P<h>[12])|W(?P<w>\d\d)(?P<we>-WE)?))?"
)
_THIRDS = {"START": (0.0, 1 / 3), "MID": (1 / 3, 2 / 3), "END": (2 / 3, 1.0), "H1": (0.0, 0.5), "H2": (0.5, 1.0)}

_QUARTERS = {"START": (0.0, 90 / 365), "MID": (90 / 365, 273 / 365), "END": (273 / 365, 1.0)}


def month_span(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date | None:
    """Step whole months, keeping the day where the month has it; None outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _week_span(year: int, week: int, *, weekend: bool) -> Interval | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return (monday + timedelta(days=5), monday + timedelta(days=6)) if weekend else (monday, monday + timedelta(days=6))


def _year_part(match: re.Match[str], year: int) -> tuple[Interval, WhenPrecision] | None:
    if season := match["s"]:
        month = _SEASON_START[season]
        last = add_months(date(year, month, 1), 2)
        return ((date(year, month, 1), month_span(last.year, last.month)[1]), "season") if last else None
    if match["q"]:
        month = 3 * int(match["q"]) - 2
        return (date(year, month, 1), month_span(year, month + 2)[1]), "season"
    if match["h"]:
        month = 6 * int(match["h"]) - 5
        return (date(year, month, 1), month_span(year, month + 5)[1]), "season"
    if match["w"]:
        week = _week_span(year, int(match["w"]), weekend=bool(match["we"]))
        return (week, "week") if week else None
    return (date(year, 1, 1), date(year, 12, 31)), "year"


def interval(value: str) -> tuple[Interval, WhenPrecision] | None:
    """Give the closed interval of days that a value names, and how fine it is; None for one that names none."""
    if "/" in value:
        first, _, second = value.partition("/")
        begin, finish = interval(first), interval(second)
        if begin is None or finish is None or begin[0][0] > finish[0][1]:
            return None
        return (begin[0][0], finish[0][1]), finish[1]
    if decade := re.fullmatch(r"(\d{3})X", value):
        year = int(decade[1]) * 10
        return ((date(year, 1, 1), date(year + 9, 12, 31)), "year") if year else None
    if century := re.fullmatch(r"(\d\d)XX", value):
        year = int(century[1]) * 100
        return ((date(year, 1, 1), date(year + 99, 12, 31)), "year") if year else None
    match = _VALUE.fullmatch(value)
    if match is None or int(match["y"]) == 0:
        return None
    year = int(match["y"])
    if match["m"] is None:
        return _year_part(match, year)
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    if match["d"] is None:
        return month_span(year, month), "month"
    day = whole_date(year, month, int(match["d"]))
    return ((day, day), "day") if day else None


def narrowed(span: Interval, part: str | None) -> Interval:
    """Cut an interval to its START, MID, END, H1 or H2; one of fewer than three days stays whole."""
    days = (span[1] - span[0]).days + 1
    if part not in _THIRDS or days < 3:
        return span
    low, high = (_QUARTERS if days in (365, 366) else _THIRDS).get(part, _THIRDS[part])
    return span[0] + timedelta(days=round(days * low)), span[0] + timedelta(days=round(days * high) - 1)


def stepped(base: date, count: int, unit: str) -> str | None:
    """Step `count` units; the result is as fine as the unit, or as the day it starts from for days."""
    if unit in ("day", "night"):
        day = add_days(base, count)
        return day.isoformat() if day else None
    if unit in ("week", "fortnight"):
        day = add_days(base, 7 * count * (2 if unit == "fortnight" else 1))
        return week_value(day) if day else None
    if unit == "month":
        day = add_months(base, count)
        return f"{day.year:04d}-{day.month:02d}" if day else None
    if unit == "quarter":
        day = add_months(base, 3 * count)
        return f"{day.year:04d}-Q{(day.month + 2) // 3}" if day else None
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if years is None or not 1 <= base.year + years * count <= 9999:
        return None
    year = base.year + years * count
    return f"{year:04d}" if years == 1 else f"{year:04d}"[:3] + "X" if years == 10 else f"{year:04d}"[:2] + "XX"
