"""The war told in undated articles: days from the story, holders from what is said, points from what is around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zenobia.evaluate import ReportInput, evaluate
from zenobia.evaluate.chronicle import dated
from zenobia.evaluate.ua_control import CONTESTED, RUSSIA, UKRAINE, Town, _by_somebody, controller, holder_on, town_of, towns
from zenobia.values.account import Located
from zenobia.values.actor import each_its_own
from zenobia.values.event import Event

Read = Callable[[ReportInput], Located]
STORY = (
    "The fight for Orlivka lasted from 3 March 2022 to 9 April 2022.\n"
    "## The way in\n"
    "On 3 March, troops came from the north. They took the mill.\n"
    "They took the bridge the following day.\n"
    "## The way out\n"
    "By 9 April, they had left.\n"
    "The town has a school."
)


def told(read: Read, tell: Callable[..., Event], words: str) -> date | None:
    """Give the day that the story gives to a claim in these words."""
    located = read(ReportInput(doc_id="s", title=None, text=STORY, published=None, outlet=None))
    home = next(passage for passage in located.passages if words in passage.text)
    at = located.document.text.index(words)
    event = tell("territory_gained", "Orlivka", published=None, words=words, start=at)
    event = replace(event, claim=replace(event.claim, passage=home.id))
    (found,) = dated(replace(located, events=(event,)))
    return found.when.start if found.when is not None else None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("troops came from the north", "2022-03-03"),
        ("They took the mill", "2022-03-03"),
        ("They took the bridge the following day", "2022-03-04"),
        ("they had left", "2022-04-09"),
        ("The town has a school", "2022-04-09"),
    ],
)
def test_a_story_dates_what_it_tells(read: Read, tell: Callable[..., Event], words: str, day: str) -> None:
    assert told(read, tell, words) == date.fromisoformat(day)


def test_a_report_with_a_date_is_left_alone(read: Read, tell: Callable[..., Event]) -> None:
    located = read(ReportInput(doc_id="s", title=None, text=STORY, published="2022-04-10", outlet=None))
    event = tell("territory_gained", "Orlivka")
    assert dated(replace(located, events=(event,))) == [event]


HEADED = (
    "A war in the hills, told from 2 May 2023, 3 May 2023, 4 May 2023 and 5 May 2023 on.\n"
    "## The first winter (October 2022 – January 2023)\n"
    "On 14 November, they took the mill. On 3 January, they took the bridge.\n"
    "## Later\n"
    "On 3 June, they left."
)


@pytest.mark.parametrize(
    ("words", "day"),
    [("they took the mill", "2022-11-14"), ("they took the bridge", "2023-01-03"), ("they left", "2023-06-03")],
)
def test_days_lie_in_the_months_of_their_section(read: Read, tell: Callable[..., Event], words: str, day: str) -> None:
    located = read(ReportInput(doc_id="s", title=None, text=HEADED, published=None, outlet=None))
    home = next(passage for passage in located.passages if words in passage.text)
    event = tell("territory_gained", "Orlivka", published=None, words=words, start=located.document.text.index(words))
    (found,) = dated(replace(located, events=(replace(event, claim=replace(event.claim, passage=home.id)),)))
    assert found.when.start == date.fromisoformat(day)


ALEPPO = ("Aleppo",)


def town(events: list[Event]) -> Town:
    (found,) = [one for one in towns([_by_somebody(event) for event in events], each_its_own) if "aleppo" in one.names]
    return found


def test_changes_are_read_off_the_timeline(tell: Callable[..., Event]) -> None:
    took = tell("territory_gained", *ALEPPO, when="2022-03-04", by="Russian forces")
    retook = tell("territory_gained", *ALEPPO, when="2022-09-10", by="Ukrainian troops")
    assert town([took, retook]).changes == [(date(2022, 3, 4), RUSSIA), (date(2022, 9, 10), UKRAINE)]


def test_what_is_retaken_was_lost_before_anybody_tells(tell: Callable[..., Event]) -> None:
    changes = town([tell("territory_gained", *ALEPPO, when="2022-09-15", by="Ukrainian troops")]).changes
    assert changes == [(date(2022, 9, 15), UKRAINE)]
    assert [holder_on(changes, date(2022, month, 1)) for month in (5, 10)] == [RUSSIA, UKRAINE]
    assert holder_on([], date(2022, 5, 1)) == UKRAINE
    held = tell(None, *ALEPPO, kind="control", when="2022-09-15", control=(("Ukrainian troops", "holds", "Aleppo"),))
    assert town([held]).changes == []


def test_what_one_side_left_is_the_others(tell: Callable[..., Event]) -> None:
    left = tell("withdrawal", *ALEPPO, when="2022-09-11", by="Russian troops")
    assert town([left]).changes == [(date(2022, 9, 11), UKRAINE)]
    came = tell("territory_gained", *ALEPPO, when="2022-11-02", by="Ukrainian troops", minute=1)
    assert town([left, came]).changes == [(date(2022, 11, 2), UKRAINE)]
    back = tell("territory_gained", *ALEPPO, when="2022-11-02", by="Russian troops", minute=1)
    assert town([left, back]).changes == [(date(2022, 9, 11), UKRAINE), (date(2022, 11, 2), RUSSIA)]


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("Aleppo was captured at dusk.", [(date(2022, 3, 4), RUSSIA)]),
        ("Aleppo soon fell.", [(date(2022, 3, 4), RUSSIA)]),
        ("The recapture of Aleppo was announced.", [(date(2022, 3, 4), UKRAINE)]),
        ("The plant was captured, leaving Aleppo alone.", None),
    ],
)
def test_ground_gained_by_nobody_that_is_named(tell: Callable[..., Event], words: str, changes: object) -> None:
    event = _by_somebody(tell("territory_gained", *ALEPPO, when="2022-03-04", words=words))
    found = [one for one in towns([event], each_its_own) if one.changes]
    assert [one.changes for one in found] == ([changes] if changes else [])


def test_a_point_is_contested_while_it_is_fought_over(tell: Callable[..., Event]) -> None:
    took = tell("territory_gained", *ALEPPO, when="2022-03-04", by="Russian forces", said_by="army command")
    fight = tell(
        None, *ALEPPO, kind="control", when="2022-05-01", control=(("Ukrainian troops", "contests", "Aleppo"),), minute=1
    )
    here = town([took, fight])
    days = (date(2022, 2, 25), date(2022, 4, 1), date(2022, 5, 10), date(2022, 6, 10))
    assert [controller(here, day) for day in days] == [UKRAINE, RUSSIA, CONTESTED, RUSSIA]


def test_of_two_places_of_one_name_the_one_in_the_province_is_meant(tell: Callable[..., Event]) -> None:
    near = tell("territory_gained", *ALEPPO, when="2022-03-04", by="Russian forces")
    far = replace(near.fix, id="made:far", lat=50.0, lon=30.0, admin1="Mirivka Oblast")
    other = replace(tell("territory_gained", *ALEPPO, when="2022-03-05", by="Russian forces", minute=1), fix=far)
    known = towns([near, other], each_its_own)
    asked = {"id": "u", "settlement": "Aleppo", "oblast": "Mirivka Oblast and Mirivka"}
    assert town_of(asked, known).changes[0][0] == date(2022, 3, 5)
    assert town_of({**asked, "lat": 36.2, "lon": 37.2}, known).changes[0][0] == date(2022, 3, 4)
    assert town_of({**asked, "settlement": "Orlivka"}, known) is None


def test_a_place_on_no_map_is_looked_for_in_the_discs_of_its_claims(tell: Callable[..., Event]) -> None:
    took = tell("territory_gained", "Orlivka", when="2022-03-04", by="Russian forces")
    vague = replace(tell("territory_gained", *ALEPPO).fix, id=None, name="Orlivka", lat=49.0, lon=32.0, admin1=None)
    asked = {"id": "u", "settlement": "Orlivka", "oblast": "Mirivka Oblast", "lat": 47.5, "lon": 33.5}
    for radius, is_found in ((500.0, True), (20.0, False)):
        known = towns([replace(took, fix=replace(vague, precision="near", radius_km=radius))], each_its_own)
        assert (town_of(asked, known) is not None) is is_found


@pytest.fixture
def war(tell: Callable[..., Event], read: Read) -> Read:
    """A reader to which every article tells of Orlivka taken and retaken, by parties whose sides their words name."""

    def read_war(report: ReportInput) -> Located:
        located = read(report)
        events = tuple(
            tell("territory_gained", "Aleppo", when=day, by=by, published=None, words=words, control=((by, "holds", "Aleppo"),))
            for day, by, words in (
                ("2022-03-04", "Russian forces", "Russian forces took it."),
                ("2022-09-10", "Ukrainian troops", "Ukrainian troops retook it."),
            )
        )
        return replace(located, events=events)

    return read_war


SETTLEMENT = {"id": "u1", "settlement": "Aleppo", "oblast": "x", "population": 9, "lat": 36.2, "lon": 37.16}
TAKEN = {"action": "CAPTURED", "by": "RU", "date_from": "2022-03-03", "date_to": "2022-03-03", "precision": "day"}
RETAKEN = {"action": "RECAPTURED", "by": "UA", "date_from": None, "date_to": "2022-09-12", "precision": "day"}
DAYS = ["2022-02-25", "2022-05-01", "2022-10-01"]


def test_settlements_are_judged_without_their_gold(war: Read, put: Callable[[str, Any], Path]) -> None:
    put("ua_control/docs.jsonl", [{"id": "d", "title": "A war", "text": "It went on.", "crawled": "2023-07-26"}])
    gold = {"events": [TAKEN, RETAKEN], "held_by": "UA", "history": "x", "mentions_in_docs": 1}
    false = {"events": [{**TAKEN, "date_to": "2022-06-01", "date_from": "2022-06-01"}], "held_by": "RU", "history": "y"}
    runs = [
        evaluate("ua_control", put("ua_control/dev.jsonl", [{**SETTLEMENT, **more}]), reader=war) for more in (gold, {}, false)
    ]
    assert runs[0].predictions == runs[1].predictions == runs[2].predictions
    assert [run.primary for run in runs] == [1.0, None, 0.0]


@pytest.mark.parametrize(("lat", "held"), [(36.2, "UA RU UA"), (36.5, "UA RU UA"), (38.0, "UA UA UA")])
def test_points_are_judged_by_what_is_around_them(war: Read, put: Callable[[str, Any], Path], lat: float, held: str) -> None:
    put("ua_control/docs.jsonl", [{"id": "d", "title": "A war", "text": "It went on."}])
    point = {"id": "p1", "settlement": "a mill", "lat": lat, "lon": 37.16}
    right = dict(zip(DAYS, held.split(), strict=True))
    timeline = [{"date": day, "controller": side} for day, side in right.items()]
    with_gold = evaluate(
        "ua_probes", put("ua_control/probes_dev.jsonl", [{**point, "stratum": "changed", "timeline": timeline}]), reader=war
    )
    blind = evaluate("ua_probes", put("ua_probes/dev.jsonl", [{**point, "dates": DAYS}]), reader=war)
    assert with_gold.predictions == blind.predictions == ({"id": "p1", "timeline": timeline},)
    assert (with_gold.primary, blind.primary) == (1.0, None)
