"""`python -m train.cuts --data DIR [--out FOLDER] [--split dev]`: F1 of MUC-4's templates for other cuts of the scores.

A network's scores have a scale of their own, so that its cuts (`zenobia.evaluate.muc4.Cuts`) are looked at again when another
one ships. Every text is read once; then one cut is moved at a time, the others as they are. Prints a line for each.
Never look at a test part: it is the dev part that cuts may be chosen on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from train.readers import records
from zenobia.engines.network import Network
from zenobia.engines.pieces import ROLE_NAMES
from zenobia.engines.tagger import MODELS
from zenobia.evaluate.metrics.muc4 import score
from zenobia.evaluate.muc4 import CUTS, Cuts, filled, readings

TOLD = (-2.4, -2.1, -1.8, -1.5, -1.2, -0.9, -0.6, -0.3)
LIFTED = (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)


def moved() -> Iterator[tuple[str, Cuts]]:
    """Give the cuts as they are, and with one of them moved."""
    yield "as they are", CUTS
    for cut in TOLD:
        yield f"told {cut:g}", replace(CUTS, told=cut)
    for role in ROLE_NAMES:
        for lift in LIFTED:
            yield f"lift of {role} {lift:g}", replace(CUTS, lifts={**CUTS.lifts, role: lift})


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m train.cuts", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the gold sets")
    parser.add_argument("--out", type=Path, default=MODELS, help="folder of the network")
    parser.add_argument("--split", default="dev", choices=("train", "dev"))
    given = parser.parse_args()
    network = Network(given.out)
    gold = list(records(given.data, "muc4", given.split))
    texts = [str(record["gtt_text"]) for record in gold]
    read = [readings(text, network) for text in tqdm(texts, ascii=True)]
    for name, cuts in moved():
        found = [
            {"id": record["id"], "templates": filled(text, one, cuts)}
            for record, text, one in zip(gold, texts, read, strict=True)
        ]
        sys.stdout.write(f"{name}\t{score([gold], found)['primary']:.4f}\n")


if __name__ == "__main__":
    main()
