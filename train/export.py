"""Checkpoint to what ships: an int8 ONNX file, its tokenizer, both measured against each other by `train.measure`."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from train.network import Network

ONNX_OPSET = 17


def export(network: Network, encoder: Path, folder: Path) -> None:
    """Write `tagger.onnx` (float32), `tagger.int8.onnx` and `tokenizer.json` beside the checkpoint."""
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    network.load_state_dict(state["network"])
    network.eval()
    ids = torch.randint(1000, 2000, (2, 12))
    sample = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    names = ["ids", "mask", "marks"]
    axes = {name: {0: "batch", 1: "pieces"} for name in [*names, "tokens"]}
    torch.onnx.export(
        network,
        sample,
        str(folder / "tagger.onnx"),
        input_names=names,
        output_names=["tokens", "incident"],
        dynamic_axes={**axes, "incident": {0: "batch"}},
        opset_version=ONNX_OPSET,
        dynamo=False,
    )
    # one bit less: processors without VNNI add two products in 16 bits, and would cut off what 8 bits make there
    quantize_dynamic(
        folder / "tagger.onnx", folder / "tagger.int8.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    shutil.copy(encoder / "tokenizer.json", folder / "tokenizer.json")
