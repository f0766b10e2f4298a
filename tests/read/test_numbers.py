"""Numbers in words and digits."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.read.numbers import NUMBER, parse_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("100000", 100_000),
        ("2-1/2", Fraction(5, 2)),
        ("3.5 million", 3_500_000),
        ("seventy-six", 76),
        ("Seventy six", 76),
        ("a hundred", 100),
        ("one hundred and fifty", 150),
        ("two thousand three hundred", 2300),
        ("half a million", 500_000),
        ("half a dozen", None),
        ("eleven million", 11_000_000),
        ("people", None),
        ("", None),
        ("1/0", None),
        ("5-1/0", 5),
    ],
)
def test_parse(words: str, value: Fraction | int | None) -> None:
    assert parse_number(words) == value


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_digits_round_trip_with_and_without_commas(number: int) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number
    assert re.fullmatch(NUMBER, f"{number:,}")


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0
