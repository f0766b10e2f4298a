"""`python -m train.words --data DIR [--out FILE]`: how rare words are among reports, as a table.

In: the training parts of sets of reports. Out: `word<TAB>bits` a line, in order of the words.

1. A word's share is that of the reports that have it, in the set where it is commonest: a word that one kind of report always
   uses tells nothing apart within that kind.
2. Words in fewer than `LEAST_SHARE` of every set's reports are left out: they weigh `MOST_BITS` without a line. So the table
   holds plain words and common names, and nothing that a single report could be known by.
3. Development and test parts are never read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log2
from pathlib import Path

from zenobia.values.words import MOST_BITS, words_of

SETS = ("gva_linking", "fakes", "isaf", "polnear", "muc4")
LEAST_SHARE = 0.004
LEAST_REPORTS = 6
"""Reports of a set that must have a word, where the set is small."""
OUT = Path(__file__).parents[1] / "src" / "zenobia" / "lexicon" / "words.tsv"


def texts(path: Path) -> Iterator[str]:
    """Give title and text of each report."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{record.get('title') or ''}\n{record['text']}"


def shares(reports: Iterable[str]) -> dict[str, float]:
    """Give the share of reports that have a word, for words common enough to be told."""
    having: Counter[str] = Counter()
    total = 0
    for text in reports:
        total += 1
        having.update(set(words_of(text)))
    least = max(LEAST_REPORTS, LEAST_SHARE * total)
    return {word: count / total for word, count in having.items() if count >= least}


def table(sets: Iterable[Iterable[str]]) -> list[str]:
    """Write the lines, each word with its bits in the set where it is commonest."""
    commonest: dict[str, float] = {}
    for reports in sets:
        for word, share in shares(reports).items():
            commonest[word] = max(commonest.get(word, 0.0), share)
    bits = {word: round(-log2(share), 1) for word, share in commonest.items()}
    return [f"{word}\t{abs(figure):g}" for word, figure in sorted(bits.items()) if figure < MOST_BITS]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m train.words", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the gold sets")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    lines = table(texts(given.data / name / "train.jsonl") for name in SETS)
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(lines):,} words in {given.out}\n")


if __name__ == "__main__":
    main()
