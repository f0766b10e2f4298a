"""Gold files, read line by line, and cut down to what a reader may see.

In: a JSONL file. Out: records (JSON objects) in order, or a fault that names file, line, what is missing and what to do.

1. A predictor is handed `stripped(record, inputs)`: the input fields of its set and nothing else, whatever the file holds.
2. A missing file, a broken line and a missing required field stop the run: half a gold set gives a wrong figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zenobia.faults import BadSettings

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """All that a reader is told of a report."""

    doc_id: str
    title: str | None
    text: str
    published: str | None
    outlet: str | None


def read_records(path: Path) -> Iterator[dict[str, object]]:
    """Stream the objects of a JSONL file; empty lines are skipped.

    Raises:
        BadSettings: the file is missing, or a line is no JSON object.
    """
    if not path.is_file():
        raise BadSettings(f"{path} is not there; give --data the folder that holds the set, and --split one of its parts")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as fault:
                raise BadSettings(f"{path} line {number} is not JSON ({fault}); repair the line or remove it") from None
            if not isinstance(record, dict):
                raise BadSettings(f"{path} line {number} is not a JSON object but {type(record).__name__}; one object a line")
            yield record


def stripped(record: Record, inputs: Sequence[str], required: Sequence[str], where: str) -> dict[str, object]:
    """Keep the input fields alone.

    Raises:
        BadSettings: a required field is missing or is not text.
    """
    for name in required:
        if not isinstance(record.get(name), str):
            raise BadSettings(f"{where}: record {record.get('id', record.get('doc_id'))!r} has no text in field {name!r}")
    return {name: record[name] for name in inputs if name in record}


def text_of(record: Record, name: str) -> str | None:
    """Give a text field, or None when it is missing, null or of another kind."""
    value = record.get(name)
    return value if isinstance(value, str) else None
