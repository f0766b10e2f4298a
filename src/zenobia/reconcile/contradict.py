"""What cannot hold together as said: in go the facets of one incident, out typed contradictions, each between two claims.

1. Only different voices contradict one another; one voice that changes its word has updated it (see `tolls`).
2. control: ground gained against an attack repelled or ground held by another; "holds" against "does not hold". Said of single
   days only: what is said of a month opposes nothing.
3. responsibility: different doers of one act of violence, both named by reference.
4. figure: ranges that share no number, for the same thing counted: neither a part of the other, nor replaced by a later one of
   the same voice.
5. place, time: spots or days that do not meet; days only of acts of one kind that are over in a day.
6. denial: one denies what another asserts of the same act and the same doer. Who denies that ground was taken does not deny that
   it was attacked.
7. definition: figures that agree, of whom one voice says that they were civilians and another that they bore arms, if neither
   counts both.
8. One contradiction for each kind and pair of voices: in claims published on one day if there are such, of the very same place
   if there are such, else in those first seen. Figures are opposed by ranges: one contradiction for each pair of ranges, in the
   words of those first seen.
9. `maybe_older`: of outcomes and figures, which change, told by reports of different days: one may merely be the older.
10. Each carries both voices, both quotes, and one sentence that ends in why both cannot hold.

Nothing is averaged, and nobody is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from zenobia.reconcile.compare import NEAR_KM, OUTCOMES, denied_elsewhere
from zenobia.reconcile.facets import Facet, is_loose
from zenobia.reconcile.figures import are_disjoint, said
from zenobia.reconcile.origins import Voice
from zenobia.reconcile.pairs import gap_days, gap_km, may_be_one_party, pair_of, same_narrowest
from zenobia.reconcile.phrases import day_words, says, when_words
from zenobia.reconcile.tolls import Figure
from zenobia.values.claim import ControlState
from zenobia.values.incident import Contradiction, ContradictionKind, contradiction_id
from zenobia.values.toll import TollWhat

VIOLENT = frozenset({
    "air_strike", "shelling", "bombing", "drone_strike", "chemical_attack", "armed_attack", "execution", "abduction",
    "sexual_violence", "looting_destruction", "shootdown",
})  # fmt: skip
"""Types for which it matters who did it: acts by one side, not fights between two."""
LASTING = frozenset({"battle", "siege", "movement", "displacement", "agreement", "control", "toll", "other", "armed_attack"})
"""Types of which one report may tell one day and another the next, without contradiction."""
CHANGING: frozenset[ContradictionKind] = frozenset({"control", "figure"})
"""What changes by itself from one day to the next, so that an older report may have been right in its time."""
CIVIL = frozenset({"civilians", "children", "women"})
ARMED = frozenset({"fighters", "soldiers"})
"""Classes of `figures` that no one person is in two of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim in its voice."""

    facet: Facet
    voice: Voice

    @property
    def claim(self) -> str:
        return self.facet.event.claim.id

    @property
    def sentence(self) -> str:
        return says(self.facet, self.voice.name)


Why = str
Ground = tuple[str | None, ControlState, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Test:
    """One kind: what a claim says in this respect (None when it says nothing), and when two sayings cannot both hold."""

    kind: ContradictionKind
    says: Callable[[Told], Hashable | None]
    why: Callable[[Told, Told], Why | None]


def contradictions(
    members: Sequence[Facet], voice_of: Mapping[str, Voice], standing: Iterable[Figure]
) -> tuple[Contradiction, ...]:
    """Find every contradiction among the claims of one incident.

    Args:
        standing: the figures that no later one of the same voice has replaced.
    """
    told = [Told(facet=facet, voice=voice_of[facet.id]) for facet in sorted(members, key=lambda facet: facet.seen)]
    found = [one for test in _TESTS for one in _by_voices(test, told)]
    figures = sorted(standing, key=lambda figure: (figure.facet.seen, figure.toll.low))
    found.extend(_figure_contradictions(figures))
    found.extend(_definitions(figures))
    return tuple(sorted(found, key=lambda one: (one.kind, one.a, one.b)))


def _by_voices(test: _Test, told: Sequence[Told]) -> list[Contradiction]:
    first: dict[object, Told] = {}
    for one in told:
        saying = test.says(one)
        if saying is not None:
            first.setdefault((one.voice.key, saying), one)
    found: dict[tuple[str, str], tuple[tuple[bool, bool], Contradiction]] = {}
    for a, b in combinations(first.values(), 2):
        if a.voice.key == b.voice.key:
            continue
        voices = (a.voice.key, b.voice.key) if a.voice.key < b.voice.key else (b.voice.key, a.voice.key)
        best = found.get(voices)
        if best is not None and all(best[0]):
            continue
        nearness = (a.facet.event.published == b.facet.event.published, same_narrowest(a.facet, b.facet))
        why = test.why(a, b) if best is None or nearness > best[0] else None
        if why is not None:
            found[voices] = (nearness, _contradiction(test.kind, a, b, why))
    return [contradiction for _, contradiction in found.values()]


def _contradiction(kind: ContradictionKind, one: Told, other: Told, why: str) -> Contradiction:
    a, b = sorted((one, other), key=lambda told: told.claim)
    older = _older(a, b) if kind in CHANGING else ""
    return Contradiction(
        id=contradiction_id(kind, a.claim, b.claim),
        kind=kind,
        a=a.claim,
        b=b.claim,
        why=why,
        maybe_older=bool(older),
        older=older,
        said_a=a.voice.name,
        said_b=b.voice.name,
        quote_a=a.facet.event.claim.quote.text,
        quote_b=b.facet.event.claim.quote.text,
    )


def _older(a: Told, b: Told) -> str:
    days = [told.facet.event.published for told in (a, b)]
    if days[0] == days[1] or days[0] is None or days[1] is None:
        return ""
    old, new = (a, b) if days[0] < days[1] else (b, a)
    return (
        f"{old.voice.name} is quoted by a report of {day_words(min(days[0], days[1]))}, {new.voice.name} by one of "
        f"{day_words(max(days[0], days[1]))}: the first may merely be the older news."
    )


def _both(a: Told, b: Told, reason: str) -> str:
    return f"{a.sentence}; {b.sentence}: {reason}."


def _affirms(told: Told) -> bool:
    return told.facet.event.claim.stance != "denies"


def _outcome(told: Told) -> Hashable | None:
    facet = told.facet
    if not _affirms(told) or not (facet.ground or facet.type in OUTCOMES):
        return None
    return (facet.type, facet.doers, facet.done_to, facet.ground, facet.places[:1], facet.first, facet.last)


def _control(a: Told, b: Told) -> Why | None:
    if gap_days(a.facet, b.facet) not in {0, None} or _is_long(a.facet) or _is_long(b.facet):
        return None
    if not (_opposed_outcomes(a.facet, b.facet) or _opposed_outcomes(b.facet, a.facet)):
        return None
    is_repelled = "attack_repelled" in {a.facet.type, b.facet.type}
    return _both(a, b, "an attack that was beaten back takes no ground" if is_repelled else "one piece of ground, two accounts")


def _is_long(facet: Facet) -> bool:
    """Tell whether a claim only says "in the course of": a month in which ground was lost opposes no day on which it was held."""
    return facet.days > 0 and not facet.is_fine_time


def _opposed_outcomes(a: Facet, b: Facet) -> bool:
    """Tell whether `a` gives ground to somebody whom `b` denies it or who is another, or takes it from whom `b` leaves it."""
    if a.type == "withdrawal" and b.type == "attack_repelled" and a.doers & b.doers:
        return True
    winners = _winners(a)
    if not winners:
        return False
    if b.type == "attack_repelled":
        return bool(winners & b.done_to) or (not winners & b.doers and all(map(is_loose, b.done_to)))
    if b.type == "territory_gained" and a.type == "territory_gained" and not (a.ground and b.ground):
        return same_narrowest(a, b) and bool(b.doers) and not winners & b.doers and not may_be_one_party(a, b)
    if _is_before(a, b) or _is_before(b, a):
        return False
    may_be_one = may_be_one_party(a, b)
    return any(_contradicts(mine, theirs, may_be_one=may_be_one) for mine in a.ground for theirs in b.ground)


def _is_before(a: Facet, b: Facet) -> bool:
    """Tell whether `a` says how things stood before the change that `b` tells of."""
    is_state = a.type == "control" and (b.type == "control" or b.type in OUTCOMES)
    return is_state and a.last is not None and b.last is not None and a.last < b.last


def _winners(facet: Facet) -> frozenset[str]:
    if facet.type == "territory_gained":
        return facet.doers
    return frozenset(side for side, state, _ in facet.ground if state == "holds" and side is not None)


def _contradicts(mine: Ground, theirs: Ground, *, may_be_one: bool) -> bool:
    side, state, place = mine
    other, their_state, their_place = theirs
    if state != "holds" or side is None or other is None or place != their_place:
        return False
    return their_state in {"does_not_hold", "left"} if side == other else their_state == "holds" and not may_be_one


def _blames(told: Told) -> Hashable | None:
    return (
        (_known_doers(told), _name_words(told)) if told.facet.type in VIOLENT and _affirms(told) and _known_doers(told) else None
    )


def _responsibility(a: Told, b: Told) -> Why | None:
    return (
        None
        if _known_doers(a) & _known_doers(b) or _name_words(a) & _name_words(b)
        else _both(a, b, "they name different parties")
    )


def _known_doers(told: Told) -> frozenset[str]:
    return frozenset(side for side in told.facet.doers if not is_loose(side))


def _name_words(told: Told) -> frozenset[str]:
    """Give the capitalised words of the doers' names: "Russian aircraft" and "Russian Air Force" are no two parties."""
    names = " ".join(f"{party.text} {party.name}" for party in told.facet.event.claim.actor)
    return frozenset(word.casefold() for word in names.split() if word[:1].isupper())


def _stands(told: Told) -> Hashable | None:
    facet = told.facet
    return (_affirms(told), facet.type, facet.doers, facet.places)


def _denial(a: Told, b: Told) -> Why | None:
    if _affirms(a) == _affirms(b):
        return None
    if a.facet.doers and b.facet.doers and not a.facet.doers & b.facet.doers:
        return None
    denied, asserted = (b, a) if _affirms(a) else (a, b)
    if denied_elsewhere(pair_of(a.facet, b.facet)) or not a.facet.families & b.facet.families:
        return None
    return _both(a, b, "one denies what the other asserts") if _reaches(denied.facet, asserted.facet) else None


def _reaches(denied: Facet, asserted: Facet) -> bool:
    """Tell whether a denial covers what is asserted: nothing at a place denies nothing elsewhere, nor in the wider place."""
    pair = pair_of(denied, asserted)
    return not pair.are_siblings and (not pair.is_nested or denied.places[0] in asserted.places[1:])


def _spot(told: Told) -> Hashable | None:
    return told.facet.point if told.facet.is_fine_place else None


def _place(a: Told, b: Told) -> Why | None:
    gap = gap_km(a.facet, b.facet)
    if gap is None or gap <= NEAR_KM:
        return None
    where = [told.facet.event.fix.name for told in (a, b) if told.facet.event.fix is not None]
    apart = f"the two places lie {gap:.0f} km apart"
    return f"{a.voice.name} puts it at {where[0]}; {b.voice.name} puts it at {where[1]}: {apart}."


def _days(told: Told) -> Hashable | None:
    return (told.facet.first, told.facet.last) if told.facet.is_dated else None


def _time(a: Told, b: Told) -> Why | None:
    if a.facet.type != b.facet.type or a.facet.type in LASTING or not gap_days(a.facet, b.facet):
        return None
    return f"{a.voice.name} dates it {_dated(a)}; {b.voice.name} dates it {_dated(b)}: the days do not meet."


def _dated(told: Told) -> str:
    event = told.facet.event
    return when_words(event.when) or (day_words(event.published) if event.published else "to no day")


_TESTS: tuple[_Test, ...] = (
    _Test(kind="control", says=_outcome, why=_control),
    _Test(kind="responsibility", says=_blames, why=_responsibility),
    _Test(kind="denial", says=_stands, why=_denial),
    _Test(kind="place", says=_spot, why=_place),
    _Test(kind="time", says=_days, why=_time),
)


def _figure_contradictions(figures: Iterable[Figure]) -> Iterator[Contradiction]:
    """Oppose ranges, not voices: of many who say the same, the first seen stands for all."""
    told: dict[object, list[Figure]] = {}
    for figure in figures:
        told.setdefault((figure.about, figure.toll.part_of, figure.toll.low, figure.toll.high), []).append(figure)
    for these, those in combinations(told.values(), 2):
        if these[0].about != those[0].about or these[0].toll.part_of != those[0].toll.part_of:
            continue
        meeting = _meeting(these, those) if are_disjoint(these[0].toll, those[0].toll) else None
        if meeting is not None:
            a, b = meeting
            why = f"{_counted(a)}; {_counted(b)}: no number satisfies both."
            yield _contradiction("figure", _told(a), _told(b), why)


def _meeting(these: Iterable[Figure], those: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Give the first two of different voices and claims."""
    return next(((a, b) for a in these for b in those if a.voice.key != b.voice.key and a.claim != b.claim), None)


def _definitions(figures: Sequence[Figure]) -> Iterator[Contradiction]:
    """Oppose who the counted were said to be: civilians or bearers of arms, by voices that count only the one or the other."""
    counted: dict[tuple[TollWhat, str], set[str]] = {}
    for figure in figures:
        counted.setdefault((figure.toll.what, figure.voice.key), set()).add(figure.about[1])

    def only(classes: frozenset[str], others: frozenset[str]) -> list[Figure]:
        return [
            figure
            for figure in figures
            if figure.about[1] in classes and not counted[figure.toll.what, figure.voice.key] & (others | {"people"})
        ]

    for a in only(CIVIL, ARMED):
        alike = (b for b in only(ARMED, CIVIL) if a.toll.what == b.toll.what and not are_disjoint(a.toll, b.toll))
        b = next((b for b in alike if a.voice.key != b.voice.key and a.claim != b.claim), None)
        if b is not None:
            why = f"{_counted(a)}; {_counted(b)}: the same figure, counted as different people."
            yield _contradiction("definition", _told(a), _told(b), why)
            return


def _told(figure: Figure) -> Told:
    return Told(facet=figure.facet, voice=figure.voice)


def _counted(figure: Figure) -> str:
    return f"{figure.voice.name} says {said(figure.toll)} {figure.toll.who} {figure.toll.what}"
