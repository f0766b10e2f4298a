"""What we judge happened, with everything that speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from zenobia.values.grade import Grade
from zenobia.values.ids import make_id
from zenobia.values.lexicon import Codes
from zenobia.values.place import Fix
from zenobia.values.times import When
from zenobia.values.toll import TollWhat

ContradictionKind = Literal["control", "responsibility", "figure", "place", "time", "denial", "definition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims that cannot both hold as said, with one sentence that tells why."""

    id: str
    kind: ContradictionKind
    a: str
    """Claim id; `a < b`."""
    b: str
    why: str
    """One sentence: who says what, and why both cannot hold."""
    maybe_older: bool = False
    """True when one may merely be an older report of a changing matter."""
    older: str = ""
    """One sentence that says which, and of what day; "" where `maybe_older` is False."""
    said_a: str = ""
    """Name of the voice of `a`."""
    said_b: str = ""
    quote_a: str = ""
    """The words of `a` as printed."""
    quote_b: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSaid:
    """One voice's figure as one claim gives it."""

    claim: str
    voice: str
    low: int
    high: int | None
    text: str
    """The words of the figure as printed."""
    published: date | None = None
    is_hedged: bool = False
    replaced_by: str | None = None
    """Claim id of the later figure of the same voice that took its place; this one then counts in no bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRange:
    """What sources together say of one figure: the lowest bound, the highest, and a best by UCDP's rule (`reconcile/tolls.py`).

    `high` None: at least one source gave no upper bound and no other exceeds it. `because` are claim ids, lowest figure first.
    """

    what: TollWhat
    who: str
    low: int
    best: int | None
    high: int | None
    because: tuple[str, ...]
    best_why: str = ""
    """One sentence: how `best` was taken from what was said."""
    said: tuple[FigureSaid, ...] = ()
    """Who said what, in the order in which it was said, figures that were replaced among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One voice: claims that go back to the same first speaker, however many outlets carry them."""

    name: str
    id: str | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]


RelationKind = Literal["toll_update", "follow_up", "retelling", "part_of"]
"""What the first of two incidents is to the second: news of its toll, of what came of it, of long after, or a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two incidents hang together without being one (`reconcile/relations.py`)."""

    kind: RelationKind
    from_: str
    """Incident id."""
    to: str
    """Incident id: what was before, or the whole."""
    why: str
    """One sentence that names the rule."""
    claim: str
    """Claim id: whose words say so."""
    quote: str
    """Its words as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Events held to be one happening. Named after its founder, the event seen first."""

    id: str
    founder: str
    title: str
    """Attributed wording: "Capture of X, claimed by Y"."""
    type: str | None
    when: When | None
    fix: Fix | None
    events: tuple[str, ...]
    claims: tuple[str, ...]
    actors: tuple[str, ...]
    tolls: tuple[TollRange, ...]
    origins: tuple[Origin, ...]
    contradictions: tuple[Contradiction, ...]
    because: tuple[str, ...]
    """Claim ids that assert it."""
    against: tuple[str, ...]
    """Claim ids that deny or contradict it."""
    joined: tuple[str, ...] = ()
    """One sentence a link: why these events were held to be one."""
    reported: date | None = None
    """Day of publication of its first report: where `when` is None, all that is known of the time."""
    superseded: tuple[tuple[str, str], ...] = ()
    """(older, newer) claim ids: a figure that its own origin replaced. Both stay among `claims`; the older counts in no bound."""
    grade: Grade | None = None
    """How well it is attested; None where it was not graded, as in a part of an incident."""
    codes: Codes | None = None
    """Its claims' codes in the field's schemes, each as most voices give it; None where nobody worked them out."""

    relations: tuple[Relation, ...] = ()
    """Incidents that it follows up, updates, looks back to or is a part of, and those that do so of it."""

    @property
    def is_contested(self) -> bool:
        return bool(self.against or self.contradictions)


def incident_id(founder: str) -> str:
    return make_id("incident", founder)


def contradiction_id(kind: str, a: str, b: str) -> str:
    return make_id("contradiction", kind, *sorted((a, b)))
