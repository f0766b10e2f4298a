"""Captures to Documents: the text as read, and what is told on the way."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.clean import Clean
from zenobia.clean.documents import REPORT_TYPE
from zenobia.step import run
from zenobia.values.capture import Capture, capture_id
from zenobia.values.document import Document
from zenobia.values.reject import Reason, Reject

LIMIT = 100_000
CLEAN = Clean(max_bytes=LIMIT)
STORY = "The council of the northern town said on Monday that its mill had burnt in the night."


def capture(body: bytes | str, media_type: str = "text/plain", url: str = "file:a.txt", **more: str | None) -> Capture:
    content = body.encode() if isinstance(body, str) else body
    sha256 = hashlib.sha256(content).hexdigest()
    made = Capture(
        id=capture_id("the-daily-note", url, sha256),
        source="the-daily-note",
        outlet="The Daily Note",
        url=url,
        received_at=datetime(2017, 3, 5, 12, 0, tzinfo=UTC),
        media_type=media_type,
        sha256=sha256,
        body=content,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def report(**fields: object) -> Capture:
    return capture(json.dumps(fields), REPORT_TYPE, "file:a.jsonl#L1")


def the_document(given: Capture, *warnings: Reason) -> Document:
    *told, document = CLEAN([given])
    assert isinstance(document, Document)
    assert [(reject.reason, reject.is_warning) for reject in told if isinstance(reject, Reject)] == [
        (one, True) for one in warnings
    ]
    assert len(told) == len(warnings)
    return document


def the_reject(given: Capture) -> Reject:
    (one,) = CLEAN([given])
    assert isinstance(one, Reject) and not one.is_warning
    return one


def test_plain_text_has_its_first_line_for_a_headline() -> None:
    document = the_document(capture(f"\r\n\r\nMill burns \r\n\r\n{STORY}\r\n", published="2017-03-02"))
    assert document.title == "Mill burns"
    assert document.text == f"Mill burns\n\n{STORY}"
    assert (document.published, document.language, document.doc_id) == (date(2017, 3, 2), "en", None)
    assert (document.source, document.outlet, document.url) == ("the-daily-note", "The Daily Note", "file:a.txt")
    assert document.received_at == datetime(2017, 3, 5, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", [STORY, "x" * 500 + "\n" + STORY])
def test_one_line_or_a_long_first_one_is_body(text: str) -> None:
    document = the_document(capture(text))
    assert (document.title, document.text) == (None, text)


def test_a_report_is_taken_to_the_letter() -> None:
    text = "  Mill burns\r\nThe mill\u00a0has burnt,\u200b a farmer  said.\n"
    document = the_document(
        report(
            doc_id="n-1",
            title="Mill burns",
            text=text,
            published="2017-03-02",
            outlet="x",
            tags=["a", {"b": 1}],
            meta={"desk": "é"},
        )
    )
    assert document.text == "Mill burns\n" + text
    assert (document.doc_id, document.published) == ("n-1", date(2017, 3, 2))
    assert dict(document.meta) == {"tags": '["a", {"b": 1}]', "desk": '"\\u00e9"'}


@pytest.mark.parametrize("title", [None, ""])
def test_a_report_without_a_title_is_body(title: str | None) -> None:
    document = the_document(report(title=title, text=STORY))
    assert (document.title, document.text) == (None, STORY)


@given(st.text(min_size=1), st.text())
def test_title_newline_text_always(title: str, text: str) -> None:
    for item in Clean(max_bytes=LIMIT, detect=lambda _: "und")([report(title=title, text=text)]):
        assert isinstance(item, Document) or item.reason is Reason.EMPTY
        if isinstance(item, Document):
            assert item.text == f"{title}\n{text}".replace("\0", "\ufffd")


def test_half_a_surrogate_pair_keeps_its_place() -> None:
    document = the_document(capture('{"text": "Mill \\u0000 burns in the night"}', REPORT_TYPE))
    assert document.text == "Mill \ufffd burns in the night"


PAGE = f"""<html lang="en"><head><meta property="og:title" content="Mill burns"><link rel="canonical" href="/a/1">
<meta property="article:published_time" content="2017-03-02T08:00:00Z"></head>
<body><article><h1>Mill burns</h1><p>{STORY}</p><p>A doctor said that six&nbsp;people had been hurt.</p></article></body>
</html>"""


def test_a_page_gives_its_article_and_its_marks() -> None:
    document = the_document(capture(PAGE, "text/html; charset=utf-8", "https://notes.example/a/1?from=mail#top"))
    assert document.text == f"Mill burns\n{STORY}\nA doctor said that six people had been hurt."
    assert (document.published, document.url) == (date(2017, 3, 2), "https://notes.example/a/1")


def test_what_is_declared_comes_before_the_page_and_the_page_before_the_feed_title() -> None:
    document = the_document(
        capture(PAGE, "text/html", "https://notes.example/a/1", published="2017-03-01", title="From the feed")
    )
    assert (document.published, document.title) == (date(2017, 3, 1), "Mill burns")
    untitled = capture(f"<p>{STORY}</p>", "text/html", "https://notes.example/a/1", title="From the feed")
    assert the_document(untitled).title == "From the feed"


def test_editions_of_an_address_are_one_document_and_files_are_named_by_text() -> None:
    first = the_document(capture(PAGE, "text/html", "https://notes.example/a/1"))
    edited = the_document(capture(PAGE.replace("six", "nine"), "text/html", "https://notes.example/a/1?x#y"))
    assert first.id == edited.id and first.capture != edited.capture
    saved, other = (the_document(capture(f"Mill burns\n{STORY}", url=url)) for url in ("file:a.txt", "file:b.txt"))
    assert saved.id == other.id
    assert the_document(capture(f"Mill rebuilt\n{STORY}")).id != saved.id


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://else.example/a/1", "https://notes.example/a/1"),
        ("https://notes.example/", "https://notes.example/a/1"),
        ("javascript:void(0)", "https://notes.example/a/1"),
        ("http://[broken", "https://notes.example/a/1"),
        ("https://www.notes.example/b", "https://www.notes.example/b"),
    ],
)
def test_a_page_may_name_itself_and_no_other(canonical: str, url: str) -> None:
    page = PAGE.replace('href="/a/1"', f'href="{canonical}"')
    assert the_document(capture(page, "text/html", "https://notes.example/a/1")).url == url


def test_a_date_that_does_not_parse_is_told_and_the_report_read() -> None:
    assert the_document(report(text=STORY, published="some day"), Reason.BAD_DATE).published is None
    dated = the_document(report(text=f"2 March 2017\n{STORY}", published="some day"), Reason.BAD_DATE)
    assert dated.published == date(2017, 3, 2)


def test_a_language_that_nobody_reads_is_told_and_the_report_kept() -> None:
    assert the_document(capture("Армия обстреляла деревню, сообщил губернатор."), Reason.UNKNOWN_LANGUAGE).language == "ru"


def test_a_text_too_short_to_tell_takes_the_page_at_its_word() -> None:
    assert the_document(capture("Mill burns", "text/plain")).language == "und"
    assert the_document(capture('<html lang="en-GB"><p>Mill burns</p>', "text/html")).language == "en"


@pytest.mark.parametrize(
    ("given", "reason", "told"),
    [
        (capture("1 2 3"), Reason.EMPTY, "0 letters"),
        (capture("—"), Reason.EMPTY, "0 letters"),
        (report(text="", title=""), Reason.EMPTY, "0 letters"),
        (report(title="Mill burns"), Reason.BROKEN_LINE, "text"),
        (report(text=5), Reason.BROKEN_LINE, '"text" is int'),
        (report(text=STORY, title=["a"]), Reason.BROKEN_LINE, '"title" is list'),
        (capture("[1]", REPORT_TYPE), Reason.BROKEN_LINE, "JSON object"),
        (capture(b'{"text": "\xff"}', REPORT_TYPE), Reason.BROKEN_LINE, "JSON object"),
        (capture(b'{"text": "a", "b": ' + b"[" * 50_000, REPORT_TYPE), Reason.BROKEN_LINE, "JSON object"),
        (capture(b'{"text": "a", "b": ' + b"9" * 5000 + b"}", REPORT_TYPE), Reason.BROKEN_LINE, '"b" cannot be kept'),
        (capture(b'{"text": "a", "meta": {"b": ' + b"9" * 5000 + b"}}", REPORT_TYPE), Reason.BROKEN_LINE, '"b" cannot be kept'),
        (capture("<html><body><script>draw()</script></body></html>", "text/html"), Reason.NO_ARTICLE, "no running text"),
        (capture("<br>" * 20_000 + "<p>" * 190_000, "text/html"), Reason.TOO_LARGE, "100,000"),
        (capture("a" * (LIMIT + 1)), Reason.TOO_LARGE, "100,001 bytes"),
        (capture(b"Mill\0burns"), Reason.BINARY, "NUL"),
        (capture(b"\xff\xfeM"), Reason.UNDECODABLE, "utf-16-le"),
        (capture("a", "image/png"), Reason.NOT_TEXT, "image/png"),
    ],
)
def test_what_gives_no_document_is_told(given: Capture, reason: Reason, told: str) -> None:
    reject = the_reject(given)
    assert (reject.reason, reject.subject, reject.step) == (reason, given.url, "clean@1")
    assert told in reject.detail


def test_a_page_of_too_many_tags_is_told() -> None:
    (reject,) = Clean(max_bytes=10_000_000)([capture("<br>" * 200_001, "text/html")])
    assert isinstance(reject, Reject) and reject.reason is Reason.TOO_LARGE


def test_one_bad_report_costs_itself_alone() -> None:
    items = list(run(CLEAN, [capture("1"), report(text=STORY), capture(b"\0"), capture(f"Mill burns\n{STORY}")]))
    assert [type(item) for item in items] == [Reject, Document, Reject, Document]


def test_the_step_travels_between_processes() -> None:
    assert list(pickle.loads(pickle.dumps(CLEAN))([report(text=STORY)])) == list(CLEAN([report(text=STORY)]))
