"""The whole machine on one page: which step follows which, with which types.

    Capture ─Clean→ Document ─Read→ Reading ─ClaimStep→ Account ─Locate→ Located          one report at a time
    every Event and Verdict ─Linker→ Incidents  and  ─Survey→ Control                       over the whole ledger

1. What is captured is kept before anything is made of it; every later line can be run again.
2. A report that breaks gives Rejects, never an end of the run; a fault of ours is filed as `failed` with its message.
3. A capture is marked read by the reader's stamp; a newer reader reads it again, the same reader never does.
4. Folds depend on the whole ledger and replace what stood before in one transaction; a `Folder` reads and links only what is new.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from zenobia.claim import ClaimStep
from zenobia.clean import Clean
from zenobia.control import NAME as TIMELINE
from zenobia.control import VERSION as TIMELINE_VERSION
from zenobia.control import Survey, timeline
from zenobia.engines.actors import load_actors
from zenobia.engines.codes import codes_of
from zenobia.engines.gazetteer import open_gazetteer
from zenobia.engines.lexicon import load_lexicon
from zenobia.engines.rarity import load_rarity
from zenobia.engines.tagger import DEFAULT_TAGGER, load_tagger
from zenobia.engines.territories import load_territories
from zenobia.faults import SourceFault, Unreadable
from zenobia.locate import Locate
from zenobia.ports import ActorBook
from zenobia.read import Read
from zenobia.reconcile import NAME as SETTLE
from zenobia.reconcile import VERSION as SETTLE_VERSION
from zenobia.reconcile import Linker, Report, by_document, voice_of_report
from zenobia.review.rulings import corrected
from zenobia.settings import Settings
from zenobia.step import Step, batched, stamp
from zenobia.store.contract import Query, ReadState, Row, Store
from zenobia.values.account import Located
from zenobia.values.actor import side_of
from zenobia.values.capture import Capture
from zenobia.values.control import Control
from zenobia.values.event import Event
from zenobia.values.reject import Reason, Reject
from zenobia.values.source import Source
from zenobia.values.verdict import Verdict, retracted_ids

In = TypeVar("In")
Out = TypeVar("Out")

CAPTURES_A_COMMIT = 256
"""Captures kept in one transaction: a kill loses at most these, and their input is still on the disk."""
REPORTS_A_COMMIT = 64
"""Reports written in one transaction; a kill loses at most their reading, which is done again."""
YOUNG_OBJECTS = 20_000
"""Objects made until the collector looks for cycles among the new ones: about a report's worth, which go by themselves. With
Python's own 700, and all that is loaded walked again and again, the collector took a third of the time of taking files in."""
FOLDS_STAMP = f"{SETTLE}@{SETTLE_VERSION}+{TIMELINE}@{TIMELINE_VERSION}"
OWN_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a mistake in a rule of ours raises: filed with the report that showed it. Anything else stops the run."""


class Known(Protocol):
    """What a fold reads: a store, or what the public may see of it."""

    def verdicts(self, as_of: datetime | None = None) -> Sequence[Verdict]: ...
    def events(self, query: Query) -> Iterator[Row[Event]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one capture gave: everything read from it, or nothing, with every reason."""

    capture: Capture
    located: Located | None
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The item-wise half of the machine: bytes in, located claims out."""

    clean: Clean
    read: Read
    claim: ClaimStep
    locate: Locate

    @property
    def stamp(self) -> str:
        """Name every step's version: what this reader makes, another with the same stamp makes too."""
        tagger = self.read.tagger
        steps = (self.clean, self.read, self.claim, self.locate)
        return "+".join([*(stamp(step) for step in steps), f"{tagger.name}@{tagger.version}"])

    def __call__(self, capture: Capture) -> Outcome:
        """Read one capture through every step."""
        rejects: list[Reject] = []
        document = _through(self.clean, capture, capture.id, rejects)
        reading = document and _through(self.read, document, capture.id, rejects)
        account = reading and _through(self.claim, reading, capture.id, rejects)
        located = account and _through(self.locate, account, capture.id, rejects)
        return Outcome(capture=capture, located=located or None, rejects=tuple(rejects))


def _through(step: Step[In, Out], item: In, subject: str, rejects: list[Reject]) -> Out | None:
    """Give what the step made of one item, filing what it dropped."""
    made: Out | None = None
    try:
        for result in step([item]):
            if isinstance(result, Reject):
                rejects.append(result)
            else:
                made = result
    except SourceFault as fault:
        rejects.append(Reject(subject=subject, step=stamp(step), reason=Reason.FAILED, detail=str(fault)))
    except OWN_FAULTS as fault:
        detail = f"{type(fault).__name__}: {fault}; the report is kept and read again by the next version of this step"
        rejects.append(Reject(subject=subject, step=stamp(step), reason=Reason.FAILED, detail=detail))
    return made


def build_reader(
    settings: Settings, *, engine: str = DEFAULT_TAGGER, on_progress: Callable[[int, int], None] | None = None
) -> Reader:
    """Open the engines and plug them into the steps; what is in memory by then is taken out of the garbage collector's rounds.

    Args:
        engine: the tagger's name; `rules` reads without the network.
        on_progress: told (done, total) while the gazetteer is compiled, which happens once a machine.
    """
    gc.freeze()  # modules stay for good
    gazetteer = open_gazetteer(settings.cache_dir, progress=on_progress)
    actors = load_actors()
    tagger = load_tagger(engine, actors=actors, gazetteer=gazetteer)
    reader = Reader(
        clean=Clean(max_bytes=settings.max_document_bytes),
        read=Read(tagger=tagger),
        claim=ClaimStep(lexicon=load_lexicon(), actors=actors),
        locate=Locate(gazetteer=gazetteer, territories=load_territories(), worldview=settings.worldview),
    )
    gc.freeze()  # and so do word lists
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
    return reader


def keep(store: Store, arriving: Iterable[Capture | Reject]) -> tuple[int, int]:
    """Append what arrives to the logs, in batches; give (new captures, reports lost to a reject)."""
    new = refused = 0
    known = {source.id for source in store.sources()}
    for batch in batched(arriving, CAPTURES_A_COMMIT):
        captures = [item for item in batch if isinstance(item, Capture)]
        with store.batch():
            for capture in captures:
                if capture.source not in known:
                    store.keep_source(Source(id=capture.source, name=capture.outlet or capture.source))
                    known.add(capture.source)
            new += store.keep_captures(captures)
            for item in batch:
                if isinstance(item, Reject):
                    store.keep_reject(item)
                    refused += not item.is_warning
    return new, refused


def read_unread(store: Store, reader: Reader) -> Iterator[Outcome]:
    """Read every capture that this reader has not read, writing as it goes; yields each outcome once it is kept."""
    mark = reader.stamp
    for batch in batched(store.unread(mark), REPORTS_A_COMMIT):
        outcomes = [reader(capture) for capture in batch]
        with store.batch():
            for outcome in outcomes:
                if outcome.located is None:
                    store.keep_rejected(outcome.capture.id, outcome.rejects, stamp=mark)
                else:
                    store.keep_located(outcome.located, stamp=mark, rejects=outcome.rejects)
        yield from outcomes


class Folder:
    """The folds of one store, kept up: what it has seen is not read, compared or linked again. One a process and store.

    It remembers events and what links them, nothing else; a new one finds the same from the start.
    """

    def __init__(self, actors: ActorBook) -> None:
        self._actors, self._sides = actors, partial(side_of, find=actors.actor)
        self._linker = Linker(sides=self._sides, rarity=load_rarity(), coder=codes_of)
        self._survey = Survey(self._sides)
        self._marks: dict[str, ReadState] = {}
        self._read: dict[str, Report] = {}
        """What each document tells, as it was read."""
        self._told: dict[str, tuple[Event, ...]] = {}
        """What the linker and the survey were told of it: with people's corrections."""

    def __call__(self, store: Store) -> bool:
        """Bring incidents and control up to date if anything they rest on has changed; give whether they were not."""
        if store.is_settled(FOLDS_STAMP):
            return False
        seen = store.changes()  # before anything is read: what arrives meanwhile asks for another fold
        verdicts = store.verdicts()
        renewed = self._catch_up(store)
        events = corrected((event for report in self._read.values() for event in report.events), verdicts)
        now = {document: report.events for document, report in by_document(events, {}).items()}
        changed = {document for document in now.keys() | self._told.keys() if now.get(document) != self._told.get(document)}
        self._linker.update({name: self._report(name, now.get(name, ())) for name in sorted(changed | renewed)}, verdicts)
        self._survey.update({name: now.get(name, ()) for name in changed}, retracted_ids(verdicts))
        self._told = now
        store.keep_folds(
            self._linker.incidents(),
            self._survey.controls(),
            stamp=FOLDS_STAMP,
            retired=sorted(self._linker.redirects().items()),
            reviews=self._linker.reviews(),
            seen=seen,
        )
        return True

    def _catch_up(self, store: Store) -> set[str]:
        """Read the documents of which another reading stands than before; give them."""
        now = {mark.capture: mark for mark in store.read_states()}
        either = {**self._marks, **now}
        different = [name for name in either if now.get(name) != self._marks.get(name)]
        renewed = {
            mark.document
            for name in different
            for mark in (self._marks.get(name), now.get(name))
            if mark is not None and mark.document is not None
        }
        parents = {source.id: source.parent for source in store.sources() if source.parent}
        for document in sorted(renewed):
            events = tuple(row.item for row in store.events(Query(document=document)))
            texts = passage_texts(store, document)
            wire = voice_of_report(events, texts, parents, self._actors.resolve)
            self._read[document] = Report(events=events, texts=texts, wire=wire)
            if not events:
                del self._read[document]
        self._marks = now
        return renewed

    def _report(self, document: str, events: tuple[Event, ...]) -> Report:
        return replace(self._read[document], events=events) if events else Report()


def fold(store: Store, actors: ActorBook) -> bool:
    """Compute incidents and control from the start if anything they rest on has changed; give whether they were."""
    return Folder(actors)(store)


def control_as_of(store: Known, actors: ActorBook, as_of: datetime) -> tuple[Control, ...]:
    """Draw control as it was known at a past moment: from the events received by then and the rulings made by then."""
    verdicts = store.verdicts()
    known = (row.item for row in store.events(Query(as_of=as_of)))
    events = corrected(known, verdicts, as_of=as_of)
    return timeline(events, verdicts, as_of=as_of, sides=partial(side_of, find=actors.actor))


def passage_texts(store: Store, document: str) -> dict[str, str]:
    """Give the full text of every passage of a document, by which copies of one dispatch are found."""
    return {passage.id: passage.text for passage in store.passages(document)}


def rebuild(store: Store, reader: Reader) -> Iterator[Outcome]:
    """Throw away all that is derived and make it again from the two logs; the folds are computed at the end."""
    store.wipe_derived()
    yield from read_unread(store, reader)
    fold(store, reader.claim.actors)


def read_whole(reader: Reader, capture: Capture) -> Located:
    """Read one capture that must give a document.

    Raises:
        Unreadable: nothing could be made of it.
    """
    outcome = reader(capture)
    if outcome.located is None:
        raise Unreadable(f"{capture.url}: " + "; ".join(f"{reject.reason}: {reject.detail}" for reject in outcome.rejects))
    return outcome.located
