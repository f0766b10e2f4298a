"""What sources together say of each figure: in go an incident's facets and their voices, out toll ranges and what was superseded.

1. Only figures of event and toll claims that are not denials count.
2. A later figure of the same voice replaces its earlier one; both claims stay in the incident, the pair is listed as superseded.
   A figure said again stands with its first telling. Later is a later publication day; within one day a later arrival replaces
   only what it contradicts.
3. `low` and `high` are the outermost bounds said, `best` the one number that all ranges allow, if there is just one.

A figure without a claim id does not exist.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zenobia.reconcile.facets import Facet
from zenobia.reconcile.figures import are_disjoint, figure_class
from zenobia.reconcile.origins import Voice
from zenobia.values.incident import TollRange
from zenobia.values.toll import Toll, TollWhat


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as one claim gives it."""

    facet: Facet
    toll: Toll
    voice: Voice

    @property
    def about(self) -> tuple[TollWhat, str]:
        return (self.toll.what, figure_class(self.toll.who))

    @property
    def claim(self) -> str:
        return self.facet.event.claim.id

    @property
    def said_at(self) -> tuple[date, datetime]:
        event = self.facet.event
        return (event.published or event.received_at.date(), event.received_at)


def figures(members: Sequence[Facet], voice_of: Mapping[str, Voice]) -> tuple[list[Figure], list[tuple[Figure, Figure]]]:
    """Give the figures that stand, and each superseded one with the figure that replaced it."""
    spoken: dict[tuple[object, str], list[Figure]] = defaultdict(list)
    for facet in members:
        claim = facet.event.claim
        if claim.kind == "control" or claim.stance == "denies":
            continue
        for toll in claim.toll:
            figure = Figure(facet=facet, toll=toll, voice=voice_of[facet.id])
            spoken[figure.about, figure.voice.key].append(figure)
    standing: list[Figure] = []
    replaced: list[tuple[Figure, Figure]] = []
    for told in spoken.values():
        told.sort(key=lambda figure: (figure.said_at, figure.claim, figure.toll.low), reverse=True)
        kept: list[Figure] = []
        for figure in told:
            newer = next((later for later in reversed(kept) if _replaces(later, figure)), None)
            if newer is None:
                kept.append(figure)
            else:
                replaced.append((figure, newer))
        standing.extend(kept)
    return standing, replaced


def _replaces(later: Figure, earlier: Figure) -> bool:
    if later.facet.event.claim.document == earlier.facet.event.claim.document:
        return False
    if (later.toll.low, later.toll.high) == (earlier.toll.low, earlier.toll.high):
        return False
    if later.said_at[0] != earlier.said_at[0]:
        return later.said_at[0] > earlier.said_at[0]
    return later.said_at[1] > earlier.said_at[1] and are_disjoint(later.toll, earlier.toll)


def ranges(standing: Iterable[Figure]) -> tuple[TollRange, ...]:
    """Give one range for each thing counted, in the order of the words for it."""
    counted: dict[tuple[TollWhat, str], list[Figure]] = defaultdict(list)
    for figure in standing:
        counted[figure.about].append(figure)
    return tuple(_range(what, told) for (what, _), told in sorted(counted.items()))


def _range(what: TollWhat, told: list[Figure]) -> TollRange:
    told = sorted(told, key=lambda figure: (figure.toll.low, _upper(figure.toll), figure.claim))
    words = Counter(figure.toll.who for figure in told)
    lows = [figure.toll.low for figure in told]
    bounded = [figure.toll.high for figure in told if figure.toll.high is not None]
    open_from = max((figure.toll.low for figure in told if figure.toll.high is None), default=None)
    high = max(bounded, default=None)
    if open_from is not None and (high is None or high < open_from):
        high = None
    tightest = min(bounded, default=None)
    return TollRange(
        what=what,
        who=min(words, key=lambda word: (-words[word], word)),
        low=min(lows),
        best=tightest if tightest == max(lows) else None,
        high=high,
        because=tuple(dict.fromkeys(figure.claim for figure in told)),
    )


def _upper(toll: Toll) -> float:
    return float("inf") if toll.high is None else toll.high
