"""Names as written, laid bare: words → the name in them.

1. Articles, counts, brackets and "so-called" are no part of a name.
2. A name runs on after common words: "director Ann Smith" is Ann Smith.
3. A name of one common word, or the tail of a longer name, is no name of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zenobia.values.spans import Span

_DETERMINERS = "the|a|an|some|many|several|other|its|their|his|her|our|these|those|this|that|all|both|any|another|various|most"
_COUNTS = (
    "more|than|at|least|about|around|nearly|almost|over|up|to|as|of|numerous|dozens|scores|hundreds|thousands|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d,.]*|\d+th"
)
_DOUBTS = "so-called|self-styled|self-proclaimed|purported|suspected|alleged|fellow|neither|nor|also"
LEADING = re.compile(rf"^[\s\"“”'‘’«»(\[–—-]*(?:(?:{_DETERMINERS}|{_COUNTS}|{_DOUBTS})\s+)*", re.IGNORECASE)
PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|them|him|her|itself|themselves|who|those|others|one)$", re.IGNORECASE)
BRACKETED = re.compile(r"\s*\(([A-Z][A-Za-z-]{1,9})\)")
OPEN_BRACKET = re.compile(r"(?<=\w)\s*\([A-Za-z-]{0,10}\)?$")
"""A bracket that a name was cut in."""
JUNK = re.compile(r"[_\x80-\x9f]+.*$")
"""Mangled encoding, and what follows it."""
BEFORE_REACH = 80
"""Code points before some words in which what stands right before them begins; the longest such word group has 30."""
_MARKS = re.compile(r"[\W_]+")
EMPTY_WORDS = frozenset({"the", "of", "a", "an", "and", "in", "for"})


@lru_cache(maxsize=16384)
def core(words: str) -> str:
    """Cut article, count and brackets off a phrase."""
    text = OPEN_BRACKET.sub("", JUNK.sub("", BRACKETED.sub("", words)).strip())
    return LEADING.sub("", text, count=1).strip(" \"“”'‘’«»,.;:()–—-") or text.strip()


COUNTED = re.compile(rf"^(?:(?:{_COUNTS})\s+)+(?=[^\W\d_])", re.IGNORECASE)


def uncounted(words: str) -> str:
    """Cut a figure off what it counts: "more than 300 militants" are militants."""
    return COUNTED.sub("", words, count=1)


def stands_before(pattern: re.Pattern[str], text: str, at: int) -> bool:
    """Tell whether a pattern that ends in "$" stands right before a place in a text."""
    return pattern.search(text, max(0, at - BEFORE_REACH), at) is not None


BRACKET_REACH = 80
"""Code points back in which a bracket opens that holds a name."""


def in_brackets(text: str, at: int) -> bool:
    """Tell an aside in brackets, which says something of a name and not of the happening."""
    opened = text.rfind("(", max(0, at - BRACKET_REACH), at)
    return opened > text.rfind(")", max(0, at - BRACKET_REACH), at)


@lru_cache(maxsize=4096)
def key_of(words: str) -> str:
    """Fold words to lower case with single spaces."""
    return _MARKS.sub(" ", words.lower()).strip()


def is_named(words: str) -> bool:
    """Tell a name from common words, though one be "Britain-based"."""
    return any(part[:1].isupper() and not part.endswith(("-based", "-led", "-backed", "-run")) for part in words.split())


def is_part_of_name(words: str, span: Span) -> bool:
    """Tell a common word, or the tail of a longer name ("the Delta Peace Monitor"), from a name of one word."""
    found = span.cut(words)
    if " " in found:
        return False
    before = words[: span.start].split()
    return found.islower() or bool(before and before[-1][:1].isupper() and before[-1].isalpha())


def after_lower(words: str) -> str:
    """Cut a name loose from common words before it ("director Ann Smith"), and from a phrase that ran into it."""
    parts = words.split()
    cuts = [
        at
        for at in range(1, len(parts))
        if parts[at][:1].isupper() and parts[at - 1].islower() and parts[at - 1] not in EMPTY_WORDS
    ]
    return (
        " ".join(parts[cuts[-1] :])
        if cuts and not any(part in ("of", "in", "for", "at", "from", "with") for part in parts)
        else words
    )


def is_generic(words: str, heads: frozenset[str]) -> bool:
    """Tell a phrase of common nouns only, such as "extremist group", from a name."""
    parts = core(words).split()
    return bool(parts) and parts[-1].lower() in heads and not any(part[:1].isupper() for part in parts)
