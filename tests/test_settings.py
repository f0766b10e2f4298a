"""Settings are read once, from a mapping, and say what does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from zenobia.faults import BadSettings
from zenobia.settings import Settings, from_environment


def test_without_variables_the_defaults_hold() -> None:
    given = from_environment({"XDG_CACHE_HOME": "/somewhere", "PATH": "/bin"})
    assert given == Settings(cache_dir=Path("/somewhere/zenobia"))


@pytest.mark.parametrize(
    ("variable", "value", "field", "expected"),
    [
        ("ZENOBIA_STORE_URL", "sqlite:///a.db", "store_url", "sqlite:///a.db"),
        ("ZENOBIA_MAX_DOCUMENT_BYTES", "1000", "max_document_bytes", 1000),
        ("ZENOBIA_PUBLICATION_DELAY_HOURS", "1.5", "publication_delay_hours", 1.5),
        ("ZENOBIA_ALLOW_PRIVATE_ADDRESSES", "yes", "allow_private_addresses", True),
        ("ZENOBIA_WITHHELD_NAMES", "A B; C ;", "withheld_names", ("A B", "C")),
        ("ZENOBIA_CACHE_DIR", "/x", "cache_dir", Path("/x")),
        ("ZENOBIA_WORLDVIEW", "UN", "worldview", "UN"),
    ],
)
def test_a_variable_sets_its_setting(variable: str, value: str, field: str, expected: object) -> None:
    assert getattr(from_environment({variable: value}), field) == expected


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ZENOBIA_STORRE_URL", "sqlite:///a.db"),
        ("ZENOBIA_FETCH_TIMEOUT_S", "soon"),
        ("ZENOBIA_WORLDVIEW", "Ukraine"),
        ("ZENOBIA_FETCH_TIMEOUT_S", "nan"),
        ("ZENOBIA_COORDINATE_GRID_KM", "-3"),
        ("ZENOBIA_ALLOW_PRIVATE_ADDRESSES", "perhaps"),
    ],
)
def test_what_does_not_hold_is_named(variable: str, value: str) -> None:
    with pytest.raises(BadSettings, match=variable):
        from_environment({variable: value})
