"""Words, word pieces, windows and labels: what training and running a tagging network must do alike.

1. A word is a run of letters and digits or one other mark; spans count code points of the text that was given.
2. A text longer than a window is cut between sentences where it can be, between words where it must; no word is left out.
3. Labels are read off the first piece of each word, and decoded under the BIO constraint, so that no span begins inside.
4. The pieces know no capitals; a mark beside each tells how its word was written, or that the word is the one asked about.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from zenobia.values.claim import EVENT_TYPES, ControlState, Stance

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WORD = re.compile(r"\w+|[^\w\s]")
SENTENCE_END = frozenset(".!?\n")
MAX_PIECES_A_WORD = 24
"""Word pieces kept of one word: a longer one is a hash or an address, which no label needs."""
WORDS_KEPT = 32768
"""Words whose pieces are kept in memory: about 8 MB. A week of news has half as many; what holds more begins anew."""
MAX_WORD_CHARS = 200
"""Code points of a word that are looked at: the tokenizer knows none of more than 100."""
PLAIN, ASKED, CAPITAL, CAPITALS = range(4)
"""Marks of a word: as small letters or no letters, asked about, begun with a capital, all of capitals."""
MARKS = 4


class Word(NamedTuple):
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Cut a text into words, in order."""
    return [Word(*match.span()) for match in WORD.finditer(text)]


def pieces_of(tokenizer: Tokenizer, text: str, words: Sequence[Word]) -> list[list[int]]:
    """Give each word's piece ids, at least one a word."""
    return cut_words(tokenizer, [text[word.start : word.end] for word in words])


def cut_words(tokenizer: Tokenizer, written: Sequence[str]) -> list[list[int]]:
    """Give each word's piece ids, at least one a word; they do not depend on the words beside it."""
    encoded = tokenizer.encode(written, is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in written]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        if word is not None and len(pieces[word]) < MAX_PIECES_A_WORD:
            pieces[word].append(piece)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    return [found or [unknown] for found in pieces]


class Cutter:
    """Cuts texts as `pieces_of` does, and remembers the pieces of words met before: most words of a text were in another."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def pieces_of(self, text: str, words: Sequence[Word]) -> list[list[int]]:
        """Give each word's piece ids, at least one a word."""
        written = [text[start:end][:MAX_WORD_CHARS] for start, end in words]
        known = self._known
        new = [word for word in dict.fromkeys(written) if word not in known]
        if new and len(known) + len(new) > WORDS_KEPT:
            known = self._known = {}
            new = list(dict.fromkeys(written))
        if new:
            known.update(zip(new, cut_words(self._tokenizer, new), strict=True))
        return [known[word] for word in written]


def marks_of(text: str, words: Sequence[Word], asked: tuple[int, int] | None = None) -> list[int]:
    """Give each word's mark.

    Args:
        asked: code points of the word that the scene head is asked about.
    """
    marks = [_mark_of(text[start:end]) if text[start].isupper() else PLAIN for start, end in words]
    if asked is not None:
        first, after = asked
        marks = [ASKED if start < after and first < end else mark for mark, (start, end) in zip(marks, words, strict=True)]
    return marks


def _mark_of(written: str) -> int:
    """Give the mark of a word that begins with a capital."""
    return CAPITALS if len(written) > 1 and written.isupper() else CAPITAL


def windows(text: str, words: Sequence[Word], sizes: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """Cut words into stretches of at most `limit` pieces, ending after a sentence where one ends in the second half.

    Args:
        sizes: word pieces of each word.

    Yields:
        (first word, word after the last).
    """
    if words and sum(sizes) <= limit:
        yield 0, len(words)
        return
    first = 0
    while first < len(words):
        total, after, best = 0, first, 0
        while after < len(words) and (total + sizes[after] <= limit or after == first):
            total += sizes[after]
            after += 1
            if text[words[after - 1].start] in SENTENCE_END and total > limit // 2:
                best = after
        if after < len(words) and best:
            after = best
        yield first, after
        first = after


def viterbi(scores: npt.NDArray[np.float32], labels: Sequence[str]) -> list[int]:
    """Give the best label sequence in which every `I-x` follows `B-x` or `I-x`.

    Each word's best label by itself is best for all where it breaks no rule. Where one does, its stretch is decoded: the words
    from one that begins to the next that does. A stretch that is then best when it goes on from the one before it is decoded
    together with that one. What is best for each stretch, and breaks no rule where they meet, is best for all.

    Args:
        scores: (n, k) float32 logits, one row a word.
        labels: the k labels, "O" first, "B-x", "I-x".
    """
    path: list[int] = scores.argmax(axis=1).tolist() if len(scores) else []
    if not any(path):
        return path
    goes_on_from = _goes_on_from(tuple(labels))
    begins = [at for at, label in enumerate(path) if not at or goes_on_from[label] is None]
    begun: list[int] = []
    for start, after in pairwise([*begins, len(path)]):
        begun.append(start)
        if (start and after - start == 1) or _is_unbroken(path[start:after], goes_on_from):
            continue
        path[start:after] = _best_path(scores[start:after].tolist(), goes_on_from, may_go_on=start > 0)
        while (pair := goes_on_from[path[start]]) is not None and path[start - 1] not in pair:
            begun.pop()
            start = begun[-1]
            path[start:after] = _best_path(scores[start:after].tolist(), goes_on_from, may_go_on=start > 0)
    return path


GoesOnFrom = tuple[tuple[int, int] | None, ...]
"""For each "I-x" where "B-x" and "I-x" stand among the labels, None for what may follow anything."""


def _is_unbroken(path: Sequence[int], goes_on_from: GoesOnFrom) -> bool:
    """Tell whether every label that goes on follows one that it may go on from, none standing before the first."""
    return all((pair := goes_on_from[label]) is None or before in pair for before, label in pairwise([0, *path]))


def _best_path(rows: list[list[float]], goes_on_from: GoesOnFrom, *, may_go_on: bool) -> list[int]:
    """Give the best path: into a label that begins from the best one before, into one that goes on from the better of its two.

    Args:
        may_go_on: the first label may be one that goes on.
    """
    best = [score if may_go_on or pair is None else -math.inf for score, pair in zip(rows[0], goes_on_from, strict=True)]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = best.index(max(best))
        came = [top if pair is None else pair[0] if best[pair[0]] >= best[pair[1]] else pair[1] for pair in goes_on_from]
        best = [best[before] + score for before, score in zip(came, row, strict=True)]
        back.append(came)
    path = [best.index(max(best))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


@cache
def _goes_on_from(labels: tuple[str, ...]) -> GoesOnFrom:
    return tuple((labels.index(f"B-{label[2:]}"), at) if label.startswith("I-") else None for at, label in enumerate(labels))


def spans_of(path: Sequence[int], labels: Sequence[str], words: Sequence[Word]) -> list[tuple[int, int, str]]:
    """Give (start, end, name) of each labelled stretch, in code points."""
    spans: list[tuple[int, int, str]] = []
    if not any(path):
        return spans
    for index, word in zip(path, words, strict=True):
        if not index:
            continue
        label = labels[index]
        if label.startswith("B-"):
            spans.append((word.start, word.end, label[2:]))
        elif label.startswith("I-"):
            start, _, name = spans[-1]
            spans[-1] = (start, word.end, name)
    return spans


def joined(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Make one span of neighbours with one label and nothing but space between: a name that was begun twice."""
    found: list[tuple[int, int, str]] = []
    for start, end, name in spans:
        if found and found[-1][2] == name and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end, name)
        else:
            found.append((start, end, name))
    return found


def bio(names: Sequence[str]) -> tuple[str, ...]:
    """Give the label set of a tagging head."""
    return ("O", *(f"{mark}-{name}" for name in names for mark in "BI"))


ENTITY_NAMES = (
    "Organisation", "Location", "Person", "Temporal", "Quantity", "Weapon", "MilitaryPlatform", "DocumentReference",
    "Nationality", "Money",
)  # fmt: skip
ATTRIBUTION_NAMES = ("source", "cue", "content")
ROLE_NAMES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
CHAIN_NAMES = ("speaker", "relay", "cue", "hedge")
DEED_NAMES = ("actor", "target", "place", "time", "means", "holder", "toll")
ACTION_NAMES = (*EVENT_TYPES, *get_args(ControlState), "toll")
INCIDENT_NAMES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
TAGGING_HEADS: dict[str, tuple[str, ...]] = {
    "entity": bio(ENTITY_NAMES),
    "toponym": bio(("place",)),
    "attribution": bio(ATTRIBUTION_NAMES),
    "role": bio(ROLE_NAMES),
    "scene": bio(("place",)),
    "chain": bio(CHAIN_NAMES),
    "deed": bio(DEED_NAMES),
    "action": bio(ACTION_NAMES),
    "stance": bio(get_args(Stance)),
}
"""Head name to its labels, in the order in which the network's token scores hold them."""
