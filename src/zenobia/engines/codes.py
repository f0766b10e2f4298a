"""A claim in the schemes of the field: its type's row, what its words refine, and what its parties decide.

In: a claim, and the country it was put in. Out: its `Codes`; None where a scheme has no code or the claim does not tell.

1. The row of the type counts (`codes_table`); the first refinement whose words stand in the quote replaces keys of it.
2. UCDP's type of violence needs a death and both sides: 1 where a state's forces are on either, 2 between armed groups, 3 where
   organised violence meets civilians alone. Targets of both kinds leave it open.
3. ACLED: an attack on armed people is a clash, one on civilians an attack; a place taken by the state of the country is regained,
   by anybody else overtaken. Who is not known leaves it open.
4. Expulsion needs somebody who expels.
5. A party is a state's, an armed group's or civil by its reference entry, else by its last words; else it is neither.

Never decides from a party's name whom it fights for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from zenobia.engines.actor_words import actors_folder, load_words
from zenobia.engines.codes_table import BY_PARTIES, NO_CODE, CodeTable, read_codes
from zenobia.engines.lexicon import lexicon_text, load_lexicon
from zenobia.values.actor import Actor
from zenobia.values.claim import Claim, Party
from zenobia.values.lexicon import Codes

Side = Literal["state", "group", "civil"]
ARMED: frozenset[Side] = frozenset(("state", "group"))


@cache
def load_codes() -> CodeTable:
    """Read the shipped table.

    Raises:
        BadSettings: it breaks its schema.
    """
    return read_codes("codes.toml", lexicon_text("codes.toml"))


@cache
def _actors() -> dict[str, Actor]:
    words = load_words(actors_folder())
    return {actor.id: actor for actor in (*words.actors, *words.armies)}


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def _by_words(written: str) -> Side | None:
    table, parties = load_codes(), load_lexicon().parties
    words = written.lower().split()
    for size in (2, 1):
        tail = " ".join(words[-size:])
        if tail in table.state_words:
            return "state"
        if tail in table.group_words:
            return "group"
    return "civil" if words and words[-1] in parties.civil - parties.armed else None


def side_of(party: Party) -> Side | None:
    """Tell whose side's kind a party is of."""
    table = load_codes()
    actor = _actors().get(party.id or "")
    if actor is not None and actor.kind != "group":
        if actor.kind in ("state", "military") or actor.id in table.state_ids:
            return "state"
        if actor.kind in ("armed_group", "coalition"):
            return "group"
        return "civil" if actor.kind == "civilians" else None
    return _by_words(party.text) or _by_words(party.fullest or party.name)


def country_of(party: Party) -> str | None:
    """Give the state (ISO 3166-1 alpha-2) that a party's reference entry belongs to."""
    actor = _actors().get(party.id or "")
    return actor.country if actor is not None else None


def _sides(parties: tuple[Party, ...]) -> frozenset[Side]:
    return frozenset(side for party in parties if (side := side_of(party)) is not None)


def _killed(claim: Claim) -> list[str]:
    """Give who was killed, where somebody was."""
    return [toll.who for toll in claim.toll if toll.what == "killed" and toll.low > 0]


def _suffering(claim: Claim) -> frozenset[Side]:
    """Give the sides of the targets; without any, of those whom the figures count."""
    harmed = [toll.who for toll in claim.toll if toll.what in ("killed", "injured")]
    counted = frozenset(side for who in harmed if (side := _by_words(who)) is not None)
    return _sides(claim.target) or counted


def violence(doing: frozenset[Side], suffering: frozenset[Side]) -> int | None:
    """Give UCDP's type of violence between two sides of whom somebody died, by rule 2; None where it is not told."""
    armed = doing & ARMED
    if not armed or not suffering or (suffering & ARMED and "civil" in suffering):
        return None
    if suffering == {"civil"}:
        return 3
    return 1 if "state" in armed | suffering else 2


def _ucdp(claim: Claim) -> int | None:
    return violence(_sides(claim.actor), _suffering(claim)) if _killed(claim) else None


def _acled(claim: Claim, country: str | None) -> tuple[str | None, str | None]:
    if claim.type == "armed_attack":
        suffering = _suffering(claim)
        if suffering == {"civil"}:
            return "Violence against civilians", "Attack"
        return ("Battles", "Armed clash") if suffering and suffering <= ARMED else (None, None)
    doing = _sides(claim.actor)
    if claim.type != "territory_gained" or not doing & ARMED:
        return None, None
    owners = {_actors()[party.id].country for party in claim.actor if party.id in _actors()}
    is_foreign = bool(country) and bool(owners) and country not in owners and None not in owners
    is_regained = "state" in doing and not is_foreign
    return "Battles", "Government regains territory" if is_regained else "Non-state actor overtakes territory"


def codes_of(claim: Claim, country: str | None = None) -> Codes:
    """Give a claim's codes.

    Args:
        country: ISO 3166-1 alpha-2 of where the claim was put.
    """
    table = load_codes()
    found = dict(table.rows.get(claim.type or "", {}))
    if not found:
        return Codes()
    for one in table.refinements:
        if one.type == claim.type and _pattern(one.words).search(claim.quote.text):
            found.update(one.keys)
            break
    acled, acled_sub = _acled(claim, country) if BY_PARTIES in (found["acled"], found["acled_sub"]) else (None, None)
    is_expelled = claim.type == "displacement" and bool(claim.actor)
    decided: dict[str, str | None] = {
        "plover": "SANCTION" if is_expelled else None,
        "plover_mode": "expel" if is_expelled else None,
        "cameo": "20" if is_expelled else None,
        "acled": acled,
        "acled_sub": acled_sub,
    }
    coded = {key: decided[key] if found[key] == BY_PARTIES else None if found[key] == NO_CODE else found[key] for key in decided}
    return Codes(**coded, ucdp=_ucdp(claim) if found["ucdp"] == BY_PARTIES else None)
