"""Who says to which state a place belongs: in goes a Fix, out comes it with who says so, or another state's view.

1. State and province of a Fix are what a gazetteer says; `admin_by` names it. No outline on a map decides.
2. In a disputed territory the Fix says that it is one, and who says what.
3. With a worldview the state is what that one says of the territory; where it says nothing the gazetteer's stands.

It never moves a point, and never decides who is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zenobia.locate.geometry import distance_km
from zenobia.values.place import Fix
from zenobia.values.territory import Territory

GAZETTEERS = {"geonames": "GeoNames", "zenobia": "zenobia's supplement", "osm": "OpenStreetMap", "cod": "OCHA COD-AB"}
OURS = "the gazetteer"


def territory_of(fix: Fix, territories: Sequence[Territory]) -> Territory | None:
    """Give the disputed territory that a Fix lies in: by its division, or within the territory's disc in one of the states named.

    A Fix that is wider than the territory, such as a whole state, lies in none.
    """
    if fix.lat is None or fix.lon is None or fix.country is None:
        return None
    for one in territories:
        if (fix.radius_km or 0.0) > 1.5 * one.radius_km or fix.country not in one.states:
            continue
        in_disc = one.is_disc and distance_km((fix.lat, fix.lon), (one.lat, one.lon)) <= one.radius_km
        if fix.admin1 in one.admin1 or in_disc or one.is_state:
            return one
    return None


def seen(fix: Fix, territories: Sequence[Territory], worldview: str) -> Fix:
    """Name who says where a Fix belongs, as a worldview sees it."""
    if fix.country is None:
        return fix
    by = GAZETTEERS.get((fix.id or "").partition(":")[0], OURS)
    territory = territory_of(fix, territories)
    if territory is None:
        return replace(fix, admin_by=by)
    told = "; ".join(f"{view.country or 'no state'} (says {view.by})" for view in territory.views)
    because = (*fix.because, f"To whom {territory.name} belongs is disputed: {told}.")
    view = next((one for one in territory.views if one.by == worldview), None)
    if view is None:
        return replace(fix, admin_by=by, because=because)
    admin1 = fix.admin1 if view.country == fix.country else None
    return replace(fix, country=view.country or None, admin1=admin1, admin_by=worldview, because=because)
