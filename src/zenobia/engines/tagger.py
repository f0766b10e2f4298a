"""Taggers by name: what marks passages, rules or a network, behind `ports.Tagger`."""

from __future__ import annotations

from zenobia.engines.lexicon import load_lexicon
from zenobia.faults import BadSettings
from zenobia.ports import ActorBook, Gazetteer, Tagger
from zenobia.read.rules import RuleTagger

TAGGERS = ("rules",)


def load_tagger(name: str = "rules", *, actors: ActorBook, gazetteer: Gazetteer) -> Tagger:
    """Give the tagger of this name.

    Raises:
        BadSettings: no tagger has this name.
    """
    if name == "rules":
        return RuleTagger(lexicon=load_lexicon(), actors=actors, gazetteer=gazetteer)
    raise BadSettings(f"engine={name!r} names no tagger; choose one of {', '.join(TAGGERS)}")
