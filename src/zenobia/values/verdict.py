"""A person's ruling: kept for ever, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from zenobia.values.ids import make_id

Ruling = Literal[
    "same",
    "different",
    "retracted",
    "restored",
    "wrong_place",
    "wrong_actor",
    "wrong_time",
    "wrong_toll",
    "confirmed",
    "note",
    "withdrawn",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One ruling on one value (`about`) or on a pair (`about`, `other`). `withdrawn` takes back the verdict named in `about`."""

    id: str
    ruling: Ruling
    about: str
    other: str | None
    slot: str | None
    value: str | None
    by: str
    at: datetime
    why: str


def verdict_id(
    ruling: str, about: str, other: str | None, slot: str | None, value: str | None, by: str, at: datetime, why: str
) -> str:
    return make_id("verdict", ruling, about, other or "", slot or "", value or "", by, at.isoformat(), why)
