"""Who most likely held a piece of ground from day to day: in go the statements of each day, out a party for each, or nobody.

The answer is the likeliest sequence of holders (Viterbi 1967, doi:10.1109/TIT.1967.1054010) over the days of which something
is said:

1. Each word is evidence in bits for or against one party: ground gained more than ground held, a part of it little. A voice
   counts once a day for each thing that it says; who is not sure counts half, and so does a loose date.
2. A change of hands costs bits, and more the more is said, for of many words some are wrong. What one word says against many
   before and after it is therefore not followed; two days later it may be, if more say so.
3. Before the first word nobody is known; to become known costs nothing. On a day on which a party is said to have gone, it
   may leave nobody; its going and another's coming together cost what a change costs.
4. A gain tells little new of ground that the party holds already.
5. Of equals the earlier holder stays, then nobody, then the first in order of names.

It breaks ties between statements; it makes none. A party of whom nobody says that it holds, gained or has parts of the ground is
never the answer.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from zenobia.control.statements import Statement
from zenobia.values.claim import ControlState

CHANGE_BITS = 3.0
LEAVE_BITS = 1.0
"""What it costs that a holder goes and nobody comes."""
NOISE_BITS = 0.03
"""What each further statement adds to the cost of a change, up to `NOISY` statements."""
NOISY = 50
BITS: Mapping[ControlState, float] = {"holds": 1.5, "does_not_hold": -1.5, "left": -2.0}
GAIN_BITS = 4.0
"""Evidence of ground gained: one gain changes hands. These five were set by hand, in proportion to how often such words were
right among histories read by eye; measure `zenobia evaluate ua_control` and the sample before changing them."""
PART_BITS = 0.5
AGAIN = 0.25
"""Share of a gain's evidence where the party holds the ground already."""

UNTOLD, NOBODY = "", "-"
"""States without a holder: before anything is told, and after somebody left. No party's key is either."""
EMPTY = frozenset({UNTOLD, NOBODY})

Evidence = dict[str, tuple[float, float]]
"""Bits for each party: if it held the ground before, and if it did not."""


def likeliest(days: Sequence[tuple[Iterable[Statement], Iterable[Statement]]]) -> list[str | None]:
    """Give the likeliest holder of each day.

    Args:
        days: what is said of the whole, and of its parts, day by day in order.
    """
    told = [_evidence(whole, parts) for whole, parts in days]
    gone = [{one.holder for one in whole if one.state == "left"} for whole, _ in days]
    parties = sorted({party for one in told for party, (_, fresh) in one.items() if fresh > 0})
    cost = CHANGE_BITS + NOISE_BITS * min(NOISY, sum(len(one) for one in told))
    best: dict[str, float] = {UNTOLD: 0.0}
    back: list[dict[str, str]] = []
    for said, left in zip(told, gone, strict=True):
        first = _top(best)
        second = _top({state: bits for state, bits in best.items() if state != first}) if len(best) > 1 else first
        now: dict[str, float] = {}
        step: dict[str, str] = {}
        for state in (UNTOLD, NOBODY, *parties):
            choices = _before(state, (first, second), best, left)
            if not choices:
                continue
            scored = [(best[before] - _cost(before, state, cost) + _bits(said, before, state), before) for before in choices]
            now[state], step[state] = max(scored, key=lambda one: (one[0], one[1] == state, one[1] in EMPTY))
        best = now
        back.append(step)
    return _traced(_top(best), back)


def _before(state: str, top: tuple[str, str], best: Mapping[str, float], left: Container[str | None]) -> list[str]:
    """Give the states that a state may follow: of parties, itself and the likeliest other so far, which is one of two."""
    if state == UNTOLD:
        return [UNTOLD]
    if state == NOBODY:
        return [one for one in best if one == NOBODY or one in left]
    return [one for one in dict.fromkeys((state, *top, NOBODY, UNTOLD)) if one in best]


def _top(best: Mapping[str, float]) -> str:
    return max(best, key=lambda state: (best[state], state not in EMPTY))


def _traced(state: str, back: Sequence[Mapping[str, str]]) -> list[str | None]:
    held: list[str | None] = []
    for step in reversed(back):
        held.append(None if state in EMPTY else state)
        state = step[state]
    return held[::-1]


def _cost(before: str, state: str, cost: float) -> float:
    if before in {state, UNTOLD}:
        return 0.0
    if before == NOBODY:
        return cost - LEAVE_BITS
    return LEAVE_BITS if state == NOBODY else cost


def _bits(said: Evidence, before: str, state: str) -> float:
    if state not in said:
        return 0.0
    again, fresh = said[state]
    return again if before == state else fresh


def _evidence(whole: Iterable[Statement], parts: Iterable[Statement]) -> Evidence:
    found: dict[str, list[float]] = {}
    counted: set[tuple[str, str, str, bool]] = set()
    for one in sorted(whole, key=lambda one: (one.is_hedged, not one.is_fine, one.seen)):
        bits = GAIN_BITS if one.is_gain else BITS.get(one.state)
        key = (one.holder or "", one.state, one.voice, one.is_gain)
        if one.holder is None or bits is None or key in counted:
            continue
        counted.add(key)
        bits = bits / 2 if one.is_hedged or not one.is_fine else bits
        sums = found.setdefault(one.holder, [0.0, 0.0])
        sums[0] += bits * AGAIN if one.is_gain else bits
        sums[1] += bits
    for one in parts:
        if one.holder is not None and one.state == "holds":
            sums = found.setdefault(one.holder, [0.0, 0.0])
            sums[0], sums[1] = sums[0] + PART_BITS, sums[1] + PART_BITS
    return {party: (again, fresh) for party, (again, fresh) in found.items()}
