"""What forms mean that name a length, a repetition or a vague time: "three days", "daily", "in recent weeks".

In: a `Form`, the `Context`, the text before. Out: a `Meaning`.
Days come only where the words count from publication ("the past month").
"""

from __future__ import annotations

from zenobia.read.dates_calendar import add_days, add_months, stepped
from zenobia.read.dates_context import Context, Meaning, last_or_published, named_groups, reference_day
from zenobia.read.dates_forms import Form
from zenobia.read.numbers import parse_number
from zenobia.values.dating import MONTH_NUMBER

_UNIT_CODE = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "weekend": "WE", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C",
}  # fmt: skip


def amount(words: str) -> int | None:
    spoken = " ".join(words.lower().split())
    if spoken in ("a", "an"):
        return 1
    if spoken in ("a couple of", "couple of"):
        return 2
    number = parse_number(spoken)
    return int(number) if number is not None and number.denominator == 1 else None


def singular(unit: str) -> str:
    return unit.lower().rstrip("s") if unit.lower() not in ("centuries", "centurie") else "century"


def period(amount: int | str, unit: str) -> str:
    code = _UNIT_CODE[unit]
    if unit == "fortnight" and isinstance(amount, int):
        amount *= 2
    return f"PT{amount}{code[1:]}" if code.startswith("T") else f"P{amount}{code}"


def unit_after(form: Form, context: Context, before: str) -> Meaning | None:
    """ "nine months after X fell": a length; told from publication or the time last mentioned, it dates X."""
    count, unit = amount(form.match["amount"]), singular(form.match["u"])
    length = period(count if count is not None else "X", unit)
    base = last_or_published(context)
    if count is None or base is None or context.narrative or form.match["dir"].lower() not in ("after", "since"):
        return Meaning(value=length)
    return Meaning(value=length, span_value=stepped(base, -count, unit))


def vague_ago(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value="PAST_REF" if form.match["dir"].lower() in ("ago", "earlier", "before") else "FUTURE_REF")


def of_lately(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=period("X", singular(form.match["u"])))


def of_span(form: Form, context: Context, before: str) -> Meaning | None:
    count, unit, relation = amount(form.match["amount"]), singular(form.match["u"]), form.match["rel"].lower()
    value = period(count if count is not None else "X", unit)
    base = reference_day(context)
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


def of_duration(form: Form, context: Context, before: str) -> Meaning | None:
    groups, unit = named_groups(form), singular(form.match["u"])
    count = amount(form.match["amount"])
    if unit == "quarter" and count == 3:
        return None
    if unit in ("second", "quarter") and count is not None and count >= FIRST_YEAR:
        return None
    if (groups["half"] or groups["half2"]) and count is not None:
        return Meaning(value=period(f"{count}.5", unit))
    if count is None and (fraction := parse_number(form.match["amount"].lower())) is not None:
        return Meaning(value=period(f"{float(fraction):g}", unit))
    if form.match["amount"].lower() in ("a", "an") and unit in ("second", "minute", "quarter", "night"):
        return None
    return Meaning(value=period(count if count is not None else "X", unit))


FIRST_YEAR = 1000
"""Seconds and quarters are not counted from here on: "the 1988 second quarter" begins with a year."""


def some_time(form: Form, context: Context, before: str) -> Meaning | None:
    """ "For some time", "a short period": a length that nobody told."""
    return Meaning(value="PXM" if "some" in form.match[0].lower() else "PXX")


def of_weather(form: Form, context: Context, before: str) -> Meaning | None:
    """ "The dry season": its months differ from land to land."""
    return Meaning(value="XXXX", has_days=False)


def at_night(form: Form, context: Context, before: str) -> Meaning | None:
    is_day = form.match[0].lower().startswith("day")
    return Meaning(value=f"XXXX-XX-XX{'TDT' if is_day else 'TNI'}", has_days=False)


def of_plural(form: Form, context: Context, before: str) -> Meaning | None:
    return Meaning(value=period("X", singular(form.match["u"])))


_SET_VALUE = {"dai": "P1D", "day": "P1D", "nig": "P1D", "wee": "P1W", "mon": "P1M", "yea": "P1Y", "ann": "P1Y", "hou": "PT1H"}


def of_set(form: Form, context: Context, before: str) -> Meaning | None:
    words = form.match[0].lower().split()
    if month := MONTH_NUMBER.get(words[-1].rstrip(".")):
        return Meaning(value=f"XXXX-{month:02d}", has_days=False)
    if words[-1] == "quarter":
        return Meaning(value="P1Q")
    return Meaning(value=_SET_VALUE.get(words[-1][:3], "P1D"))


def of_reference(form: Form, context: Context, before: str) -> Meaning | None:
    groups = named_groups(form)
    if groups["past"]:
        return Meaning(value="PAST_REF")
    return Meaning(value="FUTURE_REF" if groups["future"] else "PRESENT_REF")
