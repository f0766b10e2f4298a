"""`python -m bench.serving FILE [--datasette PROGRAM]`: how fast a store is served to twenty readers, and what pages weigh.

Each row asks its addresses, in a shuffled but fixed order, from `READERS` threads, and tells the median and the 95th percentile
of the answers in milliseconds. Beside it stands datasette over the same SQLite file where it is given: a general server of SQLite
files, asked in SQL for the same rows. Both run as one process on the same machine, one after the other; compare the two columns.
Make a store with `python -m bench.made_store FILE`.

The last table weighs a first visit to the front page, compressed as sent, against the budget of `BUDGET_KB`.
"""

from __future__ import annotations

import argparse
import gzip
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from zenobia.values.mercator import UNITS, project

READERS = 20
ASKED = 120
"""Requests a row: enough for a 95th percentile to be one of several, not the worst alone."""
SEED = 3
WAIT_S = 60
ZOOMS = (2, 4, 6, 7, 8, 10)
BUDGET_KB = {"page": 20, "style": 12, "scripts": 12, "map library": 480, "basemap": 640}
"""Compressed kilobytes of a first visit to the front page. The library and the basemap come after the page can be read, and the
browser keeps them; what is read first is the sum of the first three, at most 44 kB: under two seconds at 250 kbit/s."""
SERVE = (
    "import sys, uvicorn; from zenobia.serve import create_app; "
    "uvicorn.run(create_app(sys.argv[1]), port=int(sys.argv[2]), log_level='error', ws='none')"
)


def free_port() -> int:
    with closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int, path: str) -> Iterator[str]:
    """Run a server; give its root once it answers."""
    root = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(WAIT_S * 10):
            try:
                urlopen(root + path, timeout=WAIT_S).read()
                break
            except HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        yield root
    finally:
        server.terminate()
        server.wait()


def asked_ms(address: str) -> float:
    """Ask once; give the milliseconds until the whole answer is there, or until we gave up waiting."""
    start = time.perf_counter()
    try:
        urlopen(Request(address, headers={"accept-encoding": "gzip"}), timeout=WAIT_S).read()
    except TimeoutError:
        return WAIT_S * 1000
    return (time.perf_counter() - start) * 1000


def measured(root: str, paths: Sequence[str]) -> tuple[float, float]:
    """Give median and 95th percentile."""
    with ThreadPoolExecutor(READERS) as readers:
        times = sorted(readers.map(lambda path: asked_ms(root + path), paths))
    return statistics.median(times), times[int(len(times) * 0.95)]


def spots(file: Path, count: int) -> list[tuple[str, float, float, int]]:
    """Give incidents to ask for: (id, latitude, longitude, day); those of the first reports, which rest on claims."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
        rows = store.execute(
            "SELECT id, lat, lon, day_from FROM incidents WHERE n <= 9000 AND lat IS NOT NULL ORDER BY id LIMIT ?", (count,)
        ).fetchall()
    return [(str(row[0]), float(row[1]), float(row[2]), int(row[3])) for row in rows]


def day(ordinal: int) -> str:
    from datetime import date

    return date.fromordinal(ordinal).isoformat()


def rows_of(file: Path) -> list[tuple[str, list[str], list[str]]]:
    """Give (name, our addresses, datasette's) for every row."""
    rng = Random(SEED)
    found = spots(file, ASKED)
    rng.shuffle(found)
    words = ("bridge", "market", "mill", "depot ridge", "school", "pumping station", "Harbour Radio", "Blue Brigade")
    columns = "SELECT i.id, i.type, i.value FROM incidents i"
    order = "ORDER BY i.rank, i.id LIMIT 50"

    def peer(condition: str, **values: object) -> str:
        return f"/{file.stem}.json?" + urlencode({"sql": f"{columns} WHERE {condition} {order}", "_shape": "array", **values})

    rows: list[tuple[str, list[str], list[str]]] = []
    boxes = [(lon - 2, lat - 2, lon + 2, lat + 2) for _, lat, lon, _ in found if abs(lat) < 80 and abs(lon) < 175]
    rows.append(
        (
            "/api/incidents, box of 4°",
            [f"/api/incidents?bbox={','.join(f'{edge:.3f}' for edge in box)}" for box in boxes],
            [
                peer(
                    "i.n IN (SELECT n FROM incidents_box WHERE west<=:e AND east>=:w AND south<=:n AND north>=:s)",
                    w=box[0], s=box[1], e=box[2], n=box[3],
                )
                for box in boxes
            ],
        )
    )  # fmt: skip
    rows.append(
        (
            "/api/incidents, 30 days",
            [f"/api/incidents?datetime={day(at)}/{day(at + 30)}" for *_, at in found],
            [peer("i.day_from <= :b AND i.day_until >= :a", a=at, b=at + 30) for *_, at in found],
        )
    )
    matching = "i.n IN (SELECT rowid FROM incidents_words WHERE incidents_words MATCH :q)"
    asked = [words[number % len(words)] for number in range(len(found))]
    rows.append(
        (
            "/api/incidents, words",
            [f"/api/incidents?{urlencode({'q': text})}" for text in asked],
            [peer(matching, q=" ".join(f'"{word}"' for word in text.lower().split())) for text in asked],
        )
    )
    for zoom in ZOOMS:
        tiles = []
        for _, lat, lon, at in found:
            x, y = (value * (1 << zoom) // UNITS for value in project(lat, lon))
            tiles.append(f"/tiles/{zoom}/{x}/{y}?datetime={day(at)}/{day(at + 365)}")
        rows.append((f"tile z{zoom}, no filter, kept", [path.partition("?")[0] for path in tiles], []))
        rows.append((f"tile z{zoom}, a year, each new", tiles, []))
    pages = [f"/incidents/{name}" for name, *_ in found]
    kept = [
        f"/{file.stem}.json?" + urlencode({"sql": "SELECT value FROM incidents WHERE id = :id", "id": name}) for name, *_ in found
    ]
    rows.append(("incident page (datasette: its row alone)", pages, kept))
    return rows


def first_tile_ms(root: str) -> tuple[float, float]:
    """Give the milliseconds of the front page, and of the tile of the whole world after it, nothing kept yet."""
    return asked_ms(root + "/"), asked_ms(root + "/tiles/0/0/0")


def weighed(root: str) -> list[tuple[str, float, float]]:
    """Weigh a first visit, compressed as sent."""
    static, vendor, library = "/static/", "/static/vendor/", "/static/vendor/maplibre-gl/maplibre-gl"
    groups = {
        "page": ["/"],
        "style": [static + "site.css"],
        "scripts": [static + name for name in ("page.mjs", "home.mjs", "map.mjs", "basemap.mjs", "time.mjs", "list.mjs")],
        "map library": [library + name for name in (".mjs", "-worker.mjs", ".css")],
        "basemap": [vendor + "basemap/" + name for name in ("land.json", "borders.json", "places.json")],
    }

    def sent(path: str) -> int:
        with urlopen(Request(root + path, headers={"accept-encoding": "gzip"}), timeout=WAIT_S) as answer:
            body = answer.read()
            return len(body) if answer.headers.get("content-encoding") == "gzip" else len(gzip.compress(body))

    return [(name, sum(map(sent, paths)) / 1000, BUDGET_KB[name]) for name, paths in groups.items()]


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.serving", description="Speed of serving, and page weight.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--datasette", help="the datasette program, of an environment of its own")
    given = parser.parse_args(arguments)
    rows, port = rows_of(given.file), free_port()
    ours: dict[str, tuple[float, float]] = {}
    peers: dict[str, tuple[float, float]] = {}
    with running([sys.executable, "-c", SERVE, f"sqlite:///{given.file}", str(port)], port, "/accuracy") as root:
        page, tile = first_tile_ms(root)
        for name, paths, _ in rows:
            ours[name] = measured(root, paths)
        weights = weighed(root)
    if given.datasette:
        port = free_port()
        command = [
            given.datasette,
            "serve",
            str(given.file),
            "-p",
            str(port),
            "--setting",
            "sql_time_limit_ms",
            "60000",
        ]
        with running(command, port, "/-/versions.json") as root:
            peers = {name: measured(root, paths) for name, _, paths in rows if paths}
    lines = [f"front page, first after start {page:.0f} ms; the tile of the whole world after it {tile:.0f} ms"]
    lines.append(f"{'':<44}{'p50 ms':>9}{'p95 ms':>9}{'datasette p50':>15}{'p95':>9}")
    for name, _, _ in rows:
        other = (
            "".join(f"{value:>{width}.0f}" for value, width in zip(peers[name], (15, 9), strict=True)) if name in peers else ""
        )
        lines.append(f"{name:<44}{ours[name][0]:>9.0f}{ours[name][1]:>9.0f}{other}")
    lines.append(f"\n{'first visit, compressed':<44}{'kB':>9}{'budget':>9}")
    lines += [f"{name:<44}{weight:>9.1f}{budget:>9.0f}{'  OVER' if weight > budget else ''}" for name, weight, budget in weights]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(weight > budget for _, weight, budget in weights))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
