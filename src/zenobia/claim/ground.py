"""Where a claim says that it happened: place words narrowest first, and the relation to a place.

1. "The northern city of X" is X; "the outskirts of X" is X, told with a relation; "Iraq's Anbar province" is two places.
2. A place is vague that no map finds alone: a part, a building, a district, a common noun.
3. A relation is the words between a direction or nearness and its place ("10 km north of X", "on the outskirts of X").

Never looks at a map.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from zenobia.claim.spellings import core
from zenobia.values.lexicon import Ground

NUMBER = r"(?:(?i:about|around|some|nearly|roughly|just|only|less than|more than)\s+)?\d[\d.,]*\s*-?\s*"
UNIT = r"(?i:km|kms|kilomet(?:er|re)s?|miles?|m|met(?:er|re)s)\b(?:\s*\([^)]{1,20}\))?"
POINT = r"(?i:north|south|east|west)(?i:-?(?:east|west)(?:ern)?|ern)?"
TIMES = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|"
    r"December|Christmas|Easter"
)
PLACE = (
    r"(?:the\s+)?(?:(?:(?:al|el|as|ar|ash|an|ad)-)?[A-Z][\w’'-]*|[a-z][\w’'-]*)"
    rf"(?:\s+(?:(?!{TIMES})(?:(?:al|el|as|ar|ash|an|ad)-)?[A-Z][\w’'-]*|city|town|village|district|province|area|airport|base|border|border\s+with\s+[A-Z]\w+))*"
    r"(?:\s+of\s+(?:(?:al|el|as|ar|ash|an|ad)-)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})?"
)
FIGURE = re.compile(r"\d")
POINTS = ("north", "south", "east", "west")
RELATIONS = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        (("m",), rf"\b{NUMBER}{UNIT}(?:\s+(?i:away|to\s+the|in\s+the))*(?:\s+{POINT})?\s+(?:of|from|to)\s+{PLACE}"),
        (POINTS, rf"\b(?:(?i:to\s+the|just)\s+)?{POINT}(?:\s+and\s+{POINT})?\s+of\s+{PLACE}"),
        (
            ("vicinity", "outskirt", "edge", "heart", "centre", "center", "suburbs", "direction"),
            rf"\b(?i:in|at|on)\s+the\s+(?:vicinity|outskirts?|edges?|heart|centre|center|suburbs|direction)\s+of\s+{PLACE}",
        ),
        (("outskirts",), rf"\b(?i:outskirts)\s+of\s+{PLACE}"),
        (("near", "outside", "close"), rf"\b(?i:near|outside|close\s+to)\s+{PLACE}"),
        (("around",), rf"\b(?i:around)\s+(?=(?:the\s+)?(?:al-|el-)?[A-Z])(?!{TIMES}){PLACE}"),
        (("along",), rf"\b(?i:along)\s+(?:the\s+)?{PLACE}\s+border\b"),
    )
)
"""Each with letters of which its words hold some: without them it need not be tried. The first has a figure besides."""


def find_relation(clause: str) -> str | None:
    """Give the first relation to a place in a clause, as written."""
    low = clause.lower()
    likely = [pattern for signs, pattern in RELATIONS[FIGURE.search(low) is None :] if any(sign in low for sign in signs)]
    found = [match for pattern in likely if (match := pattern.search(clause))]
    if not found:
        return None
    best = min(found, key=lambda match: (match.start(), -len(match.group())))
    words = best.group().strip()
    if words.lower().split()[-1] in ("the", "of", "a", "to", "from"):
        return None
    return words


def starting_place(relation: str | None) -> tuple[str, ...]:
    """Give the place that a relation starts from: "10 km north of X" is told of X."""
    found = STARTING.search(relation or "")
    return (found.group(1),) if found else ()


def without_shares(places: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out how much of a land is meant ("most of its territory") where a place is named beside it."""
    named = tuple(place for place in places if not SHARE.match(place))
    return named or places


SHARE = re.compile(
    r"(?:percent|per\s+cent|majority|most|much|bulk|half|third|quarter|swathes?|parts?|rest)\s+of\s+(?:the|its|their|his)\s+"
    r"(?:territor(?:y|ies)|land|ground|areas?|country)\b",
    re.IGNORECASE,
)
STARTING = re.compile(r"\b(?:of|from|to|near|outside|along)\s+(?:the\s+)?((?:al-|el-)?[A-Z].*)$")


def is_vague(words: str, ground: Ground) -> bool:
    """Tell a place that a map cannot find alone: a part, a building, a district, a common noun."""
    parts = words.split()
    if not any(part[:1].isupper() for part in parts):
        return True
    last = parts[-1].lower()
    return last in ground.nouns and last not in ("city", "town", "province", "governorate", "countryside", "region")


def main_places(headline: Sequence[str], counted: Iterable[tuple[str, int]], lands: Container[str] = ()) -> list[str]:
    """Give the places that a document is about: those of its headline, else the most told; a state comes last."""
    if headline:
        return sorted(headline, key=lambda name: name in lands)[:1]
    ranked = sorted(counted, key=lambda one: (one[0] in lands, -one[1]))
    return [ranked[0][0]] if ranked else []


TYPED = re.compile(
    r"^(?:[\w-]+\s+){0,3}?(?i:city|town|village|towns|villages|cities|province|provinces|governorate|district|districts|region|port|camp|hamlet|suburb|settlements?|hamlets|suburbs|camps|"
    r"neighbou?rhood|oblast|state|island)\s+(?i:of\s+(?:the\s+)?)(?=[^\W_a-z]|al-|el-)"
)
ASIDE = re.compile(
    r"^(?:[\w-]+\s+){0,2}?(?:vicinity|outskirts?|edges?|heart|surroundings|approaches|entrances?|limits|suburbs)\s+of\s+(?:the\s+)?"
)


TOWARDS = re.compile(r"^(?:north|south|east|west)(?:-?(?:east|west))?\s+of\s+", re.IGNORECASE)
"""A direction without an article points from a place; with one ("the west of X") it is a part of it."""


def from_direction(words: str) -> str:
    """Give the place that a direction without an article starts from."""
    return TOWARDS.sub("", words)


HELD = re.compile(r"^[\w-]+-(?:held|controlled|occupied|run|besieged)\s+(?=(?:\S+\s+)*(?:al-|el-)?[A-Z]\S*$)")
"""Who holds a town is no part of its name: "rebel-held X"."""


HOW_MUCH = re.compile(r"^how\s+(?:much|many)\s+of\s+(?:the\s+)?", re.IGNORECASE)
"""What is asked of a place is no part of its name: "how much of X"."""


def plain(words: str) -> str:
    """Give the name in "the northern city of X", "rebel-held X", "how much of X", and the place in "the outskirts of X"."""
    return HELD.sub("", TYPED.sub("", ASIDE.sub("", HOW_MUCH.sub("", words))))


OWNED_LAND = re.compile(r"^([A-Z][\w-]+)['’]s\s+(?=(?:al-|el-)?[A-Z])")
"""A land before its part: "Iraq's Anbar province" is Anbar province, in Iraq."""
OWNED_PART = re.compile(r"^((?:al-|el-)?[A-Z][\w-]+)['’]s\s+(?=[a-z])")
"""A town before what lies in it: "Harim's main market" is the market, in Harim."""
INNERMOST = re.compile(r"^(?!(?:\S+\s+)*(?:Gulf|Strait|Bay|Sea|Cape|Horn)\s+of\b).*\bof\s+(?:the\s+)?(?=(?:al-|el-)?[A-Z])")


def innermost(words: str) -> str:
    """Give the town that a part of it is told by: "parts of the ancient city of X" is within X."""
    return INNERMOST.sub("", words)


SPACES = re.compile(r"\s+")


def tidy(words: Iterable[str]) -> tuple[str, ...]:
    """Cut articles off, and drop a place that repeats another."""
    kept: list[str] = []
    for written in words:
        name = SPACES.sub(" ", plain(core(written)))
        land, town = OWNED_LAND.match(name), OWNED_PART.match(name)
        for one in (name[land.end() :], land.group(1)) if land else (name, town.group(1)) if town else (name,):
            if one and all(one.lower() != other.lower() for other in kept):
                kept.append(one)
    return tuple(kept)
