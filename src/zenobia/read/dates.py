"""Time expressions and the days they mean.

In: a text, the day it was published, and what was mentioned before. Out: `TimeMention`s in order, with closed intervals.

1. The grammar of `dates_forms` finds, `dates_values` resolves, `dates_calendar` turns values into days.
2. "since X" leaves the end open, "until X" the start; who wants it closed has the day of publication.
3. A text whose explicit years mostly lie before its publication year is a narrative: time runs with the story.
4. Durations, sets and vague words ("in recent days") have a TIMEX value and no days.

Never asks the clock. A mention without days says so: `when.start` and `when.end` are both None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zenobia.read.dates_calendar import interval, narrowed
from zenobia.read.dates_context import last_year
from zenobia.read.dates_forms import Form, find_forms
from zenobia.read.dates_values import MEANINGS, Context, Meaning
from zenobia.read.dates_words import YEAR
from zenobia.values.dating import parse_publication
from zenobia.values.passage import TimeMention
from zenobia.values.spans import Span
from zenobia.values.times import When, WhenPrecision

__all__ = ["Context", "date_document", "find_times", "is_narrative", "parse_publication"]

NARRATIVE_YEARS = 4
"""Explicit years before the year of publication that make a text a possible narrative; a news report has one or two."""

DATELINE_PASSAGES = 6
"""Passages among which a report's dateline stands: headline, byline, empty lines, lead."""
_DATELINE = re.compile(
    r"(?s).{0,200}?(?:^|\n)\s*[A-Z][A-Z.’'-]{2,}(?:[ ,]+[A-Za-z.’'-]+){0,4}?(?:,[^\n]{1,30}?)?"
    r"\s*(?:\([A-Z][A-Za-z]{1,9}\)\s*)?(?:--?|–|—|_)\s*(?=[A-Z\n])"
)

_UNIT_PRECISION: dict[str, WhenPrecision] = {"W": "week", "M": "month", "Q": "season", "Y": "year"}
_SINCE = re.compile(
    r"\bsince(?:\s+at\s+least|\s+the|\s+about|\s+around|(?:\s+[\w'’-]+){1,7}?\s+(?:began|started|broke\s+out|erupted|in|on))?"
    r"(?:\s+in|\s+on)?\s*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till)(?:\s+the)?\s*$", re.IGNORECASE)
_ANY_YEAR = re.compile(
    rf"(?:\b(?:in|of|since|by|until|from|to|early|late)\s+|[,(–-]\s*|[a-z]{{3,9}}\s+)(?P<year>{YEAR})", re.IGNORECASE
)
_NEWS_WORD = re.compile(r"\b(?:yesterday|today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)


def _days(meaning: Meaning) -> tuple[date | None, date | None, WhenPrecision]:
    """Give the interval, and the precision of the words: a span counted from publication is as fine as its unit."""
    value = (meaning.span_value or meaning.value) if meaning.has_days else None
    found = interval(value) if value else None
    if found is None:
        return None, None, "unknown"
    (start, end), precision = found
    start, end = narrowed((start, end), meaning.part)
    if meaning.span_value and meaning.value:
        named = interval(meaning.value)
        precision = named[1] if named else _UNIT_PRECISION.get(meaning.value[-1], precision)
    return start, end, precision


def _mention(start: int, end: int, text: str, meaning: Meaning, before: str) -> TimeMention:
    first, last, precision = _days(meaning)
    if first is not None and _SINCE.search(before):
        last = None
    elif last is not None and _UNTIL.search(before):
        first = None
    when = When(text=text[start:end], start=first, end=last, precision=precision)
    return TimeMention(span=Span(start=start, end=end), when=when, timex=meaning.value)


def _moves_context(value: str | None) -> bool:
    return bool(value) and bool(re.match(r"(?:BC)?\d{4}(?:[-/]|$)", value or ""))


def _is_aside(form: Form, meaning: Meaning, context: Context, before: str) -> bool:
    """Tell a bare year that a story only looks aside at: "the law of 1850", "(born 1790)", "since 1614"."""
    if form.name != "year" or not context.narrative or not context.fine or not _ASIDE.search(before[-14:]):
        return False
    year, told = last_year(replace(context, last=meaning.value)), last_year(replace(context, last=context.fine))
    return year is not None and told is not None and year != told


_ASIDE = re.compile(r"\b(?:since|until|till|like|than|a|an)\s+$|[(–-]$", re.IGNORECASE)
"""What stands before a bare year that does not move a story on."""


def _read(text: str, context: Context, *, with_references: bool) -> tuple[list[TimeMention], Context]:
    mentions: list[TimeMention] = []
    for form in find_forms(text, with_references=with_references):
        start = form.match.start()
        end = form.match.end()
        before = text[max(0, start - 80) : start]
        meaning = MEANINGS[form.name](form, context, before)
        if meaning is None:
            continue
        mentions.append(_mention(start, end, text, meaning, before))
        if _moves_context(meaning.value) and not _is_aside(form, meaning, context, before):
            value = (meaning.value or "").split("/")[-1]
            fine = value if re.match(r"\d{4}-\d\d", value) else context.fine
            if (
                context.section
                and form.name in ("date", "day_range")
                and form.match.groupdict().get("y")
                and not _is_within(value, context.section)
            ):
                context = replace(context, section=None)
            is_quarter = bool(re.fullmatch(r"\d{4}-Q[1-4]", value)) and form.name == "quarter"
            context = replace(context, last=value, fine=fine, quarter=value if is_quarter else context.quarter)
    return mentions, context


def find_times(
    text: str, *, published: date | None, anchor: str | None = None, narrative: bool = False, with_references: bool = False
) -> tuple[TimeMention, ...]:
    """Find every time expression of one text.

    Args:
        anchor: TIMEX value of the time last mentioned before this text.
        narrative: time runs with the story, not with the day of publication.
        with_references: also "now", "former", "recently", which name no days.
    """
    context = Context(published=published, last=anchor, narrative=narrative)
    return tuple(_read(text, context, with_references=with_references)[0])


def is_narrative(texts: Sequence[str], published: date | None) -> bool:
    """Tell a history from a report by its years: most lie before the year of publication, and few words lean on "today"."""
    if _DATELINE.match("\n".join(texts[:DATELINE_PASSAGES])):
        return False
    years, leaning = 0, 0
    for text in texts:
        for match in _ANY_YEAR.finditer(text):
            is_before_christ = not match["year"].isdigit()
            years += is_before_christ or published is None or int(match["year"]) < published.year - 1
        leaning += len(_NEWS_WORD.findall(text))
    return years >= NARRATIVE_YEARS and years > 2 * leaning


def date_document(
    texts: Sequence[str], published: date | None, *, with_references: bool = False
) -> tuple[tuple[TimeMention, ...], ...]:
    """Date the passages of a document in order, carrying what was last mentioned on; spans count in each text."""
    context = Context(published=published, narrative=is_narrative(texts, published))
    found: list[tuple[TimeMention, ...]] = []
    for text in texts:
        if not context.narrative:
            context = replace(context, last=None)
        mentions, context = _read(text, context, with_references=with_references)
        found.append(tuple(mentions))
        if context.narrative and _is_heading(text):
            context = replace(context, section=_years_told(mentions) or context.section)
    return tuple(found)


def _is_within(value: str, section: tuple[int, int]) -> bool:
    """Tell whether a time told with its year lies in the years of the heading above it."""
    return value[:4].isdigit() and section[0] <= int(value[:4]) <= section[1]


def _is_heading(text: str) -> bool:
    return 0 < len(text) <= HEADING_CHARS and not text.rstrip().endswith((".", "!", "?", '"'))


def _years_told(mentions: list[TimeMention]) -> tuple[int, int] | None:
    """Give the first and last year that a heading names."""
    years = [end.year for one in mentions for end in (one.when.start, one.when.end) if end is not None]
    return (min(years), max(years)) if years else None


HEADING_CHARS = 90
"""Code points of the longest heading."""
