"""Attributed wording: in go facets, out titles and half-sentences that never say as a fact what somebody claims.

1. A title names the kind of act as a heading ("Territory gained: Palmyra, 11 December 2016") and who said so.
2. A half-sentence always has a speaker: "X says that …"; hedged and denied claims say so.

Verbs are neutral. Adjectives, guilt and praise have no place here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from zenobia.reconcile.facets import Facet
from zenobia.values.claim import Claim
from zenobia.values.place import Fix
from zenobia.values.times import When

HEADINGS: dict[str, str] = {
    "battle": "Fighting",
    "air_strike": "Air strike",
    "shelling": "Shelling",
    "bombing": "Bombing",
    "drone_strike": "Drone strike",
    "chemical_attack": "Chemical attack",
    "armed_attack": "Armed attack",
    "execution": "Execution",
    "abduction": "Abduction",
    "arrest": "Arrest",
    "sexual_violence": "Sexual violence",
    "looting_destruction": "Looting or destruction",
    "territory_gained": "Territory gained",
    "withdrawal": "Withdrawal",
    "attack_repelled": "Attack repelled",
    "siege": "Siege",
    "movement": "Movement of forces",
    "agreement": "Agreement",
    "protest": "Protest",
    "displacement": "Displacement",
    "aid_blocked_or_delivered": "Aid blocked or delivered",
    "shootdown": "Aircraft shot down",
    "other": "Other event",
    "control": "Control of ground",
    "toll": "Toll",
}
_ACTS: dict[str, str] = {
    "territory_gained": "{who} took ground{where}",
    "attack_repelled": "{who} repelled an attack{where}",
    "withdrawal": "{who} withdrew{where}",
    "battle": "there was fighting{where}, with {who}",
    "siege": "{who} laid siege{where}",
}
_UNDONE: dict[str, str] = {
    "attack_repelled": "an attack{by}{where} was repelled",
    "battle": "there was fighting{where}",
    "territory_gained": "ground changed hands{where}",
}
"""Where nobody is said to have acted."""
_STATES = {"holds": "holds", "does_not_hold": "does not hold", "contests": "contests", "besieges": "besieges", "left": "has left"}
_VERBS = {"asserts": "says that", "denies": "denies that", "hedges": "reports, without confirming it, that"}
_PLURAL_VERBS = {"asserts": "say that", "denies": "deny that", "hedges": "report, without confirming it, that"}
MAX_SPEAKERS = 2
"""Speakers named in a title; more become "and N others"."""


def day_words(day: date) -> str:
    """Write a day as "11 December 2016"."""
    return f"{day.day} {day:%B} {day.year}"


def when_words(when: When | None) -> str:
    """Write an interval as finely as it was said; "" without one."""
    if when is None or (when.start is None and when.end is None):
        return ""
    start, end = when.start, when.end
    if start is None or end is None:
        return f"since {day_words(start)}" if start is not None else f"until {day_words(end or date.max)}"
    if start == end:
        return day_words(start)
    if when.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}"
    if when.precision == "year" and start.year == end.year:
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day_words(end)}"
    return f"{day_words(start)} to {day_words(end)}"


def reported_words(day: date | None) -> str:
    """Write when something without a time of its own was first reported; "" if not even that is known."""
    return f"reported {day_words(day)}" if day else ""


def place_words(members: Sequence[Facet], fix: Fix | None) -> str:
    """Name the place in the words most used for the chosen fix itself, never in capitals, else as the fix is called."""
    placed = [facet.event for facet in members if facet.event.claim.place]
    if fix is None or fix.precision == "unknown":
        return placed[0].claim.place[0] if placed else ""
    words = Counter(
        event.claim.place[0]
        for event in placed
        if event.fix == fix and fix.precision == "exact" and not event.claim.place[0].isupper()
    )
    return min(words, key=lambda word: (-words[word], word)) if words else fix.name


def title(type_: str, where: str, when: str, speakers: Sequence[str], *, is_contested: bool, is_denied: bool = False) -> str:
    """Write an incident's title; `when` is the time in words, or "" if nothing is known of it."""
    spot = ", ".join(part for part in (where or "place not stated", when) if part)
    named = list(speakers[:MAX_SPEAKERS])
    if len(speakers) > MAX_SPEAKERS:
        rest = len(speakers) - MAX_SPEAKERS
        named.append(f"{rest} other{'s' if rest > 1 else ''}")
    who = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)
    how = f"denied by {who}" if is_denied else f"said by {who}{'; contradicted' if is_contested else ''}"
    tail = f" ({how})" if who else ""
    return f"{HEADINGS.get(type_, 'Other event')}: {spot}{tail}"


def _is_plural(facet: Facet) -> bool:
    """Whether the speaker is several people without a name ("residents")."""
    speaker = facet.event.claim.said_by
    return speaker is not None and speaker.kind in {"unnamed", "witness"} and speaker.name.endswith("s")


def says(facet: Facet, speaker: str) -> str:
    """Write what one claim says, in its speaker's name."""
    claim = facet.event.claim
    verb = (_PLURAL_VERBS if _is_plural(facet) else _VERBS)[claim.stance]
    who = " and ".join(dict.fromkeys(party.name for party in claim.actor)) or "somebody unnamed"
    where = f" at {_ground(claim, claim.place[0])}" if claim.place else ""
    if claim.kind == "control" and claim.control:
        held = ", ".join(f"{entry.holder or 'nobody named'} {_STATES[entry.state]} {entry.place}" for entry in claim.control)
        return f"{speaker} {verb} {held}"
    taken = " and ".join(dict.fromkeys(_ground(claim, entry.place) for entry in claim.control if entry.state == "holds"))
    if facet.type == "territory_gained" and taken:
        return f"{speaker} {verb} {who} took {taken}"
    if not claim.actor and facet.type in _UNDONE:
        by = " by " + " and ".join(dict.fromkeys(party.name for party in claim.target)) if claim.target else ""
        return f"{speaker} {verb} {_UNDONE[facet.type].format(by=by, where=where)}"
    act = _ACTS.get(facet.type)
    if act is not None:
        return f"{speaker} {verb} {act.format(who=who, where=where)}"
    by = f", by {who}" if claim.actor else ""
    return f"{speaker} {verb} there was {_with_article(HEADINGS.get(facet.type, 'Other event').lower())}{where}{by}"


def _ground(claim: Claim, words: str) -> str:
    """Name a part with what it is a part of ("the citadel in X"): a part taken is not the whole."""
    if words not in claim.place[:1] or len(claim.place) < 2 or claim.place[1].casefold() in words.casefold():
        return words
    return f"{words} ({claim.relation})" if claim.relation is not None else f"{words} in {claim.place[1]}"


def _with_article(heading: str) -> str:
    if heading in {
        "shelling",
        "sexual violence",
        "looting or destruction",
        "displacement",
        "aid blocked or delivered",
        "fighting",
    }:
        return heading
    return f"{'an' if heading[0] in 'aeiou' else 'a'} {heading}"
