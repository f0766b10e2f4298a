"""`gather` and `watch` over a list of sources: a site on loopback, a clock that jumps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from zenobia.gather.pace import Pace


@pytest.fixture
def asked(report: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """Serve one report at every path but robots.txt; remember what was asked."""
    seen = SimpleNamespace(paths=[], root="", body=report)

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.paths.append(self.path)
            is_there = self.path.startswith("/news")
            body = str(seen.body).encode() if is_there else b""
            self.send_response(200 if is_there else 404)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    seen.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("ZENOBIA_ALLOW_PRIVATE_ADDRESSES", "1")
    monkeypatch.setattr("zenobia.gather.visits.Pace", partial(Pace, between_s=0.0))
    yield seen
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def jumps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let `watch` sleep without time passing but on its own clock; gives how long it slept, in seconds."""
    slept: list[float] = []
    clock = SimpleNamespace(sleep=slept.append, monotonic=lambda: sum(slept))
    monkeypatch.setattr("zenobia.cli.watching.time", clock)
    return slept


def listed(path: Path, *sources: str) -> Path:
    path.write_text("".join(f"[[source]]\n{source}\n" for source in sources), encoding="utf-8")
    return path


def test_gather_takes_a_list_of_sources(run: Any, asked: SimpleNamespace, tmp_path: Path) -> None:
    config = listed(tmp_path / "s.toml", f'name = "River Desk"\nurls = ["{asked.root}/news/1", "{asked.root}/gone"]')
    ran = run("gather", "--config", config, "--engine", "rules")
    assert ran.code == 1
    assert "gone: missing" in ran.err and "1 new captures; 1 not taken" in ran.err
    assert '"outlet": "River Desk"' in run("claims", "--format", "jsonl").out


def test_watch_asks_each_source_as_often_as_the_list_says(
    run: Any, asked: SimpleNamespace, jumps: list[float], tmp_path: Path
) -> None:
    often, seldom = (
        f'urls = ["{asked.root}/news/{name}"]\nevery_minutes = {minutes}' for name, minutes in (("a", 10), ("b", 25))
    )
    ran = run("watch", "--config", listed(tmp_path / "s.toml", often, seldom), "--rounds", "4", "--engine", "rules")
    assert ran.code == 0
    assert [path for path in asked.paths if path != "/robots.txt"] == ["/news/a", "/news/b", "/news/a", "/news/a", "/news/b"]
    assert jumps == [0.0, 600.0, 600.0, 300.0]
    assert "2 new captures; 0 not taken" in ran.err


def test_a_source_that_fails_stops_no_round(run: Any, asked: SimpleNamespace, jumps: list[float], tmp_path: Path) -> None:
    gone, there = (f'urls = ["{asked.root}/{name}"]' for name in ("gone", "news/1"))
    ran = run("watch", "--config", listed(tmp_path / "s.toml", gone, there), "--rounds", "1", "--engine", "rules")
    assert ran.code == 1
    assert "1 new captures; 1 not taken" in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "source"),
        ("source = []", "names no source"),
        ("[[source]]\nurls = []", "source 1: no address"),
        ('[[source]]\nurls = ["file:///etc/passwd"]', "'file:///etc/passwd' is none that can be fetched"),
        (
            '[[source]]\nurls = ["https://a.example/"]\nevery_minutes = 0',
            "every_minutes=0 is out of range; the limit is 1",
        ),
        ('[[source]]\nurls = ["https://a.example/"]\nevery_hour = 1', "every_hour"),
        ("[[source", "write [[source]] with urls"),
    ],
)
def test_a_list_that_does_not_hold_is_told(run: Any, tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "s.toml"
    path.write_text(text)
    ran = run("watch", "--config", path)
    assert ran.code == 2 and told in ran.err


def test_nothing_to_gather_is_told(run: Any, tmp_path: Path) -> None:
    ran = run("gather")
    assert ran.code == 2 and "--config" in ran.err
    ran = run("watch", "--config", tmp_path / "none.toml")
    assert ran.code == 2 and "none.toml cannot be read (No such file or directory)" in ran.err
