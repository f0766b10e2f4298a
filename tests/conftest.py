"""A small way of writing down events by hand: `tell(...)` makes one Event as if a report had been read.

Every sentence told here is made up for this project. Places and parties have ids only if they stand in the tables below.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings

from zenobia.values.claim import Claim, ControlClaim, Party, Speaker, claim_id
from zenobia.values.document import document_id
from zenobia.values.event import Event, event_id
from zenobia.values.ids import make_id
from zenobia.values.passage import passage_id
from zenobia.values.place import Fix
from zenobia.values.spans import Quote
from zenobia.values.times import When
from zenobia.values.toll import Toll
from zenobia.values.verdict import Ruling, Verdict, verdict_id

# How long an example takes says more of the machine than of the code. In integration hypothesis tries the same ones at each run.
settings.register_profile("zenobia", settings(deadline=None))
settings.load_profile("zenobia")

# name: (lat, lon, radius_km, precision, id, admin1)
GROUND = {
    "Palmyra": (34.56, 38.28, 4.0, "exact", "made:palmyra", "Homs"),
    "al-Sukhnah": (34.89, 38.87, 2.0, "exact", "made:sukhnah", "Homs"),
    "Tiyas": (34.52, 37.63, 2.0, "exact", "made:tiyas", "Homs"),
    "Ramadi": (33.42, 43.31, 5.0, "exact", "made:ramadi", "Anbar"),
    "Aleppo": (36.20, 37.16, 10.0, "exact", "made:aleppo", "Aleppo"),
    "al-Shaar": (36.213, 37.186, 0.8, "exact", "made:shaar", "Aleppo"),
    "al-Sukkari": (36.178, 37.139, 0.8, "exact", "made:sukkari", "Aleppo"),
    "Homs province": (34.7, 38.0, 120.0, "province", "made:homs-province", "Homs"),
}
PARTIES = {
    "ISIS": "made:isis",
    "Syrian army": "made:army",
    "Russian Aerospace Forces": "made:vks",
    "US-led coalition": "made:coalition",
}
SPEAKERS = {
    "River Observatory": "monitor",
    "Defence Ministry": "state",
    "army command": "military",
    "state television": "media",
    "residents": "witness",
}
FIRST_RECEIVED = datetime(2016, 12, 11, 6, tzinfo=UTC)


def interval(words: str | None) -> When | None:
    """Read "2016-12-11" or "2016-12-11/2016-12-12"; longer intervals are months or years."""
    if words is None:
        return None
    first, _, last = words.partition("/")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    days = (end - start).days
    return When(text=words, start=start, end=end, precision="day" if days < 7 else "month" if days < 32 else "year")


def fixed(place: tuple[str, ...]) -> Fix | None:
    """Put a claim where its narrowest known place is; a part of it that is not known widens the precision."""
    for name in place:
        if name in GROUND:
            lat, lon, radius_km, precision, id_, admin1 = GROUND[name]
            found: Any = precision if name == place[0] else "near"
            return Fix(name=name, lat=lat, lon=lon, radius_km=radius_km, precision=found, id=id_, admin1=admin1, country="SY")
    return None


def party(name: str) -> Party:
    return Party(text=name, name=name, id=PARTIES.get(name))


def tell(
    type_: str | None = "territory_gained",
    *place: str,
    when: str | None = None,
    by: str = "",
    on: str = "",
    said_by: str | None = None,
    stance: Any = "asserts",
    kind: Any = "event",
    toll: tuple[tuple[Any, str, int, int | None], ...] = (),
    control: tuple[tuple[str | None, Any, str], ...] = (),
    relation: str | None = None,
    source: str = "desk-one",
    document: str | None = None,
    published: str | None = "2016-12-11",
    minute: int = 0,
    words: str | None = None,
    start: int = 0,
    fix: Fix | None = None,
) -> Event:
    """Make one event. `by` and `on` are names parted by "; ", `minute` counts from the first receipt."""
    told = (type_ or kind, *place, when or "", by, on, said_by or "", source, stance, str(toll), str(control), published or "")
    quote = words or f"[{make_id('told', *told)[-9:]}]"  # no words in common with any other
    document = document or document_id(source, None, f"{source} {published} {quote}")
    passage = passage_id(document, quote)
    doers = tuple(party(name) for name in by.split("; ") if name)
    targets = tuple(party(name) for name in on.split("; ") if name)
    name = claim_id(passage, type_ or kind, (("place", " ".join(place)), ("actor", by), ("target", on), ("when", when or "")))
    speaker_kind: Any = SPEAKERS.get(said_by or "", "unnamed")
    claim = Claim(
        id=name,
        document=document,
        passage=passage,
        quote=Quote(start=start, end=start + len(quote), text=quote),
        kind=kind,
        type=type_ if kind == "event" else None,
        actor=doers,
        target=targets,
        place=place,
        relation=relation,
        when=interval(when),
        said_by=Speaker(text=said_by, name=said_by, kind=speaker_kind) if said_by else None,
        stance=stance,
        toll=tuple(Toll(what=what, who=who, low=low, high=high, text=f"{low} {who}") for what, who, low, high in toll),
        control=tuple(
            ControlClaim(holder=holder, state=state, place=where, holder_id=PARTIES.get(holder or ""))
            for holder, state, where in control
        ),
        score=0.9,
        made_by="by hand",
    )
    return Event(
        id=event_id(name),
        claim=claim,
        when=claim.when,
        fix=fix or fixed(place),
        source=source,
        outlet=source.replace("-", " ").capitalize(),
        published=date.fromisoformat(published) if published else None,
        received_at=FIRST_RECEIVED + timedelta(minutes=minute),
    )


def rule(ruling: Ruling, about: str, other: str | None = None, *, by: str = "reviewer", hour: int = 0, **slots: str) -> Verdict:
    """Make one verdict, `hour` hours after the first."""
    at = FIRST_RECEIVED + timedelta(days=30, hours=hour)
    slot, value, why = slots.get("slot"), slots.get("value"), slots.get("why", "compared both reports")
    name = verdict_id(ruling, about, other, slot, value, by, at, why)
    return Verdict(id=name, ruling=ruling, about=about, other=other, slot=slot, value=value, by=by, at=at, why=why)


@pytest.fixture(name="tell", scope="session")
def tell_fixture() -> Callable[..., Event]:
    return tell


@pytest.fixture(name="rule", scope="session")
def rule_fixture() -> Callable[..., Verdict]:
    return rule
