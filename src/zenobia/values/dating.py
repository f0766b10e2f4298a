"""Publication dates as papers print them, to a day.

In: a declared date ("Thursday 6 April 2017", "21-03-2016", "2016-12-11T09:30:00Z") or a text that opens with one.
Out: a `date`, or None when the words hold no whole date.

1. A whole date has a day, a month and a four-digit year; nothing is completed from elsewhere.
2. Digits alone are read year first when the year leads, else day before month, unless only the other order is a date.
3. A date in a text counts only within its first `DATELINE_REACH` characters: further on it belongs to the story.

Never asks the clock, never guesses a century.
"""

from __future__ import annotations

import re
from datetime import date

DATELINE_REACH = 160
"""Code points from the start of a text in which a dateline stands; headlines above datelines are shorter than this."""

MONTH_NAMES = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"), ("july", "jul"),
    ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
"""Names of the months, first to last, each with its abbreviations."""

MONTH_NUMBER = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names}

_MONTH = "(?P<month>" + "|".join(sorted(MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d/.-])(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{_YEAR}",
        rf"(?<!\d){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"\b{_MONTH}\s*{_DAY},?\s+{_YEAR}",
    )
)


def whole_date(year: int, month: int, day: int) -> date | None:
    """Give the day, or None for one that no calendar holds (31 June)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_match(match: re.Match[str]) -> date | None:
    year, day, word = int(match["year"]), int(match["day"]), match["month"].lower()
    if not word.isdigit():
        return whole_date(year, MONTH_NUMBER[word], day)
    return whole_date(year, int(word), day) or whole_date(year, day, int(word))


def first_date(text: str, reach: int = DATELINE_REACH) -> date | None:
    """Find the first whole date that starts within `reach` code points of a text's start."""
    found: list[tuple[int, date]] = []
    head = text[: reach + 40]
    for form in _FORMS:
        for match in form.finditer(head):
            day = _from_match(match) if match.start() < reach else None
            if day is not None:
                found.append((match.start(), day))
                break
    return min(found)[1] if found else None


def parse_publication(text: str) -> date | None:
    """Read a declared publication date, or the dateline at the head of a text; None when there is no whole date."""
    return first_date(text)
