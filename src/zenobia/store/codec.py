"""Values to bytes and columns, and back.

1. A value is canonical JSON: fields in the order of their definition, no spaces. Equal values give equal bytes.
2. Moments are whole microseconds since 1970 UTC, days are ordinals; both compare as numbers in every database.
3. A lone surrogate cannot be written as UTF-8 and is kept as U+FFFD, one for one, so that spans still hold.
4. A page key is base64 of a JSON list: opaque, safe in a URL, refused with a clear fault when broken.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import msgspec

from zenobia.faults import BadSettings, BrokenRule
from zenobia.store.tables import DAY_MAX, DAY_MIN
from zenobia.values.times import When

T = TypeVar("T")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
COMPRESSION_LEVEL = 6
"""zlib's own default. On 17 MB of HTML pages: level 1 a 4.5th of the size at 161 MB/s, 6 a 5.6th at 62, 9 a 5.6th at 40. Reading
does not depend on it."""

_encoder = msgspec.json.Encoder(order="deterministic")
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def encode(value: object) -> bytes:
    """Give the canonical bytes of a value."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_without_surrogates(msgspec.to_builtins(value)))


def decode(kind: type[T], encoded: bytes) -> T:
    """Give back the value of canonical bytes."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    try:
        value: T = decoder.decode(encoded)
    except msgspec.ValidationError as fault:
        name = getattr(kind, "__name__", str(kind))
        raise BrokenRule(f"a stored {name} no longer reads: {fault}; run `zenobia rebuild` to make it again") from fault
    return value


def writable(text: str) -> str:
    """Give text that every database takes: no lone surrogate, no NUL."""
    if "\x00" in text:
        text = text.replace("\x00", " ")
    try:
        text.encode()
    except UnicodeEncodeError:
        return str(_without_surrogates(text))
    return text


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in value)
    if isinstance(value, dict):
        return {key: _without_surrogates(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(entry) for entry in value]
    return value


def pack(body: bytes) -> bytes:
    return zlib.compress(body, COMPRESSION_LEVEL)


def unpack(packed: bytes) -> bytes:
    return zlib.decompress(packed)


def digest(parts: Iterable[bytes]) -> str:
    """Name a sequence of byte strings by its content; parts cannot run into one another."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def moment(at: datetime) -> int:
    """Give microseconds since 1970 UTC.

    Raises:
        BadSettings: the moment names no time zone.
    """
    if at.tzinfo is None:
        raise BadSettings(f"{at.isoformat()} names no time zone; give an aware time, such as {at.isoformat()}Z")
    return (at - EPOCH) // MICROSECOND


def at_moment(microseconds: int) -> datetime:
    return EPOCH + microseconds * MICROSECOND


def days(when: When | None, published: date | None = None) -> tuple[int | None, int | None]:
    """Give the closed stretch of day ordinals of a When, open ends at the limits; without one, the day of publication."""
    if when is not None and (when.start or when.end):
        return when.start.toordinal() if when.start else DAY_MIN, when.end.toordinal() if when.end else DAY_MAX
    day = published.toordinal() if published else None
    return day, day


def page_key(kind: str, position: Sequence[int | str]) -> str:
    """Give the opaque key of a list's position."""
    return base64.urlsafe_b64encode(_encoder.encode([kind, *position])).decode().rstrip("=")


def read_page_key(kind: str, key: str, shape: Sequence[type]) -> list[int | str]:
    """Give back the position of a page key.

    Raises:
        BadSettings: the key is broken, or another list's.
    """
    made_for: object = None
    rest: list[int | str] = []
    try:
        padded = key.encode("ascii") + b"=" * (-len(key) % 4)
        made_for, *rest = msgspec.json.decode(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, msgspec.DecodeError, TypeError, ValueError):
        pass  # refused below, with what is whole but another list's
    in_range = all(not isinstance(part, int) or -(2**63) <= part < 2**63 for part in rest)
    if made_for != kind or [type(part) for part in rest] != list(shape) or not in_range:
        raise BadSettings(f"{key[:80]!r} is not a page key of {kind}; leave it out, or give `next` as it was given")
    return rest
