"""Figures that tell a part of the harmed: "five of the dead were children", "four boys were among the 31 dead".

In: a text and a counted thing in it. Out: the same with the harm that its words tell and the mark of a part, or as it was.

1. "N of the dead were X" counts X; "of those killed, N were X" the same.
2. "N X were among the dead" and "among the dead were N X" are parts of the dead.
3. "The dead included N X" is a part of them.
4. "seven of them X" is a part of whoever was counted before in the sentence.

"Victims" may be dead or hurt: the word alone tells no harm. Never decides how many the whole has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from zenobia.read.numbers import NUMBER
from zenobia.values.spans import Span
from zenobia.values.toll import TollWhat

if TYPE_CHECKING:
    from zenobia.read.tolls_counts import Count

ReadNoun = Callable[[str, int], tuple[str, str, int] | None]

_KILLED = r"(?:dead|killed|slain|fatalities|(?:people|civilians|persons)\s+killed|who\s+(?:had\s+)?(?:died|perished))"
_HURT = r"(?:wounded|injured|hurt)"
_HARMED = rf"(?:(?P<killed>{_KILLED})|(?P<hurt>{_HURT}))"
_BE = r"(?:was|were|is|are)"
_OF_THE_HARMED = re.compile(rf"\s+of\s+(?:the|those)\s+(?:[\w-]+\s+)?{_HARMED}\s+{_BE}\s+(?=[a-z])", re.IGNORECASE)
_AMONG = re.compile(
    rf"\s+{_BE}\s+(?:also\s+|reportedly\s+)?among\s+(?:the\s+|those\s+)?"
    rf"(?:(?:at\s+least\s+|more\s+than\s+|nearly\s+|over\s+)?{NUMBER}\s+)?(?:[\w-]+\s+){{0,2}}?{_HARMED}\b",
    re.IGNORECASE,
)
_LED_BY = re.compile(
    rf"\b(?:(?:of|among)\s+(?:the|those)\s+(?:[\w-]+\s+){{0,2}}?{_HARMED}(?:\s+[\w’'-]+){{0,5}}?,?\s+(?P<be>{_BE}\s+)?"
    rf"|(?:those|the|all)\s+(?:[\w-]+\s+)?(?P<group>dead|killed|fatalities|slain|wounded|injured)\s+(?:also\s+)?includ(?:e|es|ed)\s+)"
    rf"(?:at\s+least\s+|also\s+)*$",
    re.IGNORECASE,
)
_WERE = re.compile(rf"\s+{_BE}\s+(?=[a-z])")
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these)\b", re.IGNORECASE)
LEAD_REACH = 80
"""Code points before a figure in which "among the civilians killed in the town were" stands."""
_LEAD_WORDS = ("were", "was", "are", "is", "include", "included", "includes", "killed", "dead", "least", "wounded")
"""Last words of `_LED_BY`: most figures need no further look."""


def _told(match: re.Match[str]) -> TollWhat:
    groups = match.groupdict()
    is_hurt = groups.get("hurt") or (groups.get("group") or "").lower() in ("wounded", "injured")
    return "injured" if is_hurt else "killed"


def _named(text: str, count: Count, start: int, noun: ReadNoun, told: TollWhat) -> Count:
    """Give the count with the noun that its verb names."""
    found = noun(text, start)
    if found is None or not found[0]:
        return count
    who, head, end = found
    return replace(count, span=Span(start=count.span.start, end=end), who=who, head=head, is_part=True, told=told)


def as_part(text: str, count: Count, noun: ReadNoun) -> Count:
    """Mark a count that tells a part of the harmed."""
    if harmed := _OF_THE_HARMED.match(text, count.number.end):
        return _named(text, count, harmed.end(), noun, _told(harmed))
    if among := _AMONG.match(text, count.span.end):
        return replace(count, is_part=True, told=_told(among))
    before = text[max(0, count.span.start - LEAD_REACH) : count.span.start]
    words = before.rstrip(" ,").rsplit(None, 1)
    if words and words[-1].lower() in _LEAD_WORDS and (led := _LED_BY.search(before)):
        if not count.who and not led["be"] and led["group"] is None:
            were = _WERE.match(text, count.number.end)
            return _named(text, count, were.end(), noun, _told(led)) if were else count
        return replace(count, is_part=True, told=_told(led)) if led["be"] or led["group"] else count
    if _OF_THEM.match(text, count.number.end):
        return replace(count, is_part=True)
    return count
