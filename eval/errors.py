"""Where a predictions file and a gold file part: missed and invented fillers, sentence by sentence.

`errors.py SCORE GOLD PREDICTIONS [DOC]`: SCORE is the set's own score.py, whose pairing is used; DOC limits the print to
documents whose id holds it. A pair is printed with `-` for what gold has alone and `+` for what the prediction has alone.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

Record = dict[str, Any]


def load_score(path: Path) -> ModuleType:
    """Load a set's score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file; give the set's score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_claims(path: Path) -> dict[str, list[Record]]:
    """Read a gold or predictions file, by document."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {record["doc_id"]: record["claims"] for record in map(json.loads, filter(str.strip, lines))}


def differences(score: ModuleType, gold: list[Record], predicted: list[Record]) -> Iterator[str]:
    """Give the lines of one document."""
    pairs = score.pair_up(gold, predicted)
    partner, paired = dict(pairs), {j for _, j in pairs}
    for number, claim in enumerate(gold):
        fillers = score.fillers(claim)
        if number not in partner:
            yield f"MISSED  {claim['quote']}"
            yield "        " + "; ".join(f"{slot}={value}" for slot, value in fillers)
            continue
        other = predicted[partner[number]]
        theirs = score.fillers(other)
        hits = score.matched(fillers, theirs)
        left, right = {i for i, _ in hits}, {j for _, j in hits}
        yield f"PAIRED  {claim['quote']}"
        yield "     =  " + "; ".join(f"{slot}={value}" for index, (slot, value) in enumerate(fillers) if index in left)
        yield "     -  " + "; ".join(f"{slot}={value}" for index, (slot, value) in enumerate(fillers) if index not in left)
        yield "     +  " + "; ".join(f"{slot}={value}" for index, (slot, value) in enumerate(theirs) if index not in right)
    for number, claim in enumerate(predicted):
        if number not in paired:
            yield f"INVENTED {claim['quote']}"
            yield "        " + "; ".join(f"{slot}={value}" for slot, value in score.fillers(claim))


def main(arguments: list[str]) -> int:
    """Print the differences of every document asked for."""
    if len(arguments) not in (3, 4):
        sys.stderr.write(__doc__ or "")
        return 2
    score = load_score(Path(arguments[0]))
    gold, predicted = read_claims(Path(arguments[1])), read_claims(Path(arguments[2]))
    for document, claims in gold.items():
        if len(arguments) == 4 and arguments[3] not in document:
            continue
        sys.stdout.write(f"\n== {document}\n")
        for line in differences(score, claims, predicted.get(document, [])):
            sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
