"""Which place a name means: in goes a scene, out comes at most one place a name, with the reasons.

A table of features, in bits: a place with one bit more is twice as likely. Each feature is a small function whose docstring is
the sentence a reader is shown.

1. Round one looks at names alone; the places of all names then vote for their states and divisions, each with its
   probability; later rounds look at these votes and at how near the other places of the report lie.
2. A place outside what a claim names after it loses bits: as a rule the second name is where the first one lies, and a small
   namesake far away falls under NOWHERE_BITS; a well-known place stands.
3. A place that scores under NOWHERE_BITS is refused: the name belongs to a place that the gazetteer lacks.
4. Of equals the larger wins, then the lower id: the answer never depends on chance or on order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from zenobia.locate.candidates import SEAT_PEOPLE, Key, Name, Scene, holds
from zenobia.locate.geometry import distance_km
from zenobia.locate.names import fold
from zenobia.values.place import Place

ROUNDS = 4
"""Rounds of voting. Winners of LGL's and GWN's train parts do not change after the fourth."""
NOWHERE_BITS = 2.0
"""Score under which a name is held to be missing from the gazetteer."""
NEIGHBOURS = 16
"""Names on each side, in the order of the text, whose places count as company."""
NOISE = 1e-9
"""Votes under which only rounding is left."""
STRANGE = 0.02
"""Share of votes under which a state is one that the report does not speak of."""
NEAR_KM = 120.0
"""Distance at which company is worth half. A day's reporting in one theatre rarely names places farther apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What is known so far about the rest of the report, as one name sees it."""

    states: Mapping[str, float]
    """Shares of the states that its words point to."""
    votes: Mapping[str, float] = field(default_factory=dict)
    """Shares of the states in which the other names lie."""
    divisions: Mapping[tuple[str, str | None], float] = field(default_factory=dict)
    near: tuple[Place, ...] = ()
    parents: tuple[Place, ...] = ()
    """What a claim says that it lies in."""
    followed_by: tuple[Place, ...] = ()
    """What follows it in the text, as in "X, Y"."""


def people(place: Place, name: Name, company: Company) -> float:
    """It is a large place."""
    if not place.feature.startswith("P."):
        return 0.0
    return math.log2(1 + place.population) / 24


def state(place: Place, name: Name, company: Company) -> float:
    """The words name a state."""
    return float(place.feature.startswith("A.PCL"))


def capital(place: Place, name: Name, company: Company) -> float:
    """It is a capital."""
    return float(place.feature == "P.PPLC")


def division(place: Place, name: Name, company: Company) -> float:
    """The words name a province."""
    return float(place.feature == "A.ADM1")


def district(place: Place, name: Name, company: Company) -> float:
    """The words name a district."""
    return float(place.feature == "A.ADM2")


def not_its_town(place: Place, name: Name, company: Company) -> float:
    """The words could name a town of the same name inside it."""
    return float(name.kind is None and place.id in name.seats)


def listed(place: Place, name: Name, company: Company) -> float:
    """It is a place that reports of this war name."""
    return float(place.id.startswith("zenobia:") or place.feature[:1] in "SLTHR")


def own_name(place: Place, name: Name, company: Company) -> float:
    """The gazetteer's first name for it is spelled so."""
    return float(fold(place.name) == name.key[0])


def state_named(place: Place, name: Name, company: Company) -> float:
    """It lies in a state that the report names."""
    return company.states.get(place.country, 0.0)


def state_voted(place: Place, name: Name, company: Company) -> float:
    """It lies in the state where most places of the report lie."""
    return company.votes.get(place.country, 0.0)


def stranger(place: Place, name: Name, company: Company) -> float:
    """No other place of the report lies in its state."""
    return float(bool(company.votes) and company.votes.get(place.country, 0.0) < STRANGE and place.country not in company.states)


def strange_division(place: Place, name: Name, company: Company) -> float:
    """It is a province or district of a state in which nothing else lies."""
    return stranger(place, name, company) * place.feature.startswith("A.ADM")


def division_voted(place: Place, name: Name, company: Company) -> float:
    """It lies in the province where other places of the report lie."""
    return company.divisions.get((place.country, place.admin1), 0.0) if place.admin1 else 0.0


def neighbour(place: Place, name: Name, company: Company) -> float:
    """It lies near another place that is named beside it."""
    if not company.near or place.feature.startswith("A.PCL"):
        return 0.0
    here = (place.lat, place.lon)
    others = [distance_km(here, (other.lat, other.lon)) for other in company.near if other.id != place.id]
    return float(2.0 ** (-min(others) / NEAR_KM)) if others else 0.0


def inside(place: Place, name: Name, company: Company) -> float:
    """It lies in the place that is named with it."""
    return float(any(holds(parent, place) for parent in company.parents))


def outside(place: Place, name: Name, company: Company) -> float:
    """It lies outside the places that are named with it."""
    is_known = name.kind is None and place.population >= SEAT_PEOPLE
    parents = [parent for parent in company.parents if not (is_known and parent.feature.startswith("P."))]
    if not parents or any(holds(parent, place) for parent in parents):
        return 0.0
    return 2.0 if name.kind == "district" else 1.0


def before(place: Place, name: Name, company: Company) -> float:
    """It lies in the place that follows it in the text."""
    return float(any(parent.id != place.id and holds(parent, place) for parent in company.followed_by))


def around(place: Place, name: Name, company: Company) -> float:
    """It holds a place that is named right before it."""
    return float(place.id in name.fits)


def in_district(place: Place, name: Name, company: Company) -> float:
    """It lies in a district that the report names too."""
    return float(min(3, name.within.get(place.id, 0)))


def district_of(place: Place, name: Name, company: Company) -> float:
    """It is the district of other places that the report names."""
    return float(min(3, name.holding.get(place.id, 0)))


def as_worded(place: Place, name: Name, company: Company) -> float:
    """It is of the kind that the words say."""
    if name.kind is None:
        return 0.0
    wanted = {"division": "A.ADM1", "district": "A.ADM2", "town": "P.", "site": "S."}[name.kind]
    if place.feature.startswith(wanted):
        return 1.0
    return -1.0 if place.feature.startswith(("A.PCL", "A.ADM1")) or name.kind == "division" else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    weight_bits: float
    value: Callable[[Place, Name, Company], float]
    by: str = ""
    """The field of a company that it looks at, where that tells what the names mean so far and so is another each round; it is 0
    where the field is empty."""

    @property
    def sentence(self) -> str:
        return (self.value.__doc__ or "").strip()


FEATURES: tuple[Feature, ...] = (
    Feature(weight_bits=12.1, value=people),
    Feature(weight_bits=14.2, value=state),
    Feature(weight_bits=3.1, value=capital),
    Feature(weight_bits=11.5, value=division),
    Feature(weight_bits=7.8, value=district),
    Feature(weight_bits=-6.0, value=not_its_town),
    Feature(weight_bits=8.0, value=listed),
    Feature(weight_bits=4.1, value=own_name),
    Feature(weight_bits=2.0, value=state_named),
    Feature(weight_bits=2.1, value=state_voted, by="votes"),
    Feature(weight_bits=-1.0, value=stranger, by="votes"),
    Feature(weight_bits=-5.1, value=strange_division, by="votes"),
    Feature(weight_bits=4.8, value=division_voted, by="divisions"),
    Feature(weight_bits=4.7, value=neighbour, by="near"),
    Feature(weight_bits=8.0, value=inside, by="parents"),
    Feature(weight_bits=-8.0, value=outside, by="parents"),
    Feature(weight_bits=8.0, value=before, by="followed_by"),
    Feature(weight_bits=4.9, value=around),
    Feature(weight_bits=2.1, value=in_district),
    Feature(weight_bits=0.9, value=district_of),
    Feature(weight_bits=6.0, value=as_worded),
)
"""Weights learnt on the train parts of LGL and GWN (`python -m train.ranking CACHE_DIR LGL/train.jsonl GWN/train.jsonl`). Seven
are set for reports of war that those sets hardly hold: `listed`, `not_its_town`, `state_named`, `inside`, `outside`, `before` and
`as_worded`. Learn anew after a feature changes, and rerun eval/places.py."""
BY = frozenset(feature.by for feature in FEATURES) - {""}
"""The fields of a company that change from round to round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place that a name means, its score, and the reasons that bore it, heaviest first."""

    place: Place
    bits: float
    because: tuple[str, ...]


@dataclass(slots=True)
class _Candidate:
    """A place that a name may mean, with its bits by feature, in the order of the table, as last counted."""

    place: Place
    bits: list[float]

    def score(self, name: Name, company: Company, changed: Sequence[tuple[int, Feature]]) -> float:
        """Count the features anew for which the company changed; add up all bits in the order of the table."""
        for index, feature in changed:
            self.bits[index] = feature.weight_bits * feature.value(self.place, name, company)
        return sum(self.bits)


def _candidates(name: Name, company: Company) -> list[_Candidate]:
    """Count for each place of a name what no vote changes."""
    return [
        _Candidate(
            place,
            [0.0 if feature.by else feature.weight_bits * feature.value(place, name, company) for feature in FEATURES],
        )
        for place in name.places
    ]


def reasons(place: Place, name: Name, company: Company) -> tuple[str, ...]:
    """Give the sentences of the features that speak for a place, heaviest first."""
    counted = [(feature.weight_bits * feature.value(place, name, company), feature.sentence) for feature in FEATURES]
    return tuple(sentence for bits, sentence in sorted(counted, key=lambda pair: -pair[0]) if bits >= 1.0)


Where = TypeVar("Where")

Standing = dict[Key, list[tuple[float, Place]]]
"""Each name's places with their bits, best first."""


def _shares(votes: Mapping[Where, float], total: float | None = None) -> dict[Where, float]:
    """Give shares of a total; what subtraction leaves behind (under NOISE) is no vote."""
    counted = {where: vote for where, vote in votes.items() if vote > NOISE}
    whole = total if total is not None else sum(counted.values())
    return {where: vote / whole for where, vote in counted.items()} if whole > NOISE else {}


def _chances(ranked: list[tuple[float, Place]]) -> list[tuple[float, Place]]:
    """Give probabilities of the best few places of a name; NOWHERE takes its share."""
    best = ranked[:5]
    weights = [2.0 ** min(bits - ranked[0][0], 0.0) for bits, _ in best]
    total = sum(weights) + 2.0 ** (NOWHERE_BITS - ranked[0][0])
    return [(weight / total, place) for weight, (_, place) in zip(weights, best, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Votes:
    """How all names vote, and each name's own part, so that no name votes for itself."""

    states: dict[str, float]
    divisions: dict[tuple[str, str | None], float]
    own: dict[Key, list[tuple[float, Place]]]

    def without(self, key: Key) -> tuple[dict[str, float], dict[tuple[str, str | None], float]]:
        states, divisions = dict(self.states), dict(self.divisions)
        for chance, place in self.own.get(key, ()):
            states[place.country] = max(0.0, states.get(place.country, 0.0) - chance)
            if place.admin1:
                where = (place.country, place.admin1)
                divisions[where] = max(0.0, divisions.get(where, 0.0) - chance)
        return _shares(states), _shares(divisions, sum(states.values()))


def _vote(standing: Standing) -> _Votes:
    states: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str | None], float] = defaultdict(float)
    own = {}
    for key, ranked in standing.items():
        if not ranked:
            continue
        own[key] = _chances(ranked)
        for chance, place in own[key]:
            states[place.country] += chance
            if place.admin1:
                divisions[place.country, place.admin1] += chance
    return _Votes(states=dict(states), divisions=dict(divisions), own=own)


def _neighbours(scene: Scene) -> dict[Key, tuple[Key, ...]]:
    """Give the other names that stand within NEIGHBOURS of each name, in the order of the text."""
    order = [key for _, key in sorted((turn, key) for key, name in scene.names.items() for turn in name.turns)]
    found: dict[Key, dict[Key, None]] = defaultdict(dict)
    for index, key in enumerate(order):
        found[key].update(dict.fromkeys(order[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]))
    return {key: tuple(other for other in others if other[0] != key[0]) for key, others in found.items()}


def _beside(neighbours: tuple[Key, ...], standing: Standing) -> tuple[Place, ...]:
    """Give the places that these names stand for, states left out."""
    return tuple(place for place in _winners(neighbours, standing) if not place.feature.startswith("A.PCL"))


def _winners(keys: tuple[Key, ...], standing: Standing) -> tuple[Place, ...]:
    return tuple(standing[key][0][1] for key in keys if standing.get(key))


def _ranked(name: Name, before: Company, company: Company, candidates: list[_Candidate]) -> list[tuple[float, Place]]:
    """Rank a name's places in the company that it now has; `before` is the one in which they were counted last."""
    if not candidates:
        return []
    fresh = {by for by in BY if getattr(before, by) != getattr(company, by)}
    changed = [(index, feature) for index, feature in enumerate(FEATURES) if feature.by in fresh]
    weighed = [(one.score(name, company, changed), one.place) for one in candidates]
    return sorted(weighed, key=lambda pair: (-pair[0], -pair[1].population, pair[1].id))


def _weighed(scene: Scene) -> tuple[Standing, dict[Key, Company]]:
    """Give each name's places with their bits, best first, and the company that these bits were counted with."""
    companies = {key: Company(states=scene.states) for key in scene.names}
    candidates = {key: _candidates(name, companies[key]) for key, name in scene.names.items()}
    standing = {key: _ranked(name, companies[key], companies[key], candidates[key]) for key, name in scene.names.items()}
    neighbours = _neighbours(scene)
    for _ in range(ROUNDS - 1):
        votes = _vote(standing)
        fresh: Standing = {}
        for key, name in scene.names.items():
            states, divisions = votes.without(key)
            before = companies[key]
            companies[key] = Company(
                states=scene.states,
                votes=states,
                divisions=divisions,
                near=_beside(neighbours.get(key, ()), standing),
                parents=_winners(name.parents, standing),
                followed_by=_winners(name.followed_by, standing),
            )
            fresh[key] = _ranked(name, before, companies[key], candidates[key])
        standing = fresh
    return standing, companies


def companies_of(scene: Scene) -> dict[Key, Company]:
    """Give what each name sees of the rest of the report once the votes have settled."""
    return _weighed(scene)[1]


def choose(scene: Scene) -> dict[Key, Choice]:
    """Give the place that each name means; a name without one means none that is known."""
    standing, companies = _weighed(scene)
    chosen = {}
    for key, ranked in standing.items():
        if ranked and ranked[0][0] >= NOWHERE_BITS:
            bits, place = ranked[0]
            chosen[key] = Choice(place=place, bits=bits, because=reasons(place, scene.names[key], companies[key]))
    return chosen
