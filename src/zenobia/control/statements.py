"""What each claim says about who has which ground: in go events, out statements on cells.

1. A claim's own control entries are taken as they are; of several holders named for one cell in one breath, allies, the first
   stands for all.
2. Ground gained, without entries, says that the party acting holds the place, unless it is told only to have advanced; a siege,
   that it besieges the place.
3. A withdrawal, without entries, says that the party acting has left, if the claim names one place only: of two, one may be where
   it went to.
4. An attack repelled says that the party acting holds the place and that the party acted upon does not.
5. A denial says the opposite: denied holding is not holding, denied leaving is holding. Other denied states say nothing.
6. A change is dated by the last day on which it may have happened, a state by the first: nobody is shown on ground earlier than
   anybody says. A change "since May" lies in May. Without a time, the day of publication is taken; without that, the claim
   is left out.
7. Ground that somebody only means to take is nobody's gain.

It judges nobody's word: `rules` does, by how many voices agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from zenobia.control.cells import Atlas, Cell, as_quoted, cell_of, is_nameless, is_side, relative
from zenobia.control.quoted import is_advance, is_aim
from zenobia.values.actor import Sides, each_its_own
from zenobia.values.claim import ControlClaim, ControlState, Party
from zenobia.values.event import Event
from zenobia.values.keys import name_key, party_key, voice_key, voice_name
from zenobia.values.meant import is_party
from zenobia.values.times import beginning

_OPPOSITE: dict[ControlState, ControlState] = {"holds": "does_not_hold", "does_not_hold": "holds", "left": "holds"}
GAINED = "territory_gained"
CHANGES = frozenset({GAINED, "withdrawal", "attack_repelled"})
"""Types after which ground stands otherwise than before."""
FINE_DAYS = 4
"""Intervals of at most this many days date a statement; longer ones only say "in the course of". Set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One voice says that one party stands so to one cell, at one time."""

    cell: Cell
    holder: str | None
    """Key of the side that the party belongs to on that day."""
    holder_name: str | None
    holder_id: str | None
    state: ControlState
    first: date
    last: date
    is_change: bool
    is_gain: bool
    """Said of ground gained, not of ground held."""
    is_hedged: bool
    voice: str
    voice_name: str
    claim: str
    seen: tuple[datetime, str]

    @property
    def day(self) -> date:
        """The day from which it counts, by rule 6."""
        return self.last if self.is_change else self.first

    @property
    def is_fine(self) -> bool:
        return (self.last - self.first).days < FINE_DAYS


def statements(events: Iterable[Event], known: Atlas, sides: Sides = each_its_own) -> Iterator[Statement]:
    """Read every statement on control that the events hold."""
    for event in events:
        span = _span(event)
        if span is not None and not (event.claim.type == GAINED and is_aim(event.claim.quote.text)):
            for statement in _said(event, span, known):
                flipped = _by_stance(statement, event)
                if flipped is not None:
                    side = sides(flipped.holder, flipped.day) if flipped.holder is not None else None
                    yield replace(flipped, holder=side)


def _span(event: Event) -> tuple[date, date] | None:
    when, published = event.when, event.published
    start, end = (when.start, when.end) if when is not None else (None, None)
    first, last = start or end or published, end or start or published
    if start is not None and end is None and when is not None and event.claim.type in CHANGES:
        last = beginning(when)
    elif start is not None and end is None and published is not None:
        last = max(start, published)
    return (first, last) if first is not None and last is not None else None


def _said(event: Event, span: tuple[date, date], known: Atlas) -> Iterator[Statement]:
    claim = event.claim
    is_change = claim.type in CHANGES
    held: set[str] = set()
    for entry in claim.control:
        cell = (
            _left_ground(event, known) if _is_way_out(entry) else cell_of(event, as_quoted(entry.place, claim.quote.text), known)
        )
        if cell is not None and not (entry.state == "holds" and cell.key in held):
            if entry.state == "holds":
                held.add(cell.key)
            key = entry.holder_id or (name_key(entry.holder) if entry.holder else None)
            yield _statement(event, span, cell, key, entry.holder, entry.holder_id, entry.state, is_change)
    ground = _ground(event, known)
    if ground is None:
        return
    doers = tuple(party for party in claim.actor if party.id is not None or is_party(party.fullest or party.name))[:1]
    done_to = claim.target
    if claim.type == "attack_repelled":
        yield from (_of_party(event, span, ground, party, "holds") for party in doers)
        yield from (_of_party(event, span, ground, party, "does_not_hold") for party in done_to)
    elif claim.control:
        return
    elif claim.type == GAINED and not is_advance(claim.quote.text, claim.place):
        yield from (_of_party(event, span, ground, party, "holds") for party in doers)
    elif claim.type == "siege":
        yield from (_of_party(event, span, ground, party, "besieges") for party in doers)
    elif claim.type == "withdrawal" and len(claim.place) == 1 and claim.relation is None:
        yield from (_of_party(event, span, ground, party, "left") for party in doers)


def _is_way_out(entry: ControlClaim) -> bool:
    """Whether somebody is said to have left for a side: "back to the west" is where they went, not what they left."""
    return entry.state == "left" and is_side(entry.place)


def _left_ground(event: Event, known: Atlas) -> Cell | None:
    named = [words for words in event.claim.place if not is_nameless(words)]
    return cell_of(event, named[0], known) if named else None


def _ground(event: Event, known: Atlas) -> Cell | None:
    claim = event.claim
    if not claim.place:
        return None
    if claim.relation is not None and len(claim.place) == 1:
        return relative(event, claim.place[0], claim.relation, known)
    return cell_of(event, as_quoted(claim.place[0], claim.quote.text), known)


def _of_party(event: Event, span: tuple[date, date], cell: Cell, party: Party, state: ControlState) -> Statement:
    return _statement(event, span, cell, party_key(party), party.name, party.id, state, state != "besieges")


def _statement(
    event: Event,
    span: tuple[date, date],
    cell: Cell,
    holder: str | None,
    name: str | None,
    id_: str | None,
    state: ControlState,
    is_change: bool,
) -> Statement:
    return Statement(
        cell=cell,
        holder=holder,
        holder_name=name,
        holder_id=id_,
        state=state,
        first=span[0],
        last=span[1],
        is_change=is_change,
        is_gain=state == "holds" and event.claim.type == GAINED,
        is_hedged=event.claim.stance == "hedges",
        voice=voice_key(event),
        voice_name=voice_name(event),
        claim=event.claim.id,
        seen=(event.received_at, event.id),
    )


def _by_stance(statement: Statement, event: Event) -> Statement | None:
    if event.claim.stance != "denies":
        return statement
    opposite = _OPPOSITE.get(statement.state)
    return replace(statement, state=opposite, is_gain=False) if opposite is not None else None
