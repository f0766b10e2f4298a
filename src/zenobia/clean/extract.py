"""A page to its running text.

In: HTML as characters. Out: an `Extract`: the page's own marks and the article's paragraphs, one a line.

1. trafilatura finds the article; where it finds a line or two, or far less than resiliparse's main-content rules do, or the page
   has more than `CAREFUL_TAGS` tags, resiliparse's text is taken.
2. Paragraphs stay as the source cut them; a paragraph printed twice in two places stays twice.
3. The headline is not repeated as the first paragraph.
4. Hostile pages are tamed first (see tame.py); nothing here opens an address or a file.
"""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from zenobia.clean.page import Page, read_page
from zenobia.clean.tame import tame
from zenobia.values.ids import folded

CAREFUL_TAGS = 20_000
"""Tags above which trafilatura takes over a second (7.6 s at 200,000, measured on spans)."""
SHORTFALL = 0.25
"""Share of resiliparse's letters under which trafilatura is held to have missed the article."""
ENOUGH_LETTERS = 200
"""Letters that make two or three sentences; in shorter finds trafilatura takes in the page's menus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    page: Page
    body: str


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _paragraphs(text: str) -> list[str]:
    """Cut extracted text into its paragraphs, each on one line."""
    return [words for line in text.splitlines() if (words := " ".join(line.split()))]


def _careful(html: str) -> str:
    """Let trafilatura find the article."""
    found = trafilatura.extract(html, fast=True, include_comments=False, output_format="txt", with_metadata=False)
    return found or ""


def _bulk(tree: HTMLTree, *, main_content: bool) -> str:
    return extract_plain_text(
        tree, main_content=main_content, preserve_formatting=True, list_bullets=False, alt_texts=False, noscript=False
    )


def _article(html: str, tree: HTMLTree) -> str:
    main = _bulk(tree, main_content=True)
    if html.count("<") > CAREFUL_TAGS:
        return main
    careful = _careful(html)
    found, all_main = _letters(careful), _letters(main)
    is_believed = found >= ENOUGH_LETTERS and found >= SHORTFALL * all_main
    return careful if is_believed or not all_main else main


def extract(html: str) -> Extract:
    """Read a page.

    Raises:
        Untameable: the page holds more tags than are read.
    """
    tamed = tame(html)
    tree = HTMLTree.parse(tamed)
    page = read_page(tree)
    paragraphs = _paragraphs(_article(tamed, tree))
    if page.title and paragraphs and folded(paragraphs[0]) == folded(page.title):
        paragraphs = paragraphs[1:]
    return Extract(page=page, body="\n".join(paragraphs))
