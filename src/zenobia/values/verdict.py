"""A person's ruling: kept for ever, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
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
    "wrong_type",
    "wrong_stance",
    "wrong_speaker",
    "confirmed",
    "rated",
    "note",
    "withdrawn",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One ruling on one value (`about`) or on a pair (`about`, `other`).

    `withdrawn` takes back the verdict named in `about`. `rated` says how reliable a voice is: `about` is its id or name, `value`
    a letter of the Admiralty scale.
    """

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


def standing(verdicts: Iterable[Verdict], as_of: datetime | None = None) -> tuple[Verdict, ...]:
    """Give the rulings that stand, oldest first: none later than `as_of`, none taken back, no withdrawals.

    A withdrawal can itself be taken back, and then the ruling under it stands again.
    """
    known = {verdict.id: verdict for verdict in verdicts if as_of is None or verdict.at <= as_of}
    latest_first = sorted(known.values(), key=lambda verdict: (verdict.at, verdict.id), reverse=True)
    taken_back: set[str] = set()
    kept: list[Verdict] = []
    for verdict in latest_first:
        if verdict.id in taken_back:
            continue
        if verdict.ruling == "withdrawn":
            taken_back.add(verdict.about)
        else:
            kept.append(verdict)
    return tuple(reversed(kept))


def retracted_ids(verdicts: Iterable[Verdict], as_of: datetime | None = None) -> frozenset[str]:
    """Give every id whose latest standing ruling of the two, retracted or restored, is retracted."""
    state: dict[str, bool] = {}
    for verdict in standing(verdicts, as_of):
        if verdict.ruling in {"retracted", "restored"}:
            state[verdict.about] = verdict.ruling == "retracted"
    return frozenset(about for about, is_retracted in state.items() if is_retracted)


def ratings(verdicts: Iterable[Verdict], as_of: datetime | None = None) -> dict[str, Verdict]:
    """Give the latest standing rating of each voice, by the id or name that it was given under."""
    return {verdict.about: verdict for verdict in standing(verdicts, as_of) if verdict.ruling == "rated" and verdict.value}
