"""Which events belong together: in go weighed links and rulings, out a partition of the events.

1. Links are taken strongest first, ties by id, so that the order of arrival never matters.
2. A person's "same" comes before every suggestion, the latest first; a person's "different" is never crossed by anything.
3. A suggestion to keep apart stops suggestions, not rulings.
4. No suggestion stretches a cluster over more than `MAX_STRETCH_DAYS`: a battle of weeks is not one happening through its days.
5. Without rulings, suggestions to keep apart or stretch, clusters are the connected components of the links.

It knows nothing of incidents and names nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MAX_STRETCH_DAYS = 1
"""Days between the end of one member and the start of another, at most: reports differ by a night. Set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A suggestion that two events are one happening."""

    a: str
    b: str
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """The partition, what held it together and what had to be set aside."""

    groups: tuple[tuple[str, ...], ...]
    used: tuple[tuple[str, str], ...]
    """Links and rulings that joined something, each (smaller id, larger id)."""
    refused: tuple[tuple[str, str], ...]
    """"Same" rulings that could not hold beside the later or "different" ones, each as it was given."""


@dataclass(slots=True)
class _State:
    root: dict[str, str]
    members: dict[str, list[str]]
    ruled_apart: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    weighed_apart: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    span: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Cluster to (latest start, earliest end) over its members, in day ordinals."""

    def find(self, event: str) -> str:
        while self.root[event] != event:
            self.root[event] = self.root[self.root[event]]
            event = self.root[event]
        return event

    def is_parted(self, apart: Mapping[str, set[str]], a: str, b: str) -> bool:
        few, other = (a, b) if len(apart.get(a, ())) <= len(apart.get(b, ())) else (b, a)
        return any(self.find(event) == other for event in apart.get(few, ()))

    def stretches(self, a: str, b: str) -> bool:
        if a not in self.span or b not in self.span:
            return False
        start, end = max(self.span[a][0], self.span[b][0]), min(self.span[a][1], self.span[b][1])
        return start - end > MAX_STRETCH_DAYS

    def merge(self, a: str, b: str) -> None:
        keep, give = (a, b) if (len(self.members[a]), b) >= (len(self.members[b]), a) else (b, a)
        self.root[give] = keep
        self.members[keep].extend(self.members.pop(give))
        for apart in (self.ruled_apart, self.weighed_apart):
            if give in apart:
                apart[keep] |= apart.pop(give)
        spans = [self.span[event] for event in (keep, give) if event in self.span]
        if spans:
            self.span[keep] = (max(start for start, _ in spans), min(end for _, end in spans))


def cluster(
    events: Collection[str],
    links: Iterable[Link],
    *,
    same: Sequence[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    spans: Mapping[str, tuple[int, int]] | None = None,
) -> Clusters:
    """Partition events.

    Args:
        same: rulings, latest first.
        different: rulings; order is of no matter.
        apart: suggestions to keep apart.
        spans: event to (first, last) day ordinal, for those whose days are known.
    """
    state = _State(root={event: event for event in events}, members={event: [event] for event in events})
    for table, given in ((state.ruled_apart, different), (state.weighed_apart, apart)):
        for a, b in given:
            if a in state.root and b in state.root:
                table[a].add(b)
                table[b].add(a)
    state.span.update({event: span for event, span in (spans or {}).items() if event in state.root})
    used, refused = _take_rulings(state, same)
    for link in sorted(links, key=lambda link: (-link.bits, *sorted((link.a, link.b)))):
        a, b = state.find(link.a), state.find(link.b)
        if a == b or state.is_parted(state.ruled_apart, a, b) or state.is_parted(state.weighed_apart, a, b):
            continue
        if not state.stretches(a, b):
            state.merge(a, b)
            used.append(_pair(link.a, link.b))
    groups = sorted(tuple(sorted(members)) for members in state.members.values())
    return Clusters(groups=tuple(groups), used=tuple(used), refused=tuple(refused))


def _take_rulings(state: _State, same: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    used: list[tuple[str, str]] = []
    refused: list[tuple[str, str]] = []
    for one, other in same:
        if one not in state.root or other not in state.root:
            continue
        a, b = state.find(one), state.find(other)
        if a == b:
            continue
        if state.is_parted(state.ruled_apart, a, b):
            refused.append((one, other))
        else:
            state.merge(a, b)
            used.append(_pair(one, other))
    return used, refused


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
