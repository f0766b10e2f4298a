"""The web of evidence between events: who is weighed against whom, and what came of it. Kept up as events come and go.

In: facets and the texts of their passages, document by document. Out: links and suggestions to keep apart, as adjacency, and for
which events they changed.

1. Two events are weighed if they meet (`block`); if they stand beside each other in one document and one has no place; if their
   passages are copies of one another in two documents; or if their reports are kin (`kin`) and one lacks a
   day or a place, or both reports tell of them first.
2. Only what decides something is kept: links, and suggestions to keep apart.
3. What is kept depends on the events and passages that are there, never on how they came.

It clusters nothing: `linker` does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from zenobia.reconcile.block import BLOCK_LIMIT, NEIGHBOURS, beside, guest
from zenobia.reconcile.echo import Echo, Text
from zenobia.reconcile.facets import Facet
from zenobia.reconcile.kin import Kin, Words
from zenobia.reconcile.leads import Lead, are_of_different_matters, leads_of
from zenobia.reconcile.meetings import Meetings
from zenobia.reconcile.packed import Facets
from zenobia.reconcile.pairs import Pair, pair_of
from zenobia.reconcile.weigh import APART_BITS, LINK_BITS, weigh
from zenobia.values.actor import Sides, each_its_own
from zenobia.values.words import Rarity

Two = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told in one document: nothing of it is no longer there."""

    facets: Collection[Facet] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """Passage id to its full text; where it lacks one, the longest quote stands for it. All of them make the report's words."""


@dataclass(slots=True, kw_only=True)
class Changed:
    """What a change of documents changed."""

    fresh: set[int] = field(default_factory=set)
    gone: dict[int, Facet] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    """Events that have other evidence than before."""
    passages: set[str] = field(default_factory=set)
    """Passages that have other copies than before."""


@dataclass(slots=True)
class _Kept:
    numbers: tuple[int, ...] = ()
    passages: tuple[tuple[str, str], ...] = ()
    """(id, words) of each passage that a claim stands in."""
    beside: tuple[Two, ...] = ()
    leads: tuple[Lead, ...] = ()


class Web:
    """Events by number, and the evidence between them."""

    def __init__(self, rarity: Rarity, sides: Sides = each_its_own) -> None:
        self.echo = Echo(rarity)
        self.kin = Kin(rarity)
        self._rarity = rarity
        self.links: dict[int, dict[int, float]] = {}
        self.apart: dict[int, set[int]] = {}
        self._facets = Facets(sides)
        self._kept: dict[str, _Kept] = {}
        self._of_passage: dict[str, tuple[int, ...]] = {}
        self._meetings = Meetings(limit=BLOCK_LIMIT, neighbours=NEIGHBOURS)

    def facet(self, number: int) -> Facet:
        return self._facets[number]

    def name(self, number: int) -> str:
        """Give the id of an event."""
        return self._facets.name(number)

    def numbers(self, document: str) -> Collection[int]:
        """Give the events of one document."""
        return self._kept[document].numbers if document in self._kept else ()

    def in_passages(self, passages: Iterable[str]) -> set[int]:
        """Give the events that stand in these passages."""
        return {number for passage in passages for number in self._of_passage.get(passage, ())}

    def pair(self, a: int, b: int) -> Pair:
        """Put two events side by side, the smaller id first."""
        one, other = sorted((self.facet(a), self.facet(b)), key=lambda facet: facet.id)
        return pair_of(
            one,
            other,
            is_echo=self._is_echo(one, other),
            kinship=self._kinship(one, other),
            are_of_different_matters=self._are_of_different_matters(one, other),
            rarity=self._rarity,
        )

    def replace(self, documents: Mapping[str, Told]) -> Changed:
        """Put what these documents tell in the place of what they told before."""
        changed = Changed()
        for document, told in documents.items():
            self._seat(document, told, changed)
        doubtful = self._copied(documents, changed) | self._kin_pairs(documents, changed)
        closer = self._meetings.take(list(changed.gone))
        for number in changed.gone:
            self._facets.drop(number)
        met, parted = self._meetings.add({number: guest(self.facet(number)) for number in changed.fresh})
        for document in documents:
            kept = self._kept[document]
            doubtful.update(kept.beside)
            named = {self.name(number): number for number in kept.numbers}
            near = beside(map(self.facet, kept.numbers)) if len(named) > 1 else ()
            kept.beside = tuple(sorted(_two(named[a], named[b]) for a, b in near))
            doubtful.update(kept.beside)
            if not kept.numbers:
                del self._kept[document]
        there = {pair for pair in (closer | met | parted | doubtful) if not changed.gone.keys() & pair}
        for pair in there:
            if pair in met or self._is_proposed(*pair):
                self._set(pair, weigh(self.pair(*pair)), changed)
            else:
                self._set(pair, 0.0, changed)
        return changed

    def met(self) -> set[Two]:
        """Give the pairs that meet by day and place; for learning, which must not look at pairs chosen by what they share."""
        return self._meetings.all_pairs()

    def would_link(self, facet: Facet) -> Iterator[tuple[float, int]]:
        """Give the events that one which is not here would be linked to, each with the bits."""
        near = self._meetings.would_meet(guest(facet)) | set(self.numbers(facet.event.claim.document))
        for number in near:
            one, other = sorted((facet, self.facet(number)), key=lambda one: one.id)
            kinship, differ = self._kinship(one, other), self._are_of_different_matters(one, other)
            bits = weigh(pair_of(one, other, kinship=kinship, are_of_different_matters=differ, rarity=self._rarity))
            if bits >= LINK_BITS:
                yield bits, number

    def _seat(self, document: str, told: Told, changed: Changed) -> None:
        """Number what is new, take away what is no more or has changed; what is as it was stays."""
        kept = self._kept.setdefault(document, _Kept())
        now = {facet.id: facet for facet in told.facets}
        stays: dict[str, int] = {}
        leads = leads_of(told.facets)
        is_reworded = leads != kept.leads or self.kin.says_otherwise(document, _words(told))
        kept.leads = leads
        for number in kept.numbers:
            name = self.name(number)
            if is_reworded or name not in now or not self._facets.is_of(number, now[name].event):
                self._drop(number, changed)
            else:
                stays[name] = number
        for name, facet in sorted(now.items()):
            if name not in stays:
                number = stays[name] = self._facets.add(facet)
                passage = facet.event.claim.passage
                self._of_passage[passage] = (*self._of_passage.get(passage, ()), number)
                changed.fresh.add(number)
        kept.numbers = tuple(stays.values())

    def _drop(self, number: int, changed: Changed) -> None:
        facet = self.facet(number)
        for other in self.links.pop(number, {}):
            del self.links[other][number]
            changed.touched.add(other)
        for other in self.apart.pop(number, set()):
            self.apart[other].discard(number)
            changed.touched.add(other)
        passage = facet.event.claim.passage
        rest = tuple(one for one in self._of_passage.pop(passage) if one != number)
        if rest:
            self._of_passage[passage] = rest
        changed.gone[number] = facet

    def _copied(self, documents: Mapping[str, Told], changed: Changed) -> set[Two]:
        """Keep the copies up; give the pairs whose evidence that may change."""
        stale: list[str] = []
        fresh: list[Text] = []
        for document, told in documents.items():
            kept = self._kept[document]
            before, now = dict(kept.passages), _passages(told)
            stale += (name for name, words in before.items() if now.get(name) != words)
            fresh += (
                Text(passage=name, document=document, words=words)
                for name, words in sorted(now.items())
                if before.get(name) != words
            )
            kept.passages = tuple(now.items())
        closer, parted = self.echo.take(stale)
        joined, squeezed = self.echo.add(fresh)
        flipped = closer | parted | joined | squeezed
        changed.passages.update(stale, (text.passage for text in fresh), *flipped)
        pairs = {_two(a, b) for one, other in flipped for a in self.in_passages([one]) for b in self.in_passages([other])}
        for number in changed.fresh:
            copies = self.echo.copies(self.facet(number).event.claim.passage)
            pairs |= {_two(number, other) for other in self.in_passages(copies)}
        return pairs

    def _is_echo(self, a: Facet, b: Facet) -> bool:
        one, other = a.event.claim, b.event.claim
        return one.document != other.document and other.passage in self.echo.copies(one.passage)

    def _kin_pairs(self, documents: Mapping[str, Told], changed: Changed) -> set[Two]:
        """Keep up which reports are kin; give the pairs whose evidence that may change."""
        words = {document: _words(told) for document, told in documents.items()}
        pairs = {pair for one, other in self.kin.replace(words) for pair in self._across(one, other)}
        for document in documents:
            for relative in self.kin.of(document):
                pairs |= {pair for pair in self._across(document, relative) if not changed.fresh.isdisjoint(pair)}
        return pairs

    def _across(self, one: str, other: str) -> Iterator[Two]:
        """Give the pairs of events of two reports of which one is vague, or which both reports tell of first."""
        yield from (_two(a, b) for a in self.numbers(one) for b in self.numbers(other) if self._may_be_told_twice(a, b))

    def _may_be_told_twice(self, a: int, b: int) -> bool:
        one, other = self.facet(a), self.facet(b)
        is_vague = any(facet.first is None or not facet.is_fine_place for facet in (one, other))
        return (is_vague or (one.is_lead and other.is_lead)) and bool(one.families & other.families)

    def _kinship(self, a: Facet, b: Facet) -> float:
        return self.kin.kinship(a.event.claim.document, b.event.claim.document)

    def _are_of_different_matters(self, a: Facet, b: Facet) -> bool:
        one, other = (self._kept.get(facet.event.claim.document) for facet in (a, b))
        return one is not None and other is not None and one is not other and are_of_different_matters(one.leads, other.leads)

    def _is_proposed(self, a: int, b: int) -> bool:
        one, other = self.facet(a), self.facet(b)
        if self._is_echo(one, other) or self._meetings.meet(a, b):
            return True
        documents = (one.event.claim.document, other.event.claim.document)
        if documents[0] in self.kin.of(documents[1]) and self._may_be_told_twice(a, b):
            return True
        kept = self._kept.get(documents[0])
        return kept is not None and _two(a, b) in kept.beside

    def _set(self, pair: Two, bits: float, changed: Changed) -> None:
        """Keep what was weighed, and note if that is news."""
        for a, b in (pair, pair[::-1]):
            was_apart = b in self.apart.get(a, ())
            if self.links.get(a, {}).get(b, 0.0) == (bits if bits >= LINK_BITS else 0.0) and was_apart == (bits <= APART_BITS):
                return
            if bits >= LINK_BITS:
                self.links.setdefault(a, {})[b] = bits
            else:
                self.links.get(a, {}).pop(b, None)
            if bits <= APART_BITS:
                self.apart.setdefault(a, set()).add(b)
            elif was_apart:
                self.apart[a].discard(b)
        changed.touched.update(pair)


def _two(a: int, b: int) -> Two:
    return (a, b) if a < b else (b, a)


def _words(told: Told) -> Words:
    published = next((facet.event.published for facet in told.facets), None)
    return Words(texts=tuple(told.texts.values()) if told.facets else (), published=published)


def _passages(told: Told) -> dict[str, str]:
    """Give the text of each passage that a claim stands in."""
    quotes: dict[str, str] = {}
    for facet in told.facets:
        claim = facet.event.claim
        before = quotes.get(claim.passage, "")
        quotes[claim.passage] = max(before, claim.quote.text, key=lambda words: (len(words), words))
    return {passage: told.texts.get(passage, quote) for passage, quote in quotes.items()}
