"""Fixed words of an action in a row of tokens: where a verb pattern of the lexicon begins and ends.

1. The longest pattern of a lemma wins, and words that follow at once win over words further off.
2. One word (an article, adjective or adverb) may stand before each fixed word: "seized full control of"; two where the first is
   an article: "announced its full control of".
3. A particle may stand after a short object: "drove the rebel fighters back".
"""

from __future__ import annotations

from collections.abc import Sequence

from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Pattern, Vocabulary

PARTICLES = frozenset({"back", "out", "down", "off", "away", "hostage", "captive"})
FLYING = frozenset({"rocket", "rockets", "missile", "missiles", "shells", "drones", "bombs", "mortars"})
"""Objects of firing that words of kind and number may stand before: "fired two ballistic missiles at"."""
OUSTING = "territory_gained"
"""The type whose "from" may stand after who is driven out: "expelled the rebels from"."""
GAP_WORDS = 4
"""Words of an object that may stand between a verb and its particle: "drove the rebel fighters back"."""
SKIPPED = frozenset({Part.DET, Part.ADV, Part.NOUN, Part.NUM, Part.NOT})
BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})


def match_verb(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> tuple[Pattern, int] | None:
    """Give the longest verb pattern that starts at a token, with the index after its last word."""
    token = tokens[at]
    lemmas = ["be"] if token.low in BEING else [lemma for lemma, _ in token.forms]
    for lemma in lemmas:
        patterns = vocabulary.action_verbs.get(lemma, ())
        for pattern in patterns:
            if pattern.rest and tuple(word.low for word in tokens[at + 1 : at + 1 + len(pattern.rest)]) == pattern.rest:
                return pattern, at + 1 + len(pattern.rest)
        for pattern in patterns:
            if (end := _follow(tokens, at + 1, pattern.rest, pattern.words.type)) is not None:
                return pattern, end
    return None


def _gap(tokens: Sequence[Token], at: int, word: str) -> int:
    """Give how many words to go on to be past a particle that stands after a short object, 0 if none does."""
    for size in range(1, GAP_WORDS + 1):
        if at + size >= len(tokens) or tokens[at + size - 1].part not in (Part.DET, Part.NOUN, Part.NUM, Part.ADV):
            return 0
        if tokens[at + size].low == word:
            return size + 1
    return 0


def _follow(tokens: Sequence[Token], at: int, rest: tuple[str, ...], type_: str) -> int | None:
    """Match fixed words from a token on, with at most one other word before each; give the index after the last."""
    apart = PARTICLES | FLYING | ({"from"} if type_ == OUSTING else set())
    for word in rest:
        if at < len(tokens) and tokens[at].low == word:
            at += 1
        elif word in apart and (gap := _gap(tokens, at, word)):
            at += gap
            if word in FLYING and at < len(tokens) and tokens[at].part is Part.NOUN:
                return None
        elif at + 1 < len(tokens) and tokens[at + 1].low == word and tokens[at].part in SKIPPED:
            at += 2
        elif (
            at + 2 < len(tokens)
            and tokens[at + 2].low == word
            and tokens[at].part is Part.DET
            and tokens[at + 1].part is Part.NOUN
        ):
            at += 3
        else:
            return None
    return at
