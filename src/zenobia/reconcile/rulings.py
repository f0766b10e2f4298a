"""What people ruled on pairs: in go verdicts, out the pairs that must and must not be together, and what is left open.

1. Only standing verdicts count (`values.verdict.standing`). A ruling may name an event, its claim, or an incident, which
   stands for its founder.
2. The latest ruling on a pair stands. Where people differ on a pair, the latest stands and the difference is shown for review.
3. "Same" rulings that cannot hold beside "different" ones are returned open, with all the rulings that clash.

A ruling about what is not (or no longer) known is left alone: it applies again when the event is back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from zenobia.values.review import Review, review_id
from zenobia.values.verdict import Verdict

EventPair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """The latest ruling on each pair; both latest first."""

    same: tuple[tuple[EventPair, Verdict], ...]
    different: tuple[tuple[EventPair, Verdict], ...]
    reviews: tuple[Review, ...]


def pair_rulings(verdicts: Sequence[Verdict], event_of: Callable[[str], str | None]) -> Rulings:
    """Read standing verdicts, oldest first, as rulings on pairs of events.

    Args:
        event_of: gives the event that a name means; None where it means none that is known.
    """
    latest: dict[EventPair, Verdict] = {}
    reviews: list[Review] = []
    for verdict in verdicts:
        if verdict.ruling not in {"same", "different"} or verdict.other is None:
            continue
        a, b = event_of(verdict.about), event_of(verdict.other)
        if a is None or b is None or a == b:
            continue
        pair = (min(a, b), max(a, b))
        before = latest.get(pair)
        if before is not None and before.ruling != verdict.ruling and before.by != verdict.by:
            reviews.append(_overruled(pair, before, verdict))
        latest[pair] = verdict
    ordered = sorted(latest.items(), key=lambda item: (item[1].at, item[1].id), reverse=True)
    return Rulings(
        same=tuple((pair, verdict) for pair, verdict in ordered if verdict.ruling == "same"),
        different=tuple((pair, verdict) for pair, verdict in ordered if verdict.ruling == "different"),
        reviews=tuple(reviews),
    )


def _overruled(pair: EventPair, before: Verdict, after: Verdict) -> Review:
    why = f"{before.by} ruled these {before.ruling}, {after.by} later ruled them {after.ruling}: which is right?"
    return Review(id=review_id("overruled", pair), kind="overruled", about=pair, why=why, verdicts=(before.id, after.id))


def clashes(rulings: Rulings, refused: Iterable[EventPair], group_of: Mapping[str, str]) -> tuple[Review, ...]:
    """Give one review for each "same" ruling that could not hold, naming the "different" rulings it met."""
    verdict_on = dict(rulings.same)
    found: list[Review] = []
    for pair in refused:
        sides = {group_of[pair[0]], group_of[pair[1]]}
        against = [verdict for (a, b), verdict in rulings.different if {group_of[a], group_of[b]} == sides]
        same = verdict_on[pair]
        why = f"{same.by} ruled these the same, but rulings that keep their groups apart stand: which is right?"
        ids = tuple(sorted({same.id, *(verdict.id for verdict in against)}))
        name = review_id("contradicting_verdicts", pair)
        found.append(Review(id=name, kind="contradicting_verdicts", about=pair, why=why, verdicts=ids))
    return tuple(found)
