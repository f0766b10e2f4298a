"""What a page says about itself: its title, day of publication, address, language and publisher.

In: a parsed HTML tree. Out: a `Page`, each field as written there, or None.

1. Marks made for machines come before what is shown: linked data (schema.org), then Open Graph and article marks, then elements.
2. A site's name after the last separator of `<title>` is cut off only when the page itself names the site so.

Never guesses a date from the text or the address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from resiliparse.parse.html import ElementNode, HTMLTree

DATE_MARKS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "cxenseparse:recs:publishtime",
)  # fmt: skip
"""Names of meta elements that hold the day of publication, most trusted first."""
MAX_LINKED_NODES = 500
"""Objects looked at inside linked data; an article's own are among the first ten."""
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    title: str | None = None
    published: str | None = None
    canonical: str | None = None
    language: str | None = None
    site: str | None = None


def _all(tree: HTMLTree, selector: str) -> Iterator[ElementNode]:
    if tree.document:
        yield from tree.document.query_selector_all(selector)


def _linked_objects(tree: HTMLTree) -> Iterator[dict[str, object]]:
    """Give the objects of the page's linked data, outer before inner."""
    queue: list[object] = []
    for script in _all(tree, 'script[type="application/ld+json"]'):
        try:
            queue.append(msgspec.json.decode(script.text or ""))
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
    seen = 0
    while queue and seen < MAX_LINKED_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, list):
            queue[:0] = node[:MAX_LINKED_NODES]
        elif isinstance(node, dict):
            yield node
            queue.extend(value for value in node.values() if isinstance(value, dict | list))


def _one_line(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _metas(tree: HTMLTree) -> dict[str, str]:
    """Give the page's meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in _all(tree, "meta[content]"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name, value = element.getattr(key), _one_line(element.getattr("content"))
            if name and value:
                found.setdefault(name.lower(), value)
    return found


def _first(tree: HTMLTree, selector: str, attribute: str | None = None) -> str | None:
    element = tree.document.query_selector(selector) if tree.document else None
    if element is None:
        return None
    return _one_line(element.getattr(attribute) if attribute else element.text)


def _without_site(title: str, site: str | None) -> str:
    """Cut the site's name off a window title."""
    for separator in _SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and site and tail.strip().casefold() == site.casefold():
            return head.strip()
    return title


def read_page(tree: HTMLTree) -> Page:
    """Read what a page says about itself."""
    metas, linked = _metas(tree), list(_linked_objects(tree))
    articles = [node for node in linked if "headline" in node or "datePublished" in node]
    site = metas.get("og:site_name")
    window = _first(tree, "head title") or _first(tree, "title")
    heading = _first(tree, "article h1") or _first(tree, "h1")
    headlines = (_one_line(node.get("headline")) for node in articles)
    shared = metas.get("og:title")
    title = next(headlines, None) or (_without_site(shared, site) if shared else None) or heading
    published = next((word for node in articles if (word := _one_line(node.get("datePublished")))), None)
    published = published or next((metas[name] for name in DATE_MARKS if name in metas), None)
    return Page(
        title=title or (_without_site(window, site) if window else None),
        published=published or _first(tree, "article time[datetime], main time[datetime]", "datetime"),
        canonical=_first(tree, 'link[rel="canonical"]', "href") or metas.get("og:url"),
        language=_first(tree, "html", "lang"),
        site=site,
    )
