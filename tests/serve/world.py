"""A small made-up war for tests: three notes, eight claims, four incidents, one contested town. Written for this project."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from zenobia.values.account import Located
from zenobia.values.capture import Capture, capture_id
from zenobia.values.claim import Claim, ControlClaim, Party, Speaker, claim_id
from zenobia.values.control import Control, control_id
from zenobia.values.document import Document, document_id
from zenobia.values.event import Event, event_id
from zenobia.values.incident import Contradiction, Incident, Origin, Relation, TollRange, contradiction_id, incident_id
from zenobia.values.passage import Passage, passage_id
from zenobia.values.place import Fix
from zenobia.values.source import Source
from zenobia.values.spans import Quote, Span
from zenobia.values.times import When
from zenobia.values.toll import Toll

DAY_1 = datetime(2016, 12, 11, 8, tzinfo=UTC)
DAY_2 = datetime(2016, 12, 12, 9, 30, tzinfo=UTC)
DAY_3 = datetime(2016, 12, 14, 7, tzinfo=UTC)

SOURCES = (
    Source(id="notes", name="Zenobia sample notes", kind="media", language="en", licence="CC0-1.0"),
    Source(id="wire", name="Zenobia sample wire", kind="agency", language="en", parent="notes"),
)
TEXTS = (
    (
        "notes",
        DAY_1,
        "en",
        "Militants enter the town from the north\n"
        "Islamic State fighters took the grain depot north of Tadmur on Saturday, the River Observatory said.\n"
        "Warplanes struck the <b>depot</b> 64 times overnight and killed more than 300 militants, "
        "the Air Ministry said, quoted by Wire One.",
    ),
    (
        "wire",
        DAY_2,
        "en",
        "Governor: the army stands around the town\n"
        "The provincial governor denied that the militants hold Tadmur.\n"
        "At least 180 militants were killed in the strikes, the River Observatory said.\n"
        "Shelling was reported somewhere in the province; nobody was named.",
    ),
    (
        "notes",
        DAY_3,
        "ar",
        "قصف على المدينة\nقال المرصد إن القصف أصاب سوق تدمر يوم الثلاثاء.",
    ),
)

TADMUR = Fix(
    name="Tadmur",
    lat=34.56,
    lon=38.28,
    radius_km=5.0,
    precision="near",
    id="geonames:163960",
    admin1="Homs",
    country="SY",
    because=("the words name Tadmur", "one such place in Homs"),
)
DEPOT = Fix(name="grain depot", lat=34.62, lon=38.27, radius_km=0.5, precision="exact", admin1="Homs", country="SY")
PROVINCE = Fix(name="Homs", lat=34.5, lon=38.0, radius_km=120.0, precision="province", admin1="Homs", country="SY")
OBSERVATORY = Speaker(text="the River Observatory", name="River Observatory", kind="monitor")
MINISTRY = Speaker(text="the Air Ministry", name="Air Ministry", kind="military")
WIRE = Speaker(text="Wire One", name="Wire One", kind="agency")
GOVERNOR = Speaker(text="The provincial governor", name="Governor of Homs", kind="official")
IS = Party(text="Islamic State fighters", name="Islamic State", id="wikidata:Q2429253")
SATURDAY = When(text="on Saturday", start=date(2016, 12, 10), end=date(2016, 12, 10), precision="day")
OVERNIGHT = When(text="overnight", start=date(2016, 12, 10), end=date(2016, 12, 11), precision="day")


def _capture(source: str, at: datetime, number: int, text: str) -> Capture:
    body = text.encode()
    sha = hashlib.sha256(body).hexdigest()
    url = f"https://notes.example/{number}"
    return Capture(
        id=capture_id(source, url, sha),
        source=source,
        outlet=next(known.name for known in SOURCES if known.id == source),
        url=url,
        received_at=at,
        media_type="text/plain; charset=utf-8",
        sha256=sha,
        body=body,
    )


CAPTURES = tuple(_capture(source, at, number, text) for number, (source, at, _, text) in enumerate(TEXTS, 1))


def _document(capture: Capture, language: str, text: str) -> Document:
    return Document(
        id=document_id(capture.source, capture.url, text),
        capture=capture.id,
        source=capture.source,
        outlet=capture.outlet,
        url=capture.url,
        title=text.partition("\n")[0],
        text=text,
        published=capture.received_at.date(),
        received_at=capture.received_at,
        language=language,
    )


DOCUMENTS = tuple(_document(capture, TEXTS[place][2], TEXTS[place][3]) for place, capture in enumerate(CAPTURES))


def _passages(document: Document) -> tuple[Passage, ...]:
    passages, start = [], 0
    for ordinal, text in enumerate(document.text.split("\n")):
        span = Span(start=start, end=start + len(text))
        passages.append(
            Passage(
                id=passage_id(document.id, text),
                document=document.id,
                ordinal=ordinal,
                span=span,
                text=text,
                is_headline=ordinal == 0,
            )
        )
        start = span.end + 1
    return tuple(passages)


PASSAGES = tuple(_passages(document) for document in DOCUMENTS)


def _event(number: int, words: str, *, fix: Fix | None, when: When | None, **slots: object) -> Event:
    document = DOCUMENTS[number]
    start = document.text.index(words)
    passage = next(found for found in PASSAGES[number] if found.span.start <= start < found.span.end)
    kind = slots.pop("kind", "event")
    claim = Claim(
        id=claim_id(passage.id, str(slots.get("type", kind)), (("words", words),)),
        document=document.id,
        passage=passage.id,
        quote=Quote(start=start, end=start + len(words), text=words),
        kind=kind,  # type: ignore[arg-type]
        type=slots.pop("type", None),  # type: ignore[arg-type]
        when=when,
        score=0.9,
        made_by="claim.frames@1",
        **slots,  # type: ignore[arg-type]
    )
    return Event(
        id=event_id(claim.id),
        claim=claim,
        when=when,
        fix=fix,
        source=document.source,
        outlet=document.outlet,
        published=document.published,
        received_at=document.received_at,
    )


TAKEN = _event(
    0,
    "Islamic State fighters took the grain depot north of Tadmur on Saturday",
    fix=DEPOT,
    when=SATURDAY,
    type="territory_gained",
    actor=(IS,),
    place=("the grain depot", "Tadmur"),
    relation="north of Tadmur",
    said_by=OBSERVATORY,
)
STRIKES = _event(
    0,
    "Warplanes struck the <b>depot</b> 64 times overnight and killed more than 300 militants",
    fix=TADMUR,
    when=OVERNIGHT,
    type="air_strike",
    actor=(Party(text="Warplanes", name="Warplanes"),),
    target=(Party(text="militants", name="militants"),),
    said_by=MINISTRY,
    via=(WIRE,),
    toll=(
        Toll(what="conducted", who="air strikes", low=64, high=64, text="64 times"),
        Toll(what="killed", who="militants", low=301, high=None, text="more than 300 militants"),
    ),
)
ENTERED = _event(
    0,
    "Militants enter the town from the north",
    fix=TADMUR,
    when=SATURDAY,
    kind="control",
    control=(ControlClaim(holder="Islamic State", state="holds", place="Tadmur"),),
)
DENIED = _event(
    1,
    "The provincial governor denied that the militants hold Tadmur",
    fix=TADMUR,
    when=None,
    kind="control",
    stance="denies",
    said_by=GOVERNOR,
    control=(ControlClaim(holder="Islamic State", state="holds", place="Tadmur"),),
)
FEWER = _event(
    1,
    "At least 180 militants were killed in the strikes",
    fix=TADMUR,
    when=OVERNIGHT,
    type="air_strike",
    said_by=OBSERVATORY,
    toll=(Toll(what="killed", who="militants", low=180, high=None, text="At least 180 militants"),),
)
SHELLING = _event(1, "Shelling was reported somewhere in the province", fix=PROVINCE, when=None, type="shelling", stance="hedges")
MARKET = _event(
    2,
    "القصف أصاب سوق تدمر يوم الثلاثاء",
    fix=None,
    when=When(text="يوم الثلاثاء", start=date(2016, 12, 13), end=date(2016, 12, 13), precision="day"),
    type="shelling",
    said_by=Speaker(text="المرصد", name="المرصد", kind="monitor"),
)
EVENTS = (TAKEN, STRIKES, ENTERED, DENIED, FEWER, SHELLING, MARKET)
LOCATED = tuple(
    Located(
        document=document,
        passages=PASSAGES[place],
        events=tuple(event for event in EVENTS if event.claim.document == document.id),
    )
    for place, document in enumerate(DOCUMENTS)
)


def _clash(kind: str, one: Event, other: Event, why: str) -> Contradiction:
    a, b = sorted((one.claim.id, other.claim.id))
    return Contradiction(id=contradiction_id(kind, a, b), kind=kind, a=a, b=b, why=why)  # type: ignore[arg-type]


def _origin(name: str, *events: Event) -> Origin:
    return Origin(
        name=name, id=None, claims=tuple(event.claim.id for event in events), sources=tuple(event.source for event in events)
    )


def _incident(
    title: str, *events: Event, against: tuple[Event, ...] = (), origins: tuple[Origin, ...], **more: object
) -> Incident:
    founder = events[0]
    return Incident(
        id=incident_id(founder.id),
        founder=founder.id,
        title=title,
        type=founder.claim.type,
        when=founder.when,
        fix=founder.fix,
        events=tuple(event.id for event in events),
        claims=tuple(event.claim.id for event in events),
        actors=tuple(party.name for party in founder.claim.actor),
        origins=origins,
        because=tuple(event.claim.id for event in events if event not in against),
        against=tuple(event.claim.id for event in against),
        tolls=more.pop("tolls", ()),  # type: ignore[arg-type]
        contradictions=more.pop("contradictions", ()),  # type: ignore[arg-type]
        joined=more.pop("joined", ()),  # type: ignore[arg-type]
    )


FIGURES = _clash("figure", STRIKES, FEWER, "One says more than 300 militants were killed, the other at least 180.")
RAID = _incident(
    "Air strikes at Tadmur, said by the Air Ministry and the River Observatory",
    STRIKES,
    FEWER,
    origins=(_origin("Air Ministry", STRIKES), _origin("River Observatory", FEWER)),
    tolls=(
        TollRange(what="killed", who="militants", low=180, best=None, high=None, because=(FEWER.claim.id, STRIKES.claim.id)),
        TollRange(what="conducted", who="air strikes", low=64, best=64, high=64, because=(STRIKES.claim.id,)),
    ),
    contradictions=(FIGURES,),
    joined=("Both tell of air strikes at Tadmur on the night to 11 December.",),
)
DEPOT_TAKEN = _incident(
    "Capture of the grain depot, claimed by the River Observatory", TAKEN, origins=(_origin("River Observatory", TAKEN),)
)
PROVINCE_SHELLED = _incident("Shelling in Homs province, reported", SHELLING, origins=(_origin("Zenobia sample wire", SHELLING),))
MARKET_SHELLED = _incident("Shelling of the market, said by المرصد", MARKET, origins=(_origin("المرصد", MARKET),))
PART = Relation(
    kind="part_of",
    from_=MARKET_SHELLED.id,
    to=PROVINCE_SHELLED.id,
    why="Rule 4: the one counts many acts.",
    claim=SHELLING.claim.id,
    quote=SHELLING.claim.quote.text,
)
PROVINCE_SHELLED, MARKET_SHELLED = (replace(one, relations=(PART,)) for one in (PROVINCE_SHELLED, MARKET_SHELLED))
INCIDENTS = (RAID, DEPOT_TAKEN, PROVINCE_SHELLED, MARKET_SHELLED)


def _stretch(start: date | None, end: date | None, status: str, holder: str | None, rule: str, **more: object) -> Control:
    return Control(
        id=control_id("geonames:163960", start),
        place="geonames:163960",
        name="Tadmur",
        fix=TADMUR,
        start=start,
        end=end,
        status=status,  # type: ignore[arg-type]
        holder=holder,
        holder_id=None,
        claimed_by=more.get("claimed_by", ()),  # type: ignore[arg-type]
        denied_by=more.get("denied_by", ()),  # type: ignore[arg-type]
        because=more.get("because", ()),  # type: ignore[arg-type]
        against=more.get("against", ()),  # type: ignore[arg-type]
        rule=rule,
    )


CONTROLS = (
    _stretch(None, date(2016, 12, 9), "unknown", None, "1. Before the first claim nothing is said."),
    _stretch(
        date(2016, 12, 10),
        date(2016, 12, 11),
        "held",
        "Islamic State",
        "2. Claimed and not denied.",
        claimed_by=("Zenobia sample notes",),
        because=(ENTERED.claim.id,),
    ),
    _stretch(
        date(2016, 12, 12),
        None,
        "disputed",
        "Islamic State",
        "4. Claimed and denied.",
        claimed_by=("Zenobia sample notes",),
        denied_by=("Governor of Homs",),
        because=(ENTERED.claim.id,),
        against=(DENIED.claim.id,),
    ),
)
