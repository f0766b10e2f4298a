"""Areas of influence: around what is known alone, never beyond the radius, never one over another."""

from __future__ import annotations

from datetime import date
from math import asin, cos, radians, sin, sqrt

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.control import known_on
from zenobia.control.areas import DECIMALS, FAINTEST, STRONGEST, areas
from zenobia.values.control import Control
from zenobia.values.place import Fix

DAY = date(2016, 12, 11)


def place(name, lat, lon, *, holder="ISIS", status="held", last=DAY, precision="exact"):
    fix = Fix(name=name, lat=lat, lon=lon, radius_km=2.0, precision=precision, id=f"made:{name}", country="SY")
    held = {"claimed_by": (), "denied_by": (), "because": (), "against": (), "rule": ""}
    one = Control(
        id=f"control-{name}",
        place=f"made:{name}",
        name=name,
        fix=fix,
        start=date(2014, 1, 1),
        end=None,
        status=status,
        holder=holder if status != "unknown" else None,
        holder_id=None,
        last_said=last,
        **held,
    )
    return one, known_on([one], DAY)


def km(a, b):
    """Measure on the sphere (haversine)."""
    lat, lon = radians(b[0] - a[0]), radians(b[1] - a[1])
    return 2 * 6371.0 * asin(sqrt(sin(lat / 2) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(lon / 2) ** 2))


spots = st.tuples(st.floats(-66, 66), st.floats(-170, 170))
near = st.tuples(st.floats(34.0, 35.0), st.floats(38.0, 39.2))
states = st.sampled_from(["held", "contested", "disputed", "unknown"])


@settings(deadline=None)
@given(
    told=st.lists(st.tuples(st.one_of(near, near, spots), states), min_size=1, max_size=12),
    radius=st.sampled_from([5.0, 25.0, 100.0]),
)
def test_no_area_reaches_beyond_the_radius_or_into_another_and_none_is_of_the_unknown(told, radius):
    places = [place(f"p{at}", *spot, status=status) for at, (spot, status) in enumerate(told)]
    found = areas(places, radius)
    unknown = {control.place for control, known in places if known.status == "unknown"}
    assert not unknown & {area.place.place for area in found}
    shapes = [shapely.geometry.shape(area.outline) for area in found]
    for area, shape in zip(found, shapes, strict=True):
        here = (area.place.fix.lat, area.place.fix.lon)
        corners = shapely.get_coordinates(shape).tolist()
        assert max(km(here, (lat, lon)) for lon, lat in corners) <= radius * 1.002
    for at, shape in enumerate(shapes):
        for other in shapes[at + 1 :]:
            rounded = 2 * 10**-DECIMALS * min(shape.length, other.length)  # both sides of a border are rounded to a metre
            assert shape.intersection(other).area <= rounded


def test_each_area_is_nearest_to_its_own_place_and_alone_a_place_has_a_whole_ring():
    (west, east) = areas([place("a", 34.5, 38.0), place("b", 34.5, 38.2, holder="army")], 25)
    assert west.place.name == "a"
    assert shapely.geometry.shape(west.outline).bounds[2] == pytest.approx(38.1, abs=0.001)
    assert shapely.geometry.shape(east.outline).bounds[0] == pytest.approx(38.1, abs=0.001)
    (alone,) = areas([place("a", 34.5, 38.0)], 25)
    assert shapely.geometry.shape(alone.outline).area > shapely.geometry.shape(west.outline).area


def test_the_ground_around_the_unknown_stays_free():
    (held,) = areas([place("a", 34.5, 38.0), place("b", 34.5, 38.2, status="unknown")], 25)
    assert shapely.geometry.shape(held.outline).bounds[2] == pytest.approx(38.1, abs=0.001)


def test_what_is_old_or_fought_over_is_fainter():
    def strength(**told):
        (area,) = areas([place("a", 34.5, 38.0, **told)], 25)
        return area.strength

    assert strength() == STRONGEST
    assert strength() > strength(last=date(2016, 6, 1)) > strength(last=date(2015, 12, 20)) >= FAINTEST
    assert FAINTEST <= strength(status="disputed") < strength()
    assert areas([place("a", 34.5, 38.0, last=date(2015, 1, 1))], 25) == []


def test_places_at_one_spot_have_one_area_if_they_agree():
    agreed = [place("a", 34.5, 38.0), place("b", 34.5, 38.0)]
    assert len(areas(agreed, 25)) == 1
    assert areas([*agreed, place("c", 34.5, 38.0, holder="army")], 25) == []


def test_nothing_is_drawn_without_a_radius_or_around_a_province():
    assert areas([place("a", 34.5, 38.0)], 0) == []
    assert areas([place("a", 34.5, 38.0, precision="province")], 25) == []
    assert areas([], 25) == []
