"""`python -m bench.control [--statements N,N,…]`: how long the timeline of control takes as a ledger grows, and one more report.

In: statements made up by rule (`bench.events`, each of ground gained, held or left). Out: one line a size, and the exponent with
which time grows from the smallest to the largest.

1. The floor is reading the same statements off their events: the least that any timeline must do.
2. `all at once` is a `Survey` told every document in one portion, as when a process starts. `a report` is the time of one more
   document on top of all, the middle of `MORE`; it draws one town anew, and the longer the war, the more is said of a town.
3. Seconds are the process's own. Memory is the peak of a process that does one size alone.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from math import log
from statistics import median

from bench.events import make_events
from zenobia.control import Survey
from zenobia.control.cells import atlas
from zenobia.control.statements import statements
from zenobia.values.event import Event

SIZES = (10_000, 100_000)
MORE = 50
SEED = 5
TYPES = ("territory_gained", "territory_gained", "withdrawal", "siege")
"""Each gives one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    statements: int
    stretches: int
    floor_seconds: float
    seconds: float
    report_ms: float
    mib: float


def told(count: int) -> Iterator[Event]:
    """Make events of which each says one thing of one town."""
    for number, event in enumerate(make_events(count, SEED)):
        yield replace(event, claim=replace(event.claim, type=TYPES[number % len(TYPES)], target=()))


def measure(count: int) -> Row:
    """Survey a ledger of `count` statements, then some reports more, one at a time."""
    events = told(count + MORE)
    known = list(islice(events, count))
    start = time.process_time()
    said = sum(1 for _ in statements(known, atlas(known)))
    floor = time.process_time() - start
    survey = Survey()
    start = time.process_time()
    survey.update({event.claim.document: (event,) for event in known})
    stretches = len(survey.controls())
    seconds = time.process_time() - start
    single: list[float] = []
    for event in events:
        start = time.process_time()
        survey.update({event.claim.document: (event,)})
        single.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Row(
        statements=said,
        stretches=stretches,
        floor_seconds=floor,
        seconds=seconds,
        report_ms=1000 * median(single),
        mib=peak,
    )


def table(rows: Sequence[Row]) -> str:
    lines = [f"{'statements':>12}{'stretches':>11}{'all at once':>13}{'× floor':>9}{'a report':>13}{'MiB':>9}"]
    for row in rows:
        lines.append(
            f"{row.statements:>12,}{row.stretches:>11,}{row.seconds:>11.1f} s{row.seconds / row.floor_seconds:>9.1f}"
            f"{row.report_ms:>10.1f} ms{row.mib:>9,.0f}"
        )
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        grown = log(last.statements / first.statements)
        lines.append(
            f"time grows with the {log(last.seconds / first.seconds) / grown:.2f}th power, "
            f"a report with the {log(last.report_ms / first.report_ms) / grown:.2f}th"
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure each size in a process of its own and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.control", description="The timeline of control as a ledger grows.")
    parser.add_argument("--statements", default=",".join(map(str, SIZES)), help="sizes, parted by commas, ascending")
    sizes = [int(size) for size in parser.parse_args(arguments).statements.split(",")]
    rows = []
    for size in sizes:
        with ProcessPoolExecutor(max_workers=1) as alone:
            rows.append(alone.submit(measure, size).result())
    sys.stdout.write(table(rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
