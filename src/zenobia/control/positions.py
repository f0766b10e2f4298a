"""Who is said to stand how to a place: in go the statements of one stretch, out one Position for each party, state and ground.

1. A party is one side on the day, under the name most used for it, a name with a reference first.
2. Holding is denied by whoever says that the party does not hold that very ground or has left it, and the other way round. Who
   says that another holds it denies nothing here: that is a position of its own.
3. Days are those of the statements, cut to the stretch.
4. What is said without naming anybody is no position.

It judges nothing: every position that was said is there, whatever the rules made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from zenobia.control.statements import Statement
from zenobia.values.claim import ControlState
from zenobia.values.control import Position
from zenobia.values.meant import ARMY

_DENIES: dict[ControlState, frozenset[ControlState]] = {
    "holds": frozenset({"does_not_hold", "left"}),
    "does_not_hold": frozenset({"holds"}),
    "left": frozenset({"holds"}),
}


def positions(said: Iterable[Statement], key: str, start: date, end: date | None) -> tuple[Position, ...]:
    """Lay out the positions of one stretch of the cell `key`, in the order in which they were first said."""
    grouped: dict[tuple[str, ControlState, str], list[Statement]] = {}
    for statement in sorted(said, key=lambda one: (one.day, one.seen)):
        if statement.holder is not None:
            grouped.setdefault((statement.holder, statement.state, statement.cell.key), []).append(statement)

    def cut(day: date) -> date:
        return max(start, min(day, end)) if end is not None else max(start, day)

    found: list[Position] = []
    for (holder, state, ground), told in grouped.items():
        denied = [one for other in sorted(_DENIES.get(state, frozenset())) for one in grouped.get((holder, other, ground), ())]
        named = _naming(told)
        found.append(
            Position(
                party=named.holder_name or "",
                party_id=reference(named),
                state=state,
                ground=told[0].cell.name,
                is_part=ground != key,
                said_by=_voices(told),
                denied_by=_voices(denied),
                claims=tuple(dict.fromkeys(one.claim for one in told)),
                first_said=cut(min(one.day for one in told)),
                last_said=cut(max(one.last for one in told)),
            )
        )
    return tuple(found)


def reference(one: Statement) -> str | None:
    """Give the holder's own reference: not that of whatever army a country has."""
    return None if (one.holder_id or "").startswith(ARMY) else one.holder_id


def _naming(told: Sequence[Statement]) -> Statement:
    names = Counter(one.holder_name for one in told)
    return min(told, key=lambda one: (reference(one) is None, -names[one.holder_name], one.seen))


def _voices(told: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.voice_name for one in told))
