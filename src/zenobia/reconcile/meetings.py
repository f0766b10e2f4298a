"""Who meets whom, kept up as things come and go: in go things with their keys, out the pairs gained and lost.

1. Two things meet if they share a key at which at least one of them is a hub: one that needs the meeting, not a bystander.
2. A group (all that share a key) in which hubs times members pass `limit` squared is sorted by rank, and only neighbours there
   meet (the sorted-neighbourhood method, Hernández and Stolfo 1995): the number of pairs grows with the things, not their square.
3. Who meets whom depends on the set of things alone, never on the order in which they came: adding and taking away in any order
   and in any portions leads to the same pairs.

It compares nothing and knows nothing of what meets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Key = Hashable
Pair = tuple[int, int]
"""Two things, the smaller number first."""
Rank = tuple[str | int, ...]
"""Total over all things that can meet: of one shape, and no two the same."""
Place = tuple[Rank, int]


@dataclass(frozen=True, slots=True)
class Guest:
    """A thing with where it stands in a sorted group, the keys at which it is a hub, and those at which it is a bystander."""

    rank: Rank
    hubs: tuple[Key, ...]
    plain: tuple[Key, ...] = ()

    def each_key(self) -> Iterator[tuple[Key, bool]]:
        """Give each key with whether the thing is a hub there."""
        yield from ((key, True) for key in self.hubs)
        yield from ((key, False) for key in self.plain)


class _Seats:
    """Keys to those who sit there; most keys seat one, and one is kept without a list."""

    __slots__ = ("_at",)

    def __init__(self) -> None:
        self._at: dict[Key, int | list[int]] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._at

    def at(self, key: Key) -> Sequence[int]:
        here = self._at.get(key)
        return () if here is None else (here,) if isinstance(here, int) else here

    def put(self, key: Key, number: int) -> None:
        here = self._at.get(key)
        if here is None:
            self._at[key] = number
        elif isinstance(here, int):
            self._at[key] = [here, number]
        else:
            here.append(number)

    def drop(self, key: Key, number: int) -> None:
        here = self._at[key]
        if not isinstance(here, int):
            here.remove(number)
        if isinstance(here, int) or not here:
            del self._at[key]


class Meetings:
    """The groups, and who is in them. Things are numbers; a rank is total: no two things share one."""

    def __init__(self, *, limit: int, neighbours: int) -> None:
        """Begin with nobody.

        Args:
            limit: members of a group of hubs that all meet one another.
            neighbours: how many following members each meets in a larger one.
        """
        self._limit, self._neighbours = limit, neighbours
        self._guests: dict[int, Guest] = {}
        self._hubs, self._plain = _Seats(), _Seats()
        self._orders: dict[Key, list[Place]] = {}
        """The large groups, sorted."""

    def add(self, come: Mapping[int, Guest]) -> tuple[set[Pair], set[Pair]]:
        """Add things; give the pairs that meet now by some key, and those of before that meet no more by any.

        A pair gained by one key may have met by another already.
        """
        gained: set[Pair] = set()
        dropped: set[Pair] = set()
        self._guests.update(come)
        for key, coming in _by_key(come).items():
            order = self._orders.get(key)
            if order is not None and len(coming) * self._neighbours < len(order):
                met: set[Pair] = set()
                for number, is_hub in coming:
                    self._seat(key, number, is_hub)
                    self._squeeze(key, order, number, met, dropped)
                gained |= met
                continue
            hubs, plain = self._hubs.at(key), self._plain.at(key)
            added = sum(is_hub for _, is_hub in coming)
            if self._is_small(len(hubs) + added, len(plain) + len(coming) - added):
                for number, is_hub in coming:
                    here = (*self._hubs.at(key), *(self._plain.at(key) if is_hub else ()))
                    gained.update((number, other) if number < other else (other, number) for other in here)
                    self._seat(key, number, is_hub)
                continue
            before = self._pairs(key)
            for number, is_hub in coming:
                self._seat(key, number, is_hub)
            self._orders[key] = sorted(
                (self._guests[number].rank, number) for number in (*self._hubs.at(key), *self._plain.at(key))
            )
            now = self._pairs(key)
            gained |= now - before
            dropped |= before - now
        return gained, {pair for pair in dropped - gained if not self.meet(*pair)}

    def take(self, gone: Collection[int]) -> set[Pair]:
        """Take things away; give the pairs of others that meet now because of it."""
        leaving: dict[Key, list[tuple[int, bool]]] = _by_key({number: self._guests[number] for number in gone})
        gained: set[Pair] = set()
        for key, going in leaving.items():
            before = self._pairs(key) if key in self._orders else set()
            for number, is_hub in going:
                (self._hubs if is_hub else self._plain).drop(key, number)
            if key in self._orders:
                leavers = {number for number, _ in going}
                self._orders[key] = [place for place in self._orders[key] if place[1] not in leavers]
                if self._is_small(len(self._hubs.at(key)), len(self._plain.at(key))):
                    del self._orders[key]
                gained |= self._pairs(key) - before
        for number in gone:
            del self._guests[number]
        return gained

    def all_pairs(self) -> set[Pair]:
        """Give all who meet."""
        keys = {key for guest in self._guests.values() for key in guest.hubs}
        return {pair for key in keys for pair in self._pairs(key)}

    def would_meet(self, guest: Guest) -> set[int]:
        """Give those whom a thing would meet, without adding it."""
        found: set[int] = set()
        for key, is_hub in guest.each_key():
            order = self._orders.get(key)
            if order is None:
                found.update(self._hubs.at(key), self._plain.at(key) if is_hub else ())
                continue
            at = bisect_left(order, guest.rank, key=lambda place: place[0])
            found.update(number for _, number in order[max(0, at - self._neighbours) : at + self._neighbours])
        return found

    def _is_small(self, hubs: int, plain: int) -> bool:
        return hubs * (hubs + plain) <= self._limit * self._limit

    def _seat(self, key: Key, number: int, is_hub: bool) -> None:
        (self._hubs if is_hub else self._plain).put(key, number)

    def _squeeze(self, key: Key, order: list[Place], number: int, met: set[Pair], dropped: set[Pair]) -> None:
        """Put one more into a sorted group: it meets its neighbours, and parts those who stood just near enough around it."""
        place, reach = (self._guests[number].rank, number), self._neighbours
        at = bisect_left(order, place)
        hubs = self._wanted(key)
        for low in range(max(0, at - reach), min(at, len(order) - reach)):
            parted = _pair(order[low][1], order[low + reach][1])
            met.discard(parted)
            dropped.add(parted)
        order.insert(at, place)
        for _, other in (*order[max(0, at - reach) : at], *order[at + 1 : at + 1 + reach]):
            if hubs is None or number in hubs or other in hubs:
                met.add(_pair(number, other))

    def _wanted(self, key: Key) -> frozenset[int] | None:
        """Give the hubs of a group, None when all are."""
        return frozenset(self._hubs.at(key)) if key in self._plain else None

    def _pairs(self, key: Key) -> set[Pair]:
        """Give all pairs of one group."""
        order = self._orders.get(key)
        if order is None:
            hubs, plain = self._hubs.at(key), self._plain.at(key)
            return {_pair(hub, other) for at, hub in enumerate(hubs) for other in (*hubs[at + 1 :], *plain)}
        wanted = self._wanted(key)
        return {
            _pair(one, other)
            for at, (_, one) in enumerate(order)
            for _, other in order[at + 1 : at + 1 + self._neighbours]
            if wanted is None or one in wanted or other in wanted
        }

    def meet(self, a: int, b: int) -> bool:
        """Tell whether two things meet by any key."""
        theirs = dict(self._guests[b].each_key())
        for key, is_hub in self._guests[a].each_key():
            if key not in theirs or not (is_hub or theirs[key]):
                continue
            order = self._orders.get(key)
            if order is None:
                return True
            first, other = (bisect_left(order, (self._guests[number].rank, number)) for number in (a, b))
            if abs(first - other) <= self._neighbours:
                return True
        return False


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _by_key(come: Mapping[int, Guest]) -> dict[Key, list[tuple[int, bool]]]:
    found: dict[Key, list[tuple[int, bool]]] = {}
    for number, guest in come.items():
        for key, is_hub in guest.each_key():
            found.setdefault(key, []).append((number, is_hub))
    return found
