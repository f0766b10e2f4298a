"""The demo's reports: short notes on Palmyra from May 2015 to March 2017, written for this project.

Nothing goes in; the bytes of `reports.jsonl` come out, as any other file of reports would.

1. Every note is published by "Zenobia sample notes" or its second desk, never under the name of a real outlet.
2. A fact is one that was reported at the time, and the note says by whom; speakers are reported, not quoted.

3. In the demo a note counts as received in the evening of the day it bears, so that its ledger has a past to look back on.

This room reads its own file and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

from zenobia.values.capture import Capture
from zenobia.values.reject import Reject

FILE_NAME = "reports.jsonl"
EVENING = "T18:00:00"
"""UTC time of day at which the demo takes a note to have come in."""


def sample_bytes() -> bytes:
    """Give the whole file as it lies in the package."""
    return files(__name__).joinpath(FILE_NAME).read_bytes()


def sample_path() -> AbstractContextManager[Path]:
    """Give the file as a path for as long as the context is open, also from a package that lies in an archive."""
    return as_file(files(__name__).joinpath(FILE_NAME))


def sample_lines() -> Iterator[bytes]:
    """Give the notes one at a time, each a line of JSON without its line break."""
    yield from sample_bytes().splitlines()


def as_if_received(arriving: Capture | Reject) -> Capture | Reject:
    """Take a note to have come in on the day of its publication."""
    if isinstance(arriving, Reject) or not arriving.published:
        return arriving
    return replace(arriving, received_at=datetime.fromisoformat(arriving.published[:10] + EVENING).replace(tzinfo=UTC))
