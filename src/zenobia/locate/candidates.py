"""What a report's place words could mean: in go its passages and claims, out come names with their possible places.

1. All place words of all claims, relations and passages count, in the order of the text; the same name with the same kind
   word is one Name, for a report seldom means two places by one name.
2. A claim whose place is ["X", "Y"] says as a rule that X lies in Y. "X, Y" in the text may say so too, or be a list.
3. Two or three capitals ("US", "EU") are a state or nothing: no town is written so.
4. States and peoples named anywhere in the text are evidence of where the report plays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from zenobia.locate.geometry import distance_km
from zenobia.locate.journeys import Journey
from zenobia.locate.names import fold
from zenobia.locate.phrases import Kind, Phrase, called_after, core, kind_of, parse, sided
from zenobia.ports import Gazetteer
from zenobia.values.account import Account
from zenobia.values.place import Place

MAX_CANDIDATES = 200
"""Places weighed for one name, largest first: enough for all but a dozen names of the world ("San José")."""
MAX_NAMES = 400
"""Names weighed in one report; a report of 20 MB may hold more, and the rest are looked up without their neighbours."""
APART_KM = 60.0
"""Slack for "X lies in Y": X may lie this far outside the disc of Y, whose radius is half a guess."""

DISTRICT_KM = 30.0
"""Radius of a district whose extent nobody lists."""
KM_A_DEGREE = 111.2
SEAT_PEOPLE = 10_000
"""People of a town that a division may be named after, or that stands beside another town in a claim rather than inside it; a
smaller one of the same name is a coincidence."""

_CAPITAL = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+(?=[A-Z])[^\W\d_][\w'’.-]*)?")
_JOINED = re.compile(r"^\s*(?:,|\(|in|in\s+the|,\s+in|of)\s*(?:the\s+)?(?:[a-z]+(?:ern)?\s+)?$")

Key = tuple[str, Kind | None]
"""A folded name with the kind word that came with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a report, the places that bear it, where it stands among the others, and what it is said to lie in."""

    key: Key
    words: str
    kind: Kind | None
    places: tuple[Place, ...]
    turns: tuple[int, ...]
    """Positions among all place words of the report."""
    parents: tuple[Key, ...]
    """Names that a claim gives after it, wider ones as a rule: a place outside them is less likely."""
    followed_by: tuple[Key, ...] = ()
    """Names that follow as in "X, Y": X may lie in Y, or both may stand in a list."""
    fits: frozenset[str] = frozenset()
    """Ids of its places that hold a place of a name that it follows: in "Macon, Georgia" the American Georgia."""
    seats: frozenset[str] = frozenset()
    """Ids of its divisions that hold a town of this same name: "Homs" without a kind word is the town."""
    within: Mapping[str, int] = field(default_factory=dict)
    """Ids of its places that lie in a district that other names of the report could mean, with how many such names."""
    holding: Mapping[str, int] = field(default_factory=dict)
    """Ids of its districts that hold a place that other names of the report could mean, with how many such names."""
    is_site_of: bool = False
    """The places are those of the town in a site's name ("Mosul University"), not the site's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All names of a report, and the states that its words point to, as shares that add up to 1."""

    names: dict[Key, Name]
    phrases: dict[str, Phrase]
    """Place words as written, taken apart."""
    passages: dict[str, tuple[Key, ...]]
    """The names that each passage holds, by passage id, in order."""
    states: dict[str, float]


def key_of(phrase: Phrase, *, other: bool = False) -> Key | None:
    """Give the key under which a phrase's name is kept."""
    words = (phrase.other or "") if other else phrase.name
    folded = fold(words)
    return (folded, None if other else phrase.kind) if folded else None


def read(words: str, gazetteer: Gazetteer) -> Phrase:
    """Take place words apart.

    "Eastern X" is a part of X unless a place is called so; of other words that no place is called by, the name in them is
    tried: "rebel-held X", "Iraq's X province".
    """
    phrase = parse(words)
    if phrase.how != "at" or not phrase.name or gazetteer.lookup(phrase.name):
        return phrase
    part = sided(words)
    if part is not None and gazetteer.lookup(part.name):
        return part
    shorter = core(words)
    if shorter and shorter != phrase.name and gazetteer.lookup(shorter):
        return replace(parse(shorter), words=words)
    if part is not None and part.name:
        return part
    for name in called_after(words):
        if any(place.feature.startswith("A.") or place.population >= SEAT_PEOPLE for place in gazetteer.lookup(name)):
            return replace(phrase, name=name, kind=None, is_body=True)
    return phrase


def _places(phrase: Phrase, words: str, gazetteer: Gazetteer) -> tuple[tuple[Place, ...], bool]:
    found = tuple(gazetteer.lookup(words)[:MAX_CANDIDATES])
    if len(words) <= 3 and words.isascii() and words.isupper():
        return tuple(place for place in found if not place.feature.startswith("P.")), False
    bare, kind = kind_of(words)
    if found or kind is None or bare == words:
        return found, False
    return tuple(gazetteer.lookup(bare)[:MAX_CANDIDATES]), kind == "site"


def _mentions(account: Account) -> Iterator[tuple[int, int, str, str]]:
    """Give (start, end, words, passage id) of the place mentions, in the order of the text."""
    for passage in account.reading.passages:
        for mention in passage.tags.mentions:
            if mention.kind == "place":
                start, span = passage.span.start, mention.span
                yield start + span.start, start + span.end, span.cut(passage.text), passage.id


def _states(text: str, gazetteer: Gazetteer) -> dict[str, float]:
    """Count the states and peoples that a text names; each word once a text at most five times."""
    counted: Counter[str] = Counter()
    words = Counter(
        match.group() for match in _CAPITAL.finditer(text) if match.group()[:1].isupper() or not match.group().isascii()
    )
    for found, times in words.items():
        whole = found.rstrip(".").removesuffix("'s").removesuffix("’s")
        options = [whole, *whole.split()] if " " in whole else [whole]
        for option in options:
            if len(option) > 3 or option.isupper():
                country = gazetteer.country_of(option)
                if country:
                    counted[country] += min(times, 5)
                    break
    total = sum(counted.values())
    return {country: count / total for country, count in counted.items()} if total else {}


class _Gathering:
    """Names as they are met."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.turn = 0
        self.phrases: dict[str, Phrase] = {}
        self.met: dict[Key, tuple[str, Phrase]] = {}
        self.turns: dict[Key, list[int]] = defaultdict(list)
        self.parents: dict[Key, list[Key]] = defaultdict(list)
        self.followed: dict[Key, list[Key]] = defaultdict(list)

    def meet(self, words: str) -> Key | None:
        """Note one place's words; give the key of its name."""
        phrase = self.phrases.get(words) or read(words, self.gazetteer)
        self.phrases[words] = phrase
        self.turn += 1
        first = self._note(key_of(phrase), phrase.name, phrase)
        if phrase.other:
            self._note(key_of(phrase, other=True), phrase.other, phrase)
        return first

    def _note(self, key: Key | None, words: str, phrase: Phrase) -> Key | None:
        if key is None or (key not in self.met and len(self.met) >= MAX_NAMES):
            return None
        self.met.setdefault(key, (words, phrase))
        self.turns[key].append(self.turn)
        return key

    def belongs(self, child: Key | None, parent: Key | None) -> None:
        if child and parent and child != parent and parent not in self.parents[child]:
            self.parents[child].append(parent)

    def follows(self, child: Key | None, parent: Key | None) -> None:
        if child and parent and child[0] != parent[0] and parent not in self.followed[child]:
            self.followed[child].append(parent)

    def names(self) -> dict[Key, Name]:
        gathered: dict[Key, Name] = {}
        for key, (words, phrase) in self.met.items():
            places, is_site_of = _places(phrase, words, self.gazetteer)
            gathered[key] = Name(
                key=key, words=words, kind=key[1], places=places, turns=tuple(self.turns[key]),
                parents=tuple(self.parents[key]), followed_by=tuple(self.followed[key]), seats=_seats(places),
                is_site_of=is_site_of,
            )  # fmt: skip
        for key in list(gathered):
            for parent in (*gathered[key].followed_by, *gathered[key].parents):
                if parent in gathered:
                    fits = gathered[parent].fits | _fitting(gathered[parent], gathered[key])
                    gathered[parent] = replace(gathered[parent], fits=fits)
        return _districted(gathered)


def _districted(names: dict[Key, Name]) -> dict[Key, Name]:
    """Note which places of one name lie in a district of another name: two common names seldom meet so by chance."""
    districts: dict[tuple[str, str | None], list[tuple[Key, Place]]] = defaultdict(list)
    for key, name in names.items():
        for place in name.places:
            if place.feature == "A.ADM2":
                districts[place.country, place.admin1].append((key, place))
    if not districts:
        return names
    within: dict[Key, Counter[str]] = defaultdict(Counter)
    holding: dict[Key, Counter[str]] = defaultdict(Counter)
    for key, name in names.items():
        met: set[tuple[Key, str]] = set()
        for place in name.places:
            if place.feature.startswith("P."):
                for other, district in districts.get((place.country, place.admin1), ()):
                    if other[0] != key[0] and _in_district(place, district):
                        within[key][place.id] += 1
                        met.add((other, district.id))
        for other, district_id in met:
            holding[other][district_id] += 1
    return {key: replace(name, within=within.get(key, {}), holding=holding.get(key, {})) for key, name in names.items()}


def _in_district(place: Place, district: Place) -> bool:
    reach = district.radius_km or DISTRICT_KM
    if abs(place.lat - district.lat) * KM_A_DEGREE > reach:
        return False
    return distance_km((place.lat, place.lon), (district.lat, district.lon)) <= reach


def _seats(places: tuple[Place, ...]) -> frozenset[str]:
    divisions = [place for place in places if place.feature.startswith("A.ADM")]
    towns = [place for place in places if place.feature.startswith("P.") and place.population >= SEAT_PEOPLE]
    return frozenset(area.id for area in divisions if any(holds(area, town) for town in towns))


def _fitting(parent: Name, child: Name) -> frozenset[str]:
    areas = [place for place in parent.places if place.feature.startswith("A.")]
    return frozenset(area.id for area in areas if any(holds(area, place) for place in child.places if place.id != area.id))


def holds(parent: Place, child: Place) -> bool:
    """Tell whether a place lies in another."""
    if parent.feature.startswith("A.PCL"):
        return parent.country == child.country
    if parent.feature == "A.ADM1" and child.admin1 is not None:
        return parent.country == child.country and parent.admin1 == child.admin1
    apart = distance_km((parent.lat, parent.lon), (child.lat, child.lon))
    return apart <= (parent.radius_km or 0.0) + APART_KM


def _meet_claims(gathering: _Gathering, account: Account, journeys: Sequence[Journey]) -> None:
    for claim, told in zip_longest(account.claims, journeys):
        keys = [gathering.meet(words) for words in claim.place]
        roles = [told.role_of(words) if told is not None else None for words in claim.place]
        for (child, one), (parent, other) in pairwise(zip(keys, roles, strict=True)):
            is_apart = told is not None and told.spot is not None
            if not is_apart and (one == other or one is None or other is None):
                gathering.belongs(child, parent)
        if told is not None:
            for words in (*(station.words for station in told.stations[len(claim.place) :]), *([told.spot] if told.spot else [])):
                gathering.meet(words)
        if claim.relation:
            for part in relations(claim.relation):
                gathering.meet(part)
        for held in claim.control:
            gathering.meet(held.place)


def relations(words: str) -> Iterable[str]:
    """Cut a claim's relation where it holds two ("near X; on the direction of Y")."""
    return [part.strip() for part in words.split(";") if part.strip()]


def gather(account: Account, gazetteer: Gazetteer, journeys: Sequence[Journey] = ()) -> Scene:
    """Collect the names of a report and what they could mean.

    Args:
        journeys: what each claim makes of its places, in the order of the claims: ends of a movement do not lie in each other.
    """
    text = account.reading.document.text
    gathering = _Gathering(gazetteer)
    before: tuple[int, Key | None] | None = None
    passages: dict[str, list[Key]] = defaultdict(list)
    for start, end, words, passage in _mentions(account):
        key = gathering.meet(words)
        if key is not None:
            passages[passage].append(key)
        if before is not None and start - before[0] < 30 and _JOINED.match(text[before[0] : start]):
            gathering.follows(before[1], key)
        before = (end, key)
    _meet_claims(gathering, account, journeys)
    return Scene(
        names=gathering.names(),
        phrases=gathering.phrases,
        passages={passage: tuple(keys) for passage, keys in passages.items()},
        states=_states(text, gazetteer),
    )
