"""Reading a long file of reports takes no more memory than reading a short one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SHORT, LONG = 20, 600
"""Reports in a file. Kept claims of 580 reports would show as tens of megabytes (a located report is some 40 kB)."""
SLACK_KB = 12_000
"""Caches that fill in the first reports, and the allocator's own rounding."""
READ = """
import resource, sys
from zenobia.cli import main
try:
    main(["read", sys.argv[1], "--format", "jsonl"])
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def peak_kb(path: Path) -> int:
    ran = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, check=True, text=True)
    return int(ran.stderr.splitlines()[-1])


def test_memory_does_not_grow_with_the_number_of_reports(tmp_path: Path, report: str) -> None:
    peaks = []
    for count in (SHORT, LONG):
        path = tmp_path / f"{count}.jsonl"
        lines = (json.dumps({"doc_id": str(n), "title": f"Note {n}", "text": f"{report}\n" * 3}) for n in range(count))
        path.write_text("\n".join(lines) + "\n")
        peaks.append(peak_kb(path))
    assert peaks[1] <= peaks[0] + SLACK_KB
