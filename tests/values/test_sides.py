"""Whose side a party is on, on a day."""

from __future__ import annotations

from datetime import date

import pytest

from zenobia.values.actor import Actor, Allegiance, side_of

END = date(2024, 12, 8)
ACTORS = {
    actor.id: actor
    for actor in (
        Actor(id="state", name="State", kind="state"),
        Actor(id="army", name="Army", kind="military", allegiances=(Allegiance(to="state", end=END),)),
        Actor(id="corps", name="Corps", kind="military", allegiances=(Allegiance(to="army"),)),
        Actor(
            id="defectors",
            name="Defectors",
            kind="armed_group",
            allegiances=(
                Allegiance(to="army", end=date(2012, 1, 1)),
                Allegiance(to="rebels", start=date(2012, 1, 2), end=date(2018, 1, 1)),
            ),
        ),
        Actor(id="rebels", name="Rebels", kind="armed_group"),
        Actor(id="round", name="Round", kind="group", allegiances=(Allegiance(to="about"),)),
        Actor(id="about", name="About", kind="group", allegiances=(Allegiance(to="round"),)),
    )
}


@pytest.mark.parametrize(
    ("actor", "on", "side"),
    [
        ("corps", date(2016, 1, 1), "state"),
        ("corps", date(2025, 1, 1), "army"),
        ("corps", None, "state"),
        ("defectors", date(2011, 6, 1), "state"),
        ("defectors", date(2015, 6, 1), "rebels"),
        ("defectors", date(2019, 6, 1), "defectors"),
        ("unheard of", date(2016, 1, 1), "unheard of"),
        ("round", None, "about"),
    ],
)
def test_sides(actor, on, side):
    assert side_of(actor, on, ACTORS.get) == side
