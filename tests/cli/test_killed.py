"""`zenobia ingest` killed at any moment and run again ends where an uninterrupted run ends."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path

REPORTS = 120
PLACES = ("Aleppo", "Homs", "Idlib", "Raqqa", "Daraa", "Hama")
COMMAND = [sys.executable, "-c", "from zenobia.cli import main; main()"]
MOMENTS_S = (0.9, 1.4, 1.9)
"""After start: while loading, keeping, reading, on a machine of the usual speed; on any other, some other moments."""


def write_reports(path: Path, report: str) -> None:
    lines = (
        {
            "doc_id": f"r{n}",
            "title": f"Report {n}",
            "text": report.replace("Aleppo", PLACES[n % len(PLACES)]).replace("12", str(n + 2)),
        }
        for n in range(REPORTS)
    )
    path.write_text("".join(json.dumps({**line, "published": "2016-12-11", "outlet": "Desk"}) + "\n" for line in lines))


def ids(store: Path) -> list[str]:
    found = []
    for command in ("claims", "incidents"):
        ran = subprocess.run(
            [*COMMAND, command, "--format", "jsonl", "--store", f"sqlite:///{store}"], capture_output=True, check=True, text=True
        )
        found += [json.loads(line)["id"] for line in ran.stdout.splitlines()]
    return sorted(found)


def test_killing_ingest_loses_nothing_and_doubles_nothing(tmp_path: Path, report: str) -> None:
    reports = tmp_path / "reports.jsonl"
    write_reports(reports, report)
    whole, cut = tmp_path / "whole.db", tmp_path / "cut.db"
    subprocess.run([*COMMAND, "ingest", reports, "--store", f"sqlite:///{whole}"], capture_output=True, check=True)
    for moment in MOMENTS_S:
        running = subprocess.Popen(
            [*COMMAND, "ingest", reports, "--store", f"sqlite:///{cut}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=moment)
        running.kill()
        running.wait()
    subprocess.run([*COMMAND, "ingest", reports, "--store", f"sqlite:///{cut}"], capture_output=True, check=True)
    assert ids(cut) == ids(whole)
    assert len(ids(whole)) >= REPORTS
