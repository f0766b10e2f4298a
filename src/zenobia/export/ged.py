"""In: incidents. Out: CSV in the 49 columns of UCDP's GED, in its order, types and vocabulary; one row an incident with dead.

1. A row needs what UCDP needs: somebody killed, both sides, and so a type of violence (`engines/codes.py`); what has none is left
   out.
2. `id` is a number made from the incident's id. Conflicts and dyads are UCDP's to number: their columns of numbers are empty, the
   names are the two sides as reported. `active_year` needs a year's count of a dyad and is empty.
3. `low`, `best` and `high` are those of one group of dead, the one with the highest lower bound; where no upper bound is said
   `high` is the highest figure that is. `deaths_a`, `deaths_b`, `deaths_civilians` and `deaths_unknown` add up to `best`.
4. `code_status` is Clear once a person has confirmed the incident, else it asks for a check: a machine has read it, or the day is
   that of its report.
5. `source_original` names who first says so, voice by voice, not the outlet.

Denials and contradictions have no column, and are lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from zenobia.engines.codes import country_of
from zenobia.export.coded import Bearer, Coded, Left, dead, number
from zenobia.export.csv import Cell
from zenobia.export.states import state
from zenobia.locate.scales import scales
from zenobia.values.document import Document
from zenobia.values.incident import TollRange

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id",
    "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude",
    "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
CIVILIANS = "Civilians"
DATE_PREC = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
"""The most days that each of UCDP's codes of time means."""
DECIMALS = 6
CELLS_A_DEGREE, COLUMNS_OF_GRID = 2, 720
"""PRIO-GRID: cells of half a degree, numbered from the south-west, row by row."""


def priogrid(lat: float, lon: float) -> int:
    """Give the PRIO-GRID cell that a point lies in."""
    row = min(int((lat + 90) * CELLS_A_DEGREE), 180 * CELLS_A_DEGREE - 1)
    column = min(int((lon + 180) * CELLS_A_DEGREE), COLUMNS_OF_GRID - 1)
    return row * COLUMNS_OF_GRID + column + 1


def _date_prec(days: int) -> int | None:
    return next((code for limit, code in DATE_PREC if days <= limit), None)


def _name(bearers: tuple[Bearer, ...]) -> str:
    """Give a side's name; the forces of a state are its government, as UCDP has it."""
    if bearers and all(one.side == "civil" for one in bearers):
        return CIVILIANS
    homes = ((one, state(country_of(one.party)) if one.side == "state" else None) for one in bearers)
    return ", ".join(dict.fromkeys(f"Government of {home.name}" if home else one.name for one, home in homes))


def _gw(bearers: tuple[Bearer, ...]) -> int | None:
    states = (state(country_of(one.party)) for one in bearers if one.side == "state")
    return next((one.gw for one in states if one is not None), None)


def _sides(row: Coded) -> tuple[tuple[Bearer, ...], tuple[Bearer, ...]]:
    """Give the two sides in UCDP's order: in a conflict with a state the state is side A, else the doer."""
    first, second = row.doing, row.suffering
    is_turned = (
        row.codes.ucdp == 1 and not any(one.side == "state" for one in first) and any(one.side == "state" for one in second)
    )
    return (second, first) if is_turned else (first, second)


def _status(row: Coded, *, is_confirmed: bool) -> str:
    checks = [*(() if is_confirmed else ("read by machine",)), *(() if row.is_said else ("dated by its report",))]
    return "Check: " + ", ".join(checks) if checks else "Clear"


def _deaths(row: Coded, best: int, a: tuple[Bearer, ...], b: tuple[Bearer, ...]) -> tuple[int, int, int, int]:
    """Part the best figure by whose dead they are; of whom it is not told whose, they are unknown."""
    toll = dead(row.incident)
    who = (toll.who if toll else "").casefold()
    if row.codes.ucdp == 3:
        return 0, 0, best, 0
    of_a, of_b = ({word for one in side for word in (one.name.casefold(), one.party.text.casefold())} for side in (a, b))
    is_a, is_b = (any(who and (who in name or name in who) for name in names) for names in (of_a, of_b))
    if is_a != is_b:
        return (best, 0, 0, 0) if is_a else (0, best, 0, 0)
    return 0, 0, 0, best


def _best_and_high(toll: TollRange) -> tuple[int, int]:
    best = toll.low if toll.best is None else toll.best
    said = [figure.high for figure in toll.said if figure.high is not None and figure.replaced_by is None]
    return best, max([best, *said]) if toll.high is None else max(best, toll.high)


def _sources(reports: Sequence[Document]) -> tuple[Cell, ...]:
    """Give how many reports there are, then what, by whom, of when and under which title."""
    days = [one.published.isoformat() if one.published else "" for one in reports]
    outlets = [one.outlet or one.source for one in reports]
    articles = (f"{outlet},{day},{one.title or one.url}" for outlet, day, one in zip(outlets, days, reports, strict=True))
    titles = (one.title or "" for one in reports)
    return len(reports) or -1, "; ".join(articles), "; ".join(outlets), "; ".join(days), "; ".join(titles)


def ged_row(row: Coded, *, is_confirmed: bool) -> tuple[Cell, ...] | Left:
    """Give one incident as the cells of COLUMNS, or say why it is none."""
    incident, fix, where = row.incident, row.fix, row.state
    toll, date_prec = dead(incident), _date_prec(row.days)
    if toll is None or (toll.best or toll.high or toll.low) == 0:
        return Left("nobody is said to be killed")
    if row.codes.ucdp is None:
        return Left("it is not told who killed whom, so it has no type of violence")
    if date_prec is None:
        return Left("its time is coarser than a year")
    lat, lon = round(fix.lat or 0.0, DECIMALS), round(fix.lon or 0.0, DECIMALS)
    best, high = _best_and_high(toll)
    a, b = _sides(row)
    side_a, side_b = _name(a), _name(b) or (CIVILIANS if row.codes.ucdp == 3 else "")
    dyad = f"{side_a} - {side_b}"
    return (
        number(incident.id),
        f"{where.iso3}-{row.start.year}-{row.codes.ucdp}-{incident.id}",
        row.start.year,
        None,
        _status(row, is_confirmed=is_confirmed),
        row.codes.ucdp,
        None,
        None,
        dyad if row.codes.ucdp == 3 else where.name,
        None,
        None,
        dyad,
        None,
        None,
        side_a,
        None,
        None,
        side_b,
        *_sources(row.documents),
        "; ".join(origin.name for origin in incident.origins),
        scales(fix).ucdp,
        fix.name,
        " ".join(fix.because),
        fix.admin1,
        None,
        lat,
        lon,
        f"POINT ({lon} {lat})",
        priogrid(lat, lon),
        where.name,
        where.gw,
        where.ucdp_region,
        1 if row.days <= 2 else 2,
        date_prec,
        row.start.isoformat(),
        row.end.isoformat(),
        *_deaths(row, best, a, b),
        best,
        high,
        min(toll.low, best),
        _gw(a),
        _gw(b),
    )
