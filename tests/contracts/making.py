"""Small whole values in words of our own, for the store's tests: captures, and what a reader would make of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from zenobia.values.account import Located
from zenobia.values.capture import Capture, capture_id
from zenobia.values.claim import Claim, ControlClaim, Party, Speaker, claim_id
from zenobia.values.control import Control, control_id
from zenobia.values.document import Document, document_id
from zenobia.values.event import Event, event_id
from zenobia.values.incident import Contradiction, Incident, Origin, contradiction_id, incident_id
from zenobia.values.passage import Passage, passage_id
from zenobia.values.place import Fix
from zenobia.values.spans import Quote, Span
from zenobia.values.times import When
from zenobia.values.toll import Toll
from zenobia.values.verdict import Ruling, Verdict, verdict_id

MORNING = datetime(2016, 12, 11, 6, 0, tzinfo=UTC)
READER = "reader@1"
FOLDER = "fold@1"


@dataclass(frozen=True, kw_only=True)
class Saying:
    """One sentence and what it claims."""

    words: str
    type: str | None = "shelling"
    actor: str = "the river brigade"
    actor_id: str | None = None
    speaker: str | None = None
    place: str = "Qasr al-Wadi"
    lat: float | None = 34.5
    lon: float | None = 38.25
    country: str | None = "SY"
    day: date | None = date(2016, 12, 10)
    until: date | None = None


def moment(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


def capture(body: str, *, url: str = "file:note.txt", source: str = "hill-notes", hours: float = 0) -> Capture:
    encoded = body.encode()
    sha256 = hashlib.sha256(encoded).hexdigest()
    return Capture(
        id=capture_id(source, url, sha256),
        source=source,
        outlet="Hill Notes",
        url=url,
        received_at=moment(hours),
        media_type="text/plain",
        sha256=sha256,
        body=encoded,
        published="2016-12-11",
    )


def report(
    *sayings: Saying, title: str = "Notes from the hill", url: str = "file:note.txt", source: str = "hill-notes", hours: float = 0
) -> tuple[Capture, Located]:
    """Give a capture, and the report that a reader would make of it: one passage a saying."""
    text = "\n".join([title, *(saying.words for saying in sayings)])
    taken = capture(text, url=url, source=source, hours=hours)
    document = Document(
        id=document_id(source, url, text),
        capture=taken.id,
        source=source,
        outlet=taken.outlet,
        url=url,
        title=title,
        text=text,
        published=date(2016, 12, 11),
        received_at=taken.received_at,
        language="en",
        doc_id="note-1",
        meta=(("desk", '"hills"'),),
    )
    passages, events, start = [], [], len(title) + 1
    for ordinal, saying in enumerate(sayings):
        span = Span(start=start, end=start + len(saying.words))
        passages.append(_passage(document, ordinal, span, saying))
        events.append(event(document, passages[-1], saying))
        start = span.end + 1
    return taken, Located(document=document, passages=tuple(passages), events=tuple(events))


def _passage(document: Document, ordinal: int, span: Span, saying: Saying) -> Passage:
    return Passage(
        id=passage_id(document.id, saying.words),
        document=document.id,
        ordinal=ordinal,
        span=span,
        text=saying.words,
        sentences=(Span(start=0, end=len(saying.words)),),
    )


def event(document: Document, passage: Passage, saying: Saying) -> Event:
    name = claim_id(passage.id, saying.type or "control", (("actor", saying.actor), ("place", saying.place)))
    when = When(text="then", start=saying.day, end=saying.until or saying.day, precision="day") if saying.day else None
    claim = Claim(
        id=name,
        document=document.id,
        passage=passage.id,
        quote=Quote(start=passage.span.start, end=passage.span.end, text=saying.words),
        kind="event" if saying.type else "control",
        type=saying.type,
        actor=(Party(text=saying.actor, name=saying.actor.title(), id=saying.actor_id),),
        place=(saying.place,),
        when=when,
        said_by=Speaker(text=saying.speaker, name=saying.speaker.title(), kind="monitor") if saying.speaker else None,
        toll=(Toll(what="killed", who="fighters", low=3, high=None, text="at least three fighters"),),
        control=() if saying.type else (ControlClaim(holder=saying.actor, state="holds", place=saying.place),),
        score=0.75,
        made_by="making@1",
    )
    fix = Fix(name=saying.place, lat=saying.lat, lon=saying.lon, radius_km=4.0, precision="near", country=saying.country)
    return Event(
        id=event_id(name),
        claim=claim,
        when=when,
        fix=fix if saying.lat is not None else None,
        source=document.source,
        outlet=document.outlet,
        published=document.published,
        received_at=document.received_at,
    )


def incident(*events: Event, title: str = "Shelling of Qasr al-Wadi", contested: bool = False) -> Incident:
    claims = tuple(event.claim.id for event in events)
    a, b = min(claims), max(claims)
    against = Contradiction(id=contradiction_id("place", a, b), kind="place", a=a, b=b, why="They name two places.")
    return Incident(
        id=incident_id(events[0].id),
        founder=events[0].id,
        title=title,
        type=events[0].claim.type,
        when=events[0].when,
        fix=events[0].fix,
        events=tuple(event.id for event in events),
        claims=claims,
        actors=(events[0].claim.actor[0].name,),
        tolls=(),
        origins=(Origin(name="Hill Notes", id=None, claims=claims, sources=(events[0].source,)),),
        contradictions=(against,) if contested else (),
        because=claims,
        against=(),
    )


def control(
    event: Event, *, start: date | None = date(2016, 12, 10), end: date | None = None, place: str = "words:qasralwadi"
) -> Control:
    return Control(
        id=control_id(place, start),
        place=place,
        name="Qasr al-Wadi",
        fix=event.fix,
        start=start,
        end=end,
        status="held",
        holder="The River Brigade",
        holder_id=None,
        claimed_by=("Hill Notes",),
        denied_by=(),
        because=(event.claim.id,),
        against=(),
        rule="1. One holder is claimed and nobody denies it.",
    )


def verdict(about: str, *, ruling: Ruling = "retracted", hours: float = 0) -> Verdict:
    at = moment(hours)
    name = verdict_id(ruling, about, None, None, None, "mira", at, "The source took it back.")
    return Verdict(
        id=name, ruling=ruling, about=about, other=None, slot=None, value=None, by="mira", at=at, why="The source took it back."
    )


def many(count: int, *, each: int = 3, first: int = 0) -> list[tuple[Capture, Located]]:
    """Give so many different reports, always the same ones, spread over the map and over a year."""
    made = []
    for number in range(first, first + count):
        sayings = [
            Saying(
                words=f"Patrol {number} of post {step} reported shells near mill {number * 7 + step}.",
                type=("shelling", "air_strike", "battle")[step % 3],
                actor=f"brigade {number % 50}",
                place=f"Mill {number * 7 + step}",
                lat=30 + (number * 37 % 800) / 100 + step / 1000,
                lon=36 + (number * 91 % 600) / 100,
                day=date(2016, 1, 1) + timedelta(days=number % 365),
                speaker="the valley watch" if step else None,
            )
            for step in range(each)
        ]
        made.append(report(*sayings, url=f"file:note-{number}.txt", hours=number / 60))
    return made


def as_read_by(located: Located, maker: str) -> Located:
    """Give the same report as another reader would have stamped it."""
    events = tuple(replace(event, claim=replace(event.claim, made_by=maker)) for event in located.events)
    return replace(located, events=events)
