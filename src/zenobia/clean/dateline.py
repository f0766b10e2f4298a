"""The day a report was published, by the first witness that says.

In: what the caller declared, what the page's own marks say, and the first lines of the text. Out: a date or None.

1. The order is: declared, page, dateline. A declared day that does not parse is told, and the next witness asked.
2. A dateline stands at the head of one of the first lines, after nothing but its furniture: a weekday, "Published", an agency,
   a place in capitals, a bracket. "On 12 March 2015 the army …" tells of an event and is none.
3. The headline counts only when the date opens it, or stands in brackets after a place in capitals.
4. A day after the report was received is no day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zenobia.values.dating import DATELINE_REACH, first_date

DATELINE_LINES = 7
"""Lines with letters that may hold a dateline: press releases put their heading and number above it."""
FURNITURE_WORDS = 10
"""Words that may stand before the date on its line: "ISAF Joint Command Morning Operational Update, …" has six."""
CLOCK_SLACK = timedelta(days=1)
"""Where the day begins earlier than in UTC, a paper is dated a day ahead."""
_WORD = re.compile(r"\S+")
_WEEKDAY = re.compile(r"\W*(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W*", re.IGNORECASE)
_FIGURES = re.compile(r"[\W\d]+")
_TELLS_OF_EVENT = frozenset({"on", "in", "since", "by", "from", "until", "till", "after", "before", "of", "between", "during"})
_LABELS = frozenset({"published", "posted", "updated", "last", "date", "dated"})
_DIGIT_NEAR = re.compile(r"\W?\w*\W{0,3}\d")
"""What a date begins with: figures, or one word and then figures. Only a quicker way past all other words."""
_COMPACT = re.compile(r"\s*(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    day: date | None
    unread: str | None = None
    """What was declared and did not parse."""


def parse_declared(words: str) -> date | None:
    """Read a declared day in any of the usual forms, ISO 8601's compact one too."""
    if match := _COMPACT.match(words):
        words = "-".join(match.group("year", "month", "day"))
    return first_date(words)


def _is_opener(words: list[str]) -> bool:
    return all(_WEEKDAY.fullmatch(word) or _FIGURES.fullmatch(word) for word in words)


def _is_furniture(words: list[str]) -> bool:
    """Tell whether what stands before a date is a dateline's: capitalised words, with no word that puts an event in time."""
    if len(words) > FURNITURE_WORDS:
        return False
    bare = [re.sub(r"\W", "", word).lower() for word in words]
    if bare and bare[0] in _LABELS:
        return True
    return not any(word in _TELLS_OF_EVENT for word in bare) and not any(word[:1].islower() for word in words)


def _is_signed(words: list[str]) -> bool:
    """Tell whether a headline run into its dateline ends with the agency and the weekday: "… Monitor AFP Friday"."""
    if len(words) < 2 or not _WEEKDAY.fullmatch(words[-1]):
        return False
    agency = words[-2].strip("().,-–—")
    return len(agency) > 1 and agency.isupper()


def _date_in(line: str, *, is_headline: bool) -> date | None:
    """Find the whole date of a line, if one stands where a dateline has it."""
    words: list[str] = []
    for match in _WORD.finditer(line[:DATELINE_REACH]):
        start = match.start() + len(match[0]) - len(match[0].lstrip("([{–—-"))
        day = first_date(line[start:], reach=1) if _DIGIT_NEAR.match(line, start) else None
        if day is not None:
            if is_headline:
                return day if _is_opener(words) or (start > match.start() and words[:1] and words[0].isupper()) else None
            return day if _is_opener(words) or _is_furniture(words) or _is_signed(words) else None
        words.append(match[0])
    return None


def find_dateline(title: str | None, body: str) -> date | None:
    """Find the day in the first lines of a report."""
    if title and (day := _date_in(title, is_headline=True)):
        return day
    lines = (line for line in body[:2000].split("\n") if line.strip())
    for _, line in zip(range(DATELINE_LINES), lines, strict=False):
        if day := _date_in(line, is_headline=False):
            return day
    return None


def date_of(declared: str | None, page: str | None, title: str | None, body: str, received_at: datetime) -> Dated:
    """Give the day of publication by the best witness that has a believable one."""
    latest = received_at.date() + CLOCK_SLACK
    day = parse_declared(declared) if declared else None
    unread = declared if declared and (day is None or day > latest) else None
    if day is None or day > latest:
        others = (parse_declared(page) if page else None, find_dateline(title, body))
        day = next((other for other in others if other is not None and other <= latest), None)
    return Dated(day=day, unread=unread)
