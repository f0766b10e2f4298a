"""Which figures count the same thing: in go tolls, out classes of what they count and how two figures stand to each other.

1. Figures are compared only within one class: militants are no civilians, and a figure that says neither counts "people".
2. Two ranges that share a number agree. An open upper bound agrees with everything above its lower bound.

It never adds, averages or converts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zenobia.values.keys import CACHED_NAMES
from zenobia.values.toll import Toll

_CLASSES: dict[str, str] = {
    "civilians": "civilian civilians noncombatants residents villagers inhabitants",
    "children": "child children minors boys girls kids infants",
    "women": "woman women",
    "men": "man men",
    "fighters": "militant militants fighter fighters terrorist terrorists rebel rebels jihadist jihadists insurgent insurgents "
    "gunman gunmen extremists extremist combatants combatant members",
    "soldiers": "soldier soldiers troops troop servicemen serviceman conscripts personnel army officers officer",
    "people": "people person persons dead bodies victims deaths fatalities casualties others lives",
    "strikes": "strike strikes airstrike airstrikes raid raids sorties sortie bombardment bombardments",
    "tanks": "tank tanks",
    "vehicles": "vehicle vehicles trucks truck cars car",
    "homes": "home homes house houses buildings building",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=CACHED_NAMES)
def figure_class(who: str) -> str:
    """Name what a figure counts: the class of its head word, else its last word before any "of", "with" or "carrying"."""
    words = _WORD.findall(who.casefold())
    for stop in ("of", "with", "carrying", "from", "in", "and"):
        if stop in words[1:]:
            words = words[: words.index(stop, 1)]
    for word in reversed(words):
        if word in _CLASS_OF:
            return _CLASS_OF[word]
    return words[-1] if words else "people"


def are_disjoint(a: Toll, b: Toll) -> bool:
    """Tell whether no number satisfies both."""
    return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)


def said(toll: Toll) -> str:
    """Write a range in words: "12", "12 to 15", "at least 12", "up to 15"."""
    if toll.high is None:
        return f"at least {toll.low}"
    if toll.low == toll.high:
        return str(toll.low)
    return f"up to {toll.high}" if toll.low == 0 else f"{toll.low} to {toll.high}"
