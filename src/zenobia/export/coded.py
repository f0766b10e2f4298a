"""In: an incident and the claims that it rests on. Out: what one row of the field's tables of events can hold of it.

1. Only claims that assert count: what nobody asserts has not happened as far as a table can say.
2. Codes are the incident's, as most voices give them; where they give none in a scheme, those of its type.
3. The first side are the doers, the second those it was done to, by the claims of the incident's own type: those with a reference
   first, then in the order of how many claims name them. What is done to a thing ("the temple") has no second side. With a party
   stand those that one claim names beside it.
4. UCDP's type of violence is that of the claims, else that of the two sides together, where somebody died.
5. The dead are one figure, that with the highest lower bound, since groups may overlap; nobody counted is nobody.
6. What a table needs and the ledger does not know is no row: `Left` says why, and the caller counts it. Asked to, an incident of
   which no day is said is dated by its first report, and the row says so.

Never places or names what no claim does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, TypeVar

from zenobia.engines.codes import side_of, violence
from zenobia.engines.lexicon import codes_for
from zenobia.export.states import State, state
from zenobia.values.claim import Party
from zenobia.values.document import Document
from zenobia.values.event import Event
from zenobia.values.incident import Incident, TollRange
from zenobia.values.lexicon import Codes
from zenobia.values.meant import is_party
from zenobia.values.place import Fix
from zenobia.values.times import When

Side = Literal["state", "group", "civil"]
Found = TypeVar("Found")
DAYS_OF = {"day": 1, "week": 7, "month": 31, "season": 92, "year": 366}
"""How many days the words of a precision may mean at most."""


@dataclass(frozen=True, slots=True)
class Left:
    """Why an incident is no row of a table, in words that follow "left out: ".."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """One party of a row. `side` None: neither its reference nor its words tell."""

    name: str
    side: Side | None
    party: Party
    beside: tuple[str, ...] = ()
    """Names of those who did it, or suffered it, with this one, in one claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """An incident with all that a row needs."""

    incident: Incident
    told: tuple[Event, ...]
    """The claims that assert it, as they are shown."""
    against: tuple[Event, ...]
    documents: tuple[Document, ...]
    """Their reports, in order of arrival."""
    codes: Codes
    doing: tuple[Bearer, ...]
    suffering: tuple[Bearer, ...]
    fix: Fix
    state: State
    start: date
    end: date
    days: int
    """How many days the time may mean: those of the interval, or more where its words are coarser."""
    is_said: bool = True
    """False: no day is said, and that of the first report stands in its place."""

    @property
    def received_at(self) -> datetime:
        """When the latest of its reports reached us."""
        return max(event.received_at for event in (*self.told, *self.against))


def _codes(incident: Incident) -> Codes:
    codes, of_type = incident.codes or codes_for(incident.type), codes_for(incident.type)
    if codes.acled is None:
        codes = replace(codes, acled=of_type.acled, acled_sub=of_type.acled_sub)
    return codes


def _bearers(told: Iterable[Event], role: Callable[[Event], Sequence[Party]]) -> tuple[Bearer, ...]:
    named: dict[str, list[Party]] = {}
    beside: dict[str, dict[str, None]] = {}
    for event in told:
        parties = list(dict.fromkeys(role(event)))
        for party in parties:
            key = party.id or party.name
            named.setdefault(key, []).append(party)
            beside.setdefault(key, {}).update(dict.fromkeys(other.name for other in parties if (other.id or other.name) != key))
    bearers = [
        (len(parties), Bearer(name=parties[0].name, side=side_of(parties[0]), party=parties[0], beside=tuple(beside[key])))
        for key, parties in named.items()
    ]
    ordered = sorted(bearers, key=lambda one: (one[1].party.id is None, one[1].side is None, -one[0], one[1].name))
    return tuple(bearer for _, bearer in ordered)


def _targets(event: Event) -> Sequence[Party]:
    """Give the parties to whom it was done, without things."""
    return [one for one in event.claim.target if one.id is not None or side_of(one) is not None or is_party(one.text)]


def _own(told: Sequence[Event], type_: str | None) -> Sequence[Event]:
    """Give the claims of the incident's own type, or all where there is none."""
    return [event for event in told if event.claim.type == type_] or told


def names_of(told: Sequence[Event]) -> tuple[str, str]:
    """Give the names of the doers, and of those it was done to."""
    doing, suffering = _bearers(told, lambda event: event.claim.actor), _bearers(told, _targets)
    return "; ".join(one.name for one in doing), "; ".join(one.name for one in suffering)


def span(when: When | None) -> tuple[date, date, int] | None:
    """Give the days that a time may mean: first, last, how many; None where an end is open or nothing is said."""
    if when is None or when.precision == "unknown" or when.start is None or when.end is None:
        return None
    return when.start, when.end, max((when.end - when.start).days + 1, DAYS_OF[when.precision] if when.start != when.end else 1)


def dead(incident: Incident) -> TollRange | None:
    """Give the figure of the dead that a table of one figure can hold, by rule 4."""
    return max((toll for toll in incident.tolls if toll.what == "killed"), key=lambda toll: toll.low, default=None)


def _sides(bearers: Iterable[Bearer]) -> frozenset[Side]:
    return frozenset(one.side for one in bearers if one.side is not None)


def coded(
    incident: Incident,
    event_of: Callable[[str], Event | None],
    document_of: Callable[[str], Document | None],
    *,
    by_report: bool = False,
) -> Coded | Left:
    """Gather what a row needs, or say why there can be none.

    Args:
        event_of, document_of: by id, as they may be shown; None for what is held back.
        by_report: date an incident of which no day is said by its first report.
    """
    told = [event for event in map(event_of, incident.because) if event and event.claim.stance != "denies"]
    said, fix = span(incident.when), incident.fix
    days = said or ((incident.reported, incident.reported, DAYS_OF["month"]) if by_report and incident.reported else None)
    where = state(fix.country) if fix else None
    if not told:
        return Left("nobody asserts it")
    if days is None:
        return Left("no first and last day are said")
    if fix is None or fix.lat is None or where is None:
        return Left("no place in a state is said")
    own = _own(told, incident.type)
    doing, suffering = _bearers(own, lambda event: event.claim.actor), _bearers(own, _targets)
    codes = _codes(incident)
    if codes.ucdp is None and dead(incident) is not None:
        codes = replace(codes, ucdp=violence(_sides(doing), _sides(suffering)))
    against = [event for event in map(event_of, incident.against) if event]
    documents = {event.claim.document: event.received_at for event in sorted(told, key=lambda event: event.received_at)}
    return Coded(
        incident=incident,
        told=tuple(told),
        against=tuple(against),
        documents=tuple(document for document in map(document_of, documents) if document),
        codes=codes,
        doing=doing,
        suffering=suffering,
        fix=fix,
        state=where,
        start=days[0],
        end=days[1],
        days=days[2],
        is_said=said is not None,
    )


def number(id_: str) -> int:
    """Give a stable number of an id, for tables whose ids are numbers: its first 13 hexadecimal digits, exact in a double."""
    return int(id_.rpartition("_")[2][:13], 16)


def prose(row: Coded) -> str:
    """Tell in a few sentences what the row cannot hold: who says so, with what words and figures, and who denies it."""
    said = [_said(event) for event in row.told]
    undated = [] if row.is_said else ["No day is said; dated by the first report."]
    parts = [row.incident.title + ".", *undated, "Said: " + "; ".join(dict.fromkeys(said)) + "."]
    if row.against:
        parts.append("Against it: " + "; ".join(dict.fromkeys(map(_said, row.against))) + ".")
    for toll in row.incident.tolls:
        high = "no upper bound" if toll.high is None else str(toll.high)
        parts.append(f"{toll.what.capitalize()} ({toll.who}): {toll.low} to {high}.")
    return " ".join([*parts, f"zenobia: {row.incident.id}."])


def _said(event: Event) -> str:
    claim = event.claim
    who = claim.said_by.name if claim.said_by else event.outlet or event.source
    through = "".join(f" via {relay.name}" for relay in claim.via)
    return f"{who}{through}: “{' '.join(claim.quote.text.split())}”"
