"""The operator's archive of tiles: served in ranges where it lies here, asked of its host alone where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zenobia.faults import BadSettings
from zenobia.serve import create_app
from zenobia.serve.archive import MAGIC
from zenobia.settings import Settings, from_environment


def policy(header: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in header.split("; "))


def test_a_file_is_served_in_ranges_from_here(store_url: str, tmp_path: Path) -> None:
    path = tmp_path / "land.pmtiles"
    path.write_bytes(MAGIC + bytes(range(256)) * 20)
    with TestClient(create_app(store_url, settings=Settings(map_pmtiles=str(path)))) as client:
        part = client.get("/basemap.pmtiles", headers={"range": "bytes=8-107", "accept-encoding": "gzip"})
        page = client.get("/")
        whole = client.get("/basemap.pmtiles", headers={"accept-encoding": "gzip"})
    assert (part.status_code, part.content) == (206, bytes(range(100)))
    assert part.headers["content-range"] == f"bytes 8-107/{8 + 256 * 20}"
    assert "content-encoding" not in whole.headers and whole.content == path.read_bytes()
    assert 'data-archive="/basemap.pmtiles"' in page.text
    assert policy(page.headers["content-security-policy"])["connect-src"] == "'self'"


def test_an_archive_elsewhere_opens_what_may_be_fetched_to_its_host_alone(store_url: str) -> None:
    settings = Settings(map_pmtiles="https://tiles.example/world.pmtiles")
    with TestClient(create_app(store_url, settings=settings)) as client:
        page, here = client.get("/"), client.get("/basemap.pmtiles")
    told = policy(page.headers["content-security-policy"])
    assert told["connect-src"] == "'self' https://tiles.example"
    assert (told["img-src"], told["script-src"]) == ("'self' data:", "'self'")
    assert 'data-archive="https://tiles.example/world.pmtiles"' in page.text
    assert here.status_code == 404


def test_none_is_served_where_none_is_named(store_url: str) -> None:
    with TestClient(create_app(store_url)) as client:
        assert client.get("/basemap.pmtiles").status_code == 404
        assert 'data-archive=""' in client.get("/").text


def test_a_file_that_is_no_archive_stops_the_start(store_url: str, tmp_path: Path) -> None:
    path = tmp_path / "old.pmtiles"
    with pytest.raises(BadSettings, match="No such file"):
        create_app(store_url, settings=Settings(map_pmtiles=str(path)))
    path.write_bytes(b"PMTiles\x02 and so on")
    with pytest.raises(BadSettings, match="version 3"):
        create_app(store_url, settings=Settings(map_pmtiles=str(path)))


@pytest.mark.parametrize(
    "value", ["http://a.example/x.pmtiles", "https://a.example;x/x.pmtiles", "maps.json", "ftp://a/x.pmtiles"]
)
def test_an_address_that_would_open_more_is_refused(value: str) -> None:
    with pytest.raises(BadSettings, match="MAP_PMTILES"):
        from_environment({"ZENOBIA_MAP_PMTILES": value})
