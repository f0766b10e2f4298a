"""The map never shows more precision than a report has."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from zenobia.serve.mapping import FAR_PIXELS, KM_A_PIXEL, LISTED, far_zoom, map_features


def test_only_a_precise_place_is_a_point(world: ModuleType) -> None:
    drawn = map_features(world.INCIDENTS)
    roles = {(feature["properties"]["place"], feature["properties"]["role"]) for feature in drawn["features"]}
    areas = {(place, role) for place in ("Tadmur", "Homs") for role in ("area", "far", "count")}
    assert roles == {("grain depot", "point"), *areas}
    assert drawn["unplaced"] == 1


def test_incidents_at_one_place_are_one_spot_and_contested_if_any_is(world: ModuleType) -> None:
    calm = replace(world.RAID, id="incident_2", against=(), contradictions=())
    spots = map_features([calm, world.RAID])["features"]
    assert {(spot["properties"]["count"], spot["properties"]["contested"]) for spot in spots} == {(2, True)}
    assert not map_features([calm])["features"][0]["properties"]["contested"]


def test_a_crowded_spot_says_how_many_more(world: ModuleType) -> None:
    many = [replace(world.RAID, id=f"incident_{number}") for number in range(LISTED + 5)]
    spot = map_features(many)["features"][0]["properties"]
    assert (spot["count"], len(spot["incidents"]), spot["more"]) == (LISTED + 5, LISTED, 5)


def test_an_area_without_a_radius_is_no_point_either(world: ModuleType) -> None:
    vague = replace(world.RAID, fix=replace(world.PROVINCE, radius_km=None))
    assert [feature["properties"]["role"] for feature in map_features([vague])["features"]] == ["far", "count"]


def test_a_disc_gets_its_far_mark_where_it_is_too_small_to_see(world: ModuleType) -> None:
    assert far_zoom(replace(world.TADMUR, lat=0.0, radius_km=KM_A_PIXEL * FAR_PIXELS)) == 0
    assert far_zoom(replace(world.TADMUR, lat=0.0, radius_km=KM_A_PIXEL * FAR_PIXELS / 2**5)) == 5
    assert far_zoom(replace(world.TADMUR, lat=60.0, radius_km=KM_A_PIXEL * FAR_PIXELS / 2**5)) == 4
