"""The review desk over a store: what waits for a person, whether an id is known, and a ruling appended.

1. `open_questions` reads the folds as they are kept and the two logs; it settles nothing anew.
2. `is_known` knows every id that the ledger gives or gave: of incidents, also those that now redirect; of claims, events and
   documents, also those of earlier editions.
3. `rule` appends and does nothing else. The folds are stale from then on (`Store.is_settled`); whoever rules runs them again.

The desk sees everything: it is for people who work on the ledger, never for the public, which reads through the hold.
"""

from __future__ import annotations

from datetime import datetime

from zenobia.review import adrift, disagreements, enter, queue
from zenobia.store.contract import Store
from zenobia.values.event import event_id
from zenobia.values.review import Review
from zenobia.values.verdict import Verdict


def is_known(store: Store, name: str) -> bool:
    """Tell whether an id names anything that this ledger holds or held."""
    kind = name.partition("_")[0]
    if kind == "incident":
        return store.incident(name) is not None
    if kind == "event":
        return store.event(name) is not None
    if kind == "claim":
        return store.event(event_id(name)) is not None
    if kind == "doc":
        return store.document(name) is not None
    if kind == "verdict":
        return any(verdict.id == name for verdict in store.verdicts())
    if kind == "contradiction":
        return any(contradiction.id == name for contradiction in store.contradictions())
    return kind == "control" and any(row.item.id == name for row in store.controls())


def open_questions(store: Store) -> tuple[Review, ...]:
    """List what a person should look at, most needed first (`review.queue`)."""
    verdicts = store.verdicts()
    events = [row.item for row in store.events()]
    left_open = (*store.reviews(), *disagreements(verdicts), *adrift(verdicts, lambda name: is_known(store, name)))
    return queue((row.item for row in store.incidents()), events, verdicts, left_open)


def rule(
    store: Store,
    verb: str,
    about: str,
    other: str | None = None,
    *,
    by: str,
    why: str,
    at: datetime,
    slot: str | None = None,
    value: str | None = None,
) -> Verdict:
    """Check a ruling and append it to the log; give it as it was kept.

    Raises:
        BadSettings: it is not fit to be kept (`review.enter`), and nothing was written.
    """
    verdict = enter(verb, about, other, by=by, why=why, at=at, slot=slot, value=value, exists=lambda name: is_known(store, name))
    store.keep_verdict(verdict)
    return verdict
