"""A claim made comparable with other claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zenobia.values.claim import Claim
from zenobia.values.ids import make_id
from zenobia.values.place import Fix, Stop
from zenobia.values.times import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One claim with its place on the earth and its resolved time.

    `fix` None: the text names no place. `when` None: the text gives no time (the day of publication is not assumed here; folds
    may use `published` as an upper bound and must say so).
    """

    id: str
    claim: Claim
    when: When | None
    fix: Fix | None
    source: str
    """Slug of the publisher."""
    outlet: str | None
    published: date | None
    received_at: datetime
    """When we knew: the capture's clock, aware UTC."""
    route: tuple[Stop, ...] = ()
    """The places whose role the claim's words tell, scenes among them; a place that is not here has an unknown role."""


def event_id(claim: str) -> str:
    return make_id("event", claim)
