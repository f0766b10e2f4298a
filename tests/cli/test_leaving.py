"""How a command leaves: with a code that says whose fault it was, and what to do next."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-c", "from zenobia.cli import main; main()"]


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, report: str) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"doc_id": str(n), "text": f"{report} {n}"}) + "\n" for n in range(60)))
    running = subprocess.Popen(
        [*COMMAND, "read", path, "--engine", "rules", "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None and running.stderr is not None
    assert running.stdout.readline().startswith(b"{")
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()
    assert running.wait() == 141
    assert said == b""


def test_a_port_in_use_is_told(tmp_path: Path, report: str) -> None:
    """In a process of its own, as a server wants an event loop to itself."""
    path, store = tmp_path / "r.txt", f"sqlite:///{tmp_path / 'ledger.db'}"
    path.write_text(report)
    subprocess.run([*COMMAND, "ingest", path, "--engine", "rules", "--store", store], check=True, capture_output=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = subprocess.run([*COMMAND, "serve", "--port", port, "--store", store], check=False, capture_output=True, text=True)
    assert ran.returncode == 2
    assert f"127.0.0.1:{port} cannot be listened on" in ran.stderr and "--port" in ran.stderr
