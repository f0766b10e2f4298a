"""Where a claim's words put it: in go a claim and what its report's names mean, out comes a Fix or nothing.

1. The narrowest place that is known gives the disc; a relation to it ("north of Palmyra") moves it.
2. A narrower place that no gazetteer knows lies in or by the narrowest known one that is named with it: in the claim, in its
   relation, in its passage, in the report, in that order; the disc is that one's, and `because` says so. It keeps its words as
   its name, unless these are no place at all ("positions", "the west").
3. A site whose town alone is known ("Mosul University") lies by the town.
4. Words that fix nothing give a Fix of precision unknown; a claim without place words gives none.

It never shows a province or a state as a point: their discs cover them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from zenobia.locate.candidates import Key, Scene, holds, key_of, relations
from zenobia.locate.discs import WIDE_KM, Disc, disc_of, inherited, is_area, related
from zenobia.locate.geometry import distance_km
from zenobia.locate.phrases import Phrase, is_loose
from zenobia.locate.rank import Choice
from zenobia.ports import Gazetteer
from zenobia.values.claim import Claim
from zenobia.values.place import Fix, Place

SAME_GROUND_KM = 50.0
"""Spread of a passage's places up to which an unknown spot is put among them: one district's width."""
MOST = 0.5
"""Share of a report's place words that must lie in one province or state for it to be the report's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A report's names with what they mean."""

    scene: Scene
    choices: dict[Key, Choice]
    gazetteer: Gazetteer

    def phrase(self, words: str) -> Phrase | None:
        return self.scene.phrases.get(words)

    def choice(self, phrase: Phrase | None, *, other: bool = False) -> Choice | None:
        key = key_of(phrase, other=other) if phrase else None
        return self.choices.get(key) if key else None

    def is_site_of(self, phrase: Phrase | None) -> bool:
        if phrase is not None and phrase.is_body:
            return True
        key = key_of(phrase) if phrase else None
        return key in self.scene.names and self.scene.names[key].is_site_of


def called(place: Place) -> str:
    """Give a place's name with where it lies."""
    return ", ".join(part for part in (place.name, place.admin1 if place.admin1 != place.name else None, place.country) if part)


def known(words: str, ground: Ground) -> tuple[Disc, tuple[str, ...]] | None:
    """Give the disc of place words whose name is known."""
    phrase = ground.phrase(words)
    choice = ground.choice(phrase)
    if phrase is None or choice is None:
        return None
    means = f"“{phrase.name}” is {called(choice.place)}." + "".join(f" {reason}" for reason in choice.because[:3])
    if ground.is_site_of(phrase):
        return inherited(words, choice.place), (means, f"“{words}” itself is in no gazetteer; it lies by {choice.place.name}.")
    if phrase.how == "at":
        return disc_of(choice.place), (means,)
    other = ground.choice(phrase, other=True)
    return related(phrase, choice.place, other.place if other else None), (means, f"“{words}” is a spot by it, so an area.")


def _town(claim: Claim, ground: Ground) -> Place | None:
    """Give what "the city" means: the claim's own town, else its passage's only one, else the report's most named one."""
    own = [choice.place for words in claim.place if (choice := ground.choice(ground.phrase(words)))]
    near = [ground.choices[key].place for key in ground.scene.passages.get(claim.passage, ()) if key in ground.choices]
    for places in (own, near):
        towns = {place.id: place for place in places if place.feature.startswith(("P.", "S."))}
        if towns:
            return next(iter(towns.values())) if len(towns) == 1 or places is own else None
    named = [
        (-len(ground.scene.names[key].turns), choice.place.id, choice.place)
        for key, choice in ground.choices.items()
        if choice.place.feature.startswith("P.")
    ]
    return min(named, key=lambda item: item[:2])[2] if named else None


def _by_relation(claim: Claim, ground: Ground) -> tuple[Disc, tuple[str, ...]] | None:
    """Give the narrowest disc that the claim's relation, or its own relative place words, make."""
    found: list[tuple[float, int, Disc, tuple[str, ...]]] = []
    nameless = [words for words in claim.place[:1] if (phrase := ground.phrase(words)) and not phrase.name]
    for words in (*relations(claim.relation or ""), *nameless):
        phrase = ground.phrase(words)
        if phrase is None or phrase.how == "at":
            continue
        choice = ground.choice(phrase)
        is_town_meant = not phrase.name and phrase.kind in {"town", "district", "site"}
        anchor = choice.place if choice else (_town(claim, ground) if is_town_meant else None)
        if anchor is None:
            continue
        other = ground.choice(phrase, other=True)
        disc = related(phrase, anchor, other.place if other else None)
        found.append((disc.radius_km, len(found), disc, (f"“{words}” is a spot by {called(anchor)}, so an area.",)))
    if not found:
        return None
    _, _, disc, because = min(found, key=lambda item: item[:2])
    return disc, because


def _of_passage(claim: Claim, ground: Ground, words: str) -> tuple[Disc, tuple[str, ...]] | None:
    """Put an unknown spot among the places that its passage names, where these lie together."""
    keys = dict.fromkeys(ground.scene.passages.get(claim.passage, ()))
    places = [ground.choices[key].place for key in keys if key in ground.choices]
    fine = [disc_of(place) for place in places if disc_of(place).radius_km <= WIDE_KM]
    if not fine:
        return None
    first = min(fine, key=lambda disc: disc.radius_km)
    spread = max(distance_km(first.point, disc.point) for disc in fine)
    if spread > SAME_GROUND_KM:
        return None
    disc = inherited(first.place.name if is_loose(words) else words, first.place)
    return disc, (f"“{words}” is in no gazetteer; its paragraph names {called(first.place)}.",)


def _of_town(claim: Claim, ground: Ground, words: str) -> tuple[Disc, tuple[str, ...]] | None:
    """Put a part without a name of its own ("the citadel", "the eastern edge") by the town that the report names most."""
    phrase = ground.phrase(words)
    town = _town(claim, ground) if phrase is not None and not phrase.name else None
    if town is None:
        return None
    disc = inherited(town.name if is_loose(words) else words, town)
    return disc, (f"“{words}” says no name; {called(town)} is the town that the report names most.",)


def _of_report(ground: Ground, words: str) -> tuple[Disc, tuple[str, ...]] | None:
    """Put an unknown spot in the province, or else the state, where most of the report's places lie."""
    provinces: Counter[tuple[str, str]] = Counter()
    states: Counter[str] = Counter()
    for key, choice in ground.choices.items():
        turns = len(ground.scene.names[key].turns)
        states[choice.place.country] += turns
        if choice.place.admin1:
            provinces[choice.place.country, choice.place.admin1] += turns
    total = sum(states.values())
    place = None
    if provinces and (top := max(provinces.items(), key=lambda item: (item[1], item[0])))[1] > MOST * total:
        place = ground.gazetteer.admin1(*top[0])
    if place is None and states and (most := max(states.items(), key=lambda item: (item[1], item[0])))[1] > MOST * total:
        place = ground.gazetteer.place(f"iso:{most[0]}")
    if place is None:
        return None
    return inherited(words, place), (f"“{words}” is in no gazetteer; most places of the report lie in {called(place)}.",)


def fix_of(disc: Disc, because: tuple[str, ...]) -> Fix:
    return Fix(
        name=disc.name, lat=round(disc.point[0], 5), lon=round(disc.point[1], 5), radius_km=disc.radius_km,
        precision=disc.precision, id=disc.place.id if disc.is_place else None, admin1=disc.place.admin1,
        country=disc.place.country or None, because=because,
    )  # fmt: skip


def _narrowest_known(claim: Claim, ground: Ground) -> tuple[int, Disc, tuple[str, ...]] | None:
    """Give the first place that is known; a province or state gives way to a finer place inside it that is named too."""
    everything = [(index, *found) for index, words in enumerate(claim.place) if (found := known(words, ground))]
    if not everything:
        return None
    index, disc, because = everything[0]
    if index == 0 and not is_area(disc.place):
        return everything[0]
    finer = [item for item in everything[1:] if item[1].radius_km < disc.radius_km and holds(disc.place, item[1].place)]
    _, disc, because = min(finer, key=lambda item: (item[1].radius_km, item[0]), default=(index, disc, because))
    return index, disc, because


def fix(claim: Claim, ground: Ground) -> Fix | None:
    """Give where a claim's words put it, or None when it has no place words."""
    if not claim.place and not claim.relation:
        return None
    words = claim.place[0] if claim.place else claim.relation or ""
    narrowest = _narrowest_known(claim, ground)
    relation = _by_relation(claim, ground)
    if narrowest is not None and narrowest[0] == 0:
        _, disc, because = narrowest
        if relation is None:
            return fix_of(disc, because)
        beside, why = relation
        if (disc.is_place and beside.place.id == disc.place.id) or beside.radius_km < disc.radius_km:
            return fix_of(beside, (*because, *why))
        return fix_of(disc, because)
    if narrowest is not None:
        _, disc, because = narrowest
        why = (f"“{words}” is in no gazetteer; {disc.place.name} is named with it.",)
        if relation is not None and relation[0].radius_km <= max(disc.radius_km, WIDE_KM):
            beside = relation[0]
            return fix_of(_renamed(beside, words), (*because, *why, *relation[1]))
        name = disc.place.name if is_loose(words) else words
        return fix_of(inherited(name, disc.place) if disc.is_place else _renamed(disc, name), (*because, *why))
    if relation is not None:
        return fix_of(_renamed(relation[0], words), relation[1])
    last = _of_passage(claim, ground, words) or _of_town(claim, ground, words) or _of_report(ground, words)
    if last is not None:
        return fix_of(*last)
    return Fix(
        name=words, lat=None, lon=None, radius_km=None, precision="unknown",
        because=(f"“{words}” is in no gazetteer, and nothing named near it says where it lies.",),
    )  # fmt: skip


def _renamed(disc: Disc, words: str) -> Disc:
    return Disc(
        name=words, point=disc.point, radius_km=disc.radius_km, precision=disc.precision, place=disc.place, is_place=False
    )  # fmt: skip
