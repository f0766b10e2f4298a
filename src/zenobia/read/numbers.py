"""Numbers as newspapers write them.

In: words ("seventy-six", "2-1/2", "half a million", "1,200", "3.5 million"). Out: an exact number, or None.

1. A comma or thin space groups thousands only before exactly three digits; lost commas ("100000") are read as they stand.
2. A fraction of a person is not rounded: callers that count heads take whole numbers only.

Never reads more than `MAX_DIGITS` digits as one number.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

MAX_DIGITS = 12
"""Digits in one number; the dead of all wars together need ten, and regexes stay bounded."""


_WORD_OR_FIGURE = re.compile(r"[\W_]*(?:([^\W\d_]+|\d+)|\Z)")
"""Reaching for the end too keeps the time linear in what is no word."""


@lru_cache(maxsize=16)
def words_and_figures(text: str) -> tuple[tuple[int, str], ...]:
    """Give each run of letters and each run of digits with its place; times and tolls ask for those of one text in turn."""
    return tuple([(match.start(1), match[1]) for match in _WORD_OR_FIGURE.finditer(text) if match[1]])


def listed(words: str) -> list[str]:
    """Cut a list written as running text."""
    return words.split()


UNITS = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen"
        )
    )
}
TENS = {word: 10 * value for value, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}

_SMALL = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_SCALE = "|".join(SCALES)
_AND = r"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and)?"
_WORDS = (
    rf"(?:(?:an?\s+)?half\s+an?\s+(?:{_SCALE})"
    rf"|(?:(?:an?|one)\s+)(?:{_SCALE})(?:{_AND}[\s-]+(?:{_SMALL}|{_SCALE})\b){{0,6}}"
    rf"|(?:{_SMALL})(?:{_AND}[\s-]+(?:{_SMALL}|{_SCALE})\b){{0,8}})"
)
_DIGITS = (
    rf"(?:\d{{1,3}}(?:[,\u202f\u00a0]\d{{3}})+(?!\d)|\d{{1,{MAX_DIGITS}}}(?!\d))"
    rf"(?:\.\d{{1,3}}(?!\d))?(?:[-\s]\d/\d)?(?:[-\s](?:{_SCALE})\b)?"
)
NUMBER = rf"(?:(?<![\d.,/])(?:{_DIGITS})|(?i:\b{_WORDS}\b))"
"""Regular expression source of one number; case-aware by itself, so that it can stand inside any other."""

NUMBER_STARTS = frozenset([*UNITS, *TENS, "half", "a", "an"])
"""Lower-case words that may begin a number in words."""


def _from_digits(text: str) -> Fraction | None:
    match = re.fullmatch(r"([\d,\u202f\u00a0]+)(\.\d+)?(?:[-\s](\d)/(\d))?(?:[-\s]([a-z]+))?", text)
    if match is None:
        return None
    whole = re.sub(r"\D", "", match[1])
    if not whole or len(whole) > MAX_DIGITS:
        return None
    value = Fraction(whole + (match[2] or ""))
    if match[3] and match[4] != "0":
        value += Fraction(int(match[3]), int(match[4]))
    return value * SCALES.get(match[5] or "", 1)


def parse_number(text: str) -> Fraction | None:
    """Read one number in digits or words; None when the words are none."""
    if text.isascii() and text.isdigit():
        return Fraction(int(text)) if len(text) <= MAX_DIGITS else None
    spoken = " ".join(text.lower().split())
    if spoken[:1].isdigit():
        return _from_digits(spoken)
    if half := re.fullmatch(r"(?:an?\s+)?half an? ([a-z]+)", spoken):
        return Fraction(SCALES[half[1]], 2) if half[1] in SCALES else None
    total, current = 0, 0
    words = [word for word in re.split(r"[\s-]+", spoken) if word != "and"]
    if not words:
        return None
    for position, word in enumerate(words):
        if word in ("a", "an") and position == 0:
            current = 1
        elif word in UNITS or word in TENS:
            current += UNITS.get(word, 0) + TENS.get(word, 0)
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
        else:
            return None
    return Fraction(total + current)
