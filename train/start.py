"""In: a network trained before, as a checkpoint or as the int8 file that ships. Out: its weights, for a run that goes on.

The int8 file holds weights of 7 bits with one scale a channel, in the order of the network's layers; word embeddings are the
encoder's own.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from train.network import Network

QUANTISED = "_quantized"
WORDS = "encoder.embeddings.word_embeddings.weight"


def weights_of(model: Path) -> tuple[dict[str, torch.Tensor], list[torch.Tensor]]:
    """Give the weights that have names, and those of the matrix products in order, each (outputs, inputs)."""
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(model).graph.initializer}
    named: dict[str, torch.Tensor] = {}
    products: list[torch.Tensor] = []
    for name, values in stored.items():
        if name.endswith(QUANTISED):
            bare = name.removesuffix(QUANTISED)
            zero = stored[f"{bare}_zero_point"].astype(np.float32)
            exact = torch.from_numpy((values.astype(np.float32) - zero) * stored[f"{bare}_scale"])
            if "embeddings" in bare:
                named[bare] = exact
            else:
                products.append(exact.T.contiguous())
        elif not name.endswith(("_scale", "_zero_point")):
            named[name] = torch.from_numpy(values.copy())
    return named, products


def start_from(network: Network, model: Path) -> None:
    """Put a trained network's weights into a new one; heads that it lacks stay as they are, heads that it has beyond go.

    Raises:
        SystemExit: the file's layers are not those of the network.
    """
    if model.suffix == ".pt":
        saved = torch.load(model, weights_only=True)["network"]
        network.load_state_dict({**network.state_dict(), **{name: saved[name] for name in network.state_dict() if name in saved}})
        return
    named, products = weights_of(model)
    state = network.state_dict()
    encoder = [name for name, weight in network.encoder.named_parameters(prefix="encoder") if weight.dim() == 2]
    heads = [name for name in named if name.startswith("heads.") and name.endswith(".bias")]
    order = [name for name in encoder if "embeddings" not in name]
    order += [name.replace(".bias", ".weight") for name in heads] + ["incident.weight"]
    wanted = [tuple(state[name].shape) for name in order if name in state]
    stored = [tuple(weight.shape) for name, weight in zip(order, products, strict=False) if name in state]
    if len(order) != len(products) or wanted != stored:
        raise SystemExit(f"{model}: its layers are not those of this network; start from one that `train export` wrote")
    new = {name: weight for name, weight in {**named, **dict(zip(order, products, strict=True))}.items() if name in state}
    new.pop(WORDS, None)  # these never moved, and the encoder has them unrounded
    marks = "encoder.embeddings.token_type_embeddings.weight"
    known = new[marks]
    new[marks] = torch.cat([known, known[:1].expand(len(state[marks]) - len(known), -1)])
    network.load_state_dict(new, strict=False)
