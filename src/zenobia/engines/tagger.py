"""Taggers by name: what marks passages, rules or rules with a network, behind `ports.Tagger`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zenobia.engines.lexicon import load_lexicon
from zenobia.faults import BadSettings
from zenobia.ports import ActorBook, Gazetteer, Tagger
from zenobia.read.rules import RuleTagger

if TYPE_CHECKING:
    from zenobia.engines.network import Network

TAGGERS = ("network", "rules")
DEFAULT_TAGGER = "network"
"""Rules with the network beside them: no slower to install, and never worse where both were measured."""
MODELS = Path(__file__).parents[1] / "models"
"""Where the shipped network lies."""


def load_tagger(name: str = DEFAULT_TAGGER, *, actors: ActorBook, gazetteer: Gazetteer, threads: int = 1) -> Tagger:
    """Give the tagger of this name.

    Args:
        threads: how many the network may use; rules use one.

    Raises:
        BadSettings: no tagger has this name, or the network's files are missing.
    """
    rules = RuleTagger(lexicon=load_lexicon(), actors=actors, gazetteer=gazetteer)
    if name == "rules":
        return rules
    if name == "network":
        # loaded here: the runtime of networks takes as long to import as all the rest
        from zenobia.engines.network_tagger import NetworkTagger

        return NetworkTagger(rules=rules, network=load_network(threads=threads))
    raise BadSettings(f"engine={name!r} names no tagger; choose one of {', '.join(TAGGERS)}")


def load_network(folder: Path = MODELS, *, threads: int = 1) -> Network:
    """Give the shipped network; nothing is loaded before its first text.

    Raises:
        BadSettings: its files are missing.
    """
    from zenobia.engines.network import Network

    network = Network(folder, threads=threads)
    network.check()
    return network


def network_of(tagger: Tagger) -> Network | None:
    """Give the network that a tagger reads with, or None when it reads by rules alone."""
    if tagger.name != "network":
        return None
    from zenobia.engines.network_tagger import NetworkTagger

    return tagger.network if isinstance(tagger, NetworkTagger) else None
