"""The rule tagger: passages of one document → Tags, by lexicon and phrase rules.

1. Sentence by sentence: words, phrases, attributions, actions; a sentence in capitals is cased as prose first (`casing`).
2. A speaker introduced with a colon at a passage's end speaks for the passages that follow, until one names a speaker of its own.

Never looks at more than one document; remembers nothing between calls.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zenobia.ports import ActorBook, Gazetteer
from zenobia.read.actions import ActionFinder
from zenobia.read.casing import Casing, is_shouted
from zenobia.read.chunks import Chunker
from zenobia.read.phrases import Phrase
from zenobia.read.speakers import SpeakerFinder, quotations
from zenobia.read.tokens import Part, Token, tokenise
from zenobia.read.vocabulary import Vocabulary, compile_lexicon
from zenobia.values.lexicon import Lexicon
from zenobia.values.passage import Action, Attribution, Mention, MentionKind, Passage, Tags
from zenobia.values.spans import Span

MENTIONED: dict[str, MentionKind] = {
    "party": "actor",
    "civil": "actor",
    "name": "actor",
    "means": "weapon",
    "place": "place",
    "person": "person",
    "thing": "thing",
}
"""Phrase kind to mention kind; the other kinds are no mentions."""
TOLD_PLACE = re.compile(
    r"\b(?:in|near|inside|outside|around|(?:city|town|village|district|province|suburb|port|capital) of)\s+"
    r"((?:(?:al|el|as|ar|ash|an|ad)-)?[A-Z][\w’'-]+(?:\s(?:(?:al|el|as|ar|ash|an|ad)-)?[A-Z][\w’-]+)*)"
)
"""A name that a preposition or a noun of place makes a place, wherever else it stands in the document."""
MAX_SENTENCE_WORDS = 320
"""Words and marks of a sentence that is read; in 1,500 characters of prose there are fewer, in tables and noise more."""
MAX_DATELINE_WORDS = 12
MIN_TITLES_WORDS = 20
TITLES_SHARE = 0.55
"""Share of capitalised words above which a long sentence is a list of links; prose with many names stays under 0.4."""
MAX_CARRIED = 12
"""Passages that a speaker with a colon may speak for; statements are printed in fewer."""


@dataclass(frozen=True, kw_only=True)
class RuleTagger:
    """A `Tagger` made of rules; its fields are all that it knows."""

    lexicon: Lexicon
    actors: ActorBook
    gazetteer: Gazetteer
    name: str = "rules"
    version: int = 4
    _vocabulary: Vocabulary = field(init=False, repr=False, compare=False)
    _casing: Casing = field(init=False, repr=False, compare=False)
    _speakers: SpeakerFinder = field(init=False, repr=False, compare=False)
    _actions: ActionFinder = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_vocabulary", compile_lexicon(self.lexicon))
        object.__setattr__(self, "_casing", Casing(self._vocabulary, self.actors, self.gazetteer))
        object.__setattr__(self, "_speakers", SpeakerFinder(self._vocabulary))
        object.__setattr__(self, "_actions", ActionFinder(self._vocabulary))

    def tag(self, passages: Sequence[Passage]) -> Sequence[Tags]:
        """Mark each passage; spans count in `passage.text`; one Tags a passage, same order."""
        places = frozenset(match.group(1) for passage in passages for match in TOLD_PLACE.finditer(passage.text))
        chunker = Chunker(self._vocabulary, self.actors, self.gazetteer, places)
        tags: list[Tags] = []
        carried = 0
        for passage in passages:
            one = self._passage(passage, chunker)
            has_own = any(found.source is not None and found.contents for found in one.attributions)
            if carried and not has_own:
                whole = Attribution(
                    cue=Span(start=0, end=0), verb="say", source=None, contents=(Span(start=0, end=len(passage.text)),)
                )
                one = Tags(mentions=one.mentions, attributions=(whole, *one.attributions), actions=one.actions)
                carried -= 1
            else:
                carried = MAX_CARRIED if _opens_statement(passage, one) else 0
            tags.append(one)
        return tags

    def _cased(self, text: str, sentence: Span) -> str:
        """Give a passage whose shouted sentence is cased as prose; every offset holds."""
        return text[: sentence.start] + self._casing.cased(sentence.cut(text)) + text[sentence.end :]

    def _passage(self, passage: Passage, chunker: Chunker) -> Tags:
        mentions: list[Mention] = []
        attributions: list[Attribution] = []
        found: list[Action] = []
        quoted = quotations(passage.text)
        for sentence in passage.sentences:
            shouted = is_shouted(sentence.cut(passage.text))
            text = self._cased(passage.text, sentence) if shouted else passage.text
            tokens = tokenise(text, sentence.start, sentence.end, self._vocabulary, is_headline=passage.is_headline)
            if not 0 < len(tokens) <= MAX_SENTENCE_WORDS:
                continue
            items = chunker.chunk(text, tokens)
            attributions.extend(self._speakers.find(text, sentence, items, quoted))
            if not _is_list_of_titles(tokens) or passage.is_headline:
                found.extend(self._actions.find(tokens, items))
            if _is_dateline(tokens) and not passage.is_headline:
                continue
            mentions.extend(
                Mention(span=item.span, kind=MENTIONED[item.kind])
                for item in items
                if isinstance(item, Phrase) and item.kind in MENTIONED
            )
        return Tags(mentions=tuple(mentions), attributions=tuple(attributions), actions=tuple(found))


def _is_list_of_titles(tokens: Sequence[Token]) -> bool:
    """Tell headings and links run together from a sentence: most of its many words have a capital."""
    capitals = sum(token.is_capital for token in tokens)
    return len(tokens) >= MIN_TITLES_WORDS and capitals > TITLES_SHARE * len(tokens)


def _is_dateline(tokens: Sequence[Token]) -> bool:
    """Tell a line of place, date or credit from a sentence: short, and without a verb."""
    return len(tokens) <= MAX_DATELINE_WORDS and not any(token.part in (Part.VERB, Part.AUX) for token in tokens)


def _opens_statement(passage: Passage, tags: Tags) -> bool:
    return passage.text.rstrip().endswith(":") and bool(tags.attributions) and not passage.is_headline
