"""In: incidents. Out: CSV with headers and, in its second row, the HXL hashtags that OCHA's tools read; one row an incident.

1. Nothing is left out: what is not known is an empty cell.
2. Figures are the bounds of a single group, as in `csv`; `best` by the rule of `reconcile/tolls.py`.
3. `verified` says whether a person has confirmed the incident; it does not say that it is true.
"""

from __future__ import annotations

from collections.abc import Sequence

from zenobia.engines.lexicon import codes_for
from zenobia.export.csv import Cell
from zenobia.export.statement import iso_day
from zenobia.export.states import state
from zenobia.values.document import Document
from zenobia.values.incident import Incident, TollRange
from zenobia.values.toll import TollWhat

TAGS = {
    "id": "#event+code",
    "type": "#event+type",
    "sub_type": "#event+type+sub",
    "start": "#date+start",
    "end": "#date+end",
    "year": "#date+year",
    "time_precision": "#date+precision",
    "reported": "#date+reported",
    "actor1": "#group+name+first",
    "actor2": "#group+name+second",
    "country": "#country+name",
    "country_code": "#country+code",
    "region": "#region+name",
    "admin1": "#adm1+name",
    "place": "#loc+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "radius_km": "#geo+radius+km",
    "place_precision": "#geo+precision",
    "killed": "#affected+killed",
    "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max",
    "injured": "#affected+injured",
    "injured_low": "#affected+injured+min",
    "injured_high": "#affected+injured+max",
    "displaced": "#affected+displaced",
    "displaced_low": "#affected+displaced+min",
    "displaced_high": "#affected+displaced+max",
    "description": "#description",
    "voices": "#meta+source",
    "outlets": "#meta+source+outlet",
    "url": "#meta+url",
    "verified": "#status+verified",
    "contested": "#status+contested",
}
"""Column to hashtag: HXL 1.1 core tags, with attributes of our own (`+sub`, `+precision`, `+radius`, `+contested`)."""
COLUMNS = tuple(TAGS)
COUNTED: tuple[TollWhat, ...] = ("killed", "injured", "displaced")


def _bounds(incident: Incident, what: TollWhat) -> tuple[Cell, Cell, Cell]:
    tolls: list[TollRange] = [toll for toll in incident.tolls if toll.what == what]
    return (tolls[0].best, tolls[0].low, tolls[0].high) if len(tolls) == 1 else (None, None, None)


def hxl_row(incident: Incident, parties: tuple[str, str], reports: Sequence[Document], *, is_confirmed: bool) -> tuple[Cell, ...]:
    """Give one incident as the cells of COLUMNS.

    Args:
        parties: names of the doers, and of those it was done to.
    """
    when, fix = incident.when, incident.fix
    where, codes = state(fix.country) if fix else None, codes_for(incident.type)
    day = (when.start or when.end) if when else None
    return (
        incident.id,
        incident.type,
        codes.acled_sub,
        iso_day(when.start) if when else None,
        iso_day(when.end) if when else None,
        day.year if day else None,
        when.precision if when else None,
        iso_day(incident.reported),
        *(party or None for party in parties),
        where.name if where else None,
        where.iso3 if where else None,
        where.acled_region if where else None,
        *((fix.admin1, fix.name, fix.lat, fix.lon, fix.radius_km, fix.precision) if fix else (None,) * 6),
        *(cell for what in COUNTED for cell in _bounds(incident, what)),
        incident.title,
        " | ".join(origin.name for origin in incident.origins),
        " | ".join(dict.fromkeys(report.outlet or report.source for report in reports)),
        " | ".join(dict.fromkeys(report.url for report in reports if report.url)),
        "yes" if is_confirmed else "no",
        "yes" if incident.is_contested else "no",
    )
