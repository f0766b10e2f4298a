"""A reader with the shipped lexicon and actors, and a gazetteer of a few towns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest

from zenobia.claim import ClaimStep
from zenobia.engines.actors import load_actors
from zenobia.engines.lexicon import load_lexicon
from zenobia.engines.tagger import load_tagger
from zenobia.read import Read
from zenobia.values.account import Account
from zenobia.values.document import Document, document_id
from zenobia.values.place import Place

TOWNS = {"homs": 775_000, "palmyra": 51_000, "aleppo": 2_100_000, "kherson": 280_000, "el fasher": 500_000, "goma": 780_000}


class Towns:
    """A gazetteer of the towns above."""

    def lookup(self, name: str) -> Sequence[Place]:
        people = TOWNS.get(name.lower())
        if people is None:
            return ()
        return (Place(id=f"zenobia:{name.lower()}", name=name, lat=0.0, lon=0.0, feature="P.PPL", country="", population=people),)

    def place(self, place_id: str) -> Place | None:
        return None

    def admin1(self, country: str, name: str) -> Place | None:
        return None


@pytest.fixture(scope="session")
def told() -> Callable[..., Account]:
    """Give a function from (text, title, published) to the account of a report."""
    book = load_actors()
    read = Read(tagger=load_tagger("rules", actors=book, gazetteer=Towns()))
    claim = ClaimStep(lexicon=load_lexicon(), actors=book)

    def account(text: str, title: str | None = None, published: str | None = None) -> Account:
        whole = f"{title}\n{text}" if title else text
        document = Document(
            id=document_id("sample", None, whole),
            capture="capture_1",
            source="sample",
            outlet=None,
            url="stdin:",
            title=title,
            text=whole,
            published=date.fromisoformat(published) if published else None,
            received_at=datetime(2020, 1, 1, tzinfo=UTC),
            language="en",
        )
        return claim.account(read.read(document))

    return account
