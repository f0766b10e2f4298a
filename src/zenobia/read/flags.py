"""Whose flag was raised where: a phrase for a flag among its clauses → Found.

1. "The rebel flag was raised over X", "the raising of the army's flag in X": ground gained by whoever raised it, else by whose
   flag it is.
2. "The rebel flag flies over X": whose flag it is holds the ground; who is shown to have it flying there, or has it flying there
   now, gained it.
3. A flag of nobody ("a white flag", "the flag") that nobody is said to raise tells nothing, nor does one that is waved.
"""

from __future__ import annotations

from collections.abc import Sequence

from zenobia.read.clauses import Clauses
from zenobia.read.events import AGENT, EventReader
from zenobia.read.found import Found
from zenobia.read.phrases import Phrase
from zenobia.read.tokens import Token
from zenobia.values.lexicon import ActionWords
from zenobia.values.spans import Span

FLAGS = frozenset({"flag", "flags", "banner", "banners", "tricolour", "tricolor"})
RAISED = frozenset({"raised", "hoisted", "planted", "unfurled"})
RAISING = frozenset({"raising", "hoisting", "planting"})
FLYING = frozenset({"flies", "fly", "flew", "flying", "flown", "flutters", "fluttered", "fluttering"})
SHOWING = frozenset({"show", "see", "depict", "film", "photograph"})
OVER = frozenset({"over", "in", "on", "above", "atop"})
REACH = 5
"""Items after a flag among which its verb, and after that its ground, stand: "was reportedly seen flying"."""


def read_flag(events: EventReader, clauses: Clauses, tokens: Sequence[Token], at: int, phrase: Phrase) -> Found | None:
    """Read what a flag tells of the ground over which it is."""
    if phrase.head.low not in FLAGS:
        return None
    verb = _verb(clauses, at)
    word = clauses.at(verb) if verb is not None else None
    flies = word is not None and not (isinstance(word, Token) and word.low in RAISED)
    before, raising = clauses.at(at - 1), clauses.at(at - 2)
    is_raising = isinstance(before, Token) and before.low == "of" and isinstance(raising, Phrase) and raising.head.low in RAISING
    if verb is None and not is_raising:
        return None
    told = verb if verb is not None else at
    places = [one for one in clauses.after_preposition(told, OVER, reach=2) if one.kind in ("place", "name") or one.text == "it"]
    owner = [one] if (one := events.owner(phrase, tokens)) else _owned_by(clauses, at)
    raisers = [] if flies else [one for one in clauses.after_preposition(told, AGENT) if one.kind in ("party", "name")]
    if not places or not (raisers or owner):
        return None
    type_ = "holds" if flies and not _is_news(clauses, at, told) else "territory_gained"
    words = ActionWords(type=type_, object="place", strength=2)
    found = Found(at, words, Span(start=phrase.head.start, end=phrase.head.end), type=type_)
    found.actors, found.places = raisers or owner, places
    return found


def _verb(clauses: Clauses, at: int) -> int | None:
    """Give the verb that says of a flag that it was raised or flies."""
    for index in range(at + 1, at + 1 + REACH):
        item = clauses.at(index)
        word = item.head if isinstance(item, Phrase) and item.first + 1 == item.last else item
        if isinstance(word, Token) and word.low in FLYING:  # "flies" alone reads as a noun
            return index
        if isinstance(item, Token) and item.low in RAISED:
            return index if clauses.is_passive(index) else None
        if isinstance(item, Phrase) and item.kind not in ("time", "party", "pronoun"):
            return None
    return None


def _is_news(clauses: Clauses, at: int, verb: int) -> bool:
    """Tell "a video shows the flag flying in X", "the flag now flies over X" from "the flag still flies over X"."""
    shown = clauses.at(at - 1)
    is_shown = isinstance(shown, Token) and any(lemma in SHOWING for lemma, _ in shown.forms)
    return is_shown or any(isinstance(item, Token) and item.low == "now" for item in clauses.items[at + 1 : verb])


def _owned_by(clauses: Clauses, at: int) -> list[Phrase]:
    """Give whose flag it is in "the flag of X"."""
    of = clauses.at(at + 1)
    if not isinstance(of, Token) or of.low != "of" or not isinstance(clauses.at(at + 2), Phrase):
        return []
    return [one for one in clauses.contents(at + 2) if one.kind == "party"]
