"""Which reports tell one story: in go reports as words and facets, out groups of them.

1. Reports meet if they share a telling word: a name or a number that hardly any report has.
2. A pair is weighed by a table of features, as events are (`weigh`); the weights are learnt from reports whose incident is known
   (`python -m train.weights stories`).
3. Groups are made as incidents are (`cluster`): strongest links first, and none that would join a pair held to be two.

A story is no incident: it may tell of several, and an incident may be told in several. It is evidence that two claims in two
reports are about one thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2, sqrt

from zenobia.reconcile.cluster import Link, cluster
from zenobia.reconcile.facets import Facet
from zenobia.reconcile.meetings import Guest, Meetings
from zenobia.reconcile.weigh import Row, evidence
from zenobia.reconcile.weights import STORIES
from zenobia.values.words import MOST_BITS, Rarity, words_of

LINK_BITS = -0.5
"""Bits from which two reports are linked; between -1 and 0 `evaluate gva_linking` changes by less than a point."""
APART_BITS = -5.5
"""Bits from which two reports may not be chained together by a third."""
LEAST_BITS = 1.0
"""Words that half of all reports have tell nothing and are left out."""
CROWD, NEIGHBOURS = 48, 16
"""Reports that all meet at one telling word; in a larger crowd each meets as many that were published next."""
NAME_BITS = 6.0
"""Bits of at least one word of a name: "John Doe" names fewer than "White House"."""

_NAME = re.compile(r"\b([A-Z][a-z]+(?:[-'’][A-Za-z]+)?)\s+(?:[A-Z]\.\s+)?([A-Z][a-z]+(?:[-'’][A-Za-z]+)?)\b")
_AGE = re.compile(r"\b(\d{1,2})(?:-year-old|,(?=\s))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report to compare. `weights` is a vector of length 1 over its words."""

    id: str
    published: int | None
    weights: Mapping[str, float]
    telling: frozenset[str]
    names: frozenset[tuple[str, str]]
    ages: frozenset[str]
    places: frozenset[str]
    days: frozenset[int]
    tolls: frozenset[tuple[str, int]]


Both = tuple[Telling, Telling]


def telling(name: str, text: str, facets: Iterable[Facet], rarity: Rarity, published: int | None) -> Telling:
    """Make a report comparable.

    Args:
        published: day of publication as an ordinal.
    """
    counted = Counter(words_of(text))
    raw = {word: (1 + log(n)) * bits for word, n in counted.items() if (bits := rarity(word)) >= LEAST_BITS}
    length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    pairs = ((one.casefold(), other.casefold()) for one, other in _NAME.findall(text))
    told = list(facets)
    return Telling(
        id=name,
        published=published,
        weights={word: weight / length for word, weight in raw.items()},
        telling=frozenset(word for word in counted if rarity(word) >= MOST_BITS),
        names=frozenset(pair for pair in pairs if max(map(rarity, pair)) >= NAME_BITS),
        ages=frozenset(_AGE.findall(text)),
        places=frozenset(place for facet in told for place in facet.places),
        days=frozenset(facet.first for facet in told if facet.is_dated and facet.days == 1 and facet.first is not None),
        tolls=frozenset(
            (toll.what, toll.low) for facet in told for toll in facet.event.claim.toll if toll.what in {"killed", "injured"}
        ),
    )


def shared_words(both: Both) -> float:
    """Both reports use the same uncommon words."""
    less, more = sorted((one.weights for one in both), key=len)
    return sqrt(sum(weight * more.get(word, 0.0) for word, weight in less.items()))


def time_between(both: Both) -> float:
    """The reports were published some time apart."""
    a, b = both
    if a.published is None or b.published is None:
        return 0.0
    return min(1.0, log2(1 + abs(a.published - b.published)) / 10)


def same_names(both: Both) -> float:
    """Both reports name the same people or bodies."""
    return min(1.0, log2(1 + len(both[0].names & both[1].names)) / 3)


def same_ages(both: Both) -> float:
    """Both reports give the same ages."""
    return min(1.0, len(both[0].ages & both[1].ages) / 3)


def same_places(both: Both) -> float:
    """Both reports tell of the same place."""
    return float(bool(both[0].places & both[1].places))


def other_places(both: Both) -> float:
    """The reports tell of different places."""
    a, b = both
    return float(bool(a.places and b.places) and not a.places & b.places)


def same_day(both: Both) -> float:
    """Both reports tell of the same day."""
    return float(bool(both[0].days & both[1].days))


def other_days(both: Both) -> float:
    """The reports tell of different days."""
    a, b = both
    return float(bool(a.days and b.days) and not a.days & b.days)


def same_tolls(both: Both) -> float:
    """Both reports give the same number of casualties."""
    return float(bool(both[0].tolls & both[1].tolls))


def other_tolls(both: Both) -> float:
    """The reports give different numbers of casualties."""
    a, b = both
    return float(bool(a.tolls and b.tolls) and not a.tolls & b.tolls)


KIN = frozenset({shared_words, time_between, same_names, same_ages})
KIN_FROM_BITS, KIN_BITS = 3.0, 9.0
"""Bits that any two reports of one war share, and bits above them at which kinship is whole. Set by hand on reports of Syria."""
UNKNOWN_TIME = 0.4
"""Strength of `time_between` where nobody knows it, for 0 would be "on one day": about two weeks. Set by hand."""
FEATURES = (
    shared_words, time_between, same_names, same_ages, same_places, other_places, same_day, other_days, same_tolls, other_tolls,
)  # fmt: skip
TABLE: tuple[Row[Both], ...] = tuple(Row(feature=feature, weight_bits=STORIES[feature.__name__]) for feature in FEATURES)


def weigh(a: Telling, b: Telling) -> float:
    """Add up the evidence that two reports tell one story, in bits."""
    return evidence((a, b), TABLE, STORIES["prior"])


def kinship(a: Telling, b: Telling) -> float:
    """Tell in [0, 1] how much two reports share that few others have: their words, names and ages, against the time between.

    Days, places and figures are left out: those of two claims are compared themselves.
    """
    bits = sum(row.weight_bits * row.feature((a, b)) for row in TABLE if row.feature in KIN)
    if a.published is None or b.published is None:
        bits += STORIES["time_between"] * UNKNOWN_TIME
    return min(1.0, max(0.0, (bits - KIN_FROM_BITS) / KIN_BITS))


def meeting(tellings: Sequence[Telling]) -> set[tuple[int, int]]:
    """Give the pairs that share a telling word, as indexes."""
    met, _ = Meetings(limit=CROWD, neighbours=NEIGHBOURS).add(
        {number: Guest(rank=(one.published or 0, one.id), hubs=tuple(one.telling)) for number, one in enumerate(tellings)}
    )
    return met


def stories(tellings: Iterable[Telling]) -> tuple[tuple[str, ...], ...]:
    """Group reports by story; each report is in one group."""
    told = sorted(tellings, key=lambda one: one.id)
    links: list[Link] = []
    apart: list[tuple[str, str]] = []
    for low, high in meeting(told):
        a, b = told[low], told[high]
        bits = weigh(a, b)
        if bits >= LINK_BITS:
            links.append(Link(a=a.id, b=b.id, bits=bits))
        elif bits <= APART_BITS:
            apart.append((a.id, b.id))
    return cluster([one.id for one in told], links, apart=apart).groups
