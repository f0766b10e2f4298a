"""`python -m bench.gazetteer [--rows N]`: what the world's index costs to build, open and ask, on a made-up dump.

Makes an allCountries.txt of N towns with names in Latin, Arabic, Cyrillic and Hebrew letters, builds the index, and asks for
names that no lookup has asked before, in turn in each script. Beside the plain index of folded names it asks an FTS5 table of the
same names, and the index that ships: the ratios are what to compare between machines. Times are the processor's, but for the
build's, which has both; the load of the machine is told beside them.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from zenobia.engines.gazetteer import GeonamesGazetteer, open_gazetteer
from zenobia.engines.gazetteer_import import import_world
from zenobia.locate.names import fold

SYLLABLES = (
    "ba", "da", "fa", "ka", "la", "ma", "na", "ra", "sa", "ta", "qa", "hu", "nu", "zi", "bi", "di", "shi", "kha", "tel", "um",
    "ain", "deir", "kafr", "bei", "wad", "jis", "mar", "sul",
)  # fmt: skip
SCRIPTS = ("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "абвгдежзиклмнопрстуфхцчшщыэюя", "אבגדהוזחטיכלמנסעפצקרשת")
ASKED = 3000
"""Names asked: enough that no single slow page decides."""
SEED = 7


def made_name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(chance.randint(1, 2)))


def write_dump(folder: Path, rows: int) -> list[str]:
    """Write a dump of `rows` towns; give some of their names."""
    chance = random.Random(SEED)
    kept = []
    with (folder / "allCountries.txt").open("w", encoding="utf-8") as out:
        for number in range(20_000_000, 20_000_000 + rows):
            name, others = made_name(chance), ["".join(chance.choices(letters, k=7)) for letters in SCRIPTS]
            lat, lon = chance.uniform(33, 36), chance.uniform(36.5, 41)
            people = chance.randint(0, 90_000)
            fields = [
                number,
                name,
                name,
                f"{name} al-Gharbi,{','.join(others)}",
                f"{lat:.5f}",
                f"{lon:.5f}",
                "P",
                "PPL",
                "SY",
                "",
                "11",
                "1101",
            ]
            out.write("\t".join(map(str, [*fields, "", "", people, "", "", "", ""])) + "\n")
            if chance.random() < 2 * ASKED / rows:
                kept.append((name, *others)[number % 4])
    (folder / "admin1CodesASCII.txt").write_text("SY.11\tHoms\tHoms\t169575\n", encoding="utf-8")
    return kept[:ASKED]


def seconds(work: Callable[[], object]) -> float:
    """Give the processor's seconds: other work on the machine lengthens wall time many times over."""
    start = time.process_time()
    work()
    return time.process_time() - start


def opening(cache: Path, *, world: bool) -> float:
    """Give the seconds of opening an index that is there, best of five."""
    return min(seconds(lambda: GeonamesGazetteer(cache, world=world).close()) for _ in range(5))


def asking(cache: Path, names: list[str], *, world: bool) -> float:
    """Give the seconds of one lookup of a name that was never asked before."""
    with open_gazetteer(cache, world=world) as gazetteer:
        return seconds(lambda: [gazetteer.lookup(name) for name in names]) / len(names)


def full_text(index: Path, names: list[str]) -> float:
    """Give the seconds of one search of the same names in an FTS5 table."""
    connection = sqlite3.connect(":memory:")
    connection.execute("ATTACH ? AS world", (str(index),))
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(folded, place UNINDEXED)")
    connection.execute("INSERT INTO words SELECT folded, place FROM world.name")
    query = "SELECT p.* FROM words w CROSS JOIN world.place p ON p.key = w.place WHERE words MATCH ?"
    folded = [f'"{fold(name)}"' for name in names]
    return seconds(lambda: [connection.execute(query, (name,)).fetchall() for name in folded]) / len(names)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.gazetteer")
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        folder, cache = Path(made), Path(made) / "cache"
        names = write_dump(folder, given.rows)
        with open_gazetteer(cache, world=False):
            pass
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start, burnt = time.perf_counter(), time.process_time()
        built = import_world(cache, folder=folder)
        spent, burnt = time.perf_counter() - start, time.process_time() - burnt
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        plain, default = asking(cache, names, world=True), asking(cache, names, world=False)
        opened, small = opening(cache, world=True), opening(cache, world=False)
        lines = [
            f"load of the machine in the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors",
            f"build {built.places:,} places, {built.names:,} names: {spent:.0f} s, {burnt:.0f} s of processor,"
            f" {built.size_bytes / 1e6:.0f} MB on disk, peak {peak / 1024:.0f} MiB (before {before / 1024:.0f})",
            f"open: world {1000 * opened:.1f} ms, {opened / small:.1f} × default ({1000 * small:.1f} ms)",
            f"look-up: world {1000 * plain:.3f} ms, {plain / default:.1f} × default ({1000 * default:.3f} ms)",
            f"FTS5 on the same names: {1000 * (found := full_text(built.path, names)):.3f} ms, {found / plain:.1f} × plain",
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
