"""Words as data: what the TOML files of `lexicon/` hold, typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """One action type in the field's schemes; None where the scheme has no code."""

    plover: str | None = None
    plover_mode: str | None = None
    acled: str | None = None
    acled_sub: str | None = None
    ucdp: int | None = None
    cameo: str | None = None
