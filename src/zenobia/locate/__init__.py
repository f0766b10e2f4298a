"""Claims to events: in goes an account, out comes a located report, one Event a claim.

1. All place words of a report are weighed together, then each claim is fixed by its own words (`rank`, `fix`).
2. The Event carries the claim's time and the document's publisher and clocks, unchanged.

It never drops a claim: one that cannot be placed is an event without a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zenobia.locate.candidates import gather
from zenobia.locate.fix import Ground, fix
from zenobia.locate.rank import choose
from zenobia.locate.spots import spots
from zenobia.ports import Gazetteer
from zenobia.values.account import Account, Located
from zenobia.values.event import Event, event_id
from zenobia.values.reject import Reject

__all__ = ["Locate", "locate", "spots"]


def locate(account: Account, gazetteer: Gazetteer) -> Located:
    """Place every claim of a report."""
    scene = gather(account, gazetteer)
    ground = Ground(scene=scene, choices=choose(scene), gazetteer=gazetteer)
    document = account.reading.document
    events = tuple(
        Event(
            id=event_id(claim.id), claim=claim, when=claim.when, fix=fix(claim, ground), source=document.source,
            outlet=document.outlet, published=document.published, received_at=document.received_at,
        )
        for claim in account.claims
    )  # fmt: skip
    return Located(document=document, passages=account.reading.passages, events=events)


@dataclass(frozen=True, kw_only=True)
class Locate:
    """The step that places a report's claims."""

    gazetteer: Gazetteer
    name: str = "locate"
    version: int = 1
    batch: int = 64

    def __call__(self, items: Iterable[Account]) -> Iterator[Located | Reject]:
        for account in items:
            yield locate(account, self.gazetteer)
