"""Place words taken apart: in go words as written, out come the name, what kind of place it is, and how the spot relates to it.

1. "10 km west of X", "north of X", "near X", "X's outskirts", "between A and B", "northern countryside of X", "parts of X",
   "eastern X", "X province": each has a form of its own, tried in that order; words that fit none are a name.
2. A relation may stand inside another ("northern countryside of Aleppo province").
3. A kind word stays with the name ("Kansas City" is looked up whole before "Kansas").

It never looks anything up, and never drops a word that could be part of a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zenobia.locate.names import MAX_NAME_CHARS, short_form

Kind = Literal["division", "district", "town", "site"]
How = Literal["offset", "direction", "near", "outskirts", "between", "countryside", "part", "at"]

_KM = {"km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609344, "mi": 1.609344, "m": 0.001, "meter": 0.001,
       "metre": 0.001, "yard": 0.000914}  # fmt: skip
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
            "a": 1, "several": 5, "dozen": 12, "a few": 3, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}  # fmt: skip
_SIDE = r"(?:north|south)[\s-]*(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?"
_UNIT = r"km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|yards?|m"
_COUNT = r"\d+(?:[.,]\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_LEAD = (
    r"^(?:located|situated|lying|some|about|around|roughly|nearly|almost|approximately|just|only|over|more\s+than"
    r"|less\s+than|at|in|to|the|from|into|towards?|outside)\s+"
)

_OFFSET = re.compile(
    rf"^(?P<count>{_COUNT})\s*-?\s*(?P<unit>{_UNIT})\b(?:\s*\([^)]*\))?\s*(?:away\s+)?"
    rf"(?:(?:to\s+)?(?:the\s+)?(?P<side>{_SIDE})(?:\s+of)?|from|outside(?:\s+of)?|off|away\s+from)\b\s*(?:of\s+)?(?P<rest>.*)$",
    re.IGNORECASE,
)
_DIRECTION = re.compile(rf"^(?P<side>{_SIDE})\s+(?:and\s+(?:{_SIDE})\s+)?(?:side\s+)?of\s+(?P<rest>.+)$", re.IGNORECASE)
_NEAR = re.compile(
    r"^(?:near(?:by|\s+to)?|close\s+to|next\s+to|outside(?:\s+of)?|around|off|adjacent\s+to|not\s+far\s+from|in\s+the\s+vicinity\s+of"
    r"|(?:the\s+)?vicinity\s+of|(?:the\s+)?(?:area|areas)\s+(?:around|surrounding)|along|(?:in\s+)?the\s+direction\s+of|towards?"
    r"|(?:the\s+)?environs\s+of|surroundings\s+of)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_OUTSKIRTS = re.compile(
    rf"^(?:the\s+)?(?P<side>{_SIDE}\s+)?(?:outskirts|suburbs?|edges?|fringes?|periphery|approaches|entrances?|gates)\s+(?:of|to)\s+"
    r"(?P<rest>.+)$"
    rf"|^(?P<before>.+?)(?:['’]s?)?\s+(?P<side2>{_SIDE}\s+)?(?:outskirts|suburbs|fringes)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^(?:(?:the\s+)?(?:road|highway|route|motorway|line|area|border)\s+)?between\s+(?P<a>.+?)\s+and\s+(?P<b>.+)$"
    r"|^(?:along\s+|on\s+)?(?:the\s+)?(?:main\s+)?(?:road|highway|route|motorway|way)\s+from\s+(?P<e>.+?)\s+to\s+(?P<f>.+)$"
    r"|^(?:the\s+)?(?P<c>[^\W\d_][\w'’ ]+?)\s*[-–—]\s*(?P<d>[^\W\d_][\w'’ ]+?)\s+(?:road|highway|route|motorway|axis)$",
    re.IGNORECASE,
)
_COUNTRYSIDE = re.compile(
    rf"^(?:the\s+)?(?P<side>{_SIDE}\s+)?(?:countryside|countrysides|rural\s+areas?|hinterland|reef)\s+(?:of|around|near)\s+(?P<rest>.+)$"
    rf"|^(?P<before>.+?)(?:['’]s?)?\s+(?P<side2>{_SIDE}\s+)?(?:countryside|countrysides|hinterland)$"
    rf"|^(?:the\s+)?(?P<side3>{_SIDE}\s+)?rural\s+(?P<after>.+)$",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"^(?:the\s+)?(?:(?:large|small|some|most|many|other|rest|all|several|rebel-held|government-held)\s+(?:of\s+)?(?:the\s+)?)?"
    rf"(?P<side>(?:{_SIDE}|central|downtown)\s+(?:and\s+\w+\s+)?)?"
    r"(?:parts?|areas?|half|districts?|neighbou?rhoods?|quarters?|territor(?:y|ies)|section|sector|swathes|regions?|rest|heart|cent(?:er|re)"
    r"|side|majority)\s+of\s+(?P<rest>.+)$"
    r"|^(?:most|much|all|half|some|the\s+bulk|the\s+whole)\s+of\s+(?:the\s+)?(?P<whole>[A-Z].*|al-.*)$",
    re.IGNORECASE,
)
_SIDED = re.compile(rf"^(?:the\s+)?(?P<side>{_SIDE}|central|upper|lower)\s+(?P<rest>\S.*)$", re.IGNORECASE)

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("division", r"province|governorate|governate|oblast|wilaya[th]?|muhafazah|state|voivodeship|emirate"),
    (
        "district",
        r"district|sub-?district|raion|rayon|county|departments?|canton|neighbou?rhood|quarter|suburb|area|locality|ward",
    ),
    ("town", r"city|town|village|hamlet|settlement|municipality|capital"),
    (
        "site",
        r"(?:military\s+|international\s+|civilian\s+)?(?:air\s?base|air\s?port|air\s?field|aerodrome)|naval base"
        r"|military base|base|dam|bridge|refinery|hospital|mosque|church|monastery|temple|citadel|castle|fortress|camp"
        r"|refugee camp|university|school|gas field|oil field|oilfield|crossing|border crossing|checkpoint|prison|market"
        r"|mountain|mountains|hill|hills|valley|island|power plant|nuclear power plant|thermal power plant|silos|barracks"
        r"|garrison|junction|roundabout|stadium|factory|plant|port|desert|river|lake|forest|pumping station|compound|complex"
        r"|palace|museum|cemetery|farms?",
    ),
)
_KIND_AFTER = [(kind, re.compile(rf"^(?P<name>.+?)\s+(?:{words})$", re.IGNORECASE)) for kind, words in _KINDS]
_KIND_BEFORE = [
    (kind, re.compile(rf"^(?:the\s+)?(?:[a-z-]+\s+)?(?:{words})\s+of\s+(?P<name>.+)$", re.IGNORECASE)) for kind, words in _KINDS
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Place words taken apart. `name` is "" when the words name nothing ("the city").

    `how` "at" is the place itself; "between" has `other`. `km` and `side` as the words give them.
    """

    words: str
    name: str
    how: How = "at"
    kind: Kind | None = None
    side: str | None = None
    km: float | None = None
    other: str | None = None
    is_body: bool = False
    """The words name a body or a building that is called after the place ("Homs Military Hospital")."""


_LOOSE = re.compile(
    rf"^(?:the\s+|its\s+|their\s+|new\s+|two\s+|several\s+)*(?:{_SIDE}|positions?|points|cities|towns|villages|areas?|ground|territory|"
    r"places|lines|front|fronts|hills|roads?)$",
    re.IGNORECASE,
)


def is_loose(words: str) -> bool:
    """Tell whether words name no place and no part of one ("positions", "the west", "two cities")."""
    return _LOOSE.match(words.strip()) is not None


def _side(words: str | None) -> str | None:
    """Give "northeast" for "north-eastern", None for what is no side."""
    letters = re.sub(r"[\s-]+", "", (words or "").casefold()).removesuffix("ern")
    found = re.match(r"(?:north|south)(?:east|west)|north|south|east|west", letters)
    return found.group() if found else None


def _count(words: str) -> float:
    return float(_NUMBERS.get(words.casefold()) or words.replace(",", "."))


def kind_of(words: str) -> tuple[str, Kind | None]:
    """Give a name without its kind word, and the kind."""
    for kind, form in _KIND_BEFORE:
        if found := form.match(words):
            return found["name"], kind
    for kind, form in _KIND_AFTER:
        if found := form.match(words):
            return found["name"], kind
    return words, None


_LOWER_LEAD = re.compile(r"^(?:[a-z]+(?:-[a-z]+)*\s+)+(?=(?:al|el|as|ash|at|ad|ar|an|az)?-?[A-Z])")
_OWNER = re.compile(r"^[A-Z]\w+['’]s?\s+(?=\S*[A-Z])")
_NAME_RUN = re.compile(
    r"(?:(?:al|el|as|ash|at|ad|ar|an|az|ul)-)?[^\W\da-z_][\w'’.-]*"
    r"(?:\s+(?:(?:of|the|al|el|de|la|del|and)\s+)*(?:(?:al|el|as|ash|at|ad|ar|an|az|ez)-)?[^\W\da-z_][\w'’.-]*)*"
)


def core(words: str) -> str:
    """Give the name inside words that also say something else, with its kind word; "" when there is none.

    "rebel-held X" is X, "Iraq's X province" is X province, "X after the raid" is X.
    """
    trimmed = _OWNER.sub("", _LOWER_LEAD.sub("", _trim(words)))
    found = _NAME_RUN.match(trimmed)
    if found is None:
        return ""
    after = trimmed[found.end() :].split()
    for size in (3, 2, 1):
        with_kind = " ".join([found.group(), *after[:size]])
        if len(after) >= size and kind_of(with_kind)[1] is not None:
            return with_kind
    return found.group()


_BODY = re.compile(
    r"\b(?:university|college|institute|institutes|institution|school|schools|academy|hospital|clinic|centre|center|court|courts"
    r"|council|assembly|parliament|senate|congress|commission|bank|police|ministry|museum|theatre|theater|cathedral|church|mosque"
    r"|station|airport|stadium|arena|park|zoo|library|prison|jail|gate|market|mall|hotel|palace|tower|harbou?r|port|cup|games"
    r"|festival|marathon|hall|chamber|exchange|embassy|consulate|brigade|garrison|authority|agency|office|service|department"
    r"|force|guard|command|union|federation|league|club|association|society|company|corporation|group|airlines|railway|bridge)s?$",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|drive|square|row|terrace|parade|highway|way)\.?$", re.I
)
_OF = re.compile(r"^.+?\s(?:of|in|at)\s+(?:the\s+)?(?P<name>[^\W\d_a-z].*)$")
REMEMBERED = 4096
"""Place words whose parts are kept in memory: about 2 MB. The same towns are named again and again."""
MAX_BODY_WORDS = 8
"""Words of the longest name of a body that is searched for a place's name."""


def is_body(words: str) -> bool:
    """Tell the name of a body or a building by its last word."""
    return _BODY.search(words.strip()) is not None


def called_after(words: str) -> list[str]:
    """Give the names that the name of a body may hold, likeliest first: "Homs Military Hospital", "University of Mosul".

    A street is called after places far away, so it holds none.
    """
    trimmed = _trim(words)
    parts = trimmed.split()
    if not 1 < len(parts) <= MAX_BODY_WORDS or _STREET.search(trimmed):
        return []
    if found := _OF.match(trimmed):
        return [found["name"]]
    if not _BODY.search(trimmed):
        return []
    return [re.sub(r"['’]s?$", "", " ".join(parts[:size])) for size in range(len(parts) - 1, 0, -1)]


def _trim(words: str) -> str:
    if short_form(words):
        return words
    trimmed = words.strip(" \t\n.,;:()\"“”'‘’")
    while (shorter := re.sub(_LEAD, "", trimmed, flags=re.IGNORECASE)) != trimmed and shorter:
        trimmed = shorter
    return re.sub(r"['’]s$", "", trimmed)


def _inner(words: str, rest: str, how: How, side: str | None = None, km: float | None = None) -> Phrase:
    """Read what a relation is about; of two relations the outer one counts, with the inner one's side."""
    inside = parse(rest)
    sides = _SIDED.match(rest) if rest[:1].islower() and inside.how == "at" else None
    if sides and _side(sides["side"]):
        return _inner(words, sides["rest"], how, side or _side(sides["side"]), km)
    if inside.how == "at" and inside.name:
        inside = parse(core(rest) or rest)
    return Phrase(words=words, name=inside.name, how=how, kind=inside.kind, side=side or inside.side, km=km or inside.km)


def _related(words: str, trimmed: str) -> Phrase | None:
    """Read words that place a spot by another place."""
    if found := _BETWEEN.match(trimmed):
        first, second = next((found[one], found[two]) for one, two in ("ab", "cd", "ef") if found[one])
        return Phrase(words=words, name=parse(first).name, how="between", other=parse(second).name)
    if found := _OFFSET.match(trimmed):
        km = _count(found["count"]) * _KM[found["unit"].casefold().removesuffix("s") if found["unit"] != "kms" else "km"]
        return _inner(words, found["rest"], "offset", _side(found["side"]), km)
    if found := _DIRECTION.match(trimmed):
        return _inner(words, found["rest"], "direction", _side(found["side"]))
    if found := _NEAR.match(trimmed):
        return _inner(words, found["rest"], "near")
    if found := _OUTSKIRTS.match(trimmed):
        return _inner(words, found["rest"] or found["before"], "outskirts", _side(found["side"] or found["side2"]))
    if found := _COUNTRYSIDE.match(trimmed):
        rest = found["rest"] or found["before"] or found["after"]
        return _inner(words, rest, "countryside", _side(found["side"] or found["side2"] or found["side3"]))
    if found := _PART.match(trimmed):
        return _inner(words, found["rest"] or found["whole"], "part", _side(found["side"]))
    return None


def parse(words: str) -> Phrase:
    """Take place words apart."""
    return _parsed(words) if len(words) <= 2 * MAX_NAME_CHARS else Phrase(words=words, name="")


@lru_cache(maxsize=REMEMBERED)
def _parsed(words: str) -> Phrase:
    near = re.match(r"^(?:outside|around|towards?)\s", words, re.IGNORECASE)
    trimmed = words.strip() if near else _trim(words)
    if found := _related(words, trimmed):
        return found
    name, kind = kind_of(trimmed)
    if not any(character.isupper() or not character.isascii() for character in name) and not any(c.isdigit() for c in name):
        return Phrase(words=words, name="", kind=kind or kind_of(f"X {trimmed}")[1])
    return Phrase(words=words, name=trimmed, kind=kind)


def sided(words: str) -> Phrase | None:
    """Read "eastern X" as the east of X; only for words that no gazetteer knows whole ("Western Sahara", "East Timor")."""
    found = _SIDED.match(_trim(words))
    if found is None:
        return None
    return _inner(words, found["rest"], "part", _side(found["side"]))
