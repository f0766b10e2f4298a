"""The queue asks for what needs a person, most needed first, and stops asking when a person has confirmed."""

from __future__ import annotations

from dataclasses import replace

from zenobia.reconcile import settle
from zenobia.review import queue


def bomb(tell, number, dead, **slots):
    toll = (("killed", "civilians", dead, dead),)
    return tell("bombing", "Aleppo", when=f"2016-12-{number}", said_by="River Observatory", toll=toll, **slots)


def kinds(reviews):
    return [review.kind for review in reviews]


def test_most_needed_first(tell, rule):
    large, larger = bomb(tell, 13, 60), bomb(tell, 16, 90)
    small, other = bomb(tell, 19, 6), bomb(tell, 22, 7)
    disputed = tell("bombing", "Aleppo", when="2016-12-19", said_by="residents", toll=(("killed", "civilians", 11, 11),))
    unsure = replace(other, claim=replace(other.claim, score=0.2))
    events = [large, larger, small, disputed, unsure]
    rulings = [rule("same", large.id, larger.id, by="one"), rule("different", large.id, larger.id, by="two", hour=1)]
    settled = settle(events, rulings)
    reviews = queue(settled.incidents, events, rulings, settled.reviews)
    assert kinds(reviews) == ["overruled", "contested", "high_toll", "high_toll", "low_score"]
    incident_of = {event: incident.id for incident in settled.incidents for event in incident.events}
    assert [review.about for review in reviews[2:4]] == [(incident_of[larger.id],), (incident_of[large.id],)]


def test_a_confirmed_incident_leaves_until_news_comes(tell, rule):
    first = bomb(tell, 13, 60)
    (incident,) = settle([first]).incidents
    confirmed = rule("confirmed", incident.id)
    assert kinds(queue([incident], [first])) == ["high_toll"]
    assert queue([incident], [first], [confirmed]) == ()
    news = bomb(tell, 13, 70, published="2017-02-20", minute=100_000)
    later = settle([first, news]).incidents
    assert kinds(queue(later, [first, news], [confirmed])) == ["high_toll"]


def test_confirming_every_claim_is_enough(tell, rule):
    events = [bomb(tell, 13, 60), bomb(tell, 13, 61, source="desk-two", published="2016-12-14")]
    incidents = settle(events).incidents
    rulings = [rule("confirmed", event.claim.id) for event in events]
    assert queue(incidents, events, rulings[:1]) != ()
    assert queue(incidents, events, rulings) == ()


def test_a_quiet_ledger_asks_nothing(tell):
    event = bomb(tell, 13, 3)
    assert queue(settle([event]).incidents, [event]) == ()
