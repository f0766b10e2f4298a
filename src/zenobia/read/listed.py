"""Places that a sentence counts first and names after: "two more villages: A and B", "most of the province, including A".

In: a sentence's clauses and the ground of an action. Out: the names that follow. Only ground told in the plural, or as a share of
wider ground, is looked at; a new verb ends the search.
"""

from __future__ import annotations

from zenobia.read.clauses import Clauses
from zenobia.read.phrases import Phrase
from zenobia.read.tokens import Part, Token

PLURALS = frozenset(
    {
        "cities",
        "towns",
        "villages",
        "settlements",
        "localities",
        "hamlets",
        "suburbs",
        "neighbourhoods",
        "neighborhoods",
        "districts",
    }
)
SHARES = frozenset({"much", "most", "bulk", "majority", "parts", "rest", "part", "half", "all", "swathes"})
NAMING = frozenset({":", "including", "namely"})
REACH = 12
"""Items after the ground among which its names begin: where it lies and when it was taken stand between."""


def with_names(clauses: Clauses, ground: list[Phrase]) -> list[Phrase]:
    """Give ground with the names that follow it; what was only counted gives way to them."""
    for phrase in ground:
        is_named = any(token.is_capital for token in phrase.modifiers if _is_name(token, phrase))
        if phrase.head.low not in PLURALS | SHARES or is_named:
            continue
        at = next((index for index, item in enumerate(clauses.items) if item is phrase), None)
        if at is not None and (found := _named(clauses, at)):
            return [one for one in ground if one is not phrase or phrase.head.low in SHARES] + found
    return ground


def _is_name(token: Token, phrase: Phrase) -> bool:
    """Tell a name in "the villages of X", which names its ground itself; "parts of X" does not name all of it."""
    return token.part is Part.NOUN and phrase.head.low in PLURALS


def _named(clauses: Clauses, at: int) -> list[Phrase]:
    for index in range(at + 1, min(len(clauses.items) - 1, at + REACH)):
        item, after = clauses.items[index], clauses.items[index + 1]
        if not isinstance(item, Token):
            continue
        if item.low not in NAMING and (item.part in (Part.VERB, Part.AUX, Part.SUB, Part.REL) or item.text in ";."):
            return []
        if item.low in NAMING and isinstance(after, Phrase) and after.kind in ("place", "name"):
            return clauses.contents(index + 1)
    return []
