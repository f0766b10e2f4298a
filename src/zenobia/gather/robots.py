"""What a site asks of programs: robots.txt, by RFC 9309.

In: an address about to be asked. Out: leave and the pause asked for, or Refused.

1. One robots.txt an origin and run; it is fetched like anything else, redirects included.
2. A site without one (any 4xx) permits everything; one whose server fails or cannot be reached permits nothing (§2.3.1.4).
3. Of a robots.txt longer than `MAX_BYTES` the beginning counts (§2.5).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
from protego import Protego

from zenobia.faults import SourceFault
from zenobia.gather.addresses import AddressRefused
from zenobia.gather.fetch import NotFetched
from zenobia.values.reject import Reason

MAX_BYTES = 512 * 1024
"""RFC 9309 §2.5 asks to read at least 500 KiB."""


@dataclass(kw_only=True)
class Robots:
    """The rules of every origin met in a run."""

    agent: str
    """Product token: what stands before the slash in the user agent."""
    load: Callable[[str], bytes]
    """Fetches an address of a robots.txt, or raises a SourceFault."""
    _rules: dict[str, Protego | str] = field(default_factory=dict)
    """By origin: the rules, or why there are none and nothing is permitted."""

    def _read(self, origin: str) -> Protego | str:
        try:
            body = self.load(f"{origin}/robots.txt")
        except AddressRefused:
            raise
        except NotFetched as fault:
            if fault.reason is Reason.MISSING or (fault.status is not None and 400 <= fault.status < 500):
                return Protego.parse("")
            return str(fault)
        except SourceFault as fault:
            return str(fault)
        return Protego.parse(body[:MAX_BYTES].decode("utf-8", "replace"))

    def ask(self, url: httpx2.URL) -> float | None:
        """Give the pause that a site asks for, in seconds, or None when it asks for none.

        Raises:
            NotFetched: the site permits us not, or cannot be asked whether it does.
            AddressRefused: it stands at an address that must not be asked.
        """
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._rules:
            self._rules[origin] = self._read(origin)
        rules = self._rules[origin]
        if isinstance(rules, str):
            detail = f"{origin}/robots.txt could not be asked, so nothing is permitted: {rules}"
            raise NotFetched(Reason.UNREACHABLE, detail)
        if not rules.can_fetch(str(url), self.agent):
            path = url.path[:120]
            detail = f"{origin}/robots.txt forbids {path!r} to {self.agent!r}; ask the site's owner, or read it by hand"
            raise NotFetched(Reason.REFUSED, detail)
        delay = rules.crawl_delay(self.agent)
        return float(delay) if delay is not None else None
