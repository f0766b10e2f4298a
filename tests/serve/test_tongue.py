"""Words that people read: attributed, bounded, no finer than what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from zenobia.serve.tongue import tongue
from zenobia.values.place import Fix
from zenobia.values.times import When

ENGLISH = tongue("en")


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(301, None, "301 or more"), (64, 64, "64"), (10, 15, "10 to 15"), (0, 15, "up to 15"), (1200, None, "1,200 or more")],
)
def test_figures_keep_their_bounds(low: int, high: int | None, words: str) -> None:
    assert ENGLISH.range(low, high) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2016, 12, 11), date(2016, 12, 11), "11 Dec 2016"),
        (date(2016, 12, 10), date(2016, 12, 11), "10–11 Dec 2016"),
        (date(2016, 11, 30), date(2016, 12, 1), "30 Nov – 1 Dec 2016"),
        (date(2015, 12, 31), date(2016, 1, 1), "31 Dec 2015 – 1 Jan 2016"),
        (date(2016, 12, 11), None, "from 11 Dec 2016"),
        (None, date(2016, 12, 11), "until 11 Dec 2016"),
        (None, None, "time not said"),
    ],
)
def test_days(start: date | None, end: date | None, words: str) -> None:
    assert ENGLISH.days(start, end) == words


def test_a_month_is_said_as_a_month() -> None:
    may = When(text="in May 2015", start=date(2015, 5, 1), end=date(2015, 5, 31), precision="month")
    assert ENGLISH.when(may) == "May 2015"


@pytest.mark.parametrize(
    ("fix", "words"),
    [
        (None, "place not said"),
        (Fix(name="X", lat=1, lon=1, radius_km=0.5, precision="exact"), "at X"),
        (Fix(name="X", lat=1, lon=1, radius_km=5, precision="near"), "in or near X, within 5 km"),
        (Fix(name="X", lat=1, lon=1, radius_km=1234.5, precision="country"), "somewhere in X, within 1,230 km"),
        (Fix(name="X", lat=None, lon=None, radius_km=None, precision="unknown"), "X, not found on the map"),
    ],
)
def test_places_are_no_finer_than_the_words(fix: Fix | None, words: str) -> None:
    assert ENGLISH.fix(fix) == words


def test_attribution_names_speaker_relay_and_stance(world: ModuleType) -> None:
    assert ENGLISH.attribution(world.STRIKES.claim, "Paper") == "Air Ministry, quoted by Wire One, said"
    assert ENGLISH.attribution(world.DENIED.claim, "Paper", with_kind=True) == "Governor of Homs (official) denied"
    assert ENGLISH.attribution(world.ENTERED.claim, "Paper") == "Paper, in its own voice, said"
    unsure = replace(world.TAKEN.claim, stance="hedges")
    assert ENGLISH.attribution(unsure, "Paper") == "River Observatory said, without being sure"
