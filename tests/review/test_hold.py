"""The hold takes away and adds nothing: delay, grid, withheld names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.control import timeline
from zenobia.reconcile import settle
from zenobia.reconcile.pairs import distance_km
from zenobia.review import Hold
from zenobia.values.place import Fix, Stop


def fix(lat, lon, radius_km=1.0):
    return Fix(name="spot", lat=lat, lon=lon, radius_km=radius_km, precision="exact", because=("34.5601 N as printed.",))


LATITUDES, LONGITUDES = st.floats(-89.9, 89.9), st.floats(-180, 180)
GRIDS = st.sampled_from([1.0, 5.0, 10.0, 25.0])


@given(LATITUDES, LONGITUDES, GRIDS)
def test_snapping_twice_is_snapping_once(lat, lon, grid_km):
    hold = Hold(grid_km=grid_km)
    once = hold.snap(fix(lat, lon))
    assert hold.snap(once) == once


@given(st.floats(-80, 80), st.floats(-179, 179), GRIDS)
def test_the_widened_disc_covers_the_spot(lat, lon, grid_km):
    snapped = Hold(grid_km=grid_km).snap(fix(lat, lon, radius_km=0.0))
    away_km = distance_km((lat, lon), (snapped.lat, snapped.lon))
    assert away_km <= snapped.radius_km * 1.02 <= grid_km
    assert (snapped.precision, "printed" in "".join(snapped.because)) == ("near", False)


def test_spots_of_one_cell_are_shown_as_one():
    hold = Hold(grid_km=10)
    shown = {(snapped.lat, snapped.lon) for snapped in (hold.snap(fix(34.551 + step / 1000, 38.28)) for step in range(10))}
    assert len(shown) == 1


def test_no_grid_and_no_coordinates_leave_a_fix_alone():
    spot, nowhere = fix(34.56, 38.28), Fix(name="somewhere", lat=None, lon=None, radius_km=None, precision="unknown")
    assert Hold().snap(spot) == spot
    assert Hold(grid_km=10).snap(nowhere) == nowhere


def test_nothing_is_shown_before_its_time(tell):
    event = tell("bombing", "Aleppo", when="2016-12-13")
    hold = Hold(delay_hours=24)
    early, late = event.received_at + timedelta(hours=23), event.received_at + timedelta(hours=24)
    assert hold.apply(event, received_at=event.received_at, now=early) is None
    assert hold.apply(event, received_at=event.received_at, now=late) == event
    assert hold.apply(event.claim, received_at=event.received_at, now=early) is None


def test_incidents_and_control_are_snapped_alike(tell):
    event = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS")
    hold, now = Hold(grid_km=25), event.received_at
    snapped = hold.snap(event.fix)
    for value in (event, settle([event]).incidents[0], timeline([event])[0]):
        shown = hold.apply(value, received_at=now, now=now)
        assert shown == replace(value, fix=snapped)


def test_a_withheld_name_is_covered_in_place(tell):
    words = "Amal Example, a teacher, was killed at home; neighbours of amal example spoke to the desk."
    event = tell("armed_attack", "Aleppo", when="2016-12-13", on="Amal Example", said_by="Amal Example", words=words)
    hold = Hold(withheld_names=("Amal Example", "Amal"))
    shown = hold.apply(event, received_at=event.received_at, now=event.received_at).claim
    assert len(shown.quote.text) == len(words)
    assert "amal" not in repr(shown).casefold()
    assert "a teacher, was killed" in shown.quote.text
    incident = settle([event]).incidents[0]
    assert "Amal" in incident.title
    assert "Amal" not in repr(hold.apply(incident, received_at=event.received_at, now=event.received_at))


@pytest.mark.parametrize(
    "written",
    [
        "Farid Halabi", "FARID HALABI", "Farid  Halabi", "Farid\u00a0Halabi", "Farid\n   Halabi", "Farid-Halabi", "Farid_Halabi",
        "Far\u00edd Halabi", "Fari\u0301d Halabi", "Fa\u00adrid Halabi", "Farid\u200b Halabi", "zenobia:farid-halabi",
        "Halabi, Farid",
    ],
)  # fmt: skip
def test_no_way_of_writing_a_withheld_name_shows_it(written):
    text = f"Neighbours buried {written}, who was 31, on Sunday."
    shown = Hold(withheld_names=("Farid Halabi",)).mask(text)
    assert len(shown) == len(text)
    assert not any(part in shown.casefold() for part in ("halabi", "rid"))
    assert shown.startswith("Neighbours buried ") and shown.endswith(", who was 31, on Sunday.")


def test_vowel_signs_and_stretched_letters_hide_no_name():
    hold = Hold(withheld_names=("\u0641\u0631\u064a\u062f",))
    assert hold.mask("\u0641\u064e\u0631\u0650\u064a\u062f") == "█" * 6
    assert hold.mask("\u0641\u0631\u0640\u0640\u064a\u062f") == "█" * 6


@pytest.mark.parametrize("text", ["Faridabad and Halabiya", "Farid spoke. The Halabi family left"])
def test_other_words_stay(text):
    assert Hold(withheld_names=("Farid Halabi",)).mask(text) == text


@pytest.mark.parametrize("name", ["", "  ", "("])
def test_an_odd_name_hides_nothing_else(name):
    assert Hold(withheld_names=(name,)).mask("A note (of two words)") in {"A note (of two words)", "A note █of two words)"}


def test_the_ends_of_a_movement_are_snapped_and_covered_too(tell):
    event = tell("displacement", "Aleppo", when="2016-12-13")
    stop = Stop(text="Ayn Qazaz", role="source", fix=replace(fix(34.561, 38.281), name="Ayn Qazaz"))
    event = replace(event, route=(stop, Stop(text="Aleppo", role="scene")))
    hold = Hold(grid_km=10, withheld_names=("Ayn Qazaz",))
    shown = hold.apply(event, received_at=event.received_at, now=event.received_at)
    assert shown is not None
    assert (shown.route[0].fix.lat, shown.route[0].fix.precision) == (hold.snap(stop.fix).lat, "near")
    assert shown.route[0].fix.lat != 34.561
    assert "Qazaz" not in repr(shown)
    assert shown.route[1] == event.route[1]
    assert hold.apply(shown, received_at=event.received_at, now=event.received_at) == shown
