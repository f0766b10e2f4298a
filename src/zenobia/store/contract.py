"""What a store promises, whatever database is under it. `tests/contracts/` holds each store to it.

1. Captures and verdicts are append-only: a store refuses to change or delete them (triggers), and takes each once.
2. Everything else is derived, and is written whole: one report's documents, passages, claims and events in one transaction, one
   fold's incidents and control in one transaction. A kill between two calls loses nothing and doubles nothing.
3. Lists stream in a stable order with keyset pages; nothing is read whole into memory.
4. `wipe_derived` empties all that is derived, and only that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from zenobia.values.account import Located
from zenobia.values.capture import Capture
from zenobia.values.claim import Claim
from zenobia.values.control import Control
from zenobia.values.document import Document
from zenobia.values.event import Event
from zenobia.values.incident import Contradiction, Incident
from zenobia.values.mark import Ground, Line, Marks
from zenobia.values.mercator import Frame
from zenobia.values.passage import Passage
from zenobia.values.person import Person, Session, Token
from zenobia.values.reject import Reject
from zenobia.values.review import Review
from zenobia.values.source import Source
from zenobia.values.verdict import Verdict

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The filters that every list shares; None filters nothing. Applied together."""

    bbox: tuple[float, float, float, float] | None = None
    """(west, south, east, north) degrees; west > east crosses the date line."""
    start: date | None = None
    end: date | None = None
    """Closed interval of days that must overlap the item's own; an item without a time matches by publication day."""
    as_of: datetime | None = None
    """Only what was received by then. Of incidents and control, those that rest on a claim received by then, as they are now; to
    draw how they were, fold the events as of then."""
    type: str | None = None
    """An action type, or a kind of claim (control, toll); of stretches of control, their status."""
    actor: str | None = None
    """Actor id, or words found in an actor's or target's name or words (folded)."""
    source: str | None = None
    """Publisher's slug, or words in the speaker's name."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of the fix."""
    q: str | None = None
    """Full text: words, all of which must be there; "quoted phrases" hold together. No other syntax, never an error."""
    document: str | None = None
    limit: int | None = None
    after: str | None = None
    """Opaque key of the last item of the page before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[T_co]):
    """One listed item with the key to ask for what follows it."""

    item: T_co
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadState:
    """What stands of one capture: the document made of it, if any, and a mark that changes when what was made does."""

    capture: str
    document: str | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What a server told us at the last fetch, for a conditional request."""

    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    captures: int
    documents: int
    passages: int
    claims: int
    events: int
    incidents: int
    contradictions: int
    controls: int
    verdicts: int
    rejects: int


class Store(Protocol):
    """The ledger. Opened by `zenobia.store.open_store(url)`; a context manager; safe for many readers and one writer."""

    def __enter__(self) -> Store: ...

    def __exit__(self, *exception: object) -> None: ...

    def close(self) -> None:
        """Give back every connection, as leaving the context does."""
        ...

    # the logs, sacred

    def keep_source(self, source: Source) -> None:
        """Add a source, or update the one with this slug."""
        ...

    def sources(self) -> Sequence[Source]: ...

    def keep_captures(self, captures: Iterable[Capture]) -> int:
        """Append captures in one transaction; give how many were new."""
        ...

    def capture(self, capture_id: str) -> Capture | None: ...

    def unread(self, stamp: str) -> Iterator[Capture]:
        """Captures not yet read by the reader of this stamp, in order of arrival, streamed; safe to write while iterating."""
        ...

    def keep_verdict(self, verdict: Verdict) -> bool: ...

    def verdicts(self, as_of: datetime | None = None) -> Sequence[Verdict]:
        """All rulings, oldest first."""
        ...

    def keep_fetch_state(self, state: FetchState) -> None: ...

    def fetch_state(self, url: str) -> FetchState | None: ...

    # what one report gives

    def batch(self) -> AbstractContextManager[None]:
        """Make the `keep_` calls inside one transaction, for speed; a kill inside loses only the batch, which is read again."""
        ...

    def keep_located(self, located: Located, *, stamp: str, rejects: Sequence[Reject] = ()) -> None:
        """Write all that one capture gave and mark the capture read by `stamp`, replacing what an earlier stamp gave."""
        ...

    def keep_rejected(self, capture_id: str, rejects: Sequence[Reject], *, stamp: str) -> None:
        """Mark a capture read with nothing to keep but its reasons."""
        ...

    def read_states(self) -> Iterator[ReadState]:
        """What stands of each capture that was read, in order of their ids; by it one finds what has changed since."""
        ...

    def keep_reject(self, reject: Reject) -> None:
        """File a reject that belongs to no capture (an unreachable address, a missing file)."""
        ...

    def rejects(self) -> Iterator[Reject]: ...

    def documents(self, query: Query = Query()) -> Iterator[Row[Document]]: ...

    def document(self, document_id: str) -> Document | None: ...

    def editions(self, document_id: str) -> Sequence[Capture]:
        """All captures of one publication, oldest first."""
        ...

    def passages(self, document_id: str) -> Sequence[Passage]: ...

    def claims(self, query: Query = Query()) -> Iterator[Row[Claim]]: ...

    def claim(self, claim_id: str) -> Claim | None: ...

    def events(self, query: Query = Query()) -> Iterator[Row[Event]]:
        """Events in order of (received_at, id)."""
        ...

    def event(self, event_id: str) -> Event | None: ...

    # the folds

    def changes(self) -> int:
        """How often events or verdicts have changed; ask before listing them, and hand the answer to `keep_folds` as `seen`."""
        ...

    def is_settled(self, stamp: str) -> bool:
        """True if the folds of this stamp have seen every event and verdict."""
        ...

    def keep_folds(
        self,
        incidents: Iterable[Incident],
        controls: Iterable[Control],
        *,
        stamp: str,
        retired: Iterable[tuple[str, str]] = (),
        reviews: Iterable[Review] = (),
        seen: int | None = None,
    ) -> None:
        """Replace incidents, contradictions and control at once; `retired` are (old incident id, id that it redirects to), and
        `reviews` what the folds leave to people.

        `seen` is what `changes` said before the events were listed, so that what came in between counts as not yet seen; None
        says that nothing can have come.
        """
        ...

    def incidents(self, query: Query = Query()) -> Iterator[Row[Incident]]:
        """Latest `when` first, then id."""
        ...

    def incident(self, incident_id: str) -> Incident | None:
        """Follows redirects of retired ids."""
        ...

    def incidents_of(self, claim_id: str) -> Sequence[Incident]: ...

    def contradictions(self) -> Iterator[Contradiction]: ...

    def reviews(self) -> Sequence[Review]:
        """What the last fold left to people, in its order."""
        ...

    def controls(self, place: str | None = None, query: Query = Query()) -> Iterator[Row[Control]]:
        """Stretches in order of place, start. `place` is an id or a name (folded, exact)."""
        ...

    # people

    def add_person(self, person: Person) -> bool:
        """Add a person; give whether the name was free. Names that differ only in case, marks or spaces are one."""
        ...

    def keep_person(self, person: Person) -> None:
        """Write over the person of this name; a closed one loses every session and token."""
        ...

    def person(self, name: str) -> Person | None: ...

    def people(self) -> Sequence[Person]: ...

    def keep_session(self, session: Session) -> None: ...

    def session(self, digest: str, now: datetime) -> Session | None:
        """None once it has ended."""
        ...

    def drop_session(self, digest: str) -> None: ...

    def end_sessions(self, name: str) -> None:
        """Sign a person out everywhere."""
        ...

    def keep_token(self, token: Token) -> None: ...

    def token(self, digest: str, now: datetime) -> Token | None:
        """None once it has ended."""
        ...

    def tokens(self, person: str) -> Sequence[Token]: ...

    def drop_token(self, digest: str) -> None: ...

    def marks(self, frame: Frame, query: Query = Query()) -> Marks:
        """Gather what a frame of the map shows, spots and areas; `query.limit` and `query.after` mean nothing here."""
        ...

    def grounds(self, frame: Frame, query: Query = Query()) -> Sequence[Ground]:
        """Every place in a frame with what is counted there."""
        ...

    def line(self, query: Query = Query()) -> Line:
        """How many incidents that have a place end on which day, and when they became known."""
        ...

    # the whole

    def counts(self) -> Counts: ...

    def wipe_derived(self) -> None: ...

    def check(self) -> Sequence[str]:
        """Integrity problems in words; empty when sound."""
        ...
