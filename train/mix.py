"""In: two networks of one origin, as checkpoints or int8 files. Out: a checkpoint with weights between theirs.

What was trained on from a network lies near enough to it that weights between the two work, and often better than either.
"""

from __future__ import annotations

from pathlib import Path

import torch

from train.network import Network
from train.start import start_from

OWN = ("heads.name.", "heads.chain.", "heads.deed.", "heads.action.", "heads.stance.")
"""Heads that an older network may lack: they are taken from the second alone."""


def mix(encoder: Path, first: Path, second: Path, share: float, out: Path) -> None:
    """Write `out/checkpoint.pt`.

    Args:
        share: how much of the second network is in it, 0 to 1.
    """
    states = []
    for path in (first, second):
        network = Network(encoder)
        start_from(network, path)
        states.append(network.state_dict())
    one, other = states
    mixed = {
        name: other[name] if name.startswith(OWN) else one[name] + share * (other[name] - one[name])
        if one[name].is_floating_point() else one[name]
        for name in one
    }  # fmt: skip
    torch.save({"network": mixed}, out / "checkpoint.pt")
