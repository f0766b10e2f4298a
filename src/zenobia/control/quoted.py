"""What the words around a name in a quote make of it: in go a name and a quote, out what is meant by it there.

1. "Most of X" is a part of X, not X.
2. "Towards X", "advanced on X", "near X", "on the outskirts of X", "north of X" lie beside X, where the quote names X (or "the
   town") only so.
3. "A, B and C" lists places: none of them lies in another. "A, B" does not: that may be a village and its province.
4. "An attempt to take X", "began to advance south to capture X" tell of an aim, where the quote tells of nothing taken.
5. "Had advanced along the road" tells of nothing taken either.

It reads the quote alone, and knows no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_SHARES = (
    "most|much|half|part|parts|rest|bulk|majority|remainder|two[- ]thirds|three[- ]quarters|"
    r"\d+\s*(?:%|per\s?cent|percent)"
)
_KIND = r"(?:the\s+)?(?:\w+\s+)?(?:city|cities|towns?|villages?|settlements?)(?:\s+of)?"
_QUOTED_PART = (
    rf"(?<!\w)(?P<part>(?:(?:the|large|small|wide)\s+)*(?:{_SHARES}))\s+of\s+"
    r"(?:the\s+(?:city|town|village)(?:\s+of\s+)?)?(?:PLACE)?(?!\w)"
)
"""A share of a place, in the words before it."""
_NAME = (
    r"[^\W\d_a-z][\w'’.-]*(?:\s(?!And\b)[^\W\d_a-z][\w'’-]*){0,3}"
    r"(?:\s(?:district|quarter|neighbou?rhood|suburb|village|town|city))?"
)
_COMMA = r"\s*,\s*(?:and\s+)?|\s+and\s+"
_LIST = re.compile(rf"{_NAME}(?:\s*,\s*{_NAME})*\s*,?\s+and\s+(?:also\s+)?(?:{_KIND}\s+)?{_NAME}")
_BESIDE = re.compile(
    r"\b(?:advanc(?:e|es|ed|ing)\s+(?:up)?on|towards?|near|outside|around|approach(?:ing|es)?(?:\s+to)?|(?:in\s+the\s+)?(?:direction|vicinity|outskirts|suburbs|"
    r"approaches|surroundings|countryside)\s+(?:of|to)|between|"
    r"(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?\s+of|"
    r"(?:away|close[rd]?|km|kilomet(?:er|re)s|miles)\s+(?:from|to))\s+"
    rf"(?:{_KIND}\s+)?(?:{_NAME}(?:{_COMMA}))*$"
)
_TAKE = (
    r"(?:re-?)?(?:tak(?:e|ing)|captur(?:e|ing)|seiz(?:e|ing)|gain(?:ing)?|conquer(?:ing)?|claim(?:ing)?|occupy(?:ing)?|"
    r"secur(?:e|ing)|control(?:ling)?|liberat(?:e|ing)|overrun(?:ning)?|storm(?:ing)?)"
)
_AIM = re.compile(
    rf"\b(?:attempt(?:s|ed|ing)?|aim(?:s|ed|ing)?|plan(?:s|ned|ning)?|try(?:ing)?|tried|tries|order|hop(?:e|es|ed|ing)|seek(?:s|ing)?|"
    rf"sought|fail(?:s|ed|ing)?|want(?:s|ed|ing)?|effort(?:s)?|goal|priority|intent(?:ion)?|intend(?:s|ed|ing)?|unable|"
    rf"focus(?:es|ed|ing)?|chances?|cost|"
    rf"beg[aiu]n(?:s|ning)?\s+to\s+\w+(?:\s+\w+)?|advanc(?:e|es|ed|ing)(?:\s+\w+)?|mov(?:e|es|ed|ing)(?:\s+\w+)?)"
    rf"\s+(?:to|at|of|on|in)\s+{_TAKE}\b|\b{_TAKE}\b[^.;,]*\b(?:would|could|might)\b",
    re.IGNORECASE,
)
"""Words about taking that make it an aim."""
_DONE = re.compile(
    r"\b(?:re-?)?(?:took|taken|taking|captur(?:ed|ing)|seiz(?:ed|ing)|gain(?:ed|ing)|conquered|claimed|occupied|secured|securing|"
    r"liberated|liberating|overran|fell|fallen|entered|controlled)\b",
    re.IGNORECASE,
)
_ADVANCE = re.compile(r"\badvanc(?:e|es|ed|ing)\b", re.IGNORECASE)
_THE_PLACE = re.compile(r"\b(?:the|this|that)\s+(?:city|town|village|settlement)\b")
_LONGEST = 160
"""Characters before a name that are looked at: a list of ten villages."""


def part_of(name: str, quote: str) -> str | None:
    """Give "most" where the quote says "most of X" of X, in its name or as "the city"."""
    found = re.search(_QUOTED_PART.replace("PLACE", re.escape(name)), quote, re.IGNORECASE)
    if found is None or not (found[0].casefold().endswith(name.casefold()) or re.search(r"\b(?:city|town|village)$", found[0])):
        return None
    return found["part"]


def is_only_beside(name: str, quote: str) -> bool:
    """Tell whether the quote names X, and always as what something lies near or goes towards."""
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", quote)]
    places = places or [found.start() for found in _THE_PLACE.finditer(quote)]
    return bool(places) and all(_BESIDE.search(quote[max(0, at - _LONGEST) : at]) for at in places)


def are_listed(name: str, other: str, quote: str) -> bool:
    """Tell whether the quote lists two names side by side."""
    return any(_holds(name, names) and _holds(other, names) for names in _lists(quote))


def _holds(name: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


@lru_cache(maxsize=4096)
def _lists(quote: str) -> tuple[str, ...]:
    return tuple(_found(quote))


def _found(quote: str) -> Iterator[str]:
    return (found[0] for found in _LIST.finditer(quote))


def is_aim(quote: str) -> bool:
    """Tell whether a quote says of ground only that somebody meant to take it."""
    rest, aims = _AIM.subn("", quote)
    return aims > 0 and _DONE.search(rest) is None


def is_advance(quote: str, names: Sequence[str]) -> bool:
    """Tell whether a quote says of the ground only that somebody advanced: of nothing taken, or of ground that it never names."""
    if _ADVANCE.search(quote) is None:
        return False
    return _DONE.search(quote) is None or not any(name in quote for name in names)
