"""Evaluate one set: read, strip, predict, write, score.

In: the name of a set, the folder of the sets, a split, a reader. Out: an `Evaluation`, and a file of predictions if asked for.

1. The prediction for a record is made from its input fields before anything else of it is looked at; asked for resolution alone,
   the predictor is shown where the names stand, never where they lie.
2. A record that the reader cannot read is predicted empty, counted in `unread`, and the run goes on.
3. Metrics are computed only when every gold file of the split is there and carries gold; else predictions alone are written.

The reader is handed in: which one is the caller's choice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zenobia.evaluate.records import read_records, stripped
from zenobia.evaluate.sets import SETS, Reader, SetAdapter
from zenobia.faults import BadSettings, SourceFault
from zenobia.ports import Gazetteer

if TYPE_CHECKING:
    from zenobia.engines.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """`metrics` is None when the records carry no gold; `primary` is the set's headline figure."""

    set_name: str
    split: str
    records: int
    unread: tuple[str, ...]
    """What the reader said of each record that it could not read."""
    predictions: tuple[dict[str, object], ...]
    metrics: dict[str, object] | None
    primary: float | None


def set_names() -> tuple[str, ...]:
    return tuple(SETS)


def _adapter(set_name: str) -> SetAdapter:
    if set_name not in SETS:
        raise BadSettings(f"set {set_name!r} is not known; choose one of {', '.join(SETS)}")
    return SETS[set_name]


def _golds(adapter: SetAdapter, data_dir: Path, split: str) -> list[list[dict[str, object]]]:
    golds = [list(read_records(path)) for path in adapter.gold_files(data_dir, split) if path.is_file()]
    return [gold for gold in golds if gold and all(adapter.gold_field in record for record in gold)]


def predictions_of(adapter: SetAdapter, path: Path, reader: Reader, unread: list[str] | None = None) -> list[dict[str, object]]:
    """Predict every record of one file; what the reader says of those it cannot read is appended to `unread`.

    Raises:
        BadSettings: the file is missing or broken, or a record lacks a required field.
    """
    predictions: list[dict[str, object]] = []
    records = (
        stripped(record, adapter.inputs, adapter.required, str(path)) | (adapter.shown(record) if adapter.shown else {})
        for record in read_records(path)
    )
    if adapter.predict_all is not None:
        return adapter.predict_all(list(records), reader, [] if unread is None else unread)
    predict = adapter.predictor(path, reader)
    for given in records:
        try:
            predictions.append(predict(given, reader))
        except SourceFault as fault:
            predictions.append({adapter.id_field: given[adapter.id_field], **adapter.empty})
            if unread is not None:
                unread.append(str(fault))
    return predictions


def evaluate(
    set_name: str,
    data_dir: Path,
    split: str = "dev",
    out: Path | None = None,
    *,
    reader: Reader,
    network: Network | None = None,
    gazetteer: Gazetteer | None = None,
    gold_spans: bool = False,
) -> Evaluation:
    """Predict one split of one set, write the predictions to `out`, and score them where there is gold.

    Args:
        network: asked instead of the reader where a set is made of marked words (re3d, polnear, muc4, event_location).
        gazetteer: needed by the sets of places (lgl, gwn, trnews, geovirus).
        gold_spans: show the predictor of a set of places where its names stand, to measure resolution alone.

    Raises:
        BadSettings: the set is unknown, a file is missing or broken, or a record lacks a required field.
    """
    adapter = _adapter(set_name).reading_by(network).placing_by(reader, gazetteer, network, gold_spans=gold_spans)
    unread: list[str] = []
    predictions = predictions_of(adapter, adapter.input_file(data_dir, split), reader, unread)
    if out is not None:
        write_predictions(out, predictions)
    golds = _golds(adapter, data_dir, split)
    metrics = adapter.score(golds, predictions) if golds else None
    primary = metrics.get("primary") if metrics else None
    return Evaluation(
        set_name=set_name,
        split=split,
        records=len(predictions),
        unread=tuple(unread),
        predictions=tuple(predictions),
        metrics=metrics,
        primary=primary if isinstance(primary, float) else None,
    )


def write_predictions(out: Path, predictions: Sequence[dict[str, object]]) -> None:
    """Write one JSON object a line.

    Raises:
        BadSettings: the file cannot be written.
    """
    try:
        with out.open("w", encoding="utf-8") as sink:
            for prediction in predictions:
                sink.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    except OSError as fault:
        raise BadSettings(f"{out} cannot be written ({fault.strerror}); give --out a file in a folder that exists") from None
