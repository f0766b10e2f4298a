"""Control as it was known on a past day: what came later neither shows nor takes away what had been said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from zenobia.control import timeline
from zenobia.export.published import Published
from zenobia.review import Hold
from zenobia.store import open_store
from zenobia.store.contract import Query

FIRST_RECEIVED = datetime(2016, 12, 11, 6, tzinfo=UTC)
EVERYTHING = Query()
PLACES = ("Palmyra", "Tiyas", "Ramadi")
STATES = (("ISIS", "holds", "2016-05-02"), ("Syrian army", "holds", "2016-07-09"), ("ISIS", "holds", "2016-10-20"))


@dataclass
class Told:
    """A ledger whose events are held in memory and whose stretches lie in a real store."""

    store: object
    events_: dict

    def controls(self, place=None, query=EVERYTHING):
        return self.store.controls(place, query)

    def event(self, event_id):
        return self.events_.get(event_id)

    def verdicts(self, as_of=None):
        return []


@pytest.fixture
def ledger(tell, tmp_path):
    """Three places that change hands three times; the second change is told again, by another desk, a week after all else."""
    told = []
    for place in PLACES:
        for hour, (party, state, day) in enumerate(STATES):
            kept = {"when": day, "by": party, "control": ((party, state, place),), "published": None}
            told.append(tell("territory_gained", place, source="north-desk", minute=60 * hour, **kept))
            if hour == 1:
                told.append(tell("territory_gained", place, source="south-desk", minute=7 * 24 * 60, **kept))
    with open_store(f"sqlite:///{tmp_path / 'ground.db'}") as store:
        store.keep_folds((), timeline(told), stamp="test@1")
        yield Told(store, {event.id: event for event in told})


def shown(ledger, query=EVERYTHING, place=None):
    return list(Published(reader=ledger, hold=Hold(), now=FIRST_RECEIVED + timedelta(days=99)).controls(place, query))


def spans(rows):
    return [(row.item.name, row.item.holder, row.item.start, row.item.end) for row in rows if row.item.holder]


def test_a_later_retelling_does_not_take_away_what_was_known_before(ledger):
    then = shown(ledger, Query(as_of=FIRST_RECEIVED + timedelta(hours=3)), "Palmyra")
    now = shown(ledger, place="Palmyra")
    assert spans(then) == spans(now)
    assert len({claim for row in now for claim in row.item.because}) == 4
    assert len({claim for row in then for claim in row.item.because}) == 3


def test_what_had_not_come_is_not_known_and_what_stood_goes_on(ledger):
    query = Query(as_of=FIRST_RECEIVED + timedelta(minutes=30), start=date(2016, 11, 1), end=date(2016, 11, 1))
    (then,) = shown(ledger, query, "Palmyra")
    assert (then.item.holder, then.item.start, then.item.end) == ("ISIS", date(2016, 5, 2), None)
    (army,) = shown(ledger, replace(query, as_of=FIRST_RECEIVED + timedelta(minutes=90)), "Palmyra")
    assert army.item.holder == "Syrian army"
    assert shown(ledger, Query(as_of=FIRST_RECEIVED - timedelta(minutes=1))) == []


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_neither_repeat_nor_lose_a_stretch(ledger, size):
    query = Query(as_of=FIRST_RECEIVED + timedelta(minutes=90))
    whole = shown(ledger, query)
    assert len({row.item.place for row in whole}) == len(PLACES)
    paged, page = [], shown(ledger, replace(query, limit=size))
    while page:
        assert len(page) <= size
        paged += page
        page = shown(ledger, replace(query, limit=size, after=page[-1].key))
    assert paged == whole
