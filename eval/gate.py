"""Quality floors as a failing test: `python -m eval.gate [--write]`.

Reads `floors.json` and measures what is here: our own cases always, a public set where its files are (the folder named in
EVAL_DATA, else `../shared/data` beside the checkout). Prints a table.

1. A floor is pinned with the digest of the files it was taken on; another corpus is no comparison, and fails until one is taken.
2. A set whose files are not here is skipped, and said so. Own cases are never skipped.
3. `--write` raises floors to what is measured, and takes new ones; it never lowers one. Lowering is an edit by hand, with a
   reason in the commit.

Exit: 0 all measured floors hold, 1 a figure is below its floor or a corpus has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zenobia.engines.network import Network
from zenobia.engines.tagger import network_of
from zenobia.evaluate import ReportInput, evaluate
from zenobia.evaluate.metrics import claims as claims_metric
from zenobia.evaluate.runner import predictions_of
from zenobia.evaluate.sets import SETS
from zenobia.evaluate.whole import through
from zenobia.pipeline import build_reader
from zenobia.ports import Gazetteer
from zenobia.settings import from_environment
from zenobia.values.account import Located

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
CASES = HERE / "cases"
OWN = "own reports"
SPLIT = "dev"
MARGIN = 0.01
"""How far under the measured figure a floor is taken: one claim or field more or less on the smallest set here."""
RECEIVED = datetime(2020, 1, 1, tzinfo=UTC)

Read = Callable[[ReportInput], Located]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table; `figure` None was not measured."""

    name: str
    floor: float | None
    figure: float | None
    digest: str | None
    verdict: str

    @property
    def fails(self) -> bool:
        return self.verdict in ("below its floor", "other corpus")


def digest_of(paths: Iterable[Path]) -> str:
    """Name a corpus by the bytes of its files, in order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def judge(name: str, figure: float, digest: str, pinned: dict[str, Any] | None) -> Row:
    """Hold one figure against its floor."""
    if pinned is None:
        return Row(name=name, floor=None, figure=figure, digest=digest, verdict="no floor yet")
    floor = float(pinned["floor"])
    if pinned["digest"] != digest:
        return Row(name=name, floor=floor, figure=figure, digest=digest, verdict="other corpus")
    return Row(name=name, floor=floor, figure=figure, digest=digest, verdict="holds" if figure >= floor else "below its floor")


def own_figure(read: Read) -> tuple[float, str]:
    """Slot F1 on the reports written for this project."""
    documents, golds = CASES / "reports.docs.jsonl", sorted(CASES.glob("reports.gold-*.jsonl"))
    records = [[json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in golds]
    found = claims_metric.score(records, predictions_of(SETS["claims"], documents, read))
    return float(str(found["slot_f1"])), digest_of([documents, *golds])


def data_folder() -> Path:
    named = os.environ.get("EVAL_DATA")  # noqa: TID251 - the gate is told here where gold sets are
    return Path(named) if named else HERE.parent.parent / "shared" / "data"


def measure(
    floors: dict[str, dict[str, Any]], read: Read, network: Network | None, gazetteer: Gazetteer | None = None
) -> list[Row]:
    """Measure all that is here."""
    figure, digest = own_figure(read)
    rows = [judge(OWN, figure, digest, floors.get(OWN))]
    folder = data_folder()
    for name, adapter in SETS.items():
        files = {adapter.input_file(folder, SPLIT), *adapter.gold_files(folder, SPLIT)}
        if not all(path.is_file() for path in files) or len(adapter.gold_files(folder, SPLIT)) == 0:
            floor = floors.get(name, {}).get("floor")
            rows.append(Row(name=name, floor=floor, figure=None, digest=None, verdict="skipped: not here"))
            continue
        result = evaluate(name, folder, SPLIT, reader=read, network=network, gazetteer=gazetteer)
        rows.append(judge(name, result.primary or 0.0, digest_of(files), floors.get(name)))
    return rows


def raised(floors: dict[str, dict[str, Any]], rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
    """Take floors from what was measured; an old one on the same corpus is never lowered."""
    new = dict(floors)
    for row in rows:
        if row.figure is None:
            continue
        old = floors.get(row.name)
        taken = round(row.figure - MARGIN, 3)
        kept = float(old["floor"]) if old and old["digest"] == row.digest else 0.0
        new[row.name] = {"floor": max(taken, kept), "digest": row.digest}
    return new


def table(rows: Iterable[Row]) -> str:
    lines = [f"{'set':<14}{'floor':>8}{'figure':>8}  verdict"]
    for row in rows:
        floor = "-" if row.floor is None else f"{row.floor:.3f}"
        figure = "-" if row.figure is None else f"{row.figure:.3f}"
        lines.append(f"{row.name:<14}{floor:>8}{figure:>8}  {row.verdict}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure, print, and give the exit code."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    reader = build_reader(from_environment())
    read = through(reader, received_at=RECEIVED)
    rows = measure(floors, read, network_of(reader.read.tagger), reader.locate.gazetteer)
    sys.stdout.write(table(rows) + "\n")
    if "--write" in arguments:
        FLOORS.write_text(json.dumps(raised(floors, rows), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    if any(row.fails for row in rows):
        sys.stdout.write(
            "a floor does not hold: find what was lost (eval/errors.py), or change floors.json by hand and say why\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
