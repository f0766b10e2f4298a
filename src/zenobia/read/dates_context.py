"""What a form of time is read against: the day of publication, what was said before, and the years that they give.

1. In news a time without its year is the latest such time on or before publication; after a word of the future, the next.
2. In narrative it takes the year last mentioned; a month that goes almost a year back opens the next one, and a bare year that
   stands between two days of one month is an aside.

Years before Christ are negative numbers here and `BC0490` in values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zenobia.read.dates_calendar import interval
from zenobia.read.dates_forms import Form
from zenobia.read.dates_words import MONTH, YEAR
from zenobia.values.dating import MONTH_NUMBER, whole_date

FUTURE_REACH = 40
"""Code points before a form in which a word of the future turns it forward: a verb and its object fit."""

WILL_REACH = 60
"""The same after "will" and its like, which a verb of the past between ends anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`last` is the TIMEX value of the time last mentioned; `narrative` says that time runs with the story."""

    published: date | None = None
    last: str | None = None
    narrative: bool = False
    fine: str | None = None
    """Value of the month or day last mentioned: a bare year in between may be an aside."""
    section: tuple[int, int] | None = None
    """First and last year named by the heading that a narrative stands under."""
    quarter: str | None = None
    """Value of the quarter last mentioned in the document: "a year earlier" is counted from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """`span_value` gives the interval where the value itself (a duration, a reference) has none."""

    value: str | None
    part: str | None = None
    span_value: str | None = None
    has_days: bool = True
    """False for an hour without its day: the words do not say which."""


_WILL = re.compile(
    r"\b(?:will|shall|would|must|next(?!\s+to\b)|scheduled|expect(?:ed|s)?|planned|plans|intends?|aims?|to\s+be|set\s+for|"
    r"(?:extended|postponed|delayed|adjourned)\s+(?:to|until|till)|to\s+[a-z]+(?:\s+[\w'’]+){0,3}?\s+by(?=\s+$)|"
    r"(?:set|due|going|is|are|supposed)\s+to|upcoming|deadline|hopes?|payable|expires?|takes?\s+effect|slated)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:until|till|by|due|before|set\s+for|effective|starting|ahead\s+of)\s+(?:on\s+|the\s+|late\s+|early\s+)*$",
    re.IGNORECASE,
)
_TOLD_SINCE = re.compile(r"(?<!\b[A-Z])[.;]|\b(?:was|were|had)\b|(?<!\bbe )(?<!\bbeen )\b[a-z]{2,}ed\b", re.IGNORECASE)
"""What ends the reach of a word of the future: the end of its clause, or a verb of the past."""
_HAD = re.compile(r"\bhad\s+(?:[a-z]+ly\s+)?(?:been\s+)?$", re.IGNORECASE)
"""What turns a word of the future back: "had been scheduled to expire on Friday"."""
_PAST = re.compile(r"\b(?:was|were|had|been|began|said|told|fell|took|came|left|hit|[a-z]{2,}ed)\b", re.IGNORECASE)

PART_CODE = {
    "morning": "TMO", "dawn": "TMO", "daybreak": "TMO", "noon": "T12:00", "midday": "T12:00", "afternoon": "TAF",
    "evening": "TEV", "dusk": "TEV", "night": "TNI", "nightfall": "TNI", "midnight": "T24:00", "tonight": "TNI",
}  # fmt: skip

SEASON_CODE = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_YEAR_AHEAD = re.compile(
    rf"\s*(?:-|–|—|to|and|or|through|until|till|,)\s*(?:the\s+)?(?:early\s+|late\s+|mid[\s-]+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?"
    rf"{MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:,)?\s+(?P<y>{YEAR})",
    re.IGNORECASE,
)


def year_before(quarter: str) -> str:
    """Give the same quarter of the year before."""
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"


def part_named(words: str | None) -> str | None:
    spoken = (words or "").lower()
    if "first half" in spoken:
        return "H1"
    if "second half" in spoken or "latter half" in spoken:
        return "H2"
    if re.search(r"early|start|beginning|onset|first", spoken):
        return "START"
    if re.search(r"mid", spoken):
        return "MID"
    if re.search(r"late\b|end|close|latter|last|final", spoken):
        return "END"
    return None


def last_year(context: Context) -> int | None:
    """Give the year last mentioned; years before Christ are negative."""
    match = re.match(r"(BC)?(\d{4})", context.last or "")
    return int(match[2]) * (-1 if match[1] else 1) if match else None


def year_number(words: str) -> int:
    number = int(re.match(r"\d+", words.strip())[0])  # type: ignore[index]  # the pattern of a year begins with digits
    return -number if re.search(r"[bB]", words) else number


def year_head(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def last_day(context: Context) -> date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", context.last or "")
    return whole_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def reference_day(context: Context) -> date | None:
    """Give the day that "ago", "last" and weekdays count from."""
    if not context.narrative:
        return context.published
    day = last_day(context)
    if day is None and context.last and (found := interval(context.last)):
        return found[0][0]
    return day


def is_future(before: str) -> bool:
    """Tell whether the words before a time turn it forward: "will … on Friday", "by Friday", with no verb of the past between."""
    lead = before[-WILL_REACH:]
    turns = list(_WILL.finditer(lead))
    if turns and not _TOLD_SINCE.search(lead, turns[-1].end()):
        return not _HAD.search(lead, 0, turns[-1].start())
    lead = before[-FUTURE_REACH:]
    return not turns and bool(_TERM.search(lead)) and not _PAST.search(lead)


def month_of(words: str) -> int:
    return MONTH_NUMBER[words.lower().rstrip(".")]


def day_of(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _year_for(form: Form, month: int, day: int | None, context: Context, before: str) -> int | None:
    """Complete a month or day without its year (rules 1 and 2)."""
    published = context.published
    if not context.narrative and published and day and (named := _year_of_weekday(form, month, day, published)):
        return named
    if context.narrative or published is None:
        year = last_year(context)
        if year is None:
            return published.year if published else None
        if context.section and not context.section[0] <= year <= context.section[1] and (within := _year_within(context)):
            return within
        aside = _year_before_aside(month, year, context)
        if aside is not None:
            return aside
        last_month = re.match(r"\d{4}-(\d\d)", context.last or "")
        if last_month and int(last_month[1]) - month >= NEXT_YEAR_MONTHS:
            return year + 1
        return year
    probe = whole_date(published.year, month, day or 1) or date(published.year, month, 1)
    if is_future(before):
        return published.year if probe >= published.replace(day=1) else published.year + 1
    if day is not None and 0 < (probe - published).days <= SOON_DAYS and not _PAST.search(before[-FUTURE_REACH:]):
        return published.year
    return published.year if probe <= published else published.year - 1


def _year_of_weekday(form: Form, month: int, day: int, published: date) -> int | None:
    """Give the year next to publication in which the day falls on the weekday that is named with it ("Monday, 9 May")."""
    weekday = _WEEKDAY.search(form.match[0])
    if weekday is None:
        return None
    number = WEEKDAY_STEMS.index(weekday[1].lower())
    days = [found for year in (0, -1, 1) if (found := whole_date(published.year + year, month, day))]
    fitting = [one for one in days if one.weekday() == number]
    return min(fitting, key=lambda one: abs((one - published).days)).year if fitting else None


WEEKDAY_STEMS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)


def _year_within(context: Context) -> int | None:
    """Give the year of the section's heading, where it names one, or the year of the day last told in it."""
    first, last = context.section or (0, 0)
    if first == last:
        return first
    fine = re.match(r"\d{4}", context.fine or "")
    return int(fine[0]) if fine and first <= int(fine[0]) <= last else None


SOON_DAYS = 45
"""A day without its year this far ahead is meant ahead, where no verb of the past stands before it: nobody writes of a day eleven
months ago without its year. Tuned on news (tempeval3 train)."""


def _year_before_aside(month: int, year: int, context: Context) -> int | None:
    """Give the story's year where a bare year of another time stands between two of its days."""
    fine = re.match(r"(\d{4})-(\d\d)", context.fine or "")
    if fine is None or context.last == context.fine or int(fine[1]) == year:
        return None
    return int(fine[1]) if 0 <= month - int(fine[2]) <= ASIDE_MONTHS else None


ASIDE_MONTHS = 0
"""Months that a story may have moved on across an aside and still be in the same year; tuned as NEXT_YEAR_MONTHS was."""

NEXT_YEAR_MONTHS = 11
"""Months backwards at which a narrative month opens the next year (October, then January); chosen on narratives of past wars
(wikiwars train): 8 and 10 score lower. Rerun `zenobia evaluate wikiwars` before changing."""


def year_words(words: str | None, context: Context) -> int | None:
    if words is None:
        return None
    spoken = " ".join(words.lower().split())
    if spoken.startswith(("that", "the same")):
        return last_year(context) or (context.published.year if context.published else None)
    day = context.published if not context.narrative else None
    base = day.year if day else last_year(context)
    if base is None:
        return None
    return base + {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(spoken, 0)


def named_groups(form: Form) -> dict[str, str | None]:
    return form.match.groupdict()


def spelt(year: int | None, month: int, day: int | None, part: str | None = None) -> str | None:
    head = year_head(year)
    if day is None:
        return f"{head}-{month:02d}"
    if whole_date(year if year and year > 0 else 2000, month, day) is None:
        return None
    return f"{head}-{month:02d}-{day:02d}" + (PART_CODE.get(part.lower(), "") if part else "")


def explicit_year(form: Form, month: int, day: int | None, context: Context, before: str) -> int | None:
    groups = named_groups(form)
    if groups.get("y"):
        return year_number(groups["y"] or "")
    if groups.get("yy"):
        return 1900 + int(groups["yy"] or 0)
    by_words = year_words(groups.get("yearword"), context)
    if by_words is not None:
        return by_words
    ahead = _YEAR_AHEAD.match(form.match.string, form.match.end())
    if ahead:
        return year_number(ahead["y"])
    return _year_for(form, month, day, context, before)


def last_or_published(context: Context) -> date | None:
    if (context.last or "").startswith("BC"):
        return None
    day = last_day(context)
    if day is None and context.last and (found := interval(context.last)):
        return found[0][0]
    return day or context.published
