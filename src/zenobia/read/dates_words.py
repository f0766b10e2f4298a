"""The words of time as pieces of patterns: months, days, years, parts of a day, units, amounts; and what may begin each.

Every pattern is written for case-insensitive matching; names of months and weekdays guard their capitals themselves.
"""

from __future__ import annotations

from zenobia.read.numbers import NUMBER, NUMBER_STARTS, listed
from zenobia.values.dating import MONTH_NAMES, MONTH_NUMBER

_CAPITAL_ONLY = frozenset(("may", "march", "mar", "dec", "sep", "jan"))
"""Month names that are other words, or nothing, in lower case."""


def _spellings(names: list[str]) -> str:
    spelt = [form for name in names for form in (name.capitalize(), name.upper())]
    spelt += [name for name in names if name not in _CAPITAL_ONLY]
    return "|".join(sorted(spelt, key=len, reverse=True))


_FULL = _spellings([names[0] for names in MONTH_NAMES])
_SHORT = _spellings([short for names in MONTH_NAMES for short in names[1:]])
MONTH = rf"(?-i:\b(?:(?:{_FULL})\b|(?:{_SHORT})\b\.?))"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|:\d|%)"
BC = r"(?:b\.?\s?c\.?(?:e\.?)?(?![a-z]))"
YEAR = rf"(?:(?<!\d)(?:1\d|20)\d\d(?!\d|[.,]\d)|(?<!\d)\d{{1,4}}\s?{BC})"
_STEM = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
WDAY = (
    rf"(?-i:\b(?:{_STEM}|{_STEM.upper()}|{_STEM.lower()})(?:days?|DAYS?)\b|"
    r"\b(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|nightfall|daybreak)"
UNIT = r"(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|century|centurie)s?"
MODIFIER = (
    r"(?:(?P<mod>very\s+early|very\s+late|early|late|mid|(?:the\s+)?(?:end|start|beginning|middle|close|onset|first\s+half|"
    r"second\s+half|early\s+part|latter\s+part|latter\s+half|early\s+days|last\s+days|final\s+days|last\s+weeks|first\s+weeks|"
    r"first\s+days|final\s+months)\s+of)"
    r"(?:\s+in|\s+on)?[\s-]+(?:the\s+)?)?"
)
_VAGUE = r"a\s+few|few|several|many|some|a\s+couple\s+of|couple\s+of|a\s+number\s+of|dozens\s+of|hundreds\s+of|half\s+an?"
AMOUNT = rf"(?P<amount>{_VAGUE}|{NUMBER}|an?)"
ABOUT = (
    r"(?:(?:about|around|nearly|almost|some|roughly|approximately|over|under|more\s+than|less\s+than|at\s+least|up\s+to|just|"
    r"only|barely|exactly|another|within)\s+)?"
)
SAME_YEAR = (
    r"(?:(?:,|\s+of|\s+in)?\s+(?P<yearword>that(?:\s+same)?|the\s+same|this|last|next|the\s+following|the\s+previous)\s+year)"
)
PART_OF = rf"(?:(?:the\s+)?(?:(?:early|late)\s+)?(?P<part>{PART})\s+(?:of|on)\s+(?:the\s+)?)?"

MONTH_WORDS = frozenset(MONTH_NUMBER)
WEEKDAY_WORDS = frozenset(
    listed(
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays "
        "sundays mon tue tues wed thu thur thurs fri sat sun"
    )
)
PART_NAMES = frozenset(listed("morning afternoon evening night dawn dusk noon midday midnight nightfall daybreak"))
PART_WORDS = PART_NAMES | {"the", "early", "late"}
SEASON_WORDS = frozenset(listed("spring summer autumn fall winter"))
MODIFIER_WORDS = frozenset(
    listed("very early late mid the end start beginning middle close onset first second latter last final")
)
AMOUNT_WORDS = NUMBER_STARTS | frozenset(
    listed(
        "about around nearly almost some roughly approximately over under more less at up just only barely exactly another "
        "within few several many couple dozens hundreds"
    )
)
UNIT_WORDS = frozenset(
    form
    for unit in listed("second minute hour day night weekend week fortnight month quarter year decade century centurie")
    for form in (unit, f"{unit}s")
)
SPAN_UNITS = "days weeks months years decades centuries hours minutes"

ORDINALS = {
    word: number
    for number, word in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
            "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
        ),
        start=1,
    )
}
"""Ordinals in words, as far as centuries are counted."""
