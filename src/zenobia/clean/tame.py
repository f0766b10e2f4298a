"""Make any HTML safe to parse in time and memory that grow with its length alone.

In: an HTML page as characters. Out: the same page for a parser, or Untameable.

1. One pass, no backtracking: every character is looked at a bounded number of times.
2. Comments, scripts, styles and formatting tags (bold, italic, font) go: they carry no words, and unclosed formatting tags make
   an HTML5 parser multiply them. Scripts of linked data stay: publishers put the date there.
3. Elements deeper than `MAX_DEPTH`, and tables deeper than `MAX_TABLE_DEPTH`, lose their tags and keep their words: parsers are
   quadratic in depth, or give up.
4. A tag longer than `MAX_TAG_LENGTH` loses its attributes: parsers are quadratic in the number of attributes.
5. A page of more than `MAX_TAGS` tags is refused.

Never changes a word that a reader would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zenobia.faults import Unreadable

MAX_DEPTH = 150
"""Open elements; libxml2 stops at 256, pages of twenty news sites looked at stay under 60."""
MAX_TABLE_DEPTH = 12
"""Tables in tables; pages laid out by tables had six. Text inside deeper ones takes trafilatura quadratic time."""
MAX_TAG_LENGTH = 8192
"""Characters; a tag with an inlined picture may be longer, and loses only that."""
MAX_TAGS = 200_000
"""Tags; the longest live blogs have 30,000. At this number the parsers here need about 5 s."""
MAX_LINKED_DATA_LENGTH = 100_000
"""Characters of one linked-data script; longer ones are dropped."""
RAW = frozenset(
    {"script", "style", "template", "textarea", "iframe", "noembed", "noframes", "xmp", "svg", "math", "canvas", "object"}
)
"""Elements whose content is no running text, or is not parsed as markup."""
FORMATTING = frozenset(
    {"b", "i", "u", "em", "strong", "font", "big", "small", "tt", "s", "strike", "nobr", "code", "center", "blink"}
)
CHILDLESS = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
OFTEN_UNCLOSED = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot", "a"})
"""Elements that the next one of their kind closes: they add no depth when left open."""
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})")


class Untameable(Unreadable):
    """A page with more tags than are read."""


class _Level:
    """How many elements are open, and how many of them lost their tags for being too deep."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._open = 0
        self._hidden = 0

    def keeps(self, *, closes: bool) -> bool:
        """Count a tag; tell whether it stays."""
        if closes and self._hidden:
            self._hidden -= 1
            return False
        if closes:
            self._open = max(0, self._open - 1)
            return True
        if self._open >= self._limit:
            self._hidden += 1
            return False
        self._open += 1
        return True


class _Shape:
    """The open elements of a page."""

    def __init__(self) -> None:
        self._elements = _Level(MAX_DEPTH)
        self._tables = _Level(MAX_TABLE_DEPTH)

    def keeps(self, name: str, *, closes: bool) -> bool:
        """Count a tag; tell whether it stays."""
        if name in CHILDLESS or name in OFTEN_UNCLOSED:
            return True
        return (self._tables if name == "table" else self._elements).keeps(closes=closes)


def _end_of_raw(html: str, name: str, start: int) -> tuple[int, int]:
    """Find where a raw element's content ends and where its end tag ends; the end of the page when it is never closed."""
    match = re.compile(rf"</{name}", re.IGNORECASE).search(html, start)
    if match is None:
        return len(html), len(html)
    after = html.find(">", match.end())
    return match.start(), len(html) if after < 0 else after + 1


def _pieces(html: str) -> Iterator[str]:
    shape, at, tags = _Shape(), 0, 0
    while (opening := html.find("<", at)) >= 0:
        yield html[at:opening]
        if html.startswith("<!--", opening):
            end = html.find("-->", opening + 4)
            at = len(html) if end < 0 else end + 3
            continue
        match = _TAG.match(html, opening)
        if match is None:
            at = opening + 1
            yield "<" if html[at : at + 1] in {"!", "?", "/"} else "&lt;"
            continue
        tags += 1
        if tags > MAX_TAGS:
            raise Untameable(f"the page holds more than {MAX_TAGS:,} tags, the limit; save the report itself as text")
        end = html.find(">", match.end())
        at = len(html) if end < 0 else end + 1
        tag, name, closes = html[opening:at], match[1].lower(), html[opening + 1] == "/"
        if name in RAW:
            if not closes and not tag.endswith("/>"):
                stop, after = _end_of_raw(html, name, at)
                if name == "script" and "ld+json" in tag.lower() and stop - at <= MAX_LINKED_DATA_LENGTH:
                    yield f'<script type="application/ld+json">{html[at:stop]}</script>'
                at = after
        elif name not in FORMATTING and shape.keeps(name, closes=closes):
            yield tag if len(tag) <= MAX_TAG_LENGTH else f"<{name}>"
        elif name not in FORMATTING:
            yield " "
    yield html[at:]


def tame(html: str) -> str:
    """Give the page in a shape that parsers read in linear time.

    Raises:
        Untameable: the page holds more than `MAX_TAGS` tags.
    """
    return "".join(_pieces(html))
