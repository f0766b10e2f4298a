"""Fetch what a list of addresses names: pages, and the pages that feeds list.

In: addresses, and a look-up of what their servers said last time. Out: one `Fetched` an address, pages of feeds included, as
each comes.

1. A page is one Capture. A feed is one Capture for each entry not fetched before.
2. An entry whose page cannot be had is taken as the feed itself carries it, with a Reject that says so.
3. What did not change since last time (304) gives no Capture.
4. robots.txt and the pace of a host are kept at every hop; a host that says "too many" or fails is not asked again in this run.
5. A feed some of whose entries failed is asked in full again next time.

Never keeps anything: validators are handed back for the caller to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import httpx2

from zenobia.faults import SourceFault, Unreadable
from zenobia.gather.addresses import without_password
from zenobia.gather.feeds import MAX_ENTRIES, Entry, read_feed
from zenobia.gather.fetch import Answer, Fetcher, NotFetched, reason_of
from zenobia.gather.pace import Pace
from zenobia.gather.reports import capture_of, rejected
from zenobia.gather.robots import MAX_BYTES, Robots
from zenobia.gather.sniff import HEAD_BYTES, Kind, foreign_format, sniff
from zenobia.gather.warcs import READ_TYPES, outlet_of
from zenobia.settings import Settings
from zenobia.values.capture import Capture
from zenobia.values.reject import Reason, Reject

STEP = "gather@1"
TIRED = frozenset({429, 503})
"""Statuses by which a host asks to be left alone for a while (RFC 6585 §4, RFC 9110 §15.6.4)."""

SHOWN_LENGTH = 200
"""Characters of an address that is no web address, kept as a name."""


class Seen(Protocol):
    """What a server said at the last fetch; the store's FetchState is one."""

    @property
    def etag(self) -> str | None: ...

    @property
    def last_modified(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server said at this fetch, to be kept under the address that was asked."""

    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one address gave."""

    url: str
    """As asked for."""
    captures: tuple[Capture, ...] = ()
    rejects: tuple[Reject, ...] = ()
    validators: Validators | None = None
    """None: nothing was learnt that next time should know."""


StateOf = Callable[[str], Seen | None]


def gather(
    urls: Iterable[str],
    *,
    settings: Settings,
    now: Callable[[], datetime],
    state_of: StateOf,
    published: str | None = None,
    source: str | None = None,
    pace: Pace | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Fetched]:
    """Fetch addresses once, one after another.

    Args:
        now: gives the time, aware UTC.
        state_of: gives what was kept of an address's last `Validators`, or None.
        published: the day of publication of what no feed dates, unparsed.
        source: the publisher's name; without one it is the page's host.
        fetcher: one of the caller's own, which stays open; without one, one is made for this round.
    """
    pace = pace or Pace()
    with nullcontext(fetcher) if fetcher else Fetcher(settings, clock=pace.clock) as used:
        round_ = _Round(
            fetcher=used, settings=settings, now=now, state_of=state_of, published=published, source=source, pace=pace
        )
        for url in urls:
            with closing(round_.visit(url)) as visit:
                yield from visit


class _Round:
    """One run over a list: its connections, its manners and what it met."""

    def __init__(
        self,
        *,
        fetcher: Fetcher,
        settings: Settings,
        now: Callable[[], datetime],
        state_of: StateOf,
        published: str | None,
        source: str | None,
        pace: Pace,
    ) -> None:
        self._fetcher = fetcher
        self._now = now
        self._state_of = state_of
        self._published = published
        self._source = source
        self._pace = pace
        self._asking = ""
        self._tired: dict[str, str] = {}
        self._visited: set[str] = set()
        agent = settings.user_agent.partition("/")[0].strip() or "zenobia"
        self._robots = Robots(agent=agent, load=self._load_robots)

    def _load_robots(self, address: str) -> bytes:
        def before(url: httpx2.URL) -> None:
            self._pace.wait(url.netloc.decode("ascii"))

        return self._fetcher.get(address, before=before, max_bytes=MAX_BYTES).body

    def _before(self, url: httpx2.URL) -> None:
        """Hold to robots.txt and pace before one request."""
        host = url.netloc.decode("ascii")
        if host in self._tired:
            raise NotFetched(Reason.UNREACHABLE, f"{host} is not asked again in this run: {self._tired[host]}")
        delay = self._robots.ask(url)
        self._asking = host
        self._pace.wait(host, delay)

    def _fetch(self, address: str) -> Answer:
        state = self._state_of(address)
        try:
            return self._fetcher.get(
                address,
                before=self._before,
                etag=state.etag if state else None,
                last_modified=state.last_modified if state else None,
            )
        except NotFetched as fault:
            if fault.status in TIRED:
                self._tired[self._asking] = str(fault)
            raise

    def _validators(self, address: str, answer: Answer) -> Validators:
        return Validators(url=address, etag=answer.etag, last_modified=answer.last_modified, fetched_at=self._now())

    def visit(self, address: str) -> Generator[Fetched]:
        """Fetch one address of the list and all that it leads to."""
        if address in self._visited:
            return
        self._visited.add(address)
        try:
            answer = self._fetch(address)
        except SourceFault as fault:
            told = rejected(without_password(address), reason_of(fault), str(fault), step=STEP)
            yield Fetched(url=address, rejects=(told,))
            return
        if answer.is_unchanged:
            yield Fetched(url=address)
        elif sniff(answer.body[:HEAD_BYTES]) is Kind.FEED:
            yield from self._visit_feed(address, answer)
        else:
            yield self._page(address, answer, None)

    def _page(self, address: str, answer: Answer, entry: Entry | None) -> Fetched:
        """Make a Capture of a page, or say why it is none."""
        kind = sniff(answer.body[:HEAD_BYTES])
        declared = answer.content_type.partition(";")[0].strip().lower()
        is_page = kind is Kind.HTML or (kind is Kind.TEXT and declared in {*READ_TYPES, ""})
        if not is_page:
            what = foreign_format(answer.body) or (f"of media type {declared!r}" if declared else kind.value)
            reason = Reason.EMPTY if kind is Kind.EMPTY else Reason.NOT_TEXT
            detail = f"what is there is {what}; only pages, plain text and feeds are read"
            return Fetched(
                url=address, rejects=(rejected(address, reason, detail, step=STEP),), validators=self._validators(address, answer)
            )
        plain = "text/html" if kind is Kind.HTML else "text/plain"
        media_type = (
            answer.content_type if declared in READ_TYPES and (kind is not Kind.HTML or declared != "text/plain") else plain
        )
        capture = capture_of(
            answer.body,
            url=answer.url,
            outlet=self._source or outlet_of(answer.url),
            received_at=self._now(),
            media_type=media_type,
            published=(entry.published if entry else None) or self._published,
            title=entry.title if entry else None,
        )
        return Fetched(url=address, captures=(capture,), validators=self._validators(address, answer))

    def _visit_feed(self, address: str, answer: Answer) -> Iterator[Fetched]:
        try:
            feed = read_feed(answer.body, answer.url)
        except Unreadable as fault:
            yield Fetched(url=address, rejects=(rejected(address, Reason.BROKEN_FEED, str(fault), step=STEP),))
            return
        rejects: list[Reject] = []
        if feed.listed > len(feed.entries):
            left_out = feed.listed - len(feed.entries)
            detail = f"{left_out:,} of {feed.listed:,} entries are left out: no address, or over the limit of {MAX_ENTRIES}"
            rejects.append(replace(rejected(address, Reason.BROKEN_FEED, detail, step=STEP), is_warning=True))
        has_failed = False
        for entry in feed.entries:
            if entry.url in self._visited or self._state_of(entry.url) is not None:
                continue
            self._visited.add(entry.url)
            fetched = self._entry(entry)
            has_failed = has_failed or any(reject.reason is Reason.UNREACHABLE for reject in fetched.rejects)
            yield fetched
        validators = None if has_failed else self._validators(address, answer)
        yield Fetched(url=address, rejects=tuple(rejects), validators=validators)

    def _entry(self, entry: Entry) -> Fetched:
        """Fetch an entry's page; fall back on what the feed carries."""
        try:
            answer = self._fetch(entry.url)
        except SourceFault as fault:
            return self._carried(entry, fault)
        if answer.is_unchanged:
            return Fetched(url=entry.url)
        return self._page(entry.url, answer, entry)

    def _carried(self, entry: Entry, fault: SourceFault) -> Fetched:
        """Take what the feed carries of an entry, telling why; one that is out of reach for now is asked again next time."""
        reason = reason_of(fault)
        told = rejected(without_password(entry.url), reason, str(fault), step=STEP)
        nothing = Answer(url=entry.url, body=b"", content_type="", etag=None, last_modified=None)
        validators = None if reason is Reason.UNREACHABLE else self._validators(entry.url, nothing)
        if not entry.content:
            return Fetched(url=entry.url, rejects=(told,), validators=validators)
        is_web = entry.url.lower().startswith(("http://", "https://"))
        capture = capture_of(
            entry.content.encode("utf-8", "replace"),
            url=without_password(entry.url) if is_web else f"feed:{entry.url[:SHOWN_LENGTH]}",
            outlet=self._source or outlet_of(entry.url),
            received_at=self._now(),
            media_type="text/html; charset=utf-8",
            published=entry.published or self._published,
            title=entry.title,
        )
        warning = replace(told, detail=f"{fault}; what the feed carries of it is taken instead", is_warning=True)
        return Fetched(url=entry.url, captures=(capture,), rejects=(warning,), validators=validators)
