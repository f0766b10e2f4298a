"""What the rule reader is sure of, as lessons for the deed head: silver labels, right as often as the rules are.

In: the texts of the training parts of fakes and isaf, never their gold. Out: sentences with who, to whom, where, when, who holds
and how many.

1. Only a claim of `SURE` or more teaches, and no sentence does that holds a claim less sure: what it lacks would be learnt too.
2. A filler is marked where its words stand inside its claim's quote; one carried over from another sentence is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from zenobia.evaluate import ReportInput
from zenobia.evaluate.whole import through
from zenobia.faults import SourceFault
from zenobia.pipeline import build_reader
from zenobia.settings import from_environment
from zenobia.values.claim import Claim

SURE = 0.77
"""Of the claims that the rules make of fakes' training part some two in five are as sure or surer."""
RECEIVED = datetime(2020, 1, 1, tzinfo=UTC)
Marked = tuple[str, list[tuple[int, int, str]]]
"""A sentence, and (start, end, label of the deed head) in it."""


def silver(texts: Iterable[Mapping[str, Any]]) -> Iterator[Marked]:
    """Read texts by the rules and give the sentences that they are sure of.

    Args:
        texts: records of which `id`, `title`, `text` and `source` are looked at.
    """
    read = through(build_reader(from_environment(), engine="rules"), received_at=RECEIVED)
    for one in texts:
        title, outlet = one.get("title") or "", one.get("source")
        try:
            located = read(ReportInput(doc_id=one["id"], title=title, text=one["text"], published=None, outlet=outlet))
        except SourceFault:
            continue
        yield from sentences([event.claim for event in located.events])


def sentences(claims: Iterable[Claim]) -> Iterator[Marked]:
    """Give the quotes all of whose claims are sure, with what their claims name."""
    told: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.quote.start, claim.quote.end].append(claim)
    for (start, end), here in told.items():
        beside = [one for (a, b), others in told.items() if a < end and start < b for one in others]
        if min(one.score for one in beside) >= SURE and len(beside) == len(here):
            yield here[0].quote.text, [span for claim in here for span in named(claim)]


def named(claim: Claim) -> Iterator[tuple[int, int, str]]:
    """Give where the words of a claim's fillers stand in its quote."""
    fillers = [
        *((party.text, "actor") for party in claim.actor),
        *((party.text, "target") for party in claim.target),
        *((place, "place") for place in claim.place),
        *((one.holder, "holder") for one in claim.control if one.holder),
        *((toll.text, "toll") for toll in claim.toll),
        *(((claim.when.text, "time"),) if claim.when and claim.when.text else ()),
    ]
    for words, label in fillers:
        if (at := claim.quote.text.find(words)) >= 0 and words:
            yield at, at + len(words), label
