"""In: how many incidents end on which day. Out: the bars of the time slider, from the first day to the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zenobia.values.mark import Line

BARS = 60
"""Bars at most: each is then wide enough to be seen on a phone."""
FULL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    first: date | None = None
    last: date | None = None
    known_first: date | None = None
    known_last: date | None = None
    bars: tuple[int, ...] = ()

    @property
    def heights(self) -> tuple[int, ...]:
        """Heights in parts of a hundred; what is not nothing is at least seen."""
        most = max(self.bars, default=0)
        return tuple(max(4, round(FULL * count / most)) if count else 0 for count in self.bars)

    @property
    def total(self) -> int:
        return sum(self.bars)


def bars_of(line: Line, reaching: date | None = None) -> Bars:
    """Lay days out in at most BARS bars of equal length, up to the last, or to a later one."""
    if not line.days or line.known_first is None or line.known_last is None:
        return Bars()
    first, last = line.days[0][0], max(line.days[-1][0], reaching or date.min)
    whole = (last - first).days + 1
    bars = [0] * min(BARS, whole)
    for day, count in line.days:
        bars[(day - first).days * len(bars) // whole] += count
    return Bars(first=first, last=last, known_first=line.known_first.date(), known_last=line.known_last.date(), bars=tuple(bars))
