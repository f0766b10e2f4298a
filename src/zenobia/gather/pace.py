"""Ask each host politely.

In: a host about to be asked. Out: the moment comes when it may be.

1. Between two requests to one host lie at least `BETWEEN_REQUESTS_S`, or what its robots.txt asks, up to `MAX_DELAY_S`.
2. Other hosts wait for nothing.

The clock and the waiting are handed in, so that a test waits for nothing either.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

BETWEEN_REQUESTS_S = 1.0
"""Seconds; what large crawlers keep to where a site asks for nothing."""
MAX_DELAY_S = 30.0
"""Seconds; a site that asks for more is asked at this pace: one report in half a minute burdens nobody."""


@dataclass(kw_only=True)
class Pace:
    """When each host was last asked. One for a whole run."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    between_s: float = BETWEEN_REQUESTS_S
    _next: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, asked_s: float | None = None) -> None:
        """Wait until a host may be asked, and note that it is asked now.

        Args:
            host: host and port, as in the address.
            asked_s: the pause that the host itself asks for.
        """
        pause = min(max(self.between_s, asked_s or 0.0), MAX_DELAY_S)
        now = self.clock()
        due = self._next.get(host, now)
        if due > now:
            self.sleep(due - now)
        self._next[host] = max(due, now) + pause
