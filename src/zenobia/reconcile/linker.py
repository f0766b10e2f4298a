"""Incidents kept up as reports come and go: in go documents and verdicts, out what changed, or all that stands.

    facets ─Web→ links ─cluster→ groups ─incident→ incidents          only where something changed

1. What stands depends on the set of events and verdicts, never on how they came: one at a time, all at once, in any order, with
   others that came and went. `settle` is this with everything at once.
2. A document is the unit: what it tells is replaced whole. What is as it was costs nothing.
3. What is clustered anew is what hangs together, by links or rulings, with an event whose evidence changed; what is written
   anew are those of its groups that changed, and the incidents whose voices did.
4. Every event that is not retracted is in exactly one incident, named after its member seen first. Every other member would have
   founded one of its own: that id redirects to where the event is, so that no id once given leads nowhere. A retracted event
   redirects to the incident it was closest to, if to any.

It never asks a clock, and never overturns a ruling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from zenobia.reconcile.cluster import Link, cluster
from zenobia.reconcile.facets import Facet, facet
from zenobia.reconcile.incidents import Coder, incident
from zenobia.reconcile.origins import Voice, voices
from zenobia.reconcile.packed import pack
from zenobia.reconcile.relations import Sketch, relations, sketch
from zenobia.reconcile.rulings import EventPair, Rulings, clashes, pair_rulings
from zenobia.reconcile.web import Changed, Told, Web
from zenobia.reconcile.weigh import reasons
from zenobia.values.actor import Sides, each_its_own
from zenobia.values.event import Event, event_id
from zenobia.values.incident import Incident, incident_id
from zenobia.values.meant import meant
from zenobia.values.review import Review
from zenobia.values.verdict import Verdict, ratings, retracted_ids, standing
from zenobia.values.words import Rarity, all_alike

_INCIDENTS = msgspec.msgpack.Decoder(Incident)
NO_RULINGS = Rulings(same=(), different=(), reviews=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The events of one document, with the full texts of its passages by id."""

    events: tuple[Event, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    wire: Voice | None = None
    """Whose dispatch it is, where it credits an agency; else its outlet, where that is known by more than its slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """All that stands."""

    incidents: tuple[Incident, ...]
    """In the order in which their founders were seen."""
    retired: tuple[tuple[str, str], ...]
    """(incident id that is no longer given, id of the incident that it redirects to)."""
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one update changed."""

    written: tuple[Incident, ...]
    """New incidents, and those that read otherwise than before, in the order in which their founders were seen; without how they
    are related, which hangs on all."""
    gone: tuple[str, ...]
    """Ids of incidents that are no more."""


@dataclass(frozen=True, slots=True)
class _Group:
    members: tuple[int, ...]
    seen: tuple[datetime, str]
    """When its founder was seen, and the founder."""
    sketch: Sketch
    packed: bytes | Incident
    """The incident, written up."""

    @property
    def incident(self) -> Incident:
        return _INCIDENTS.decode(self.packed) if isinstance(self.packed, bytes) else self.packed


@dataclass(frozen=True, slots=True)
class _Told:
    """What is kept of a report beside its events."""

    texts: Mapping[str, str]
    wire: Voice | None


class Linker:
    """The events of a ledger and the incidents they make."""

    def __init__(self, *, sides: Sides = each_its_own, rarity: Rarity = all_alike, coder: Coder | None = None) -> None:
        self._sides, self._coder = sides, coder
        self._web = Web(rarity, sides)
        self._reports: dict[str, _Told] = {}
        self._numbers: dict[str, int] = {}
        self._founders: dict[str, str] = {}
        """Ids of incidents that rulings name, to the events that would found them, where these are there."""
        self._ruled_incidents: set[str] = set()
        self._retracted: frozenset[str] = frozenset()
        self._absent: dict[str, Facet] = {}
        """Retracted events by id."""
        self._ratings: dict[str, Verdict] = {}
        self._rulings = NO_RULINGS
        self._same: dict[int, set[int]] = {}
        self._voices: dict[str, Voice] = {}
        self._known_voices: dict[Voice, Voice] = {}
        """Each voice once, however many events have it."""
        self._groups: dict[str, _Group] = {}
        self._home: dict[int, str] = {}
        """Event to the id of its incident."""
        self._refused: dict[EventPair, None] = {}

    def update(self, reports: Mapping[str, Report], verdicts: Sequence[Verdict] = ()) -> Change:
        """Take in what these documents tell now, and all verdicts; a document that tells nothing is taken away."""
        ruled = standing(verdicts)
        retracted = retracted_ids(ruled)
        named = {self._document_of(name) for name in retracted ^ self._retracted}
        renewed = {document for document in named if document in self._reports and document not in reports}
        self._retracted = retracted
        rewired = [name for name, report in reports.items() if name in self._reports and self._reports[name].wire != report.wire]
        told = {
            document: self._told(document, reports[document] if document in reports else self._again(document))
            for document in (*reports, *sorted(renewed))
        }
        changed = self._web.replace(told)
        self._rename(changed)
        dirty = changed.fresh | (changed.touched - changed.gone.keys()) | self._rule(ruled)
        stale = {home for number in changed.gone if (home := self._home.pop(number, None)) is not None}
        dirty.update(number for home in stale for number in self._groups[home].members if number in self._home)
        revoiced = self._revoice(changed, rewired) | self._rerate(ratings(verdicts))
        return self._write(dirty, stale, revoiced)

    def settled(self) -> Settled:
        """Give all that stands."""
        return Settled(incidents=tuple(self.incidents()), retired=tuple(sorted(self.redirects().items())), reviews=self.reviews())

    def incidents(self) -> Iterator[Incident]:
        """Give one incident after another, in the order in which their founders were seen."""
        related = relations((group.sketch for group in self._groups.values()), self._web.kin.of)
        for group in sorted(self._groups.values(), key=lambda group: group.seen):
            incident = group.incident
            yield replace(incident, relations=related[incident.id]) if incident.id in related else incident

    def reviews(self) -> tuple[Review, ...]:
        """Give what people's rulings leave open."""
        ruled = {event for pair, _ in (*self._rulings.same, *self._rulings.different) for event in pair}
        group_of = {event: self._home[self._numbers[event]] for event in ruled}
        return (*self._rulings.reviews, *clashes(self._rulings, self._refused, group_of))

    def redirects(self) -> dict[str, str]:
        """Map every incident id that an event could have founded and did not to where it leads."""
        moved = {name: home for number, home in self._home.items() if (name := incident_id(self._web.name(number))) != home}
        for name, absent in self._absent.items():
            near = [(-bits, self._web.name(number), self._home[number]) for bits, number in self._web.would_link(absent)]
            if near:
                moved[incident_id(name)] = min(near)[-1]
        return moved

    def _document_of(self, name: str) -> str:
        """Give the document that an event or a claim stands in; any other name is given back."""
        event = event_id(name) if name.startswith("claim_") else name
        if event in self._absent:
            return self._absent[event].event.claim.document
        return self._web.facet(self._numbers[event]).event.claim.document if event in self._numbers else name

    def _again(self, document: str) -> Report:
        """Give what a document tells as it was told before."""
        events = [self._web.facet(number).event for number in self._web.numbers(document)]
        events += (one.event for one in self._absent.values() if one.event.claim.document == document)
        kept = self._reports[document]
        return Report(events=tuple(events), texts=kept.texts, wire=kept.wire)

    def _told(self, document: str, report: Report) -> Told:
        """Make a report comparable, without what is retracted of it."""
        if report.events:
            self._reports[document] = _Told(report.texts, report.wire)
        else:
            self._reports.pop(document, None)
        unique = {event.id: event for event in meant(report.events)}
        facets = [facet(event, self._sides) for event in unique.values()]
        absent = {one.id for one in facets if self._retracted & {one.id, one.event.claim.id, document}}
        for name in [name for name, one in self._absent.items() if one.event.claim.document == document]:
            del self._absent[name]
        self._absent.update((one.id, one) for one in facets if one.id in absent)
        return Told(facets=[one for one in facets if one.id not in absent], texts=report.texts)

    def _rename(self, changed: Changed) -> None:
        for one in changed.gone.values():
            self._numbers.pop(one.id, None)
        for number in changed.fresh:
            name = self._web.name(number)
            self._numbers[name] = number
            if self._ruled_incidents and (founded := incident_id(name)) in self._ruled_incidents:
                self._founders[founded] = name

    def _event_of(self, name: str) -> str | None:
        """Give the event that a ruling means: itself, its claim's, or the founder of an incident."""
        event = event_id(name) if name.startswith("claim_") else self._founders.get(name, name)
        return event if event in self._numbers else None

    def _find_founders(self, ruled: Sequence[Verdict]) -> None:
        """Learn which events found the incidents that rulings name: an incident's id does not tell."""
        names = {name for verdict in ruled for name in (verdict.about, verdict.other) if name and name.startswith("incident_")}
        if names - self._ruled_incidents:
            self._ruled_incidents |= names
            founded = ((incident_id(name), name) for name in self._numbers)
            self._founders.update((incident, name) for incident, name in founded if incident in self._ruled_incidents)

    def _rule(self, ruled: Sequence[Verdict]) -> set[int]:
        """Take the rulings on pairs that stand; give the events that they, or those of before, are about, where they changed."""
        self._find_founders(ruled)
        before, self._rulings = self._rulings, pair_rulings(ruled, self._event_of)
        old, new = set(_told_of(before)), set(_told_of(self._rulings))
        self._same = {}
        for (a, b), _ in self._rulings.same:
            one, other = self._numbers[a], self._numbers[b]
            self._same.setdefault(one, set()).add(other)
            self._same.setdefault(other, set()).add(one)
        return {self._numbers[event] for _, pair, _ in old ^ new for event in pair if event in self._numbers}

    def _revoice(self, changed: Changed, rewired: Iterable[str]) -> set[int]:
        """Find the voices that may have changed; give the events whose did."""
        for one in changed.gone.values():
            self._voices.pop(one.id, None)
        passages = changed.passages | {self._web.facet(number).event.claim.passage for number in changed.fresh}
        passages |= {self._web.facet(number).event.claim.passage for name in rewired for number in self._web.numbers(name)}
        groups = self._web.echo.groups(sorted(passages))
        numbers = self._web.in_passages(passages | groups.keys())
        heard = [self._web.facet(number) for number in sorted(numbers, key=self._web.name)]
        told = {one.event.claim.document for one in heard}
        wires = {name: wire for name in told if (wire := self._reports[name].wire) is not None}
        found = voices(heard, groups, wires)
        revoiced = {number for number in numbers if self._voices.get(name := self._web.name(number)) != found[name]}
        self._voices.update((name, self._known_voices.setdefault(voice, voice)) for name, voice in found.items())
        return revoiced

    def _rerate(self, rated: dict[str, Verdict]) -> set[int]:
        """Take the ratings of voices; give the events whose voice is rated otherwise than before."""
        before, self._ratings = self._ratings, rated
        names = {name for name in before.keys() | rated.keys() if before.get(name) != rated.get(name)}
        if not names:
            return set()
        heard = {event for event, voice in self._voices.items() if names & {voice.key, voice.name, voice.id}}
        return {self._numbers[event] for event in heard}

    def _write(self, dirty: set[int], stale: set[str], revoiced: set[int]) -> Change:
        """Cluster what hangs together with what changed, and write up the groups that changed."""
        gone = set(stale)
        written: dict[str, Incident] = {}
        fresh: list[tuple[tuple[int, ...], list[str]]] = []
        seen: set[int] = set()
        for number in sorted(dirty):
            if number not in seen:
                part = self._part(number)
                seen |= part
                gone.update(self._home[member] for member in part if member in self._home)
                fresh += self._grouped(part)
        for home in {self._home[number] for number in revoiced - seen if number in self._home}:
            group = self._groups[home]
            fresh.append((group.members, list(group.incident.joined)))
        before = {home: self._groups.pop(home) for home in gone if home in self._groups}
        for members, joined in fresh:
            told = [self._web.facet(number) for number in members]
            made = incident(told, self._voices, joined, sides=self._sides, ratings=self._ratings, coder=self._coder)
            packed = pack(made)
            self._groups[made.id] = _Group(members, min(one.seen for one in told), sketch(made, told), packed)
            self._home.update(dict.fromkeys(members, made.id))
            if made.id not in before or before[made.id].packed != packed:
                written[made.id] = made
        ordered = sorted(written.values(), key=lambda one: self._groups[one.id].seen)
        return Change(written=tuple(ordered), gone=tuple(sorted(gone - self._groups.keys())))

    def _part(self, start: int) -> set[int]:
        """Give all that hangs together with an event."""
        found, waiting = {start}, [start]
        while waiting:
            number = waiting.pop()
            fresh = (self._web.links.get(number, {}).keys() | self._same.get(number, set())) - found
            found |= fresh
            waiting.extend(fresh)
        return found

    def _grouped(self, part: Collection[int]) -> Iterable[tuple[tuple[int, ...], list[str]]]:
        """Cluster one part; give each group with the sentences that hold it together."""
        facets = {self._web.name(number): number for number in part}
        links = self._links(part)
        inside = [pair for pair, _ in self._rulings.same if pair[0] in facets]
        clusters = cluster(
            facets,
            links,
            same=inside,
            different=[pair for pair, _ in self._rulings.different if pair[0] in facets and pair[1] in facets],
            apart=[
                (self._web.name(a), self._web.name(b)) for a in part for b in self._web.apart.get(a, ()) if b in part and a < b
            ],
            spans={name: span for name, number in facets.items() if (span := _span(self._web.facet(number))) is not None},
        )
        for pair in inside:
            self._refused.pop(pair, None)
        self._refused.update(dict.fromkeys(clusters.refused))
        verdict_on = dict(self._rulings.same)
        sentences: dict[str, list[str]] = defaultdict(list)
        for a, b in clusters.used:
            verdict = verdict_on.get((a, b))
            both = self._web.pair(facets[a], facets[b])
            why = f"{verdict.by} ruled them the same: {verdict.why}" if verdict else " ".join(reasons(both))
            sentences[a].append(f"{both.a.event.claim.id} and {both.b.event.claim.id}: {why}")
        for group in clusters.groups:
            yield tuple(facets[name] for name in group), [sentence for name in group for sentence in sentences[name]]

    def _links(self, part: Collection[int]) -> list[Link]:
        """Give the links of one part; of each bare total the strongest alone, for it counts one happening."""
        links = [
            Link(a=min(one, other), b=max(one, other), bits=bits)
            for number in part
            for far, bits in self._web.links.get(number, {}).items()
            if (one := self._web.name(number)) < (other := self._web.name(far))
        ]
        totals = {self._web.name(number) for number in part if self._web.facet(number).is_bare_total}
        if not totals:
            return links
        best: dict[str, Link] = {}
        for link in sorted(links, key=lambda link: (-link.bits, link.a, link.b)):
            for event in {link.a, link.b} & totals:
                best.setdefault(event, link)
        return [link for link in links if all(best.get(event, link) == link for event in (link.a, link.b))]


def _told_of(rulings: Rulings) -> Iterable[tuple[str, EventPair, str]]:
    yield from (("same", pair, verdict.id) for pair, verdict in rulings.same)
    yield from (("different", pair, verdict.id) for pair, verdict in rulings.different)


def _span(one: Facet) -> tuple[int, int] | None:
    return (one.first, one.last) if one.is_dated and one.first is not None and one.last is not None else None
