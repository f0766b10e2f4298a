"""What hangs on a noun or a verb further off: whose a machine is, what a relative clause is told of, what something is used as.

In: a sentence's `Clauses` and an index. Out: phrases, or none. Never looks outside the sentence.
"""

from __future__ import annotations

from zenobia.read.clauses import SKIPPED, Clauses
from zenobia.read.phrases import Phrase
from zenobia.read.tokens import Part, Token

HELPING = frozenset({"help", "assist", "aid"})
"""Verbs whose subject does the deed, too, that it helps another to do."""
USE_REACH = 9
"""Items after a verb of use among which "as" is looked for: a place and what it lies in fit between."""


def after_word(clauses: Clauses, index: int, word: str) -> Phrase | None:
    """Give the phrase after a word to the right, in the same clause: "used the school | as | a base"."""
    for at in range(index + 1, min(len(clauses.items) - 1, index + USE_REACH)):
        item, after = clauses.items[at], clauses.items[at + 1]
        if isinstance(item, Token) and (item.part in (Part.VERB, Part.AUX, Part.MODAL) or item.text in ",;:"):
            return None
        if isinstance(item, Token) and item.low == word and isinstance(after, Phrase):
            return after
    return None


def comes_from(clauses: Clauses, at: int) -> bool:
    """Tell whose machines or people are told of: "aircraft from | A", which does not say where."""
    outer, word, inner = clauses.at(at - 2), clauses.at(at - 1), clauses.at(at)
    if not isinstance(outer, Phrase) or not isinstance(word, Token) or word.low != "from" or not isinstance(inner, Phrase):
        return False
    is_state = any(actor.kind == "state" for _, actor in inner.actors)
    return outer.head.low in clauses.means or (is_state and outer.kind == "party")


def involved(clauses: Clauses, at: int) -> list[Phrase]:
    """Give whose machines or people an event involved: "the strikes | involved aircraft from | A and B"."""
    verb, whose = clauses.at(at + 1), clauses.at(at + 4)
    if not isinstance(verb, Token) or not any(lemma == "involve" for lemma, _ in verb.forms):
        return []
    return clauses.joined_right(at + 4) if isinstance(whose, Phrase) and comes_from(clauses, at + 4) else []


def helpers(clauses: Clauses, at: int) -> list[Phrase]:
    """Give who helps the doer of a verb: "sappers helped | the army to | clear the town"."""
    before = clauses.at(at - 1)
    helped = at - 2 if isinstance(before, Token) and before.part is Part.TO else at - 1
    verb = clauses.at(helped - 1)
    if not isinstance(clauses.at(helped), Phrase) or not isinstance(verb, Token):
        return []
    if not any(lemma in HELPING for lemma, _ in verb.forms):
        return []
    return [phrase for phrase in clauses.subject(helped - 1) if phrase.kind == "party"]


def taken_up(clauses: Clauses, index: int) -> list[Phrase]:
    """Give the noun that a clause without an object of its own tells of: "the parts which | rebels stormed"."""
    at = index - 1
    while isinstance(item := clauses.at(at), Token) and item.part in SKIPPED:
        at -= 1
    relative, noun = clauses.at(at - 1), clauses.at(at - 2)
    if not isinstance(item, Phrase) or not isinstance(relative, Token) or relative.part is not Part.REL:
        return []
    return [noun] if isinstance(noun, Phrase) and noun.kind != "time" and relative.low in ("which", "that") else []
