"""What a person must see first: in go incidents with their events and the folds' open reviews, out one queue, most needed first.

1. Rulings that clash come first, then rulings that no longer meet what is read: the ledger waits for people there.
2. Then incidents whose sources contradict one another and on which nobody has ruled.
3. Then high tolls, largest first: an error there does most harm.
4. Then incidents that rest on claims the reader was unsure of, then those that name a place which could not be found, or an
   organised party that the reference data does not know.
5. A "confirmed" ruling on an incident or its founder takes it off 2 to 4, until a report is received after the ruling; so do
   rulings on each of its claims.

The queue asks; it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from zenobia.values.event import Event
from zenobia.values.incident import Incident
from zenobia.values.review import Review, ReviewKind, review_id
from zenobia.values.verdict import Verdict, standing

HIGH_TOLL = 50
"""Killed, at the highest bound said, from which a person looks. Chosen by hand: a day's attention for one person."""
LOW_SCORE = 0.4
"""The reader's confidence below which a claim alone is not believed read; look at `eval/` before changing it."""

_ORDER: tuple[ReviewKind, ...] = (
    "contradicting_verdicts",
    "overruled",
    "disagreement",
    "adrift",
    "contested",
    "high_toll",
    "low_score",
    "new_name",
    "possible_match",
)


def queue(
    incidents: Iterable[Incident], events: Iterable[Event], verdicts: Sequence[Verdict] = (), open_reviews: Iterable[Review] = ()
) -> tuple[Review, ...]:
    """List every open question, most needed first.

    Args:
        open_reviews: what the folds could not resolve (`Settled.reviews`).
    """
    known = {event.claim.id: event for event in events}
    scores = {claim: event.claim.score for claim, event in known.items()}
    confirmed = {verdict.about: verdict.at for verdict in standing(verdicts) if verdict.ruling == "confirmed"}
    found: list[tuple[int, int, Review]] = [(_ORDER.index(review.kind), 0, review) for review in open_reviews]
    for incident in incidents:
        if not _is_confirmed(incident, confirmed, known):
            asked = (*_asked(incident, scores), *_unknown(incident, known))
            found.extend((_ORDER.index(review.kind), -weight, review) for weight, review in asked)
    return tuple(review for _, _, review in sorted(found, key=lambda item: (item[0], item[1], item[2].id)))


def _is_confirmed(incident: Incident, confirmed: Mapping[str, datetime], known: Mapping[str, Event]) -> bool:
    if all(claim in confirmed for claim in incident.claims):
        return True
    ruled_at = max((confirmed[name] for name in (incident.id, incident.founder) if name in confirmed), default=None)
    return ruled_at is not None and all(known[claim].received_at <= ruled_at for claim in incident.claims if claim in known)


def _asked(incident: Incident, scores: Mapping[str, float]) -> Iterator[tuple[int, Review]]:
    killed = max((toll.high or toll.low for toll in incident.tolls if toll.what == "killed"), default=0)
    if incident.is_contested:
        why = incident.contradictions[0].why if incident.contradictions else f"Some deny it: {incident.title}."
        yield killed, _review("contested", incident, why)
    if killed >= HIGH_TOLL:
        yield killed, _review("high_toll", incident, f"{killed} or more said to be killed: {incident.title}.")
    best = max((scores.get(claim, 0.0) for claim in incident.because), default=1.0)
    if best < LOW_SCORE:
        yield killed, _review("low_score", incident, f"Read with a confidence of {best:.2f} at best: {incident.title}.")


def _unknown(incident: Incident, known: Mapping[str, Event]) -> Iterator[tuple[int, Review]]:
    events = [known[claim] for claim in incident.because if claim in known]
    places = [event.claim.place[0] for event in events if event.claim.place and (event.fix is None or event.fix.lat is None)]
    parties = [party.name for event in events for party in event.claim.actor if party.id is None and is_named(party.name)]
    new = list(dict.fromkeys((*places, *parties)))
    if new:
        yield len(events), _review("new_name", incident, f"Not in the reference data: {', '.join(new[:4])}. {incident.title}.")


def is_named(words: str) -> bool:
    """Tell whether words look like the name of an organised party: two capitals at least, as in "Free Idlib Army" or "PMF"."""
    return sum(character.isupper() for character in words) >= 2


def _review(kind: ReviewKind, incident: Incident, why: str) -> Review:
    return Review(id=review_id(kind, (incident.id,)), kind=kind, about=(incident.id,), why=why)
