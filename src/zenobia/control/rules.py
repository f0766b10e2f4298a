"""Who is said to hold a piece of ground once new statements about it are in: the rules, and the table that applies them.

 1. One party is said to hold it, and nobody else's word stands against it: held.
 2. Voices name different holders: disputed.
 3. One voice says that a party holds it, another that this party does not: disputed.
 4. One voice names two holders on one day, or speaks of contested ground: contested.
 5. Nobody is said to hold it, and two parties are said not to: contested.
 6. One side has parts of it, and a second voice says that the attack failed or that another holds the whole: disputed.
 7. Another than the holder has parts of it, and no voice objects: contested.
 8. It is besieged: contested, the holder stays.
 9. Somebody has left a dispute or contest, or lost a contest, and one party to it has not: held by the one that remains.
10. The holder, or every party to a dispute, has left and nobody is said to have come: unknown.
11. A voice says that the holder does not hold it: disputed.
12. What is said changes nothing: the stretch goes on, with one more voice.
13. The holder is said to have left parts of it, or not to hold parts of it: contested; the holder stays.
14. What is said would end a holder's time, but the likeliest sequence does not follow it (`likeliest`), and on a later day the
    same holder is said to hold it: a passing word; the stretch goes on, with that word against it.

The first rule that fits applies, in the order of `TABLE`. Hedged statements count only on days without a firm one. Statements of
one day are judged together, and stand until the next day on which something is said. A part that neither of two parties holds
leaves the whole contested.

Nothing here knows dates, places or sources; a voice counts once, however often it speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zenobia.values.control import ControlStatus

Voices = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a cell stood before: its status, who held or claimed it, and every party to a dispute or contest."""

    status: ControlStatus = "unknown"
    holder: str | None = None
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is said of a cell on one day: each party, in the order in which they were told of, with the voices that say so."""

    before: Standing
    holds: Mapping[str, Voices] = field(default_factory=dict)
    not_holds: Mapping[str, Voices] = field(default_factory=dict)
    left: Mapping[str, Voices] = field(default_factory=dict)
    contests: Mapping[str, Voices] = field(default_factory=dict)
    besieges: Mapping[str, Voices] = field(default_factory=dict)
    holds_part: Mapping[str, Voices] = field(default_factory=dict)
    left_part: Mapping[str, Voices] = field(default_factory=dict)
    """Parties said to have left, or not to hold, parts of it."""
    steady: str | None = None
    """Who held it before, by the likeliest sequence holds it still, and is said to hold it on a later day."""

    @property
    def denied(self) -> Mapping[str, Voices]:
        """Parties said not to hold it or to have left it."""
        parties = {*self.not_holds, *self.left}
        return {party: self.not_holds.get(party, frozenset()) | self.left.get(party, frozenset()) for party in parties}

    @property
    def takers(self) -> frozenset[str]:
        """Parties said to have parts of it beside whoever holds, is said to hold, or contests the whole."""
        others = ({*self.before.parties} - {*self.left}) | {self.before.holder, *self.holds} - {None}
        return frozenset(party for party in self.holds_part if party not in self.holds and others - {party})


def _one_holder(it: Situation) -> bool:
    if len(it.holds) != 1:
        return False
    (party, voices) = next(iter(it.holds.items()))
    return not (it.denied.get(party, frozenset()) - voices) and not it.takers and not ({*it.contests} - {party})


def _two_holders(it: Situation) -> bool:
    return len(it.holds) > 1 and len(frozenset().union(*it.holds.values())) > 1


def _held_and_denied(it: Situation) -> bool:
    return any(it.denied.get(party, frozenset()) - voices for party, voices in it.holds.items())


def _contested(it: Situation) -> bool:
    return len(it.holds) > 1 or bool(it.contests)


def _neither(it: Situation) -> bool:
    return not it.holds and len(it.not_holds) > 1


def _parts_disputed(it: Situation) -> bool:
    objecting = [voices for party, voices in it.holds.items() if party not in it.takers]
    objecting += [voices for party, voices in it.not_holds.items() if party in it.takers]
    return any(voices - it.holds_part[taker] for taker in it.takers for voices in objecting)


def _parts_taken(it: Situation) -> bool:
    return bool(it.takers)


def _besieged(it: Situation) -> bool:
    return bool({*it.besieges} - {it.before.holder}) and not it.holds


def remaining(it: Situation) -> str | None:
    """Give the one party to a dispute or contest that is not said to have left."""
    rest = it.before.parties - set(it.denied)
    return next(iter(rest)) if it.before.status in {"disputed", "contested"} and len(rest) == 1 else None


def _one_left(it: Situation) -> bool:
    is_over = bool(it.left) or (it.before.status == "contested" and bool(it.not_holds))
    return not it.holds and is_over and remaining(it) is not None


def _holder_left(it: Situation) -> bool:
    if it.holds or not it.left:
        return False
    if it.before.status in {"disputed", "contested"}:
        return bool(it.before.parties) and it.before.parties <= set(it.left)
    return it.before.holder in it.left


def _holder_denied(it: Situation) -> bool:
    return not it.holds and it.before.status == "held" and it.before.holder in it.not_holds


def _parts_left(it: Situation) -> bool:
    return it.before.status == "held" and it.before.holder in it.left_part and not it.holds


def _passing(it: Situation) -> bool:
    if it.steady is None:
        return False
    rule = next(rule for rule in TABLE if rule.number != PASSING and rule.fits(it))
    return rule.outcome in {"held", "unknown"} and holder_of(rule, it) != it.steady


def _nothing_new(it: Situation) -> bool:
    return True


Outcome = ControlStatus | None
"""None: the stretch goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row: if `fits`, the cell is `outcome`; `sentence` is shown to readers."""

    number: int
    fits: Callable[[Situation], bool]
    outcome: Outcome
    sentence: str


PASSING = 14
TABLE: tuple[Rule, ...] = (
    Rule(number=PASSING, fits=_passing, outcome=None, sentence="A passing word; those before and after it say otherwise."),
    Rule(
        number=6,
        fits=_parts_disputed,
        outcome="disputed",
        sentence="One side is said to have parts of it; a second voice says that the attack failed or that another holds it.",
    ),
    Rule(number=1, fits=_one_holder, outcome="held", sentence="One party is said to hold it, and no other voice objects."),
    Rule(number=2, fits=_two_holders, outcome="disputed", sentence="Voices name different holders."),
    Rule(
        number=3,
        fits=_held_and_denied,
        outcome="disputed",
        sentence="One voice says that a party holds it, another that it does not.",
    ),
    Rule(number=4, fits=_contested, outcome="contested", sentence="It is said to be fought over."),
    Rule(number=5, fits=_neither, outcome="contested", sentence="Neither of two parties is said to hold it."),
    Rule(
        number=7,
        fits=_parts_taken,
        outcome="contested",
        sentence="One side is said to have parts of it, and no voice objects.",
    ),
    Rule(number=8, fits=_besieged, outcome="contested", sentence="It is said to be besieged."),
    Rule(
        number=9,
        fits=_one_left,
        outcome="held",
        sentence="One party to the dispute is said to have left or lost it; the other remains.",
    ),
    Rule(number=10, fits=_holder_left, outcome="unknown", sentence="The holder is said to have left, and nobody to have come."),
    Rule(number=11, fits=_holder_denied, outcome="disputed", sentence="A voice says that the holder does not hold it."),
    Rule(number=13, fits=_parts_left, outcome="contested", sentence="The holder is said to have left or lost parts of it."),
    Rule(number=12, fits=_nothing_new, outcome=None, sentence="What is said changes nothing."),
)
"""In the order in which rules are tried: what is said of parts is looked at before the whole is called held."""


def rule_for(situation: Situation) -> Rule:
    """Give the first rule that fits."""
    return next(rule for rule in TABLE if rule.fits(situation))


def holder_of(rule: Rule, situation: Situation) -> str | None:
    """Give the holder that a rule sets; in a dispute, the party whose claim is new."""
    it = situation
    if rule.number == 1:
        return next(iter(it.holds))
    if rule.number in {2, 3}:
        new = [party for party in it.holds if party != it.before.holder]
        return (new or list(it.holds))[0]
    if rule.number == 6:
        return next(party for party in it.holds_part if party in it.takers)
    if rule.number == 9:
        return remaining(it)
    return it.before.holder if rule.number in {8, 11, 13} else None


def parties_of(rule: Rule, situation: Situation) -> frozenset[str]:
    """Give every party between whom the ground now lies."""
    it = situation
    if rule.outcome in {"held", "unknown"}:
        return frozenset(party for party in (holder_of(rule, it),) if party is not None)
    before = {it.before.holder} if it.before.holder is not None else set()
    return frozenset({*it.holds, *it.takers, *it.contests, *it.besieges, *it.not_holds, *before}) - frozenset(it.left)
