"""The pages say who says it, show both sides, and let nothing in a report run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from zenobia.serve.headers import CONTENT_SECURITY_POLICY

PATHS = ["/", "/claims", "/places", "/places/Tadmur", "/places/geonames:163960", "/search", "/search?q=depot", "/about", "/nope"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.text = re.sub(r"\s+", " ", tags.text)
    return tags


def every_path(world: ModuleType) -> list[str]:
    incidents = [f"/incidents/{incident.id}" for incident in world.INCIDENTS]
    return [*PATHS, *incidents, *(f"/reports/{document.id}" for document in world.DOCUMENTS)]


def test_no_page_has_inline_code_or_names_another_machine(client: TestClient, world: ModuleType) -> None:
    for path in every_path(world):
        for tag, attributes in read(client.get(path).text).tags:
            assert tag != "style", path
            assert tag != "script" or attributes.get("src", "").startswith("/static/"), path
            assert not any(name == "style" or name.startswith("on") for name in attributes), path
            for name in ("src", "href", "action"):
                assert not re.match(r"[a-z]+:|//", attributes.get(name) or ""), (path, attributes)


def test_every_page_has_its_landmarks_one_heading_and_a_skip_link(client: TestClient, world: ModuleType) -> None:
    for path in every_path(world):
        tags = read(client.get(path).text).tags
        names = [tag for tag, _ in tags]
        assert names.count("h1") == 1, path
        assert {"header", "nav", "main", "footer"} <= set(names), path
        assert next(attributes for tag, attributes in tags if tag == "a")["href"] == "#main", path
        ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        assert ("html", {"lang": "en", "dir": "ltr"}) in tags, path
        labelled = {attributes.get("for") for tag, attributes in tags if tag == "label"}
        fields = [attributes for tag, attributes in tags if tag in ("input", "select") and "id" in attributes]
        assert all(field["id"] in labelled or field.get("aria-label") for field in fields), path


def test_every_link_within_leads_somewhere(client: TestClient, world: ModuleType) -> None:
    links = {
        attributes["href"].partition("#")[0]
        for path in every_path(world)
        for tag, attributes in read(client.get(path).text).tags
        if tag in ("a", "link") and attributes.get("href")
    }
    for link in sorted(links - {""}):
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize(
    "path", ["/", "/api/claims", "/nope", "/api/nope", "/static/site.css", "/static/vendor/basemap/land.json"]
)
def test_every_answer_is_locked_down(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; ")


def test_markup_in_a_report_stays_text(client: TestClient, world: ModuleType) -> None:
    for path in (
        "/claims",
        f"/incidents/{world.RAID.id}",
        f"/reports/{world.DOCUMENTS[0].id}",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    ):
        page = client.get(path).text
        assert "<b>depot</b>" not in page
        assert "<script>alert" not in page
    assert "<b>depot</b>" in read(client.get(f"/reports/{world.DOCUMENTS[0].id}").text).text


def test_an_incident_shows_each_voice_both_quotes_and_the_range(client: TestClient, world: ModuleType) -> None:
    text = read(client.get(f"/incidents/{world.RAID.id}").text).text
    assert "Air Ministry (armed forces), quoted by Wire One, said" in text
    assert "River Observatory (monitor) said" in text
    assert world.FIGURES.why in text
    assert text.count(world.FEWER.claim.quote.text) == 2
    assert "301 or more militants killed" in text
    assert world.RAID.joined[0] in text


def test_a_denial_is_said_as_a_denial(client: TestClient) -> None:
    text = read(client.get("/places/Tadmur").text).text
    assert "Governor of Homs (official) denied" in text
    assert "Denied: Islamic State in control of Tadmur" in text
    assert "Denied by Governor of Homs" in text


def test_a_report_is_whole_marked_and_in_its_language(client: TestClient, world: ModuleType) -> None:
    arabic = world.DOCUMENTS[2]
    page = read(client.get(f"/reports/{arabic.id}").text)
    assert any(tag == "article" and attributes.get("lang") == "ar" for tag, attributes in page.tags)
    assert world.MARKET.claim.quote.text in page.text
    first = read(client.get(f"/reports/{world.DOCUMENTS[0].id}").text)
    assert sum(tag == "mark" for tag, _ in first.tags) == 3
    assert "was written for zenobia’s own demonstration" in first.text


def test_a_form_filters_and_shows_its_values_again(client: TestClient) -> None:
    page = client.get("/?from=2016-12-13&to=&type=shelling&actor=&q=").text
    assert "Shelling of the market" in page
    assert "Capture of the grain depot" not in page
    assert 'value="2016-12-13"' in page
    assert '<option value="shelling" selected>' in page
    assert 'data-query="type=shelling&amp;datetime=2016-12-13%2F.."' in page


def test_a_bad_filter_is_a_page_that_says_what_to_do(client: TestClient) -> None:
    answer = client.get("/?from=soon")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "not an RFC 3339 time" in answer.text


def test_search_finds_reports_claims_and_incidents(client: TestClient) -> None:
    text = read(client.get("/search?q=depot").text).text
    assert "Capture of the grain depot" in text
    assert "took the grain depot" in text
    assert "Militants enter the town" in text
    assert "Nothing found" in client.get("/search?q=zeppelin").text


def test_a_claim_has_an_address_of_its_own(client: TestClient, world: ModuleType) -> None:
    answer = client.get(f"/claims/{world.DENIED.claim.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/reports/{world.DOCUMENTS[1].id}#{world.DENIED.claim.id}"


def test_head_is_get_without_a_body(client: TestClient) -> None:
    answer = client.head("/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


def test_related_incidents_are_named_from_both_sides_with_the_words_that_say_so(client: TestClient, world: ModuleType) -> None:
    part, whole = (f"/incidents/{one.id}" for one in (world.MARKET_SHELLED, world.PROVINCE_SHELLED))
    for path, words, other in ((part, "Part of", whole), (whole, "Has as a part", part)):
        page = client.get(path).text
        text = read(page).text
        assert f'href="{other}"' in page and words in text and world.PART.why in text
        assert " ".join(world.PART.quote.split()) in text
    assert client.get(f"/api{part}").json()["relations"][0] == {
        "kind": "part_of",
        "from": world.PART.from_,
        "to": world.PART.to,
        "why": world.PART.why,
        "claim": world.PART.claim,
        "quote": world.PART.quote,
    }
    assert "Related incidents" not in client.get(f"/incidents/{world.RAID.id}").text
    assert client.get(f"/api{whole}", params={"as_of": "2016-12-13"}).json()["relations"] == [], "the other had not come"
