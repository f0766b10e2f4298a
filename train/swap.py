"""Texts with other names in them: in goes a labelled text, out comes one in which some marked words are others of their kind.

1. Half of the texts are changed, and in these half of the marked words: what stands around a name then tells more than the name.
2. Others of a kind are those that the set marks, and for the kinds that it marks seldom those listed here as well.
3. Words of one or two letters and pronouns stay: they stand for somebody named elsewhere.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from train.readers import Labelled

CHANGED_TEXTS = 0.5
CHANGED_WORDS = 0.5
PRONOUNS = frozenset(
    """
    i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its itself
    they them their theirs themselves this that these those who whom whose which here there one ones others
    """.split()  # noqa: SIM905 - a list of words is read as words
)
LISTED: Mapping[str, Sequence[str]] = {
    "Weapon": (
        "assault rifles", "a sniper rifle", "Kalashnikovs", "AK-47s", "heavy machine guns", "a machine gun", "mortars",
        "mortar rounds", "82mm mortars", "artillery", "artillery shells", "howitzers", "rockets", "Grad rockets",
        "Katyusha rockets", "missiles", "cruise missiles", "ballistic missiles", "anti-tank missiles",
        "surface-to-air missiles", "a Scud missile", "barrel bombs", "a barrel bomb", "cluster munitions", "cluster bombs",
        "phosphorus shells", "incendiary bombs", "thermobaric rockets", "improvised explosive devices", "an IED", "IEDs",
        "roadside bombs", "car bombs", "a truck bomb", "suicide vests", "explosive belts", "an explosive device",
        "land mines", "anti-personnel mines", "naval mines", "hand grenades", "grenades", "rocket-propelled grenades", "RPGs",
        "chlorine", "sarin", "mustard gas", "tear gas", "chemical weapons", "nuclear weapons", "heavy weapons", "small arms",
        "ammunition", "explosives", "munitions", "bullets", "shells", "bombs", "knives", "machetes", "pistols", "shotguns",
        "anti-aircraft guns", "precision-guided munitions", "torpedoes", "loitering munitions", "Tomahawk missiles",
        "warheads", "gas canisters", "petrol bombs", "detonators", "anti-tank mines", "mortar systems", "rocket launchers",
        "multiple rocket launchers", "laser-guided bombs", "air-to-ground missiles", "flamethrowers",
    ),
    "MilitaryPlatform": (
        "tanks", "a T-72 tank", "T-90 tanks", "battle tanks", "armoured personnel carriers", "an armoured vehicle",
        "armored vehicles", "infantry fighting vehicles", "Humvees", "technicals", "pickup trucks", "military trucks",
        "helicopters", "an attack helicopter", "Mi-24 helicopters", "Apache helicopters", "Black Hawks", "fighter jets",
        "warplanes", "bombers", "B-52 bombers", "F-16s", "Su-24 jets", "Tornado aircraft", "Typhoon FGR4s", "drones",
        "a Reaper drone", "unmanned aircraft", "a tanker aircraft", "transport aircraft", "C-130s", "frigates", "a destroyer",
        "an aircraft carrier", "the carrier", "patrol boats", "submarines", "a warship", "gunboats", "a landing ship",
        "USS Kittredge", "HMS Arrowsmith", "USS Harlan Creek", "HMS Penrith", "FS Montclair", "mine-clearing vehicles",
        "a supply ship", "reconnaissance aircraft", "the destroyer", "a surveillance plane",
    ),
    "Nationality": (
        "Syrian", "Iraqi", "Turkish", "Iranian", "Russian", "American", "British", "French", "German", "Lebanese",
        "Jordanian", "Saudi", "Kurdish", "Turkmen", "Yazidi", "Arab", "Egyptian", "Yemeni", "Libyan", "Afghan", "Ukrainian",
        "Israeli", "Palestinian", "Canadian", "Australian", "Danish", "Dutch", "Belgian", "Chechen", "Uzbek", "Tunisian",
        "Assyrian",
    ),
    "Temporal": (
        "last week", "on Sunday", "Tuesday", "yesterday", "last night", "this morning", "in early March", "since 2011",
        "the past two weeks", "12 May", "June 3, 2014", "late last year", "for three days", "last month", "the weekend",
        "the end of the year", "August 2015", "the following day", "recent months", "the 1980s", "at dawn", "7 p.m.",
        "the last 24 hours", "five years ago", "Monday evening",
    ),
}  # fmt: skip

Pools = Mapping[str, Sequence[str]]


def pools_of(labelled: Iterable[Labelled]) -> Pools:
    """Collect the words of each kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in labelled:
        for start, end, name in one.spans:
            if is_named(one.text[start:end]):
                found[name].append(one.text[start:end])
    for name, words in LISTED.items():
        found[name] += words
    return found


def is_named(words: str) -> bool:
    return len(words) > 2 and words.lower() not in PRONOUNS and "\n" not in words


def swapped(labelled: Labelled, pools: Pools, chance: random.Random) -> Labelled:
    """Put other words of their kind for some of the marked ones."""
    if chance.random() >= CHANGED_TEXTS:
        return labelled
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = at = 0
    for start, end, name in sorted(labelled.spans):
        if start < at:
            continue
        old = new = labelled.text[start:end]
        if is_named(old) and pools.get(name) and chance.random() < CHANGED_WORDS:
            new = chance.choice(pools[name])
            new = new[0].upper() + new[1:] if old[0].isupper() and old.split()[0].lower() in ("the", "a", "an") else new
        parts += [labelled.text[at:start], new]
        length += start - at
        spans.append((length, length + len(new), name))
        length += len(new)
        at = end
    return replace(labelled, text="".join((*parts, labelled.text[at:])), spans=tuple(spans))
