"""Events and verdicts in, incidents out: what we judge happened, with everything that speaks against it.

    events ─facet→ ─echo→ ─block→ pairs ─weigh→ links ─cluster→ groups ─incident→ incidents

1. The answer depends on the set of events and verdicts, never on their order.
2. Every event that is not retracted is in exactly one incident.
3. An incident is named after the event of it that was seen first. Every other event would have founded an incident of its own:
   that id is listed as retired and redirects to where the event is now, so that no id once given leads nowhere.
4. A retracted event is left out of everything; its id redirects to the incident it was closest to, if to any.
5. `as_of` leaves out what was received, and ruled, later.

It never asks a clock, and never overturns a ruling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from zenobia.reconcile.block import pairs
from zenobia.reconcile.cluster import Clusters, Link, cluster
from zenobia.reconcile.echo import Text, echoes
from zenobia.reconcile.facets import Facet, facet
from zenobia.reconcile.incidents import incident
from zenobia.reconcile.origins import voices
from zenobia.reconcile.pairs import Pair, pair_of
from zenobia.reconcile.rulings import Rulings, clashes, names_of, pair_rulings
from zenobia.reconcile.weigh import APART_BITS, LINK_BITS, reasons, weigh
from zenobia.values.actor import Sides, each_its_own
from zenobia.values.event import Event
from zenobia.values.incident import Incident, incident_id
from zenobia.values.meant import meant
from zenobia.values.review import Review
from zenobia.values.verdict import Verdict, ratings, retracted_ids, standing

NAME, VERSION = "reconcile.settle", 3
"""What the store stamps incidents with; raise the version with every change that moves an incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the fold gives."""

    incidents: tuple[Incident, ...]
    """In the order in which their founders were seen."""
    retired: tuple[tuple[str, str], ...]
    """(incident id that is no longer given, id of the incident that it redirects to)."""
    reviews: tuple[Review, ...]


def settle(
    events: Iterable[Event],
    verdicts: Sequence[Verdict] = (),
    *,
    as_of: datetime | None = None,
    texts: Mapping[str, str] | None = None,
    sides: Sides = each_its_own,
) -> Settled:
    """Judge which events are one happening, and write each happening up.

    Args:
        texts: passage id to the passage's full text, for finding copies of one dispatch; without it, or where it lacks a
            passage, the claim's quote is compared.
        sides: which side a party belongs to on a day (`values.actor.side_of`); without it each is its own.
    """
    unique = {event.id: event for event in meant(one for one in events if as_of is None or one.received_at <= as_of)}
    facets = [facet(unique[id_], sides) for id_ in sorted(unique)]
    ruled = standing(verdicts, as_of)
    gone = _retracted(facets, retracted_ids(ruled))
    kept = [one for one in facets if one.id not in gone]
    echo = echoes(_texts(kept, texts or {}))
    links, apart, joins = _links(kept, echo)
    rulings = pair_rulings(ruled, names_of(one.event for one in kept))
    clusters = cluster(
        [one.id for one in kept],
        links,
        same=[pair for pair, _ in rulings.same],
        different=[pair for pair, _ in rulings.different],
        apart=apart,
        spans={one.id: (one.first, one.last) for one in kept if one.is_dated and one.first is not None and one.last is not None},
    )
    incidents, home = _write_up(kept, clusters, rulings, joins, echo, sides, ratings(verdicts, as_of))
    group_of = {event: group[0] for group in clusters.groups for event in group}
    return Settled(
        incidents=incidents,
        retired=_retired(home, facets, gone),
        reviews=(*rulings.reviews, *clashes(rulings, clusters.refused, group_of)),
    )


def _retracted(facets: Iterable[Facet], ids: frozenset[str]) -> frozenset[str]:
    """Give the events that a retraction reaches: of themselves, their claim, or their whole document."""
    return frozenset(one.id for one in facets if ids & {one.id, one.event.claim.id, one.event.claim.document})


def _texts(facets: Iterable[Facet], texts: Mapping[str, str]) -> Iterable[Text]:
    for one in facets:
        claim = one.event.claim
        yield Text(passage=claim.passage, document=claim.document, words=texts.get(claim.passage, claim.quote.text))


def _links(
    facets: Sequence[Facet], echo: Mapping[str, str]
) -> tuple[list[Link], list[tuple[str, str]], dict[tuple[str, str], Pair]]:
    """Weigh every proposed pair: suggestions to link, suggestions to keep apart, and the pairs behind the links."""
    links: list[Link] = []
    apart: list[tuple[str, str]] = []
    joins: dict[tuple[str, str], Pair] = {}
    for low, high in sorted(pairs(facets, echo)):
        a, b = facets[low], facets[high]
        group = echo.get(a.event.claim.passage)
        pair = pair_of(a, b, is_echo=group is not None and group == echo.get(b.event.claim.passage))
        bits = weigh(pair)
        if bits >= LINK_BITS:
            links.append(Link(a=a.id, b=b.id, bits=bits))
            joins[a.id, b.id] = pair
        elif bits <= APART_BITS:
            apart.append((a.id, b.id))
    return _of_one_each(links, {one.id for one in facets if one.is_bare_total}), apart, joins


def _of_one_each(links: Sequence[Link], totals: Collection[str]) -> list[Link]:
    """Keep the strongest link of each bare total: it counts one happening, and ties no two together."""
    best: dict[str, Link] = {}
    for link in sorted(links, key=lambda link: (-link.bits, link.a, link.b)):
        for event in (link.a, link.b):
            if event in totals:
                best.setdefault(event, link)
    return [link for link in links if all(best.get(event, link) == link for event in (link.a, link.b))]


def _write_up(
    kept: Sequence[Facet],
    clusters: Clusters,
    rulings: Rulings,
    joins: Mapping[tuple[str, str], Pair],
    echo: Mapping[str, str],
    sides: Sides,
    rated: Mapping[str, Verdict],
) -> tuple[tuple[Incident, ...], dict[str, str]]:
    by_id = {one.id: one for one in kept}
    voice_of = voices(kept, echo)
    verdict_on = dict(rulings.same)
    sentences: dict[str, list[str]] = defaultdict(list)
    for a, b in clusters.used:
        verdict = verdict_on.get((a, b))
        why = f"{verdict.by} ruled them the same: {verdict.why}" if verdict else " ".join(reasons(joins[a, b]))
        sentences[a].append(f"{by_id[a].event.claim.id} and {by_id[b].event.claim.id}: {why}")
    incidents: list[Incident] = []
    home: dict[str, str] = {}
    for group in clusters.groups:
        joined = [sentence for event in group for sentence in sentences[event]]
        written = incident([by_id[event] for event in group], voice_of, joined, sides=sides, ratings=rated)
        incidents.append(written)
        home.update(dict.fromkeys(group, written.id))
    incidents.sort(key=lambda one: by_id[one.founder].seen)
    return tuple(incidents), home


def _retired(home: Mapping[str, str], facets: Sequence[Facet], gone: frozenset[str]) -> tuple[tuple[str, str], ...]:
    moved = {incident_id(event): incident for event, incident in home.items()}
    links = _links(facets, {})[0] if gone else []
    for link in sorted(links, key=lambda link: (-link.bits, link.a, link.b)):
        for event, other in ((link.a, link.b), (link.b, link.a)):
            if event in gone and other in home:
                moved.setdefault(incident_id(event), home[other])
    return tuple(sorted((old, new) for old, new in moved.items() if old != new))
