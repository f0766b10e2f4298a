"""`python -m bench.network [--reports N] [--repeats K] [--model FOLDER]`: the cost of the network, bare and within the reader.

Rows: the bare network on one and on two threads, over the windows of word pieces that the reader gives it; the whole reader, from
bytes to located claims, with the network on one thread and with rules alone. The last line is the whole reader's time as a
multiple of the bare network's on one thread: what everything around the network costs.

Each repeat reads other reports, so that no sentence is answered from memory; the best repeat counts. Wall time
where threads are compared; the ratio is of processor time, which other work on the machine disturbs less.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.reports import make_reports
from zenobia.engines.network import WINDOW_PIECES, Network
from zenobia.engines.network_tagger import NetworkTagger
from zenobia.engines.pieces import PLAIN, pieces_of, windows, words_of
from zenobia.engines.tagger import MODELS
from zenobia.evaluate.whole import capture_report
from zenobia.pipeline import Reader, build_reader
from zenobia.read.rules import RuleTagger
from zenobia.settings import from_environment
from zenobia.values.capture import Capture

REPORTS = 40
REPEATS = 3
"""The best of these counts: other work on the machine only ever slows a run. Each reads other reports."""
SEED = 11
RECEIVED = datetime(2020, 1, 1, tzinfo=UTC)

Windows = list[list[list[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one repeat reads: reports, and their paragraphs cut as the network cuts them."""

    captures: tuple[Capture, ...]
    windows: Windows
    sentences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Seconds a sentence."""

    name: str
    wall_s: float
    processor_s: float


def timed(name: str, parts: Sequence[Part], work: Callable[[Part], object]) -> Row:
    """Time one piece of work on every part; the best counts, each clock by itself."""
    wall = processor = float("inf")
    for part in parts:
        wall_start, processor_start = time.perf_counter(), time.process_time()
        work(part)
        processor = min(processor, (time.process_time() - processor_start) / part.sentences)
        wall = min(wall, (time.perf_counter() - wall_start) / part.sentences)
    return Row(name=name, wall_s=wall, processor_s=processor)


def windows_of(network: Network, texts: Sequence[str]) -> Windows:
    """Cut texts as the network's own `score` does."""
    found: Windows = []
    for text in texts:
        words = words_of(text)
        pieces = pieces_of(network.tokenizer, text, words)
        found += [pieces[first:after] for first, after in windows(text, words, [len(piece) for piece in pieces], WINDOW_PIECES)]
    return found


def run_all(network: Network, part: Part) -> None:
    for pieces in part.windows:
        network.run(pieces, [PLAIN] * len(pieces))


def read_all(reader: Reader, part: Part) -> None:
    for capture in part.captures:
        reader(capture)


def part_of(reader: Reader, network: Network, count: int, seed: int) -> Part:
    """Make up the reports of one repeat, and cut them."""
    captures = tuple(capture_report(report, received_at=RECEIVED) for report in make_reports(count, seed))
    located = [outcome.located for outcome in map(reader, captures) if outcome.located]
    passages = [passage for report in located for passage in report.passages]
    return Part(
        captures=captures,
        windows=windows_of(network, [passage.text for passage in passages]),
        sentences=sum(len(passage.sentences) for passage in passages),
    )


def measure(count: int, repeats: int, folder: Path) -> tuple[list[Row], Sequence[Part]]:
    """Give the rows, and what was read."""
    rules = build_reader(from_environment(), engine="rules")
    assert isinstance(rules.read.tagger, RuleTagger)
    one, two = Network(folder, threads=1), Network(folder, threads=2)
    united = replace(rules, read=replace(rules.read, tagger=NetworkTagger(rules=rules.read.tagger, network=one)))
    parts = [part_of(rules, one, count, SEED + number) for number in range(repeats)]
    for network in (one, two):
        run_all(network, replace(parts[0], windows=parts[0].windows[:1]))
    rows = [
        timed("bare network, 1 thread", parts, partial(run_all, one)),
        timed("bare network, 2 threads", parts, partial(run_all, two)),
        timed("whole reader, network", parts, partial(read_all, united)),
        timed("whole reader, rules", parts, partial(read_all, rules)),
    ]
    return rows, parts


def table(rows: Sequence[Row], parts: Sequence[Part]) -> str:
    pieces = sum(len(word) for part in parts for window in part.windows for word in window)
    sentences = sum(part.sentences for part in parts)
    lines = [f"{sentences} sentences, {pieces} word pieces", f"{'':<26}{'sentences/s':>12}{'processor ms/sentence':>24}"]
    lines += [f"{row.name:<26}{1 / row.wall_s:>12.0f}{row.processor_s * 1000:>24.2f}" for row in rows]
    ratio = rows[2].processor_s / rows[0].processor_s
    return "\n".join([*lines, f"the whole reader takes {ratio:.2f} times the bare network"])


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.network", description="What the network costs.")
    parser.add_argument("--reports", type=int, default=REPORTS, help=f"reports to make up (default {REPORTS})")
    parser.add_argument("--repeats", type=int, default=REPEATS, help=f"runs of which the best counts (default {REPEATS})")
    parser.add_argument("--model", type=Path, default=MODELS, help="folder of the network (default: the one that ships)")
    given = parser.parse_args(arguments)
    if not 1 <= given.reports <= 100_000 or not 1 <= given.repeats <= 100:
        parser.error(f"--reports {given.reports} --repeats {given.repeats}: the limits are 1 to 100000 and 1 to 100")
    sys.stdout.write(table(*measure(given.reports, given.repeats, given.model)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
