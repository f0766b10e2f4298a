"""Events in, stretches of control out: for each piece of ground, who is said to hold it from when to when.

    events ─meant→ ─statements→ ─cells→ what is said of each ground ─stretches→ Control

1. The answer depends on the set of events and verdicts, never on their order.
2. A `Survey` is told of documents, some or all, as often as they change, and draws anew only the grounds of which something else
   is said than before. `timeline`, the batch, is the same object told everything at once.
3. What a document says rests on itself and on where most events put the names that it uses (`cells`, rule 4). Where that changes,
   the documents that use the name are read again.
4. One ground is a place with its parts, and all of one unknown name.
5. `as_of` leaves out what was received, and ruled, later: valid time and time of knowing are two clocks.

It never asks a clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from zenobia.control.cells import BESIDE, WORDS, finest, joined, names_of
from zenobia.control.statements import Statement, statements
from zenobia.control.stretches import drawn, named
from zenobia.values.actor import Sides, each_its_own
from zenobia.values.control import Control
from zenobia.values.event import Event
from zenobia.values.meant import meant
from zenobia.values.place import Fix
from zenobia.values.verdict import Verdict, retracted_ids

NAME, VERSION = "control.timeline", 8
"""What the store stamps control with; raise the version with every change that moves a stretch."""


def timeline(
    events: Iterable[Event], verdicts: Sequence[Verdict] = (), *, as_of: datetime | None = None, sides: Sides = each_its_own
) -> tuple[Control, ...]:
    """Draw the timeline of every place that anybody says something about, in order of place and start.

    Args:
        sides: which side a party belongs to on a day (`values.actor.side_of`); without it each is its own.
    """
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if as_of is None or event.received_at <= as_of:
            told[event.claim.document].append(event)
    survey = Survey(sides)
    survey.update(told, retracted_ids(verdicts, as_of))
    return survey.controls()


@dataclass(slots=True)
class _Told:
    """What one document tells: its events as they are meant, the fixes that it gives to names, the names that it looks up."""

    events: tuple[Event, ...] = ()
    votes: tuple[tuple[str, Fix], ...] = ()
    asked: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    """Keys of the ground on which it says something, as they are said."""


class Survey:
    """The timeline of every place, kept up."""

    def __init__(self, sides: Sides = each_its_own) -> None:
        self._sides = sides
        self._all: dict[str, tuple[Event, ...]] = {}
        """Every event told, of each document, retracted or not."""
        self._gone: frozenset[str] = frozenset()
        self._told: dict[str, _Told] = {}
        self._names = _Names()
        self._askers: dict[str, set[str]] = defaultdict(set)
        """The documents that look a name up."""
        self._on: dict[str, dict[str, list[Statement]]] = defaultdict(dict)
        """What each document says on each key, as it is said."""
        self._alike: dict[str, set[str]] = defaultdict(set)
        """The keys that one unknown name has."""
        self._one: dict[str, str] = {}
        """The key under which a key goes, where it goes under another."""
        self._roots: dict[str, frozenset[str]] = {}
        """The grounds on which something is said under a key."""
        self._under: dict[str, set[str]] = defaultdict(set)
        """The keys under which something is said of a ground."""
        self._grounds: dict[str, list[Statement]] = {}
        """What is said of each ground, with its parties named."""
        self._homes: dict[str, set[str]] = defaultdict(set)
        """The grounds on which something is said of each place."""
        self._stretches: dict[str, tuple[Control, ...]] = {}

    def controls(self) -> tuple[Control, ...]:
        """Give every stretch, in order of place and start."""
        return tuple(control for key in sorted(self._stretches) for control in self._stretches[key])

    def update(self, documents: Mapping[str, Iterable[Event]], gone: Set[str] = frozenset()) -> None:
        """Take in what documents tell now, and what has been retracted; a document without events is forgotten.

        Args:
            documents: those that tell something else than before; the others stay.
            gone: ids of every event, claim and document that is retracted.
        """
        differing = gone ^ self._gone
        touched = {name for name, events in self._all.items() if differing & _ids(name, events)} if differing else set()
        self._gone = frozenset(gone)
        for name, events in documents.items():
            self._all[name] = _once(events)
        changed = sorted(touched | documents.keys())
        moved = self._vote(changed)
        askers = {document for name in moved for document in self._askers.get(name, ())}
        self._draw(self._place(self._hear(sorted(askers.union(changed)))))

    def _vote(self, changed: Iterable[str]) -> set[str]:
        """Take in where documents put the names that they use; give the names that lie elsewhere than before."""
        taken: list[tuple[str, Fix]] = []
        given: list[tuple[str, Fix]] = []
        for document in changed:
            told = self._told.setdefault(document, _Told())
            taken.extend(told.votes)
            told.events = tuple(
                meant(event for event in self._all[document] if self._gone.isdisjoint((event.id, event.claim.id, document)))
            )
            told.votes = tuple(vote for event in told.events for vote in names_of(event))
            given.extend(told.votes)
            if not self._all[document]:
                del self._all[document]
        return self._names.move(taken, given)

    def _hear(self, documents: Iterable[str]) -> set[str]:
        """Read anew what documents say; give the keys under which something else is said."""
        keys: set[str] = set()
        for document in documents:
            told = self._told[document]
            keys |= told.keys
            for key in told.keys:
                del self._on[key][document]
            for name in told.asked:
                self._askers[name].discard(document)
            known = _Asked(self._names.atlas)
            said = tuple(statements(told.events, known, self._sides))
            for one in said:
                self._on[one.cell.key].setdefault(document, []).append(one)
            told.asked = frozenset(known.asked)
            told.keys = frozenset(one.cell.key for one in said)
            keys |= told.keys
            for name in told.asked:
                self._askers[name].add(document)
            if not told.events:
                del self._told[document]
        return keys

    def _place(self, keys: set[str]) -> set[str]:
        """Find the grounds that keys belong to; give those of which something else is said."""
        for name in {key.partition(BESIDE)[0] for key in keys if key.startswith(WORDS)}:
            keys = keys | self._join(name, {key for key in keys if key.partition(BESIDE)[0] == name})
        grounds: set[str] = set()
        waiting = set(keys)
        while waiting:
            key = waiting.pop()
            before = self._roots.pop(key, frozenset())
            now = frozenset(self._root(one) for told in self._on.get(key, {}).values() for one in told)
            for root in before - now:
                self._under[root].discard(key)
            for root in now:
                self._under[root].add(key)
            if now:
                self._roots[key] = now
            fresh = (before | now) - grounds
            grounds |= fresh
            waiting |= {other for root in fresh for other in self._under[root] if other != key}
        return grounds

    def _join(self, name: str, changed: set[str]) -> set[str]:
        """Find which keys of one unknown name are one place; give those that go under another key than before."""
        alike = self._alike[name]
        alike |= changed
        alike -= {key for key in changed if not self._on.get(key)}
        one = joined({one.cell for key in alike for told in self._on[key].values() for one in told})
        moved = {key for key in alike | changed if one.get(key, key) != self._one.get(key, key)}
        for key in moved:
            self._one.pop(key, None)
            if key in one:
                self._one[key] = one[key]
        if not alike:
            del self._alike[name]
        return moved

    def _root(self, one: Statement) -> str:
        key = one.cell.parent or one.cell.key
        return self._one.get(key, key)

    def _final(self, one: Statement) -> Statement:
        """Put a statement under the key that its place goes under."""
        key, parent = one.cell.key, one.cell.parent
        if key not in self._one and parent not in self._one:
            return one
        cell = replace(one.cell, key=self._one.get(key, key), parent=self._one.get(parent, parent) if parent else None)
        return replace(one, cell=cell)

    def _draw(self, grounds: set[str]) -> None:
        """Draw every place of some grounds anew."""
        places: set[str] = set(grounds)
        for root in sorted(grounds):
            said = (one for key in self._under.get(root, ()) for told in self._on.get(key, {}).values() for one in told)
            here = named(sorted((self._final(one) for one in said if self._root(one) == root), key=_by_event))
            before = self._grounds.pop(root, [])
            if here:
                self._grounds[root] = here
            else:
                self._under.pop(root, None)
            for one in before:
                self._homes[one.cell.key].discard(root)
            for one in here:
                self._homes[one.cell.key].add(root)
            places |= {one.cell.key for one in (*before, *here)}
        for key in places:
            homes = sorted(self._homes.get(key, ()))
            whole = [one for root in homes for one in self._grounds[root] if one.cell.key == key]
            parts = [one for one in self._grounds.get(key, ()) if one.cell.parent == key]
            found = drawn(whole, parts) if whole else ()
            self._stretches.pop(key, None)
            if found:
                self._stretches[key] = found


class _Names:
    """Where most events put each name, kept up."""

    def __init__(self) -> None:
        self.atlas: dict[str, Fix] = {}
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._fixes: dict[str, Counter[Fix]] = defaultdict(Counter)
        self._finest: dict[str, Fix] = {}
        self._named: dict[str, set[str]] = defaultdict(set)
        """The names put at each fix."""

    def move(self, taken: Iterable[tuple[str, Fix]], given: Iterable[tuple[str, Fix]]) -> set[str]:
        """Take votes back and give others; give the names whose place has changed."""
        names: set[str] = set()
        spots: set[str] = set()
        for votes, count in ((taken, -1), (given, 1)):
            for name, fix in votes:
                spot = fix.id or ""
                names.add(name)
                spots.add(spot)
                self._votes[name][spot] += count
                self._fixes[spot][fix] += count
                self._named[spot].add(name)
        for spot in spots:
            self._fixes[spot] = +self._fixes[spot]
            best = finest(self._fixes[spot]) if self._fixes[spot] else None
            if best != self._finest.get(spot):
                names |= self._named[spot]
                self._finest.pop(spot, None)
                if best is not None:
                    self._finest[spot] = best
        return {name for name in names if self._settle(name)}

    def _settle(self, name: str) -> bool:
        """Choose the place of a name; tell whether it is another than before."""
        votes = self._votes[name] = +self._votes[name]
        before = self.atlas.pop(name, None)
        if votes and name:
            self.atlas[name] = self._finest[min(votes, key=lambda spot: (-votes[spot], spot))]
        return self.atlas.get(name) != before


class _Asked(Mapping[str, Fix]):
    """An atlas that remembers what it was asked for."""

    def __init__(self, atlas: Mapping[str, Fix]) -> None:
        self._atlas = atlas
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Fix:
        self.asked.add(name)
        return self._atlas[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._atlas)

    def __len__(self) -> int:
        return len(self._atlas)


def _ids(document: str, events: Iterable[Event]) -> set[str]:
    return {document} | {name for event in events for name in (event.id, event.claim.id)}


def _once(events: Iterable[Event]) -> tuple[Event, ...]:
    """Give each event once, as it was first received, in order of ids."""
    known: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: (event.id, event.received_at)):
        known.setdefault(event.id, event)
    return tuple(known.values())


def _by_event(one: Statement) -> str:
    return one.seen[1]
