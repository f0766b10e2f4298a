"""What a page says about itself."""

from __future__ import annotations

import pytest
from resiliparse.parse.html import HTMLTree

from zenobia.clean.page import Page, read_page


def page(head: str = "", body: str = "", attributes: str = "") -> Page:
    return read_page(HTMLTree.parse(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"))


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_a_bare_page_says_nothing() -> None:
    assert page() == Page()


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            linked('{"@type": "NewsArticle", "headline": "Mill\\n burns"}') + "<title>Paper</title>",
            "<h1>Other</h1>",
            "Mill burns",
        ),
        ('<meta property="og:title" content="Mill burns"><title>Paper</title>', "<h1>Other</h1>", "Mill burns"),
        ("<title>Paper</title>", "<h1>The Paper</h1><article><h1>Mill burns</h1></article>", "Mill burns"),
        ('<meta property="og:site_name" content="The Paper"><title>Mill burns | The Paper</title>', "", "Mill burns"),
        (
            '<meta property="og:site_name" content="The Paper"><title>Mill burns - by the river</title>',
            "",
            "Mill burns - by the river",
        ),
        ("<title>Mill burns - by the river</title>", "", "Mill burns - by the river"),
    ],
)
def test_title(head: str, body: str, title: str) -> None:
    assert page(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (linked('{"@graph": [{"@type": "WebSite"}, {"datePublished": "2017-03-02T08:00"}]}'), "", "2017-03-02T08:00"),
        (linked('[{"mainEntity": {"datePublished": "2017-03-02"}}]'), "", "2017-03-02"),
        ('<meta property="article:published_time" content="2017-03-02">', "", "2017-03-02"),
        ('<meta name="DC.date.issued" content="2017-03-02">', "", "2017-03-02"),
        ("", '<article><time datetime="2017-03-02">2 March</time></article>', "2017-03-02"),
        ("", '<footer><time datetime="2026-01-01">today</time></footer>', None),
        (linked("{broken") + linked("[" * 5000) + '<meta name="date" content="2017-03-02">', "", "2017-03-02"),
        (linked('{"datePublished": 20170302}'), "", None),
    ],
)
def test_published(head: str, body: str, published: str | None) -> None:
    assert page(head, body).published == published


def test_address_language_and_site() -> None:
    found = page(
        '<link rel="canonical" href="/a/1"><meta property="og:site_name" content="The Paper">', attributes='lang="en-GB"'
    )
    assert (found.canonical, found.language, found.site) == ("/a/1", "en-GB", "The Paper")
