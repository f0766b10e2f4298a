"""Which addresses may be asked, and a network that asks no other.

In: addresses from a config, a feed, a redirect: from strangers. Out: a connection to a public machine, or Refused.

1. http and https only; no user name or password in the address; a host must be named.
2. A name is resolved once; every address it has must be public; the connection goes to that very address. What the name says
   a moment later (DNS rebinding) plays no part.
3. An IPv6 address that carries an IPv4 one (mapped, compatible, 6to4, Teredo, NAT64) is as public as the one it carries.
4. Addresses written as one number, in octal or hexadecimal are resolved as the system does, then checked like all others.

`allow_private_addresses` lifts the second half of rule 2, nothing else.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Sequence

import httpcore2
import httpx2

from zenobia.faults import Refused, Unreachable
from zenobia.values.reject import Reason

Resolve = Callable[[str, int], Sequence[str]]
"""A host and a port to the IP addresses that stand behind them."""
MAX_ADDRESS_LENGTH = 4096
"""Characters of an address; browsers and servers take 2,000 to 8,000."""
MAX_ATTEMPTS = 3
"""Addresses of one host tried; each may take a whole time-out."""
_CREDENTIALS = re.compile(r"//[^/?#]*@")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")


class AddressRefused(Refused):
    """An address that must not be asked."""

    reason = Reason.REFUSED


class NameUnknown(Unreachable):
    """A host name that no server knows."""

    reason = Reason.UNREACHABLE


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host.

    Raises:
        NameUnknown: there are none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise NameUnknown(f"the name {host!r} has no address ({fault}); check the spelling, or the network") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _carried(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Give the IPv4 addresses that an IPv6 address carries."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inner = [found for found in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if found]
    if address in _NAT64 or address in _COMPATIBLE:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return inner


def is_public(text: str) -> bool:
    """Tell whether an IP address belongs to the public network."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    carried = _carried(address)
    if carried:
        return all(is_public(str(inner)) for inner in carried)
    is_site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not address.is_multicast and not address.is_reserved and not is_site_local


def without_password(text: str) -> str:
    """Give an address as it may be shown and kept: what stands before the @ of its host is left out."""
    return _CREDENTIALS.sub("//…@", text, count=1)


def checked_url(text: str) -> httpx2.URL:
    """Read an address and hold it to rule 1.

    Raises:
        AddressRefused: it breaks the rule.
    """
    shown = repr(without_password(text)[:120])
    if len(text) > MAX_ADDRESS_LENGTH:
        raise AddressRefused(f"address {shown}… has {len(text):,} characters, the limit is {MAX_ADDRESS_LENGTH:,}; shorten it")
    try:
        url = httpx2.URL(text.strip())
    except (httpx2.InvalidURL, ValueError) as fault:
        raise AddressRefused(f"address {shown} cannot be read ({fault}); write it as https://host/path") from None
    if url.scheme not in {"http", "https"}:
        raise AddressRefused(f"address {shown} has the scheme {url.scheme!r}; only http and https are fetched")
    if url.userinfo:
        raise AddressRefused(f"an address at {url.host!r} holds a user name or password; take it out")
    if not url.host:
        raise AddressRefused(f"address {shown} names no host; write it as https://host/path")
    return url.copy_with(fragment=None)


class GuardedNetwork(httpcore2.NetworkBackend):
    """A network that connects to checked addresses only, through the one that it is given."""

    def __init__(
        self, *, allow_private: bool, resolver: Resolve = resolve, network: httpcore2.NetworkBackend | None = None
    ) -> None:
        self._allow_private = allow_private
        self._resolve = resolver
        self._network = network or httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Resolve, check, and connect to the address that was checked.

        Raises:
            AddressRefused: the host has an address that is not public.
            NameUnknown: it has none.
        """
        addresses = self._resolve(host, port)
        for address in addresses:
            if not self._allow_private and not is_public(address):
                detail = (
                    f"{host!r} stands at {address}, which is no public address; to fetch from your own network set "
                    "ZENOBIA_ALLOW_PRIVATE_ADDRESSES=1"
                )
                raise AddressRefused(detail)
        failure: Exception = NameUnknown(f"the name {host!r} has no address; check the spelling")
        for address in addresses[:MAX_ATTEMPTS]:
            try:
                return self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as fault:
                failure = fault
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None
    ) -> httpcore2.NetworkStream:
        """Refuse: no page lives behind a local socket.

        Raises:
            AddressRefused: always.
        """
        raise AddressRefused(f"{path!r} is a local socket; only http and https are fetched")
