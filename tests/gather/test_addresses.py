"""Nothing but public machines is connected to."""

from __future__ import annotations

from collections.abc import Sequence

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.gather.addresses import (
    AddressRefused,
    GuardedNetwork,
    NameUnknown,
    Resolve,
    checked_url,
    is_public,
    resolve,
    without_password,
)

NOT_PUBLIC = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.7",
    "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:0:4136:e378:8000:63bf:80ff:fffe", "localhost", "",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="127.0.0.0/8"))
def test_a_private_address_is_private_in_every_wrapping(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    wrappings = [f"::ffff:{address}", f"::{address}", f"2002:{number >> 16:x}:{number & 0xFFFF:x}::", f"64:ff9b::{address}"]
    assert not any(map(is_public, wrappings))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("file:///etc/passwd", "'file'"),
        ("ftp://example.org/x", "'ftp'"),
        ("gopher://example.org/", "'gopher'"),
        ("javascript:alert(1)", "'javascript'"),
        ("//example.org/x", "scheme ''"),
        ("http://somebody:secret@example.org/", "password"),
        ("http:///path", "host"),
        ("http://" + "a" * 5000, "the limit is 4,096"),
        ("http://[::1", "cannot be read"),
        ("http://exa mple.org:port/", "cannot be read"),
    ],
)
def test_an_address_that_breaks_the_rules_is_refused_with_its_reason(address: str, told: str) -> None:
    with pytest.raises(AddressRefused, match=told.replace("(", r"\(")):
        checked_url(address)


def test_no_message_repeats_a_password() -> None:
    with pytest.raises(AddressRefused) as refused:
        checked_url("http://somebody:secret@example.org/")
    assert "secret" not in str(refused.value)
    with pytest.raises(AddressRefused) as refused:
        checked_url("ftp://somebody:secret@example.org/")
    assert "secret" not in str(refused.value)
    assert without_password("https://a:b@host/c@d") == "https://…@host/c@d"


class Counting(httpcore2.SyncBackend):
    """A network that notes where it was sent and goes nowhere."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def connect_tcp(self, host: str, *rest: object, **more: object) -> httpcore2.NetworkStream:  # type: ignore[override]
        self.sent.append(host)
        raise httpcore2.ConnectError("nobody here")


def guarded(resolver: Resolve, *, allow_private: bool = False) -> tuple[GuardedNetwork, Counting]:
    counting = Counting()
    return GuardedNetwork(allow_private=allow_private, resolver=resolver, network=counting), counting


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "::1", "::ffff:127.0.0.1", "localhost"]
)
def test_every_spelling_of_loopback_is_refused_before_any_connection(host: str) -> None:
    network, counting = guarded(resolve)
    with pytest.raises(AddressRefused, match="no public address"):
        network.connect_tcp(host, 80)
    assert counting.sent == []


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    network, counting = guarded(lambda host, port: ["93.184.216.34", "192.168.1.1"])
    with pytest.raises(AddressRefused):
        network.connect_tcp("two-faced.example", 80)
    assert counting.sent == []


def test_the_checked_address_is_the_one_connected_to() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])

    def rebinding(host: str, port: int) -> Sequence[str]:
        return next(answers)

    network, counting = guarded(rebinding)
    with pytest.raises(httpcore2.ConnectError):
        network.connect_tcp("rebinding.example", 80)
    assert counting.sent == ["93.184.216.34"]
    with pytest.raises(AddressRefused):
        network.connect_tcp("rebinding.example", 80)


def test_private_addresses_can_be_permitted() -> None:
    network, counting = guarded(lambda host, port: ["127.0.0.1"], allow_private=True)
    with pytest.raises(httpcore2.ConnectError):
        network.connect_tcp("intranet.example", 80)
    assert counting.sent == ["127.0.0.1"]


def test_local_sockets_are_refused() -> None:
    network, _ = guarded(resolve)
    with pytest.raises(AddressRefused):
        network.connect_unix_socket("/run/some.sock")


def test_a_name_without_an_address_is_told() -> None:
    network, _ = guarded(lambda host, port: [])
    with pytest.raises(NameUnknown, match=r"nowhere\.example"):
        network.connect_tcp("nowhere.example", 80)
    with pytest.raises(NameUnknown, match="has no address"):
        resolve("a" * 70 + ".invalid", 80)
