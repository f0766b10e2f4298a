"""The policy opens to the one host that an operator names, and to no other."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from zenobia.faults import BadSettings
from zenobia.serve import create_app
from zenobia.serve.headers import CONTENT_SECURITY_POLICY, policy_with
from zenobia.settings import Settings, from_environment


def test_a_style_from_elsewhere_opens_the_policy_to_its_host_alone(store_url: str) -> None:
    settings = Settings(map_style_url="https://maps.example/style.json")
    with TestClient(create_app(store_url, settings=settings)) as client:
        answer = client.get("/")
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["connect-src"] == "'self' https://maps.example"
    assert policy["img-src"] == "'self' https://maps.example data:"
    assert policy["script-src"] == "'self'"
    assert 'data-style="https://maps.example/style.json"' in answer.text


def test_a_style_of_our_own_changes_nothing() -> None:
    assert policy_with("") == policy_with("/static/my.json") == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("value", ["http://maps.example/x", "//maps.example/x", "https://a.example; script-src *", "style.json"])
def test_a_style_that_would_open_more_is_refused(value: str) -> None:
    with pytest.raises(BadSettings, match="MAP_STYLE_URL"):
        from_environment({"ZENOBIA_MAP_STYLE_URL": value})
