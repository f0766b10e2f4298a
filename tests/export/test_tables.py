"""The tables of ACLED, UCDP and HXL and PLOVER's records: exact columns, vocabulary, what is known, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any

import pytest

from zenobia.engines.codes_table import ACLED, PLOVER
from zenobia.export import acled, ged, hxl
from zenobia.export.coded import Coded, Left, coded, number
from zenobia.export.plover import FIELDS, QUAD, plover_record
from zenobia.export.states import state
from zenobia.export.writers import Asked, write
from zenobia.store.contract import Query, Store
from zenobia.values.claim import Party
from zenobia.values.incident import Incident
from zenobia.values.times import When

ACLED_HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
GED_HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,"
    "deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
ARMY = Party(text="Syrian troops", name="Syrian Arab Army", id="zenobia:syrian-army")
IS = Party(text="Islamic State fighters", name="Islamic State", id="wikidata:Q2429253")
VILLAGERS = Party(text="villagers", name="villagers")

Make = Callable[..., Coded | Left]


def rows(store: Store, name: str, asked: Asked | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(write(name, store, Query(), asked)), newline="")))


@pytest.fixture
def made(world: ModuleType) -> Make:
    """Code the raid of the small world with one claim of these slots."""

    def make(incident: Incident | None = None, *, by_report: bool = False, **slots: Any) -> Coded | Left:
        event = replace(world.STRIKES, claim=replace(world.STRIKES.claim, **slots))
        given = replace(incident or world.RAID, because=(event.claim.id,), against=())
        return coded(given, {event.claim.id: event}.get, lambda _: world.DOCUMENTS[0], by_report=by_report)

    return make


def test_the_headers_are_those_of_the_field(store: Store) -> None:
    assert next(write("acled", store, Query())).strip() == ACLED_HEADER
    assert len(acled.COLUMNS) == 31
    assert next(write("ged", store, Query())).strip() == GED_HEADER
    assert len(ged.COLUMNS) == 49
    assert rows(store, "hxl")[0] == hxl.TAGS
    assert all(tag.startswith("#") for tag in hxl.TAGS.values())


def test_nothing_vanishes(store: Store, world: ModuleType) -> None:
    for name, everything in (("acled", world.INCIDENTS), ("ged", world.INCIDENTS)):
        asked = Asked()
        assert len(rows(store, name, asked)) + sum(asked.left.values()) == len(everything)
    asked = Asked()
    assert len("".join(write("plover", store, Query(), asked)).splitlines()) + sum(asked.left.values()) == 7
    assert len(rows(store, "hxl")) == len(world.INCIDENTS) + 1


def test_acled_rows_speak_acled(store: Store) -> None:
    found = rows(store, "acled", Asked(by_report=True))
    assert found
    for row in found:
        assert row["event_id_cnty"].startswith("SYR") and row["event_id_cnty"][3:].isdigit()
        assert row["year"] == row["event_date"][:4] == str(date.fromisoformat(row["event_date"]).year)
        assert row["time_precision"] in {"1", "2", "3"} and row["geo_precision"] in {"1", "2", "3"}
        assert row["sub_event_type"] in ACLED[row["event_type"]] | {""}
        assert row["inter1"] in {*acled.INTER, ""} and row["inter2"] in {*acled.INTER, ""}
        assert (row["iso"], row["country"], row["region"]) == ("760", "Syria", "Middle East")
        assert row["fatalities"].isdigit() and row["timestamp"].isdigit()


def test_an_acled_row_tells_who_says_what(made: Make, world: ModuleType) -> None:
    row = made(actor=(ARMY,), target=(IS,))
    assert isinstance(row, Coded)
    cells = dict(zip(acled.COLUMNS, acled.acled_row(row), strict=True))
    assert (cells["actor1"], cells["inter1"], cells["actor2"], cells["inter2"]) == (
        "Syrian Arab Army",
        "State forces",
        "Islamic State",
        "",
    )
    assert cells["interaction"] == ""
    assert cells["fatalities"] == 180
    assert "Killed (militants): 180 to no upper bound." in str(cells["notes"])
    assert str(cells["notes"]).endswith(f"zenobia: {world.RAID.id}.")
    assert "Air Ministry via Wire One: “" in str(cells["notes"])
    assert cells["timestamp"] == int(world.STRIKES.received_at.timestamp())


def test_civilians_and_states_are_named_as_acled_names_them(made: Make) -> None:
    row = made(actor=(ARMY,), target=(VILLAGERS,))
    assert isinstance(row, Coded)
    cells = dict(zip(acled.COLUMNS, acled.acled_row(row), strict=True))
    assert (cells["actor2"], cells["assoc_actor_2"], cells["inter2"]) == ("Civilians (Syria)", "villagers", "Civilians")
    assert (cells["interaction"], cells["civilian_targeting"]) == ("State forces-Civilians", "Civilian targeting")
    foreign = made(actor=(Party(text="Russian", name="Russia", id="wikidata:Q159"),), target=())
    assert isinstance(foreign, Coded)
    cells = dict(zip(acled.COLUMNS, acled.acled_row(foreign), strict=True))
    assert (cells["inter1"], cells["interaction"]) == ("External/Other forces", "External/Other forces only")


def test_a_ged_row_adds_up(made: Make) -> None:
    row = made(actor=(IS,), target=(ARMY,))
    assert isinstance(row, Coded)
    cells: dict[str, Any] = dict(zip(ged.COLUMNS, ged.ged_row(row, is_confirmed=False), strict=True))
    assert (cells["side_a"], cells["side_b"], cells["type_of_violence"]) == ("Government of Syria", "Islamic State", 1)
    assert (cells["gwnoa"], cells["gwnob"], cells["country_id"], cells["region"]) == (652, None, 652, "Middle East")
    assert cells["low"] <= cells["best"] <= cells["high"]
    assert cells["best"] == sum(cells[f"deaths_{whose}"] for whose in ("a", "b", "civilians", "unknown"))
    assert cells["code_status"] == "Check: read by machine"
    assert (cells["date_prec"], cells["date_start"], cells["date_end"]) == (2, "2016-12-10", "2016-12-11")
    confirmed = ged.ged_row(row, is_confirmed=True)
    assert isinstance(confirmed, tuple) and "Clear" in confirmed


def test_the_dead_of_one_sided_violence_are_civilians(made: Make) -> None:
    row = made(actor=(IS,), target=(VILLAGERS,))
    assert isinstance(row, Coded)
    cells: dict[str, Any] = dict(zip(ged.COLUMNS, ged.ged_row(row, is_confirmed=True), strict=True))
    assert (cells["type_of_violence"], cells["side_b"], cells["deaths_civilians"]) == (3, "Civilians", cells["best"])


def test_what_a_table_cannot_hold_is_left_out_with_its_reason(made: Make, world: ModuleType) -> None:
    assert made(replace(world.RAID, when=None)) == Left("no first and last day are said")
    assert made(replace(world.RAID, fix=None)) == Left("no place in a state is said")
    assert made(stance="denies") == Left("nobody asserts it")
    year = When(text="in 2016", start=date(2016, 1, 1), end=date(2016, 12, 31), precision="year")
    coarse = made(replace(world.RAID, when=year))
    assert isinstance(coarse, Coded) and acled.acled_row(coarse) == Left("its time is coarser than a month")
    nobody = made(replace(world.RAID, tolls=()))
    assert isinstance(nobody, Coded) and ged.ged_row(nobody, is_confirmed=True) == Left("nobody is said to be killed")


def test_dating_by_the_report_is_said(made: Make, world: ModuleType) -> None:
    undated = replace(world.RAID, when=None, reported=date(2016, 12, 12))
    row = made(undated, by_report=True, actor=(ARMY,), target=(IS,))
    assert isinstance(row, Coded)
    cells = dict(zip(acled.COLUMNS, acled.acled_row(row), strict=True))
    assert (cells["event_date"], cells["time_precision"]) == ("2016-12-12", 3)
    assert "No day is said; dated by the first report." in str(cells["notes"])
    assert "Check: read by machine, dated by its report" in ged.ged_row(row, is_confirmed=False)


def test_the_same_incident_keeps_its_number() -> None:
    assert number("incident_00000000000ff0000000") == 255
    assert number("incident_ffffffffffffffffffff") < 2**53


@pytest.mark.parametrize(("lat", "lon", "cell"), [(-90.0, -180.0, 1), (90.0, 180.0, 259200), (34.5624, 38.284, 179717)])
def test_the_grid_of_prio(lat: float, lon: float, cell: int) -> None:
    assert ged.priogrid(lat, lon) == cell


@pytest.mark.parametrize(
    ("code", "iso3", "gw", "region", "ucdp"),
    [
        ("SY", "SYR", 652, "Middle East", "Middle East"),
        ("UA", "UKR", 369, "Europe", "Europe"),
        ("SD", "SDN", 625, "Northern Africa", "Africa"),
        ("GE", "GEO", 372, "Caucasus and Central Asia", "Europe"),
        ("PS", "PSE", None, "Middle East", "Middle East"),
    ],
)
def test_states_have_the_numbers_of_the_field(code: str, iso3: str, gw: int | None, region: str, ucdp: str) -> None:
    known = state(code)
    assert known is not None
    assert (known.iso3, known.gw, known.acled_region, known.ucdp_region) == (iso3, gw, region, ucdp)
    assert state("") is None and state("??") is None


def test_plover_records_are_of_its_fields_and_words(store: Store) -> None:
    records = [json.loads(line) for line in "".join(write("plover", store, Query(), Asked(by_report=True))).splitlines()]
    assert records
    for record in records:
        assert tuple(record) == FIELDS
        (type_,) = record["event"]
        assert set(record["mode"]) <= PLOVER[type_] | {"negation"}
        assert record["quad_code"] == QUAD[type_]
        assert set(QUAD) == set(PLOVER)
        date.fromisoformat(record["date"])


def test_a_denial_is_no_event_for_plover(world: ModuleType) -> None:
    struck = plover_record(world.STRIKES, world.DOCUMENTS[0])
    denied = replace(world.STRIKES, claim=replace(world.STRIKES.claim, stance="denies"))
    record = plover_record(denied, world.DOCUMENTS[0])
    assert isinstance(struck, dict) and isinstance(record, dict)
    assert (struck["has_event"], record["has_event"]) == (True, False)
    assert "negation" in record["mode"] and "negation" not in struck["mode"]
    assert struck["size"] == {"dead": 301}


def test_rows_are_shown_as_the_hold_lets_them(store: Store, world: ModuleType) -> None:
    from zenobia.export.published import Published
    from zenobia.review import Hold

    now = datetime(2030, 1, 1, tzinfo=UTC)
    held = Published(reader=store, hold=Hold(grid_km=50, withheld_names=("Tadmur", "River Observatory")), now=now)
    for name in ("acled", "ged", "hxl", "plover"):
        text = "".join(write(name, held, Query(), Asked(by_report=True)))
        assert "Tadmur" not in text and "River Observatory" not in text and "34.56," not in text
        early = Published(reader=store, hold=Hold(delay_hours=24), now=world.DAY_1)
        lines = "".join(write(name, early, Query(), Asked(by_report=True))).splitlines()
        assert len(lines) == {"acled": 1, "ged": 1, "hxl": 2, "plover": 0}[name]
