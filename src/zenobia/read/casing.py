"""Capitals where a text has nothing else: a shouted sentence → the same letters, cased as prose, code point by code point.

1. A word of the lexicon, or with the ending of a common word, is lower case.
2. A people's adjective, a known party, a large town, a name of two words on the map, and unknown words after a title are names.
3. Every other word is taken for a common one: a name missed is better than a name made up.

The length never changes, so spans found in the cased text hold in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zenobia.ports import ActorBook, Gazetteer
from zenobia.read.vocabulary import Vocabulary

MIN_SHOUTED = 20
"""Code points of a sentence from which capitals alone make it shouted, and no acronym."""
MIN_PEOPLE = 50_000
"""Inhabitants from which one word alone is taken for a town: smaller towns are called by common words too often."""
MAX_NAME_WORDS = 3
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
COMMON_END = re.compile(
    r"(?:tion|sion|ment|ing|ed|ly|ness|ity|ous|ive|ance|ence|able|ible|ary|ory|ful|less|ism|ist|ship|ure|ate|ize|ise|ors?|ers|ies)s?$"
)
"""Endings of common words of English; names have them too, and are found by the map and the actors first."""


def is_shouted(text: str) -> bool:
    """Tell a sentence in capitals, whose words do not show by their letters what is a name."""
    return len(text) >= MIN_SHOUTED and text.isupper()


class Casing:
    """Gives shouted text back its lower case."""

    def __init__(self, vocabulary: Vocabulary, actors: ActorBook, gazetteer: Gazetteer) -> None:
        lexicon = vocabulary.lexicon
        grammar, parties, ground = lexicon.grammar, lexicon.parties, lexicon.ground
        closed = (
            grammar.determiners | grammar.prepositions | grammar.subordinators | grammar.relatives | grammar.conjunctions,
            grammar.pronouns | grammar.auxiliaries | grammar.modals | grammar.negations | grammar.adverbs | grammar.adjectives,
            parties.armed | parties.civil | parties.things | parties.adjectives | parties.bodies | parties.titles,
            ground.nouns | ground.parts | ground.directions | lexicon.speech.papers | lexicon.speech.audiences,
        )
        self._common = frozenset().union(*closed, vocabulary.verbs, vocabulary.means, vocabulary.speaker_nouns)
        self._events = frozenset(word for first, all_ in vocabulary.action_nouns.items() for word in (first, *all_[0].rest))
        self._demonyms = frozenset(parties.demonyms)
        self._titles = parties.titles
        self._actors, self._gazetteer = actors, gazetteer

    def cased(self, text: str) -> str:
        """Give the text with its common words in lower case."""
        out = list(text.lower())
        if len(out) != len(text):
            return text
        names = set(self._names(text))
        for start, end in names:
            written = text[start:end]
            is_acronym = len(written) <= 5 and not any(other[0] == end + 1 or other[1] == start - 1 for other in names)
            out[start:end] = written if is_acronym and self._actors.find(written) else _title(written)
        return "".join(out)

    def _names(self, text: str) -> Iterator[tuple[int, int]]:
        words = [(match.start(), match.end(), match.group().lower()) for match in WORD.finditer(text)]
        parties = [span for span, _ in self._actors.find(text)]
        called = False
        at = 0
        while at < len(words):
            start, end, low = words[at]
            if any(span.start <= start and end <= span.end for span in parties) or low in self._demonyms:
                yield start, end
            elif size := self._place(text, words, at):
                yield from ((first, last) for first, last, _ in words[at : at + size])
                at += size - 1
            elif called and not self._is_common(low):
                yield start, end
                at += 1
                continue
            called = low in self._titles
            at += 1

    def _is_common(self, low: str) -> bool:
        return low in self._common or low in self._events

    def _place(self, text: str, words: list[tuple[int, int, str]], at: int) -> int:
        """Give how many words from here on are a name on the map."""
        if self._is_common(words[at][2]):
            return 0
        for size in range(min(MAX_NAME_WORDS, len(words) - at), 1, -1):
            last = words[at + size - 1]
            name = text[words[at][0] : last[1]]
            if " " in name and not self._is_common(last[2]) and self._gazetteer.lookup(_title(name)):
                return size
        found = self._gazetteer.lookup(_title(text[words[at][0] : words[at][1]]))
        is_known = any(place.population >= MIN_PEOPLE or place.feature.startswith("A.PCL") for place in found[:3])
        return int(is_known and not COMMON_END.search(words[at][2]))


def _title(written: str) -> str:
    return WORD.sub(lambda match: match.group()[0] + match.group()[1:].lower(), written)
