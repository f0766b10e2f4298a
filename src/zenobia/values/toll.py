"""A figure with its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TollWhat = Literal["killed", "injured", "captured", "missing", "displaced", "destroyed", "damaged", "conducted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A bounded figure. `high` None means no upper bound was said. `part_of` is the `who` of the whole it is counted in."""

    what: TollWhat
    who: str
    low: int
    high: int | None
    text: str
    part_of: str | None = None
