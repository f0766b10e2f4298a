"""Disputed territory: who says to whom a place belongs, and what a worldview changes."""

from __future__ import annotations

import pytest

from zenobia.engines.territories import load_territories
from zenobia.faults import BadSettings
from zenobia.locate.views import seen, territory_of
from zenobia.values.place import Fix

TERRITORIES = load_territories()


def fix(country, lat, lon, admin1=None, radius_km=5.0, place_id="geonames:1"):
    return Fix(
        name="there", lat=lat, lon=lon, radius_km=radius_km, precision="exact", id=place_id, admin1=admin1, country=country,
        because=("It is named.",),
    )  # fmt: skip


SIMFEROPOL = fix("UA", 44.957, 34.11, "Crimea")


def test_what_is_not_disputed_is_said_by_its_gazetteer():
    assert seen(fix("SY", 34.56, 38.28, "Homs"), TERRITORIES, "RU").admin_by == "GeoNames"
    assert seen(fix("SY", 34.56, 38.28, "Homs", place_id="zenobia:x-sy"), TERRITORIES, "").admin_by == "zenobia's supplement"
    assert seen(fix("SY", 34.56, 38.28, "Homs", place_id=None), TERRITORIES, "").admin_by == "the gazetteer"


def test_a_disputed_place_says_who_says_what():
    told = seen(SIMFEROPOL, TERRITORIES, "")
    assert (told.country, told.admin1, told.admin_by) == ("UA", "Crimea", "GeoNames")
    assert told.because[-1] == "To whom Crimea belongs is disputed: UA (says UN); UA (says UA); RU (says RU)."


@pytest.mark.parametrize(
    ("given", "worldview", "country"),
    [
        (SIMFEROPOL, "RU", "RU"),
        (SIMFEROPOL, "UA", "UA"),
        (SIMFEROPOL, "UN", "UA"),
        (SIMFEROPOL, "BR", "UA"),
        (fix("SY", 33.27, 35.77, "Quneitra"), "IL", "IL"),
        (fix("EH", 27.14, -13.19), "MA", "MA"),
        (fix("GE", 42.9, 41.0, "Abkhazia"), "RU", None),
        (fix("IL", 32.08, 34.78), "SY", "IL"),
    ],
)
def test_a_worldview_changes_the_state_and_nothing_else(given, worldview, country):
    told = seen(given, TERRITORIES, worldview)
    assert told.country == country
    assert (told.lat, told.lon, told.radius_km, told.id, told.name) == (
        given.lat,
        given.lon,
        given.radius_km,
        given.id,
        given.name,
    )


def test_a_whole_state_lies_in_no_territory():
    assert territory_of(fix("UA", 47.6, 34.0, radius_km=800.0), TERRITORIES) is None
    assert territory_of(Fix(name="x", lat=None, lon=None, radius_km=None, precision="unknown"), TERRITORIES) is None


@pytest.mark.parametrize("text", ["[[territory]]\nname = 1\n", "territory = []\nmore = 1\n"])
def test_a_table_that_does_not_hold_is_refused(tmp_path, text):
    (tmp_path / "territories.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"territories\.toml"):
        load_territories(tmp_path / "territories.toml")
