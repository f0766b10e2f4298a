"""Who held Ukrainian towns, 2022 to 2023: changes of hands of a settlement, and who held a point on a day.

In: a settlement (name, province, coordinates if known) or a point with days; and the articles in `docs.jsonl` beside the set,
which are read once. Out: changes (by, date) and the last holder; or a controller for each day.

The answer is read off the timeline that `control` draws of the articles. What the set asks beyond it is put in here alone:

1. The articles carry no date: their events are dated by the story (`chronicle`).
2. The set knows two sides. A party is of the side that it belongs to on the day, else of the one whose name its words hold.
   Ground taken by nobody that is named is taken by who came; retaken, by who was there before. Ground that one side has left or
   lost, while nobody is said to have come or to have gained it later, is the other's. What is dated before the war is left out.
3. A settlement is the place of its name. Where both have coordinates they lie within `HOMONYM_KM`; else the provinces agree.
4. Who holds is who is likeliest to (`control/likeliest.py`), in dispute as well. Before the war the province's government held. A
   change is dated by the day of which most is said within `DATING_DAYS` of the first word for the new holder.
5. A settlement of which nothing is said changed hands with those around it; a point is its settlement where anything is said of
   that, else what is said of the settlements around it, nearer ones more, else what was so before the war. This is interpolation,
   as are the areas of influence of `control/areas.py`; the timeline itself says nothing of such places.
6. A point is contested on a day that lies in a contested or disputed stretch, within `FIGHT_DAYS` of the last word on it.

Never looks at `history` or any field but name, province, population, coordinates and the days asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from math import cos, hypot, radians
from pathlib import Path

from rapidfuzz import fuzz

from zenobia.control import timeline
from zenobia.control.statements import FINE_DAYS
from zenobia.engines.actors import load_actors
from zenobia.evaluate.chronicle import dated, whole_years
from zenobia.evaluate.records import Record, ReportInput, read_records, text_of
from zenobia.faults import BadSettings, SourceFault
from zenobia.values.account import Located
from zenobia.values.actor import Sides, side_of
from zenobia.values.claim import ControlClaim
from zenobia.values.control import Control, Position
from zenobia.values.event import Event
from zenobia.values.keys import place_key
from zenobia.values.place import Fix

Reader = Callable[[ReportInput], Located]
Predict = Callable[[Record, Reader], dict[str, object]]

Changes = list[tuple[date, str]]
"""(day, new holder), in order."""

DOCUMENTS = "docs.jsonl"
WAR = date(2022, 2, 24)
UKRAINE, RUSSIA, CONTESTED = "UA", "RU", "CONTESTED"
OTHER = {UKRAINE: RUSSIA, RUSSIA: UKRAINE}
COUNTRIES = {"wikidata:Q212": UKRAINE, "wikidata:Q159": RUSSIA}
IDS = {side: (id_, name) for (id_, side), name in zip(COUNTRIES.items(), ("Ukraine", "Russia"), strict=True)}
WORDS = {
    UKRAINE: ("ukrain", "kyiv", "azov"),
    RUSSIA: (
        "russia",
        "separatist",
        "luhansk people",
        "donetsk people",
        "lpr",
        "dpr",
        "lnr",
        "dnr",
        "wagner",
        "chechen",
        "kadyrov",
    ),
}
RETAKEN = re.compile(r"\b(?:re-?(?:captur|tak|took|gain|conquer|claim|occup)|liberat)", re.IGNORECASE)
TAKEN = re.compile(
    r"\b(?:re-?)?(?:captur|seiz|tak(?:e|ing)|took|occup|conquer|gain|claim|liberat|fell\b|fallen\b)", re.IGNORECASE
)
_ON = re.compile(r",\s+(?!and\b)[a-z]|[.;:]")
"""Where a sentence goes on to something else; commas of a list are followed by names."""
NEAR = 30
"""Characters between a place and the word that says that it was taken."""
WIDE = re.compile(r"\b(?:oblast|raion|region|province|hromada)\b", re.IGNORECASE)
CHANGED = frozenset({"territory_gained", "withdrawal"})
"""Types of claims that say that ground changed hands."""
DATING_DAYS = 30
FIGHT_DAYS = 14
"""Days after the last word on a fight for which it is taken to go on: the set asks every fortnight. Set by hand."""
REACH_KM = 60.0
"""Kilometres from which a settlement has nothing to say of another, or of a point. Set by hand."""
SILENT_KM = 80.0
"""Distance of the settlement that counts for what was so before the war, where nothing nearer is told. Set by hand."""
SAME_KM = 3.0
"""Kilometres within which two names are spellings of one settlement."""
HOMONYM_KM = 40.0
"""Kilometres within which one name is one settlement: the error of a gazetteer's choice among villages of one district."""
ALIKE = 80.0
"""Likeness of two names of one province from which they are spellings of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """One place of the timeline: its names, where it lies if known, its stretches and its changes of hands."""

    names: frozenset[str]
    point: tuple[float, float] | None
    around: tuple[tuple[float, float, float], ...]
    """The discs (latitude, longitude, kilometres) in which the claims on it were put, for one that no gazetteer knows."""
    province: str | None
    told: tuple[Control, ...]
    changes: Changes

    @property
    def weight(self) -> int:
        return len({claim for one in self.told for claim in (*one.because, *one.against)})


def gather(path: Path, reader: Reader, sides: Sides) -> list[Town]:
    """Read the articles and give every place that the timeline says something of."""
    read: list[tuple[Located, date | None]] = []
    for record in read_records(path):
        report = ReportInput(
            doc_id=str(record.get("id")),
            title=text_of(record, "title"),
            text=text_of(record, "text") or "",
            published=None,
            outlet=None,
        )
        try:
            read.append((reader(report), _day(record.get("crawled"))))
        except SourceFault:
            continue  # an article that cannot be read says nothing; the rest of the war is told by the others
    return towns(events_of(read), sides)


def events_of(read: Sequence[tuple[Located, date | None]]) -> list[Event]:
    """Date the events of all articles, each with the day on which it was fetched, by the story and by rule 2."""
    years = sum((whole_years(located.passages) for located, _ in read), Counter[int]())
    usual = min(years, key=lambda year: (-years[year], year)) if years else None
    told = (event for located, fetched in read for event in dated(located, fetched, usual))
    return [_by_somebody(event) for event in told if not _is_before(event)]


def _is_before(event: Event) -> bool:
    """Tell whether an event is of a time before the war, of which the set does not ask."""
    return event.when is not None and event.when.end is not None and event.when.end < WAR


def _by_somebody(event: Event) -> Event:
    """Name who gained ground that nobody is said to have gained (rule 2)."""
    claim = event.claim
    if claim.type != "territory_gained" or claim.stance == "denies" or claim.control or event.when is None:
        return event
    start, end = event.when.start, event.when.end
    if start is None or end is None or (end - start).days >= FINE_DAYS or any(party.id for party in claim.actor):
        return event
    quote = claim.quote.text
    id_, name = IDS[UKRAINE if RETAKEN.search(quote) else RUSSIA]
    named = [words for words in claim.place if not WIDE.search(words) and is_taken(words, quote)]
    held = tuple(ControlClaim(holder=name, holder_id=id_, state="holds", place=words) for words in named)
    return replace(event, claim=replace(claim, control=held))


def is_taken(name: str, quote: str) -> bool:
    """Tell whether a quote says that a place was taken: "captured A and B", "A was captured"."""
    for found in TAKEN.finditer(quote):
        after, before = quote.find(name, found.end()), quote.rfind(name, 0, found.start())
        if after >= 0 and not _ON.search(quote[found.end() : after]):
            return True
        if before >= 0 and found.start() - before - len(name) <= NEAR:
            return True
    return False


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None


def towns(events: Sequence[Event], sides: Sides) -> list[Town]:
    """Draw the timeline and read each place's changes of hands off it."""
    told: dict[str, list[Control]] = defaultdict(list)
    for one in timeline(events, sides=sides):
        if one.end is None or one.end >= WAR:
            told[one.place].append(one)
    known = {event.claim.id: event for event in events}
    return [_town(stretches, known, sides) for _, stretches in sorted(told.items())]


def _town(told: Sequence[Control], known: Mapping[str, Event], sides: Sides) -> Town:
    fix = told[0].fix
    claims = [known[claim] for one in told for claim in (*one.because, *one.against)]
    provinces = Counter(event.fix.admin1 for event in claims if event.fix is not None and event.fix.admin1)
    return Town(
        names=frozenset({place_key(one.name) for one in told} | ({place_key(fix.name)} if fix is not None else set())),
        point=_point(fix),
        around=tuple(sorted({disc for event in claims if (disc := _disc(event.fix)) is not None})),
        province=min(provinces, key=lambda name: (-provinces[name], name)) if provinces else None,
        told=tuple(told),
        changes=changes_of(told, known, sides),
    )


def _point(fix: Fix | None) -> tuple[float, float] | None:
    return (fix.lat, fix.lon) if fix is not None and fix.lat is not None and fix.lon is not None else None


def _disc(fix: Fix | None) -> tuple[float, float, float] | None:
    point = _point(fix)
    return (*point, max(REACH_KM, fix.radius_km or 0.0)) if fix is not None and point is not None else None


def changes_of(told: Sequence[Control], known: Mapping[str, Event], sides: Sides) -> Changes:
    """Read changes of hands off the stretches of one place."""
    found: Changes = []
    holder: str | None = None
    for at, one in enumerate(told):
        side = whose(one, sides)
        if side is None or (one.status == "unknown" and _comes_later(side, told[at + 1 :], known, sides)):
            continue
        was = holder or (UKRAINE if side == RUSSIA or not _is_gained(one, known) else RUSSIA)
        if side != was:
            found.append((_dated(side, told[at:], known, sides), side))
        holder = side
    return found


def _comes_later(side: str, told: Iterable[Control], known: Mapping[str, Event], sides: Sides) -> bool:
    """Tell whether the next holder named is a side that is said to have gained the ground only then (rule 2)."""
    after = next((one for one in told if one.status != "unknown" and whose(one, sides) is not None), None)
    return after is not None and whose(after, sides) == side and _is_gained(after, known)


def whose(one: Control, sides: Sides) -> str | None:
    """Tell which side holds a place in a stretch, contested or not (rules 2 and 4); None where nothing tells."""
    on = one.start or WAR
    if one.likeliest is not None:
        return party_side(one.likeliest, one.likeliest_id, on, sides)
    if one.status != "unknown":
        return None
    gone = {party_side(told.party, told.party_id, on, sides) for told in one.positions if told.state in {"left", "does_not_hold"}}
    lost = [side for side in gone if side is not None]
    return OTHER[lost[0]] if len(lost) == 1 else None


def party_side(name: str, id_: str | None, on: date, sides: Sides) -> str | None:
    """Tell which of the two sides a party is of."""
    side = COUNTRIES.get(sides(id_, on)) if id_ is not None else None
    if side is not None:
        return side
    found = [side for side, words in WORDS.items() if any(word in name.casefold() for word in words)]
    return found[0] if len(found) == 1 else None


def _is_gained(one: Control, known: Mapping[str, Event]) -> bool:
    """Tell whether a stretch begins with ground that changed hands, not with ground that was held."""
    return any(known[claim].claim.type in CHANGED for claim in one.because)


def _dated(side: str, told: Sequence[Control], known: Mapping[str, Event], sides: Sides) -> date:
    """Give the day of which most is said for a new holder, among the first days of its time (rule 4)."""
    first = told[0].start or WAR
    last = first + timedelta(days=DATING_DAYS)
    said: set[str] = set()
    for one in told:
        if whose(one, sides) not in {side, None} or (one.start or WAR) > last:
            break
        said.update(claim for position in one.positions if _is_for(position, side, one, sides) for claim in position.claims)
    days = Counter(
        event.when.end
        for event in map(known.__getitem__, sorted(said))
        if event.when is not None
        and event.when.end is not None
        and first <= event.when.end <= last
        and event.claim.type in CHANGED
    )
    return max(min(days, key=lambda day: (-days[day], day), default=first), WAR)


def _is_for(position: Position, side: str, one: Control, sides: Sides) -> bool:
    """Tell whether a position says that a side has the whole, or that the other has left it."""
    of = party_side(position.party, position.party_id, one.start or WAR, sides)
    if of is None or position.is_part:
        return False
    return position.state == "holds" if of == side else position.state in {"left", "does_not_hold"}


def prepare(path: Path, reader: Reader) -> Predict:
    """Read the articles beside the set and give the function that tells a settlement's changes of hands."""
    known = gather(_documents(path), reader, _sides())

    def predict(record: Record, _: Reader) -> dict[str, object]:
        town = town_of(record, known)
        changes = town.changes if town is not None else []
        return {
            "id": record["id"],
            "events": [{"by": side, "date": day.isoformat()} for day, side in changes],
            "held_by": changes[-1][1] if changes else UKRAINE,
        }

    return predict


def prepare_points(path: Path, reader: Reader) -> Predict:
    """Read the articles beside the set and give the function that tells who held a point on each day asked."""
    known = gather(_documents(path), reader, _sides())
    asked = {str(record["id"]): days_asked(record) for record in read_records(path)}

    def predict(record: Record, _: Reader) -> dict[str, object]:
        here, town = point_of(record), town_of(record, known)
        own = town if town is not None and town.changes else None
        around = [] if own is not None or here is None else _around(here, known)
        days = asked.get(str(record["id"])) or days_asked(record)
        told = [
            {"date": day.isoformat(), "controller": controller(own, day) if own is not None else _by_neighbours(around, day)}
            for day in days
        ]
        return {"id": record["id"], "timeline": told}

    return predict


def controller(town: Town, day: date) -> str:
    """Tell who holds a settlement on a day: a side, or nobody alone (rule 6)."""
    return CONTESTED if any(is_fought_over(one, day) for one in town.told) else holder_on(town.changes, day)


def is_fought_over(one: Control, day: date) -> bool:
    if one.status not in {"contested", "disputed"} or one.start is None or day < one.start:
        return False
    return (one.end is None or day <= one.end) and day <= (one.last_said or one.start) + timedelta(days=FIGHT_DAYS)


def days_asked(record: Record) -> list[date]:
    """Give the days that a record asks about: its `dates`, or those of its `timeline`, of which nothing else is looked at."""
    dates, timeline_ = record.get("dates"), record.get("timeline")
    given = dates if isinstance(dates, list) else [one.get("date") for one in timeline_] if isinstance(timeline_, list) else []
    return [day for day in map(_day, given) if day is not None]


def holder_on(changes: Changes, day: date) -> str:
    """Tell who holds a settlement on a day; before its first change the other side did."""
    past = [side for at, side in changes if at <= day]
    if past:
        return past[-1]
    return UKRAINE if not changes or changes[0][1] == RUSSIA else RUSSIA


Neighbours = list[tuple[float, Changes]]


def _around(here: tuple[float, float], known: Sequence[Town]) -> Neighbours:
    """Give the settlements around a point, each with its weight: a fourth of it at twice the distance."""
    near = [(km(here, town.point), town.changes) for town in known if town.changes and town.point is not None]
    return [(1 / (1 + apart) ** 2, changes) for apart, changes in near if apart <= REACH_KM]


def _by_neighbours(around: Neighbours, day: date) -> str:
    votes = {UKRAINE: 1 / (1 + SILENT_KM) ** 2, RUSSIA: 0.0}
    for weight, changes in around:
        votes[holder_on(changes, day)] += weight
    return max(votes, key=lambda side: (votes[side], side == UKRAINE))


def _sides() -> Sides:
    return partial(side_of, find=load_actors().actor)


def _documents(path: Path) -> Path:
    for folder in (path.parent, path.parent.parent / "ua_control"):
        if (folder / DOCUMENTS).is_file():
            return folder / DOCUMENTS
    raise BadSettings(f"{DOCUMENTS} is neither beside {path} nor in ua_control beside its folder; put the articles there")


def town_of(record: Record, known: Iterable[Town]) -> Town | None:
    """Give the place of the timeline that a settlement is: of several, the one in its province, of which most is said."""
    name, here, province = place_key(text_of(record, "settlement") or ""), point_of(record), text_of(record, "oblast") or ""
    found = [town for town in known if _is_meant(town, name, here, province)]
    return max(found, key=lambda town: (name in town.names, _is_in(town, province), town.weight), default=None)


def _is_meant(town: Town, name: str, here: tuple[float, float] | None, province: str) -> bool:
    apart = km(here, town.point) if here is not None and town.point is not None else None
    if name in town.names and apart is None and here is not None and town.around:
        return _is_in(town, province) or any(km(here, (lat, lon)) <= reach for lat, lon, reach in town.around)
    if name in town.names:
        return apart is None or apart <= HOMONYM_KM
    return apart is not None and apart <= SAME_KM


def _is_in(town: Town, province: str) -> bool:
    return town.province is not None and fuzz.partial_ratio(town.province, province) >= ALIKE


def point_of(record: Record) -> tuple[float, float] | None:
    lat, lon = record.get("lat"), record.get("lon")
    return (float(lat), float(lon)) if isinstance(lat, int | float) and isinstance(lon, int | float) else None


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Measure between two (lat, lon) points, on a plane good enough for a province."""
    return hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians((a[0] + b[0]) / 2))) * 111.2
