"""The step `claim`: Reading → Account, its claims in the order of the text.

1. Each scene of each sentence is a claim, unless it is only possible, planned or wanted; a sentence with figures of harm and no
   happening is a claim of kind toll.
2. Slots that a sentence leaves open go on from the claim before: ground, and for the same happening its day and doer.
3. The headline makes a claim only where nothing below tells the same type of happening.
4. A claim's quote is an exact piece of the document: the content of its attribution, or its sentence.

Depends on tags, times and tolls alone, never on how they were made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zenobia.claim.teller import Teller
from zenobia.ports import ActorBook
from zenobia.values.account import Account
from zenobia.values.lexicon import Lexicon
from zenobia.values.passage import Reading
from zenobia.values.reject import Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStep:
    """Step of the pipeline: makes claims of what was read."""

    lexicon: Lexicon
    actors: ActorBook
    name: str = "claim.frames"
    version: int = 6
    batch: int = 16

    def __call__(self, items: Iterable[Reading]) -> Iterable[Account | Reject]:
        for reading in items:
            yield self.account(reading)

    def account(self, reading: Reading) -> Account:
        """Make the claims of one document."""
        teller = Teller(reading, self.lexicon, self.actors, made_by=f"{self.name}@{self.version}")
        return Account(reading=reading, claims=teller.claims())
