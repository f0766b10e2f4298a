"""Which witness dates a report; datelines themselves stand in tests/cases/clean.jsonl."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from zenobia.clean.dateline import Dated, date_of

RECEIVED = datetime(2017, 3, 5, 23, 0, tzinfo=UTC)
BODY = "2 March 2017\nA mill burnt."


@pytest.mark.parametrize(
    ("declared", "page", "body", "day", "unread"),
    [
        ("2017-03-04", "2017-03-03", BODY, date(2017, 3, 4), None),
        (None, "2017-03-03T09:00:00Z", BODY, date(2017, 3, 3), None),
        (None, "some day", BODY, date(2017, 3, 2), None),
        (None, None, BODY, date(2017, 3, 2), None),
        (None, None, "A mill burnt.", None, None),
        ("some day", None, BODY, date(2017, 3, 2), "some day"),
        ("some day", None, "A mill burnt.", None, "some day"),
        ("2017-03-06", None, BODY, date(2017, 3, 6), None),
        ("2071-03-04", None, BODY, date(2017, 3, 2), "2071-03-04"),
        (None, "2071-03-04", BODY, date(2017, 3, 2), None),
        (None, None, "2 March 2071\nA mill burnt.", None, None),
    ],
)
def test_the_first_believable_witness_dates(
    declared: str | None, page: str | None, body: str, day: date | None, unread: str | None
) -> None:
    assert date_of(declared, page, None, body, RECEIVED) == Dated(day=day, unread=unread)
