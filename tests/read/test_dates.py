"""Time expressions: labelled sentences, documents in order, and what must hold on any text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.read.dates import date_document, find_times, is_narrative
from zenobia.read.dates_calendar import interval, narrowed

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "dates.jsonl").read_text("utf-8").splitlines()]
VOCABULARY = (
    "on Sunday May 2016 12 31 February the last week month year two days ago later since until between and - , . "
    "early late end of summer 490 BC 1990s next previous day in recent overnight 5 p.m. Dec. 0000 9999 a few a "
    "quarter century NEWLINE"
)
WORDS = st.sampled_from([word.replace("NEWLINE", "\n") for word in VOCABULARY.split()])


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["input"][:60])
def test_case(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    found = [
        [one.when.text, one.timex, iso(one.when.start), iso(one.when.end), one.when.precision]
        for one in find_times(case["input"], published=published, narrative=case.get("narrative", False))
    ]
    assert found == case["expected"], case["why"]


def check_invariants(text: str, published: date | None, narrative: bool) -> None:
    position = 0
    for mention in find_times(text, published=published, narrative=narrative, with_references=True):
        when = mention.when
        assert when.text == text[mention.span.start : mention.span.end]
        assert mention.span.start >= position
        assert when.start is None or when.end is None or when.start <= when.end
        assert (when.precision == "unknown") == (when.start is None and when.end is None)
        position = mention.span.end


@given(st.text(max_size=300), st.none() | st.dates(), st.booleans())
def test_any_text(text: str, published: date | None, narrative: bool) -> None:
    check_invariants(text, published, narrative)


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=40), st.none() | st.dates(), st.booleans())
def test_any_words_of_the_grammar(words: list[str], published: date | None, narrative: bool) -> None:
    check_invariants(" ".join(words), published, narrative)


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"]),
)
def test_whole_dates_in_every_form(day: date, form: str) -> None:
    found = find_times(f"It fell on {day.strftime(form)}, he said.", published=None)
    assert [(one.when.start, one.when.end) for one in found] == [(day, day)]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 1, 1)))
def test_a_weekday_is_within_the_week_up_to_publication(published: date) -> None:
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        (found,) = find_times(f"The gate was opened on {name}.", published=published)
        assert found.when.start is not None
        assert 0 <= (published - found.when.start).days <= 6
        assert found.when.start.strftime("%A") == name


def test_a_document_carries_its_time_from_paragraph_to_paragraph() -> None:
    story = [
        "The war of 1755, which began in 1754 and ended in 1763, was fought on two coasts.",
        "In July 1758 the fort fell. On 9 August the fleet left.",
        "By October the river was closed.",
    ]
    values = [one.timex for times in date_document(story, date(2010, 1, 1)) for one in times]
    assert values == ["1755", "1754", "1763", "1758-07", "1758-08-09", "1758-10"]


def test_a_report_does_not() -> None:
    report = ["The city was taken in May 2015.", "On 9 December it was attacked again, officials said on Sunday."]
    values = [one.timex for times in date_document(report, date(2016, 12, 13)) for one in times]
    assert values == ["2015-05", "2016-12-09", "2016-12-11"]


def test_a_history_is_told_from_a_report_by_its_years() -> None:
    history = ["In 1701 he came. In 1702 he left. In 1704 and in 1706 he fought. In 1710 he died."]
    assert is_narrative(history, date(2010, 1, 1))
    assert not is_narrative(["The war began in 2011. On Sunday the town fell, a day after Saturday's raid."], date(2016, 1, 1))


@pytest.mark.parametrize("text", ["7" * 1_000_000, " " * 1_000_000, "a" * 1_000_000, "-" * 1_000_000])
def test_long_runs_give_nothing(text: str) -> None:
    assert find_times(text, published=date(2016, 1, 1)) == ()


@given(
    st.dates(min_value=date(1, 1, 1)),
    st.integers(min_value=0, max_value=4000),
    st.sampled_from(["START", "MID", "END", "H1", "H2", None]),
)
def test_a_part_lies_within_its_whole(start: date, days: int, part: str | None) -> None:
    end = date.fromordinal(min(start.toordinal() + days, date.max.toordinal()))
    low, high = narrowed((start, end), part)
    assert start <= low <= end
    assert low <= high <= end


@given(st.text(alphabet="0123456789-XWQSUPFATNI/EB", max_size=14))
def test_any_value(value: str) -> None:
    found = interval(value)
    assert found is None or found[0][0] <= found[0][1]


def test_a_bare_season_is_read_on_request_and_names_no_days() -> None:
    text = "Their winter offensive had stalled."
    assert find_times(text, published=date(2016, 3, 1)) == ()
    (found,) = find_times(text, published=date(2016, 3, 1), with_references=True)
    assert (found.timex, found.when.start) == ("XXXX-WI", None)
