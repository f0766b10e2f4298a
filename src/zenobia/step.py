"""Step, Fold, run: the only framework we own.

Two shapes of work and no third. A Step is item-wise and remembers nothing between batches. A Fold is set-wise: its answer
depends on the set of its items, never on their order. A dropped item is a Reject; nothing vanishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Protocol, TypeVar

from zenobia.values.reject import Reject

In_contra = TypeVar("In_contra", contravariant=True)
Out_co = TypeVar("Out_co", covariant=True)
In = TypeVar("In")
Out = TypeVar("Out")


class Step(Protocol[In_contra, Out_co]):
    """Item-wise work: a frozen dataclass whose fields are its whole configuration and its engines."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def batch(self) -> int: ...

    def __call__(self, items: Iterable[In_contra]) -> Iterable[Out_co | Reject]: ...


class Fold(Protocol[In_contra, Out_co]):
    """Set-wise work."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    def __call__(self, items: Iterable[In_contra]) -> Iterable[Out_co]: ...


def stamp(step: Step[Any, Any] | Fold[Any, Any]) -> str:
    """Give the provenance mark of a step, `name@version`."""
    return f"{step.name}@{step.version}"


def batched(items: Iterable[In], size: int) -> Iterator[list[In]]:
    """Cut a stream into lists of at most `size`, holding one at a time."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def run(step: Step[In, Out], items: Iterable[In]) -> Iterator[Out | Reject]:
    """Run a step over a stream in its own batch size; memory stays that of one batch."""
    for batch in batched(items, step.batch):
        yield from step(batch)
