"""The demo's reports through the whole machine, to what a careful desk would say of them: who held Palmyra, who contradicts whom.

Only what the reports themselves say is held to here; where they leave two readings open, neither is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from io import BytesIO
from itertools import pairwise

import pytest

from zenobia.control import known_on, timeline
from zenobia.gather.files import read_inputs
from zenobia.pipeline import build_reader, fold, keep, read_unread
from zenobia.sample import sample_path
from zenobia.settings import from_environment
from zenobia.store import open_store
from zenobia.values.actor import Sides, side_of
from zenobia.values.claim import Claim
from zenobia.values.control import Control
from zenobia.values.event import Event
from zenobia.values.incident import Contradiction, Incident

PALMYRA = "geonames:163808"
ISIS, ARMY = "wikidata:Q2429253", "zenobia:syrian-army"
MONITOR, MINISTRY = "Syrian Observatory for Human Rights", "Russian Ministry of Defence"
SUNDAY = date(2016, 12, 11)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything that the demo's store holds once it has been read."""

    claims: dict[str, Claim]
    incidents: tuple[Incident, ...]
    control: tuple[Control, ...]
    events: tuple[Event, ...]
    sides: Sides

    def on(self, day: str) -> Control:
        at = date.fromisoformat(day)
        (found,) = [one for one in self.palmyra if one.start <= at and (one.end is None or at <= one.end)]
        return found

    @property
    def palmyra(self) -> list[Control]:
        return [one for one in self.control if one.place == PALMYRA]

    def speaker(self, claim: str) -> str | None:
        said_by = self.claims[claim].said_by
        return said_by.name if said_by is not None else None

    @property
    def contradictions(self) -> list[tuple[Incident, Contradiction]]:
        return [(incident, one) for incident in self.incidents for one in incident.contradictions]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('palmyra') / 'demo.db'}")
    settings = from_environment()
    reader = build_reader(settings)
    now = datetime(2017, 3, 3, tzinfo=UTC)
    with sample_path() as path:
        limit = settings.max_document_bytes
        keep(store, read_inputs([str(path)], now=now, published=None, source=None, stdin=BytesIO(), max_bytes=limit))
    outcomes = list(read_unread(store, reader))
    assert outcomes and all(outcome.located is not None for outcome in outcomes)
    fold(store, reader.claim.actors)
    yield Desk(
        claims={row.item.claim.id: row.item.claim for row in store.events()},
        incidents=tuple(row.item for row in store.incidents()),
        control=tuple(row.item for row in store.controls()),
        events=tuple(row.item for row in store.events()),
        sides=partial(side_of, find=reader.claim.actors.actor),
    )
    store.close()


COMMAND = "army command"


@pytest.mark.parametrize(
    ("day", "status", "holder", "said_by", "denied_by"),
    [
        ("2015-05-21", "held", ISIS, {MONITOR}, set()),
        ("2015-08-24", "held", ISIS, {MONITOR}, set()),
        ("2015-08-30", "held", ISIS, {MONITOR}, set()),
        ("2016-01-15", "held", ISIS, {MONITOR}, set()),
        ("2016-03-26", "held", ISIS, {MONITOR}, set()),
        ("2016-03-27", "held", ARMY, {COMMAND}, set()),
        ("2016-09-01", "held", ARMY, {COMMAND}, set()),
        ("2016-12-07", "held", ARMY, {COMMAND}, set()),
        ("2016-12-10", "contested", None, {MONITOR}, set()),
        ("2016-12-11", "disputed", ISIS, {MONITOR}, {MINISTRY}),
        ("2016-12-13", "held", ISIS, {MONITOR, "governor of Homs"}, set()),
        ("2016-12-14", "held", ISIS, {MONITOR, "governor of Homs"}, set()),
        ("2017-01-20", "held", ISIS, {MONITOR, "governor of Homs"}, set()),
        ("2017-02-15", "held", ISIS, {MONITOR, "governor of Homs"}, set()),
        ("2017-03-01", "contested", ISIS, {MONITOR}, set()),
        ("2017-03-02", "held", ARMY, {COMMAND}, set()),
    ],
)
def test_who_is_said_to_hold_palmyra(desk, day, status, holder, said_by, denied_by):
    stretch = desk.on(day)
    assert (stretch.status, stretch.holder_id) == (status, holder)
    assert said_by <= set(stretch.claimed_by)
    assert set(stretch.denied_by) == denied_by


def test_nothing_is_known_before_anybody_speaks_and_what_is_old_is_said_to_be(desk):
    assert known_on(desk.palmyra, date(2015, 5, 1)).age == "nothing"
    assert known_on(desk.palmyra, date(2015, 9, 1)).age == "said"
    september = known_on(desk.palmyra, date(2016, 9, 1))
    assert (september.age, september.holder_id) == ("last_known", ARMY)
    assert "last said of 2016-" in september.sentence
    later = known_on(desk.palmyra, date(2019, 1, 1))
    assert (later.age, later.status, later.holder) == ("stale", "unknown", None)
    assert "Syrian army" in later.sentence


def test_what_was_known_then_is_drawn_without_what_came_later(desk):
    """The reports of the demo arrive together; here each arrives on its day of publication."""
    arrived = [
        replace(event, received_at=datetime.combine(event.published, time(12), tzinfo=UTC))
        for event in desk.events
        if event.published
    ]

    def known(day):
        found = timeline(arrived, as_of=datetime.fromisoformat(f"{day}T23:00:00+00:00"), sides=desk.sides)
        return [one for one in found if one.place == PALMYRA][-1]

    assert (known("2015-05-21").status, known("2015-05-21").holder_id) == ("held", ISIS)
    assert (known("2016-12-10").status, known("2016-12-10").start) == ("contested", date(2016, 12, 10))
    assert known("2016-12-11").status == "disputed"
    assert (known("2016-12-12").status, known("2016-12-12").holder_id) == ("held", ISIS)
    assert (known("2017-03-02").status, known("2017-03-02").holder_id) == ("held", ARMY)


def test_palmyra_has_one_timeline_without_a_gap(desk):
    stretches = sorted(desk.palmyra, key=lambda one: one.start)
    assert stretches[0].start in {date(2015, 5, 20), date(2015, 5, 21)}
    assert stretches[-1].end is None
    assert all((after.start - before.end).days == 1 for before, after in pairwise(stretches))
    assert not [one.name for one in desk.control if one.name.casefold() == "palmyra" and one.place != PALMYRA]


def test_only_parties_hold_ground(desk):
    assert {one.holder_id for one in desk.control if one.holder is not None} <= {ISIS, ARMY}


def test_sunday_is_disputed_between_the_monitor_and_the_ministry(desk):
    sunday = desk.on("2016-12-11")
    assert MONITOR in sunday.claimed_by
    assert sunday.denied_by == (MINISTRY,)


def test_parts_of_palmyra_taken_on_sunday_are_parts(desk):
    taken = {one.name.removesuffix(" of Palmyra"): one for one in desk.control if one.start == SUNDAY and one.place != PALMYRA}
    assert {"al-Amriyha", "citadel"} <= set(taken)
    assert all(PALMYRA in one.place and one.holder_id == ISIS for one in taken.values())


def test_the_two_accounts_of_sunday_contradict_each_other(desk):
    found = [
        (incident, one)
        for incident, one in desk.contradictions
        if {desk.speaker(one.a), desk.speaker(one.b)} == {MONITOR, MINISTRY}
    ]
    ((incident, one),) = found
    assert one.kind == "control" and not one.maybe_older
    assert MONITOR in one.why and MINISTRY in one.why and "repelled" in one.why and "took citadel in Palmyra" in one.why
    quotes = {desk.speaker(claim): quote for claim, quote in ((one.a, one.quote_a), (one.b, one.quote_b))}
    assert "citadel" in quotes[MONITOR] and "repelled" in quotes[MINISTRY]
    assert incident.grade.airwars == "contested"
    assert incident.when is not None and incident.when.start.month == incident.when.end.month == 12


def test_no_contradiction_but_that_on_sunday(desk):
    for incident, one in desk.contradictions:
        assert one.kind == "control"
        assert MINISTRY in {desk.speaker(one.a), desk.speaker(one.b)}
        assert incident.fix.id == PALMYRA


def test_one_story_carried_twice_is_one_voice(desk):
    ministry = [origin for incident in desk.incidents for origin in incident.origins if origin.name == MINISTRY]
    carried = [origin for origin in ministry if len(origin.sources) > 1]
    assert len(carried) == 2  # the attack, and the strikes on it
    assert all(len({desk.speaker(claim) for claim in origin.claims}) == 1 for origin in carried)


def test_december_is_not_march_and_temples_are_no_battles(desk):
    for incident in desk.incidents:
        days = [desk.claims[claim].when for claim in incident.claims]
        fine = {
            when.start.replace(day=1) for when in days if when and when.start and when.end and (when.end - when.start).days < 5
        }
        assert len(fine) <= 1, incident.title
        words = " ".join(desk.claims[claim].quote.text for claim in incident.claims).casefold()
        if "temple" in words or "tetrapylon" in words:
            assert incident.type not in {"battle", "territory_gained", "withdrawal"} or incident.against == incident.claims


def test_captures_told_again_join_what_they_recall(desk):
    taken = [
        one for one in desk.incidents if one.type == "territory_gained" and one.fix and one.fix.id == PALMYRA and one.because
    ]
    assert len(taken) == 4
    assert all(len(one.claims) > 2 for one in taken)


def test_titles_name_who_says_so_and_no_dateline(desk):
    for incident in desk.incidents:
        assert "(said by " in incident.title or "(denied by " in incident.title
        assert not incident.title.split(": ", 1)[1].split(",")[0].isupper()


def test_the_story_has_no_more_happenings_than_a_desk_would_list(desk):
    assert 12 <= len(desk.incidents) <= 30
