"""In: a Reader, a query and the name of a format. Out: a file's text, streamed.

Whatever the format, the rows are those that the Reader gives: the hold has been applied before, once, for all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from zenobia.export.csv import claims_csv, incidents_csv, safe_cell
from zenobia.export.geojson import geojson_text
from zenobia.export.published import Reader
from zenobia.export.statement import claim_record
from zenobia.faults import BadSettings
from zenobia.store.contract import Query

__all__ = ["WRITERS", "safe_cell", "write"]


def _incidents_csv(reader: Reader, query: Query) -> Iterator[str]:
    return incidents_csv(row.item for row in reader.incidents(query))


def _claims_csv(reader: Reader, query: Query) -> Iterator[str]:
    return claims_csv((row.item for row in reader.events(query)), reader.document)


def _geojson(reader: Reader, query: Query) -> Iterator[str]:
    return geojson_text(row.item for row in reader.incidents(query))


def _statements(reader: Reader, query: Query) -> Iterator[str]:
    for row in reader.events(query):
        document = reader.document(row.item.claim.document)
        if document:
            yield json.dumps(claim_record(row.item, document), ensure_ascii=False) + "\n"


WRITERS: dict[str, Callable[[Reader, Query], Iterator[str]]] = {
    "csv": _incidents_csv,
    "claims-csv": _claims_csv,
    "geojson": _geojson,
    "statements": _statements,
}
"""`csv` and `geojson` hold an incident a row, `claims-csv` and `statements` (JSON lines) a claim."""


def write(format_: str, reader: Reader, query: Query) -> Iterator[str]:
    """Stream an export.

    Raises:
        BadSettings: no such format.
    """
    if format_ not in WRITERS:
        raise BadSettings(f"format {format_!r} is unknown; take one of {', '.join(WRITERS)}")
    return WRITERS[format_](reader, query)
