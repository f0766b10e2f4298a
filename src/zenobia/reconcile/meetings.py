"""Who meets whom, kept up as things come and go: in go things with their keys, out the pairs gained and lost.

1. Two things meet if they share a key at which at least one of them is a hub: one that needs the meeting, not a bystander.
2. A group (all that share a key) in which hubs times members pass `limit` squared is sorted by rank, and only neighbours there
   meet (the sorted-neighbourhood method, Hernández and Stolfo 1995): the number of pairs grows with the things, not their square.
3. Who meets whom depends on the set of things alone, never on the order in which they came: adding and taking away in any order
   and in any portions leads to the same pairs.

It compares nothing and knows nothing of what meets.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from zenobia.reconcile.seats import Seats

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


class Meetings:
    """The groups, and who is in them. Things are numbers; a rank is total: no two things share one.

    A key is kept as 63 bits of its hash: two that share them would merely let some things meet that need not.
    """

    def __init__(self, *, limit: int, neighbours: int) -> None:
        """Begin with nobody.

        Args:
            limit: members of a group of hubs that all meet one another.
            neighbours: how many following members each meets in a larger one.
        """
        self._limit, self._neighbours = limit, neighbours
        self._ranks: dict[int, Rank] = {}
        self._signs: dict[int, bytes] = {}
        """Thing to its keys, each twice its hash, and one more where it is a hub."""
        self._seats = Seats()
        """Key to members, each twice its number, and one more where it is a hub."""
        self._orders: dict[int, list[Place]] = {}
        """The large groups, sorted."""

    def add(self, come: Mapping[int, Guest]) -> tuple[set[Pair], set[Pair]]:
        """Add things; give the pairs that meet now by some key, and those of before that meet no more by any.

        A pair gained by one key may have met by another already.
        """
        gained: set[Pair] = set()
        dropped: set[Pair] = set()
        for number, guest in come.items():
            self._ranks[number] = guest.rank
            self._signs[number] = _signs(guest)
        groups = _by_key(come, self._signs)
        self._seats.look_up(groups)
        for key, coming in groups.items():
            order = self._orders.get(key)
            if order is not None and len(coming) * self._neighbours < len(order):
                met: set[Pair] = set()
                for number, is_hub in coming:
                    self._seats.put(key, 2 * number + is_hub)
                    self._squeeze(key, order, number, met, dropped)
                gained |= met
                continue
            hubs, plain = self._group(key)
            added = sum(is_hub for _, is_hub in coming)
            if self._is_small(len(hubs) + added, len(plain) + len(coming) - added):
                for number, is_hub in coming:
                    gained.update((number, other) if number < other else (other, number) for other in hubs)
                    if is_hub:
                        gained.update((number, other) if number < other else (other, number) for other in plain)
                    (hubs if is_hub else plain).append(number)
                    self._seats.put(key, 2 * number + is_hub)
                continue
            before = self._pairs(key)
            for number, is_hub in coming:
                self._seats.put(key, 2 * number + is_hub)
            self._orders[key] = sorted((self._ranks[number], number) for here in self._group(key) for number in here)
            now = self._pairs(key)
            gained |= now - before
            dropped |= before - now
        parted = {pair for pair in dropped - gained if not self.meet(*pair)}
        self._seats.settle()
        return gained, parted

    def take(self, gone: Collection[int]) -> set[Pair]:
        """Take things away; give the pairs of others that meet now because of it."""
        leaving = _by_key(gone, self._signs)
        self._seats.look_up(leaving)
        gained: set[Pair] = set()
        for key, going in leaving.items():
            before = self._pairs(key) if key in self._orders else set()
            for number, is_hub in going:
                self._seats.drop(key, 2 * number + is_hub)
            if key in self._orders:
                leavers = {number for number, _ in going}
                self._orders[key] = [place for place in self._orders[key] if place[1] not in leavers]
                if self._is_small(*map(len, self._group(key))):
                    del self._orders[key]
                gained |= self._pairs(key) - before
        for number in gone:
            del self._ranks[number], self._signs[number]
        return gained

    def all_pairs(self) -> set[Pair]:
        """Give all who meet."""
        keys = {key for number in self._signs for key, is_hub in self._keys(number) if is_hub}
        return {pair for key in keys for pair in self._pairs(key)}

    def would_meet(self, guest: Guest) -> set[int]:
        """Give those whom a thing would meet, without adding it."""
        found: set[int] = set()
        for key, is_hub in _read(_signs(guest)):
            order = self._orders.get(key)
            if order is None:
                hubs, plain = self._group(key)
                found.update(hubs, plain if is_hub else ())
                continue
            at = bisect_left(order, guest.rank, key=lambda place: place[0])
            found.update(number for _, number in order[max(0, at - self._neighbours) : at + self._neighbours])
        return found

    def meet(self, a: int, b: int) -> bool:
        """Tell whether two things meet by any key."""
        theirs = dict(self._keys(b))
        for key, is_hub in self._keys(a):
            if key not in theirs or not (is_hub or theirs[key]):
                continue
            order = self._orders.get(key)
            if order is None:
                return True
            first, other = (bisect_left(order, (self._ranks[number], number)) for number in (a, b))
            if abs(first - other) <= self._neighbours:
                return True
        return False

    def _is_small(self, hubs: int, plain: int) -> bool:
        return hubs * (hubs + plain) <= self._limit * self._limit

    def _keys(self, number: int) -> Iterator[tuple[int, bool]]:
        return _read(self._signs[number])

    def _group(self, key: int) -> tuple[list[int], list[int]]:
        """Give the hubs of a group and its bystanders."""
        hubs: list[int] = []
        plain: list[int] = []
        for member in self._seats.at(key):
            (hubs if member & 1 else plain).append(member >> 1)
        return hubs, plain

    def _squeeze(self, key: int, order: list[Place], number: int, met: set[Pair], dropped: set[Pair]) -> None:
        """Put one more into a sorted group: it meets its neighbours, and parts those who stood just near enough around it."""
        place, reach = (self._ranks[number], number), self._neighbours
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

    def _wanted(self, key: int) -> frozenset[int] | None:
        """Give the hubs of a group, None when all are."""
        hubs, plain = self._group(key)
        return frozenset(hubs) if plain else None

    def _pairs(self, key: int) -> set[Pair]:
        """Give all pairs of one group."""
        order = self._orders.get(key)
        if order is None:
            hubs, plain = self._group(key)
            return {_pair(hub, other) for at, hub in enumerate(hubs) for other in (*hubs[at + 1 :], *plain)}
        wanted = self._wanted(key)
        return {
            _pair(one, other)
            for at, (_, one) in enumerate(order)
            for _, other in order[at + 1 : at + 1 + self._neighbours]
            if wanted is None or one in wanted or other in wanted
        }


def _signs(guest: Guest) -> bytes:
    """Write a thing's keys down; one that is both is that of a hub."""
    hubs = {hash((key,)) >> 1 for key in guest.hubs}
    plain = {hash((key,)) >> 1 for key in guest.plain} - hubs
    return array("q", [*(2 * key + 1 for key in hubs), *(2 * key for key in plain)]).tobytes()


def _read(signs: bytes) -> Iterator[tuple[int, bool]]:
    return ((sign >> 1, bool(sign & 1)) for sign in memoryview(signs).cast("q"))


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _by_key(things: Iterable[int], signs: Mapping[int, bytes]) -> dict[int, list[tuple[int, int]]]:
    """Give each key with the things that have it, and 1 for those that are hubs there."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number in things:
        as_plain, as_hub = (number, 0), (number, 1)
        for sign in memoryview(signs[number]).cast("q"):
            found[sign >> 1].append(as_hub if sign & 1 else as_plain)
    return found
