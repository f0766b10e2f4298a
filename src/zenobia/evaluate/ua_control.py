"""Who held Ukrainian towns, 2022 to 2023: changes of hands of a settlement, and who held a point on a day.

In: a settlement (name, province, coordinates if known) or a point with days; and the articles in `docs.jsonl` beside the set,
which are read once. Out: changes (by, date) and the last holder; or a controller for each day.

1. The articles carry no date: their events are dated by the story (`chronicle`), and read into statements by `control`.
2. The set knows two sides. A party is of the side that it belongs to on the day, else of the one whose name its words hold;
   whoever says that one side left or lost a place says that the other has it.
3. A settlement's statements are those on the cell of its name. Where both have coordinates they lie within `HOMONYM_KM`.
4. The holders of a settlement are the likeliest sequence: each statement is evidence, in bits, for one side on its day, each
   change of hands costs `CHANGE_BITS`; before the war the province's government holds. A change is dated by its first statement.
   One of which nothing is said changed hands with those around it.
5. A point is its settlement where anything is said of that; else what is said of the settlements around it, nearer ones more;
   else what was so before the war. The second is interpolation (as with the areas of influence around places).

Never looks at `history` or any field but name, province, population, coordinates and the days asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise, takewhile
from math import cos, hypot, radians
from pathlib import Path

from zenobia.control.cells import Atlas, Cell, atlas, cell_of
from zenobia.control.statements import Statement, statements
from zenobia.engines.actors import load_actors
from zenobia.evaluate.chronicle import dated, whole_years
from zenobia.evaluate.records import Record, ReportInput, read_records, text_of
from zenobia.faults import BadSettings, SourceFault
from zenobia.values.account import Located
from zenobia.values.actor import Sides, side_of
from zenobia.values.claim import Claim
from zenobia.values.event import Event
from zenobia.values.keys import place_key
from zenobia.values.meant import meant

Reader = Callable[[ReportInput], Located]
Predict = Callable[[Record, Reader], dict[str, object]]

Changes = list[tuple[date, str]]
"""(day, new holder), in order."""

DOCUMENTS = "docs.jsonl"
WAR = date(2022, 2, 24)
UKRAINE, RUSSIA = "UA", "RU"
COUNTRIES = {"wikidata:Q212": UKRAINE, "wikidata:Q159": RUSSIA}
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
CHANGE_BITS = 3.0
NOISE_BITS = 0.03
"""What each further statement on a settlement adds to the cost of a change: of many readings some are wrong."""
UNSEEN_BITS = 1.0
"""What it costs that a settlement was lost before anybody tells of it."""
PART_BITS = 0.5
BITS: Mapping[str, float] = {"holds": 1.5, "does_not_hold": 1.5, "left": 2.0}
GAIN_BITS = 4.0
"""Evidence of one statement: of ground gained, held, lost, left, a part of it held. Set by hand; one gain changes hands."""
TOLD_AGAIN = 0.25
"""Share of a gain's evidence where the side holds the ground already."""
AGAINST = 0.5
"""Share of a gain's evidence that speaks against ground held unseen since before."""
DATING_DAYS = 30
"""Days from the first statement for a new holder within which the day of which most is said dates the change."""
RETAKEN = re.compile(r"\b(?:re-?(?:captur|tak|took|gain|conquer|claim|occup)|liberat)", re.IGNORECASE)
WIDE = re.compile(r"\b(?:oblast|raion|region|province|hromada)\b", re.IGNORECASE)
REACH_KM = 60.0
"""Kilometres from which a settlement has nothing to say of another, or of a point. Set by hand."""
SILENT_KM = 80.0
"""Distance of the settlement that counts for what was so before the war, where nothing nearer is told. Set by hand."""
SAME_KM = 3.0
"""Kilometres within which two names are spellings of one settlement."""
HOMONYM_KM = 40.0
"""Kilometres within which one name is one settlement: the error of a gazetteer's choice among villages of one district."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement for one side, in bits; a gain says that the other side held the ground before."""

    day: date
    side: str
    bits: float
    is_gain: bool = False
    is_again: bool = False
    """Said in words that mean that the other had held it before ("retook", "left")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Everything said of one cell: its names, where it is, if known, and the evidence in order of days."""

    names: frozenset[str]
    point: tuple[float, float] | None
    told: tuple[Evidence, ...]


def gather(path: Path, reader: Reader, sides: Sides) -> list[Town]:
    """Read the articles and give every town that something is said of."""
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
    return towns(told_of(events_of(read), sides))


def events_of(read: Sequence[tuple[Located, date | None]]) -> list[Event]:
    """Date the events of all articles, each with the day on which it was fetched."""
    years = sum((whole_years(located.passages) for located, _ in read), Counter[int]())
    usual = min(years, key=lambda year: (-years[year], year)) if years else None
    return meant(event for located, fetched in read for event in dated(located, fetched, usual))


Told = tuple[Cell, Evidence]


def told_of(events: Sequence[Event], sides: Sides) -> Iterator[Told]:
    """Read every statement on ground as evidence for one of the two sides."""
    known = atlas(events)
    claims = {event.claim.id: event.claim for event in events}
    for statement in statements(events, known, sides):
        evidence = evidence_of(statement, claims[statement.claim], sides)
        if evidence is not None and statement.last >= WAR:
            yield statement.cell, evidence
    for event in events:
        yield from _by_nobody(event, known)


def _by_nobody(event: Event, known: Atlas) -> Iterator[Told]:
    """Read ground gained by nobody that is named: taken by who came, retaken by who was there before."""
    claim, when = event.claim, event.when
    if claim.type != "territory_gained" or claim.stance == "denies" or claim.control or when is None or when.end is None:
        return
    if any(party.id is not None for party in claim.actor) or when.end < WAR:
        return
    side = UKRAINE if RETAKEN.search(claim.quote.text) else RUSSIA
    bits = GAIN_BITS / 2 if claim.stance == "hedges" else GAIN_BITS
    for words in claim.place:
        cell = cell_of(event, words, known) if words in claim.quote.text and not WIDE.search(words) else None
        if cell is not None:
            yield cell, Evidence(day=when.end, side=side, bits=bits, is_gain=True, is_again=side == UKRAINE)


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None


def towns(told: Iterable[Told]) -> list[Town]:
    """Gather evidence by the cell that it is on; what is said of a part counts a little for the whole."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    points: dict[str, tuple[float, float]] = {}
    for cell, evidence in told:
        names[cell.key] |= {place_key(cell.name), place_key(cell.fix.name) if cell.fix is not None else ""}
        if cell.fix is not None and cell.fix.lat is not None and cell.fix.lon is not None:
            points[cell.key] = (cell.fix.lat, cell.fix.lon)
        found[cell.key].append(evidence)
        if cell.parent is not None:
            found[cell.parent].append(Evidence(day=evidence.day, side=evidence.side, bits=PART_BITS))
    return [
        Town(names=frozenset(names[key]), point=points.get(key), told=tuple(sorted(evidence, key=_order)))
        for key, evidence in sorted(found.items())
    ]


def evidence_of(statement: Statement, claim: Claim, sides: Sides) -> Evidence | None:
    """Read a statement as evidence for one of the two sides; None where it speaks for neither."""
    side = party_side(statement, sides)
    bits = BITS.get(statement.state)
    if side is None or bits is None:
        return None
    is_gain = claim.type == "territory_gained" and statement.state == "holds"
    if statement.state in {"does_not_hold", "left"}:
        side = RUSSIA if side == UKRAINE else UKRAINE
    if is_gain:
        bits = GAIN_BITS
    is_weak = statement.is_hedged or not statement.is_fine
    is_again = statement.state == "left" or (is_gain and RETAKEN.search(claim.quote.text) is not None)
    return Evidence(day=statement.day, side=side, bits=bits / 2 if is_weak else bits, is_gain=is_gain, is_again=is_again)


def party_side(statement: Statement, sides: Sides) -> str | None:
    """Tell which of the two sides a party is of."""
    if statement.holder_id is not None:
        side = COUNTRIES.get(sides(statement.holder_id, statement.day))
        if side is not None:
            return side
    words = (statement.holder_name or "").casefold()
    found = [side for side, names in WORDS.items() if any(name in words for name in names)]
    return found[0] if len(found) == 1 else None


def _order(one: Evidence) -> tuple[date, str, float]:
    return one.day, one.side, one.bits


UNSEEN = "unseen"
"""Held by Russia since a day that nobody tells of."""


def holders(told: Sequence[Evidence]) -> Changes:
    """Give the likeliest sequence of changes of hands as (day, new holder), by rule 4 (Viterbi over the days spoken of)."""
    days = sorted({one.day for one in told})
    cost = CHANGE_BITS + NOISE_BITS * len(told)
    best = {UKRAINE: 0.0, RUSSIA: float("-inf"), UNSEEN: -UNSEEN_BITS}
    back: list[dict[str, str]] = []
    for day in days:
        said = [one for one in told if one.day == day]
        now: dict[str, float] = {}
        step: dict[str, str] = {}
        for state in best:
            choices = {
                before: score + _bits(said, before, state, cost) for before, score in best.items() if _may_follow(before, state)
            }
            step[state] = max(choices, key=lambda before: (choices[before], before == state))
            now[state] = choices[step[state]]
        best = now
        back.append(step)
    state = max(best, key=lambda one: (best[one], one == UKRAINE))
    held: list[str] = []
    for step in reversed(back):
        held.append(state)
        state = step[state]
    return _changes(days, [state, *reversed(held)], told)


def _may_follow(before: str, state: str) -> bool:
    return state != UNSEEN or before == UNSEEN


def _bits(said: Sequence[Evidence], before: str, state: str, cost: float) -> float:
    side = UKRAINE if state == UKRAINE else RUSSIA
    stays = (before == UKRAINE) == (state == UKRAINE)
    if state == UNSEEN:  # a gain says that the ground was not held before
        return sum(one.bits * (-AGAINST if one.is_gain else 1.0) for one in said if one.side == RUSSIA)
    evidence = sum(
        one.bits * (TOLD_AGAIN if stays and (one.is_gain or one.is_again) else 1.0) for one in said if one.side == side
    )
    if before == UNSEEN and not stays:
        return evidence if any(one.is_again and one.side == side for one in said) else evidence - cost
    return evidence - (0.0 if before == state else cost)


def _changes(days: Sequence[date], held: Sequence[str], told: Sequence[Evidence]) -> Changes:
    """Date each change of hands by the day of which most is said; `held` has one state more than there are days."""
    changes: Changes = []
    for at, (before, state) in enumerate(pairwise(held)):
        if before == state or {before, state} == {UNSEEN, RUSSIA}:
            continue
        stay = takewhile(lambda step, state=state: step[1] == state, zip(days[at:], held[at + 1 :], strict=True))  # type: ignore[misc]
        run = [day for day, _ in stay if (day - days[at]).days <= DATING_DAYS]
        weight = {day: sum(one.bits for one in told if one.day == day and one.side == state) for day in run}
        changes.append((max(run, key=lambda day: (weight[day], -day.toordinal())), state))
    return changes


def prepare(path: Path, reader: Reader) -> Predict:
    """Read the articles beside the set and give the function that tells a settlement's changes of hands."""
    known = gather(_documents(path), reader, _sides())
    changed = _changed(known)

    def predict(record: Record, _: Reader) -> dict[str, object]:
        here = point_of(record)
        changes = holders(evidence_on(record, known))
        if not changes and here is not None:
            changes = in_company(here, changed)
        return {
            "id": record["id"],
            "events": [{"by": side, "date": day.isoformat()} for day, side in changes],
            "held_by": changes[-1][1] if changes else UKRAINE,
        }

    return predict


def prepare_points(path: Path, reader: Reader) -> Predict:
    """Read the articles beside the set and give the function that tells who held a point on each day asked."""
    known = gather(_documents(path), reader, _sides())
    changed = _changed(known)
    asked = {str(record["id"]): days_asked(record) for record in read_records(path)}

    def predict(record: Record, _: Reader) -> dict[str, object]:
        own = holders(evidence_on(record, known))
        here = point_of(record)
        around = [] if own or here is None else _around(here, changed)
        days = asked.get(str(record["id"])) or days_asked(record)
        told = [
            {"date": day.isoformat(), "controller": holder_on(own, day) if own else _by_neighbours(around, day)} for day in days
        ]
        return {"id": record["id"], "timeline": told}

    return predict


def _changed(known: Sequence[Town]) -> list[tuple[Town, Changes]]:
    """Give the settlements that changed hands and that have a place on the map."""
    return [(town, changes) for town in known if town.point is not None and (changes := holders(town.told))]


def in_company(here: tuple[float, float], changed: Sequence[tuple[Town, Changes]]) -> Changes:
    """Give the changes of hands that half of the settlements around share, each on their middle day; one alone says nothing."""
    near = [changes for town, changes in changed if town.point is not None and km(here, town.point) <= REACH_KM]
    found: Changes = []
    for side in (RUSSIA, UKRAINE):
        days = sorted(next(day for day, to in changes if to == side) for changes in near if any(to == side for _, to in changes))
        if len(near) > 1 and 2 * len(days) >= len(near):
            found.append((days[len(days) // 2], side))
    return sorted(found)


def days_asked(record: Record) -> list[date]:
    """Give the days that a record asks about: its `dates`, or those of its `timeline`, of which nothing else is looked at."""
    dates, timeline = record.get("dates"), record.get("timeline")
    given = dates if isinstance(dates, list) else [one.get("date") for one in timeline] if isinstance(timeline, list) else []
    return [day for day in map(_day, given) if day is not None]


def holder_on(changes: Changes, day: date) -> str:
    """Tell who holds a settlement on a day; before its first change the other side did."""
    past = [side for at, side in changes if at <= day]
    if past:
        return past[-1]
    return UKRAINE if not changes or changes[0][1] == RUSSIA else RUSSIA


Neighbours = list[tuple[float, Changes]]


def _around(here: tuple[float, float], changed: Sequence[tuple[Town, Changes]]) -> Neighbours:
    """Give the settlements around a point, each with its weight: a fourth of it at twice the distance."""
    near = [(km(here, town.point), changes) for town, changes in changed if town.point is not None]
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


def evidence_on(record: Record, known: Sequence[Town]) -> list[Evidence]:
    """Give what is said of a settlement."""
    name = place_key(text_of(record, "settlement") or "")
    here = point_of(record)
    found = [town for town in known if _is_meant(town, name, here)]
    return sorted((one for town in found for one in town.told), key=_order)


def _is_meant(town: Town, name: str, here: tuple[float, float] | None) -> bool:
    apart = km(here, town.point) if here is not None and town.point is not None else None
    if name in town.names:
        return apart is None or apart <= HOMONYM_KM
    return apart is not None and apart <= SAME_KM


def point_of(record: Record) -> tuple[float, float] | None:
    lat, lon = record.get("lat"), record.get("lon")
    return (float(lat), float(lon)) if isinstance(lat, int | float) and isinstance(lon, int | float) else None


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Measure between two (lat, lon) points, on a plane good enough for a province."""
    return hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians((a[0] + b[0]) / 2))) * 111.2
