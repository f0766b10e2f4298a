"""Bounded quantities and what they count, whether or not harm was done.

In: a text. Out: `Count`s in order: a number with its bounds and the noun phrase after it.

1. Bounds follow one table: an exact figure bounds both sides; "at least" has no upper bound; "more than n" starts at n + 1;
   "up to n" starts at 0; "between m and n" is both; "about" and "nearly" are taken at their word; "dozens" 24, "scores" 40,
   "hundreds" 200, "thousands" 2000 without upper bound; "several", "a number of", "a few" 3; "a couple" 2.
2. Measures, ages, dates, money, shares, calibres, populations and numbers that are names ("point 875", "7th division", "4
   Brigade") are no counts; nor are questions ("how many") and what an unknown share is taken of ("any of the 20").
3. The noun phrase ends at a word of `STOPS`, a mark, or a participle after its head; a conjunct plural belongs to it.

Never reads a figure that is not written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from zenobia.read.dates_words import MONTH_WORDS
from zenobia.read.numbers import MAX_DIGITS, NUMBER, NUMBER_STARTS, listed, parse_number, words_and_figures
from zenobia.read.tolls_otherwise import date_end, is_age, is_name, is_of_unknown, is_part, ratio_end
from zenobia.read.tolls_parts import as_part
from zenobia.read.tolls_words import (
    ACTS,
    HARM_NOUNS,
    INTRANSITIVE,
    MUNITIONS,
    PEOPLE,
    PLACES_HELD,
    STOPS,
    STRIKES,
    THINGS,
    TRANSITIVE,
    UNIT_NOUNS,
)
from zenobia.values.spans import Span
from zenobia.values.toll import TollWhat

MAX_NOUN_WORDS = 7
"""Words of a counted noun phrase; "vehicles carrying large-calibre automatic guns" has five."""

MAX_COUNT = 10**10
"""People alive; a longer figure counts something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`span` covers quantity and noun, `number` the quantity alone; `who` may be "" ("three were killed")."""

    span: Span
    number: Span
    low: int
    high: int | None
    who: str
    head: str
    """The noun phrase's last plain word, lower case."""
    is_article: bool = False
    """True for "a man": counts only where a verb of harm governs it."""
    is_part: bool = False
    """True after "including", "among them", "of whom"."""
    told: TollWhat | None = None
    """The harm that the words of the count tell by themselves: "five of the dead were children"."""


_AT_LEAST = r"at\s+least|no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than|a\s+minimum\s+of|minimum"
_MORE = r"more\s+than|over|upwards?\s+of|in\s+excess\s+of|above|exceeding"
_UP_TO = r"up\s+to|as\s+many\s+as|no\s+more\s+than|at\s+most|a\s+maximum\s+of"
_LESS = r"fewer\s+than|less\s+than|under"
_ABOUT = (
    r"nearly|about|around|approximately|some|almost|roughly|an\s+estimated|estimated|close\s+to|circa|exactly|only|just|"
    r"another|a\s+total\s+of|a\s+further|all|total\s+of|other"
)
_QUALIFIER = rf"(?:(?P<least>{_AT_LEAST})|(?P<more>{_MORE})|(?P<upto>{_UP_TO})|(?P<less>{_LESS})|(?P<about>{_ABOUT}))"
_RANGE = (
    rf"(?:between|from)\s+(?P<low>{NUMBER})\s+(?:and|to)\s+(?P<high>{NUMBER})"
    rf"|(?P<low2>{NUMBER})(?:\s?[-–—]\s?(?=\d)|\s(?:to|or)\s)(?P<high2>{NUMBER})"
)
_VAGUE_BOUNDS: dict[str, tuple[int, int | None]] = {
    r"tens\s+of\s+thousands": (20_000, None),
    r"hundreds\s+of\s+thousands": (200_000, None),
    r"tens\s+of\s+millions": (20_000_000, None),
    r"several\s+million|millions": (2_000_000, None),
    r"several\s+thousand|thousands": (2000, None),
    r"several\s+hundred|hundreds": (200, None),
    r"(?:several\s+)?dozens|(?:several|many)\s+dozen": (24, None),
    r"(?:a|one)\s+dozen": (12, 12),
    r"two\s+dozen": (24, 24),
    r"half\s+a\s+dozen": (6, 6),
    r"scores": (40, None),
    r"tens": (20, None),
    r"several|a\s+number\s+of|a\s+few|a\s+handful\s+of|numerous|(?<!how\s)many|multiple": (3, None),
    r"a\s+couple(?:\s+of)?|a\s+pair\s+of": (2, 2),
    r"both": (2, 2),
}
_VAGUE = "|".join(f"(?P<v{index}>{pattern})" for index, pattern in enumerate(_VAGUE_BOUNDS))
_VAGUE_VALUES = tuple(_VAGUE_BOUNDS.values())
_QUANTITY = re.compile(
    rf"(?:{_QUALIFIER}\s+)?(?:{_RANGE}|(?:{_VAGUE})\b(?:\s+of(?=\s)(?!\s+(?:the|their|his|its|those|these|them|our)\b))?|(?P<number>{NUMBER}))(?P<tail>\s+(?:or|and)\s+more\b)?",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:no|zero|without(?:\s+causing)?(?:\s+any)?|not\s+any)\s+(?=[a-z])", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:a|an|one)\s+", re.IGNORECASE)
_NO_OR_ONE = frozenset(("no", "zero", "without", "not", "a", "an", "one"))
"""First words of the two patterns."""
_STARTS = NUMBER_STARTS | frozenset(
    listed(
        "at no not minimum more over upward upwards in above exceeding up as fewer less under nearly about "
        "around approximately some almost roughly estimated close circa exactly only just another total all "
        "other between from tens hundreds several millions thousands dozens scores numerous many "
        "multiple both without one "
    )
)
_GOES_ON: dict[str, frozenset[str]] = {
    word: frozenset(listed(following))
    for word, following in {
        "at": "least most",
        "no": "fewer less more",
        "not": "less",
        "more": "than",
        "fewer": "than",
        "less": "than",
        "up": "to",
        "as": "many",
        "in": "excess",
        "close": "to",
        "without": "",
        "a": "minimum maximum total further dozen number few handful couple pair half hundred thousand million billion",
        "an": "estimated half hundred thousand million billion",
    }.items()
}
"""What follows these first words in a quantity: before any other word they open none."""
_STARTS_OR_MONTHS = _STARTS | MONTH_WORDS
_WORD = re.compile(r"\d{1,3}-year-old|[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*", re.UNICODE)
_OF_THEM = re.compile(rf"\s+of\s+(?:the|their|his|its|those|these|them|our)\b(?=\s|[,.;]|$)(?:\s+{NUMBER}(?=\s))?", re.IGNORECASE)
_ASIDE = re.compile(r"\s+\([^()\n]{1,25}\)(?=\s+[a-z])")
"""A name in brackets between a number and its noun: "80 (Red Guard) fighters"."""
_NAME_GOES_ON = re.compile(r"\s+of\s+(?=[A-Z])")
_FIRST_WORDS = re.compile(r"^(?:other|more|further|additional|new)\s+(?=\S)", re.IGNORECASE)
"""What stands before the counted noun and says nothing of whom: "other civilians"."""
_BOTH_AFTER = re.compile(r"\s+(?:were|are|have|had|died)\b", re.IGNORECASE)
_WITH = re.compile(r"\s+(?:carrying|equipped\s+with|armed\s+with|mounted\s+with|with)\s+(?=[a-z])", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?=[^\W\d_])")
_COUNTABLE = PEOPLE | THINGS
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADS = PEOPLE | THINGS | frozenset(HARM_NOUNS) | ACTS | MUNITIONS
_PLURALS = frozenset(
    listed("people children women men personnel police troops gunmen policemen servicemen aircraft equipment weaponry")
)


def _words_after(text: str, start: int, limit: int) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    position = start
    while len(words) < limit:
        while position < len(text) and text[position] in " \u00a0\n\t\"“”'":
            position += 1
        word = _WORD.match(text, position)
        if word is None:
            return words
        lowered = word[0].lower()
        before = words[-1][0].lower() if words else ""
        is_participle = lowered in TRANSITIVE or lowered in INTRANSITIVE or (lowered.endswith("ed") and len(lowered) > 4)
        ends_head = is_participle and (before in _HEADS or before.endswith("s") or (bool(words) and lowered in TRANSITIVE))
        is_acronym = len(word[0]) > 1 and word[0].isupper() and word[0] != lowered
        if (lowered in STOPS and not is_acronym) or ends_head:
            return words
        words.append(word)
        position = word.end()
    return words


_LASTING = frozenset({"armed", "armored", "armoured", "fighting", "tracked", "unmanned", "wheeled"})
"""Words in -ed and -ing that say what a thing is, not what was done: "tanks and armoured vehicles"."""


_FINDING = frozenset(listed("found discovered recovered secured fled lost left took hit freed rescued"))
"""Verbs that a conjunct must not be taken for: "captured several insurgents and found weapons"."""


def _conjunct(text: str, end: int) -> int:
    """Give the end of a plural joined by "and" ("tanks and infantry fighting vehicles"), or `end` when there is none."""
    joined = _AND.match(text, end)
    if joined is None:
        return end
    words = _words_after(text, joined.end(), 4)
    if not words:
        return end
    first, last = words[0][0].lower(), words[-1][0].lower()
    is_participle = first.endswith(("ed", "ing")) and first not in _LASTING
    is_verb = first in _FINDING or first in TRANSITIVE or first in INTRANSITIVE or is_participle or first in _STARTS
    is_plural = last in _PLURALS or (last.endswith("s") and not last.endswith(("ss", "'s", "’s")) and last in _COUNTABLE)
    return words[-1].end() if is_plural and not is_verb else end


def _noun(text: str, start: int, *, after_the: bool = False) -> tuple[str, str, int] | None:
    """Read the noun phrase after a quantity: (words, head, end); ("", "", start) when none follows; None for a measure."""
    of_them = _OF_THEM.match(text, start) or _ASIDE.match(text, start)
    begin = of_them.end() if of_them else start
    words = _words_after(text, begin, MAX_NOUN_WORDS)
    if not words:
        return "", "", start
    head = words[-1][0].lower()
    for position, word in enumerate(words):
        lowered = word[0].lower()
        if lowered in UNIT_NOUNS:
            return None
        if lowered in _HEADS and position + 1 < len(words) and words[position + 1][0].lower() not in _HEADS:
            words, head = words[: position + 1], lowered
            break
    if len(words) == 1 and (head in TRANSITIVE or head in INTRANSITIVE) and head not in THINGS and not after_the:
        return "", "", start
    if head.endswith("ly") and head not in _HEADS:
        return "", "", start
    words, head = _with_name(text, words, head)
    end = _conjunct(text, words[-1].end())
    tail = _WITH.match(text, end)
    if tail and head in THINGS and (rest := _words_after(text, tail.end(), 5)):
        end = rest[-1].end()
    return _FIRST_WORDS.sub("", text[words[0].start() : end]), head, end


def _with_name(text: str, words: list[re.Match[str]], head: str) -> tuple[list[re.Match[str]], str]:
    """Go on over the "of" of a name where who is counted stands behind it: "three Union of Marran fighters"."""
    if head in _HEADS or not words[-1][0][:1].isupper():
        return words, head
    of = _NAME_GOES_ON.match(text, words[-1].end())
    rest = _words_after(text, of.end(), 4) if of else []
    place = next((index for index, word in enumerate(rest) if word[0].lower() in PEOPLE), None)
    return (words, head) if place is None else ([*words, *rest[: place + 1]], rest[place][0].lower())


def _bounds(match: re.Match[str]) -> tuple[int, int | None] | None:
    """Read the bounds of a quantity; None for a fraction, or a range that does not rise."""
    if match[0].isdigit():
        return (int(match[0]), int(match[0])) if match[0].isascii() and int(match[0]) <= MAX_COUNT else None
    groups = match.groupdict()
    low_words, high_words = groups["low"] or groups["low2"], groups["high"] or groups["high2"]
    if low_words and high_words:
        low, high = parse_number(low_words), parse_number(high_words)
        if low is None or high is None or low.denominator != 1 or high.denominator != 1 or low >= high:
            return None
        return int(low), int(high)
    for index, bounds in enumerate(_VAGUE_VALUES):
        if groups[f"v{index}"]:
            if groups["more"] and bounds[1] is not None:
                return bounds[0] + 1, None
            return (bounds[0], None) if groups["least"] else bounds
    number = parse_number(groups["number"] or "")
    if number is None or number.denominator != 1 or number > MAX_COUNT:
        return None
    value = int(number)
    if groups["least"] or groups["tail"]:
        return value, None
    if groups["more"]:
        return value + 1, None
    if groups["upto"]:
        return 0, value
    if groups["less"]:
        return 0, max(value - 1, 0)
    return value, value


def _are_both(text: str, who: str, head: str, end: int) -> bool:
    """Tell "both men" and "both were" from "both X and Y"."""
    if not who:
        return bool(_BOTH_AFTER.match(text, end))
    return head in _COUNTABLE and " and " not in who and not text[end : end + 5].startswith(" and ")


def _no_count(text: str, start: int, word: str) -> int:
    """Give the end of the date or ratio that starts here, or `start` when there is none."""
    date = date_end(text, start, word)
    ratio = ratio_end(text, start) if date == start else start
    if ratio > start:
        noun = _noun(text, ratio)
        return ratio if noun and noun[1] in _SHARED else start
    return date


_SHARED = PEOPLE | (THINGS - PLACES_HELD)
"""What ratios are told of; "3 in 5 villages" has its own figure in front."""


_FAMILY_SIZE = re.compile(rf"\s+of\s+(?P<size>{NUMBER})\b", re.IGNORECASE)
_ONE_FAMILY = re.compile(r"\s+(?:of|from)\s+(?:one|a|the\s+same|a\s+single)\s+(?:[a-z]+\s+)?family\b", re.IGNORECASE)
"""What follows people counted by their family, which is no count of its own."""


_CONDUCTED = re.compile(r"\b(?:conduct(?:ed|ing)?|carr(?:ied|ying)\s+out|flew)\s+$", re.IGNORECASE)
"""What is said of strikes that are reported by number: "conducted a precision strike" is one."""


def _article(text: str, start: int) -> Count | None:
    match = _ARTICLE.match(text, start)
    if match is None:
        return None
    noun = _noun(text, match.end())
    if noun is None or not noun[0]:
        return None
    who, head, end = noun
    if (
        head not in PEOPLE
        and head not in THINGS
        and not (head in STRIKES and _CONDUCTED.search(text[max(0, start - 16) : start]))
    ):
        return None
    size = _FAMILY_SIZE.match(text, end) if head == "family" else None
    heads = int(parse_number(size["size"]) or 1) if size else 1
    return Count(
        span=Span(start=start, end=size.end() if size else end), number=Span(start=start, end=match.end() - 1), low=heads,
        high=heads, who=who, head=head, is_article=True,
    )  # fmt: skip


def _none(text: str, start: int) -> Count | None:
    match = _NONE.match(text, start)
    noun = _noun(text, match.end()) if match else None
    if match is None or noun is None:
        return None
    who, head, end = noun
    if head not in PEOPLE and head not in HARM_NOUNS and head not in THINGS:
        return None
    return Count(span=Span(start=start, end=end), number=Span(start=start, end=match.end()), low=0, high=0, who=who, head=head)


def _quantity(text: str, match: re.Match[str], floor: int) -> Count | None:
    bounds = _bounds(match)
    start, end = match.span()
    if bounds is None or is_name(text, start, end, floor):
        return None
    is_bare_year = match["number"] == match[0] and _YEAR.fullmatch(match[0])
    noun = _noun(text, end, after_the=text[max(0, start - 4) : start].lower() == "the ")
    if noun is None:
        return None
    who, head, noun_end = noun
    if is_of_unknown(text, start) and not text.startswith(" displaced", noun_end):
        return None
    if is_bare_year and head not in PEOPLE and head not in THINGS:
        return None
    if match["number"] == match[0] and not who and is_age(text, start, end, bounds[0]):
        return None
    if match[0].lower() == "both" and not _are_both(text, who, head, noun_end):
        return None
    return Count(
        span=Span(start=start, end=noun_end if who else end), number=Span(start=start, end=end),
        low=bounds[0], high=bounds[1], who=who, head=head,
    )  # fmt: skip


def find_counts(text: str) -> tuple[Count, ...]:
    """Find every counted thing, in order, none overlapping."""
    counts: list[Count] = []
    position = floor = 0
    words = words_and_figures(text)
    for (start, token), (_, following) in pairwise((*words, (len(text), ""))):
        if start < position:
            continue
        word = token.lower() if len(token) <= 20 else ""
        if word not in _STARTS_OR_MONTHS and not (token.isdigit() and len(token) <= MAX_DIGITS):
            continue
        if (skipped := _no_count(text, start, word)) > start:
            position = floor = skipped
            continue
        is_open = word not in _GOES_ON or following.lower() in _GOES_ON[word]
        number = _QUANTITY.match(text, start) if is_open else None
        count = _quantity(text, number, floor) if number else None
        if count is None and word in _NO_OR_ONE:
            count = _none(text, start) or _article(text, start)
        if count is None:
            position = number.end() if number else position
            continue
        if is_part(text, start):
            count = replace(count, is_part=True)
        count = as_part(text, count, _noun)
        counts.append(count)
        family = _ONE_FAMILY.match(text, count.span.end)
        position = family.end() if family else count.span.end
    return tuple(counts)
