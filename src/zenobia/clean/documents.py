"""The step from bytes to a text: one Capture, one Document.

In: Captures of plain text, HTML and reports in JSON. Out: Documents, and Rejects for what is no text.

1. `Document.text` is title, newline, body; the body alone when there is no title. A plain text of one line is all body.
2. A report in JSON is taken to the letter: its title and text are not normalised, so that the caller's own offsets hold. Only
   what no store can hold (NUL, half a surrogate pair) becomes U+FFFD, one for one.
3. What is declared with a Capture (feed, caller) comes before what the page says; both before a dateline.
4. A Document is named by its publisher and address; one that came from a file by its publisher and text.
5. A date that does not parse and a language that nobody here reads are told as warnings; the Document goes on.

Never touches the network, a clock or a disk; the language model comes inside its package.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import msgspec

from zenobia.clean.dateline import Dated, date_of
from zenobia.clean.decode import Undecodable, decode
from zenobia.clean.extract import extract
from zenobia.clean.language import UNKNOWN, detect_language
from zenobia.clean.normalise import normalise, storable
from zenobia.clean.tame import Untameable
from zenobia.values.capture import Capture
from zenobia.values.document import Document, document_id
from zenobia.values.reject import Reason, Reject

REPORT_TYPE = "application/vnd.zenobia.report+json"
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES = frozenset({"text/plain", ""})
HEADLINE_LENGTH = 400
"""Code points; a longer first line is a paragraph. The longest headlines of agencies have about 200."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a Capture holds, before it is a Document."""

    title: str | None
    body: str
    declared: str | None = None
    page_date: str | None = None
    canonical: str | None = None
    page_language: str | None = None
    doc_id: str | None = None
    meta: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return self.body if self.title is None else f"{self.title}\n{self.body}"


class Unfit(Exception):
    """Inside this module: a Capture that gives no Document, with the reason of its Reject."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def _media_type(capture: Capture) -> tuple[str, str | None]:
    """Split a media type into its kind and its charset."""
    kind, *parameters = capture.media_type.split(";")
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip() for key, _, value in pairs if key.strip().lower() == "charset"), None)
    return kind.strip().lower(), charset


def _plain_draft(capture: Capture, charset: str | None) -> Draft:
    text = normalise(decode(capture.body, charset)).strip()
    first, newline, rest = text.partition("\n")
    if newline and len(first) <= HEADLINE_LENGTH and capture.title is None:
        return Draft(title=first.strip(), body=rest, declared=capture.published)
    return Draft(title=_line(capture.title), body=text, declared=capture.published)


def _line(words: str | None) -> str | None:
    return " ".join(normalise(words).split()) or None if words else None


def _canonical(address: str | None, seen_at: str) -> str | None:
    """Give a page's own address in full; None when it cannot be this page's.

    Another host's, or a front page's where the page was met deeper, would make one publication of many.
    """
    if not address:
        return None
    try:
        own = urldefrag(urljoin(seen_at, address.strip()) if seen_at.startswith("http") else address.strip()).url
        named, met = urlsplit(own), urlsplit(seen_at)
    except ValueError:
        return None
    if named.scheme not in {"http", "https"} or not named.hostname:
        return None
    if met.hostname and met.hostname.removeprefix("www.") != named.hostname.removeprefix("www."):
        return None
    is_front = named.path in {"", "/"} and not named.query
    return None if is_front and met.path not in {"", "/"} else own


def _html_draft(capture: Capture, charset: str | None) -> Draft:
    found = extract(normalise(decode(capture.body, charset, is_html=True)))
    body = normalise(found.body)
    if not any(map(str.isalpha, body)):
        detail = "the page holds no running text; it may be drawn by a script: save what is shown as text, or find its feed"
        raise Unfit(Reason.NO_ARTICLE, detail)
    return Draft(
        title=_line(found.page.title) or _line(capture.title),
        body=body,
        declared=capture.published,
        page_date=found.page.published,
        canonical=_canonical(found.page.canonical, capture.url),
        page_language=found.page.language,
    )


def _string(fields: dict[str, msgspec.Raw], key: str) -> str | None:
    value = msgspec.json.decode(fields.get(key, b"null"))
    if value is None or isinstance(value, str):
        return value
    if key in {"doc_id", "published"} and isinstance(value, int | float):
        return str(value)
    detail = f'"{key}" is {type(value).__name__}, not a string; put quotes around it, or leave it out'
    raise Unfit(Reason.BROKEN_LINE, detail)


def _must_be_given_back(key: str, value: str) -> None:
    """Refuse what is kept beside a report if it could not be given back with it."""
    try:
        json.loads(value)
    except (ValueError, RecursionError) as fault:
        detail = f'"{key[:60]}" cannot be kept ({fault}); leave it out, or write it as a string'
        raise Unfit(Reason.BROKEN_LINE, detail) from None


def _report_draft(capture: Capture) -> Draft:
    try:
        fields = msgspec.json.decode(capture.body, type=dict[str, msgspec.Raw])
        title, text, published, doc_id, url = (_string(fields, key) for key in ("title", "text", "published", "doc_id", "url"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Unfit(Reason.BROKEN_LINE, f"it is not a JSON object ({fault}); give one object in UTF-8") from None
    if text is None:
        raise Unfit(Reason.BROKEN_LINE, 'the object has no "text"; name the field that holds the report "text"')
    own = {"title", "text", "published", "doc_id", "url", "outlet", "meta"}
    meta = {key: storable(bytes(raw).decode()) for key, raw in fields.items() if key not in own}
    inner = fields.get("meta")
    if inner is not None:
        try:
            nested = msgspec.json.decode(inner, type=dict[str, msgspec.Raw])
            meta |= {key: bytes(raw).decode() for key, raw in nested.items()}
        except msgspec.DecodeError:
            meta["meta"] = bytes(inner).decode()
    for key, value in meta.items():
        _must_be_given_back(key, value)
    return Draft(
        title=storable(title) if title else None,
        body=storable(text),
        declared=(published or "").strip() or capture.published,
        canonical=_canonical(url, ""),
        doc_id=storable(doc_id) if doc_id else None,
        meta=tuple(sorted(meta.items())),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """Captures to Documents."""

    max_bytes: int
    """The most that one Capture may hold."""
    reads: frozenset[str] = frozenset({"en"})
    """Languages that the reader reads; others are stored with a warning."""
    detect: Callable[[str], str] = detect_language
    """Names the language of a text."""
    name: str = "clean"
    version: int = 1
    batch: int = 64

    def __call__(self, items: Iterable[Capture]) -> Iterator[Document | Reject]:
        """Give each Capture's Document with its warnings first, or the Reject that says why there is none."""
        for capture in items:
            try:
                draft = self._draft(capture)
                if not any(map(str.isalpha, draft.text)):
                    raise Unfit(Reason.EMPTY, "it holds 0 letters after cleaning; check that this is the report's text")
            except (Unfit, Undecodable) as fault:
                yield self._reject(capture, fault.reason, str(fault))
            except Untameable as fault:
                yield self._reject(capture, Reason.TOO_LARGE, str(fault))
            else:
                yield from self._finish(capture, draft)

    def _draft(self, capture: Capture) -> Draft:
        size = len(capture.body)
        if size > self.max_bytes:
            detail = f"{size:,} bytes are over the limit of {self.max_bytes:,}; split it, or raise ZENOBIA_MAX_DOCUMENT_BYTES"
            raise Unfit(Reason.TOO_LARGE, detail)
        kind, charset = _media_type(capture)
        if kind == REPORT_TYPE:
            return _report_draft(capture)
        if kind in HTML_TYPES:
            return _html_draft(capture, charset)
        if kind in TEXT_TYPES:
            return _plain_draft(capture, charset)
        raise Unfit(Reason.NOT_TEXT, f"media type {kind!r} is not read; turn it into plain text, HTML or JSONL first")

    def _reject(self, capture: Capture, reason: Reason, detail: str, *, is_warning: bool = False) -> Reject:
        step = f"{self.name}@{self.version}"
        return Reject(subject=capture.url, step=step, reason=reason, detail=detail, is_warning=is_warning)

    def _language(self, draft: Draft) -> str:
        found = self.detect(draft.text)
        said = (draft.page_language or "").strip().lower()[:2]
        return said if found == UNKNOWN and said.isalpha() and len(said) == 2 else found

    def _finish(self, capture: Capture, draft: Draft) -> Iterator[Document | Reject]:
        dated: Dated = date_of(draft.declared, draft.page_date, draft.title, draft.body, capture.received_at)
        if dated.unread is not None:
            taken = f"{dated.day.isoformat()} is taken from its text" if dated.day else "it is read without a date"
            detail = f"published {dated.unread[:80]!r} is no day up to its receipt; {taken}; write it as YYYY-MM-DD"
            yield self._reject(capture, Reason.BAD_DATE, detail, is_warning=True)
        language = self._language(draft)
        if language != UNKNOWN and language not in self.reads:
            known = ", ".join(sorted(self.reads))
            detail = f"the language is {language!r}, the reader reads {known}; it is kept, and gives no claims until one reads it"
            yield self._reject(capture, Reason.UNKNOWN_LANGUAGE, detail, is_warning=True)
        own_address = urldefrag(capture.url).url if capture.url.startswith(("http://", "https://")) else None
        yield Document(
            id=document_id(capture.source, draft.canonical or own_address, draft.text),
            capture=capture.id,
            source=capture.source,
            outlet=capture.outlet,
            url=draft.canonical or capture.url,
            title=draft.title,
            text=draft.text,
            published=dated.day,
            received_at=capture.received_at,
            language=language,
            doc_id=draft.doc_id,
            meta=draft.meta,
        )
