"""In: networks of one origin, as checkpoints or int8 files. Out: a checkpoint with the mean of their weights.

What was trained on from one network, on other batches each, lies so near together that the mean works, and often better than
any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from train.network import Network
from train.start import start_from


def mix(encoder: Path, networks: Sequence[Path], shares: Sequence[float], out: Path) -> None:
    """Write `out/checkpoint.pt`.

    Args:
        shares: how much each network counts, one number a network, above 0.
    """
    mixed: dict[str, torch.Tensor] = {}
    for path, share in zip(networks, shares, strict=True):
        network = Network(encoder)
        start_from(network, path)
        for name, weight in network.state_dict().items():
            part = weight * (share / sum(shares)) if weight.is_floating_point() else weight
            mixed[name] = mixed[name] + part if name in mixed and weight.is_floating_point() else part
    torch.save({"network": mixed}, out / "checkpoint.pt")
