"""In: a Reader and ids. Out: what a page shows, put together and in order; the templates only lay it out.

1. Claims are grouped by origin: one voice, however many outlets carry it.
2. A quote is shown inside the paragraph that it was taken from.
3. A contradiction is shown with both quotes, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from zenobia.export.published import Published
from zenobia.serve.marks import Piece, cut_pieces, paragraphs
from zenobia.store.contract import Query
from zenobia.values.capture import Capture
from zenobia.values.control import Control
from zenobia.values.document import Document
from zenobia.values.event import Event, event_id
from zenobia.values.ids import folded
from zenobia.values.incident import Contradiction, Incident, Relation
from zenobia.values.spans import Span

CLAIM_ID = re.compile(r"(claim_[0-9a-f]{20})")
RELATED_SHOWN = 12
"""Related incidents named on a page; the JSON has all."""
NEARBY_INCIDENTS = 200
"""Incidents listed under a place at most: what one page bears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim inside its paragraph."""

    event: Event
    document: Document
    pieces: tuple[Piece, ...]
    number: int = 0

    @property
    def outlet(self) -> str:
        return self.document.outlet or self.document.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One origin with its claims."""

    name: str
    claims: tuple[ClaimView, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A contradiction with both its quotes."""

    contradiction: Contradiction
    a: ClaimView
    b: ClaimView


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A piece of a sentence; one that names a claim of this page leads to it."""

    text: str
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another incident and how the two hang together; `words` names the phrase for this side of it."""

    relation: Relation
    other: Incident
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    incident: Incident
    related: tuple[Related, ...]
    joined: tuple[tuple[Reason, ...], ...]
    voices: tuple[Voice, ...]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    document: Document
    publisher: str
    editions: tuple[Capture, ...]
    lines: tuple[tuple[Piece, ...], ...]
    claims: tuple[ClaimView, ...]


class Viewer:
    """Reads each report once for one page."""

    def __init__(self, reader: Published) -> None:
        self.reader = reader
        self._documents: dict[str, Document | None] = {}

    def document(self, document_id: str) -> Document | None:
        if document_id not in self._documents:
            self._documents[document_id] = self.reader.document(document_id)
        return self._documents[document_id]

    def claim(self, event: Event | None, number: int = 0) -> ClaimView | None:
        """Show one claim inside the paragraph where its quote begins; None when its report may not be seen."""
        document = self.document(event.claim.document) if event else None
        if event is None or document is None:
            return None
        quote = Span(start=event.claim.quote.start, end=event.claim.quote.end)
        around = [line for line in paragraphs(document.text) if line.overlaps(quote)]
        within = Span(start=around[0].start, end=around[-1].end) if around else quote
        pieces = cut_pieces(document.text, within, [(1, quote)])
        return ClaimView(event=event, document=document, pieces=pieces, number=number)

    def claims(self, events: Iterable[Event]) -> list[ClaimView]:
        return [view for view in map(self.claim, events) if view]

    def of_ids(self, claims: Iterable[str]) -> tuple[ClaimView, ...]:
        found = (self.claim(self.reader.event(event_id(claim))) for claim in claims)
        return tuple(view for view in found if view)

    def incident(self, incident: Incident) -> IncidentView:
        """Show an incident: its voices with their claims, and where they clash."""
        order = [claim for origin in incident.origins for claim in origin.claims]
        shown = {view.event.claim.id: replace(view, number=number) for number, view in enumerate(self.of_ids(order), 1)}
        voices = []
        for origin in incident.origins:
            claims = tuple(shown[claim] for claim in origin.claims if claim in shown)
            outlets = tuple(dict.fromkeys(view.outlet for view in claims))
            voices.append(Voice(name=origin.name, claims=claims, outlets=outlets))
        clashes = []
        for contradiction in incident.contradictions:
            pair = self.of_ids((contradiction.a, contradiction.b))
            if len(pair) == 2:
                clashes.append(Clash(contradiction=contradiction, a=pair[0], b=pair[1]))
        joined = tuple(reasons(sentence, shown) for sentence in incident.joined)
        return IncidentView(
            incident=incident,
            related=tuple(islice(self.related(incident), RELATED_SHOWN)),
            joined=joined,
            voices=tuple(voices),
            clashes=tuple(clashes),
        )

    def related(self, incident: Incident) -> Iterator[Related]:
        """Give the incidents that hang together with one and may be shown."""
        for relation in incident.relations:
            is_later = relation.from_ == incident.id
            other = self.reader.incident(relation.to if is_later else relation.from_)
            if other is not None and other.id != incident.id:
                yield Related(relation=relation, other=other, words=relation.kind if is_later else f"{relation.kind}_back")

    def report(self, document: Document) -> ReportView:
        """Show a report whole, with every claim numbered in the order of the text."""
        events = [row.item for row in self.reader.events(Query(document=document.id))]
        events.sort(key=lambda event: (event.claim.quote.start, event.claim.quote.end, event.id))
        marks = [
            (number, Span(start=event.claim.quote.start, end=event.claim.quote.end)) for number, event in enumerate(events, 1)
        ]
        lines = tuple(cut_pieces(document.text, line, marks) for line in paragraphs(document.text))
        claims = (self.claim(event, number) for number, event in enumerate(events, 1))
        return ReportView(
            document=document,
            publisher=document.outlet or document.source,
            editions=tuple(self.reader.editions(document.id)),
            lines=lines,
            claims=tuple(view for view in claims if view),
        )


def reasons(sentence: str, shown: Mapping[str, ClaimView]) -> tuple[Reason, ...]:
    """Put the numbers that readers see in place of claim ids."""
    pieces = CLAIM_ID.split(sentence)
    return tuple(
        Reason(text=f"claim {shown[piece].number}", claim=piece) if piece in shown else Reason(text=piece)
        for piece in pieces
        if piece
    )


def controls_of(reader: Published, name: str) -> list[Control]:
    """Give a place's stretches by id or name; a name may be written as a slug (`al-amriyha`)."""
    found = [row.item for row in reader.controls(name)]
    if found:
        return found
    wanted = folded(name)
    return [row.item for row in reader.controls() if wanted in (folded(row.item.name), folded(row.item.place))]


def incidents_at(reader: Published, controls: Sequence[Control]) -> list[Incident]:
    """Give the incidents fixed at a place, latest first."""
    fix = next((control.fix for control in controls if control.fix), None)
    if fix is None or fix.lat is None or fix.lon is None:
        return []
    box = (max(-180.0, fix.lon - 0.01), max(-90.0, fix.lat - 0.01), min(180.0, fix.lon + 0.01), min(90.0, fix.lat + 0.01))
    names = {controls[0].place, folded(controls[0].name)}
    rows = reader.incidents(Query(bbox=box))
    here = (row.item for row in rows if row.item.fix and (row.item.fix.id in names or folded(row.item.fix.name) in names))
    return list(islice(here, NEARBY_INCIDENTS))
