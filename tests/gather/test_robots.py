"""robots.txt is asked once and obeyed."""

from __future__ import annotations

from collections.abc import Callable

import httpx2
import pytest

from zenobia.gather.addresses import AddressRefused, NameUnknown
from zenobia.gather.fetch import NotFetched
from zenobia.gather.robots import Robots
from zenobia.values.reject import Reason

PAGE = httpx2.URL("https://paper.example:8443/news/1?x=1")


def serving(body: bytes) -> Callable[[str], bytes]:
    return lambda address: body


def failing(fault: Exception) -> Callable[[str], bytes]:
    def load(address: str) -> bytes:
        raise fault

    return load


def test_it_is_asked_once_an_origin() -> None:
    asked: list[str] = []

    def load(address: str) -> bytes:
        asked.append(address)
        return b""

    robots = Robots(agent="zenobia", load=load)
    for url in ("https://paper.example:8443/a", "https://paper.example:8443/b", "http://paper.example/a"):
        robots.ask(httpx2.URL(url))
    assert asked == ["https://paper.example:8443/robots.txt", "http://paper.example/robots.txt"]


@pytest.mark.parametrize(
    "rules",
    [b"User-agent: *\nDisallow: /news/", b"User-agent: zenobia\nDisallow: /", b"User-agent: *\nDisallow: /*?x="],
)
def test_what_it_forbids_is_refused(rules: bytes) -> None:
    with pytest.raises(NotFetched, match=r"robots\.txt forbids '/news/1' to 'zenobia'") as raised:
        Robots(agent="zenobia", load=serving(rules)).ask(PAGE)
    assert raised.value.reason is Reason.REFUSED


@pytest.mark.parametrize(
    "rules",
    [
        b"",
        b"User-agent: other\nDisallow: /",
        b"User-agent: *\nDisallow: /\nAllow: /news/",
        b"\xff\xfe<html>",
        b"User-agent: *\n" * 50_000,
    ],
)
def test_what_it_does_not_forbid_is_permitted(rules: bytes) -> None:
    assert Robots(agent="zenobia", load=serving(rules)).ask(PAGE) is None


def test_the_pause_that_it_asks_for_is_given() -> None:
    assert Robots(agent="zenobia", load=serving(b"User-agent: *\nCrawl-delay: 4")).ask(PAGE) == 4.0


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_a_site_without_one_permits_everything(status: int) -> None:
    reason = Reason.MISSING if status in {404, 410} else Reason.REFUSED
    assert Robots(agent="zenobia", load=failing(NotFetched(reason, "no", status=status))).ask(PAGE) is None


@pytest.mark.parametrize("fault", [NotFetched(Reason.UNREACHABLE, "it failed", status=500), NameUnknown("no such name")])
def test_a_site_that_cannot_be_asked_permits_nothing(fault: Exception) -> None:
    with pytest.raises(NotFetched, match="nothing is permitted") as raised:
        Robots(agent="zenobia", load=failing(fault)).ask(PAGE)
    assert raised.value.reason is Reason.UNREACHABLE


def test_a_private_address_stays_a_private_address() -> None:
    with pytest.raises(AddressRefused):
        Robots(agent="zenobia", load=failing(AddressRefused("private"))).ask(PAGE)
