"""A bad value is a problem that names it; a good one is what the standard says."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from zenobia.serve.filters import box, instant, interval, query_of
from zenobia.serve.problems import Problem

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "serve.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
@pytest.mark.parametrize(
    "path", ["/api/incidents", "/api/claims", "/api/control", "/collections/incidents/items", "/feeds/incidents.atom"]
)
def test_a_bad_value_is_a_problem_that_names_value_limit_and_next_move(
    client: TestClient, path: str, case: dict[str, str]
) -> None:
    answer = client.get(f"{path}?{case['input']}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert problem["parameter"] == case["input"].partition("=")[0]
    assert case["expected"] in problem["detail"]
    assert problem["detail"].startswith(f"{problem['parameter']}=")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-12-11", (date(2016, 12, 11), date(2016, 12, 11))),
        ("2016-12-11T23:30:00-03:00", (date(2016, 12, 12), date(2016, 12, 12))),
        ("2016-12-01/..", (date(2016, 12, 1), None)),
        ("/2016-12-01", (None, date(2016, 12, 1))),
        ("2016-12-01T00:00:00Z/2016-12-31T23:59:60Z", (date(2016, 12, 1), date(2016, 12, 31))),
    ],
)
def test_intervals_are_days_in_utc(value: str, expected: tuple[date | None, date | None]) -> None:
    assert interval("datetime", value) == expected


def test_a_day_alone_ends_at_its_last_moment() -> None:
    assert instant("as_of", "2016-12-11", end_of_day=True) == datetime.combine(date(2016, 12, 11), time.max, UTC)


def test_a_box_of_six_numbers_loses_its_heights() -> None:
    assert box("bbox", "37,34,0,39,35,500") == (37, 34, 39, 35)


@given(name=st.sampled_from(["bbox", "datetime", "as_of", "type", "country", "q", "limit", "after", "actor"]), value=st.text())
def test_no_value_breaks_the_reader_of_filters(name: str, value: str) -> None:
    try:
        query_of({name: value})
    except Problem as problem:
        assert problem.status == 400
        assert problem.parameter == name
