"""What forms mean that are counted from another time: weekdays, "yesterday", "last month", "two days later".

1. "ago", "last", "this", "next" and weekdays count from publication; in narrative from the time last mentioned.
2. "the next day", "that month", "a day earlier" count from the time last mentioned, else from publication.
3. A weekday is the latest such day on or before; after a word of the future, the next.

Never uses a clock; without anything to count from, the value keeps X for what is unknown.
"""

from __future__ import annotations

import re
from datetime import date

from zenobia.read.dates_calendar import add_days, add_months, interval, stepped, week_value
from zenobia.read.dates_context import (
    PART_CODE,
    SEASON_CODE,
    Context,
    Meaning,
    is_future,
    last_day,
    last_or_published,
    last_year,
    named_groups,
    part_named,
    reference_day,
    year_before,
    year_head,
    year_number,
)
from zenobia.read.dates_forms import Form
from zenobia.read.dates_periods import amount, period, singular
from zenobia.read.dates_words import YEAR

_WEEKDAY_NUMBER = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


_NAMED_YEAR = re.compile(rf"(?:\s+[\w-]+){{1,3}}?\s+(?:of|in|\((?:early|late)?)\s*(?P<y>{YEAR})")
"""The year of what a season is the epithet of: "the spring offensive of 1918"."""


def season_bare(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    code = SEASON_CODE[form.match["s"].lower()]
    words = " ".join((groups.get("det") or "the").lower().split())
    part = part_named(groups.get("mod") or groups.get("mod2"))
    base = reference_day(context)
    story_year = last_year(context)
    if words == "the" and (named := _NAMED_YEAR.match(form.match.string, form.match.end())):
        return Meaning(value=f"{year_head(year_number(named['y']))}-{code}", part=part)
    if context.narrative and story_year is not None and story_year < 0 and words not in ("each", "every"):
        return Meaning(value=f"{year_head(story_year + words.endswith(('next', 'following')))}-{code}", part=part)
    if words in ("each", "every") or base is None:
        return Meaning(value=f"XXXX-{code}", part=part)
    year = base.year
    if not context.narrative and words in ("the", "last", "this past", "the previous") and _SEASON_MONTH[code] > base.month:
        year -= 1
    elif context.narrative and words in ("next", "the next", "the following", "the coming"):
        year += _SEASON_MONTH[code] <= base.month
    elif words in ("the previous", "last"):
        year -= 1
    return Meaning(value=f"{year:04d}-{code}", part=part)


def season_alone(form: Form, context: Context, before: str) -> Meaning | None:
    """ "Their winter offensive": some winter; in a story that of the year last mentioned."""
    code = SEASON_CODE[form.match[0].lower()]
    year = last_year(context) if context.narrative else None
    if named := _NAMED_YEAR.match(form.match.string, form.match.end()):
        return Meaning(value=f"{year_head(year_number(named['y']))}-{code}")
    return Meaning(value=f"{year_head(year)}-{code}", has_days=False)


def of_weekday(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    number = _WEEKDAY_NUMBER[form.match["w"][:3].lower()]
    part = groups.get("part2") or groups.get("part")
    code = PART_CODE.get(part.lower(), "") if part else ""
    relation = " ".join((groups.get("rel") or "").lower().split())
    base = reference_day(context)
    if base is None:
        return Meaning(value=f"XXXX-WXX-{number + 1}")
    back = (base.weekday() - number) % 7
    if relation in ("next", "the following"):
        day = add_days(base, 7 if back == 0 else 7 - back)
    elif relation in ("last", "this past", "the previous") and back == 0:
        day = add_days(base, -7)
    elif context.narrative or (is_future(before) and relation not in ("last", "this past", "the previous")):
        day = add_days(base, (number - base.weekday()) % 7)
    else:
        day = add_days(base, -back)
    return Meaning(value=day.isoformat() + code) if day else None


def of_yesterday(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    if context.published is None or (context.narrative and (groups["day"] or "").lower() == "today"):
        return Meaning(value="PRESENT_REF" if (groups["day"] or "").lower() == "today" else "XXXX-XX-XX")
    steps = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    if groups.get("deictic"):
        shift = -2 if (groups["deictic"] or "").lower() == "yesterday" else 2
        day = add_days(context.published, shift)
        return Meaning(value=day.isoformat()) if day else None
    word = (groups["day"] or "").lower()
    day = add_days(context.published, steps[word])
    part = PART_CODE.get((groups.get("part") or word).lower(), "")
    return Meaning(value=day.isoformat() + part) if day else None


def of_night(form: Form, context: Context, before: str) -> Meaning | None:
    """ "Overnight" in a report of the day: from the evening before into the day; "last night": the evening before."""
    if context.published is None:
        return Meaning(value="XXXX-XX-XXTNI")
    yesterday = add_days(context.published, -1)
    if yesterday is None:
        return None
    if "last" in form.match[0].lower():
        return Meaning(value=f"{yesterday.isoformat()}TNI")
    return Meaning(
        value=f"{context.published.isoformat()}TNI", span_value=f"{yesterday.isoformat()}/{context.published.isoformat()}"
    )


def this_part(form: Form, context: Context, before: str) -> Meaning | None:
    words, code = " ".join(form.match["det"].lower().split()), PART_CODE[form.match["part"].lower()]
    day = last_day(context) if words != "this" or context.narrative else context.published
    day = day or reference_day(context)
    if day is None:
        return Meaning(value=f"XXXX-XX-XX{code}")
    step = {"the next": 1, "the following": 1, "the previous": -1}.get(words, 0)
    moved = add_days(day, step)
    return Meaning(value=moved.isoformat() + code) if moved else None


def other_day(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    words = " ".join((groups["which"] or groups["side"] or "").lower().split())
    step = {"the next": 1, "the following": 1, "after": 1, "following": 1, "the previous": -1, "before": -1}.get(words, 0)
    day = last_day(context)
    if day is None and not context.narrative:
        day = context.published
    if day is None:
        month = re.match(r"\d{4}-\d\d", context.last or "")
        return Meaning(value=f"{month[0]}-XX" if month else "XXXX-XX-XX")
    moved = add_days(day, step)
    return Meaning(value=moved.isoformat()) if moved else None


def _unit_at(unit: str, base: date, step: int, reference: str | None) -> str | None:
    if unit == "day":
        day = add_days(base, step)
        return day.isoformat() if day else None
    if unit in ("week", "weekend"):
        day = add_days(base, 7 * step)
        return (week_value(day) + ("-WE" if unit == "weekend" else "")) if day else None
    if unit == "month":
        day = add_months(base, step)
        return f"{day.year:04d}-{day.month:02d}" if day else None
    if unit == "quarter":
        day = add_months(base, 3 * step)
        return f"{day.year:04d}-Q{(day.month + 2) // 3}" if day else None
    if unit == "year":
        return f"{base.year + step:04d}"
    if unit == "decade":
        return f"{base.year // 10 + step:03d}X"
    return f"{base.year // 100 + step:02d}XX"


_LENGTH_CODE = {"week": "W", "month": "M", "year": "Y", "decade": "E", "century": "C"}
_FOR = re.compile(r"\b(?:for|within)\s+$", re.IGNORECASE)
_BC_UNITS = {"year": 1, "decade": 10, "century": 100}


def _before_christ(unit: str, year: int, step: int) -> str:
    if unit == "year":
        return year_head(year + step)
    return f"BC{-year // 10 - step:03d}X" if unit == "decade" else f"BC{-year // 100 - step:02d}XX"


_STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}


def of_unit(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    unit, relation = form.match["u"].lower(), " ".join(form.match["rel"].lower().split())
    anaphoric = relation in ("that", "that same", "same", "following", "previous", "preceding") or (
        relation in ("next",) and form.match[0].lower().startswith("the ")
    )
    base = last_or_published(context) if anaphoric else reference_day(context)
    story_year = last_year(context)
    if context.narrative and story_year is not None and story_year < 0 and unit in _BC_UNITS:
        return Meaning(value=_before_christ(unit, story_year, _STEPS.get(relation, 0)))
    if base is None:
        return Meaning(value={"day": "XXXX-XX-XX", "month": "XXXX-XX", "year": "XXXX"}.get(unit))
    step = _STEPS.get(relation, 0)
    modifier = (groups.get("mod") or "").lower()
    value = _unit_at(unit, base, step, context.last)
    if relation == "past" and unit in ("week", "month", "year", "decade", "century"):
        back = {"week": add_days(base, -7), "month": add_months(base, -1), "year": add_months(base, -12)}.get(unit)
        has_span = back is not None and not context.narrative
        length = f"P1{_LENGTH_CODE[unit]}" if context.narrative or back is None else value
        return Meaning(value=length, span_value=f"{back}/{base}" if has_span else None)
    if anaphoric and _FOR.search(before[-10:]) and unit in _LENGTH_CODE and step == 1:
        return Meaning(value=f"P1{_LENGTH_CODE[unit]}")
    part = None if modifier in ("earlier", "later") else part_named(modifier)
    if modifier == "earlier" and relation == "this" and value and not context.narrative:
        start = interval(value)
        return Meaning(value=value, span_value=f"{start[0][0].isoformat()}/{base.isoformat()}" if start else None)
    return Meaning(value=value, part=part)


def part_of_unit(form: Form, context: Context, before: str) -> Meaning | None:
    base = last_or_published(context) if context.narrative else reference_day(context)
    if base is None:
        return None
    unit = form.match["u"].lower()
    modifier = form.match["mod"].lower()
    return Meaning(
        value=_unit_at(unit, base, 0, context.last), part=None if modifier in ("earlier", "later") else part_named(modifier)
    )


def of_weekend(form: Form, context: Context, before: str) -> Meaning | None:
    """ "Over the weekend": the latest one that had begun by publication."""
    base = reference_day(context)
    begun = add_days(base, -(base.weekday() if base.weekday() < SATURDAY else 0)) if base else None
    saturday = add_days(begun, -2) if begun and base and base.weekday() < SATURDAY else begun
    return Meaning(value=f"{week_value(saturday)}-WE") if saturday else None


SATURDAY = 5
"""Day of the week, counted from Monday as 0."""


def end_of_unit(form: Form, context: Context, before: str) -> Meaning | None:
    base, unit = reference_day(context), form.match["u"].lower()
    if base is None:
        return None
    if unit == "year" and context.narrative:
        return Meaning(value=f"{base.year:04d}", part="END")
    if unit == "year":
        return Meaning(value=f"{base.year:04d}-12-31")
    return Meaning(value=_unit_at(unit, base, 0, None), part="END")


def unit_ago(form: Form, context: Context, before: str) -> Meaning | None:
    unit, direction = singular(form.match["u"]), " ".join(form.match["dir"].lower().split())
    count = amount(form.match["amount"])
    is_back = direction in ("ago", "earlier", "previously", "before that", "before", "prior")
    if count is None:
        return Meaning(value="PAST_REF" if is_back else "FUTURE_REF")
    if context.quarter and not context.narrative and unit == "year" and count == 1 and is_back:
        return Meaning(value=year_before(context.quarter))
    base = (context.published or reference_day(context)) if direction == "ago" else last_or_published(context)
    story_year = last_year(context)
    if context.narrative and story_year is not None and story_year < 0 and unit in _BC_UNITS:
        return Meaning(value=year_head(story_year + _BC_UNITS[unit] * (-count if is_back else count)))
    if base is None:
        return Meaning(value=period(count, unit))
    if unit in ("hour", "minute", "second"):
        return Meaning(value=f"{base.isoformat()}" if count <= 24 else None)
    return Meaning(value=stepped(base, -count if is_back else count, unit))
