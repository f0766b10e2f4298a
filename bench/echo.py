"""`python -m bench.echo [--texts N,N,…]`: how long it takes to find copies among many texts, how much memory, how many are found.

In: texts made up by rule, of which a known share are copies: whole, edited (one word in twelve), or in part (half a text in
another). Out: one line a size, and the exponent with which time grows between the smallest and the largest.

1. The floor is cutting the same texts into words: the least that any comparison of words must do.
2. Texts come in portions of `PORTION`, as a ledger grows: the last row of a size is one more portion on top of all.
3. Seconds are the process's own, so that other work on the machine does not count.
4. `found` is the share of planted copies that are linked, `false` the share of links that nobody planted.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bench import growth
from zenobia.engines.rarity import load_rarity
from zenobia.reconcile.echo import Echo, Text
from zenobia.values.words import words_of

SIZES = (10_000, 30_000, 100_000)
PORTION = 5_000
COPIED = 0.3
"""Share of texts that copy an earlier one: much of what agencies' clients print."""
REACH = 20_000
"""How many texts back a copy's original lies, at most: news is copied within days."""
WORDS = 60
VOCABULARY = 30_000
SEED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    size: int
    seconds: float
    portion_seconds: float
    floor_seconds: float
    mib: float
    found: float
    false: float


def make_texts(count: int, seed: int) -> Iterator[tuple[Text, int | None]]:
    """Make texts, each with the number of the text that it copies, if any."""
    chance = Random(seed)
    names = [f"{chance.choice('bdfgklmnprstvz')}{chance.choice('aeiou')}{number:x}" for number in range(VOCABULARY)]
    plain = ("the", "of", "in", "and", "police", "people", "said", "killed", "near", "after", "on", "city", "army", "forces")
    kept: list[list[str]] = []
    for number in range(count):
        original = chance.randrange(max(0, number - REACH), number) if number and chance.random() < COPIED else None
        words = [chance.choice(names if chance.random() < 0.5 else plain) for _ in range(WORDS)]
        if original is not None:
            taken, kind = kept[original % REACH], chance.randrange(3)
            if kind == 0:
                words = list(taken)
            elif kind == 1:
                words = [chance.choice(plain) if at % 12 == 11 else word for at, word in enumerate(taken)]
            else:
                words = [*taken[: WORDS // 2], *words[: WORDS // 3]]
        if len(kept) < REACH:
            kept.append(words)
        else:
            kept[number % REACH] = words
        yield Text(passage=f"p{number:07}", document=f"d{number:07}", words=" ".join(words)), original


def measure(count: int) -> Row:
    """Grow an index to `count` texts, then by one portion more."""
    made = list(make_texts(count + PORTION, SEED))
    texts = [text for text, _ in made]
    start = time.process_time()
    for text in texts[:count]:
        words_of(text.words)
    floor = time.process_time() - start
    echo = Echo(load_rarity())
    start = time.process_time()
    for at in range(0, count, PORTION):
        echo.add(texts[at : min(at + PORTION, count)])
    seconds = time.process_time() - start
    start = time.process_time()
    echo.add(texts[count:])
    portion = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found, false = judged(echo, [original for _, original in made])
    return Row(size=count, seconds=seconds, portion_seconds=portion, floor_seconds=floor, mib=peak, found=found, false=false)


def judged(echo: Echo, originals: Sequence[int | None]) -> tuple[float, float]:
    """Give the share of planted copies that are in one group, and the share of links across planted families."""
    family = list(range(len(originals)))
    for number, original in enumerate(originals):
        if original is not None:
            family[number] = family[original]
    planted = [(number, original) for number, original in enumerate(originals) if original is not None]
    hits = sum(f"p{original:07}" in echo.group(f"p{number:07}") for number, original in planted)
    links = [(number, int(other[1:])) for number in range(len(originals)) for other in echo.copies(f"p{number:07}")]
    wrong = sum(family[a] != family[b] for a, b in links)
    return hits / max(1, len(planted)), wrong / max(1, len(links))


def table(rows: Sequence[Row]) -> list[str]:
    lines = [f"{'texts':>10}{'seconds':>10}{'texts/s':>10}{'× floor':>9}{'portion s':>11}{'MiB':>8}{'found':>8}{'false':>8}"]
    for row in rows:
        ratio = row.seconds / row.floor_seconds
        lines.append(
            f"{row.size:>10,}{row.seconds:>10.1f}{row.size / row.seconds:>10,.0f}{ratio:>9.1f}{row.portion_seconds:>11.2f}"
            f"{row.mib:>8,.0f}{row.found:>8.3f}{row.false:>8.4f}"
        )
    return lines


def main(arguments: list[str]) -> int:
    """Measure and print."""
    about = "Finding copies among many texts."
    return growth.run(arguments, name="echo", about=about, unit="texts", sizes=SIZES, measure=measure, table=table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
