"""What is held back at one door is held back at all."""

from __future__ import annotations

from datetime import UTC, datetime
from types import ModuleType

from zenobia.export.published import Published
from zenobia.export.statement import claim_record
from zenobia.export.writers import WRITERS, write
from zenobia.review import Hold
from zenobia.store.contract import Query, Store

LATER = datetime(2017, 1, 1, tzinfo=UTC)


def test_without_a_hold_everything_is_as_kept(store: Store, world: ModuleType) -> None:
    shown = Published(reader=store, hold=Hold(), now=LATER)
    assert [row.item for row in shown.events()] == [row.item for row in store.events()]
    assert [row.item for row in shown.incidents()] == [row.item for row in store.incidents()]
    assert [row.item for row in shown.controls()] == [row.item for row in store.controls()]
    assert shown.document(world.DOCUMENTS[0].id) == store.document(world.DOCUMENTS[0].id)


def test_a_delayed_report_is_in_no_export(store: Store, world: ModuleType) -> None:
    shown = Published(reader=store, hold=Hold(delay_hours=24), now=datetime(2016, 12, 12, 12, tzinfo=UTC))
    for name in WRITERS:
        text = "".join(write(name, shown, Query()))
        if name in {"acled", "ged", "hxl"}:  # tables of incidents that name no claim
            assert world.INCIDENTS[0].id in text
        else:
            assert world.TAKEN.claim.id in text
        assert world.FEWER.claim.id not in text
        assert world.SHELLING.claim.id not in text
    assert shown.incidents_of(world.FEWER.claim.id) == []
    assert list(shown.contradictions()) == []
    assert shown.editions(world.DOCUMENTS[1].id) == []
    assert shown.passages(world.DOCUMENTS[1].id) == ()
    assert shown.capture(world.CAPTURES[1].id) is None


def test_an_incident_seen_in_part_is_folded_from_what_is_seen(store: Store, world: ModuleType) -> None:
    now = Published(reader=store, hold=Hold(), now=LATER)
    part = now.incident(world.RAID.id, datetime(2016, 12, 11, 23, tzinfo=UTC))
    assert part is not None
    assert part.claims == part.because == (world.STRIKES.claim.id,)
    assert {(toll.what, toll.low, toll.high) for toll in part.tolls} == {("conducted", 64, 64), ("killed", 301, None)}
    assert [origin.name for origin in part.origins] == ["Air Ministry"]
    assert (part.contradictions, part.joined, part.is_contested) == ((), (), False)
    assert part.grade is not None and part.grade.airwars == "weak"
    assert now.incident(world.RAID.id) == now.incident(world.RAID.id, LATER) == world.RAID
    assert now.incident(world.RAID.id, datetime(2016, 12, 1, tzinfo=UTC)) is None


def test_a_list_of_a_past_day_shows_incidents_as_known_then(store: Store, world: ModuleType) -> None:
    now, then = Published(reader=store, hold=Hold(), now=LATER), datetime(2016, 12, 11, 23, tzinfo=UTC)
    for row in now.incidents(Query(as_of=then)):
        assert row.item == now.incident(row.item.id, then)
        assert all(found and found.received_at <= then for found in map(now.event, row.item.events))


def test_a_withheld_name_is_covered_in_text_quote_and_title_and_the_quote_still_fits(store: Store, world: ModuleType) -> None:
    shown = Published(reader=store, hold=Hold(withheld_names=("grain depot", "64 times overnight")), now=LATER)
    for name in ("statements", "csv", "claims-csv", "geojson"):
        assert "grain depot" not in "".join(write(name, shown, Query(type="air_strike"))), name
    for row in shown.events():
        document = shown.document(row.item.claim.document)
        assert document
        assert (
            claim_record(row.item, document)["quote"]["text"]
            == document.text[row.item.claim.quote.start : row.item.claim.quote.end]
        )
    strikes = shown.event(world.STRIKES.id)
    assert strikes and "64 times" not in strikes.claim.quote.text
    assert all("64 times" not in passage.text for passage in shown.passages(world.DOCUMENTS[0].id))


def test_a_box_is_asked_of_the_coordinates_shown(store: Store, world: ModuleType) -> None:
    shown = Published(reader=store, hold=Hold(grid_km=50), now=LATER)
    depot = shown.incident(world.DEPOT_TAKEN.id)
    assert depot and depot.fix and depot.fix.lat and depot.fix.lon
    at = Query(bbox=(depot.fix.lon - 0.01, depot.fix.lat - 0.01, depot.fix.lon + 0.01, depot.fix.lat + 0.01))
    true = Query(bbox=(38.26, 34.61, 38.28, 34.63))
    assert depot.id in {row.item.id for row in shown.incidents(at)}
    assert list(shown.incidents(true)) == []
    assert list(shown.events(true)) == []
    assert len(list(shown.events(Query(bbox=at.bbox, limit=1)))) == 1
