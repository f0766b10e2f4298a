"""Every language says everything: the same keys and blanks, the forms that its plurals need; and no template asks for more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from starlette.testclient import TestClient

from zenobia.serve import tongue as speaking
from zenobia.serve.families import FAMILIES, OTHER
from zenobia.serve.tongue import LANGUAGES, language_of, tongue
from zenobia.values.claim import EVENT_TYPES, ControlState, Stance
from zenobia.values.control import ControlStatus
from zenobia.values.incident import ContradictionKind
from zenobia.values.place import FixPrecision
from zenobia.values.review import ReviewKind
from zenobia.values.source import SpeakerKind

TEMPLATES = Path(speaking.__file__).parent / "templates"
BLANK = re.compile(r"\{(\w+)\}")
ASKED = re.compile(r"""\bt\(\s*["']([a-z_]+\.[a-z_]+)["']""")
OTHERS = [code for code in LANGUAGES if code != "en"]


def forms(text: str | dict[str, str]) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [text]


@pytest.mark.parametrize("code", OTHERS)
def test_no_key_is_missing_or_too_many(code: str) -> None:
    assert set(tongue(code).words) == set(tongue("en").words)


@pytest.mark.parametrize("code", OTHERS)
def test_blanks_are_those_of_the_english_text(code: str) -> None:
    for key, english in tongue("en").words.items():
        wanted = {blank for form in forms(english) for blank in BLANK.findall(form)}
        found = {blank for form in forms(tongue(code).words[key]) for blank in BLANK.findall(form)}
        assert found == wanted, key


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_plural_form_is_there(code: str) -> None:
    needed = set(tongue(code).locale.plural_form.tags) | {"other"}
    for key, text in tongue(code).words.items():
        assert isinstance(text, dict) == isinstance(tongue("en").words[key], dict), key
        if isinstance(text, dict):
            assert set(text) == needed, key


def test_no_template_asks_for_a_text_that_is_not_there() -> None:
    asked = {key for path in TEMPLATES.rglob("*.html") for key in ASKED.findall(path.read_text("utf-8"))}
    assert len(asked) > 100
    assert asked <= set(tongue("en").words)


def test_every_value_has_its_words() -> None:
    words = tongue("en").words
    for table, names in (
        ("type", EVENT_TYPES),
        ("kind", get_args(SpeakerKind)),
        ("clash", get_args(ContradictionKind)),
        ("precision", get_args(FixPrecision)),
        ("control", (*get_args(ControlState), *get_args(ControlStatus))),
        ("saying", get_args(Stance)),
        ("queue", get_args(ReviewKind)),
        ("legend", (*FAMILIES, OTHER)),
    ):
        assert {f"{table}.{name}" for name in names} <= set(words), table


def test_plurals_follow_the_language() -> None:
    assert [tongue("ru")("count.voices", n=n) for n in (1, 2, 5, 21)] == ["1 голос", "2 голоса", "5 голосов", "21 голос"]
    assert [tongue("ar")("count.voices", n=n) for n in (1, 2, 3, 11)] == ["صوت واحد", "صوتان", "3 أصوات", "11 صوتًا"]


@pytest.mark.parametrize(
    ("chosen", "accepted", "code"),
    [
        (None, None, "en"),
        (None, "ar-SY,en;q=0.5", "ar"),
        (None, "de,ru;q=0.3,en;q=0.2", "ru"),
        ("ru", "ar", "ru"),
        ("xx", "ar", "ar"),
        (None, "ar;q=x,,;", "en"),
    ],
)
def test_the_language_is_the_chosen_or_the_first_taken(chosen: str | None, accepted: str | None, code: str) -> None:
    assert language_of(asked=None, chosen=chosen, accepted=accepted) == code


def test_a_page_says_its_language_and_direction(client: TestClient) -> None:
    answer = client.get("/", headers={"accept-language": "ar"})
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert answer.headers["content-language"] == "ar"
    assert "من يقول ماذا عن الحرب" in answer.text
    russian = client.get("/", headers={"cookie": "lang=ru; theme=dark"}).text
    assert '<html lang="ru" dir="ltr" data-theme="dark">' in russian


def test_a_look_is_kept_and_leads_nowhere_else(client: TestClient) -> None:
    answer = client.get("/look?lang=ar&theme=light&back=/claims", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims")
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2 and all("SameSite=lax" in cookie for cookie in cookies)
    for back in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/a\nb", "x"):
        assert client.get("/look", params={"lang": "ar", "back": back}, follow_redirects=False).status_code == 400
    assert client.get("/look?lang=xx", follow_redirects=False).status_code == 400
    client.cookies.clear()
