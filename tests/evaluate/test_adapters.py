"""The adapters' own rules, on reports written for these tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from zenobia.evaluate import ReportInput, fakes, isaf, times
from zenobia.values.account import Located

Read = Callable[[ReportInput], Located]


def release(body: str, head: str = "2011-05-S-001\nKABUL, Afghanistan (May 12, 2011)\n") -> dict[str, Any]:
    return {"id": "r", "text": head + body}


@pytest.mark.parametrize(
    ("body", "field", "value"),
    [
        ("A force killed several insurgents in Sangin district, Helmand province, Tuesday.", "min_killed", 3),
        ("A force killed several insurgents in Sangin district, Helmand province, Tuesday.", "event_type", ["insurgentskilled"]),
        ("A force killed several insurgents in Sangin district, Helmand province, Tuesday.", "date", "2011-05-10"),
        ("A force detained numerous suspected insurgents in Khost province yesterday.", "min_captured", 4),
        ("A force detained numerous suspected insurgents in Khost province yesterday.", "date", "2011-05-11"),
        ("A force detained more than 10 suspects in Paktiya province today.", "min_captured", 11),
        ("A force detained more than 10 suspects in Paktiya province today.", "province", ["paktya"]),
        (
            "A force captured a Haqqani leader in Khost province today. It also detained two suspected insurgents.",
            "min_captured",
            3,
        ),
        (
            "A force captured a Haqqani leader in Khost province today. It also detained two suspected insurgents.",
            "target_group",
            ["haqqani"],
        ),
        (
            "A force detained two suspects in Khost province today. Two suspects were detained after questioning.",
            "min_captured",
            2,
        ),
        ("A force killed two insurgents and detained one suspect in Logar province today.", "event_type", ["captureandkill"]),
        ("A precision airstrike killed three insurgents in Kunar province yesterday.", "event_type", ["airstrike"]),
        ("A force seized 12 rifles and detained one man in Logar province today.", "min_captured", 1),
        ("A force hit a cache in Logar province today. No civilians were killed.", "min_killed", 0),
    ],
)
def test_releases(body: str, field: str, value: object, read: Read) -> None:
    event: Any = isaf.predict(release(body), read)["event"]
    assert event[field] == value


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("KABUL, Afghanistan (May 12, 2011)\nA force", date(2011, 5, 12)),
        ("2010-09-CA-077\nKABUL, Afghanistan (Sept. 7) - A force", date(2010, 9, 7)),
        ("KABUL, Afghanistan (Sept. 7) - A force", None),
        ("A force went out.", None),
    ],
)
def test_release_dates(head: str, day: date | None) -> None:
    assert isaf.release_date(head) == day


def incident(title: str, text: str, read: Read) -> Any:
    return fakes.predict({"id": "x", "title": title, "text": text, "source": "desk"}, read)["event"]


def test_a_toll_of_civilians_with_fighters_within(read: Read) -> None:
    event = incident(
        "Rockets kill 20 in Homs", "3 May 2015 Rockets killed 20 people in Homs including 5 soldiers and 2 women.", read
    )
    assert (event["location"], event["civilians"], event["non_civilians"]) == ("homs", 15, 5)
    event = incident("Rockets hit Homs", "3 May 2015 Rockets killed 20 people in Homs including 5 soldiers and 2 women.", read)
    assert (event["civilians"], event["non_civilians"], event["women"], event["date"]) == (15, 5, 2, "2015-05-03")


def test_details_told_below_the_headline(read: Read) -> None:
    event = incident(
        "Strikes kill 9 children in Homs", "3 May 2015 The strikes killed 31 villagers, among them 9 children.", read
    )
    assert (event["civilians"], event["children"]) == (31, 9)
    event = incident("Blast kills 6 in Homs", "3 May 2015 Four soldiers and two women were killed in the blast.", read)
    assert (event["civilians"], event["non_civilians"], event["women"]) == (2, 4, 2)
    event = incident(
        "Raids kill 40 in Homs", "3 May 2015 Raids killed 40. Six fighters were among the dead, and 7 were girls.", read
    )
    assert (event["civilians"], event["non_civilians"]) == (34, 6)


def test_leaders_are_told_apart_from_facilitators(read: Read) -> None:
    def leaders(body: str) -> Any:
        text = f"KABUL, Afghanistan (May 12, 2011) - {body}"
        event: Any = isaf.predict({"id": "x", "text": text}, read)["event"]
        return event["min_leaders_captured"], event["min_leaders_killed"], event["date"]

    assert leaders("A force captured a Taliban leader in Ghazni province yesterday.") == (1, 0, "2011-05-11")
    assert leaders("A force captured a Taliban facilitator in Ghazni province yesterday.") == (0, 0, "2011-05-11")
    confirmed = "The coalition today confirmed the death of the Taliban commander Hamid in Ghazni province on May 9."
    assert leaders(confirmed) == (0, 1, "2011-05-09")


def test_those_who_hold_a_town_did_not_bomb_it(read: Read) -> None:
    event = incident(
        "Air strikes on rebel-held town",
        "Air strikes on the rebel-held town of Saraqeb killed 9 people. Regime warplanes carried out the strikes.",
        read,
    )
    assert event["actor"] == "syrian government or russian troops"
    assert event["cause"] == "shelling"
    assert event["location"] == "idlib"


def test_nobody_blamed_is_unknown(read: Read) -> None:
    assert incident("Car bomb in Qamishli", "A car bomb killed 7 people in Qamishli on Monday.", read)["actor"] == "unknown"


def test_the_two_ends_of_a_range_are_two_expressions() -> None:
    text = "The war of 1754-1763 was long; from 3 to 9 May 1758 it rained."
    found: Any = times.predict({"id": "x", "text": text, "dct": "2009-01-01"}, timex2=True)["entities"]
    assert [(text[one["start"] : one["end"]], one["value"]) for one in found] == [
        ("1754", "1754"),
        ("1763", "1763"),
        ("3", "1758-05-03"),
        ("9 May 1758", "1758-05-09"),
    ]


def test_offsets_count_in_the_whole_text() -> None:
    text = "\n\nIn 1918 it ended.\n\nBy July 1919 it was signed."
    found: Any = times.predict({"id": "x", "text": text, "dct": None}, timex2=True)["entities"]
    assert [text[one["start"] : one["end"]] for one in found] == ["1918", "July 1919"]
