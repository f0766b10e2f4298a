"""Large files off a server, kept whole or taken up where they broke off.

In: addresses and a folder. Out: the files, and `manifest.json` with the length and SHA-256 of each.

1. A file grows as `NAME.part`; broken off, it is asked for from there on (RFC 9110 §14), and begun anew when the server has
   another one by now (`If-Range`).
2. It gets its name once its length is the one that the server gave.
3. robots.txt and the pace between requests hold as for reports.
4. `check` compares files with the manifest, so that one that was cut short or changed later is named before it is read.

It never takes half a file for a whole one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import httpx2
import msgspec

from zenobia.faults import BadSettings
from zenobia.gather.fetch import Before, Fetcher, NotFetched
from zenobia.gather.pace import Pace
from zenobia.gather.robots import MAX_BYTES, Robots
from zenobia.settings import Settings
from zenobia.values.reject import Reason

MANIFEST = "manifest.json"
PIECE_BYTES = 1 << 20

Told = Callable[[str, int, int], None]
"""Called with (file, bytes had, bytes in all; 0 when the server does not say)."""


class Kept(msgspec.Struct, frozen=True):
    """One file of a manifest."""

    url: str
    bytes: int
    sha256: str
    etag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Polite:
    """What holds to robots.txt and pace before each request."""

    fetcher: Fetcher
    robots: Robots
    pace: Pace

    def before(self, url: httpx2.URL) -> None:
        self.pace.wait(url.netloc.decode("ascii"), self.robots.ask(url))


def polite(fetcher: Fetcher, settings: Settings, pace: Pace | None = None) -> Polite:
    """Give the manners of one run."""
    kept = pace or Pace()

    def load(address: str) -> bytes:
        return fetcher.get(address, before=lambda url: kept.wait(url.netloc.decode("ascii")), max_bytes=MAX_BYTES).body

    agent = settings.user_agent.partition("/")[0].strip() or "zenobia"
    return Polite(fetcher=fetcher, robots=Robots(agent=agent, load=load), pace=kept)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal."""
    total = hashlib.sha256()
    with path.open("rb") as content:
        while piece := content.read(PIECE_BYTES):
            total.update(piece)
    return total.hexdigest()


def manifest_of(folder: Path) -> dict[str, Kept]:
    """Read a folder's manifest; empty where there is none.

    Raises:
        BadSettings: it is there and does not hold.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Kept])
    except msgspec.DecodeError as fault:
        raise BadSettings(f"{path} does not hold ({fault}); delete it and fetch again") from None


def check(folder: Path) -> None:
    """Compare the files of a folder with its manifest, where it has one.

    Raises:
        BadSettings: a file is not the one that was fetched.
    """
    for name, kept in manifest_of(folder).items():
        path = folder / name
        if path.is_file() and (path.stat().st_size != kept.bytes or digest_of(path) != kept.sha256):
            raise BadSettings(
                f"{path} is not the file that was fetched ({path.stat().st_size:,} bytes, {kept.bytes:,} in {MANIFEST}, or"
                " another SHA-256); delete it and fetch again"
            )


def _save(address: str, target: Path, fetcher: Fetcher, before: Before, told: Told) -> Kept:
    """Bring one file; what was had of it before is kept and gone on with."""
    part, mark = target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.etag")
    etag = mark.read_text(encoding="utf-8") if mark.is_file() and part.is_file() else None
    had = part.stat().st_size if etag else 0
    asked = {"Range": f"bytes={had}-", "If-Range": etag} if etag and had else {}
    with fetcher.stream(address, before=before, fields=asked) as (status, fields, pieces):
        goes_on = status == 206 and fields.get("content-range", "").startswith(f"bytes {had}-")
        had = had if goes_on else 0
        length = fields.get("content-length", "")
        total = had + int(length) if length.isdigit() else 0
        etag = fields.get("etag")
        if etag and not etag.startswith("W/"):
            mark.write_text(etag, encoding="utf-8")
        with part.open("ab" if goes_on else "wb") as out:
            for piece in pieces:
                out.write(piece)
                had += len(piece)
                told(target.name, had, total)
    if total and had != total:
        detail = f"{address} broke off after {had:,} of {total:,} bytes; run the command again, it goes on from there"
        raise NotFetched(Reason.UNREACHABLE, detail)
    found = Kept(url=address, bytes=had, sha256=digest_of(part), etag=etag)
    part.replace(target)
    mark.unlink(missing_ok=True)
    return found


def download(
    addresses: Iterable[str], folder: Path, *, settings: Settings, told: Told = lambda *_: None, pace: Pace | None = None
) -> dict[str, Kept]:
    """Bring files into a folder; those that are there as the manifest has them are not asked for again.

    Raises:
        NotFetched: a server gave nothing that can be used, or broke off.
        BadSettings: the folder's manifest does not hold.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = manifest_of(folder)
    with Fetcher(settings) as fetcher:
        manners = polite(fetcher, settings, pace)
        for address in addresses:
            name = address.rsplit("/", 1)[-1]
            target = folder / name
            one = kept.get(name)
            if one and target.is_file() and target.stat().st_size == one.bytes and digest_of(target) == one.sha256:
                continue
            kept[name] = _save(address, target, fetcher, manners.before, told)
            fresh = folder / f"{MANIFEST}.new"
            fresh.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=1))
            fresh.replace(folder / MANIFEST)
    return kept
