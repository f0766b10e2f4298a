"""Days for what an undated history tells: in goes a report without a day of publication, out its events with days of the story.

An encyclopaedic article names a day, tells what happened then, and goes on to the next. So:

1. A day without a year in its words ("18 April") lies in the year of the day or month named before it with one, if the article
   names that year often; else in the year that it names most often. A story that goes on from the end of a year to January,
   within a section, goes on into the next. A year by itself ("since 2014") dates nothing after it. No day lies after the one on
   which the article was fetched.
   Where the heading of a section gives the months and the year that it tells of ("August–October 2022"), its days lie in them.
2. "The next day" is the day after the one named before, "the same day" that day.
3. An event without a day of its own happened on the day last named before it in its sentence, else in its paragraph, else in one
   of the `REACH` paragraphs before, in the same section.
   A day from which or up to which something is counted ("since 6 September") is not the day of what is told.
   A day that the reader found without a year in its words is read anew in the story's year.
4. An event that gives a month or year keeps it, unless rule 3 finds a day within it.

It reads nothing that the text does not say, but it guesses: nothing of this is used on reports that have a date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zenobia.values.account import Located
from zenobia.values.event import Event
from zenobia.values.passage import Passage, TimeMention
from zenobia.values.times import When

REACH = 2
"""Paragraphs without a day that a day reaches over. Set by hand: histories open most paragraphs with one."""
OFTEN = 0.3
"""Share of the whole dates in the commonest year from which a year is one of the story's own. Set by hand."""
FEW = 4
"""Whole dates below which an article does not say of which year it tells."""
MONTH_DAYS = 31
LATE, EARLY = 10, 3
"""Months from which, and up to which, a story runs over the turn of the year."""
_DAY = re.compile(r"^XXXX-(\d\d)-(\d\d)")
_DAYS = re.compile(r"^XXXX-(\d\d)-(\d\d)/(?:XXXX|\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"^XXXX-(\d\d)$")
_NEXT = re.compile(r"\b(?:next|following) (?:day|morning|evening|night)\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:that|same|this) (?:day|morning|afternoon|evening|night)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ASIDE = re.compile(
    r"\b(?:since|until|till|before|prior\s+to|ahead\s+of|as\s+early\s+as|back\s+to)\s+(?:the\s+)?$", re.IGNORECASE
)
_SECTION = re.compile(r"^\s*##(?!#)")
_HEADING = re.compile(r"^\s*(#+)\s*(.*)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HEADED = re.compile(
    r"\b(?P<month>january|february|march|april|may|june|july|august|september|october|november|december)\b(?:\s+\d{1,2},)?"
    r"(?:\s+(?P<year>(?:19|20)\d\d))?(?!\d)",
    re.IGNORECASE,
)
_ON = re.compile(r"[–—-]\s*(?:present|now|today)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """The months that a heading gives to its section, and how deep the heading stands."""

    depth: int
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day (or month) named at a place of the document."""

    at: int
    passage: int
    start: date
    end: date


def dated(located: Located, fetched: date | None = None, usual: int | None = None) -> list[Event]:
    """Give the events of a report with the days of its story.

    Args:
        fetched: a day after which nothing that the report tells can lie.
        usual: the year that reports of its kind tell of, for one that names no year itself.
    """
    if located.document.published is not None:
        return list(located.events)
    passages = sorted(located.passages, key=lambda passage: passage.ordinal)
    days = list(_days(passages, fetched or date.max, usual))
    sections = _sections(passages)
    return [_dated(event, passages, days, sections) for event in located.events]


def _sections(passages: list[Passage]) -> dict[int, int]:
    number = 0
    found: dict[int, int] = {}
    for passage in passages:
        number += bool(_SECTION.match(passage.text))
        found[passage.ordinal] = number
    return found


def whole_years(passages: Iterable[Passage]) -> Counter[int]:
    """Count the years of the days and months that are named with one."""
    return Counter(
        mention.when.start.year
        for passage in passages
        for mention in passage.times
        if mention.when.start is not None
        and mention.when.precision in {"day", "week", "month"}
        and _YEAR.search(mention.when.text)
    )


def _days(passages: list[Passage], latest: date, usual: int | None) -> Iterator[Day]:
    years = whole_years(passages)
    if usual is not None and sum(years.values()) < FEW:
        years = Counter({usual: FEW})
    if not years:
        return
    usual = min(years, key=lambda year: (-years[year], year))
    often = {year for year, count in years.items() if count >= OFTEN * years[usual]}
    anchor: date | None = None
    is_fresh = True
    headed: Headed | None = None
    for passage in passages:
        headed = _headed(passage.text, headed)
        is_fresh = is_fresh or bool(_SECTION.match(passage.text))  # a new section may begin anywhere in the year
        for mention in sorted(passage.times, key=lambda one: one.span.start):
            interval = _under(headed, mention) or _interval(mention, anchor, usual, is_fresh=is_fresh)
            if interval is not None and interval[0] > latest:
                interval = _in_year(_timex(mention), interval[0].year - 1)
            if interval is None or (interval[1] - interval[0]).days > MONTH_DAYS:
                continue
            if _ASIDE.search(passage.text[: mention.span.start]):
                continue
            if _is_in_heading(passage.text, mention):  # "1-4 March" over a section opens it
                interval = (interval[0], interval[0]) if (interval[1] - interval[0]).days < 7 else interval
            if interval[0].year in often:
                anchor, is_fresh = interval[0], False
            yield Day(at=passage.span.start + mention.span.start, passage=passage.ordinal, start=interval[0], end=interval[1])


def _is_in_heading(text: str, mention: TimeMention) -> bool:
    heading = _HEADING.match(text)
    return heading is not None and mention.span.start < heading.end()


def _headed(text: str, before: Headed | None) -> Headed | None:
    """Give the months of the section that a passage opens, else of the one in which it stands."""
    heading = _HEADING.match(text)
    if heading is None:
        return before
    depth, words = len(heading[1]), heading[2].split("\n")[0]
    named = [(_MONTHS.index(one["month"][:3].lower()) + 1, one["year"]) for one in _HEADED.finditer(words)]
    years = [int(year) for _, year in named if year]
    if not years:
        return before if before is not None and depth > before.depth else None
    first = date(years[0], named[0][0], 1)
    last = date(years[-1], named[-1][0], 1)
    if first > last:  # "November 2022" after "December": a span over the turn of the year with its last year alone
        first = date(years[0] - 1, named[0][0], 1)
    end = date.max if _ON.search(words) else (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Headed(depth=depth, first=first, last=end)


def _under(headed: Headed | None, mention: TimeMention) -> tuple[date, date] | None:
    """Read a day without a year in its words within the months of its section."""
    if headed is None or _YEAR.search(mention.when.text):
        return None
    years = range(headed.first.year, min(headed.last.year, headed.first.year + 1) + 1)
    found = (_in_year(_timex(mention), year) for year in years)
    return next((one for one in found if one is not None and headed.holds(one[0])), None)


def _interval(mention: TimeMention, anchor: date | None, usual: int, *, is_fresh: bool) -> tuple[date, date] | None:
    start, end = mention.when.start, mention.when.end
    words = mention.when.text
    if start is not None and end is not None and _YEAR.search(words):
        return start, end
    if anchor is not None and not is_fresh and (_NEXT.search(words) or _SAME.search(words)):
        day = anchor + timedelta(days=1 if _NEXT.search(words) else 0)
        return day, day
    year = anchor.year if anchor is not None else usual
    found = _in_year(_timex(mention), year)
    if found is None or anchor is None or is_fresh:
        return found
    if anchor.month >= LATE and found[0].month <= EARLY:
        return _in_year(_timex(mention), year + 1)
    return found


def _timex(mention: TimeMention) -> str:
    """Give the value of a mention without its year."""
    return re.sub(r"^\d{4}(?=-)", "XXXX", mention.timex or "")


def _in_year(timex: str, year: int) -> tuple[date, date] | None:
    try:
        if found := _DAYS.match(timex):
            first, last = (date(year, int(found[at]), int(found[at + 1])) for at in (1, 3))
            return (first, last) if first <= last else None
        if found := _DAY.match(timex):
            day = date(year, int(found[1]), int(found[2]))
            return day, day
        if found := _MONTH.match(timex):
            first = date(year, int(found[1]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except ValueError:
        return None
    return None


def _dated(event: Event, passages: list[Passage], days: list[Day], sections: dict[int, int]) -> Event:
    when = event.when
    is_fine = when is not None and when.start is not None and when.end is not None and (when.end - when.start).days < 7
    if when is not None and is_fine and _YEAR.search(when.text):
        return event
    quote = event.claim.quote
    home = next((passage for passage in passages if passage.id == event.claim.passage), None)
    if home is None:
        return event
    day = _day_of(home, quote.start, quote.end, days, sections, is_inside=is_fine)
    if day is None:
        return event
    if when is not None and when.start is not None and not is_fine and not (when.start <= day.start <= (when.end or day.start)):
        return event
    found = When(
        text=event.claim.when.text if event.claim.when is not None else "",
        start=day.start,
        end=day.end,
        precision="day" if day.start == day.end else "month",
    )
    return replace(event, when=found)


def _day_of(
    home: Passage, start: int, end: int, days: list[Day], sections: dict[int, int], *, is_inside: bool = False
) -> Day | None:
    """Find the day that the story gives to a quote; `is_inside` looks in its sentence alone."""
    sentence = next((span for span in home.sentences if home.span.start + span.start <= start < home.span.start + span.end), None)
    if sentence is not None:
        first, last = home.span.start + sentence.start, home.span.start + sentence.end
        inside = [day for day in days if first <= day.at < last and day.at < end]
        if inside:
            return inside[-1]
    before = [day for day in days if day.at < start]
    if not before or is_inside:
        return None
    latest = before[-1]
    is_near = home.ordinal - latest.passage <= REACH and sections[home.ordinal] == sections.get(latest.passage)
    return latest if is_near else None
