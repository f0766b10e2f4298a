"""When something is said to have happened."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

WhenPrecision = Literal["day", "week", "month", "season", "year", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A closed interval of days, and how fine the words were.

    Either end may be open (None): "since 2015" has a start alone. `text` is the words as written. `precision` is that of
    the words, not of the interval: "in May 2015" is month.
    """

    text: str
    start: date | None
    end: date | None
    precision: WhenPrecision


def beginning(when: When) -> date:
    """Give the last day on which something that lasts "since" a day, month or year may have begun."""
    start = when.start or date.min
    if when.precision == "year":
        return date(start.year, 12, 31)
    if when.precision == "month":
        return start.replace(day=monthrange(start.year, start.month)[1])
    return start
