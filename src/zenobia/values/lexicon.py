"""Words as data: what the TOML files of `lexicon/` hold, typed. Words are lower case; lists of words are sets or tuples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ActionObject = Literal["target", "place", "none"]
ActionSubject = Literal["actor", "target", "place"]
Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """One action type in the field's schemes; None where the scheme has no code."""

    plover: str | None = None
    plover_mode: str | None = None
    acled: str | None = None
    acled_sub: str | None = None
    ucdp: int | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWords:
    """Words that tell of one type of happening, with what stands at their sides."""

    type: str
    """A claim type, or a control state."""
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    object: ActionObject = "target"
    subject: ActionSubject = "actor"
    strength: int = 2
    """3 names its type, 2 is usual for it, 1 merely accompanies another action of its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Closed classes, and verbs enough to see where a noun phrase ends."""

    determiners: Words
    prepositions: Words
    subordinators: Words
    relatives: Words
    conjunctions: Words
    pronouns: Words
    auxiliaries: Words
    modals: Words
    negations: Words
    adverbs: Words
    adjectives: Words
    """Adjectives that stand before a noun of doing: "heavy shelling"."""
    pure: Words
    """Verbs that are no noun."""
    doubling: Words
    time_words: Words
    verbs: Words
    irregular: Mapping[str, str]
    """Lemma to its past and, if another, its past participle: "took taken"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Common nouns for those who act and suffer."""

    armed: Words
    weak_armed: Words
    civil: Words
    bodies: Words
    """Heads of bodies, whose names go on over "of" and "for"."""
    followers: Words
    """Nouns that a group's name carries along."""
    hostile: Words
    """Common nouns that point to the armed group named last."""
    on_foot: Words
    """Who raids on the ground, where nothing else says how."""
    without_aircraft: Words
    """Who bombs from the ground, where nothing else says how."""
    monuments: Words
    """Things whose destruction, told without a doer, is a loss of heritage and no attack on people."""
    state_heads: Words
    uncounted: Words
    """Who is counted but says nothing of who was aimed at."""
    means: Mapping[str, Words]
    """Action type to instruments that do it."""
    things: Words
    movable: Words
    """Things that are seized without ground: weapons, vehicles, stores."""
    containers: Words
    titles: Words
    adjectives: Words
    demonyms: Mapping[str, str]
    """"russian" to "Russia"; empty where no state is meant."""
    instruments: Words = field(init=False)
    """What strikes from afar, and is its owner's: the instruments of air strikes, drone strikes and shelling."""

    def __post_init__(self) -> None:
        afar = (self.means.get(type_, frozenset()) for type_ in ("air_strike", "drone_strike", "shelling"))
        object.__setattr__(self, "instruments", frozenset().union(*afar))


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How reports say who says so."""

    say: Words
    deny: Words
    hedge: Words
    relay: Words
    according: tuple[str, ...]
    papers: Words
    audiences: Words
    pronouns: Words
    kinds: Mapping[str, Words]
    media: Words
    say_or_deny: Words = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "say_or_deny", self.say | self.deny)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stances:
    """What weakens, turns or unmakes a claim."""

    hedges: Words
    hedging_phrases: tuple[str, ...]
    negations: Words
    denials: tuple[str, ...]
    unreal_before: Words
    unreal_phrases: tuple[str, ...]
    conditions: Words
    real_phrases: tuple[str, ...]
    failed_phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a place phrase is made of."""

    nouns: Words
    vague: Words
    parts: Words
    lands: Words
    asides: Words
    """Parts that only say where about: "the outskirts of X" is told as X with a relation."""
    """Nouns that make a part of a place of the place after their "of"."""
    directions: Words
    relations: tuple[str, ...]
    locatives: Words
    units: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything that the rule reader and the claim room know of words."""

    grammar: Grammar
    actions: tuple[ActionWords, ...]
    support: Words
    """Verbs that only lend their subject to the noun that follows: "launched air strikes"."""
    parties: Parties
    speech: Speech
    stances: Stances
    ground: Ground
    codes: Mapping[str, Codes] = field(default_factory=dict)
