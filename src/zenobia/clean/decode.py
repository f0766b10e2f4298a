"""Bytes to characters.

In: the bytes of a text or page and the charset that came with them. Out: a str, or Unreadable.

1. A byte order mark decides.
2. Bytes beyond ASCII that are valid UTF-8 are UTF-8, whatever was declared: servers often declare wrongly, chance hardly ever
   makes valid UTF-8. Seven-bit encodings with escapes (ISO-2022) are ASCII to look at, so there the declaration decides.
3. Then the declared charset, by its WHATWG meaning; then the one that the bytes themselves suggest.
4. Text that was spoilt before it came here (mojibake) is left as it is: a guess would be ours, not the publisher's.

Never replaces what it cannot read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from zenobia.faults import Unreadable
from zenobia.values.reject import Reason

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longest first where one begins with another: UTF-32's mark begins with UTF-16's."""
CONTROL_SHARE = 0.02
"""Share of control characters above which characters are no text; prose has none, exports with form feeds under 0.005."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1b\x7f]")
_ESCAPED = re.compile(r"iso-?2022|hz-gb")


class Undecodable(Unreadable):
    """Bytes that are no text, with the reason that a Reject gives."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def _candidates(body: bytes, declared: str | None, is_html: bool) -> Iterator[str]:
    """Give the encodings worth trying, best first."""
    label = (declared or "").strip().strip("\"'").lower()
    if _ESCAPED.match(label):
        yield label
    yield "utf-8"
    if label:
        yield map_encoding_to_html5(label, fallback_utf8=True) or label
    for guess in (detect_encoding(body, from_html_meta=is_html), detect_encoding(body)):
        if guess:
            yield guess


def _attempt(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def decode(body: bytes, declared: str | None = None, *, is_html: bool = False) -> str:
    """Read bytes as characters.

    Raises:
        Undecodable: no encoding reads them, or what comes out is no text.
    """
    for mark, encoding in MARKS:
        if body.startswith(mark):
            text = _attempt(body[len(mark) :], encoding)
            if text is None:
                detail = f"its byte order mark says {encoding}, which does not read it; save it again as UTF-8"
                raise Undecodable(Reason.UNDECODABLE, detail)
            return _checked(text)
    if (at := body.find(b"\0")) >= 0:
        raise Undecodable(Reason.BINARY, f"a NUL byte at {at:,}: it is no text; save it as UTF-8 text or HTML")
    tried: list[str] = []
    for encoding in _candidates(body, declared, is_html):
        if encoding not in tried:
            tried.append(encoding)
            text = _attempt(body, encoding)
            if text is not None:
                return _checked(text)
    raise Undecodable(Reason.UNDECODABLE, f"none of {', '.join(tried)} reads it; save it again as UTF-8")


def _checked(text: str) -> str:
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if "\0" in text or controls > CONTROL_SHARE * len(text):
        detail = (
            f"{controls:,} of {len(text):,} characters are control codes, the limit is {CONTROL_SHARE:.0%}; give the text itself"
        )
        raise Undecodable(Reason.BINARY, detail)
    return text
