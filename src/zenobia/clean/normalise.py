"""Make the invisible plain, and nothing else.

In: decoded text. Out: the same words in the same order.

1. Every line end (CRLF, CR, VT, FF, FS to RS, NEL, LS, PS) is one newline.
2. Spaces of fixed or unbreakable width are spaces; other control codes are spaces too, so that no words run together.
3. What has no width and no meaning between letters goes: soft hyphen, zero-width space, word joiner, byte order mark, and the
   controls that turn reading direction (they can make a text show other than it reads). Joiners that shape letters stay.
4. No Unicode normal form is applied: a quote must be found in the source as it stands.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_GONE = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_CONTROLS = [*range(0x00, 0x09), *range(0x0E, 0x1C), 0x1F, 0x7F]
_TABLE: dict[int, str | None] = (
    dict.fromkeys(map(ord, _GONE)) | dict.fromkeys(map(ord, _SPACES), " ") | dict.fromkeys(_CONTROLS, " ")
)


def normalise(text: str) -> str:
    """Make line ends newlines, spaces spaces, and drop what cannot be seen."""
    return _LINE_ENDS.sub("\n", text).translate(_TABLE)


def storable(text: str) -> str:
    """Put U+FFFD, one for one, where no database or file could hold the character: NUL and half a surrogate pair."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)
