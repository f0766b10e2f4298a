"""What a report tells of first, and whether two reports may be of one matter: in go Facets, out Leads, and a verdict on two.

1. A lead is a happening that its report tells of at the very beginning, with a day of its own.
2. Two reports tell of different matters where no lead of the one may be a lead of the other: their days do not meet, or they lie
   far from each other. Another publisher's day may be off by one; a publisher's own days are its own.
3. A report without such a lead differs from none.

A body that issues a release a day, in the same words, tells of another operation each time: what hangs on such a release without
a day or place of its own must not tie it to the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zenobia.reconcile.facets import Facet
from zenobia.reconcile.pairs import FAR_KM, distance_km

MOST_LEADS = 4
"""Leads that are kept of a report, in the order of its text. A headline and three sentences tell no more."""
LEAD_DAYS = 2
"""Longest interval, in days, of a lead: "overnight" is two. Longer ones sum up."""
SLACK_DAYS = 1
"""Days by which two publishers may differ on one happening: the time of day, and how "yesterday" is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One happening that a report begins with."""

    families: frozenset[str]
    first: int
    last: int
    narrowest: str | None
    point: tuple[float, float, float] | None
    """(latitude, longitude, radius in kilometres) of a fine place, else None."""
    source: str


def leads_of(facets: Iterable[Facet]) -> tuple[Lead, ...]:
    """Give the leads of one report."""
    found = sorted((one for one in facets if one.is_lead and one.is_dated), key=lambda one: (one.event.claim.quote.start, one.id))
    leads = (
        Lead(
            families=one.families,
            first=one.first,
            last=one.last,
            narrowest=one.places[0] if one.places else None,
            point=one.point if one.is_fine_place else None,
            source=one.event.source,
        )
        for one in found
        if one.first is not None and one.last is not None and one.days <= LEAD_DAYS
    )
    return tuple(dict.fromkeys(leads))[:MOST_LEADS]


def are_of_different_matters(some: tuple[Lead, ...], others: tuple[Lead, ...]) -> bool:
    """Tell whether no lead of one report may be a lead of the other (rule 2)."""
    return bool(some and others) and not any(_may_be_one(one, other) for one in some for other in others)


def _may_be_one(one: Lead, other: Lead) -> bool:
    slack = 0 if one.source == other.source else SLACK_DAYS
    if max(one.first, other.first) - min(one.last, other.last) > slack:
        return False
    if one.point is None or other.point is None or one.narrowest == other.narrowest:
        return True
    return distance_km(one.point[:2], other.point[:2]) - one.point[2] - other.point[2] <= FAR_KM
