"""How finely a Fix says where, in the field's own scales: in goes a Fix, out come three codes.

1. UCDP GED's `where_prec`: 1 exact, 2 within about 25 km of a known place, 3 second-order division, 4 first-order division, 5 a
   line or an area that is no division, 6 the state alone, 7 no state, or nowhere.
2. ACLED's `geo_precision`: 1 the place itself, 2 a part of a region around a known place, 3 a larger region. It has no code for
   "nowhere".
3. PLOVER's `resolution`: 5 a part of a town, 4 a town, 3 a district, 2 a province, 1 a state. None for a spot that is none of
   these.

A code is never finer than the disc: what is wide is coded wide, whatever its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zenobia.values.place import Fix

NEAR_KM = 25.0
"""How far UCDP's code 2 reaches from a known place."""
PART_KM = 1.0
"""Radius under which a named place is a part of a town: that of the smallest village in the gazetteer."""

Ucdp = Literal[1, 2, 3, 4, 5, 6, 7]
Acled = Literal[1, 2, 3]
Plover = Literal[1, 2, 3, 4, 5]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """One Fix in three scales; None where a scale has no code for it."""

    ucdp: Ucdp
    acled: Acled | None
    plover: Plover | None


NOWHERE = Scales(ucdp=7, acled=None, plover=None)


def scales(fix: Fix | None) -> Scales:
    """Give a Fix's codes; a claim without a Fix is coded as nowhere."""
    if fix is None or fix.lat is None or fix.precision == "unknown":
        return NOWHERE
    is_named, radius = fix.id is not None, fix.radius_km or 0.0
    match fix.precision:
        case "exact":
            return Scales(ucdp=1, acled=1, plover=5 if radius < PART_KM else 4)
        case "near":
            return Scales(ucdp=2 if radius <= NEAR_KM else 5, acled=2, plover=4)
        case "district":
            return Scales(ucdp=3 if is_named else 5, acled=2, plover=3)
        case "province":
            return Scales(ucdp=4 if is_named else 5, acled=3, plover=2)
        case _ if fix.country is None:
            return Scales(ucdp=7, acled=3, plover=None)
        case _:
            return Scales(ucdp=6, acled=3, plover=1)
