"""Ranges: outermost bounds, a best only where all agree, the newer figure of one voice for its older one."""

from __future__ import annotations

import pytest

from zenobia.reconcile import settle
from zenobia.reconcile.figures import figure_class

DEAD = ("killed", "civilians")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(12, 12)], (12, 12, 12)),
        ([(12, None)], (12, None, None)),
        ([(12, 12), (15, 15)], (12, None, 15)),
        ([(12, None), (15, 15)], (12, 15, 15)),
        ([(20, None), (15, 15)], (15, None, None)),
        ([(10, 20), (14, 14)], (10, 14, 20)),
        ([(10, 20), (15, 30)], (10, None, 30)),
    ],
)
def test_ranges(tell, said, expected):
    events = [
        tell("bombing", "Aleppo", when="2016-12-13", source=f"desk-{number}", toll=((*DEAD, low, high),))
        for number, (low, high) in enumerate(said)
    ]
    (incident,) = settle(events).incidents
    (toll,) = incident.tolls
    assert (toll.low, toll.best, toll.high) == expected
    by_figure = sorted(events, key=lambda event: (event.claim.toll[0].low, event.claim.toll[0].high or 10**9, event.claim.id))
    assert toll.because == tuple(event.claim.id for event in by_figure)


def test_a_correction_downwards_supersedes_too(tell):
    first = tell(
        "bombing", "Aleppo", when="2016-12-13", said_by="River Observatory", toll=((*DEAD, 40, 40),), published="2016-12-13"
    )
    second = tell(
        "bombing", "Aleppo", when="2016-12-13", said_by="River Observatory", toll=((*DEAD, 31, 31),), published="2016-12-14"
    )
    (incident,) = settle([first, second]).incidents
    assert [(toll.low, toll.high) for toll in incident.tolls] == [(31, 31)]
    assert incident.superseded == ((first.claim.id, second.claim.id),)
    assert set(incident.claims) == {first.claim.id, second.claim.id}


def test_what_is_denied_counts_nothing(tell):
    event = tell("bombing", "Aleppo", when="2016-12-13", stance="denies", toll=((*DEAD, 12, 12),))
    assert settle([event]).incidents[0].tolls == ()


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("militants", "fighters"),
        ("ISIS fighters", "fighters"),
        ("soldiers", "soldiers"),
        ("civilians", "civilians"),
        ("residents of the district", "civilians"),
        ("people", "people"),
        ("tanks and infantry fighting vehicles", "tanks"),
        ("vehicles carrying heavy guns", "vehicles"),
        ("air strikes", "strikes"),
        ("goats", "goats"),
        ("", "people"),
    ],
)
def test_figure_classes(who, expected):
    assert figure_class(who) == expected
