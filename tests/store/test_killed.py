"""A process killed at any moment loses nothing and doubles nothing: what it began, the next run ends."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from zenobia.store import open_store

INGEST = Path(__file__).parent / "ingest.py"
LINES = 147
"""Lines that an uninterrupted run tells: 1 opened, 24 captured, 120 read, 1 folding, 1 done."""
KILLS = 4


def run(url: str, *, lines: int | None) -> int:
    """Ingest; kill -9 once so many lines were told. Give how many were."""
    told = 0
    with subprocess.Popen([sys.executable, str(INGEST), url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in process.stdout:
            told += 1
            if told == lines:
                process.kill()
                break
        process.stdout.read()
    if lines is None:
        assert process.returncode == 0
    return told


def contents(url: str) -> Any:
    with open_store(url, read_only=True) as store:
        assert store.check() == []
        return (
            store.counts(),
            sorted(row.item.id for row in store.documents()),
            [row.item for row in store.events()],
            [row.item for row in store.incidents()],
            [row.item for row in store.controls()],
        )


def test_killed_at_any_moment_and_run_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    whole, killed = (f"sqlite:///{tmp_path / name}" for name in ("whole.db", "killed.db"))
    assert run(whole, lines=None) == LINES
    chance = random.Random(4711)
    for step in range(KILLS):
        # Every kill falls later than the last, so that each part of the work is hit, and each time at another line.
        run(killed, lines=chance.randint(1 + step * LINES // KILLS, (step + 1) * LINES // KILLS))
    run(killed, lines=None)
    assert contents(killed) == contents(whole)
