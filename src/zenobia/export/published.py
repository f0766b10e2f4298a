"""In: a store and the hold. Out: the same store as the public may see it: what every page, answer and file reads from.

1. A report is seen once it was received and the hold's delay has passed; `as_of` can only move that moment back.
2. An incident of which a part is not seen is folded anew from what is (`known`): nothing of it rests on an unseen report. One
   whose founder is unseen is not shown.
3. A place of whose control a part is not seen is drawn anew from what is (`known_ground`); who is likeliest rests on all that is
   said of the place, and goes where some of it may be unseen.
4. A question that holds a word of a withheld name finds only what can be found in what is shown.
5. Coordinates, names and texts are shown as the hold lets them be. A box is asked of the coordinates shown, not of those kept:
   else many small boxes would find what the grid hides.

Never writes, and never shows by one door what it holds back at another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, islice
from typing import Protocol, TypeVar, cast

from zenobia.export.known import known_by
from zenobia.export.known_ground import asked_for, ground_known_by, in_box, lies_in
from zenobia.review import Hold
from zenobia.settings import Settings
from zenobia.store.contract import Counts, Query, Row
from zenobia.store.folds import control_key, control_position, position_of_control
from zenobia.store.marks import AREAS_A_TILE
from zenobia.store.pins import CELL_BITS, deaths
from zenobia.store.words import BETWEEN, Terms, control_terms, event_terms, incident_terms, phrases, wording
from zenobia.values.capture import Capture
from zenobia.values.control import Control
from zenobia.values.document import Document
from zenobia.values.event import Event, event_id
from zenobia.values.ids import folded
from zenobia.values.incident import Contradiction, Incident
from zenobia.values.mark import Ground, Line, Mark, Marks, Tally, merged
from zenobia.values.mercator import BITS, PRECISE, UNITS, Frame, area_zoom, project, reaches
from zenobia.values.passage import Passage
from zenobia.values.place import Fix, FixPrecision
from zenobia.values.source import Source
from zenobia.values.verdict import Verdict

EVERYTHING = Query()


class Reader(Protocol):
    """The reading half of a Store."""

    def sources(self) -> Sequence[Source]: ...
    def capture(self, capture_id: str) -> Capture | None: ...
    def verdicts(self, as_of: datetime | None = None) -> Sequence[Verdict]: ...
    def documents(self, query: Query = EVERYTHING) -> Iterator[Row[Document]]: ...
    def document(self, document_id: str) -> Document | None: ...
    def editions(self, document_id: str) -> Sequence[Capture]: ...
    def passages(self, document_id: str) -> Sequence[Passage]: ...
    def events(self, query: Query = EVERYTHING) -> Iterator[Row[Event]]: ...
    def event(self, event_id: str) -> Event | None: ...
    def incidents(self, query: Query = EVERYTHING) -> Iterator[Row[Incident]]: ...
    def incident(self, incident_id: str) -> Incident | None: ...
    def incidents_of(self, claim_id: str) -> Sequence[Incident]: ...
    def contradictions(self) -> Iterator[Contradiction]: ...
    def controls(self, place: str | None = None, query: Query = EVERYTHING) -> Iterator[Row[Control]]: ...
    def counts(self) -> Counts: ...
    def marks(self, frame: Frame, query: Query = EVERYTHING) -> Marks: ...
    def grounds(self, frame: Frame, query: Query = EVERYTHING) -> Sequence[Ground]: ...
    def line(self, query: Query = EVERYTHING) -> Line: ...
    def changes(self) -> int: ...


Placed = TypeVar("Placed", Event, Incident, Control)
KM_PER_DEGREE = 111.2
"""Kilometres of one degree of latitude; `review/hold.py` counts with the same."""
PROBED = 5000
"""Incidents looked through at most for a map that is asked with a word of a withheld name."""
KM_OF_NARROWEST_SHOWN = 3_500.0
NO_DAY = -1
"""A day before every day: where the stretches of a place begin in their order."""
"""Length in km of the parallel at 85°, where the map ends: a stretch of so many km is at most such a part of the map's width."""


def hold_of(settings: Settings) -> Hold:
    """Give the hold that an operator's settings ask for."""
    return Hold(
        delay_hours=settings.publication_delay_hours,
        grid_km=settings.coordinate_grid_km,
        withheld_names=settings.withheld_names,
        shielded_sources=settings.shielded_sources,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A Reader over a Reader, as of `now`."""

    reader: Reader
    hold: Hold
    now: datetime

    def __post_init__(self) -> None:
        """Withhold the names of shielded sources; only the store knows them."""
        shielded = self.hold.shielded_sources
        if shielded:
            names = tuple(source.name for source in self.reader.sources() if source.id in shielded)
            held = tuple(dict.fromkeys((*self.hold.withheld_names, *names)))
            object.__setattr__(self, "hold", replace(self.hold, withheld_names=held))

    @property
    def until(self) -> datetime | None:
        """The moment up to which what was received is shown; None when nothing is delayed."""
        return self.hold.shown_until(self.now) if self.hold.delay_hours else None

    def sources(self) -> Sequence[Source]:
        shown = (source for source in self.reader.sources() if source.id not in self.hold.shielded_sources)
        return [self.hold.cover(source) for source in shown]

    def counts(self) -> Counts:
        """Count the whole ledger, seen and unseen: numbers alone give nothing away."""
        return self.reader.counts()

    def verdicts(self, as_of: datetime | None = None) -> Sequence[Verdict]:
        return [self.hold.cover(verdict) for verdict in self.reader.verdicts(_earlier(as_of, self.until))]

    def capture(self, capture_id: str) -> Capture | None:
        capture = self.reader.capture(capture_id)
        return self._unnamed(capture) if capture and self._is_seen(capture.received_at) else None

    def editions(self, document_id: str) -> Sequence[Capture]:
        return [self._unnamed(capture) for capture in self.reader.editions(document_id) if self._is_seen(capture.received_at)]

    def documents(self, query: Query = EVERYTHING) -> Iterator[Row[Document]]:
        cut = self._cut(query)
        asked = replace(cut, limit=None) if self._probes(query) else cut
        rows = (Row(item=self._masked(row.item), key=row.key) for row in self.reader.documents(asked))
        return islice((row for row in rows if self._is_found(query, lambda row=row: self._told(row.item))), cut.limit)  # type: ignore[misc]

    def document(self, document_id: str) -> Document | None:
        document = self.reader.document(document_id)
        return self._masked(document) if document and self._is_seen(document.received_at) else None

    def passages(self, document_id: str) -> Sequence[Passage]:
        document = self.document(document_id)
        if document is None:
            return ()
        passages = self.reader.passages(document_id)
        return [replace(passage, text=passage.span.cut(document.text)) for passage in passages]

    def events(self, query: Query = EVERYTHING) -> Iterator[Row[Event]]:
        cut = self._cut(query)
        rows = self.reader.events(self._widened(cut))
        shown = (Row(item=self._event(row.item), key=row.key) for row in rows)
        return self._inside(cut, (row for row in shown if self._finds(query, row.item)))

    def event(self, event_id: str) -> Event | None:
        event = self.reader.event(event_id)
        return self._event(event) if event and self._is_seen(event.received_at) else None

    def incidents(self, query: Query = EVERYTHING) -> Iterator[Row[Incident]]:
        cut = self._cut(query)
        rows = self.reader.incidents(self._widened(cut))
        verdicts = self.reader.verdicts() if cut.as_of is not None else ()
        seen = ((row.key, self._as_known(row.item, cut.as_of, verdicts=verdicts)) for row in rows)
        shown = (Row(item=incident, key=key) for key, incident in seen if incident)
        return self._inside(cut, (row for row in shown if self._finds(query, row.item)))

    def incident(self, incident_id: str, as_of: datetime | None = None) -> Incident | None:
        incident = self.reader.incident(incident_id)
        until = _earlier(as_of, self.until)
        return self._as_known(incident, until, name=incident_id if as_of else "") if incident else None

    def incidents_of(self, claim_id: str) -> Sequence[Incident]:
        found = (self._as_known(incident, self.until) for incident in self.reader.incidents_of(claim_id))
        return [incident for incident in found if incident and claim_id in incident.claims]

    def _ground_known(self, place: str | None, query: Query, moment: datetime) -> Iterator[Row[Control]]:
        """Draw each place that is found now as it was known at a moment, from where a page begins."""
        last = position_of_control(query.after) if query.after is not None else None
        onward = control_key((last[0], NO_DAY, "")) if last is not None else None
        rows = self.reader.controls(place, replace(self._widened(query), limit=None, after=onward))
        verdicts = self.reader.verdicts()
        for name, _ in groupby(rows, key=lambda row: row.item.place):
            stand = [row.item for row in self.reader.controls(name)]
            for stretch in asked_for(ground_known_by(self.reader, stand, moment, verdicts), place, self._widened(query)):
                at = control_position(stretch)
                if last is None or at > last:
                    yield Row(item=stretch, key=control_key(at))

    def contradictions(self) -> Iterator[Contradiction]:
        for contradiction in self.reader.contradictions():
            if self.until is None or self._are_seen((contradiction.a, contradiction.b), self.until):
                yield self.hold.cover(contradiction)

    def controls(self, place: str | None = None, query: Query = EVERYTHING) -> Iterator[Row[Control]]:
        cut = self._cut(query)
        known = (
            self.reader.controls(place, self._widened(cut)) if cut.as_of is None else self._ground_known(place, cut, cut.as_of)
        )
        shown = (Row(item=self._shown(row.item), key=row.key) for row in known)
        return islice(self._inside(cut, (row for row in shown if self._finds(query, row.item))), query.limit)

    def marks(self, frame: Frame, query: Query = EVERYTHING) -> Marks:
        """Gather what a frame of the map shows; with a grid, from coordinates that were moved before anything is gathered."""
        cut = self._cut(query)
        if not self.hold.grid_km and not self._probes(query):
            marks = self.reader.marks(frame, cut)
            if not self.hold.withheld_names:
                return marks
            spots = (replace(mark, name=self.hold.mask(mark.name) if mark.name else mark.name) for mark in marks.marks)
            return Marks(marks=tuple(spots), areas=tuple(replace(area, name=self.hold.mask(area.name)) for area in marks.areas))
        return gathered(frame, self.grounds(frame, cut))

    def grounds(self, frame: Frame, query: Query = EVERYTHING) -> Sequence[Ground]:
        """Give places with what is counted there, where they may be shown: in the frame or a cell of the grid around it."""
        if self._probes(query):
            return grounds_of(row.item for row in self.incidents(replace(query, limit=PROBED, after=None)))
        cut = replace(self._cut(query), bbox=None)
        margin = int(UNITS * self.hold.grid_km / KM_OF_NARROWEST_SHOWN)
        wide = replace(
            frame,
            west=max(0, frame.west - margin),
            north=max(0, frame.north - margin),
            east=min(UNITS, frame.east + margin),
            south=min(UNITS, frame.south + margin),
        )
        moved = (self._moved(ground) for ground in self.reader.grounds(wide if margin else frame, cut))
        box = query.bbox
        return [ground for ground in moved if box is None or in_box(box, ground.lat, ground.lon)]

    def line(self, query: Query = EVERYTHING) -> Line:
        return Line() if self._probes(query) else self.reader.line(self._cut(query))

    def changes(self) -> int:
        return self.reader.changes()

    def _moved(self, ground: Ground) -> Ground:
        fix = self.hold.snap(_fix_of(ground))
        assert fix.lat is not None and fix.lon is not None
        return replace(
            ground,
            name=self.hold.mask(ground.name),
            lat=fix.lat,
            lon=fix.lon,
            radius_km=fix.radius_km,
            precision=fix.precision,
        )

    def _shown(self, value: Placed) -> Placed:
        """Give what the hold makes of a value whose time has come."""
        shown = self.hold.apply(value, received_at=self.hold.shown_until(self.now), now=self.now)
        assert shown is not None
        return shown

    def _is_seen(self, received_at: datetime) -> bool:
        return self.until is None or received_at <= self.until

    def _are_seen(self, claims: Sequence[str], until: datetime) -> bool:
        events = (self.reader.event(event_id(claim)) for claim in claims)
        return all(event is not None and event.received_at <= until for event in events)

    def _cut(self, query: Query) -> Query:
        return replace(query, as_of=_earlier(query.as_of, self.until))

    def _widened(self, query: Query) -> Query:
        """Ask the store for every row whose snapped place may lie in the box; `_inside` narrows it again."""
        if self._probes(query):
            query = replace(query, limit=None)
        if query.bbox is None or not self.hold.grid_km:
            return query
        _, south, _, north = query.bbox
        margin = self.hold.grid_km / KM_PER_DEGREE
        # Meridians close up towards the poles, so every longitude may be meant.
        box = (-180.0, max(-90.0, south - margin), 180.0, min(90.0, north + margin))
        return replace(query, bbox=box, limit=None)

    def _inside(self, query: Query, rows: Iterable[Row[Placed]]) -> Iterator[Row[Placed]]:
        box = query.bbox if self.hold.grid_km else None
        if box is None and not self._probes(query):
            return iter(rows)
        return islice((row for row in rows if box is None or lies_in(box, row.item.fix)), query.limit)

    def _masked(self, document: Document) -> Document:
        if document.source in self.hold.shielded_sources:
            document = replace(document, url="", outlet=None, meta=())
        return self.hold.cover(document)

    def _unnamed(self, capture: Capture) -> Capture:
        if capture.source in self.hold.shielded_sources:
            capture = replace(capture, url="", outlet=None)
        return self.hold.cover(capture)

    def _probes(self, query: Query) -> bool:
        """True for a question with a word of a withheld name: what it finds must be found in what is shown."""
        if not (self.hold.withheld_names or self.hold.shielded_sources):
            return False
        asked = {word for text in (query.q, query.actor, query.source) if text for word in (*wording(text).split(), folded(text))}
        names = (*self.hold.withheld_names, *self.hold.shielded_sources)
        return any(not asked.isdisjoint((*wording(name).split(), folded(name))) for name in names)

    def _finds(self, query: Query, shown: Event | Incident | Control) -> bool:
        return self._is_found(query, lambda: self._told(shown))

    def _is_found(self, query: Query, told: Callable[[], Terms]) -> bool:
        """True if what is shown answers the words of a question; asked only where the store may have found what is withheld."""
        if not self._probes(query):
            return True
        terms = told()
        says = [holds(terms.words, phrase) for phrase in phrases(query.q or "")]
        for names, text in ((terms.parties, query.actor), (terms.speakers, query.source)):
            if text is not None:
                says.append(holds(names, text) or holds(names, folded(text)))
        return all(says)

    def _told(self, shown: Event | Incident | Control | Document) -> Terms:
        """Give the words by which what is shown may be found."""
        if isinstance(shown, Event):
            return event_terms(shown)
        if isinstance(shown, Incident):
            return incident_terms(shown, [event_terms(event) for event in map(self.event, shown.events) if event])
        if isinstance(shown, Control):
            return control_terms(shown)
        claims = [event_terms(row.item) for row in self.events(Query(document=shown.id))]
        return Terms(
            words=wording(shown.text),
            parties=BETWEEN.join(terms.parties for terms in claims),
            speakers=BETWEEN.join((wording(shown.source), *(terms.speakers for terms in claims))),
        )

    def _event(self, event: Event) -> Event:
        shown = self._shown(event)
        if event.source in self.hold.shielded_sources:
            shown = replace(shown, outlet=None)
        document = self.document(event.claim.document) if self.hold.withheld_names else None
        if document is None:
            return shown
        # A name may reach beyond the quote: what the report shows covered, its quotes show covered.
        quote = shown.claim.quote
        return replace(shown, claim=replace(shown.claim, quote=replace(quote, text=document.text[quote.start : quote.end])))

    def _as_known(
        self, incident: Incident, until: datetime | None, *, name: str = "", verdicts: Sequence[Verdict] | None = None
    ) -> Incident | None:
        known = known_by(self.reader, incident, until, name=name, verdicts=verdicts) if until is not None else incident
        return self._shown(known) if known is not None else None


def holds(names: str, phrase: str) -> bool:
    """True if folded text holds the words of a phrase, side by side."""
    words = wording(phrase)
    return bool(words) and f" {words} " in f" {names} "


def grounds_of(incidents: Iterable[Incident]) -> list[Ground]:
    """Count shown incidents by place."""
    places: dict[Fix, list[Tally]] = {}
    for incident in incidents:
        fix = incident.fix
        if fix is None or fix.lat is None or fix.lon is None:
            continue
        toll = deaths(incident)
        tally = Tally(
            types=((incident.type or "", 1),),
            contested=int(incident.is_contested),
            low=toll.low if toll else None,
            high=toll.high if toll else None,
            is_open=toll is not None and toll.high is None,
        )
        places.setdefault(replace(fix, because=()), []).append(tally)
    return [_ground_of(fix, merged(tallies)) for fix, tallies in places.items()]


def _ground_of(fix: Fix, tally: Tally) -> Ground:
    return Ground(
        name=fix.name, lat=fix.lat or 0.0, lon=fix.lon or 0.0, radius_km=fix.radius_km, precision=fix.precision, tally=tally
    )


def _fix_of(ground: Ground) -> Fix:
    precision = cast(FixPrecision, ground.precision)
    return Fix(name=ground.name, lat=ground.lat, lon=ground.lon, radius_km=ground.radius_km, precision=precision)


def gathered(frame: Frame, grounds: Iterable[Ground]) -> Marks:
    """Gather places into marks and areas, as a store does, whose coordinates are those shown."""
    cells: dict[tuple[int, int], list[tuple[int, int, Ground]]] = {}
    areas = []
    shift = BITS - frame.zoom - CELL_BITS
    for ground in grounds:
        fix = _fix_of(ground)
        if area_zoom(fix) <= frame.zoom:
            if reaches(frame, ground.lat, ground.lon, ground.radius_km or 0.0):
                areas.append(ground)
            continue
        x, y = project(ground.lat, ground.lon)
        if frame.west <= x < frame.east and frame.north <= y < frame.south:
            cells.setdefault((x >> shift, y >> shift), []).append((x, y, ground))
    marks = tuple(_gathered(found) for found in cells.values())
    areas.sort(key=lambda ground: (-ground.tally.count, ground.name))
    return Marks(marks=marks, areas=tuple(areas[:AREAS_A_TILE]))


def _gathered(found: list[tuple[int, int, Ground]]) -> Mark:
    tally: Tally = merged([ground.tally for _, _, ground in found])
    names = {ground.name for _, _, ground in found}
    return Mark(
        x=sum(x * ground.tally.count for x, _, ground in found) / tally.count,
        y=sum(y * ground.tally.count for _, y, ground in found) / tally.count,
        tally=tally,
        name=names.pop() if len(names) == 1 else None,
        vague=sum(ground.tally.count for _, _, ground in found if ground.precision not in PRECISE),
    )


def _earlier(a: datetime | None, b: datetime | None) -> datetime | None:
    return b if a is None else a if b is None else min(a, b)
