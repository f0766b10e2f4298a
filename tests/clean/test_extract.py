"""Pages to paragraphs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zenobia.clean.extract import extract
from zenobia.clean.tame import Untameable

FIRST = "The council of the northern town said on Monday that its mill had burnt in the night."
SECOND = "A doctor said that six people had been hurt, two of them badly, and that more might come."
FURNITURE = "<nav><ul><li><a href='/'>Home</a><li><a href='/war'>War</a></ul></nav><aside>Subscribe to our letters</aside>"


def page(article: str) -> str:
    story = f"<article>{article}</article><footer>© Paper</footer>"
    return f"<html><head><title>Mill burns</title></head><body>{FURNITURE}{story}</body></html>"


def test_the_article_is_found_and_its_furniture_left() -> None:
    found = extract(page(f"<h1>Mill burns</h1><p>{FIRST}</p><p>{SECOND}</p>"))
    assert found.page.title == "Mill burns"
    assert found.body == f"{FIRST}\n{SECOND}"


def test_a_paragraph_printed_again_further_down_stays() -> None:
    assert extract(page(f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>")).body.count(FIRST) == 2


def test_a_short_notice_is_an_article_too() -> None:
    assert extract(page("<p>The mill has burnt.</p>")).body == "The mill has burnt."


def test_a_fragment_as_feeds_carry_it() -> None:
    assert extract(f"<p>{FIRST}</p><p>{SECOND}</p>").body == f"{FIRST}\n{SECOND}"


def test_a_page_without_text_gives_none() -> None:
    assert (
        extract("<html><head><title>Mill</title></head><body><script>draw()</script><div id=root></div></body></html>").body == ""
    )


def test_words_in_formatting_are_whole() -> None:
    assert "the northern town" in extract(page(f"<p>{FIRST.replace('northern', '<b>north</b>ern')}</p><p>{SECOND}</p>")).body


@given(st.text(alphabet=st.sampled_from("<>/!-'\"=& abpdivtable&;"), max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_soup_gives_something_or_the_fault(soup: str) -> None:
    try:
        assert isinstance(extract(soup).body, str)
    except Untameable as fault:
        assert str(fault)
