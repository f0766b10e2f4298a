"""A paragraph as the source cut it, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zenobia.values.document import Document
from zenobia.values.ids import folded, make_id
from zenobia.values.spans import Span
from zenobia.values.times import When
from zenobia.values.toll import Toll

MentionKind = Literal["actor", "place", "person", "thing", "weapon"]
Verb = Literal["say", "deny", "hedge"]
RoleName = Literal["actor", "target", "place", "weapon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A named or described thing in a passage; `span` counts in Passage.text."""

    span: Span
    kind: MentionKind
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression with the interval that it means in this document.

    `timex` is the TIMEX2/TIMEX3 value of the words ("2015-05", "PT3H", "P9M"), for what is no interval too.
    """

    span: Span
    when: When
    timex: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TollMention:
    """A counted thing with its bounds; `span` covers the number and what it counts."""

    span: Span
    toll: Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody (source) says (cue) something (contents), perhaps through others (via)."""

    cue: Span
    verb: Verb
    source: Span | None
    contents: tuple[Span, ...]
    via: tuple[Span, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    span: Span
    name: RoleName
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A word that tells of a happening, its type (GUIDELINES' list, or a control state) and its fillers nearby."""

    trigger: Span
    type: str
    roles: tuple[Role, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What a Tagger finds in one passage: rules today, a network tomorrow. All spans count in the passage's text."""

    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph. Its sentences are spans inside; printed twice, it is one passage with `repeats` = 1."""

    id: str
    document: str
    ordinal: int
    span: Span
    """Where it (first) stands in Document.text; `text == document.text[span.start:span.end]`."""
    text: str
    is_headline: bool = False
    repeats: int = 0
    sentences: tuple[Span, ...] = ()
    tags: Tags = Tags()
    times: tuple[TimeMention, ...] = ()
    tolls: tuple[TollMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document cut and marked: what `read` hands to `claim`."""

    document: Document
    passages: tuple[Passage, ...]

    @property
    def passages_repeated(self) -> int:
        return sum(passage.repeats for passage in self.passages)


def passage_id(document: str, text: str) -> str:
    """Name a passage by its letters and digits, so that a silent edit of them shows as another passage."""
    return make_id("passage", document, folded(text))
