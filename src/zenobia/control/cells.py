"""Which piece of ground words mean: in go an event and the words for a place, out a Cell.

1. A place that the gazetteer knows is the cell of its id; one that it does not know is the cell of its words, `words:KEY`.
2. "Parts of X", "the rest of X", "districts north of X" are cells of their own, parts of X. "The outskirts of X", "villages north
   of X", "15 km east of X" are cells of their own and no parts: whoever is there is not yet in X.
3. A named part (a district, a citadel) that the gazetteer does not know is a cell of its own, related to the wider place that its
   claim names. A mere name that the gazetteer does not know is no part of another: it may be the next village. Places that the
   words list side by side ("A, B and C"), or that are said to be held one as the other, are no parts of one another.
4. One name means the place that most events put it at; an event's own fix comes first.

5. Loose ground without a name ("positions", "the west") is no cell.
6. "All of X but the citadel" is a part of X. Where the quote says "most of X" of what the claim calls X, the part is meant.
7. A name that no gazetteer knows is one place wherever it is named beside known places within `SAME_KM` of one another; where it
   is named beside nothing, it is that place if there is no other of its name.
8. Where the quote names X only as what somebody went towards, or what the ground lies near or on the outskirts of, the ground
   beside X is meant.

It never takes a part for the whole, nor the whole for a part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import cos, hypot, inf, radians

from zenobia.control.quoted import are_listed, is_only_beside, part_of
from zenobia.values.event import Event
from zenobia.values.keys import ARTICLES, GENERIC, place_key, place_words
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
_FAR = r"(?:(?:about|some|around|nearly|over)\s+)?\d+(?:[.,]\d+)?\s*(?:km|kilomet(?:er|re)s?|mi|miles?)\s+(?:to\s+the\s+)?"
_AROUND = re.compile(
    rf"^(?:{_FAR})?{_AMOUNT}(?:outskirts|suburbs?|fringes?|entrances?|surroundings?|countryside|villages?|towns?|hills?|positions?|points?|"
    rf"fields?|ground|{_DIRECTION}|areas?)(?:\s+(?:to\s+the\s+)?{_DIRECTION})?\s+(?:of|around|near|outside|from)\s+(?P<whole>.+)$",
    re.IGNORECASE,
)


_TOKEN = re.compile(r"[^\W\d_]+")
LOOSE_GROUND = frozenset({
    "positions", "position", "points", "hills", "villages", "towns", "cities", "fields", "areas", "territory", "territories",
    "roads", "surroundings", "outskirts", "suburbs", "countryside", "checkpoints", "farms", "farmland", "settlements",
    "localities", "road", "highway", "highways", "bridge", "bridges", "river", "canal", "front", "frontline", "line", "lines",
    "heights", "crossing", "crossings", "trenches",
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
    near: Fix | None = None
    """Of ground that no gazetteer knows: the known place beside which its claim names it."""


Atlas = Mapping[str, Fix]
WORDS, BESIDE = "words:", "@"
"""Before the key of ground that no gazetteer knows; before the key of the place beside which, or in which, it lies."""
SAME_KM = 40.0
"""Kilometres between the known places beside which one unknown name is still one village: about a district. Set by hand."""
KM_PER_DEGREE = 111.2


def atlas(events: Iterable[Event]) -> Atlas:
    """Map each place name that some event puts on the earth by itself to the fix most events give it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    fixes: dict[str, set[Fix]] = defaultdict(set)
    for name, fix in (vote for event in events for vote in names_of(event)):
        votes[name][fix.id or ""] += 1
        fixes[fix.id or ""].add(fix)
    return {name: finest(fixes[min(ids, key=lambda id_: (-ids[id_], id_))]) for name, ids in votes.items() if name}


def names_of(event: Event) -> Iterator[tuple[str, Fix]]:
    """Give the names that an event puts on the earth by itself, with where."""
    fix = event.fix
    if fix is None or fix.id is None:
        return
    names = {place_key(fix.name)}
    if event.claim.place and _is_itself(event):
        names.add(place_key(event.claim.place[0]))
    yield from ((name, fix) for name in sorted(names))


def finest(fixes: Iterable[Fix]) -> Fix:
    """Choose one of several fixes of one place."""
    return min(fixes, key=lambda fix: (fix.precision != "exact", fix.name, fix.because, repr(fix)))


def _is_itself(event: Event) -> bool:
    """Whether the fix is of the narrowest place itself, not of a wider one that it lies in."""
    fix = event.fix
    return fix is not None and fix.precision in {"exact", "province", "country"} and event.claim.relation is None


_SIDES = re.compile(rf"^{_DIRECTION}$")
_SOME_TOWN = re.compile(r"^[a-z -]+\s(?:city|town|village|hamlet|settlement)$")
"""Another name for a place that is named beside it ("a key village")."""


def is_nameless(words: str) -> bool:
    """Whether the words are loose ground without a name ("positions", "villages", "the west", "a key village")."""
    if _SOME_TOWN.match(words) and not is_generic(words):
        return True
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
    """Give "most of X" for X where the quote says so of it, and "ground near X" where it names X only as what lies near."""
    if whole_of(words) is not None:
        return words
    bare = words.removeprefix("the ").removeprefix("The ")
    part = part_of(bare, quote)
    if part is not None:
        return f"{part} of {words}"
    return f"ground near {words}" if is_only_beside(bare, quote) else words


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
        return _beside_known(words, wide) if wide is not None else _unknown(words)
    fix = _fix_of(event, place_key(words), known)
    if fix is not None:
        return Cell(key=fix.id or "", name=words, fix=fix, parent=_owner(event, words, fix, known))
    wider = _wider(event, place_key(words), known)
    if is_generic(words):
        return wider
    if wider is None:
        return _unknown(words)
    is_beside = not _says_part(words) or _is_sibling(event, words, wider, known)
    return _beside_known(words, wider) if is_beside else _named_part(words, wider)


def _says_part(words: str) -> bool:
    """Tell whether words name a piece of something ("al-Amriyha district", "citadel"), not merely somewhere by its name."""
    return any(word[0].islower() and word not in ARTICLES for word in _TOKEN.findall(words))


def _is_sibling(event: Event, words: str, wider: Cell, known: Atlas) -> bool:
    """Tell whether the claim or its quote puts two places side by side, so that neither lies in the other."""
    quote = event.claim.quote.text
    said = {(entry.holder, entry.state) for entry in event.claim.control if entry.place == words}
    alike = {entry.place for entry in event.claim.control if (entry.holder, entry.state) in said}
    others = {*event.claim.place, *alike} - {words}
    names = {name for name in others if (fix := _fix_of(event, place_key(name), known)) is not None and fix.id == wider.key}
    return bool(names & alike) or any(are_listed(words, name, quote) for name in names)


def _beside_known(words: str, other: Cell) -> Cell:
    return replace(_part(words, other), parent=None, near=other.fix)


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
    return _beside_known(words, near) if near is not None else _unknown(words)


def _unknown(words: str) -> Cell:
    return Cell(key=f"words:{place_key(words)}", name=words, fix=None)


def joined(cells: Iterable[Cell]) -> Mapping[str, str]:
    """Map the keys of cells that are one place by rule 7 to one key."""
    named: dict[str, set[Cell]] = defaultdict(set)
    for cell in cells:
        if cell.key.startswith(WORDS) and cell.parent is None and not _AROUND.match(cell.name):
            named[cell.key.partition(BESIDE)[0]].add(replace(cell, name="", fix=None))
    return {
        cell.key: key for key, same in named.items() if len({cell.key for cell in same}) > 1 and _is_one(same) for cell in same
    }


def _is_one(same: Iterable[Cell]) -> bool:
    beside = [cell.near for cell in same if BESIDE in cell.key]
    return all(one is not None and other is not None and _apart_km(one, other) <= SAME_KM for one in beside for other in beside)


def _apart_km(one: Fix, other: Fix) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    return hypot(one.lat - other.lat, (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))) * KM_PER_DEGREE
