"""What the programs about growth share: sizes from the command line, and how time grows from the smallest to the largest.

In: a program's name and what it measures at one size. Out: its rows, one a size, and the line under its table.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from math import log
from typing import Protocol, TypeVar


class Measured(Protocol):
    """One size's row."""

    @property
    def size(self) -> int: ...
    @property
    def seconds(self) -> float: ...


Row = TypeVar("Row", bound=Measured)


def exponent(rows: Sequence[Measured]) -> list[str]:
    """Word the power with which time grows between the smallest size and the largest; nothing for one size."""
    if len(rows) < 2:
        return []
    first, last = rows[0], rows[-1]
    return [f"time grows with the {log(last.seconds / first.seconds) / log(last.size / first.size):.2f}th power"]


def run(
    arguments: Sequence[str],
    *,
    name: str,
    about: str,
    unit: str,
    sizes: Sequence[int],
    measure: Callable[[int], Row],
    table: Callable[[Sequence[Row]], list[str]],
) -> int:
    """Measure each size that was asked for, and print the table.

    Args:
        unit: what is counted, and the option that takes the sizes ("events", `--events`).
    """  # fmt: skip
    parser = argparse.ArgumentParser(prog=f"python -m bench.{name}", description=about)
    parser.add_argument(f"--{unit}", dest="sizes", default=",".join(map(str, sizes)), help="sizes, parted by commas, ascending")
    given = parser.parse_args(arguments).sizes
    asked = [int(size) for size in given.split(",") if size.strip().isdigit()]
    if not asked or 0 in asked or len(asked) != len(given.split(",")):
        parser.error(f"--{unit} {given}: give whole numbers above 0, parted by commas")
    rows = [measure(size) for size in asked]
    sys.stdout.write("\n".join([*table(rows), *exponent(rows)]) + "\n")
    return 0
