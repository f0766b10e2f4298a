"""People, sessions, tokens and open reviews, on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from zenobia.store import Store
from zenobia.values.person import Person, Session, Token, secret_digest
from zenobia.values.review import Review, review_id

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
RANA = Person(name="Rana K.", role="reviewer", password="$argon2id$not-a-real-one", made_at=NOON)


def session(secret: str, ends_at: datetime = NOON + HOUR) -> Session:
    return Session(digest=secret_digest(secret), person=RANA.name, made_at=NOON, ends_at=ends_at)


def token(secret: str) -> Token:
    return Token(
        digest=secret_digest(secret), person=RANA.name, scopes=("read",), note="a script", made_at=NOON, ends_at=NOON + HOUR
    )


def test_a_name_is_taken_once_whatever_its_case_and_spacing(store: Store) -> None:
    assert store.add_person(RANA)
    assert not store.add_person(replace(RANA, name="rana  k", role="editor"))
    assert store.person("RANA K") == RANA
    assert store.person("Rana") is None
    store.keep_person(replace(RANA, role="editor"))
    assert [person.role for person in store.people()] == ["editor"]


def test_a_session_is_known_until_it_ends(store: Store) -> None:
    store.add_person(RANA)
    store.keep_session(session("one"))
    assert store.session(secret_digest("one"), NOON) == session("one")
    assert store.session(secret_digest("other"), NOON) is None
    assert store.session(secret_digest("one"), NOON + HOUR) is None
    store.drop_session(secret_digest("one"))
    assert store.session(secret_digest("one"), NOON) is None


def test_signing_out_everywhere_leaves_tokens_alone(store: Store) -> None:
    store.add_person(RANA)
    store.keep_session(session("one"))
    store.keep_session(session("two"))
    store.keep_token(token("three"))
    store.end_sessions(RANA.name)
    assert store.session(secret_digest("one"), NOON) is None
    assert store.session(secret_digest("two"), NOON) is None
    assert store.token(secret_digest("three"), NOON) == token("three")
    assert store.token(secret_digest("three"), NOON + HOUR) is None
    assert store.tokens(RANA.name) == [token("three")]
    store.drop_token(secret_digest("three"))
    assert store.tokens(RANA.name) == []


def test_who_is_closed_can_do_nothing_more_and_keeps_the_name(store: Store) -> None:
    store.add_person(RANA)
    store.keep_session(session("one"))
    store.keep_token(token("two"))
    store.keep_person(replace(RANA, closed_at=NOON))
    assert store.session(secret_digest("one"), NOON) is None
    assert store.token(secret_digest("two"), NOON) is None
    found = store.person(RANA.name)
    assert found is not None and not found.may("reader")
    assert not store.add_person(RANA)


def test_people_outlive_what_is_derived(store: Store) -> None:
    store.add_person(RANA)
    store.keep_folds((), (), stamp="fold@1", reviews=[_review("a")])
    store.wipe_derived()
    assert store.person(RANA.name) == RANA
    assert store.reviews() == []


def _review(about: str) -> Review:
    return Review(id=review_id("overruled", (about,)), kind="overruled", about=(about,), why="which is right?")


def test_open_reviews_come_back_in_order_and_are_replaced_by_the_next_fold(store: Store, making: Any) -> None:
    asked = [_review("b"), _review("a"), _review("b")]
    store.keep_folds((), (), stamp=making.FOLDER, reviews=asked)
    assert store.reviews() == asked[:2]
    store.keep_folds((), (), stamp=making.FOLDER)
    assert store.reviews() == []
