"""Claims to events: in goes an account, out comes a located report, one Event a claim.

1. All place words of a report are weighed together, then each claim is fixed by its own words (`rank`, `fix`).
2. A claim that tells where a movement or a shot comes from and goes to is put at the end that its type asks for; both ends are
   kept with it (`journeys`). Its place words come in a new order then: those where it happened first.
3. A Fix says who says to which state it belongs (`views`).
4. The Event carries the claim's time and the document's publisher and clocks, unchanged.

It never drops a claim: one that cannot be placed is an event without a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from zenobia.locate.candidates import gather
from zenobia.locate.discs import COUNTRYSIDE_KM
from zenobia.locate.fix import Ground, fix
from zenobia.locate.journeys import Journey, journey
from zenobia.locate.rank import choose
from zenobia.locate.spots import spots
from zenobia.locate.views import seen
from zenobia.ports import Gazetteer
from zenobia.values.account import Account, Located
from zenobia.values.claim import Claim
from zenobia.values.event import Event, event_id
from zenobia.values.place import Fix, PlaceRole, Stop
from zenobia.values.reject import Reject
from zenobia.values.territory import Territory

__all__ = ["Locate", "locate", "spots"]


def locate(account: Account, gazetteer: Gazetteer, territories: Sequence[Territory] = (), worldview: str = "") -> Located:
    """Place every claim of a report.

    Args:
        worldview: whose view of disputed territories gives the state (ISO 3166-1, or UN); "" is the gazetteer's.
    """
    passages = {passage.id: passage for passage in account.reading.passages}
    journeys = tuple(journey(claim, passages.get(claim.passage)) for claim in account.claims)
    scene = gather(account, gazetteer, journeys)
    ground = Ground(scene=scene, choices=choose(scene), gazetteer=gazetteer)
    view = _View(territories=territories, worldview=worldview)
    document = account.reading.document
    events = tuple(
        Event(
            id=event_id(claim.id), claim=_in_order(claim, told), when=claim.when, fix=view(_placed(claim, told, ground)),
            source=document.source,
            outlet=document.outlet, published=document.published, received_at=document.received_at,
            route=tuple(_stops(claim, told, ground, view)),
        )
        for claim, told in zip(account.claims, journeys, strict=True)
    )  # fmt: skip
    return Located(document=document, passages=account.reading.passages, events=events)


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """Says of a Fix to which state it belongs."""

    territories: Sequence[Territory]
    worldview: str

    def __call__(self, found: Fix | None) -> Fix | None:
        return None if found is None else seen(found, self.territories, self.worldview)


def _in_order(claim: Claim, told: Journey) -> Claim:
    """Put the place words where it happened before those where it came from or went to."""
    if not told.is_told:
        return claim
    return replace(claim, place=tuple(dict.fromkeys((*told.ground(), *claim.place))))


PUT: dict[PlaceRole | None, str] = {
    "source": "It is put where it came from; where it went to, if the words say so, is told beside.",
    "destination": "It is put where it went to; where it came from, if the words say so, is told beside.",
}


def _placed(claim: Claim, told: Journey, ground: Ground) -> Fix | None:
    """Fix a claim by its own ground: an end of a movement that is not it says nothing of where it happened."""
    if told.spot is not None and claim.relation is None and not told.is_told:
        between = fix(replace(claim, place=(told.spot,)), ground)
        return between if between is not None and between.lat is not None else fix(claim, ground)
    if not told.is_told:
        return fix(claim, ground)
    places = told.ground()
    elsewhere = [station.words for station in told.stations if station.words not in places]
    relation = claim.relation if claim.relation and not any(words in claim.relation for words in elsewhere) else None
    found = fix(replace(claim, place=places, relation=relation), ground)
    role = told.role_of(places[0]) if places else None
    if found is None or role not in PUT:
        return found
    found = replace(found, because=(*found.because, PUT[role]))
    if role == "destination" and told.is_under_way and found.radius_km is not None and found.precision in {"exact", "near"}:
        found = replace(
            found, id=None, precision="district", radius_km=max(found.radius_km, COUNTRYSIDE_KM),
            because=(*found.because, "That it arrived is not said, so it is somewhere on the way."),
        )  # fmt: skip
    return found


def _stops(claim: Claim, told: Journey, ground: Ground, view: _View) -> Iterator[Stop]:
    for station in told.stations:
        if station.role == "scene":
            yield Stop(text=station.words, role=station.role)
        elif station.role is not None:
            yield Stop(
                text=station.words,
                role=station.role,
                fix=view(fix(replace(claim, place=(station.words,), relation=None), ground)),
            )


@dataclass(frozen=True, kw_only=True)
class Locate:
    """The step that places a report's claims."""

    gazetteer: Gazetteer
    territories: tuple[Territory, ...] = ()
    worldview: str = ""
    name: str = "locate"
    version: int = 3
    batch: int = 64

    def __call__(self, items: Iterable[Account]) -> Iterator[Located | Reject]:
        for account in items:
            yield locate(account, self.gazetteer, self.territories, self.worldview)
