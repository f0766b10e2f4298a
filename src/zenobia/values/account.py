"""A report as it grows from room to room: read, then claimed, then located."""

from __future__ import annotations

from dataclasses import dataclass

from zenobia.values.claim import Claim
from zenobia.values.document import Document
from zenobia.values.event import Event
from zenobia.values.passage import Passage, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A reading with its claims, in the order of the text: what `claim` hands to `locate`."""

    reading: Reading
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """An account with one Event a claim: everything that one report gives, and all that the store keeps of it."""

    document: Document
    passages: tuple[Passage, ...]
    events: tuple[Event, ...]

    @property
    def passages_repeated(self) -> int:
        return sum(passage.repeats for passage in self.passages)
