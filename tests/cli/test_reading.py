"""Reports in at the command line: what is read, what is refused, what a second time changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CLAIM_KEYS = {
    "id", "quote", "kind", "type", "codes", "actor", "target", "place", "relation", "fix", "when", "said_by", "via", "stance",
    "toll", "control", "score", "made_by",
}  # fmt: skip


def read_records(run: Run, *arguments: str | Path, stdin: bytes = b"") -> list[dict]:
    ran = run("read", *arguments, "--format", "jsonl", stdin=stdin)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_report_on_stdin_gives_claims_whose_quotes_stand_in_its_text(run: Run, report: str) -> None:
    [record] = read_records(run, "-", "--published", "2016-12-11", "--source", "Desk", stdin=report.encode())
    assert record["document"]["published"] == "2016-12-11"
    assert record["document"]["text"].startswith("Shells fall on market")
    assert record["claims"]
    for claim in record["claims"]:
        assert claim.keys() >= CLAIM_KEYS
        quote = claim["quote"]
        assert record["document"]["text"][quote["start"] : quote["end"]] == quote["text"]


def test_a_toll_keeps_its_bounds_and_its_speaker(run: Run, report: str) -> None:
    [record] = read_records(run, "-", "--published", "2016-12-11", stdin=report.encode())
    shelling = next(claim for claim in record["claims"] if claim["type"] == "shelling" and claim["stance"] == "asserts")
    assert {"what": "killed", "low": 12, "high": None}.items() <= shelling["toll"][0].items()
    assert shelling["said_by"]["name"] == "Syrian Observatory for Human Rights"
    assert shelling["when"]["start"] == shelling["when"]["end"] == "2016-12-11"
    assert shelling["codes"]["acled_sub"] == "Shelling/artillery/missile attack"


def test_html_text_and_jsonl_give_the_same_claims(run: Run, report: str, tmp_path: Path) -> None:
    title, body = report.split("\n", 1)
    paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines())
    (tmp_path / "a.html").write_text(
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    (tmp_path / "a.txt").write_text(report)
    (tmp_path / "a.jsonl").write_text(json.dumps({"doc_id": "a", "title": title, "text": body}) + "\n")
    found = []
    for name in ("a.txt", "a.html", "a.jsonl"):
        [record] = read_records(run, name, "--published", "2016-12-11")
        found.append([(claim["type"], claim["stance"], claim["quote"]["text"]) for claim in record["claims"]])
    assert found[0] == found[1] == found[2]
    assert found[0]


def test_broken_inputs_cost_only_themselves(run: Run, report: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "no_text.html").write_text("<html><body><script>var a = 1</script></body></html>")
    good = json.dumps({"title": "T", "text": report})
    (tmp_path / "broken.jsonl").write_text(good + "\n{not json\n" + good.replace("Aleppo", "Homs") + "\n")
    ran = run("read", "empty.txt", "binary.txt", "no_text.html", "missing.txt", "broken.jsonl", "--format", "jsonl")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    for name, reason in (("empty.txt", "empty"), ("binary.txt", "binary"), ("missing.txt", "missing"), ("#L2", "broken_line")):
        assert any(name in line and reason in line for line in ran.err.splitlines()), (name, ran.err)
    assert "no_text.html" in ran.err


def test_a_date_that_does_not_parse_is_a_warning_and_the_report_is_read(run: Run, report: str) -> None:
    ran = run("read", "-", "--published", "the day after", "--format", "jsonl", stdin=report.encode())
    assert ran.code == 0
    assert json.loads(ran.out)["document"]["published"] is None
    assert "bad_date" in ran.err and "the day after" in ran.err


def test_an_unknown_engine_is_the_callers_fault(run: Run, report: str) -> None:
    ran = run("read", "-", "--engine", "oracle", stdin=report.encode())
    assert ran.code == 2
    assert "oracle" in ran.err and "rules" in ran.err


@pytest.fixture
def ledger(run: Run, report: str, tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(report)
    assert run("ingest", "a.txt", "--published", "2016-12-11", "--source", "Desk").code == 0
    return "sqlite:///zenobia.db"


def listed(run: Run, command: str) -> list[str]:
    ran = run(command, "--format", "jsonl")
    assert ran.code == 0, ran.err
    return sorted(json.loads(line)["id"] for line in ran.out.splitlines())


def test_ingesting_twice_changes_nothing(run: Run, ledger: str) -> None:
    before = {command: listed(run, command) for command in ("claims", "incidents", "control")}
    assert before["claims"] and before["incidents"]
    assert run("ingest", "a.txt", "--published", "2016-12-11", "--source", "Desk").code == 0
    assert {command: listed(run, command) for command in before} == before


def test_rebuilding_gives_the_same_ids(run: Run, ledger: str) -> None:
    before = {command: listed(run, command) for command in ("claims", "incidents", "control")}
    assert run("rebuild").code == 0
    assert {command: listed(run, command) for command in before} == before


def test_every_incident_explains_itself_down_to_the_bytes(run: Run, ledger: str) -> None:
    for id_ in listed(run, "incidents"):
        tree = run("explain", id_)
        assert tree.code == 0
        assert "sha256" in tree.out and "claim_" in tree.out
    assert run("explain", "incident_none").code == 2


def test_exports_are_what_they_say(run: Run, ledger: str, tmp_path: Path) -> None:
    assert run("export", "--format", "geojson", "--out", "out.geojson").code == 0
    assert json.loads((tmp_path / "out.geojson").read_text())["type"] == "FeatureCollection"
    table = run("export", "--format", "csv")
    assert len(table.out.splitlines()) == 1 + len(listed(run, "incidents"))


def test_doctor_reports_what_was_not_taken(run: Run, ledger: str, tmp_path: Path) -> None:
    assert run("doctor").code == 0
    (tmp_path / "empty.txt").write_text("")
    assert run("ingest", "empty.txt").code == 1
    checked = run("doctor")
    assert checked.code == 1
    assert "empty.txt" in checked.out and "sound" in checked.out


def test_a_store_of_no_known_kind_is_the_callers_fault(run: Run, ledger: str) -> None:
    ran = run("claims", "--store", "redis://somewhere")
    assert ran.code == 2
    assert "redis" in ran.err


def test_the_demo_reads_its_notes_and_finds_who_contradicts_whom(run: Run) -> None:
    ran = run("demo", "--no-serve")
    assert ran.code == 0, ran.err
    assert "Russian" in ran.out and "Syrian Observatory for Human Rights" in ran.out
