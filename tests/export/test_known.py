"""An incident as it was known on a day: only what had come, under the rulings of that day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from zenobia.engines.codes import codes_of
from zenobia.engines.rarity import load_rarity
from zenobia.export.known import known_by
from zenobia.reconcile import settle

FIRST_RECEIVED = datetime(2016, 12, 11, 6, tzinfo=UTC)


@dataclass
class Kept:
    """The least of a ledger: these events, these rulings, and the incidents they make now."""

    told: list
    ruled: list = field(default_factory=list)

    def __post_init__(self):
        settled = settle(self.told, self.ruled, rarity=load_rarity(), coder=codes_of)
        self.stands = {one.id: one for one in settled.incidents}
        self.retired = dict(settled.retired)

    def sources(self):
        return []

    def verdicts(self, as_of=None):
        return [one for one in self.ruled if as_of is None or one.at <= as_of]

    def passages(self, document_id):
        return []

    def events(self, query):
        raise AssertionError(query)

    def event(self, event_id):
        return next((one for one in self.told if one.id == event_id), None)

    def incident(self, incident_id):
        return self.stands.get(self.retired.get(incident_id, incident_id))


@pytest.fixture
def raid(tell):
    """Make a report of shelling that came so many hours after the first could."""

    def made(source, hour, killed=None, place="Tiyas"):
        return tell(
            "shelling",
            place,
            when="2016-12-11",
            by="ISIS",
            source=source,
            minute=60 * hour,
            toll=(("killed", "people", killed, killed),) if killed else (),
        )

    return made


def after(hours):
    return FIRST_RECEIVED + timedelta(hours=hours)


def test_figures_grade_and_contradictions_are_those_of_the_day(raid):
    ledger = Kept([raid("north-desk", 0, 4), raid("south-desk", 5, 19)])
    (now,) = ledger.stands.values()
    then = known_by(ledger, now, after(1))
    assert [toll.high for toll in now.tolls] == [19] and now.contradictions and now.grade.airwars == "fair"
    assert [toll.high for toll in then.tolls] == [4] and not then.contradictions and then.grade.airwars == "weak"
    assert known_by(ledger, now, after(5)) == now
    assert known_by(ledger, now, after(-1)) is None


def test_a_ruling_made_later_is_not_in_it(raid, rule):
    near, far = raid("north-desk", 0), raid("south-desk", 1)
    (joined,) = settle([near, far]).incidents
    ledger = Kept([near, far], [rule("different", near.id, far.id, hour=20)])
    assert len(ledger.stands) == 2
    assert known_by(ledger, ledger.stands[joined.id], after(10)).events == joined.events
    assert known_by(ledger, ledger.stands[joined.id], after(24 * 40)).events == (near.id,)


def test_what_was_retracted_later_was_known_before(raid, rule):
    near, far = raid("north-desk", 0), raid("south-desk", 1)
    ledger = Kept([near, far], [rule("retracted", far.id, hour=20)])
    (now,) = ledger.stands.values()
    assert now.events == (near.id,)
    assert known_by(ledger, now, after(10)).events == (near.id, far.id)


def test_an_id_retired_since_names_what_it_named_then(raid, rule):
    near, far = raid("north-desk", 0), raid("east-desk", 2, place="Ramadi")
    ledger = Kept([near, far], [rule("same", near.id, far.id, hour=20)])
    (now,) = ledger.stands.values()
    (retired,) = ledger.retired
    assert known_by(ledger, now, after(24 * 40)) == now
    assert known_by(ledger, now, after(10)).events == (near.id,)
    assert known_by(ledger, now, after(10), name=retired).events == (far.id,)
