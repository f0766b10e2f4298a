"""What one report is about, and the words that it puts into a frame's slots.

In: a theatre, a day of publication, a source of chance. Out: marked words for slots: `{actor A}`, `{killed civ}`, `{time}`.

1. Sides, speakers, relays and towns are chosen once a report; a party is named in full first, afterwards also by its short forms.
2. Every phrase carries its own marks: figures their bounds, times their days, names the fullest name used in this report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from train.reports.cast import Name, Theatre, Town
from train.reports.markup import COUNTED, ROLES, bare
from train.reports.phrases import Figures, moment
from train.reports.words import AIR, OFFICES, PERSON_NAMES, RANKS, UNNAMED
from zenobia.faults import BadSettings

PLACE_SHAPES = (
    "in {p}", "in {p}", "in {p}", "near {p}~", "near {p}~", "in the town of {p}", "in the village of {p}", "in the {p} area",
    "in {p}, {i}",
    "in {p} in {i} province", "in the {p} district", "on the outskirts of {p}~", "{km} km {dir} of {p}~",
    "{km} kilometres from {p}~",
    "{dir} of {p}~", "in {dir}ern {p}", "in the {dir} of {p}~", "around {p}~", "at {p}", "on the {p} front", "outside {p}~",
    "in the countryside {dir} of {p}~", "about {km} km ({mi} miles) {dir} of {p}~", "in {p} city", "in {p} in the {dir}",
    "in a village {dir} of {p}~",
)  # fmt: skip
"""`{p}` the place, `{i}` its province; `~` says that the words after the preposition are a relation."""


@dataclass(slots=True)
class Party:
    """Somebody in this report."""

    name: Name
    mentions: int = 0


@dataclass(slots=True)
class Scene:
    """One report's world; `fill` gives the words for one slot."""

    theatre: Theatre
    published: date
    chance: Random
    parties: dict[str, Party] = field(default_factory=dict)
    towns: dict[str, Town] = field(default_factory=dict)
    figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        chance = self.chance
        sides = different(self.theatre.sides, 3, chance)
        sides += sides[: 3 - len(sides)]  # no third party in this theatre: the first stands for it
        named = (*sides, *different(self.theatre.bodies, 2, chance), *different(self.theatre.agencies, 2, chance))
        said: set[str] = set()
        for key, name in zip("ABCSTMN", named, strict=True):
            later = tuple(one for one in name.later if one not in said)
            said.update(later)  # "the group" means one group in one report
            self.parties[key] = Party(replace(name, later=later))
        self.parties["air"] = Party(_air(chance))
        self.parties["U"] = Party(_unnamed(chance))
        self.parties["V"] = Party(_unnamed(chance))
        self.parties["O"] = Party(self._official())
        self.towns = dict(zip("PQR", chance.sample(self.theatre.towns, 3), strict=True))
        self.figures = Figures(chance=chance)

    def _official(self) -> Name:
        chance = self.chance
        person = f"{chance.choice(PERSON_NAMES[0])} {chance.choice(PERSON_NAMES[1])}"
        title = chance.choice((*RANKS, "", ""))
        office = chance.choice(OFFICES)
        of = chance.choice((self.parties["S"].name.first, self.parties["A"].name.first, self.parties["T"].name.first))
        full = f"{title} {person}".strip()
        first = chance.choice((f"{full}, {office} {of}", f"{office.removeprefix('a ')} {of}, {full}", f"{full}"))
        later = (person.split()[-1], full, "the official", "the spokesman")
        return Name(
            full=full,
            first=first if first[0].isupper() or first.startswith("the ") else f"the {first}",
            later=later,
            pronoun="he",
        )

    def mention(self, key: str, *, bare_name: bool = False, pronoun: bool = False) -> tuple[str, str]:
        """Give (words, the name that they stand for)."""
        party = self.parties[key]
        name = party.name
        if pronoun:
            return name.pronoun, name.full
        party.mentions += 1
        if bare_name:
            return name.full, name.full
        if party.mentions > 1 and name.later and self.chance.random() < 0.5:
            return self.chance.choice(name.later), name.full
        return name.first if party.mentions == 1 or not name.first.count(", ") else name.full, name.full

    def where(self, key: str, at: str) -> str:
        """Give a marked phrase of place: "10 km north of Dol"."""
        chance = self.chance
        town = self.towns[key]
        shape = chance.choice([one for one in PLACE_SHAPES if town.province or "{i}" not in one])
        km = chance.randint(2, 60)
        direction = chance.choice(("north", "south", "east", "west"))
        if "ern" not in shape:
            direction = chance.choice((direction, direction, "north-east", "south-west", "northwest"))
        marked = shape.removesuffix("~").format(
            p=f"[place{at}:{town.name}]", i=f"[in{at}:{town.province}]", km=km, mi=max(1, round(km / 1.61)), dir=direction
        )
        if not shape.endswith("~"):
            return marked
        lead = next((one for one in ("on the ", "in the ", "in a ") if marked.startswith(one)), "")
        return f"{lead}[rel{at}:{marked.removeprefix(lead)}]"

    def fill(self, slot: str) -> str:
        """Give the marked words for one slot.

        Raises:
            BadSettings: the slot is unknown.
        """
        head, _, key = slot.partition(" ")
        role, mark, numbers = head.partition("@")
        at = mark + numbers
        if role == "time":
            return moment(self.chance, self.published, key or "any", at)
        if role == "where":
            return self.where(key, at)
        if role in COUNTED:
            return self.figures.give(role, key or "civ", at)
        if role == "sub":
            return self.figures.part(key, at)
        if role in ROLES and key:
            return self._party(role, key, at)
        return self._raw(slot)

    def _party(self, role: str, key: str, at: str) -> str:
        if key in self.towns:
            return f"[{role}{at}:{self.towns[key].name}]"
        if key == "prov":
            return f"[{role}{at}:{self._raw(key)}]"
        pronoun, bare_name = key.startswith("it "), key.startswith("-")
        key = key.removeprefix("it ").removeprefix("-")
        if key not in self.parties:
            raise BadSettings(f"slot {{{role} {key}}}: nobody is called {key}; choose among {', '.join(sorted(self.parties))}")
        words, name = self.mention(key, pronoun=pronoun, bare_name=bare_name)
        named = "" if bare(words) == name else f"={name}"
        return f"[{role}{at}{named}:{words}]{',' if ', ' in words else ''}"

    def _raw(self, slot: str) -> str:
        chance = self.chance
        if slot in self.towns:
            return self.towns[slot].name
        if slot in self.parties:
            return self.mention(slot)[0]
        if slot == "prov":
            return self.towns["P"].province or chance.choice(self.theatre.provinces or (self.towns["P"].name,))
        given: dict[str, Callable[[], str]] = {
            "n": lambda: str(chance.randint(11, 95)),
            "few": lambda: str(chance.randint(2, 9)),
            "year": lambda: str(self.published.year - chance.randint(1, 6)),
            "day": lambda: chance.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")),
            "month": lambda: chance.choice(("January", "March", "May", "July", "September", "November")),
        }  # fmt: skip
        if slot not in given:
            raise BadSettings(f"slot {{{slot}}} is unknown; see train/reports/README.md for the slots")
        return given[slot]()


def different(names: Sequence[Name], most: int, chance: Random) -> list[Name]:
    """Draw names of different owners, fewer than `most` where there are fewer."""
    drawn: dict[str, Name] = {}
    for name in chance.sample(names, len(names)):
        drawn.setdefault(name.owner, name)
        if len(drawn) == most:
            break
    return list(drawn.values())


def _air(chance: Random) -> Name:
    words = chance.choice(AIR)
    return Name(full=words, first=words, later=("the aircraft", "the jets"), pronoun="they")


def _unnamed(chance: Random) -> Name:
    words = chance.choice(UNNAMED)
    return Name(full=bare(words), first=words, pronoun="they" if words.endswith("s") else "he")
