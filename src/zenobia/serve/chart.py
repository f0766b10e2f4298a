"""In: an incident's figures. Out: bars to draw, one for each time that somebody gave a figure, on one scale from nothing on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zenobia.values.incident import FigureSaid, TollRange

WIDE = 88.0
"""Parts of a hundred that the highest bound reaches; the rest shows that a bar is open."""
THIN = 0.8
"""Width at least: a bar of one figure is a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    said: FigureSaid
    x: float
    width: float
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    toll: TollRange
    bars: tuple[Bar, ...]
    best_x: float | None


def charts_of(tolls: Iterable[TollRange]) -> tuple[Chart, ...]:
    """Lay out every figure that was said more than once."""
    return tuple(_chart(toll) for toll in tolls if len(toll.said) > 1)


def _chart(toll: TollRange) -> Chart:
    most = max(max(said.low, said.high or 0) for said in toll.said) or 1

    def at(figure: int) -> float:
        return round(WIDE * figure / most, 2)

    bars = tuple(
        Bar(
            said=said,
            x=at(said.low),
            width=max(THIN, round(at(said.high if said.high is not None else said.low) - at(said.low), 2)),
            is_open=said.high is None,
        )
        for said in toll.said
    )
    return Chart(toll=toll, bars=bars, best_x=at(toll.best) if toll.best is not None else None)
