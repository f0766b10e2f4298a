"""What sources together say of each figure: in go an incident's facets and their voices, out toll ranges and what was superseded.

1. Only figures of event and toll claims that are not denials count.
2. A later figure of the same voice replaces its earlier one; both claims stay in the incident, the pair is listed as superseded.
   A figure said again stands with its first telling. Later is a later publication day; within one day a later arrival replaces
   only what it contradicts.
3. `low` and `high` are the outermost bounds of the figures that stand.
4. `best` follows UCDP (codebook of its Georeferenced Event Dataset, "best, high and low estimates"): what the figures agree on;
   where they do not agree and no source is known to be the more reliable, the lower figure. Figures of those who are not sure
   count for it only where there is no other; "up to 15" alone is no best.
5. `said` keeps who said what, the replaced among them; `replaced_by` names what took their place.

It never averages. A figure without a claim id does not exist.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zenobia.reconcile.facets import Facet
from zenobia.reconcile.figures import are_disjoint, figure_class, said
from zenobia.reconcile.origins import Voice
from zenobia.values.incident import FigureSaid, TollRange
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


def ranges(standing: Iterable[Figure], replaced: Iterable[tuple[Figure, Figure]] = ()) -> tuple[TollRange, ...]:
    """Give one range for each thing counted, in the order of the words for it.

    Args:
        replaced: (older figure, the one of its own voice that took its place), as `figures` gives them.
    """
    counted: dict[tuple[TollWhat, str], list[Figure]] = defaultdict(list)
    older: dict[tuple[TollWhat, str], list[tuple[Figure, Figure]]] = defaultdict(list)
    for figure in standing:
        counted[figure.about].append(figure)
    for old, new in replaced:
        older[old.about].append((old, new))
    return tuple(_range(what, told, older[what, class_]) for (what, class_), told in sorted(counted.items()))


def _range(what: TollWhat, told: list[Figure], replaced: list[tuple[Figure, Figure]]) -> TollRange:
    told = sorted(told, key=lambda figure: (figure.toll.low, _upper(figure.toll), figure.claim))
    words = Counter(figure.toll.who for figure in told)
    lows = [figure.toll.low for figure in told]
    bounded = [figure.toll.high for figure in told if figure.toll.high is not None]
    open_from = max((figure.toll.low for figure in told if figure.toll.high is None), default=None)
    high = max(bounded, default=None)
    if open_from is not None and (high is None or high < open_from):
        high = None
    best, why = _best([figure for figure in told if not _is_hedged(figure)] or told)
    spoken = [(figure, None) for figure in told] + [(old, new.claim) for old, new in replaced]
    return TollRange(
        what=what,
        who=min(words, key=lambda word: (-words[word], word)),
        low=min(lows),
        best=best,
        high=high,
        because=tuple(dict.fromkeys(figure.claim for figure in told)),
        best_why=why,
        said=tuple(_said(figure, by) for figure, by in sorted(spoken, key=_order)),
    )


def _best(told: Sequence[Figure]) -> tuple[int | None, str]:
    """Take the best estimate by rule 4, and say how in one sentence."""
    lowest = max(figure.toll.low for figure in told)
    tightest = min((figure.toll.high for figure in told if figure.toll.high is not None), default=None)
    voices = len({figure.voice.key for figure in told})
    by = "the one voice" if voices == 1 else f"all {voices} voices"
    if tightest is None or lowest <= tightest:
        if lowest == 0 and tightest != 0:
            return None, "Only an upper bound is said, which is no estimate."
        if lowest == tightest:
            return lowest, f"The one number that {by} allow{'s' if voices == 1 else ''}."
        return lowest, f"The lowest number that {by} allow{'s' if voices == 1 else ''}."
    lower = [figure for figure in told if figure.toll.low > 0] or list(told)
    least = min(lower, key=lambda figure: (figure.toll.low, figure.claim))
    figures_ = ", ".join(dict.fromkeys(said(figure.toll) for figure in told))
    return (
        least.toll.low,
        f"The figures do not agree ({figures_}) and no source is known to be the more reliable: the lower figure.",
    )


def _said(figure: Figure, replaced_by: str | None) -> FigureSaid:
    return FigureSaid(
        claim=figure.claim,
        voice=figure.voice.name,
        low=figure.toll.low,
        high=figure.toll.high,
        text=figure.toll.text,
        published=figure.facet.event.published,
        is_hedged=_is_hedged(figure),
        replaced_by=replaced_by,
    )


def _order(spoken: tuple[Figure, str | None]) -> tuple[tuple[date, datetime], int, str]:
    return (spoken[0].said_at, spoken[0].toll.low, spoken[0].claim)


def _is_hedged(figure: Figure) -> bool:
    return figure.facet.event.claim.stance == "hedges"


def _upper(toll: Toll) -> float:
    return float("inf") if toll.high is None else toll.high
