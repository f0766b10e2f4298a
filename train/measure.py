"""Measure an exported network on the gold sets: int8 as it ships, float32 beside it, by the adapters of `zenobia evaluate`.

Needs neither torch nor the encoder. Prints one JSON object: set → model file → headline figure, and seconds.
"""

from __future__ import annotations

import time
from pathlib import Path

from tqdm import tqdm

from zenobia.engines.network import MODEL_FILE, Network
from zenobia.evaluate.records import ReportInput
from zenobia.evaluate.runner import evaluate
from zenobia.values.account import Located

MODELS = (MODEL_FILE, "tagger.onnx")
MARKED_SETS = ("re3d", "polnear", "muc4", "event_location")


def no_reader(report: ReportInput) -> Located:
    """Stand where a reader is asked for: sets of marked words are read by the network alone."""
    raise AssertionError(f"{report.doc_id}: the network was not asked")


def measure(folder: Path, data: Path, split: str, threads: int) -> dict[str, dict[str, object]]:
    """Score every model file that is in the folder on every set of marked words."""
    found: dict[str, dict[str, object]] = {name: {} for name in MARKED_SETS}
    runs = [(name, model) for name in MARKED_SETS for model in MODELS if (folder / model).is_file()]
    for name, model in tqdm(runs, ascii=True):
        network = Network(folder, threads=threads, model=model)
        began = time.perf_counter()
        result = evaluate(name, data, split, reader=no_reader, network=network)
        seconds = round(time.perf_counter() - began, 1)
        found[name][model] = {"primary": result.primary, "records": result.records, "seconds": seconds}
    return found
