"""The brief on the command line is the brief of the pages, through the same hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from zenobia.serve import create_app


@pytest.fixture
def filled(run: Any, report: str, tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(report, encoding="utf-8")
    assert run("ingest", path, "--published", "2016-12-12", "--engine", "rules").code == 0
    return f"sqlite:///{tmp_path / 'zenobia.db'}"


def test_the_command_prints_what_the_page_gives(run: Any, filled: str) -> None:
    told = run("brief", "--since", "2016-12-10", "--until", "2016-12-13", "--site", "http://testserver/")
    with TestClient(create_app(filled)) as client:
        page = client.get("/brief.md?since=2016-12-10&until=2016-12-13").text
    assert (told.code, told.out) == (0, page)
    assert "http://testserver/incidents/incident_" in told.out and "Aleppo" in told.out


def test_without_days_it_is_the_last_day_known(run: Any, filled: str) -> None:
    assert run("brief").out.startswith("# Brief of 11 Dec 2016")


def test_days_out_of_order_are_refused(run: Any, filled: str) -> None:
    told = run("brief", "--since", "2016-12-13", "--until", "2016-12-10")
    assert told.code == 2 and "2016-12-10 is not 1 to 366 days from 2016-12-13 on" in told.err


def test_html_stands_alone_and_takes_nothing_for_markup(run: Any, filled: str) -> None:
    told = run("brief", "--format", "html", "--lang", "ar", "--since", "2016-12-11")
    assert '<html lang="ar" dir="rtl">' in told.out and "<script" not in told.out and "Aleppo" in told.out


def test_the_hold_is_held(run: Any, filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZENOBIA_WITHHELD_NAMES", "Aleppo")
    assert "Aleppo" not in run("brief", "--since", "2016-12-11").out
    monkeypatch.setenv("ZENOBIA_PUBLICATION_DELAY_HOURS", "1000000")
    assert "incident" not in run("brief", "--since", "2016-12-11").out
