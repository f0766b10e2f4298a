"""Publication dates and datelines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.values.dating import DATELINE_REACH, first_date, parse_publication


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21-03-2016", date(2016, 3, 21)),
        ("Thursday 6 April 2017", date(2017, 4, 6)),
        ("Wed 19 Apr 2017", date(2017, 4, 19)),
        ("August 13 2016 - 2037 UTC+3", date(2016, 8, 13)),
        ("RIVERTON, Westland (Feb. 21, 2011)", date(2011, 2, 21)),
        ("2016-12-11T09:30:00Z", date(2016, 12, 11)),
        ("Published 3rd of May, 2015 by the desk", date(2015, 5, 3)),
        ("03/21/2016", date(2016, 3, 21)),
        ("31 June 2016", None),
        ("May 2016", None),
        ("", None),
        ("yesterday", None),
        ("1/2/3", None),
    ],
)
def test_parse_publication(text: str, day: date | None) -> None:
    assert parse_publication(text) == day


def test_the_first_date_of_several_counts() -> None:
    assert first_date("12 May 2016. The town was taken on March 1, 2015.") == date(2016, 5, 12)


def test_a_date_further_on_belongs_to_the_story() -> None:
    assert first_date("x " * DATELINE_REACH + "12 May 2016") is None


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    parse_publication(text)


@given(
    st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%d-%m-%Y"]),
)
def test_every_form_round_trips(day: date, form: str) -> None:
    assert parse_publication(day.strftime(form)) == day
