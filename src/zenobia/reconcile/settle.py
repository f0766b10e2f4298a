"""Events and verdicts in, incidents out: what we judge happened, with everything that speaks against it.

1. The answer depends on the set of events and verdicts, never on their order: it is a `Linker` that is told everything at once.
2. `as_of` leaves out what was received, and ruled, later.

It never asks a clock, and never overturns a ruling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from zenobia.reconcile.incidents import Coder
from zenobia.reconcile.linker import Linker, Report, Settled
from zenobia.values.actor import Sides, each_its_own
from zenobia.values.event import Event
from zenobia.values.verdict import Verdict
from zenobia.values.words import Rarity, all_alike

NAME, VERSION = "reconcile.settle", 12
"""What the store stamps incidents with; raise the version with every change that moves an incident."""


def settle(
    events: Iterable[Event],
    verdicts: Sequence[Verdict] = (),
    *,
    as_of: datetime | None = None,
    texts: Mapping[str, str] | None = None,
    sides: Sides = each_its_own,
    rarity: Rarity = all_alike,
    coder: Coder | None = None,
) -> Settled:
    """Judge which events are one happening, and write each happening up.

    Args:
        texts: passage id to the passage's full text, for finding copies of one dispatch; without it, or where it lacks a
            passage, the claim's quote is compared.
        sides: which side a party belongs to on a day (`values.actor.side_of`); without it each is its own.
        rarity: how rare words are (`engines.rarity`); without it each is as rare as any.
        coder: a claim's codes in the field's schemes (`engines.codes`); without it incidents have none.
    """
    known = [event for event in events if as_of is None or event.received_at <= as_of]
    linker = Linker(sides=sides, rarity=rarity, coder=coder)
    linker.update(by_document(known, texts or {}), [one for one in verdicts if as_of is None or one.at <= as_of])
    return linker.settled()


def by_document(events: Iterable[Event], texts: Mapping[str, str]) -> dict[str, Report]:
    """Sort events into the documents that tell them, with the texts of their passages."""
    told: dict[str, dict[str, Event]] = defaultdict(dict)
    for event in events:
        told[event.claim.document][event.id] = event
    return {
        document: Report(
            events=tuple(found[name] for name in sorted(found)),
            texts={event.claim.passage: texts[event.claim.passage] for event in found.values() if event.claim.passage in texts},
        )
        for document, found in sorted(told.items())
    }
