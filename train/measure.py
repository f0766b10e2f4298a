"""Measure an exported network on the gold sets: int8 as it ships, float32 beside it, by the adapters of `zenobia evaluate`.

Needs neither torch nor the encoder. Prints one JSON object: set → model file → headline figure, and seconds. For the sets of
places (lgl, gwn), which are there to put places on the earth, the figure is F1 of exact spans.
"""

from __future__ import annotations

import time
from pathlib import Path

from tqdm import tqdm

from train.readers import records
from zenobia.engines.network import MODEL_FILE, Network
from zenobia.evaluate.metrics.figures import prf
from zenobia.evaluate.records import ReportInput
from zenobia.evaluate.runner import evaluate
from zenobia.values.account import Located

MODELS = (MODEL_FILE, "tagger.onnx")
PLACE_SETS = ("lgl", "gwn")
PLACE_WINDOW_PIECES = 190
"""What the toponym head was trained on."""
MARKED_SETS = ("re3d", "polnear", "muc4", "event_location")


def no_reader(report: ReportInput) -> Located:
    """Stand where a reader is asked for: sets of marked words are read by the network alone."""
    raise AssertionError(f"{report.doc_id}: the network was not asked")


def places(network: Network, data: Path, name: str, split: str) -> tuple[float, int]:
    """Give F1 of exact spans of place names, and how many texts were read."""
    hits = predicted = gold = texts = 0
    for record in records(data, name, split):
        found = {(start, end) for start, end, _ in network.score(record["text"], window=PLACE_WINDOW_PIECES).spans("toponym")}
        wanted = {(entity["start"], entity["end"]) for entity in record["entities"]}
        hits, predicted, gold = hits + len(found & wanted), predicted + len(found), gold + len(wanted)
        texts += 1
    return prf(hits, predicted, gold)["f1"], texts


def measure(folder: Path, data: Path, split: str, threads: int) -> dict[str, dict[str, object]]:
    """Score every model file that is in the folder on every set."""
    found: dict[str, dict[str, object]] = {name: {} for name in (*MARKED_SETS, *PLACE_SETS)}
    runs = [(name, model) for name in found for model in MODELS if (folder / model).is_file()]
    for name, model in tqdm(runs, ascii=True):
        network = Network(folder, threads=threads, model=model)
        began = time.perf_counter()
        primary: float | None
        if name in PLACE_SETS:
            primary, texts = places(network, data, name, split)
        else:
            result = evaluate(name, data, split, reader=no_reader, network=network)
            primary, texts = result.primary, result.records
        seconds = round(time.perf_counter() - began, 1)
        found[name][model] = {"primary": primary, "records": texts, "seconds": seconds}
    return found
