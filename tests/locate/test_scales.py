"""A Fix in the scales of UCDP, ACLED and PLOVER."""

from __future__ import annotations

import pytest

from zenobia.locate.scales import NOWHERE, Scales, scales
from zenobia.values.place import Fix


def fix(precision, radius_km, place_id="geonames:1", country="SY"):
    return Fix(name="there", lat=35.0, lon=38.0, radius_km=radius_km, precision=precision, id=place_id, country=country)


TABLE = [
    (fix("exact", 4.0), (1, 1, 4)),
    (fix("exact", 0.8), (1, 1, 5)),
    (fix("near", 9.0, None), (2, 2, 4)),
    (fix("near", 28.0, None), (5, 2, 4)),
    (fix("district", 40.0), (3, 2, 3)),
    (fix("district", 40.0, None), (5, 2, 3)),
    (fix("province", 150.0), (4, 3, 2)),
    (fix("province", 90.0, None), (5, 3, 2)),
    (fix("country", 400.0), (6, 3, 1)),
    (fix("country", 900.0, country=None), (7, 3, None)),
]


@pytest.mark.parametrize(("given", "codes"), TABLE)
def test_table(given, codes):
    assert scales(given) == Scales(ucdp=codes[0], acled=codes[1], plover=codes[2])


def test_nowhere():
    unknown = Fix(name="there", lat=None, lon=None, radius_km=None, precision="unknown")
    assert scales(None) == scales(unknown) == NOWHERE


def test_a_wider_disc_is_never_coded_finer():
    order = [fix("exact", 2.0), fix("near", 10.0, None), fix("district", 40.0), fix("province", 150.0), fix("country", 400.0)]
    codes = [scales(one) for one in order]
    assert [one.ucdp for one in codes] == sorted(one.ucdp for one in codes)
    assert [one.acled for one in codes] == sorted(one.acled for one in codes)
    assert [one.plover for one in codes] == sorted((one.plover for one in codes), reverse=True)
