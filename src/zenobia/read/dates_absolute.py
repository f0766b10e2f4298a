"""What forms mean that name a point of the calendar: dates, months, seasons, quarters, years, feasts, hours.

In: a `Form`, the `Context`, the text before. Out: a `Meaning`, or None where the form turns out to tell no time.
Never guesses a year for a bare number that counts something ("in 1500 men").
"""

from __future__ import annotations

import re

from zenobia.read.dates_calendar import add_days, add_months, interval
from zenobia.read.dates_context import (
    PART_CODE,
    SEASON_CODE,
    Context,
    Meaning,
    day_of,
    explicit_year,
    last_or_published,
    last_year,
    month_of,
    named_groups,
    part_named,
    reference_day,
    spelt,
    year_before,
    year_head,
    year_number,
    year_words,
)
from zenobia.read.dates_forms import Form
from zenobia.read.dates_periods import amount, period, singular
from zenobia.read.dates_relative import of_weekday
from zenobia.read.dates_words import ORDINALS
from zenobia.read.numbers import parse_number
from zenobia.values.dating import whole_date


def iso(form: Form, context: Context, before: str) -> Meaning | None:
    match = form.match
    value = spelt(int(match["y"]), int(match["m"]), int(match["d"]))
    return Meaning(value=value) if value else None


def slashed(form: Form, context: Context, before: str) -> Meaning | None:
    a, b, year = int(form.match["a"]), int(form.match["b"]), int(form.match["y"])
    day = whole_date(year, b, a) or whole_date(year, a, b)
    return Meaning(value=day.isoformat()) if day else None


def of_date(form: Form, context: Context, before: str) -> Meaning | None:
    month, day = month_of(form.match["m"]), day_of(form.match["d"])
    value = spelt(explicit_year(form, month, day, context, before), month, day, named_groups(form).get("part"))
    return Meaning(value=value) if value else None


def day_range(form: Form, context: Context, before: str) -> Meaning | None:
    month, first, second = month_of(form.match["m"]), day_of(form.match["d"]), day_of(form.match["d2"])
    year = explicit_year(form, month, first, context, before)
    start, end = spelt(year, month, first), spelt(year, month, second)
    if start is None or end is None or first >= second:
        return None
    return Meaning(value=f"{start}/{end}")


def of_month(form: Form, context: Context, before: str) -> Meaning | None:
    groups, month = named_groups(form), month_of(form.match["m"])
    part = part_named(groups.get("mod"))
    relation = " ".join((groups.get("rel") or "").lower().split())
    base = reference_day(context)
    if relation in ("last", "this past", "the previous") and base:
        year = base.year if month < base.month else base.year - 1
        return Meaning(value=spelt(year, month, None), part=part)
    if relation in ("next", "the following") and base:
        year = base.year if month > base.month else base.year + 1
        return Meaning(value=spelt(year, month, None), part=part)
    return Meaning(value=spelt(explicit_year(form, month, None, context, before), month, None), part=part)


def of_season(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    code = SEASON_CODE[form.match["s"].lower()]
    year = year_number(groups["y"] or "") if groups.get("y") else year_words(groups.get("yearword"), context)
    return Meaning(value=f"{year_head(year)}-{code}", part=part_named(groups.get("mod")))


def of_quarter(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    number = (
        int(groups["qn"] or 0) if groups.get("qn") else {"first": 1, "second": 2, "third": 3}.get((groups["q"] or "").lower(), 4)
    )
    base = reference_day(context)
    words = (groups.get("y") or "").lower()
    year = int(words) if words.isdigit() else year_words(words.split()[0] if words else None, context)
    if year is None and base is not None:
        year = base.year if 3 * number - 2 <= base.month else base.year - 1
    return Meaning(value=f"{year:04d}-Q{number}" if year else f"XXXX-Q{number}")


def same_quarter(form: Form, context: Context, before: str) -> Meaning | None:
    """ "The quarter": the one last mentioned, else the last whole one before publication; "year-earlier": a year before it."""
    is_back = bool(form.match["ago"])
    if context.narrative or context.published is None:
        return None
    value = context.quarter
    if value is None and is_back:
        return Meaning(value=f"{context.published.year - 1:04d}")
    if value is None:
        day = context.published
        value = f"{day.year:04d}-Q{(day.month - 1) // 3}" if day.month > 3 else f"{day.year - 1:04d}-Q4"
    return Meaning(value=year_before(value) if is_back else value)


def of_bc(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=f"BC{int(form.match['n']):04d}/BC{int(form.match['n2']):04d}")


def bc_bare(form: Form, context: Context, before: str) -> Meaning | None:
    """A bare "490" in a story that runs before Christ, after a word that governs time."""
    last = last_year(context)
    if last is None or last > 0 or not context.narrative or not _TIME_GOVERNOR.search(before[-16:]):
        return None
    after = form.match.string[form.match.end() : form.match.end() + 40]
    if _COUNTED_AFTER.match(after) or re.match(r"\s+(?:[a-z]+\s+)?[a-z]+s\b", after):
        return None
    return Meaning(value=f"BC{int(form.match['n']):04d}", part=part_named(form.match["mod"]))


def of_years(form: Form, context: Context, before: str) -> Meaning | None:
    first, second = form.match["y"], form.match["y2"]
    last = first[: 4 - len(second)] + second
    return Meaning(value=f"{first}/{last}") if int(last) > int(first) else None


def of_decade(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=f"{form.match['y']}X", part=part_named(form.match["mod"]))


def decade_bc(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=f"BC{int(form.match['n']):03d}X", part=part_named(form.match["mod"]))


def of_century(form: Form, context: Context, before: str) -> Meaning | None:
    number = int(form.match["n"] or 0) or ORDINALS[form.match["word"].lower()]
    if not 1 <= number <= LAST_CENTURY:
        return None
    return Meaning(value=f"{'BC' if form.match['bc'] else ''}{number - 1:02d}XX", part=part_named(form.match["mod"]))


LAST_CENTURY = 21
"""The latest century that is told of."""


def spelt_year(form: Form, context: Context, before: str) -> Meaning | None:
    """ "Nineteen eighty-two"; not "eighteen fifty-pound shells", which count."""
    tail = parse_number(form.match["tail"])
    if tail is None or _COUNTED_AFTER.match(form.match.string, form.match.end()):
        return None
    head = 19 if form.match["head"].lower() == "nineteen" else 18
    return Meaning(value=f"{head}{int(tail):02d}")


def short_year(form: Form, context: Context, before: str) -> Meaning | None:
    """ "The uprising of '68": in the century of the story, or the latest such year that publication knows."""
    if not _SHORT_YEAR_BEFORE.search(before[-12:]):
        return None
    number = int(form.match["n"])
    year = last_year(context) if context.narrative else None
    if year is not None and year > 0:
        return Meaning(value=f"{year // 100:02d}{number:02d}")
    if context.published is None:
        return Meaning(value=f"XX{number:02d}")
    century = context.published.year // 100
    return Meaning(value=f"{century - (number > context.published.year % 100):02d}{number:02d}")


_SHORT_YEAR_BEFORE = re.compile(r"\b(?:of|in|since|from|by|early|late|summer|winter|spring|autumn)\s+['’]$", re.IGNORECASE)


def day_alone(form: Form, context: Context, before: str) -> Meaning | None:
    """ "On the 14th": in the month last mentioned, else the latest such day by publication."""
    day = int(re.sub(r"\D", "", form.match["d"]))
    if month := re.match(r"(\d{4})-(\d\d)", context.last or context.fine or ""):
        value = spelt(int(month[1]), int(month[2]), day)
        return Meaning(value=value) if value else None
    base = context.published
    if base is None or context.narrative:
        return None
    month_before = add_months(base.replace(day=1), -1)
    found = base if day <= base.day else month_before
    value = spelt(found.year, found.month, day) if found else None
    return Meaning(value=value) if value else None


def part_span(form: Form, context: Context, before: str) -> Meaning | None:
    """ "The last week of August", "the first ten months of 1915": a length in value, and its days."""
    groups, unit = named_groups(form), singular(form.match["u"])
    count = amount(groups["amount"]) if groups["amount"] else 1
    length = period(count if count is not None else "X", unit)
    year = year_number(groups["y2"]) if groups["y2"] else None
    if year is None:
        month = month_of(groups["m"] or "")
        year = explicit_year(form, month, None, context, before)
        whole = interval(spelt(year, month, None) or "")
    else:
        whole = interval(year_head(year))
    if whole is None or count is None:
        return Meaning(value=length)
    (start, end), _ = whole
    is_first = form.match["rel"].lower() in ("first", "opening")
    edge = start if is_first else end
    step = count if is_first else -count
    far = add_months(edge, step) if unit == "month" else add_days(edge, step * (7 if unit == "week" else 1))
    if far is None:
        return Meaning(value=length)
    inner = add_days(far, -1 if is_first else 1)
    if inner is None or not start <= inner <= end:
        return Meaning(value=length, span_value=f"{start.isoformat()}/{end.isoformat()}")
    first, last = (start, inner) if is_first else (inner, end)
    return Meaning(value=length, span_value=f"{first.isoformat()}/{last.isoformat()}")


_TIME_GOVERNOR = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|during|through|throughout|from|to|and|or|between|before|after|around|about|late|early|mid|year|"
    r"years|spring|summer|fall|autumn|winter|late-|circa|the|for|than|on|election|elections|as of|as early as|as late as|"
    r"offensive|war|uprising|revolution|began|begun|started|ended|invasion|treaty|agreement|ceasefire|coup)|[-–(,:/])\s*$",
    re.IGNORECASE,
)

_COUNTED_AFTER = re.compile(
    r"\s+(?:(?:[a-z]+\s+)?(?:men|troops|soldiers|people|km|miles|metres|meters|prisoners|civilians|guns|aircraft|tanks|"
    r"casualties|ships|deaths|killed|wounded|injured|missing|displaced|others|feet|GMT|UTC|hrs|dollars|tons|tonnes|hours|vehicles|planes|wagons|horses|"
    r"[a-z]{3,}(?:ers|ists|ents|ians))\b|%|percent)"
)


_PLURAL_AFTER = re.compile(r"\s+[a-z]+s\b(?!\s+(?:was|were|is|had))")
_COUNTED_BEFORE = re.compile(
    r"\b(?:(?:more|less|fewer|other) than|at least|as many as|about|around|over|nearly|some|up to)\s+$", re.IGNORECASE
)
OLDEST_YEAR = 1700
"""Of numbers below it, one with a plural behind ("1000 bombs", "in 1100 raids") counts things."""


def of_year(form: Form, context: Context, before: str) -> Meaning | None:
    match = form.match
    after = match.string[match.end() : match.end() + 40]
    if _COUNTED_AFTER.match(after):
        return None
    if _PLURAL_AFTER.match(after) and (0 < year_number(match["y"]) < OLDEST_YEAR or _COUNTED_BEFORE.search(before[-16:])):
        return None
    groups = named_groups(form)
    is_marked = bool(groups.get("mod") or groups.get("mod0")) or after[:1] in (")", "]")
    if not is_marked and not _TIME_GOVERNOR.search(before[-16:]) and not re.match(r"\s*(?:[.,:;)–-]|$|\n)", after):
        year = year_number(match["y"])
        if 0 < year < OLDEST_YEAR or year > 2099 or _PLURAL_AFTER.match(after):
            return None
    part = part_named(groups.get("mod"))
    head = year_head(year_number(match["y"]))
    return Meaning(value=f"{head}-{part}") if part in ("H1", "H2") else Meaning(value=head, part=part)


def _hour(form: Form) -> str | None:
    """Give the hour of the day as TIMEX writes it after its day; None for no hour ("14 p.m.")."""
    groups = named_groups(form)
    if groups.get("word"):
        return PART_CODE[(groups["word"] or "").lower()]
    hour, minute = int(groups["h"] or groups["h2"] or 0), groups["min"] or groups["min2"] or "00"
    mark = (groups.get("ap") or "").lower()[:1]
    if mark in ("a", "p") and hour > 12:
        return None
    if mark == "p" and hour < 12:
        hour += 12
    elif mark == "a" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute}"


def of_clock(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    hour = _hour(form)
    if hour is None:
        return None
    if (groups.get("ap") or "").lower().startswith(("hours", "hrs")) and not groups["min"]:
        return Meaning(value=period(int(groups["h"] or 0), "hour"))
    base = last_or_published(context) if context.narrative else context.published
    return Meaning(value=(base.isoformat() if base else "XXXX-XX-XX") + hour, has_days=False)


def clock_date(form: Form, context: Context, before: str) -> Meaning | None:
    """ "9:34 p.m. on 19 March": the hour with its day."""
    groups, hour = named_groups(form), _hour(form)
    month, day = month_of(groups["m"] or groups["m2"] or ""), day_of(groups["d"] or groups["d2"] or "")
    value = spelt(explicit_year(form, month, day, context, before), month, day)
    return Meaning(value=value + hour) if value and hour else None


def clock_day(form: Form, context: Context, before: str) -> Meaning | None:
    """ "10 a.m. on Tuesday": the hour with its day."""
    day, hour = of_weekday(form, context, before), _hour(form)
    return Meaning(value=day.value + hour) if day and day.value and hour else None


def of_feast(form: Form, context: Context, before: str) -> Meaning | None:
    name = form.match["f"].lower()
    month, day = (
        (12, 24 if name.endswith("eve") else 25) if name.startswith("christmas") else (12, 31) if name.endswith("eve") else (1, 1)
    )
    year = explicit_year(form, month, day, context, before)
    return Meaning(value=spelt(year, month, day, "night" if name.endswith("night") else None))
