"""Who sits at which key: in go keys with their members, out the members of a key. Made for millions of keys with few members.

1. What came lately lies in a dict; once that is a part of all, it is merged into two sorted arrays, of keys and of members.
   An entry takes some 140 bytes in the first and 16 in the second.
2. A member that leaves the arrays leaves a gap, which the next merge closes.

It knows nothing of what sits or why.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

LEAST_MERGED = 50_000
"""Entries that lie in the dict at least before they are merged: some 7 MB."""
PART_MERGED = 0.15
"""Part of all entries that may lie in the dict. Less takes more merging, each of which copies everything."""
GONE = -1


class Seats:
    """Keys, which are integers of 64 bits, to members, which are integers not below 0."""

    def __init__(self) -> None:
        self._late: dict[int, int | list[int]] = {}
        self._late_count = 0
        self._keys: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._members: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._spans: dict[int, tuple[int, int]] = {}
        """Where the keys that were looked up together begin and end in the arrays; those that are not there are left out."""
        self._looked_up: frozenset[int] | set[int] = frozenset()

    def look_up(self, keys: Iterable[int]) -> None:
        """Find many keys at once, which is far cheaper than one at a time; answers stay the same."""
        self._looked_up = set(keys)
        self._spans = {}
        if not len(self._keys) or not self._looked_up:
            return
        wanted = np.fromiter(self._looked_up, dtype=np.int64, count=len(self._looked_up))
        wanted.sort()
        begins = np.searchsorted(self._keys, wanted)
        found = self._keys[np.minimum(begins, len(self._keys) - 1)] == wanted
        wanted, begins = wanted[found], begins[found]
        ends = np.searchsorted(self._keys, wanted, side="right")
        spans = zip(begins.tolist(), ends.tolist(), strict=True)
        self._spans = dict(zip(wanted.tolist(), spans, strict=True))

    def at(self, key: int) -> list[int]:
        """Give the members of a key, in no order."""
        here = self._late.get(key)
        members = [] if here is None else [here] if isinstance(here, int) else list(here)
        begin, end = self._span(key)
        if begin < end:
            members += (member for member in self._members[begin:end].tolist() if member != GONE)
        return members

    def put(self, key: int, member: int) -> None:
        here = self._late.get(key)
        if here is None:
            self._late[key] = member
        elif isinstance(here, int):
            self._late[key] = [here, member]
        else:
            here.append(member)
        self._late_count += 1

    def drop(self, key: int, member: int) -> None:
        """Take a member away that sits there."""
        here = self._late.get(key)
        if here == member:
            del self._late[key]
        elif isinstance(here, list) and member in here:
            here.remove(member)
        else:
            begin, end = self._span(key)
            at = begin + self._members[begin:end].tolist().index(member)
            self._members[at] = GONE
            return
        self._late_count -= 1

    def settle(self) -> None:
        """Merge what came lately into the arrays, if it has become too much."""
        if self._late_count <= max(LEAST_MERGED, PART_MERGED * len(self._keys)):
            return
        flat = ((key, member) for key, here in self._late.items() for member in ((here,) if isinstance(here, int) else here))
        late = np.fromiter(flat, dtype=np.dtype((np.int64, 2)), count=self._late_count)
        self._late, self._late_count = {}, 0
        late = late[np.argsort(late[:, 0], kind="stable")]
        if GONE in self._members:
            stays = self._members != GONE
            self._keys, self._members = self._keys[stays], self._members[stays]
        at = np.searchsorted(self._keys, late[:, 0])
        self._members = np.insert(self._members, at, late[:, 1])
        self._keys = np.insert(self._keys, at, late[:, 0])
        self._looked_up, self._spans = frozenset(), {}

    def _span(self, key: int) -> tuple[int, int]:
        """Give where a key's members begin and end in the arrays."""
        if key in self._looked_up:
            return self._spans.get(key, (0, 0))
        return int(np.searchsorted(self._keys, key)), int(np.searchsorted(self._keys, key, side="right"))
