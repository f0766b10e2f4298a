"""In: a Reader, a query and the name of a format. Out: a file's text, streamed.

1. Whatever the format, the rows are those that the Reader gives: the hold has been applied before, once, for all.
2. A format of somebody else's scheme cannot hold everything. What it cannot hold is counted in `Asked.left`, by reason, and the
   caller says so.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from zenobia.export import acled, ged, hxl
from zenobia.export.coded import Coded, Left, coded, names_of
from zenobia.export.csv import Cell, claims_csv, incidents_csv, rows_csv, safe_cell
from zenobia.export.geojson import geojson_text
from zenobia.export.plover import plover_record
from zenobia.export.published import Reader
from zenobia.export.statement import claim_record
from zenobia.faults import BadSettings
from zenobia.review import undone
from zenobia.store.contract import Query
from zenobia.values.event import Event, event_id
from zenobia.values.incident import Incident

__all__ = ["WRITERS", "Asked", "safe_cell", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a caller wants beyond the format, and where what it cannot hold is counted, by reason, while it is streamed."""

    by_report: bool = False
    """Date by its report what says no day, for a format that needs one."""
    left: Counter[str] = field(default_factory=Counter)


def _incidents_csv(reader: Reader, query: Query, asked: Asked) -> Iterator[str]:
    return incidents_csv(row.item for row in reader.incidents(query))


def _claims_csv(reader: Reader, query: Query, asked: Asked) -> Iterator[str]:
    return claims_csv((row.item for row in reader.events(query)), reader.document)


def _geojson(reader: Reader, query: Query, asked: Asked) -> Iterator[str]:
    return geojson_text(row.item for row in reader.incidents(query))


def _statements(reader: Reader, query: Query, asked: Asked) -> Iterator[str]:
    for row in reader.events(query):
        document = reader.document(row.item.claim.document)
        if document:
            yield json.dumps(claim_record(row.item, document), ensure_ascii=False) + "\n"


def _event_of(reader: Reader) -> Callable[[str], Event | None]:
    return lambda claim: reader.event(event_id(claim))


def _confirmed(reader: Reader) -> frozenset[str]:
    """Give what a person has confirmed: ids of incidents, events and claims."""
    verdicts = reader.verdicts()
    gone = undone(verdicts)
    return frozenset(verdict.about for verdict in verdicts if verdict.ruling == "confirmed" and verdict.id not in gone)


def _is_confirmed(incident: Incident, confirmed: frozenset[str]) -> bool:
    return not confirmed.isdisjoint((incident.id, *incident.because, *map(event_id, incident.because)))


def _rows(
    reader: Reader, query: Query, asked: Asked, row_of: Callable[[Coded], tuple[Cell, ...] | Left]
) -> Iterator[tuple[Cell, ...]]:
    for row in reader.incidents(query):
        known = coded(row.item, _event_of(reader), reader.document, by_report=asked.by_report)
        made = known if isinstance(known, Left) else row_of(known)
        if isinstance(made, Left):
            asked.left[made.why] += 1
        else:
            yield made


def _acled(reader: Reader, query: Query, asked: Asked) -> Iterator[str]:
    return rows_csv(acled.COLUMNS, _rows(reader, query, asked, acled.acled_row))


def _ged(reader: Reader, query: Query, asked: Asked) -> Iterator[str]:
    confirmed = _confirmed(reader)

    def row_of(row: Coded) -> tuple[Cell, ...] | Left:
        return ged.ged_row(row, is_confirmed=_is_confirmed(row.incident, confirmed))

    return rows_csv(ged.COLUMNS, _rows(reader, query, asked, row_of))


def _hxl(reader: Reader, query: Query, asked: Asked) -> Iterator[str]:
    confirmed, event_of = _confirmed(reader), _event_of(reader)

    def rows() -> Iterable[tuple[Cell, ...]]:
        yield tuple(hxl.TAGS.values())
        for row in reader.incidents(query):
            told = [event for event in map(event_of, row.item.because) if event]
            documents = dict.fromkeys(event.claim.document for event in told)
            reports = [document for document in map(reader.document, documents) if document]
            yield hxl.hxl_row(row.item, names_of(told), reports, is_confirmed=_is_confirmed(row.item, confirmed))

    return rows_csv(hxl.COLUMNS, rows())


def _plover(reader: Reader, query: Query, asked: Asked) -> Iterator[str]:
    for row in reader.events(query):
        document = reader.document(row.item.claim.document)
        record = plover_record(row.item, document, by_report=asked.by_report) if document else None
        if isinstance(record, Left):
            asked.left[record.why] += 1
        elif record is not None:
            yield json.dumps(record, ensure_ascii=False) + "\n"


WRITERS: dict[str, Callable[[Reader, Query, Asked], Iterator[str]]] = {
    "csv": _incidents_csv,
    "claims-csv": _claims_csv,
    "geojson": _geojson,
    "statements": _statements,
    "acled": _acled,
    "ged": _ged,
    "plover": _plover,
    "hxl": _hxl,
}
"""`claims-csv`, `statements` and `plover` (JSON lines) hold a claim a row, the others an incident."""


def write(format_: str, reader: Reader, query: Query, asked: Asked | None = None) -> Iterator[str]:
    """Stream an export.

    Raises:
        BadSettings: no such format.
    """
    if format_ not in WRITERS:
        raise BadSettings(f"format {format_!r} is unknown; take one of {', '.join(WRITERS)}")
    return WRITERS[format_](reader, query, asked or Asked())
