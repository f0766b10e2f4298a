"""`python -m bench.linking [--events N,N,…]`: how long linking takes as a ledger grows, and what one more report costs.

In: events made up by rule (`bench.events`). Out: one line a size, and the exponent with which time grows from the smallest to the
largest.

1. The floor is making the same events comparable (`facet`): the least that any linking must do.
2. Events come in portions of `PORTION`, as a ledger grows. `a report` is the time of one more document on top of all, the
   middle of `MORE`.
3. Seconds are the process's own, so that other work on the machine does not count. Memory is the peak of a process that does
   one size alone.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from statistics import median

from bench import growth
from bench.events import make_events
from zenobia.engines.rarity import load_rarity
from zenobia.reconcile import Linker, by_document
from zenobia.reconcile.facets import facet

SIZES = (10_000, 100_000)
PORTION = 5_000
MORE = 50
SEED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    size: int
    incidents: int
    floor_seconds: float
    seconds: float
    report_ms: float
    mib: float


def measure(count: int) -> Row:
    """Grow a ledger to `count` events, then by some reports more, one at a time."""
    told = make_events(count + MORE, SEED)
    linker = Linker(rarity=load_rarity())
    floor = seconds = 0.0
    for at in range(0, count, PORTION):
        events = list(islice(told, min(PORTION, count - at)))
        start = time.process_time()
        for event in events:
            facet(event)
        floor += time.process_time() - start
        start = time.process_time()
        linker.update(by_document(events, {}))
        seconds += time.process_time() - start
    single: list[float] = []
    for event in told:
        start = time.process_time()
        linker.update(by_document([event], {}))
        single.append(time.process_time() - start)
    incidents = sum(1 for _ in linker.incidents())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Row(size=count, incidents=incidents, floor_seconds=floor, seconds=seconds, report_ms=1000 * median(single), mib=peak)


def measured_alone(count: int) -> Row:
    """Measure in a process of its own: the peak of memory is one size's."""
    with ProcessPoolExecutor(max_workers=1) as alone:
        return alone.submit(measure, count).result()


def table(rows: Sequence[Row]) -> list[str]:
    lines = [f"{'events':>10}{'incidents':>11}{'seconds':>10}{'events/s':>10}{'× floor':>9}{'a report':>12}{'MiB':>9}"]
    for row in rows:
        lines.append(
            f"{row.size:>10,}{row.incidents:>11,}{row.seconds:>10.1f}{row.size / row.seconds:>10,.0f}"
            f"{row.seconds / row.floor_seconds:>9.1f}{row.report_ms:>9.1f} ms{row.mib:>9,.0f}"
        )
    return lines


def main(arguments: list[str]) -> int:
    """Measure each size in a process of its own and print."""
    about = "Linking as a ledger grows."
    return growth.run(arguments, name="linking", about=about, unit="events", sizes=SIZES, measure=measured_alone, table=table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
