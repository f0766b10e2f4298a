"""Who hands on whose words, where a sentence says so in two places: its Attributions → the same, joined.

1. "A, citing B, reported", "Citing B, A reported", "A reported, with reference to B": B speaks, A relays.
2. "X, in remarks carried by A, said": X speaks, A relays.
3. "According to X, who spoke to A": X speaks, A relays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zenobia.read.clauses import Clauses
from zenobia.read.contents import Contents, start_of
from zenobia.read.phrases import Phrase
from zenobia.read.tokens import Token
from zenobia.values.passage import Attribution
from zenobia.values.spans import Span

MIN_CONTENT = 3
"""Code points from which something is told: less is a mark."""
SPEAKING_TO = frozenset({"speak", "talk"})


def joined(found: Sequence[Attribution], clauses: Clauses) -> Iterator[Attribution]:
    """Join what is told of one speaker and one relay in two places."""
    before: Attribution | None = None
    for one in _referred(found, clauses):
        both = before and _both(before, one)
        if both:
            before = both
            continue
        if before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def _both(before: Attribution, one: Attribution) -> Attribution | None:
    if before.via and before.source == one.source and not one.via and one.cue.start > before.cue.start:
        return replace(one, via=before.via)
    is_empty = all(content.length < MIN_CONTENT for content in before.contents)
    is_free = not before.via or before.via == (one.source,)
    if is_empty and is_free and before.source is not None and one.source is not None and one.cue.start > before.cue.end:
        return replace(one, source=before.source, via=(one.source, *one.via))
    return None


def _referred(found: Sequence[Attribution], clauses: Clauses) -> Iterator[Attribution]:
    """Read "with reference to B": who reported only relays B."""
    speaker = _reference(clauses)
    for one in found:
        if speaker is None or one.source is None or speaker.start < one.cue.start or one.source == speaker:
            yield one
        else:
            yield replace(one, source=speaker, via=(one.source, *one.via))
            speaker = None


def _reference(clauses: Clauses) -> Span | None:
    for at, item in enumerate(clauses.items):
        if not isinstance(item, Phrase) or item.head.low != "reference":
            continue
        before, to, speaker = clauses.at(at - 1), clauses.at(at + 1), clauses.at(at + 2)
        is_with = isinstance(before, Token) and before.low == "with" and isinstance(to, Token) and to.low == "to"
        if is_with and isinstance(speaker, Phrase):
            return speaker.span
    return None


def between(clauses: Clauses, source: Span, at: int, contents: Contents) -> tuple[Span, ...]:
    """Give the relay named between a speaker and the verb: "the minister, in remarks carried by A, said"."""
    for index in range(at - 1, max(-1, at - 8), -1):
        if start_of(clauses.items[index]) < source.end:
            break
        if relay := contents.relayed_by(clauses, index):
            return (relay.span,)
    return ()


def spoken_to(clauses: Clauses, at: int, contents: Contents) -> tuple[Span, ...]:
    """Give the relay in "a doctor who spoke to A"; `at` is the speaker's."""
    words = [item for item in clauses.items[at + 1 : at + 6] if not (isinstance(item, Token) and item.text == ",")]
    if len(words) < 4:
        return ()
    who, verb, to, relay = words[:4]
    spoke = isinstance(verb, Token) and any(lemma in SPEAKING_TO for lemma, _ in verb.forms)
    is_to = isinstance(to, Token) and to.low in ("to", "with")
    if not (isinstance(who, Token) and who.low == "who" and spoke and is_to and isinstance(relay, Phrase)):
        return ()
    return (relay.span,) if contents.is_medium(relay) else ()
