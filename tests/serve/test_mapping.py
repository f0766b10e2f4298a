"""The map never shows more precision than a report has."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from zenobia.serve.mapping import LISTED, map_features


def test_only_a_precise_place_is_a_point(world: ModuleType) -> None:
    drawn = map_features(world.INCIDENTS)
    roles = {(feature["properties"]["place"], feature["properties"]["role"]) for feature in drawn["features"]}
    assert roles == {("grain depot", "point"), ("Tadmur", "area"), ("Tadmur", "count"), ("Homs", "area"), ("Homs", "count")}
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
    assert [feature["properties"]["role"] for feature in map_features([vague])["features"]] == ["count"]
