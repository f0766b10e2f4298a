"""Which piece of ground words mean: in go an event and the words for a place, out a Cell.

1. A place that the gazetteer knows is the cell of its id; one that it does not know is the cell of its words, `words:KEY`.
2. "Parts of X", "the rest of X", "districts north of X" are cells of their own, parts of X. "The outskirts of X", "villages north
   of X", "15 km east of X" are cells of their own and no parts: whoever is there is not yet in X.
3. A named part (a district, a citadel) that the gazetteer does not know is a cell of its own, related to the wider place that its
   claim names.
4. One name means the place that most events put it at; an event's own fix comes first.

5. Loose ground without a name ("positions", "the west") is no cell.
6. "All of X but the citadel" is a part of X. Where the quote says "most of X" of what the claim calls X, the part is meant.

It never takes a part for the whole, nor the whole for a part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zenobia.values.event import Event
from zenobia.values.keys import GENERIC, place_key, place_words
from zenobia.values.place import Fix

_DIRECTION = r"(?:north|south|east|west|centre|center|middle)(?:[- ]?(?:east|west))?(?:ern)?(?:most)?"
_AMOUNT = r"(?:(?:the|its|small|large|some|several|many|key|remaining|other|wide|vast|two|three|\w+ern)\s+)*"
_INSIDE = re.compile(
    rf"^{_AMOUNT}(?:parts?|rest|remainder|most|majority|much|half|bulk|some|portions?|sections?|swathes?|areas?|districts?|quarters?|"
    rf"neighbou?rhoods?|streets?|{_DIRECTION}\s+(?:side|half|part|quarter|edge))"
    rf"(?:\s+(?:to\s+the\s+)?{_DIRECTION})?\s+(?:of|in|inside|within)\s+(?P<whole>.+)$|^(?:the\s+)?\w+ern\s+(?P<side>.+)$",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(
    r"^(?:all|the whole|everything)(?: of| in)? (?P<whole>.+?),? (?:but|except(?: for)?|apart from|save(?: for)?|other than) .+$|"
    r"^all (?:but|except(?: for)?|apart from) .+? (?:of|in) (?P<owner>.+)$",
    re.IGNORECASE,
)
_SHARES = (
    "most|much|half|part|parts|rest|bulk|majority|remainder|two[- ]thirds|three[- ]quarters|"
    r"\d+\s*(?:%|per\s?cent|percent)"
)
_QUOTED_PART = (
    rf"(?<!\w)(?P<part>(?:(?:the|large|small|wide)\s+)*(?:{_SHARES}))\s+of\s+"
    r"(?:the\s+(?:city|town|village)(?:\s+of\s+)?)?(?:PLACE)?(?!\w)"
)
"""A share of a place, in the words before it."""
_AROUND = re.compile(
    rf"^{_AMOUNT}(?:outskirts|suburbs?|fringes?|entrances?|surroundings?|countryside|villages?|towns?|hills?|positions?|points?|"
    rf"fields?|{_DIRECTION}|areas?)(?:\s+(?:to\s+the\s+)?{_DIRECTION})?\s+(?:of|around|near|outside|from)\s+(?P<whole>.+)$",
    re.IGNORECASE,
)


LOOSE_GROUND = frozenset({
    "positions", "position", "points", "hills", "villages", "towns", "cities", "fields", "areas", "territory", "territories",
    "roads", "surroundings", "outskirts", "suburbs", "countryside", "checkpoints", "farms", "farmland",
})  # fmt: skip
"""Words that do not say whether the ground lies inside the place beside which they stand."""


PARTS = frozenset({
    "districts", "neighborhoods", "neighbourhoods", "quarters", "suburbs", "streets", "parts", "part", "side", "edge", "edges",
    "half", "sector", "sectors", "gate", "entrance",
})  # fmt: skip
"""Words for parts that do not say of what: "the northern districts" are those of the place beside which they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A piece of ground. `parent` is the key of the place that it is a part of."""

    key: str
    name: str
    fix: Fix | None
    parent: str | None = None


Atlas = Mapping[str, Fix]


def atlas(events: Iterable[Event]) -> Atlas:
    """Map each place name that some event puts on the earth by itself to the fix most events give it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    fixes: dict[str, Fix] = {}
    for event in events:
        fix = event.fix
        if fix is None or fix.id is None:
            continue
        if fix.id not in fixes or _finer(fix, fixes[fix.id]):
            fixes[fix.id] = fix
        names = {place_key(fix.name)}
        if event.claim.place and _is_itself(event):
            names.add(place_key(event.claim.place[0]))
        for name in names:
            votes[name][fix.id] += 1
    return {name: fixes[min(ids, key=lambda id_: (-ids[id_], id_))] for name, ids in votes.items() if name}


def _finer(fix: Fix, other: Fix) -> bool:
    return (fix.precision != "exact", fix.name, fix.because) < (other.precision != "exact", other.name, other.because)


def _is_itself(event: Event) -> bool:
    """Whether the fix is of the narrowest place itself, not of a wider one that it lies in."""
    fix = event.fix
    return fix is not None and fix.precision in {"exact", "province", "country"} and event.claim.relation is None


_SIDES = re.compile(rf"^{_DIRECTION}$")


def is_nameless(words: str) -> bool:
    """Whether the words are loose ground without a name ("positions", "villages", "the west")."""
    said = [word for word in place_words(words) if word not in GENERIC]
    return bool(said) and all(word in LOOSE_GROUND or _SIDES.match(word) for word in said)


def is_side(words: str) -> bool:
    """Whether the words are no more than a side of the sky ("the west")."""
    return bool(place_words(words)) and all(_SIDES.match(word) for word in place_words(words))


def whole_of(words: str) -> str | None:
    """Give X for "parts of X" and "eastern X"; None for words that name no part."""
    but = _ALL_BUT.match(words.strip())
    if but is not None:
        return but["whole"] or but["owner"]
    match = _INSIDE.match(words.strip())
    return (match["whole"] or match["side"]) if match else None


def as_quoted(words: str, quote: str) -> str:
    """Give "most of X" for X where the quote says so of it, in its name or as "the city"."""
    if whole_of(words) is not None:
        return words
    bare = words.removeprefix("the ").removeprefix("The ")
    found = re.search(_QUOTED_PART.replace("PLACE", re.escape(bare)), quote, re.IGNORECASE)
    if found is None or not (found[0].casefold().endswith(bare.casefold()) or re.search(r"\b(?:city|town|village)$", found[0])):
        return words
    return f"{found['part']} of {words}"


def is_generic(words: str) -> bool:
    """Whether the words name no place by themselves ("the ancient city")."""
    return all(word in GENERIC for word in place_words(words))


def cell_of(event: Event, words: str, known: Atlas) -> Cell | None:
    """Find the cell that words of a claim mean; None when they hold no name."""
    whole = whole_of(words)
    if whole is not None:
        parent = _whole_cell(event, whole, known)
        return _part(words, parent) if parent is not None else None
    if not place_key(words):
        return None
    around = _AROUND.match(words.strip())
    if around is not None:
        return _beside(event, words, around["whole"], known)
    if is_nameless(words):
        return None
    if place_words(words)[-1] in LOOSE_GROUND:
        wide = _wider(event, place_key(words), known)
        return replace(_part(words, wide), parent=None) if wide is not None else _unknown(words)
    fix = _fix_of(event, place_key(words), known)
    if fix is not None:
        return Cell(key=fix.id or "", name=words, fix=fix, parent=_owner(event, words, fix, known))
    wider = _wider(event, place_key(words), known)
    if is_generic(words):
        return wider
    return _named_part(words, wider) if wider is not None else _unknown(words)


def _owner(event: Event, words: str, fix: Fix, known: Atlas) -> str | None:
    """Give the id of X for "the citadel of X" that the gazetteer knows by itself."""
    part, _, owner = words.rpartition(" of ")
    whole = known.get(place_key(owner)) if part and not is_generic(part) else None
    return whole.id if whole is not None and whole.id != fix.id else None


def relative(event: Event, words: str, relation: str, known: Atlas) -> Cell | None:
    """Give the cell of a place by its relation to X: a part of X for "in the north of X", else ground of its own beside it."""
    name = relation if place_key(words) in place_key(relation) else f"{relation}, {words}"
    return cell_of(event, name, known) if whole_of(name) is not None else _beside(event, name, words, known)


def _whole_cell(event: Event, words: str, known: Atlas) -> Cell | None:
    inner = whole_of(words)
    if inner is not None:
        return _whole_cell(event, inner, known)
    if is_generic(words) or all(word in PARTS for word in place_words(words)):
        return _wider(event, place_key(words), known)
    key = place_key(words)
    fix = _fix_of(event, key, known)
    if fix is None:
        # "the ancient city of Palmyra": the name stands at the end of a description
        fix = next(
            (known[name] for name in sorted(map(place_key, event.claim.place)) if name in known and key.endswith(name)), None
        )
    return Cell(key=fix.id or "", name=fix.name, fix=fix) if fix is not None else _unknown(words)


def _fix_of(event: Event, key: str, known: Atlas) -> Fix | None:
    fix = event.fix
    if fix is not None and fix.id is not None:
        if key == place_key(fix.name):
            return known.get(key, fix) if known.get(key, fix).id == fix.id else fix
        if event.claim.place and key == place_key(event.claim.place[0]) and _is_itself(event):
            return fix
    return known.get(key)


def _wider(event: Event, key: str, known: Atlas) -> Cell | None:
    """Give the cell of the next wider place that the claim names and the gazetteer knows, else of where it was put."""
    names = [place_key(words) for words in event.claim.place]
    outer = names[names.index(key) :] if key in names else names
    for name, words in zip(outer, event.claim.place[len(names) - len(outer) :], strict=True):
        fix = _fix_of(event, name, known) if name != key and not is_generic(words) else None
        owner = words.rpartition(" of ")[2]
        if fix is None and owner != words:  # "the citadel of X" lies in X
            fix = _fix_of(event, place_key(owner), known)
        if fix is not None:
            return Cell(key=fix.id or "", name=fix.name, fix=fix)
    fix = event.fix
    if fix is None or fix.id is None or fix.precision in {"unknown", "country"}:
        return None
    return Cell(key=fix.id, name=fix.name, fix=fix)


def _part(words: str, parent: Cell) -> Cell:
    key = place_key(words)
    return Cell(
        key=f"words:{key}" if place_key(parent.name) in key else f"words:{key}@{parent.key}",
        name=words,
        fix=None,
        parent=parent.key,
    )


def _named_part(words: str, parent: Cell) -> Cell:
    """Give the cell of a named part: "the citadel of X" is "the citadel" in X."""
    name, _, owner = words.rpartition(" of ")
    is_owned = bool(name) and place_key(owner) == place_key(parent.name)
    return replace(_part(name, parent), name=words) if is_owned and place_key(name) else _part(words, parent)


def _beside(event: Event, words: str, other: str, known: Atlas) -> Cell:
    """Give the cell of ground beside a place: no part of it, and told apart from the like beside other places."""
    near = _whole_cell(event, other, known)
    return replace(_part(words, near), parent=None) if near is not None else _unknown(words)


def _unknown(words: str) -> Cell:
    return Cell(key=f"words:{place_key(words)}", name=words, fix=None)
