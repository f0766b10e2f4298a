"""The word lists of `lexicon/`, read and checked: TOML files → `Lexicon`.

1. Every file is checked against its schema on load; what does not hold raises BadSettings naming file, key and allowed values.
2. A block of words may be one string, split at white space, or a list of phrases.
3. Reading happens when asked, once a process; nothing is read on import.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, TypeVar, get_args

import msgspec

from zenobia.engines.codes_table import BY_PARTIES, NO_CODE, Row, read_codes
from zenobia.faults import BadSettings
from zenobia.values.claim import EVENT_TYPES, ControlState
from zenobia.values.lexicon import (
    ActionObject,
    ActionSubject,
    ActionWords,
    Codes,
    Grammar,
    Ground,
    Lexicon,
    Parties,
    Speech,
    Stances,
)

ACTION_TYPES = (*EVENT_TYPES, *get_args(ControlState))

Schema = TypeVar("Schema", bound=msgspec.Struct)


class _Grammar(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    determiners: str
    prepositions: str
    subordinators: str
    relatives: str
    conjunctions: str
    pronouns: str
    auxiliaries: str
    modals: str
    negations: str
    adverbs: str
    adjectives: str
    pure: str
    doubling: str
    time_words: str
    verbs: str
    irregular: dict[str, str]


class _Action(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    type: str
    verbs: list[str] = []
    nouns: list[str] = []
    object: ActionObject = "target"
    subject: ActionSubject = "actor"
    strength: Annotated[int, msgspec.Meta(ge=1, le=3)] = 2


class _Actions(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    support: str
    action: list[_Action]


class _Things(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    words: str
    movable: str
    containers: str
    titles: str
    adjectives: str


class _Parties(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    armed: str
    weak_armed: str
    civil: str
    bodies: str
    followers: str
    hostile: str
    on_foot: str
    without_aircraft: str
    monuments: str
    state_heads: str
    uncounted: str
    means: dict[str, str]
    things: _Things
    demonyms: dict[str, str]


class _Media(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    names: str


class _Speech(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    say: str
    deny: str
    hedge: str
    relay: str
    according: list[str]
    papers: str
    audiences: str
    pronouns: str
    kinds: dict[str, str]
    media: _Media


class _Stances(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    hedges: str
    hedging_phrases: list[str]
    negations: str
    denials: list[str]
    unreal_before: str
    unreal_phrases: list[str]
    conditions: str
    real_phrases: list[str]
    failed_phrases: list[str]


class _Ground(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    nouns: str
    vague: str
    parts: str
    lands: str
    asides: str
    directions: str
    relations: list[str]
    locatives: str
    units: str


def read_words(name: str, text: str, schema: type[Schema]) -> Schema:
    """Check one TOML text against its schema.

    Raises:
        BadSettings: not TOML, or a key or value that the schema does not allow.
    """
    try:
        return msgspec.convert(tomllib.loads(text), schema)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"lexicon/{name} is not TOML: {error}; mend the line and run again") from None
    except msgspec.ValidationError as error:
        allowed = ", ".join(schema.__struct_fields__)
        raise BadSettings(f"lexicon/{name}: {error}; keys allowed at the top are {allowed}") from None


def read_actions(name: str, text: str) -> tuple[tuple[ActionWords, ...], frozenset[str]]:
    """Read `actions.toml`: the actions, and the support verbs.

    Raises:
        BadSettings: the file breaks its schema, names an unknown type, or an entry without words.
    """
    found = read_words(name, text, _Actions)
    for number, entry in enumerate(found.action, start=1):
        if entry.type not in ACTION_TYPES:
            raise BadSettings(f"lexicon/{name}: action {number}: type={entry.type!r}; allowed are {', '.join(ACTION_TYPES)}")
        if not entry.verbs and not entry.nouns:
            raise BadSettings(f"lexicon/{name}: action {number} ({entry.type}) has neither verbs nor nouns; give one")
    actions = tuple(
        ActionWords(
            type=entry.type,
            verbs=tuple(entry.verbs),
            nouns=tuple(entry.nouns),
            object=entry.object,
            subject=entry.subject,
            strength=entry.strength,
        )
        for entry in found.action
    )
    return actions, _set(found.support)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _sets(tables: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {key: _set(words) for key, words in tables.items()}


def lexicon_text(name: str) -> str:
    """Read one shipped file of word lists."""
    return files("zenobia").joinpath("lexicon", name).read_text(encoding="utf-8")


def _parties(found: _Parties) -> Parties:
    unknown = set(found.means) - set(EVENT_TYPES)
    if unknown:
        raise BadSettings(f"lexicon/parties.toml: means.{sorted(unknown)[0]}: allowed are {', '.join(EVENT_TYPES)}")
    return Parties(
        armed=_set(found.armed),
        weak_armed=_set(found.weak_armed),
        civil=_set(found.civil),
        bodies=_set(found.bodies),
        followers=_set(found.followers),
        hostile=_set(found.hostile),
        on_foot=_set(found.on_foot),
        without_aircraft=_set(found.without_aircraft),
        monuments=_set(found.monuments),
        state_heads=_set(found.state_heads),
        uncounted=_set(found.uncounted),
        means=_sets(found.means),
        things=_set(found.things.words),
        movable=_set(found.things.movable),
        containers=_set(found.things.containers),
        titles=_set(found.things.titles),
        adjectives=_set(found.things.adjectives),
        demonyms=found.demonyms,
    )


def _speech(found: _Speech) -> Speech:
    return Speech(
        say=_set(found.say),
        deny=_set(found.deny),
        hedge=_set(found.hedge),
        relay=_set(found.relay),
        according=tuple(found.according),
        papers=_set(found.papers),
        audiences=_set(found.audiences),
        pronouns=_set(found.pronouns),
        kinds=_sets(found.kinds),
        media=_set(found.media.names),
    )


def _codes(row: Row) -> Codes:
    """Give what a type alone says: no code where the scheme has none or asks for the parties."""
    said = {key: None if value in (NO_CODE, BY_PARTIES) else value for key, value in row.items()}
    ucdp = said.pop("ucdp")
    return Codes(**said, ucdp=int(ucdp) if ucdp else None)


@cache
def load_lexicon() -> Lexicon:
    """Read the shipped word lists.

    Raises:
        BadSettings: a file breaks its schema.
    """
    grammar = read_words("grammar.toml", lexicon_text("grammar.toml"), _Grammar)
    stances = read_words("stance.toml", lexicon_text("stance.toml"), _Stances)
    ground = read_words("ground.toml", lexicon_text("ground.toml"), _Ground)
    actions, support = read_actions("actions.toml", lexicon_text("actions.toml"))
    closed = {key: _set(value) for key, value in msgspec.structs.asdict(grammar).items() if isinstance(value, str)}
    return Lexicon(
        grammar=Grammar(**closed, irregular=grammar.irregular),
        actions=actions,
        support=support,
        parties=_parties(read_words("parties.toml", lexicon_text("parties.toml"), _Parties)),
        speech=_speech(read_words("speech.toml", lexicon_text("speech.toml"), _Speech)),
        stances=Stances(
            hedges=_set(stances.hedges),
            hedging_phrases=tuple(stances.hedging_phrases),
            negations=_set(stances.negations),
            denials=tuple(stances.denials),
            unreal_before=_set(stances.unreal_before),
            unreal_phrases=tuple(stances.unreal_phrases),
            conditions=_set(stances.conditions),
            real_phrases=tuple(stances.real_phrases),
            failed_phrases=tuple(stances.failed_phrases),
        ),
        ground=Ground(
            nouns=_set(ground.nouns),
            vague=_set(ground.vague),
            parts=_set(ground.parts),
            lands=_set(ground.lands),
            asides=_set(ground.asides),
            directions=_set(ground.directions),
            relations=tuple(ground.relations),
            locatives=_set(ground.locatives),
            units=_set(ground.units),
        ),
        codes={type_: _codes(row) for type_, row in read_codes("codes.toml", lexicon_text("codes.toml")).rows.items()},
    )


def codes_for(type_: str | None) -> Codes:
    """Give what a claim type alone says in the field's schemes; an empty Codes for a claim without a type."""
    return load_lexicon().codes.get(type_ or "", Codes())
