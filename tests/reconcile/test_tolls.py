"""Ranges: outermost bounds, a best by UCDP's rule, the newer figure of one voice for its older one, and who said what."""

from __future__ import annotations

import pytest

from zenobia.reconcile import settle
from zenobia.reconcile.figures import figure_class

DEAD = ("killed", "civilians")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(12, 12)], (12, 12, 12)),
        ([(12, None)], (12, 12, None)),
        ([(12, 12), (15, 15)], (12, 12, 15)),
        ([(12, None), (15, 15)], (12, 15, 15)),
        ([(20, None), (15, 15)], (15, 15, None)),
        ([(10, 20), (14, 14)], (10, 14, 20)),
        ([(10, 20), (15, 30)], (10, 15, 30)),
        ([(0, 15)], (0, None, 15)),
        ([(0, 15), (9, 9), (21, 21)], (0, 9, 21)),
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


def test_both_the_older_and_the_newer_figure_stay_visible(tell):
    told = {"when": "2016-12-13", "said_by": "River Observatory"}
    first = tell("bombing", "Aleppo", toll=((*DEAD, 7, 7),), published="2016-12-13", **told)
    second = tell("bombing", "Aleppo", toll=((*DEAD, 11, 11),), published="2016-12-14", **told)
    other = tell("bombing", "Aleppo", when="2016-12-13", said_by="residents", toll=((*DEAD, 9, 9),), published="2016-12-14")
    (incident,) = settle([first, second, other]).incidents
    (toll,) = incident.tolls
    assert (toll.low, toll.best, toll.high) == (9, 9, 11)
    assert {(one.voice, one.low, one.replaced_by) for one in toll.said} == {
        ("River Observatory", 7, second.claim.id),
        ("River Observatory", 11, None),
        ("residents", 9, None),
    }


def test_those_who_are_not_sure_set_bounds_but_no_best_beside_those_who_are(tell):
    sure = tell("bombing", "Aleppo", when="2016-12-13", said_by="River Observatory", toll=((*DEAD, 9, 9),))
    unsure = tell("bombing", "Aleppo", when="2016-12-13", said_by="residents", stance="hedges", toll=((*DEAD, 4, 4),))
    (toll,) = settle([sure, unsure]).incidents[0].tolls
    assert (toll.low, toll.best, toll.high) == (4, 9, 9)
    assert [one.is_hedged for one in toll.said if one.low == 4] == [True]


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
