"""`python -m bench.articles FILE [--articles N] [--model FOLDER]`: whole articles on one core, against the bare network.

In: JSON lines with `id`, `title`, `text` (the fakes set, or any other of that shape). Out: how many times as long as the bare
network the whole reader takes over the same articles, from bytes to located claims, with the network and with rules alone; and
articles a second in this run, which are no figure to carry to another machine.

Processor time of one pass on one thread: an article read twice would be answered from memory. What came before warms up.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from bench.network import RECEIVED, windows_of
from zenobia.engines.network import Network
from zenobia.engines.network_tagger import NetworkTagger
from zenobia.engines.tagger import MODELS
from zenobia.evaluate.fakes import published_of
from zenobia.evaluate.records import ReportInput, read_records, text_of
from zenobia.evaluate.whole import capture_report
from zenobia.pipeline import Outcome, Reader, build_reader
from zenobia.read.rules import RuleTagger
from zenobia.settings import from_environment
from zenobia.values.capture import Capture

ARTICLES = 100
WARMING = 5
"""Articles that are read first and not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    processor_s: float


def articles(path: Path) -> Iterator[ReportInput]:
    """Read articles as the set's adapter does."""
    for number, record in enumerate(read_records(path)):
        text = text_of(record, "text") or ""
        yield ReportInput(
            doc_id=str(record.get("id", number)), title=text_of(record, "title"), text=text, outlet=text_of(record, "source"),
            published=published_of(text),
        )  # fmt: skip


def timed(name: str, work: Callable[[], object]) -> Row:
    start = time.process_time()
    work()
    return Row(name=name, processor_s=time.process_time() - start)


def read_all(reader: Reader, captures: list[Capture]) -> list[Outcome]:
    return [reader(capture) for capture in captures]


def run_all(network: Network, windows: list[list[list[int]]]) -> None:
    for pieces in windows:
        network.run(pieces, [False] * len(pieces))


def measure(path: Path, count: int, folder: Path) -> tuple[list[Row], int]:
    """Give the rows, the bare network first, and how many articles were read."""
    rules = build_reader(from_environment(), engine="rules")
    assert isinstance(rules.read.tagger, RuleTagger)
    network = Network(folder, threads=1)
    united = replace(rules, read=replace(rules.read, tagger=NetworkTagger(rules=rules.read.tagger, network=network)))
    captures = [capture_report(report, received_at=RECEIVED) for report in islice(articles(path), count + WARMING)]
    warming, captures = captures[:WARMING], captures[WARMING:]
    read_all(united, warming)
    outcomes: list[Outcome] = []
    by_rules = timed("whole reader, rules", lambda: outcomes.extend(read_all(rules, captures)))
    located = [outcome.located for outcome in outcomes if outcome.located]
    cut = windows_of(network, [passage.text for report in located for passage in report.passages])
    bare = timed("bare network", partial(run_all, network, cut))
    return [bare, timed("whole reader, network", partial(read_all, united, captures)), by_rules], len(captures)


def table(rows: list[Row], count: int) -> str:
    floor = rows[0].processor_s
    lines = [f"{count} articles, one core", f"{'':<26}{'articles/s':>12}{'x bare network':>16}"]
    lines += [f"{row.name:<26}{count / row.processor_s:>12.1f}{row.processor_s / floor:>16.2f}" for row in rows]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.articles", description="Whole articles against the bare network.")
    parser.add_argument("file", type=Path, help="JSON lines with id, title, text: DIR/fakes/dev.jsonl")
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"articles to read (default {ARTICLES})")
    parser.add_argument("--model", type=Path, default=MODELS, help="folder of the network (default: the one that ships)")
    given = parser.parse_args(arguments)
    if not 1 <= given.articles <= 100_000:
        parser.error(f"--articles {given.articles}: the limit is 1 to 100000; give a number in between")
    rows, count = measure(given.file, given.articles, given.model)
    if not count:
        parser.error(f"{given.file} holds {WARMING} articles or fewer; the first {WARMING} only warm up")
    sys.stdout.write(table(rows, count) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
