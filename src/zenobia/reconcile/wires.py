"""Whose dispatch a report is: in goes its text, out the agency that it credits, if any.

1. A credit stands where agencies are credited: in brackets at the head of the body ("ALEPPO (Reuters) - …"), as the whole of one
   of the first or last lines ("By AFP", "Source: SANA"), or after a dash at the very end ("… said. --Reuters").
2. Only a body that the reference data knows as an agency counts. "He told Reuters" credits nobody: it names a speaker's listener,
   which the claim's own chain of speakers holds.
3. Two agencies credited are none: nobody knows whose a sentence is.

It never looks at what is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from zenobia.reconcile.origins import Voice
from zenobia.values.actor import Actor
from zenobia.values.event import Event

HEAD, TAIL = 400, 160
"""Code points in which a credit may stand: a headline, a byline and a dateline; a last line."""
_NAME = r"[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*){0,3}"
_AT_HEAD = re.compile(rf"\((?P<name>{_NAME})\)\s*[-–—:]")
_LINE = re.compile(
    rf"^\s*(?:By\s+|Source:\s*|Via\s+|[©(]\s*)?(?P<name>{_NAME})(?:\s+\d{{4}})?\)?\s*$|^\s*By\s+.{{3,40}},\s*(?P<at>{_NAME})\s*$",
    re.MULTILINE,
)
_AT_END = re.compile(rf"(?:--|[-–—(])\s*(?P<name>{_NAME})\)?\.?\s*\Z")


def credited(text: str, resolve: Callable[[str], Actor | None]) -> Actor | None:
    """Give the one agency that a report credits."""
    found = {agency.id: agency for name in _names(text) if (agency := resolve(name)) is not None and agency.kind == "agency"}
    return next(iter(found.values())) if len(found) == 1 else None


def voice_of_report(
    events: Sequence[Event], texts: Mapping[str, str], parents: Mapping[str, str], resolve: Callable[[str], Actor | None]
) -> Voice | None:
    """Give the agency that a report credits, else its outlet where the reference data knows it, else what it belongs to.

    Args:
        texts: the report's passages.
        parents: source to the source that it belongs to.
    """
    known = credited("\n".join(texts.values()), resolve)
    if known is None and events and events[0].outlet:
        known = resolve(events[0].outlet)
    if known is not None:
        return Voice(key=known.id, name=known.name, id=known.id)
    outlet = above = events[0].source if events else ""
    while above in parents and parents[above] != outlet:
        above = parents[above]
    return Voice(key=f"outlet:{above}", name=above, id=None) if above != outlet else None


def _names(text: str) -> Iterator[str]:
    head, tail = text[:HEAD], text[-TAIL:]
    for match in _AT_HEAD.finditer(head):
        yield match["name"]
    for match in (*_LINE.finditer(head), *_LINE.finditer(tail[tail.find("\n") + 1 :] if len(text) > TAIL else "")):
        yield match["name"] or match["at"]
    at_end = _AT_END.search(tail)
    if at_end is not None:
        yield at_end["name"]
