"""The feed is valid Atom, attributed, and survives what XML cannot hold."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from xml.etree import ElementTree

from starlette.testclient import TestClient

from zenobia.serve.atom import summary

ATOM = "{http://www.w3.org/2005/Atom}"


def test_entries_are_incidents_with_ids_and_times(client: TestClient, world: ModuleType) -> None:
    answer = client.get("/feeds/incidents.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in feed.findall(f"{ATOM}entry")}
    assert set(entries) == {incident.title for incident in world.INCIDENTS}
    raid = entries[world.RAID.title]
    assert raid.findtext(f"{ATOM}updated") == world.DAY_2.isoformat()
    assert raid.findtext(f"{ATOM}id", "").endswith(f"/incidents/{world.RAID.id}")
    assert feed.findtext(f"{ATOM}updated") == world.DAY_3.isoformat()


def test_a_summary_names_voices_range_and_contradiction(world: ModuleType) -> None:
    words = summary(world.RAID)
    assert "According to Air Ministry, River Observatory." in words
    assert "180 or more militants killed" in words
    assert world.FIGURES.why in words
    assert "According to" not in summary(replace(world.RAID, origins=()))
