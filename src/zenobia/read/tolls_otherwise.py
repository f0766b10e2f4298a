"""What a number is when it counts nothing: a date, an age, a ratio, a population, a name.

In: a text and where a number stands in it. Out: whether it is one of these, or where it ends.

1. A day of a month is a date whatever follows, with its year and with the days joined to it ("20 and 21 May").
2. A bare number between commas or in brackets after a word is an age, up to OLDEST.
3. "3 in 10" is a ratio where the part is smaller than the whole.
4. What is taken of a number ("any of the 20"), and those who live in a place, are not counted by it.
5. A number beside the word for a thing that is numbered ("Hill 105", "4 Brigade") is its name.

Never decides what was counted.
"""

from __future__ import annotations

import re

from zenobia.read.dates_words import MONTH, MONTH_WORDS
from zenobia.read.numbers import NUMBER, listed, parse_number

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?:\s*[,–—-]\s*(?:and\s+)?|\s+(?:and|or|to|until)\s+(?:the\s+)?){_DAY}){{0,3}}"
_DATE_FROM_DAY = re.compile(rf"{_DAYS}(?:\s+of)?[\s-]+{MONTH}(?:,?[\s-]+\d{{4}}\b)?")
_DATE_FROM_MONTH = re.compile(rf"{MONTH}\s+(?:the\s+)?{_DAYS}\b(?![,.]?\d)(?:,?\s+(?:19|20)\d\d\b(?![,.]\d))?")
_AGE_BEFORE = re.compile(r"[^\W\d_]\s?[,(]\s*$")
_AGE_AFTER = re.compile(r"\s*[,)]")
OLDEST = 120
"""Years of life; a bare number between commas up to here is an age."""
_FORMATION = re.compile(r"\s+(?:Brigades?|Divisions?|Battalions?|Corps|Company|Regiments?|Squadrons?|Army|Commandos?|Kandak)\b")
_PART_OF_UNKNOWN = re.compile(
    r"\b(?:any|none|some|most|many|half|few|part|how\s+many)\s+of\s+(?:the|its|their|these|those)\s+$", re.IGNORECASE
)
_POPULATION = re.compile(
    r"\b(?:towns?|cit(?:y|ies)|villages?|camps?|districts?|population|home|settlements?|neighbou?rhoods?|communit(?:y|ies)|"
    r"hamlets?|province|country)\s+(?:of|to)\s+(?:about\s+|some\s+|nearly\s+|around\s+)?$",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"(?:(?:some|about|around|nearly|almost)\s+)?(?P<part>{NUMBER})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{NUMBER})(?=\s+[^\W\d_])",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?:[$€£#№]|\b(?:points?|no|number|nos|url|highway|route|brigade|division|unit|hill|height|aged?|resolution|article|phase|day|page|"
    r"room|sector|zone|block|m|km|t|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|"
    r"mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)\s*$",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"(?:\b(?:includ(?:ing|es?|ed)|among\s+(?:them|whom|the\s+dead)|of\s+whom|of\s+which|of\s+them|them|"
    r"comprising|whom)\b[\s,:]*(?:were\s+|are\s+)?)$",
    re.IGNORECASE,
)
_SUFFIX_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|[-–][^\W\d_]|%|\s?°|[:/.]\d|\s*per\s*cent|(?:mm|km|cm|kg|m|k|am|pm)\b", re.IGNORECASE
)


def is_age(text: str, start: int, end: int, value: int) -> bool:
    return value <= OLDEST and bool(_AGE_AFTER.match(text, end)) and bool(_AGE_BEFORE.search(text[max(0, start - 4) : start]))


def is_of_unknown(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start]
    if not before.rstrip().lower().endswith(_UNKNOWN_ENDS):
        return False
    return bool(_PART_OF_UNKNOWN.search(before) or _POPULATION.search(before))


_UNKNOWN_ENDS = ("the", "its", "their", "these", "those", "of", "to", "about", "some", "nearly", "around")
"""Last words of the two patterns: most figures need no further look."""


def date_end(text: str, start: int, word: str) -> int:
    """Give the end of the date that begins at `word`, or `start` when there is none."""
    if word in MONTH_WORDS:
        date = _DATE_FROM_MONTH.match(text, start)
    else:
        date = _DATE_FROM_DAY.match(text, start) if word.isdigit() else None
    return date.end() if date else start


def ratio_end(text: str, start: int) -> int:
    """Give the end of the ratio ("7 in 10") that begins here, or `start` when there is none."""
    ahead = text[start : start + RATIO_REACH]
    ratio = _RATIO.match(text, start) if " in " in ahead or " out of " in ahead else None
    if ratio is None:
        return start
    part, whole = parse_number(ratio["part"]), parse_number(ratio["whole"])
    return ratio.end() if part is not None and whole is not None and part < whole <= MAX_RATIO else start


RATIO_REACH = 40
"""Code points in which the "in" of a ratio stands."""
MAX_RATIO = 100
"""The whole of a ratio told in words: "three in ten", "9 out of 100"."""


def is_name(text: str, start: int, end: int, floor: int) -> bool:
    """Tell a number that is a name; words before `floor` belong to something else, as the month of a date."""
    if _FORMATION.match(text, end):
        return True
    is_bounded = text[start : start + 1].isalpha() and text[start:end][-1:].isdigit()
    before = "" if is_bounded else text[max(floor, start - 14) : start]
    if start and (text[start - 1] in "-–/." and text[max(0, start - 2) : start - 1].isalnum()):
        return True
    return bool((_last_word(before) in _NAMING and _NAME_BEFORE.search(before)) or _SUFFIX_AFTER.match(text, end))


def _last_word(before: str) -> str:
    """Give what stands before a figure, lower case and bare of marks; a sign of money or number stands for itself."""
    bare = before.rstrip(" \u00a0\n\t.,:")
    return bare[-1:] if bare[-1:] in _SIGNS else _WORD_END.split(bare)[-1].lower()


_SIGNS = frozenset("$€£#№")
_WORD_END = re.compile(r"[^\w]+")
_NAMING = (
    _SIGNS
    | MONTH_WORDS
    | frozenset(
        listed(
            "point points no number nos url highway route brigade division unit hill height age aged resolution article phase "
            "day page room sector zone block m km t"
        )
    )
)
"""Last words of `_NAME_BEFORE`."""
_PARTING = frozenset(listed("including include includes included them whom dead which comprising were are"))
"""Last words of `_PART_BEFORE`."""


PART_REACH = 28
"""Code points before a figure in which "among the dead were" fits."""


def is_part(text: str, start: int) -> bool:
    """Tell whether "including", "among them" or "of whom" leads up to a figure."""
    before = text[max(0, start - PART_REACH) : start]
    return _last_word(before) in _PARTING and bool(_PART_BEFORE.search(before))
