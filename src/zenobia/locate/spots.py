"""Where each place mention of a report lies: in goes an account, out come spans with their fixes.

1. A mention means what its name means in the whole report (`rank`).
2. A word for a people or a state's things ("Syrian", "European") is the state or the part of the world, and so is the name of a
   body that opens with such a word ("Syrian Red Crescent").
3. A name that no gazetteer knows lies by the known place whose mention stands nearest to it, the one before first.

It answers for mentions, not for claims: a claim's place is `fix`'s.
"""

from __future__ import annotations

from collections import Counter

from zenobia.locate.candidates import Scene, gather
from zenobia.locate.discs import disc_of, inherited, is_area
from zenobia.locate.fix import Ground, called, fix_of, known
from zenobia.locate.phrases import is_body
from zenobia.locate.rank import choose
from zenobia.ports import Gazetteer
from zenobia.values.account import Account
from zenobia.values.place import Fix, Place
from zenobia.values.spans import Span

AREA_STEPS = 3
"""Mentions by which a state or province counts as farther off than a town: one sentence's worth."""
STRANGE_STEPS = 6
"""Mentions by which the only place of a state counts as farther off than it stands. LGL's and GWN's train: 3 to 12 alike."""


def _nearest(places: list[Place | None], at: int) -> Place | None:
    """Give the known place whose mention is fewest mentions away; a town before a state or province, and where the report lies
    before a state that it names once."""
    counted = Counter(place.country for place in places if place is not None)
    near = sorted(
        (
            abs(index - at) + AREA_STEPS * is_area(place) + STRANGE_STEPS * (counted[place.country] == 1 < len(counted)),
            index > at,
            index,
        )
        for index, place in enumerate(places)
        if place is not None
    )
    return places[near[0][-1]] if near else None


def _home(words: str, gazetteer: Gazetteer) -> Place | None:
    """Give what a word for people or things, or the opening words of a body's name, belong to."""
    parts = words.split()
    for size in range(min(len(parts), 3), 0, -1) if is_body(words) else [len(parts)]:
        opening = " ".join(parts[:size])
        country = gazetteer.country_of(opening) if size == len(parts) else None
        home = gazetteer.place(f"iso:{country}") if country else gazetteer.home_of(opening)
        if home is not None:
            return home
    return None


def spots(account: Account, gazetteer: Gazetteer) -> tuple[tuple[Span, Fix | None], ...]:
    """Give every place mention, in document spans and in order, with where it lies; None when nothing says where."""
    return spots_of(account, gather(account, gazetteer), gazetteer)


def spots_of(account: Account, scene: Scene, gazetteer: Gazetteer) -> tuple[tuple[Span, Fix | None], ...]:
    """Do the same with names already gathered."""
    ground = Ground(scene=scene, choices=choose(scene), gazetteer=gazetteer)
    mentions = [
        (mention.span.shifted(passage.span.start), mention.span.cut(passage.text))
        for passage in account.reading.passages
        for mention in passage.tags.mentions
        if mention.kind == "place"
    ]
    found = [known(words, ground) for _, words in mentions]
    places = [fixed[0].place if fixed else None for fixed in found]
    answers: list[tuple[Span, Fix | None]] = []
    for index, (span, words) in enumerate(mentions):
        fixed = found[index]
        home = _home(words, gazetteer) if fixed is None else None
        if fixed is not None:
            answers.append((span, fix_of(*fixed)))
        elif home is not None:
            answers.append((span, fix_of(disc_of(home), (f"“{words}” is a word for {called(home)}.",))))
        elif (near := _nearest(places, index)) is not None:
            because = f"“{words}” is in no gazetteer; {called(near)} is named nearest to it."
            answers.append((span, fix_of(inherited(words, near), (because,))))
        else:
            answers.append((span, None))
    return tuple(answers)
