"""Claims to events: in goes an account, out comes a located report, one Event a claim.

1. All place words of a report are weighed together, then each claim is fixed by its own words (`rank`, `fix`).
2. A Fix says who says to which state it belongs (`views`).
3. The Event carries the claim's time and the document's publisher and clocks, unchanged.

It never drops a claim: one that cannot be placed is an event without a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zenobia.locate.candidates import gather
from zenobia.locate.fix import Ground, fix
from zenobia.locate.rank import choose
from zenobia.locate.spots import spots
from zenobia.locate.views import seen
from zenobia.ports import Gazetteer
from zenobia.values.account import Account, Located
from zenobia.values.claim import Claim
from zenobia.values.event import Event, event_id
from zenobia.values.place import Fix
from zenobia.values.reject import Reject
from zenobia.values.territory import Territory

__all__ = ["Locate", "locate", "spots"]


def locate(account: Account, gazetteer: Gazetteer, territories: Sequence[Territory] = (), worldview: str = "") -> Located:
    """Place every claim of a report.

    Args:
        worldview: whose view of disputed territories gives the state (ISO 3166-1, or UN); "" is the gazetteer's.
    """
    scene = gather(account, gazetteer)
    ground = Ground(scene=scene, choices=choose(scene), gazetteer=gazetteer)
    document = account.reading.document
    events = tuple(
        Event(
            id=event_id(claim.id), claim=claim, when=claim.when, fix=_placed(claim, ground, territories, worldview),
            source=document.source,
            outlet=document.outlet, published=document.published, received_at=document.received_at,
        )
        for claim in account.claims
    )  # fmt: skip
    return Located(document=document, passages=account.reading.passages, events=events)


def _placed(claim: Claim, ground: Ground, territories: Sequence[Territory], worldview: str) -> Fix | None:
    found = fix(claim, ground)
    return None if found is None else seen(found, territories, worldview)


@dataclass(frozen=True, kw_only=True)
class Locate:
    """The step that places a report's claims."""

    gazetteer: Gazetteer
    territories: tuple[Territory, ...] = ()
    worldview: str = ""
    name: str = "locate"
    version: int = 2
    batch: int = 64

    def __call__(self, items: Iterable[Account]) -> Iterator[Located | Reject]:
        for account in items:
            yield locate(account, self.gazetteer, self.territories, self.worldview)
