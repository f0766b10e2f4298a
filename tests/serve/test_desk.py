"""The review desk: who may come in, what they may do, and that a ruling reaches the public pages and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from zenobia.engines.actors import load_actors
from zenobia.pipeline import fold
from zenobia.serve import create_app
from zenobia.serve.desk import settling
from zenobia.serve.desk.gate import COOKIE, TRIES_A_NAME
from zenobia.serve.desk.locks import hash_password
from zenobia.settings import Settings
from zenobia.store import Store, open_store
from zenobia.values.person import Person, Role

NOW = datetime(2016, 12, 20, tzinfo=UTC)
PASSWORD = "quiet river bends twice"
SAME = {"sec-fetch-site": "same-origin"}
HASHED = hash_password("Ada", PASSWORD)
ACTORS = load_actors()
ID = re.compile(r"incident_[0-9a-f]{20}")


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(world: ModuleType, tmp_path: Path) -> Iterator[Store]:
    """A ledger of its own, folded by the real folds, with one person of each role."""
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}") as store:
        for source in world.SOURCES:
            store.keep_source(source)
        store.keep_captures(world.CAPTURES)
        for located in world.LOCATED:
            store.keep_located(located, stamp="test@1")
        fold(store, ACTORS)
        roles: dict[str, Role] = {"Rana": "reader", "Ola": "reviewer", "Nils": "reviewer", "Ada": "editor"}
        for name, role in roles.items():
            store.add_person(Person(name=name, role=role, password=HASHED, made_at=NOW))
        yield store


@pytest.fixture
def client(ledger: Store, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(settling, "PATIENCE_S", 60.0)  # a busy machine must not turn "worked in" into "later"
    app = create_app(
        f"sqlite:///{tmp_path / 'desk.db'}",
        settings=Settings(),
        now=clock,
        settle=lambda store: fold(store, ACTORS),
    )
    with TestClient(app, follow_redirects=False, headers=SAME) as opened:
        yield opened


def sign_in(client: TestClient, name: str) -> TestClient:
    client.cookies.clear()
    answer = client.post("/desk/sign-in", data={"name": name, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return client


def first(ledger: Store):  # type: ignore[no-untyped-def]
    return next(iter(ledger.incidents())).item


def test_nobody_sees_the_desk_without_signing_in(client: TestClient, ledger: Store) -> None:
    for path in ("/desk", f"/desk/incidents/{first(ledger).id}", "/desk/rulings", "/desk/people", "/desk/account"):
        answer = client.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/desk/sign-in?next=%2Fdesk"), path
    answer = client.post("/desk/rulings", data={"what": "confirmed", "about": first(ledger).id})
    assert answer.headers["location"] == "/desk/sign-in"
    assert not ledger.verdicts()


def test_the_cookie_is_kept_from_scripts_and_from_the_public_pages(client: TestClient) -> None:
    answer = client.post("/desk/sign-in", data={"name": "ola", "password": PASSWORD, "back": "/desk/rulings"})
    cookie = answer.headers["set-cookie"]
    assert answer.headers["location"] == "/desk/rulings"
    assert "HttpOnly" in cookie and "Path=/desk" in cookie and "SameSite=lax" in cookie
    assert client.get("/desk").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("back", ["https://elsewhere.example/desk", "//elsewhere.example", "/desk\\..", "/api/claims", "/desk\n"])
def test_signing_in_leads_nowhere_but_to_the_desk(client: TestClient, back: str) -> None:
    answer = client.post("/desk/sign-in", data={"name": "Ola", "password": PASSWORD, "back": back})
    assert answer.headers["location"] == "/desk"


def test_a_wrong_password_and_an_unknown_name_get_one_answer_and_a_limit(client: TestClient) -> None:
    wrong = client.post("/desk/sign-in", data={"name": "Ola", "password": "not the password"})
    unknown = client.post("/desk/sign-in", data={"name": "Nobody", "password": PASSWORD})
    assert wrong.status_code == unknown.status_code == 403
    assert re.sub(r'value="\w+"', "", wrong.text) == re.sub(r'value="\w+"', "", unknown.text)
    for _ in range(TRIES_A_NAME.amount - 1):
        client.post("/desk/sign-in", data={"name": "O LA", "password": "guess"})
    assert client.post("/desk/sign-in", data={"name": "Ola", "password": PASSWORD}).status_code == 429
    assert client.post("/desk/sign-in", data={"name": "Nils", "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    ],
)
def test_another_sites_form_is_refused(client: TestClient, ledger: Store, headers: dict[str, str]) -> None:
    sign_in(client, "Ola")
    answer = client.post("/desk/rulings", data={"what": "confirmed", "about": first(ledger).id}, headers=headers)
    assert answer.status_code == 403
    assert not ledger.verdicts()


def test_a_browser_without_fetch_metadata_is_known_by_its_origin(client: TestClient, ledger: Store) -> None:
    sign_in(client, "Ola")
    del client.headers["sec-fetch-site"]
    form = {"what": "confirmed", "about": first(ledger).id}
    assert client.post("/desk/rulings", data=form).status_code == 403
    assert client.post("/desk/rulings", data=form, headers={"origin": "http://elsewhere.example"}).status_code == 403
    assert client.post("/desk/rulings", data=form, headers={"origin": "http://testserver"}).status_code == 303


def test_roles_bound_what_a_person_may_do(client: TestClient, ledger: Store) -> None:
    incident = first(ledger)
    claim = incident.claims[0]
    sign_in(client, "Rana")
    assert client.get("/desk").status_code == 200
    assert client.get("/desk/rulings").status_code == 403
    assert client.post("/desk/rulings", data={"what": "confirmed", "about": claim}).status_code == 403
    sign_in(client, "Ola")
    assert client.post("/desk/rulings", data={"what": "retracted", "about": claim, "why": "taken off"}).status_code == 403
    assert client.get("/desk/people").status_code == 403
    assert client.post("/desk/people", data={"name": "Eve", "role": "editor", "password": PASSWORD}).status_code == 403
    assert client.post("/desk/people/Ola", data={"to": "editor"}).status_code == 403
    assert not ledger.verdicts()
    sign_in(client, "Ada")
    assert client.post("/desk/rulings", data={"what": "retracted", "about": claim, "why": "taken off"}).status_code == 303
    assert [(verdict.ruling, verdict.by) for verdict in ledger.verdicts()] == [("retracted", "Ada")]


def test_a_correction_is_shown_beside_what_was_read_and_can_be_taken_back(client: TestClient, ledger: Store) -> None:
    incident = next(row.item for row in ledger.incidents() if row.item.fix)
    claim = incident.claims[0]
    sign_in(client, "Ola")
    form = {"what": "wrong_place|", "about": claim, "value": "Qarra Bridge @ 34.1, 36.7 ± 2 km", "why": "the next line says so"}
    answer = client.post("/desk/rulings", data={**form, "back": incident.id})
    assert answer.status_code == 303 and answer.headers["location"].endswith("?kept=yes")
    page = client.get(answer.headers["location"].partition("?")[0]).text
    assert "<del>" in page and re.search(r"<ins>[^<]*Qarra Bridge", page)
    assert "the next line says so" in page
    moved = ledger.incidents_of(claim)[0]
    assert moved.fix is not None and moved.fix.name == "Qarra Bridge"
    kept = ledger.verdicts()[0]
    sign_in(client, "Nils")
    assert client.post(f"/desk/rulings/{kept.id}/withdraw", data={"why": "no"}).status_code == 403
    sign_in(client, "Ola")
    assert client.post(f"/desk/rulings/{kept.id}/withdraw", data={"why": "misread", "back": moved.id}).status_code == 303
    back = ledger.incidents_of(claim)[0]
    assert back.fix == incident.fix
    assert [verdict.ruling for verdict in ledger.verdicts()] == ["wrong_place", "withdrawn"]
    assert "taken back" in client.get("/desk/rulings").text


def test_reviewers_who_differ_are_both_kept_and_asked_about(client: TestClient, ledger: Store) -> None:
    claim = first(ledger).claims[0]
    for name, day in (("Ola", "2016-12-09"), ("Nils", "2016-12-10")):
        sign_in(client, name)
        form = {"what": "wrong_time|", "about": claim, "value": day, "why": "as the lead has it"}
        assert client.post("/desk/rulings", data=form).status_code == 303
    assert len(ledger.verdicts()) == 2
    queue = client.get("/desk").text
    assert "Reviewers differ on wrong time: Ola ruled 2016-12-09; Nils ruled 2016-12-10" in queue
    page = client.get(f"/desk/incidents/{ledger.incidents_of(claim)[0].id}").text
    assert "2016-12-09" in page and "2016-12-10" in page and "Reviewers differ</span>" in page


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"what": "abolished", "why": "x"}, "abolished"),
        ({"what": "wrong_time|", "value": "yesterday", "why": "x"}, "2016-12-11"),
        ({"what": "wrong_place|", "value": "X @ 95, 10", "why": "x"}, "off the earth"),
        ({"what": "wrong_time|", "value": "2016-12-11"}, "why is empty"),
        ({"what": "merge", "why": "x"}, "about two"),
        ({"what": "confirmed", "about": "claim_ffffffffffffffffffff"}, "names nothing"),
        ({"what": "note", "why": "w" * 4001}, "4000"),
    ],
)
def test_a_ruling_that_does_not_hold_is_refused_in_words(
    client: TestClient, ledger: Store, form: dict[str, str], says: str
) -> None:
    sign_in(client, "Ola")
    answer = client.post("/desk/rulings", data={"about": first(ledger).claims[0], **form})
    assert answer.status_code == 400
    assert says in answer.text
    assert not ledger.verdicts()


def test_a_large_body_is_refused_while_it_arrives(client: TestClient, ledger: Store) -> None:
    sign_in(client, "Ola")
    assert client.post("/desk/rulings", data={"what": "note", "about": "x", "why": "w" * 70_000}).status_code == 413
    assert not ledger.verdicts()


def test_what_reports_and_reviewers_wrote_stays_text(client: TestClient, ledger: Store) -> None:
    incident = first(ledger)
    sign_in(client, "Ola")
    client.post("/desk/rulings", data={"what": "note", "about": incident.id, "why": "<script>alert(1)</script>"})
    page = client.get(f"/desk/incidents/{incident.id}").text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_closing_an_account_ends_its_session_and_keeps_its_rulings(client: TestClient, ledger: Store) -> None:
    sign_in(client, "Ola")
    cookie = client.cookies[COOKIE]
    client.post("/desk/rulings", data={"what": "confirmed", "about": first(ledger).id})
    sign_in(client, "Ada")
    assert client.post("/desk/people/Ola", data={"to": "closed"}).status_code == 303
    assert client.post("/desk/people/Ada", data={"to": "closed"}).status_code == 400
    client.cookies.clear()
    client.cookies.set(COOKIE, cookie, path="/desk")
    assert client.get("/desk").status_code == 303
    assert client.post("/desk/sign-in", data={"name": "Ola", "password": PASSWORD}).status_code == 403
    assert [verdict.by for verdict in ledger.verdicts()] == ["Ola"]


def test_a_new_password_signs_out_everywhere(client: TestClient) -> None:
    sign_in(client, "Ola")
    change = {"old": PASSWORD, "new": "another long sentence"}
    assert client.post("/desk/account/password", data={**change, "old": "wrong"}).status_code == 403
    assert client.post("/desk/account/password", data={**change, "new": "short"}).status_code == 400
    assert client.post("/desk/account/password", data=change).status_code == 303
    assert client.get("/desk").status_code == 303
    assert client.post("/desk/sign-in", data={"name": "Ola", "password": PASSWORD}).status_code == 403


def test_a_session_ends_after_a_working_day(client: TestClient, clock: Clock) -> None:
    sign_in(client, "Ola")
    assert client.get("/desk").status_code == 200
    clock.now += timedelta(hours=12)
    assert client.get("/desk").status_code == 303


def test_a_program_rules_with_a_token_within_its_scope(client: TestClient, ledger: Store) -> None:
    sign_in(client, "Ola")
    made = {
        scope: re.search(
            r'class="token"[^>]*>(zn_[\w-]+)', client.post("/desk/account/tokens", data={"note": "x", "scope": scope}).text
        )
        for scope in ("read", "review")
    }
    client.cookies.clear()
    del client.headers["sec-fetch-site"]
    body = {"ruling": "note", "about": first(ledger).id, "why": "seen by a script"}

    def bearer(scope: str) -> dict[str, str]:
        found = made[scope]
        assert found is not None
        return {"authorization": f"Bearer {found[1]}"}

    assert client.get("/api/review/queue").status_code == 401
    assert client.get("/api/review/queue", headers={"authorization": "Bearer zn_unknown"}).status_code == 401
    assert client.get("/api/review/queue", headers=bearer("read")).json()["items"]
    assert client.post("/api/review/rulings", json=body, headers=bearer("read")).status_code == 403
    answer = client.post("/api/review/rulings", json=body, headers=bearer("review"))
    assert answer.status_code == 201 and answer.json()["by"] == "Ola" and answer.json()["is_worked_in"]
    assert client.post("/api/review/rulings", json={**body, "by": "Ada"}, headers=bearer("review")).status_code == 400
    assert [verdict.by for verdict in ledger.verdicts()] == ["Ola"]


def test_every_form_of_the_desk_is_within_a_label_and_runs_no_inline_code(client: TestClient, ledger: Store) -> None:
    sign_in(client, "Ada")
    for path in ("/desk", f"/desk/incidents/{first(ledger).id}", "/desk/rulings", "/desk/people", "/desk/account"):
        page = client.get(path).text
        assert page.count("<h1") == 1, path
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=", page), path


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_the_desk_speaks_each_language_and_names_no_key(client: TestClient, ledger: Store, language: str) -> None:
    sign_in(client, "Ada")
    client.post("/desk/rulings", data={"what": "note", "about": first(ledger).id, "why": "seen"})
    for path in ("/desk", f"/desk/incidents/{first(ledger).id}", "/desk/rulings", "/desk/people", "/desk/account"):
        page = client.get(path, headers={"accept-language": language}).text
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page, path
    client.cookies.clear()
    assert client.get("/desk/sign-in", headers={"accept-language": language}).status_code == 200
