"""The rule tagger with a network beside it: passages of one document → Tags.

1. What the rules find stays as it is, actions altogether: no public set labels them.
2. An attribution that the network marks is added where the rules find none for its words, its source is known and its cue is a
   word of saying, denying or believing in the lexicon. The lexicon also says which of the three.
3. A place, or a person by name, that the network marks is added where the rules mention nothing. The sets it learnt places from
   count "Syrian" as one; here a place has a capital and is no people's adjective. What no sentence holds, such as the place in a
   dateline, is where a report was written, not where anything happened.

Never looks at more than one passage: the answer is the same whatever else is being read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from zenobia.engines.linking import Linked, link
from zenobia.engines.network import Network, Scores
from zenobia.read.rules import RuleTagger
from zenobia.read.tokens import tokenise
from zenobia.read.vocabulary import Vocabulary, compile_lexicon
from zenobia.step import batched
from zenobia.values.passage import Attribution, Mention, MentionKind, Passage, Tags, Verb
from zenobia.values.spans import Span

TOGETHER = 32
"""Passages whose scores are held at a time. One after the other, nothing of them stays in the processor's caches between two."""
SCORE = 0.5
"""What a mention or attribution of the network alone weighs beside one of the rules at 1."""


@dataclass(frozen=True, kw_only=True)
class NetworkTagger:
    """A `Tagger`: rules, and where they are silent the network."""

    rules: RuleTagger
    network: Network
    name: str = "network"
    version: int = 3
    _vocabulary: Vocabulary = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_vocabulary", compile_lexicon(self.rules.lexicon))

    def tag(self, passages: Sequence[Passage]) -> Sequence[Tags]:
        """Mark each passage; spans count in `passage.text`; one Tags a passage, same order."""
        tags: list[Tags] = []
        for some in batched(zip(passages, self.rules.tag(passages), strict=True), TOGETHER):
            scored = self.network.score_each([passage.text for passage, _ in some])
            tags += [self._united(passage, ruled, scores) for (passage, ruled), scores in zip(some, scored, strict=True)]
        return tags

    def _united(self, passage: Passage, ruled: Tags, scores: Scores) -> Tags:
        said = [self._attribution(passage.text, one) for one in link(passage.text, scores.spans("attribution"))]
        added = [one for one in said if one is not None and not any(_clash(one, other) for other in ruled.attributions)]
        mentions: list[Mention] = []
        if not passage.is_headline:
            marked = [*_mentions("place", self._places(passage.text, scores)), *_mentions("person", _named(passage.text, scores))]
            for mention in marked:
                is_told = any(sentence.covers(mention.span) for sentence in passage.sentences)
                if is_told and not any(mention.span.overlaps(other.span) for other in (*ruled.mentions, *mentions)):
                    mentions.append(mention)
        return replace(
            ruled,
            attributions=tuple(sorted((*ruled.attributions, *added), key=lambda one: one.cue.start)),
            mentions=tuple(sorted((*ruled.mentions, *mentions), key=lambda one: one.span)),
        )

    def _places(self, text: str, scores: Scores) -> Iterator[tuple[int, int, str]]:
        demonyms = self.rules.lexicon.parties.demonyms
        for start, end, name in scores.spans("toponym"):
            words = text[start:end].rstrip("-")
            if words[:1].isupper() and words.lower() not in demonyms:
                yield start, end, name

    def _attribution(self, text: str, linked: Linked) -> Attribution | None:
        verb = self._verb(text, linked.cue)
        if verb is None or linked.source is None:
            return None
        return Attribution(cue=linked.cue, verb=verb, source=linked.source, contents=linked.contents, score=SCORE)

    def _verb(self, text: str, cue: Span) -> Verb | None:
        """Tell what the words of a cue do; None for words that the lexicon does not know as speech."""
        speech = self.rules.lexicon.speech
        found: Verb | None = None
        for token in tokenise(text, cue.start, cue.end, self._vocabulary):
            lemmas = {lemma for lemma, _ in token.forms} | {token.low}
            if lemmas & speech.deny:
                return "deny"
            if lemmas & speech.hedge:
                found = "hedge"
            elif found is None and (lemmas & speech.say or token.low == "according"):
                found = "say"
        return found


def _clash(one: Attribution, other: Attribution) -> bool:
    """Tell whether two attributions speak of the same words."""
    return one.cue.overlaps(other.cue) or any(mine.overlaps(theirs) for mine in one.contents for theirs in other.contents)


def _mentions(kind: MentionKind, spans: Iterable[tuple[int, int, str]]) -> Iterator[Mention]:
    for start, end, _ in spans:
        yield Mention(span=Span(start=start, end=end), kind=kind, score=SCORE)


def _named(text: str, scores: Scores) -> Iterator[tuple[int, int, str]]:
    """Give the persons that are called by a name: at least two words, the last with a capital."""
    for start, end, name in scores.spans("entity"):
        words = text[start:end].split()
        if name == "Person" and len(words) > 1 and words[-1][0].isupper():
            yield start, end, name
