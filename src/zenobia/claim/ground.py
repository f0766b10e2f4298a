"""Where a claim says that it happened: place words narrowest first, and the relation to a place.

1. The places of the claim's own clause come first; then those of its sentence; then those of the claim before; then the headline's.
2. A place that names no town by itself ("the village", "al-Amriyha district") is followed by the town it was told with.
3. A relation is the words between a direction or nearness and its place ("10 km north of X", "on the outskirts of X").

Never looks at a map.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zenobia.claim.naming import core
from zenobia.values.lexicon import Ground

DISTANCE = r"(?:(?:about|around|some|nearly|roughly|just|only|less than|more than)\s+)?\d[\d.,]*\s*-?\s*(?:km|kms|kilomet(?:er|re)s?|miles?|m|met(?:er|re)s)\b(?:\s*\([^)]{1,20}\))?"
DIRECTION = (
    r"(?:(?:to|in)\s+the\s+)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|"
    r"northern|southern|eastern|western)(?:\s+(?:and|or)\s+(?:north|south|east|west))?"
)
PLACE = r"(?:the\s+)?(?:[\w’'-]+)(?:\s+(?:[A-Z][\w’'-]*|city|town|village|district|province|area|airport|base|border|border\s+with\s+[A-Z]\w+))*"
RELATIONS = (
    re.compile(rf"\b{DISTANCE}(?:\s+(?:away\s+)?(?:{DIRECTION}))?\s+(?:of|from|to)\s+{PLACE}", re.IGNORECASE),
    re.compile(rf"\b{DISTANCE}\s+to\s+the\s+(?:north|south|east|west)\w*\s+of\s+{PLACE}", re.IGNORECASE),
    re.compile(rf"\b(?:to\s+the\s+|just\s+)?(?:north|south|east|west)(?:-?(?:east|west))?\s+of\s+{PLACE}", re.IGNORECASE),
    re.compile(
        rf"\b(?:in|at|on)\s+the\s+(?:vicinity|outskirts?|edges?|heart|centre|center|suburbs|direction)\s+of\s+{PLACE}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:outskirts)\s+of\s+{PLACE}", re.IGNORECASE),
    re.compile(rf"\b(?:near|outside|close\s+to)\s+{PLACE}", re.IGNORECASE),
    re.compile(rf"\balong\s+(?:the\s+)?{PLACE}\s+border\b", re.IGNORECASE),
)


def find_relation(clause: str) -> str | None:
    """Give the first relation to a place in a clause, as written."""
    found = [match for pattern in RELATIONS if (match := pattern.search(clause))]
    if not found:
        return None
    best = min(found, key=lambda match: (match.start(), -len(match.group())))
    words = best.group().strip()
    if words.lower().split()[-1] in ("the", "of", "a", "to", "from"):
        return None
    return words


def is_vague(words: str, ground: Ground) -> bool:
    """Tell a place that a map cannot find alone: a part, a building, a district, a common noun."""
    parts = words.split()
    if not any(part[:1].isupper() for part in parts):
        return True
    last = parts[-1].lower()
    return last in ground.nouns and last not in ("city", "town", "province", "governorate", "countryside", "region")


def main_places(headline: Sequence[str], counted: Iterable[tuple[str, int]]) -> list[str]:
    """Give the places that a document is about: those of its headline, else the most told."""
    if headline:
        return list(headline)
    ranked = sorted(counted, key=lambda one: -one[1])
    return [ranked[0][0]] if ranked else []


TYPED = re.compile(
    r"^(?:[\w-]+\s+){0,3}?(?:city|town|village|towns|villages|cities|province|provinces|governorate|district|districts|region|port|camp|hamlet|suburb|"
    r"neighbou?rhood|oblast|state|island)\s+of\s+(?:the\s+)?(?=[^\W_a-z]|al-|el-)"
)
ASIDE = re.compile(r"^(?:[\w-]+\s+){0,2}?(?:vicinity|outskirts?|edges?|heart|surroundings|approaches|entrances?|limits|suburbs)\s+of\s+(?:the\s+)?")


TOWARDS = re.compile(r"^(?:north|south|east|west)(?:-?(?:east|west))?\s+of\s+", re.IGNORECASE)
"""A direction without an article points from a place; with one ("the west of X") it is a part of it."""


def from_direction(words: str) -> str:
    """Give the place that a direction without an article starts from."""
    return TOWARDS.sub("", words)


def plain(words: str) -> str:
    """Give the name in "the northern city of X", and the place in "the outskirts of X"."""
    return TYPED.sub("", ASIDE.sub("", words))


def tidy(words: Iterable[str]) -> tuple[str, ...]:
    """Cut articles off, and drop a place that repeats another."""
    kept: list[str] = []
    for written in words:
        name = re.sub(r"\s+", " ", plain(core(written)))
        if name and all(name.lower() != other.lower() for other in kept):
            kept.append(name)
    return tuple(kept)
