"""In: incidents or claims. Out: CSV text (RFC 4180), streamed, one row each, with a header.

1. Columns are COLUMNS_OF_INCIDENTS and COLUMNS_OF_CLAIMS, in this order; new ones are added at the end.
2. Several values in a cell are parted by " | ".
3. A cell that a spreadsheet would run as a formula is led by an apostrophe; numbers are numbers.
4. Ids are those of the API; every row leads back to a speaker, a quote and an address.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from zenobia.export.statement import iso_day
from zenobia.values.document import Document
from zenobia.values.event import Event
from zenobia.values.incident import Incident
from zenobia.values.place import Fix
from zenobia.values.times import When

Cell = str | int | float | bool | None

COLUMNS_OF_INCIDENTS = (
    "id", "title", "type", "start", "end", "time_precision", "place", "place_id", "admin1", "country", "lat", "lon", "radius_km",
    "place_precision", "actors", "killed_low", "killed_high", "injured_low", "injured_high", "voices", "voice_names",
    "is_contested", "contradictions", "claims", "claims_for", "claims_against",
)  # fmt: skip
COLUMNS_OF_CLAIMS = (
    "id", "kind", "type", "stance", "speaker", "speaker_kind", "relay", "actor", "target", "place_words", "relation", "start",
    "end", "time_precision", "time_words", "place", "place_id", "admin1", "country", "lat", "lon", "radius_km", "place_precision",
    "toll", "control", "quote", "quote_start", "quote_end", "document", "document_url", "publisher", "published", "received_at",
    "made_by", "came_from", "went_to",
)  # fmt: skip
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell must not begin with: OWASP's list for CSV injection."""


def safe_cell(cell: Cell) -> Cell:
    """Lead a text that looks like a formula with an apostrophe."""
    if isinstance(cell, str) and cell.startswith(RISKY):
        return "'" + cell
    return cell


def _joined(values: Iterable[str]) -> str:
    return " | ".join(values)


def _time(when: When | None) -> tuple[Cell, ...]:
    return (iso_day(when.start), iso_day(when.end), when.precision) if when else (None, None, None)


def _place(fix: Fix | None) -> tuple[Cell, ...]:
    if fix is None:
        return (None,) * 8
    return (fix.name, fix.id, fix.admin1, fix.country, fix.lat, fix.lon, fix.radius_km, fix.precision)


def _bounds(incident: Incident, what: str) -> tuple[Cell, Cell]:
    """Give lowest and highest of one kind of toll when a single group was counted; several groups are not added up."""
    tolls = [toll for toll in incident.tolls if toll.what == what]
    return (tolls[0].low, tolls[0].high) if len(tolls) == 1 else (None, None)


def incident_row(incident: Incident) -> tuple[Cell, ...]:
    """Give one incident as the cells of COLUMNS_OF_INCIDENTS."""
    return (
        incident.id,
        incident.title,
        incident.type,
        *_time(incident.when),
        *_place(incident.fix),
        _joined(incident.actors),
        *_bounds(incident, "killed"),
        *_bounds(incident, "injured"),
        len(incident.origins),
        _joined(origin.name for origin in incident.origins),
        incident.is_contested,
        len(incident.contradictions),
        _joined(incident.claims),
        _joined(incident.because),
        _joined(incident.against),
    )


def claim_row(event: Event, document: Document) -> tuple[Cell, ...]:
    """Give one claim as the cells of COLUMNS_OF_CLAIMS."""
    claim = event.claim
    when = _time(event.when)
    return (
        claim.id,
        claim.kind,
        claim.type,
        claim.stance,
        claim.said_by.name if claim.said_by else None,
        claim.said_by.kind if claim.said_by else None,
        _joined(relay.name for relay in claim.via),
        _joined(party.name for party in claim.actor),
        _joined(party.name for party in claim.target),
        _joined(claim.place),
        claim.relation,
        *when,
        event.when.text if event.when else None,
        *_place(event.fix),
        _joined(f"{toll.what} {toll.who}: {toll.low} to {'…' if toll.high is None else toll.high}" for toll in claim.toll),
        _joined(f"{pair.holder or 'nobody named'} {pair.state} {pair.place}" for pair in claim.control),
        claim.quote.text,
        claim.quote.start,
        claim.quote.end,
        document.id,
        document.url,
        document.outlet or document.source,
        iso_day(event.published),
        event.received_at.isoformat(),
        claim.made_by,
        _joined(stop.text for stop in event.route if stop.role == "source"),
        _joined(stop.text for stop in event.route if stop.role == "destination"),
    )


def rows_csv(columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Iterator[str]:
    """Stream rows under a header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)

    def taken() -> str:
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    writer.writerow(columns)
    yield taken()
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
        yield taken()


def incidents_csv(incidents: Iterable[Incident]) -> Iterator[str]:
    """Stream incidents as CSV, a row a piece."""
    return rows_csv(COLUMNS_OF_INCIDENTS, map(incident_row, incidents))


def claims_csv(events: Iterable[Event], document_of: Callable[[str], Document | None]) -> Iterator[str]:
    """Stream claims as CSV, a row a piece; one whose document is held back is left out with it."""
    rows: Iterable[tuple[Event, Any]] = ((event, document_of(event.claim.document)) for event in events)
    return rows_csv(COLUMNS_OF_CLAIMS, (claim_row(event, document) for event, document in rows if document))
