"""Blocking proposes what may be one, and few pairs more, however many events there are."""

from __future__ import annotations

from zenobia.reconcile.block import BLOCK_LIMIT, NEIGHBOURS, beside, guest
from zenobia.reconcile.facets import facet
from zenobia.reconcile.meetings import Meetings
from zenobia.values.place import Fix


def proposed(*events):
    facets = [facet(event) for event in events]
    met, _ = Meetings(limit=BLOCK_LIMIT, neighbours=NEIGHBOURS).add({n: guest(one) for n, one in enumerate(facets)})
    documents = {one.event.claim.document for one in facets}
    close = [beside(one for one in facets if one.event.claim.document == document) for document in documents]
    return {frozenset((facets[a].id, facets[b].id)) for a, b in met}.union(*(map(frozenset, pairs) for pairs in close))


def at(lat, lon):
    return Fix(name="spot", lat=lat, lon=lon, radius_km=1.0, precision="exact")


def test_neighbouring_spots_meet_across_a_cell_border(tell):
    for step in range(30):
        a = tell("shelling", "first farm", when="2016-12-11", fix=at(34.5, 38.0 + step / 50))
        b = tell("shelling", "second farm", when="2016-12-11", fix=at(34.5, 38.0 + step / 50 + 0.03), source="desk-two")
        assert proposed(a, b) == {frozenset((a.id, b.id))}


def test_neighbour_days_meet_and_further_days_do_not(tell):
    days = [tell("shelling", "Aleppo", when=f"2016-12-{day}") for day in (11, 12, 14)]
    assert proposed(*days) == {frozenset((days[0].id, days[1].id))}


def test_a_month_meets_its_days_and_a_region_its_towns(tell):
    month = tell("shelling", "Palmyra", when="2016-12-01/2016-12-31")
    region = tell("shelling", "Homs province", when="2016-12-11")
    day = tell("shelling", "Palmyra", when="2016-12-11")
    assert proposed(month, region, day) >= {frozenset((month.id, day.id)), frozenset((region.id, day.id))}


def test_what_has_no_place_meets_its_neighbours_in_the_report_only(tell):
    here = tell("battle", document="note", start=0)
    beside = tell("battle", "Palmyra", document="note", start=100)
    elsewhere = tell("battle", document="another note")
    assert proposed(here, beside, elsewhere) == {frozenset((here.id, beside.id))}


def test_pairs_grow_with_the_events_not_with_their_square(tell):
    crowd = [
        tell("shelling", "Aleppo", when="2016-12-11", words=f"Shell number {number} fell.") for number in range(20 * BLOCK_LIMIT)
    ]
    assert len(proposed(*crowd)) <= len(crowd) * NEIGHBOURS * 2
