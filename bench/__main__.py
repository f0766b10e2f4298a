"""`python -m bench [--reports N] [--corpus NAME]`: how fast the reader is and what it costs, as ratios to a floor of one run.

The floor is the bare sentence splitter over the same texts: the least that any reader of sentences must do. Absolute figures
depend on the machine; the ratio to the floor, and each step's share, are what to compare between two versions.

Rows: the floor, the whole reader, then each step alone on what the step before it made. Peak memory is the process's.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import blingfire  # type: ignore[import-untyped]  # it ships no types

from bench.reports import CORPORA
from zenobia.evaluate.whole import capture_report
from zenobia.pipeline import Reader, build_reader
from zenobia.settings import from_environment
from zenobia.step import Step, run
from zenobia.values.reject import Reject

REPORTS = 200
"""Reports in one run: enough for a second or more in every row on a small machine."""
REPEATS = 3
"""The best of these counts: other work on the machine only ever slows a run."""
SEED = 11
RECEIVED = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    seconds: float
    reports: int

    @property
    def a_second(self) -> float:
        return self.reports / self.seconds if self.seconds else 0.0


def timed(name: str, reports: int, work: Callable[[], object]) -> Row:
    """Time one piece of work, best of REPEATS."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return Row(name=name, seconds=best, reports=reports)


def kept(step: Step[Any, Any], items: list[Any]) -> list[Any]:
    """Run one step; give what it took."""
    return [result for result in run(step, items) if not isinstance(result, Reject)]


def rows_of(reader: Reader, count: int, corpus: str) -> list[Row]:
    """Measure the floor, the whole, and each step on its own input."""
    reports = list(CORPORA[corpus](count, SEED))
    texts = [report.text for report in reports]
    captures = [capture_report(report, received_at=RECEIVED) for report in reports]
    rows = [
        timed("floor: split sentences", count, lambda: [blingfire.text_to_sentences(text) for text in texts]),
        timed("the whole reader", count, lambda: [reader(capture) for capture in captures]),
    ]
    items: list[Any] = list(captures)
    steps: tuple[Step[Any, Any], ...] = (reader.clean, reader.read, reader.claim, reader.locate)
    for step in steps:
        rows.append(timed(f"  {step.name}", count, partial(kept, step, items)))
        items = kept(step, items)
    return rows


def table(rows: list[Row], peak_mib: float) -> str:
    floor = rows[0].a_second
    lines = [f"{'':<26}{'reports/s':>12}{'× floor':>10}"]
    lines += [f"{row.name:<26}{row.a_second:>12.1f}{row.a_second / floor:>10.4f}" for row in rows]
    return "\n".join([*lines, f"peak memory {peak_mib:.0f} MiB"])


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Speed of the reader against a floor of the same run.")
    parser.add_argument("--reports", type=int, default=REPORTS, help=f"reports to make up (default {REPORTS})")
    parser.add_argument("--corpus", choices=CORPORA, default="wire", help="wire: a few shapes; frames: those of train/reports")
    given = parser.parse_args(arguments)
    count = given.reports
    if not 1 <= count <= 1_000_000:
        parser.error(f"--reports {count}: the limit is 1 to 1000000; give a number in between")
    rows = rows_of(build_reader(from_environment()), count, given.corpus)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(table(rows, peak) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
