"""In: a worldview, and the table of lines that states dispute. Out: how the basemap draws each of them.

1. A line that the table does not name for a view is dashed, and so is every line without a view.
2. A line says how a map is drawn and nothing else: no state of a place is derived from it.
"""

from __future__ import annotations

from importlib import resources

import msgspec

from zenobia.faults import BadSettings

FILE = "borders.toml"


class Border(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that is disputed, with the views to which it is a border and those to which it is none."""

    line: str
    matter: str
    source: str
    solid: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    border: tuple[Border, ...]


def load_borders() -> tuple[Border, ...]:
    """Read the table.

    Raises:
        BadSettings: the file does not parse, or a view both draws and hides a line.
    """
    try:
        borders = msgspec.toml.decode((resources.files("zenobia.serve") / FILE).read_bytes(), type=_File).border
    except msgspec.DecodeError as error:
        raise BadSettings(f"serve/{FILE}: {error}") from error
    for border in borders:
        both = set(border.solid) & set(border.hidden)
        if both:
            raise BadSettings(f"serve/{FILE}, {border.line!r}: {sorted(both)} can draw the line or hide it, not both")
    return borders


def drawn_for(worldview: str) -> dict[str, list[str]]:
    """Give the lines that a view draws solid, and those that it hides; the others stay dashed."""
    borders = load_borders()
    return {
        "solid": [border.line for border in borders if worldview in border.solid],
        "hidden": [border.line for border in borders if worldview in border.hidden],
    }
