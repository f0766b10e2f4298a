"""Each host is asked at its own pace."""

from __future__ import annotations

from typing import Any

from zenobia.gather.pace import BETWEEN_REQUESTS_S, MAX_DELAY_S, Pace


def test_the_second_request_to_a_host_waits(pace: Pace, clock: Any) -> None:
    pace.wait("a")
    pace.wait("a")
    clock.seconds += BETWEEN_REQUESTS_S / 2
    pace.wait("a")
    assert clock.waits == [BETWEEN_REQUESTS_S, BETWEEN_REQUESTS_S / 2]


def test_hosts_do_not_wait_for_each_other(pace: Pace, clock: Any) -> None:
    for host in "abc":
        pace.wait(host)
    assert clock.waits == []


def test_a_host_may_ask_for_a_longer_pause_up_to_a_limit_and_for_no_shorter_one(pace: Pace, clock: Any) -> None:
    for host, asked in (("a", 7.0), ("b", 9999.0), ("c", 0.001)):
        pace.wait(host, asked)
        pace.wait(host)
    assert clock.waits == [7.0, MAX_DELAY_S, BETWEEN_REQUESTS_S]
