"""Names of parties to actors: in goes text or words, out come reference entries.

1. A name matches whole words, in any case, with or without diacritics, hyphens and Arabic articles ("al-Nusra", "An Nusra").
2. The longest name wins; names never overlap.
3. An acronym of three letters or fewer matches only in capitals ("IS", "US", never "is", "us"), and one of two letters not
   in a text that is all capitals; a longer acronym also matches with one capital ("Isis").
4. A single word listed with a capital needs one in the text.
5. A name inside an epithet names somebody else ("Iran-backed", "anti-Houthi"), and is not found.
6. "The terrorists" or "the army" mean an actor only in the mouth of one whose meaning is listed, and on a listed day.
7. Words that could name two actors name none.

It never renames what a source wrote: an actor is a reference beside the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from zenobia.engines.actor_words import MeaningEntry, Words, actors_folder, load_words
from zenobia.locate.names import ARTICLES, words_of
from zenobia.values.actor import Actor
from zenobia.values.spans import Span

MAX_WORDS_CHARS = 300
"""Characters of the longest words that `resolve` looks at; the longest spelling listed has under 80."""
ENGLISH = frozenset({"as", "at", "an", "ad", "et", "es", "er", "ed"})
"""Arabic articles that are also words of other languages: articles only before a hyphen."""

_TOKEN = re.compile(r"[^\W_]+(?:(?:\.[^\W_]+)+\.?(?!\w)|(?:['’ʼ`][^\W_]+)*)")
_RUN_ON = re.compile(r"(\w)['’]s\b")
_APOSTROPHES = frozenset("'’ʼ`")

Keys = tuple[str, ...]
"""The words of a name, folded."""


class Row(NamedTuple):
    """The words of a text, column by column: their keys, where they stand, and their letters as written."""

    keys: Keys
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    written: tuple[str, ...]


Spelling = tuple[str, str]
"""A name as listed, and the id of its actor."""


def _key(word: str) -> str:
    if word.isascii():
        return word.lower().replace(".", "").replace("'", "").replace("`", "")
    return "".join(words_of(word))


@lru_cache(maxsize=65536)
def _bare(word: str) -> tuple[str, str]:
    """Give a word without its possessive, and its key."""
    written = word[:-2] if word[-1] in "sS" and word[-2:-1] in _APOSTROPHES else word
    if written.endswith(".") and written.count(".") == 1:
        written = written[:-1]
    return written, _key(written)


@lru_cache(maxsize=512)
def tokens_of(text: str) -> Row:
    """Cut a text into words; Arabic articles are left out, because spellings differ in them."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    letters: list[str] = []
    after = 0
    for word in _TOKEN.findall(text):
        start = text.index(word, after)
        after = start + len(word)
        written, key = _bare(word)
        end = start + len(written)
        if key in ARTICLES and (text[end : end + 1] in {"-", "‑"} or (key not in ENGLISH and text[end : end + 1] == " ")):
            continue
        keys.append(key)
        starts.append(start)
        ends.append(end)
        letters.append(written)
    return Row(tuple(keys), tuple(starts), tuple(ends), tuple(letters))


def _only(spellings: Sequence[Spelling], written: str) -> str | None:
    """Give the one actor of these spellings; where there are two, that of the spelling written just so ("JEM", "JeM")."""
    actors = {actor for _, actor in spellings}
    if len(actors) > 1:
        actors = {actor for spelling, actor in spellings if spelling == written}
    return actors.pop() if len(actors) == 1 else None


def _is_acronym(written: str) -> bool:
    letters = "".join(character for character in written if character.isalnum())
    return len(letters) <= 6 and letters.isupper() and " " not in written and letters.isascii()


def _fits(name: str, found: str, *, in_capitals: bool) -> bool:
    """Tell whether the case of what was found is that which the spelling asks for."""
    if " " in name or "-" in name:
        return True
    letters = "".join(character for character in found if character.isalnum())
    if _is_acronym(name):
        length = len(letters)
        if length <= 2 and in_capitals:
            return False
        return letters.isupper() or (length >= 4 and letters[:1].isupper() and letters[1:].islower())
    return not name[:1].isupper() or found[:1].isupper() or not found[:1].isascii()


class Book:
    """The actors, indexed by the first word of each spelling."""

    def __init__(self, words: Words) -> None:
        self._actors = {actor.id: actor for actor in words.actors}
        self._armies = {actor.id: actor for actor in words.armies}
        self._names: dict[str, dict[Keys, list[Spelling]]] = defaultdict(lambda: defaultdict(list))
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._exact: dict[str, list[Spelling]] = defaultdict(list)
        self._meanings: dict[str, list[MeaningEntry]] = defaultdict(list)
        self._followers = frozenset(_key(word) for word in words.followers)
        self._leaders = frozenset(_key(word) for word in words.leaders)
        self._epithets = frozenset(_key(word) for word in words.epithets)
        self._index(words)

    def _index(self, words: Words) -> None:
        by_hand: set[Keys] = set()
        for written, actor in words.spellings:
            by_hand.update(self._add(written, actor, frozenset()))
        known = frozenset(by_hand)
        for written, actor in words.made:
            self._add(written, actor, known)
        for first, names in self._names.items():
            self._lengths[first] = tuple(sorted({len(keys) for keys in names}, reverse=True))
        for written, actor in words.metonyms:
            self._exact["".join(tokens_of(written).keys)].append((written, actor))
        for meaning in words.meanings:
            for written in meaning.words:
                self._meanings[self._phrase_key(written)].append(meaning)

    def _add(self, written: str, actor: str, known: frozenset[Keys]) -> list[Keys]:
        """Index one spelling, and the same with its possessive run on ("Assads forces"); give the keys."""
        written = written.removeprefix("the ")
        variants = {tokens_of(written).keys, tokens_of(_RUN_ON.sub(r"\1s", written)).keys}
        added = [keys for keys in sorted(variants) if keys and keys not in known]
        for keys in added:
            if (written, actor) not in self._names[keys[0]][keys]:
                self._names[keys[0]][keys].append((written, actor))
                self._exact["".join(keys)].append((written, actor))
        return added

    def _phrase_key(self, written: str) -> str:
        keys = tokens_of(written).keys
        return "".join(keys[1:] if keys and keys[0] in {"the", "a"} and len(keys) > 1 else keys)

    def actor(self, actor_id: str) -> Actor | None:
        """Give the actor of an id; `army:SY` is whatever army is that country's."""
        return self._actors.get(actor_id) or self._armies.get(actor_id)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def _match(self, row: Row, at: int, *, in_capitals: bool) -> tuple[int, str | None] | None:
        """Give the end of the longest name that starts here and its actor, None when it names two."""
        first, written = row.keys[at], row.written[at]
        names = self._names[first]
        for size in self._lengths[first]:
            spellings = names.get(row.keys[at : at + size]) if at + size <= len(row.keys) else None
            fitting = spellings and [one for one in spellings if _fits(one[0], written, in_capitals=in_capitals)]
            if fitting:
                return at + size, _only(fitting, written)
        return None

    def _is_epithet(self, text: str, row: Row, first: int, after: int) -> bool:
        end = row.ends[after - 1]
        hyphened = text[end : end + 1] in {"-", "‑", "–"} and after < len(row.keys) and row.keys[after] in self._epithets
        before = first > 0 and row.keys[first - 1] in {"anti", "pro", "non", "ex", "post"}
        return hyphened or (before and text[row.starts[first] - 1] in {"-", "‑"})

    def find(self, text: str) -> Sequence[tuple[Span, Actor]]:
        """Give every name in a text with its actor, in order, none overlapping; a name of two actors is left out."""
        row = tokens_of(text)
        in_capitals = text.isupper()
        found = []
        after = 0
        for at in [index for index, key in enumerate(row.keys) if key in self._lengths]:
            match = self._match(row, at, in_capitals=in_capitals) if at >= after else None
            if match is None:
                continue
            after, actor = match
            if actor is not None and not self._is_epithet(text, row, at, after):
                span = Span(start=_with_article(text, row.starts[at]), end=row.ends[after - 1])
                found.append((span, self._actors[actor]))
        return found

    def resolve(self, words: str, *, on: date | None = None, spoken_by: str | None = None) -> Actor | None:
        """Give the actor that these words name, or None when unknown or ambiguous."""
        if len(words) > MAX_WORDS_CHARS:
            return None
        meant = self._meant(self._phrase_key(words), on, spoken_by)
        if meant is not None:
            return meant
        row = tokens_of(words)
        first, last = 0, len(row.keys)
        while first < last - 1 and row.keys[first] in self._leaders:
            first += 1
        while last > first:
            found = self._named(words[row.starts[first] : row.ends[last - 1]], "".join(row.keys[first:last]))
            if found is not None:
                return found
            if row.keys[last - 1] not in self._followers:
                return None
            last -= 1
        return None

    def _named(self, written: str, key: str) -> Actor | None:
        actor = _only(self._exact.get(key, ()), written)
        if actor is None:
            return None
        short = len(written) <= 3 and written.isascii() and not written.replace(".", "").isupper()
        if short and (written, actor) not in self._exact[key]:
            return None
        return self._actors[actor]

    def _meant(self, key: str, on: date | None, spoken_by: str | None) -> Actor | None:
        """Give what dependent words mean in this mouth on this day."""
        if spoken_by is None:
            return None
        circle = self._circle(spoken_by, on)
        means = {
            meaning.means
            for meaning in self._meanings.get(key, ())
            if circle.intersection(meaning.said_by) and _within(on, meaning.start, meaning.end)
        }
        return self._actors[next(iter(means))] if len(means) == 1 else None

    def _circle(self, actor_id: str, on: date | None) -> set[str]:
        """Give an actor with all that it belongs to on a day: a ministry speaks its state's language."""
        circle: set[str] = set()
        waiting = [actor_id]
        while waiting:
            current = waiting.pop()
            actor = self._actors.get(current)
            if current in circle or actor is None:
                continue
            circle.add(current)
            waiting.extend(a.to for a in actor.allegiances if _within(on, a.start, a.end))
        return circle


def _within(on: date | None, start: date | None, end: date | None) -> bool:
    """Tell whether a day lies in an interval; without a day only an interval without bounds holds it."""
    if on is None:
        return start is None and end is None
    return (start is None or start <= on) and (end is None or on <= end)


def _with_article(text: str, start: int) -> int:
    """Move a name's start back over the Arabic article before it."""
    if start < 3 or text[start - 1] not in {"-", "‑"}:
        return start
    match = re.search(r"(?<!\w)(\w{2,3})[-‑]$", text[max(0, start - 5) : start])
    if match and unicodedata.normalize("NFKD", match.group(1)).casefold() in ARTICLES:
        return start - len(match.group())
    return start


def load_actors() -> Book:
    """Read the book of actors from `lexicon/actors/`.

    Raises:
        BadSettings: a file does not hold; the message names the file, the entry and what is allowed.
    """
    return Book(load_words(actors_folder()))
