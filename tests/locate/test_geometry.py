"""Distances on the earth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.locate.geometry import BEARINGS, distance_km, middle, moved

POINTS = st.tuples(st.floats(-80, 80), st.floats(-180, 180))


@given(POINTS, st.sampled_from(sorted(BEARINGS)), st.floats(0.1, 500))
def test_moving_goes_as_far_as_said(start, side, km):
    assert distance_km(start, moved(start, BEARINGS[side], km)) == pytest.approx(km, rel=1e-6, abs=1e-4)


def test_known_distance():
    assert distance_km((34.56, 38.27), (34.73, 36.71)) == pytest.approx(144, abs=2)


def test_sides():
    lat, lon = moved((34.0, 38.0), BEARINGS["northwest"], 20)
    assert lat > 34.0 and lon < 38.0


def test_middle_lies_between():
    point = middle((10.0, 179.0), (10.0, -179.0))
    assert distance_km(point, (10.0, 180.0)) < 1
