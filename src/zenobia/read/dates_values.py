"""What each form of time means: its TIMEX3 value, given the day of publication and what was said before.

In: a `Form` and a `Context`. Out: a `Meaning`, or None where the form turns out to tell no time.

1. In news a time without its year is the latest such time on or before publication; after a word of the future, the next.
2. In narrative it takes the year, month or day last mentioned; a month that goes far back in the year opens the next one.
3. "the next day", "that month", "a day earlier" count from the time last mentioned in narrative and, where one was
   mentioned, in news; else from publication.
4. "ago", "last", "this", "next" and weekdays count from publication; in narrative from the time last mentioned.

Never uses a clock; without anything to count from, the value keeps X for what is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zenobia.read.dates_calendar import add_days, add_months, interval, week_value
from zenobia.read.dates_forms import MONTH, YEAR, Form
from zenobia.read.numbers import parse_number
from zenobia.values.dating import MONTH_NUMBER, whole_date

FUTURE_REACH = 40
"""Code points before a form in which a word of the future turns it forward: a verb and its object fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`last` is the TIMEX value of the time last mentioned; `narrative` says that time runs with the story."""

    published: date | None = None
    last: str | None = None
    narrative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """`span_value` gives the interval where the value itself (a duration, a reference) has none."""

    value: str | None
    part: str | None = None
    span_value: str | None = None


_FUTURE = re.compile(
    r"\b(?:will|shall|would|next|until|till|by|due|scheduled|expected|planned|plans|set|upcoming|ahead of|before the|deadline|"
    r"going to|is to|are to|hopes?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_PART_CODE = {
    "morning": "TMO", "dawn": "TMO", "daybreak": "TMO", "noon": "T12:00", "midday": "T12:00", "afternoon": "TAF",
    "evening": "TEV", "dusk": "TEV", "night": "TNI", "nightfall": "TNI", "midnight": "T24:00", "tonight": "TNI",
}  # fmt: skip
_SEASON_CODE = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_UNIT_CODE = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "weekend": "WE", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C",
}  # fmt: skip
_WEEKDAY_NUMBER = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_YEAR_AHEAD = re.compile(
    rf"\s*(?:-|–|—|to|and|or|through|until|till|,)\s*(?:the\s+)?(?:early\s+|late\s+|mid[\s-]+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?"
    rf"{MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:,)?\s+(?P<y>{YEAR})",
    re.IGNORECASE,
)


def _modifier(words: str | None) -> str | None:
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


def _last_year(context: Context) -> int | None:
    match = re.match(r"(\d{4})", context.last or "")
    return int(match[1]) if match else None


def _last_day(context: Context) -> date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", context.last or "")
    return whole_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _reference_day(context: Context) -> date | None:
    """Give the day that "ago", "last" and weekdays count from."""
    if not context.narrative:
        return context.published
    day = _last_day(context)
    if day is None and context.last and (found := interval(context.last)):
        return found[0][0]
    return day


def _is_future(before: str) -> bool:
    return bool(_FUTURE.search(before[-FUTURE_REACH:]))


def _month_of(words: str) -> int:
    return MONTH_NUMBER[words.lower().rstrip(".")]


def _day_of(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _year_for(month: int, day: int | None, context: Context, before: str) -> int | None:
    """Complete a month or day without its year (rules 1 and 2)."""
    published = context.published
    if context.narrative or published is None:
        year = _last_year(context)
        if year is None:
            return published.year if published else None
        last_month = re.match(r"\d{4}-(\d\d)", context.last or "")
        if last_month and int(last_month[1]) - month >= NEXT_YEAR_MONTHS:
            return year + 1
        return year
    probe = whole_date(published.year, month, day or 1) or date(published.year, month, 1)
    if _is_future(before):
        return published.year if probe >= published.replace(day=1) else published.year + 1
    return published.year if probe <= published else published.year - 1


NEXT_YEAR_MONTHS = 9
"""Months backwards at which a narrative month opens the next year (October, then January); chosen on narratives of past wars
(wikiwars train): 8 and 10 score lower. Rerun `zenobia evaluate wikiwars` before changing."""


def _year_words(words: str | None, context: Context) -> int | None:
    if words is None:
        return None
    spoken = " ".join(words.lower().split())
    if spoken.startswith(("that", "the same")):
        return _last_year(context) or (context.published.year if context.published else None)
    day = context.published if not context.narrative else None
    base = day.year if day else _last_year(context)
    if base is None:
        return None
    return base + {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(spoken, 0)


def _groups(form: Form) -> dict[str, str | None]:
    return form.match.groupdict()


def _dated(year: int | None, month: int, day: int | None, part: str | None = None) -> str | None:
    head = f"{year:04d}" if year else "XXXX"
    if day is None:
        return f"{head}-{month:02d}"
    if whole_date(year or 2000, month, day) is None:
        return None
    return f"{head}-{month:02d}-{day:02d}" + (_PART_CODE.get(part.lower(), "") if part else "")


def _explicit_year(form: Form, month: int, day: int | None, context: Context, before: str) -> int | None:
    groups = _groups(form)
    if groups.get("y"):
        return int(groups["y"] or 0)
    if groups.get("yy"):
        return 1900 + int(groups["yy"] or 0)
    by_words = _year_words(groups.get("yearword"), context)
    if by_words is not None:
        return by_words
    ahead = _YEAR_AHEAD.match(form.match.string, form.match.end())
    if ahead:
        return int(ahead["y"])
    return _year_for(month, day, context, before)


def _iso(form: Form, context: Context, before: str) -> Meaning | None:
    match = form.match
    value = _dated(int(match["y"]), int(match["m"]), int(match["d"]))
    return Meaning(value=value) if value else None


def _slashed(form: Form, context: Context, before: str) -> Meaning | None:
    a, b, year = int(form.match["a"]), int(form.match["b"]), int(form.match["y"])
    day = whole_date(year, b, a) or whole_date(year, a, b)
    return Meaning(value=day.isoformat()) if day else None


def _date(form: Form, context: Context, before: str) -> Meaning | None:
    month, day = _month_of(form.match["m"]), _day_of(form.match["d"])
    value = _dated(_explicit_year(form, month, day, context, before), month, day, _groups(form).get("part"))
    return Meaning(value=value) if value else None


def _day_range(form: Form, context: Context, before: str) -> Meaning | None:
    month, first, second = _month_of(form.match["m"]), _day_of(form.match["d"]), _day_of(form.match["d2"])
    year = _explicit_year(form, month, first, context, before)
    start, end = _dated(year, month, first), _dated(year, month, second)
    if start is None or end is None or first >= second:
        return None
    return Meaning(value=f"{start}/{end}")


def _month(form: Form, context: Context, before: str) -> Meaning | None:
    groups, month = _groups(form), _month_of(form.match["m"])
    part = _modifier(groups.get("mod"))
    relation = " ".join((groups.get("rel") or "").lower().split())
    base = _reference_day(context)
    if relation in ("last", "this past", "the previous") and base:
        year = base.year if month < base.month else base.year - 1
        return Meaning(value=_dated(year, month, None), part=part)
    if relation in ("next", "the following") and base:
        year = base.year if month > base.month else base.year + 1
        return Meaning(value=_dated(year, month, None), part=part)
    return Meaning(value=_dated(_explicit_year(form, month, None, context, before), month, None), part=part)


def _season(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    code = _SEASON_CODE[form.match["s"].lower()]
    year = int(groups["y"]) if groups.get("y") else _year_words(groups.get("yearword"), context)
    return Meaning(value=f"{year:04d}-{code}" if year else f"XXXX-{code}", part=_modifier(groups.get("mod")))


def _season_bare(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    code = _SEASON_CODE[form.match["s"].lower()]
    words = " ".join((groups.get("det") or "the").lower().split())
    part = _modifier(groups.get("mod") or groups.get("mod2"))
    base = _reference_day(context)
    if words in ("each", "every") or base is None:
        return Meaning(value=f"XXXX-{code}", part=part)
    year = base.year
    if not context.narrative and words in ("the", "last", "the previous") and _SEASON_MONTH[code] > base.month:
        year -= 1
    elif context.narrative and words in ("next", "the next", "the following", "the coming"):
        year += _SEASON_MONTH[code] <= base.month
    elif words in ("the previous", "last"):
        year -= 1
    return Meaning(value=f"{year:04d}-{code}", part=part)


def _quarter(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    number = (
        int(groups["qn"] or 0) if groups.get("qn") else {"first": 1, "second": 2, "third": 3}.get((groups["q"] or "").lower(), 4)
    )
    base = _reference_day(context)
    words = (groups.get("y") or "").lower()
    year = int(words) if words.isdigit() else _year_words(words.split()[0] if words else None, context)
    if year is None and base is not None:
        year = base.year if 3 * number - 2 <= base.month else base.year - 1
    return Meaning(value=f"{year:04d}-Q{number}" if year else f"XXXX-Q{number}")


def _bc(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=f"BC{int(form.match['n']):04d}")


def _years(form: Form, context: Context, before: str) -> Meaning | None:
    first, second = form.match["y"], form.match["y2"]
    last = first[: 4 - len(second)] + second
    return Meaning(value=f"{first}/{last}") if int(last) > int(first) else None


def _decade(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=f"{form.match['y']}X", part=_modifier(form.match["mod"]))


def _century(form: Form, context: Context, before: str) -> Meaning | None:
    number = int(form.match["n"])
    return Meaning(value=f"{number - 1:02d}XX", part=_modifier(form.match["mod"])) if 1 <= number <= 21 else None


_TIME_GOVERNOR = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|during|through|throughout|from|to|and|or|between|before|after|around|about|late|early|mid|year|"
    r"years|spring|summer|fall|autumn|winter|late-|circa|the|for|than|on|election|elections|as of|as early as|as late as|"
    r"offensive|war|uprising|revolution|began|begun|started|ended|invasion|treaty|agreement|ceasefire|coup)|[-–(,:/])\s*$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(r"\s+(?:(?:[a-z]+\s+)?(?:men|troops|soldiers|people|km|miles|metres|meters|prisoners|civilians|guns|aircraft|tanks|"
                            r"casualties|ships|deaths|killed|wounded|feet|dollars|tons|tonnes|hours|vehicles|planes|wagons|horses|"
                            r"[a-z]{3,}(?:ers|ists|ents|ians))\b|%|percent)")  # fmt: skip


def _year(form: Form, context: Context, before: str) -> Meaning | None:
    match = form.match
    after = match.string[match.end() : match.end() + 40]
    if _COUNTED_AFTER.match(after):
        return None
    groups = _groups(form)
    is_marked = bool(groups.get("mod") or groups.get("mod0")) or after[:1] in (")", "]")
    if not is_marked and not _TIME_GOVERNOR.search(before[-16:]) and not re.match(r"\s*(?:[.,:;)–-]|$|\n)", after):
        year = int(match["y"])
        if not 1700 <= year <= 2099 or re.match(r"\s+[a-z]+s\b(?!\s+(?:was|were|is|had))", after):
            return None
    return Meaning(value=match["y"], part=_modifier(groups.get("mod")))


def _weekday(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    number = _WEEKDAY_NUMBER[form.match["w"][:3].lower()]
    part = groups.get("part2") or groups.get("part")
    code = _PART_CODE.get(part.lower(), "") if part else ""
    relation = " ".join((groups.get("rel") or "").lower().split())
    base = _reference_day(context)
    if base is None:
        return Meaning(value=f"XXXX-WXX-{number + 1}")
    back = (base.weekday() - number) % 7
    if relation in ("next", "the following"):
        day = add_days(base, 7 if back == 0 else 7 - back)
    elif relation in ("last", "this past", "the previous") and back == 0:
        day = add_days(base, -7)
    elif context.narrative or (_is_future(before) and relation != "last"):
        day = add_days(base, (number - base.weekday()) % 7)
    else:
        day = add_days(base, -back)
    return Meaning(value=day.isoformat() + code) if day else None


def _yesterday(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    if context.published is None or (context.narrative and (groups["day"] or "").lower() == "today"):
        return Meaning(value="PRESENT_REF" if (groups["day"] or "").lower() == "today" else "XXXX-XX-XX")
    steps = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    if groups.get("deictic"):
        shift = -2 if (groups["deictic"] or "").lower() == "yesterday" else 2
        day = add_days(context.published, shift)
        return Meaning(value=day.isoformat()) if day else None
    word = (groups["day"] or "").lower()
    day = add_days(context.published, steps[word])
    part = _PART_CODE.get((groups.get("part") or word).lower(), "")
    return Meaning(value=day.isoformat() + part) if day else None


def _night(form: Form, context: Context, before: str) -> Meaning | None:
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


def _this_part(form: Form, context: Context, before: str) -> Meaning | None:
    words, code = " ".join(form.match["det"].lower().split()), _PART_CODE[form.match["part"].lower()]
    day = _last_day(context) if words != "this" or context.narrative else context.published
    day = day or _reference_day(context)
    if day is None:
        return Meaning(value=f"XXXX-XX-XX{code}")
    step = {"the next": 1, "the following": 1, "the previous": -1}.get(words, 0)
    moved = add_days(day, step)
    return Meaning(value=moved.isoformat() + code) if moved else None


def _other_day(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    words = " ".join((groups["which"] or groups["side"] or "").lower().split())
    step = {"the next": 1, "the following": 1, "after": 1, "following": 1, "the previous": -1, "before": -1}.get(words, 0)
    day = _last_day(context)
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


def _unit(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    unit, relation = form.match["u"].lower(), " ".join(form.match["rel"].lower().split())
    anaphoric = relation in ("that", "that same", "same", "following", "previous", "preceding") or (
        relation in ("next",) and form.match[0].lower().startswith("the ")
    )
    if relation == "in the":
        return None
    base = _last_or_published(context) if anaphoric else _reference_day(context)
    if base is None:
        return Meaning(value={"day": "XXXX-XX-XX", "month": "XXXX-XX", "year": "XXXX"}.get(unit))
    step = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}.get(relation, 0)
    modifier = (groups.get("mod") or "").lower()
    value = _unit_at(unit, base, step, context.last)
    if relation == "past" and not context.narrative and unit in ("week", "month", "year"):
        back = {"week": add_days(base, -7), "month": add_months(base, -1), "year": add_months(base, -12)}[unit]
        return Meaning(value=value, span_value=f"{back.isoformat()}/{base.isoformat()}" if back else None)
    part = None if modifier in ("earlier", "later") else _modifier(modifier)
    if modifier == "earlier" and relation == "this" and value and not context.narrative:
        start = interval(value)
        return Meaning(value=value, span_value=f"{start[0][0].isoformat()}/{base.isoformat()}" if start else None)
    return Meaning(value=value, part=part)


def _last_or_published(context: Context) -> date | None:
    day = _last_day(context)
    if day is None and context.last and (found := interval(context.last)):
        return found[0][0]
    return day or context.published


def _part_of_unit(form: Form, context: Context, before: str) -> Meaning | None:
    base = _last_or_published(context) if context.narrative else _reference_day(context)
    if base is None:
        return None
    unit = form.match["u"].lower()
    modifier = form.match["mod"].lower()
    return Meaning(
        value=_unit_at(unit, base, 0, context.last), part=None if modifier in ("earlier", "later") else _modifier(modifier)
    )


def _end_of_unit(form: Form, context: Context, before: str) -> Meaning | None:
    base, unit = _reference_day(context), form.match["u"].lower()
    if base is None:
        return None
    if unit == "year":
        return Meaning(value=f"{base.year:04d}-12-31")
    return Meaning(value=_unit_at(unit, base, 0, None), part="END")


def _amount(words: str) -> int | None:
    spoken = " ".join(words.lower().split())
    if spoken in ("a", "an"):
        return 1
    if spoken in ("a couple of", "couple of"):
        return 2
    number = parse_number(spoken)
    return int(number) if number is not None and number.denominator == 1 else None


def _singular(unit: str) -> str:
    return unit.lower().rstrip("s") if unit.lower() not in ("centuries", "centurie") else "century"


def _period(amount: int | str, unit: str) -> str:
    code = _UNIT_CODE[unit]
    if unit == "fortnight" and isinstance(amount, int):
        amount *= 2
    return f"PT{amount}{code[1:]}" if code.startswith("T") else f"P{amount}{code}"


def _shifted(base_value: str | None, base: date, count: int, unit: str) -> str | None:
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


def _unit_ago(form: Form, context: Context, before: str) -> Meaning | None:
    unit, direction = _singular(form.match["u"]), " ".join(form.match["dir"].lower().split())
    count = _amount(form.match["amount"])
    is_back = direction in ("ago", "earlier", "previously", "before that", "prior")
    if count is None:
        return Meaning(value="PAST_REF" if is_back else "FUTURE_REF")
    base = _reference_day(context) if direction == "ago" else _last_or_published(context)
    if base is None:
        return Meaning(value=_period(count, unit))
    if unit in ("hour", "minute", "second"):
        return Meaning(value=f"{base.isoformat()}" if count <= 24 else None)
    return Meaning(value=_shifted(context.last, base, -count if is_back else count, unit))


def _unit_after(form: Form, context: Context, before: str) -> Meaning | None:
    count, unit = _amount(form.match["amount"]), _singular(form.match["u"])
    return Meaning(value=_period(count if count is not None else "X", unit))


def _vague_ago(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value="PAST_REF" if form.match["dir"].lower() in ("ago", "earlier", "before") else "FUTURE_REF")


def _lately(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=_period("X", _singular(form.match["u"])))


def _span(form: Form, context: Context, before: str) -> Meaning | None:
    count, unit, relation = _amount(form.match["amount"]), _singular(form.match["u"]), form.match["rel"].lower()
    value = _period(count if count is not None else "X", unit)
    base = _reference_day(context)
    if count is None or base is None or context.narrative or relation not in ("past", "last", "next", "coming"):
        return Meaning(value=value)
    sign = 1 if relation in ("next", "coming") else -1
    days = {"day": 1, "night": 1, "week": 7, "hour": 0}.get(unit)
    if unit == "hour":
        other = add_days(base, sign * -(-count // 24))
    elif days is not None:
        other = add_days(base, sign * count * days)
    else:
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
        other = add_months(base, sign * count * months) if months else None
    if other is None:
        return Meaning(value=value)
    return Meaning(value=value, span_value=f"{min(base, other).isoformat()}/{max(base, other).isoformat()}")


def _duration(form: Form, context: Context, before: str) -> Meaning | None:
    count, unit = _amount(form.match["amount"]), _singular(form.match["u"])
    if form.match["amount"].lower() in ("a", "an") and unit in ("second", "minute", "quarter", "night"):
        return None
    return Meaning(value=_period(count if count is not None else "X", unit))


def _plural(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=_period("X", _singular(form.match["u"])))


_SET_VALUE = {"dai": "P1D", "day": "P1D", "nig": "P1D", "wee": "P1W", "mon": "P1M", "yea": "P1Y", "ann": "P1Y", "hou": "PT1H"}


def _set(form: Form, context: Context, before: str) -> Meaning | None:
    words = form.match[0].lower().split()
    return Meaning(value=_SET_VALUE.get(words[-1][:3], "P1D"))


def _clock(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    base = _last_or_published(context) if context.narrative else context.published
    head = base.isoformat() if base else "XXXX-XX-XX"
    if groups.get("word"):
        return Meaning(value=head + _PART_CODE[(groups["word"] or "").lower()])
    hour, minute = int(groups["h"] or groups["h2"] or 0), groups["min"] or groups["min2"] or "00"
    mark = (groups.get("ap") or "").lower()[:1]
    if mark in ("a", "p") and hour > 12:
        return None
    if groups.get("ap") and (groups["ap"] or "").lower().startswith(("hours", "hrs")) and not groups["min"]:
        return Meaning(value=_period(hour, "hour"))
    if mark == "p" and hour < 12:
        hour += 12
    elif mark == "a" and hour == 12:
        hour = 0
    return Meaning(value=f"{head}T{hour:02d}:{minute}")


def _feast(form: Form, context: Context, before: str) -> Meaning | None:
    name = form.match["f"].lower()
    month, day = (
        (12, 24 if name.endswith("eve") else 25) if name.startswith("christmas") else (12, 31) if name.endswith("eve") else (1, 1)
    )
    year = _explicit_year(form, month, day, context, before)
    return Meaning(value=_dated(year, month, day, "night" if name.endswith("night") else None))


def _reference(form: Form, context: Context, before: str) -> Meaning | None:
    groups = _groups(form)
    if groups["past"]:
        return Meaning(value="PAST_REF")
    return Meaning(value="FUTURE_REF" if groups["future"] else "PRESENT_REF")


MEANINGS: dict[str, Callable[[Form, Context, str], Meaning | None]] = {
    "iso": _iso, "slashed": _slashed, "day_range": _day_range, "range_days": _day_range, "date": _date, "month": _month,
    "season": _season, "season_bare": _season_bare, "quarter": _quarter, "bc": _bc, "years": _years, "decade": _decade,
    "century": _century, "year": _year, "weekday": _weekday, "yesterday": _yesterday, "night": _night, "this_part": _this_part,
    "other_day": _other_day, "unit": _unit, "part_of_unit": _part_of_unit, "end_of_unit": _end_of_unit, "unit_ago": _unit_ago,
    "unit_after": _unit_after, "vague_ago": _vague_ago, "lately": _lately, "span": _span, "duration": _duration,
    "plural": _plural, "set": _set, "clock": _clock, "feast": _feast, "reference": _reference,
}  # fmt: skip
"""One function a form; `before` is the text that leads up to it."""
