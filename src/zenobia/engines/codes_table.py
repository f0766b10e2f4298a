"""`lexicon/codes.toml`, read and checked: claim types in PLOVER, ACLED, UCDP and CAMEO.

In: the text of the file. Out: a `CodeTable`.

1. Every claim type has a row, and every row all six keys: a code, NO_CODE where the scheme has none, BY_PARTIES where it asks
   who did it to whom.
2. A code must be one of its scheme's: the lists below are PLOVER 2.0's event types and modes, ACLED's event and sub-event types
   of 2024, CAMEO's roots. A mode belongs to its type, a sub-event type to its event type.
3. A refinement replaces keys of one type where words of the claim say more; what comes out must hold by rule 2.

Never guesses a code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from zenobia.faults import BadSettings
from zenobia.values.claim import EVENT_TYPES


def _modes(words: str = "") -> frozenset[str]:
    return frozenset(words.split())


NO_CODE = "no code"
BY_PARTIES = "by parties"
KEYS = ("plover", "plover_mode", "acled", "acled_sub", "ucdp", "cameo")

PLOVER: Mapping[str, frozenset[str]] = {
    "AGREE": _modes(),
    "CONSULT": _modes("visit third-party multilateral phone"),
    "SUPPORT": _modes(),
    "CONCEDE": _modes(),
    "COOPERATE": _modes(),
    "AID": _modes(),
    "RETREAT": _modes("withdraw release disarm ceasefire access resign"),
    "REQUEST": _modes("assist change yield meet"),
    "ACCUSE": _modes("disapprove investigate allege"),
    "REJECT": _modes("assist change yield meet"),
    "THREATEN": _modes("restrict arrest relations expel territory violence"),
    "PROTEST": _modes("demo riot strike hunger boycott obstruct vandalize"),
    "SANCTION": _modes("convict expel withdraw discontinue"),
    "MOBILIZE": _modes("troops weapons police militia"),
    "COERCE": _modes("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
    "ASSAULT": _modes(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons "
        "crowd-control unconventional"
    ),
}
"""PLOVER 2.0, event types with their modes."""
ACLED: Mapping[str, frozenset[str]] = {
    "Battles": frozenset(("Armed clash", "Government regains territory", "Non-state actor overtakes territory")),
    "Explosions/Remote violence": frozenset(
        (
            "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED", "Grenade",
        )
    ),
    "Violence against civilians": frozenset(("Attack", "Abduction/forced disappearance", "Sexual violence")),
    "Protests": frozenset(("Peaceful protest", "Protest with intervention", "Excessive force against protesters")),
    "Riots": frozenset(("Violent demonstration", "Mob violence")),
    "Strategic developments": frozenset(
        (
            "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
            "Looting/property destruction", "Non-violent transfer of territory", "Other",
        )
    ),
}  # fmt: skip
"""ACLED codebook, event types with their sub-event types."""
CAMEO = frozenset(f"{root:02d}" for root in range(1, 21))
UCDP = frozenset(("1", "2", "3"))


class _Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    plover: str
    plover_mode: str
    acled: str
    acled_sub: str
    ucdp: str
    cameo: str


class _Refinement(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    type: str
    words: list[str]
    plover: str | None = None
    plover_mode: str | None = None
    acled: str | None = None
    acled_sub: str | None = None
    cameo: str | None = None


class _Sides(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    state_ids: list[str]
    state_words: list[str]
    group_words: list[str]


class _Table(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    types: dict[str, _Row]
    refine: list[_Refinement]
    sides: _Sides


Row = Mapping[str, str]
"""Key of KEYS to its code, NO_CODE or BY_PARTIES."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refinement:
    """Keys that words of a claim of this type replace."""

    type: str
    words: tuple[str, ...]
    keys: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTable:
    rows: Mapping[str, Row]
    refinements: tuple[Refinement, ...]
    state_ids: frozenset[str]
    state_words: frozenset[str]
    group_words: frozenset[str]


def _wrong(row: Row) -> str | None:
    """Say what does not hold in a row, if anything."""
    plover, mode, acled, sub = (row[key] for key in KEYS[:4])
    open_ = (NO_CODE, BY_PARTIES)
    if plover not in (*PLOVER, *open_):
        return f"plover={plover!r}; allowed are {', '.join((*PLOVER, *open_))}"
    if mode not in open_ and mode not in PLOVER.get(plover, ()):
        return f"plover_mode={mode!r}; {plover} has {', '.join(sorted(PLOVER.get(plover, ()))) or 'no modes'}"
    if acled not in (*ACLED, *open_):
        return f"acled={acled!r}; allowed are {', '.join((*ACLED, *open_))}"
    if sub not in open_ and sub not in ACLED.get(acled, ()):
        return f"acled_sub={sub!r}; {acled} has {', '.join(sorted(ACLED.get(acled, ()))) or 'no sub-event types'}"
    if row["ucdp"] not in (*UCDP, *open_):
        return f"ucdp={row['ucdp']!r}; allowed are 1, 2, 3, {', '.join(open_)}"
    if row["cameo"] not in (*CAMEO, *open_):
        return f"cameo={row['cameo']!r}; allowed are 01 to 20, {', '.join(open_)}"
    return None


def read_codes(name: str, text: str) -> CodeTable:
    """Read `codes.toml`.

    Raises:
        BadSettings: the file breaks its schema, a type has no row or a row no type, or a code is none of its scheme.
    """
    try:
        table = msgspec.convert(tomllib.loads(text), _Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadSettings(f"lexicon/{name}: {error}; keys allowed in a row are {', '.join(KEYS)}") from None
    if odd := set(table.types) ^ set(EVENT_TYPES):
        raise BadSettings(f"lexicon/{name}: {', '.join(sorted(odd))}: one table a claim type is wanted: {', '.join(EVENT_TYPES)}")
    rows: dict[str, Row] = {type_: msgspec.structs.asdict(row) for type_, row in table.types.items()}
    for type_, row in rows.items():
        if wrong := _wrong(row):
            raise BadSettings(f"lexicon/{name}: types.{type_}: {wrong}")
    refinements: list[Refinement] = []
    for number, entry in enumerate(table.refine, start=1):
        if entry.type not in rows or not entry.words:
            raise BadSettings(f"lexicon/{name}: refine {number}: type={entry.type!r}: give a claim type and words")
        keys = {key: value for key in KEYS if (value := getattr(entry, key, None)) is not None}
        if wrong := _wrong({**_settled(rows[entry.type], keys), **keys}):
            raise BadSettings(f"lexicon/{name}: refine {number} ({entry.type}): {wrong}")
        refinements.append(Refinement(type=entry.type, words=tuple(entry.words), keys=keys))
    sides = table.sides
    return CodeTable(
        rows=rows, refinements=tuple(refinements), state_ids=frozenset(sides.state_ids),
        state_words=frozenset(sides.state_words), group_words=frozenset(sides.group_words),
    )  # fmt: skip


def _settled(row: Row, keys: Row) -> Row:
    """Give a row without the mode and sub-event type of a type that a refinement replaces."""
    dropped = {"plover_mode"} if "plover" in keys else set[str]()
    dropped |= {"acled_sub"} if "acled" in keys else set()
    return {key: NO_CODE if key in dropped else value for key, value in row.items()}
