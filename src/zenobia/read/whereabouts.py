"""Which place belongs to which action of a sentence.

1. A phrase of place counts after a preposition of place, or joined to one that does ("in A and B", "A, Iraq").
2. It belongs to the last action before it. One before every action belongs to the first, if that has no place of its own.
3. What stands in brackets says something of a name, not of the happening.
4. A thing is a place only where something can happen in it: a building, not a weapon, a vehicle or many things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zenobia.read.clauses import Clauses
from zenobia.read.found import Found
from zenobia.read.hanging import comes_from
from zenobia.read.phrases import FIGHT_REACH, FIGHTING, Phrase
from zenobia.read.tokens import Part, Token
from zenobia.read.vocabulary import Vocabulary

NAMES_AFTER = frozenset({"in", "near", "at", "into"})
THINGS_AFTER = frozenset({"in", "near", "at", "inside", "outside"})


def place(clauses: Clauses, found: Sequence[Found], vocabulary: Vocabulary) -> None:
    """Give each phrase of place to the action whose clause it stands in."""
    live = sorted((one for one in found if not one.is_absorbed), key=lambda one: one.trigger.start)
    if not live:
        return
    early: list[Phrase] = []
    for at, item in _placed(clauses, vocabulary):
        opens = at <= 2 and not isinstance(clauses.items[0], Phrase)
        if item.span.start < live[0].trigger.start and not opens:
            early.append(item)
            continue
        owner = next((one for one in reversed(live) if one.trigger.start <= item.span.start), live[0])
        if all(item not in group for group in (owner.actors, owner.targets, owner.places)):
            owner.places.append(item)
    first = live[0]
    if not first.places:
        first.places += [item for item in early if item not in first.actors and item not in first.targets]


def _placed(clauses: Clauses, vocabulary: Vocabulary) -> Iterator[tuple[int, Phrase]]:
    """Give the phrases that stand for a place, with their indices."""
    depth = 0
    for at, item in enumerate(clauses.items):
        if isinstance(item, Token):
            depth = max(0, depth + (item.text == "(") - (item.text == ")"))
        elif not depth and _is_place(clauses, at, item, vocabulary):
            yield at, item


def _is_place(clauses: Clauses, at: int, phrase: Phrase, vocabulary: Vocabulary) -> bool:
    before = clauses.at(at - 1)
    preposition = before.low if isinstance(before, Token) else ""
    if comes_from(clauses, at):
        return False
    if phrase.kind == "party" and _is_land(phrase):
        return not clauses.is_finite(at + 1) and _follows_place(clauses, at)
    if phrase.kind == "place":
        fought = preposition in ("for", "against") and _is_fought_for(clauses, at)
        return fought or preposition in vocabulary.lexicon.ground.locatives or _follows_place(clauses, at)
    if phrase.kind == "name":
        is_bare = all(token.is_capital or token.part is not Part.NOUN for token in phrase.modifiers)
        return preposition in NAMES_AFTER or (is_bare and not clauses.is_finite(at + 1) and _follows_place(clauses, at))
    return phrase.kind == "thing" and preposition in THINGS_AFTER and _can_hold(phrase, vocabulary)


def _is_land(phrase: Phrase) -> bool:
    """Tell the bare name of a state: "in northern X and Y"."""
    name, *others = phrase.actors or ((None, None),)
    return name[1] is not None and not others and name[1].kind == "state" and name[0] == phrase.span


def _is_fought_for(clauses: Clauses, at: int) -> bool:
    """Tell "the battle for X" and "fighting the rebels for X"."""
    for index in range(at - 2, max(-1, at - FIGHT_REACH), -1):
        item = clauses.items[index]
        if isinstance(item, Phrase):
            if item.event is not None:
                return True
        elif item.part is Part.VERB:
            return any(lemma in FIGHTING for lemma, _ in item.forms)
    return False


def _can_hold(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Tell a building in which something happens from weapons, vehicles and things in the plural."""
    low = phrase.head.low
    if low in vocabulary.lexicon.parties.movable or low in vocabulary.means:
        return False
    return not low.endswith("s") or low == "headquarters"


def _follows_place(clauses: Clauses, at: int) -> bool:
    """Tell the second part of "Mosul, Iraq" or "the towns of A and B"."""
    join, other = clauses.at(at - 1), clauses.at(at - 2)
    return (
        isinstance(join, Token)
        and (join.text == "," or join.part is Part.CONJ)
        and isinstance(other, Phrase)
        and other.kind == "place"
    )
