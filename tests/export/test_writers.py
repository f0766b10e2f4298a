"""Each format by its name; no other."""

from __future__ import annotations

import json

import pytest

from zenobia.export.writers import WRITERS, write
from zenobia.faults import BadSettings
from zenobia.store.contract import Query, Store


def test_statements_are_one_claim_a_line(store: Store) -> None:
    lines = "".join(write("statements", store, Query())).splitlines()
    assert len(lines) == 7
    assert all({"quote", "said_by", "stance", "url"} <= json.loads(line).keys() for line in lines)


@pytest.mark.parametrize(("name", "rows"), [("csv", 5), ("claims-csv", 8), ("geojson", 6)])
def test_formats_hold_every_row(store: Store, name: str, rows: int) -> None:
    assert len("".join(write(name, store, Query())).splitlines()) == rows


def test_an_unknown_format_names_the_known(store: Store) -> None:
    with pytest.raises(BadSettings, match=f"'xls' is unknown; take one of {', '.join(WRITERS)}"):
        write("xls", store, Query())
