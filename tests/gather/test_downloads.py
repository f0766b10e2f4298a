"""Large files: whole, broken off and gone on with, changed meanwhile, refused."""

from __future__ import annotations

import hashlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from zenobia.cli import cli
from zenobia.faults import BadSettings
from zenobia.gather.downloads import MANIFEST, check, download
from zenobia.gather.fetch import NotFetched
from zenobia.gather.pace import Pace
from zenobia.settings import Settings

BODY = bytes(range(256)) * 400


def brought(site: Any, settings: Settings, clock: Any, folder: Path, *names: str) -> Any:
    pace = Pace(clock=clock.now, sleep=clock.sleep)
    return download([f"{site.root}/{name}" for name in names], folder, settings=settings, pace=pace)


def test_files_come_whole_with_their_digests(site: Any, settings: Settings, clock: Any, tmp_path: Path) -> None:
    site.puts("/a.zip", BODY, kind="application/zip", ETag='"1"')
    site.puts("/b.txt", b"words")
    kept = brought(site, settings, clock, tmp_path, "a.zip", "b.txt")
    assert (tmp_path / "a.zip").read_bytes() == BODY
    assert kept["a.zip"].sha256 == hashlib.sha256(BODY).hexdigest()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.txt", MANIFEST]
    assert site.paths()[0] == "/robots.txt"
    assert clock.waits
    asked = len(site.asked)
    brought(site, settings, clock, tmp_path, "a.zip", "b.txt")
    assert len(site.asked) == asked


def breaking(body: bytes, at: int, etag: str) -> Any:
    """Send half of a body, and the rest to whoever asks for it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(body[:at])

    return answer


def test_a_broken_download_goes_on_where_it_broke_off(site: Any, settings: Settings, clock: Any, tmp_path: Path) -> None:
    site.pours("/a.zip", lambda handler: handler.wfile.write(BODY[:1000]), ETag='"1"', Content_Length=str(len(BODY)))
    with pytest.raises(NotFetched, match="broke off"):
        brought(site, settings, clock, tmp_path, "a.zip")
    assert not (tmp_path / "a.zip").exists()
    assert (tmp_path / "a.zip.part").read_bytes() == BODY[:1000]
    site.answers["/a.zip"] = (206, {"ETag": '"1"', "Content-Range": f"bytes 1000-{len(BODY) - 1}/{len(BODY)}"}, BODY[1000:])
    brought(site, settings, clock, tmp_path, "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == BODY
    asked = site.asked[-1].headers
    assert (asked["Range"], asked["If-Range"]) == ("bytes=1000-", '"1"')


def test_a_file_that_changed_meanwhile_is_begun_anew(site: Any, settings: Settings, clock: Any, tmp_path: Path) -> None:
    (tmp_path / "a.zip.part").write_bytes(b"old" * 99)
    (tmp_path / "a.zip.etag").write_text('"0"', encoding="utf-8")
    site.puts("/a.zip", BODY, ETag='"1"')
    brought(site, settings, clock, tmp_path, "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == BODY


def test_a_site_that_forbids_is_not_asked(site: Any, settings: Settings, clock: Any, tmp_path: Path) -> None:
    site.puts("/robots.txt", "User-agent: *\nDisallow: /", kind="text/plain")
    with pytest.raises(NotFetched, match="forbids"):
        brought(site, settings, clock, tmp_path, "a.zip")
    assert site.paths() == ["/robots.txt"]


def test_a_missing_file_is_said(site: Any, settings: Settings, clock: Any, tmp_path: Path) -> None:
    with pytest.raises(NotFetched, match="404"):
        brought(site, settings, clock, tmp_path, "none.zip")


def test_a_file_that_is_not_as_fetched_is_named(site: Any, settings: Settings, clock: Any, tmp_path: Path) -> None:
    site.puts("/a.txt", b"words and words")
    brought(site, settings, clock, tmp_path, "a.txt")
    check(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"words and wordz")
    with pytest.raises(BadSettings, match="not the file that was fetched"):
        check(tmp_path)
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(BadSettings, match="does not hold"):
        check(tmp_path)


def test_the_command_fetches_from_a_mirror(site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("admin1CodesASCII.txt", "hierarchy.zip", "alternateNamesV2.zip", "allCountries.zip"):
        site.puts(f"/dump/{name}", name.encode())
    monkeypatch.setenv("ZENOBIA_ALLOW_PRIVATE_ADDRESSES", "1")
    monkeypatch.setattr("zenobia.gather.pace.BETWEEN_REQUESTS_S", 0.0)
    monkeypatch.setattr(Pace, "wait", lambda *_: None)
    told = CliRunner().invoke(cli, ["gazetteer", "fetch", "--to", str(tmp_path), "--base", f"{site.root}/dump"])
    assert told.exit_code == 0, told.output
    assert (tmp_path / "allCountries.zip").read_bytes() == b"allCountries.zip"
