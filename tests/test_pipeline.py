"""The machine as a whole: a report that breaks a step costs itself alone, and is read again by the next version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from zenobia.gather.reports import REPORT_TYPE, capture_of
from zenobia.pipeline import FOLDS_STAMP, Folder, Reader, build_reader, fold, keep, read_unread, read_whole
from zenobia.settings import Settings
from zenobia.store import Store, open_store
from zenobia.values.account import Account
from zenobia.values.capture import Capture
from zenobia.values.passage import Reading
from zenobia.values.reject import Reason, Reject
from zenobia.values.verdict import Verdict, verdict_id

NOW = datetime(2016, 12, 11, 18, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Brittle:
    """A claim step that breaks on one word and passes everything else on."""

    step: Any
    breaks_on: str
    name: str = "brittle"
    version: int = 1
    batch: int = 16

    @property
    def actors(self) -> Any:
        return self.step.actors

    def __call__(self, items: Iterable[Reading]) -> Iterable[Account | Reject]:
        for reading in items:
            if self.breaks_on in reading.document.text:
                raise IndexError("a rule looked past the end")
            yield from self.step([reading])


def report(place: str) -> Capture:
    text = f"Rebels shelled {place} on Sunday, killing four soldiers, the army said."
    body = json.dumps({"title": f"Shells on {place}", "text": text, "published": "2016-12-11"}).encode()
    return capture_of(body, url=f"file:{place}", outlet="Desk", received_at=NOW, media_type=REPORT_TYPE)


@pytest.fixture(scope="module")
def reader(pytestconfig: pytest.Config) -> Reader:
    return build_reader(Settings(cache_dir=pytestconfig.rootpath / ".cache" / "gazetteer"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened


def test_a_step_that_breaks_costs_one_report_and_is_tried_again_by_the_next_version(reader: Reader, store: Store) -> None:
    keep(store, [report("Aleppo"), report("Homs"), report("Hama")])
    brittle: Any = Brittle(step=reader.claim, breaks_on="Homs")
    outcomes = list(read_unread(store, replace(reader, claim=brittle)))
    assert [outcome.located is not None for outcome in outcomes] == [True, False, True]
    [lost] = store.rejects()
    assert lost.reason is Reason.FAILED
    assert "looked past the end" in lost.detail
    assert store.counts().documents == 2

    mended: Any = Brittle(step=reader.claim, breaks_on="nowhere", version=2)
    list(read_unread(store, replace(reader, claim=mended)))
    assert store.counts().documents == 3
    assert not list(store.rejects())


def test_what_one_reader_has_read_it_does_not_read_again(reader: Reader, store: Store) -> None:
    keep(store, [report("Aleppo")])
    assert len(list(read_unread(store, reader))) == 1
    assert not list(read_unread(store, reader))


def test_folds_are_computed_when_something_changed_and_only_then(reader: Reader, store: Store) -> None:
    keep(store, [report("Aleppo")])
    list(read_unread(store, reader))
    assert fold(store, reader.claim.actors)
    assert store.is_settled(FOLDS_STAMP)
    assert not fold(store, reader.claim.actors)
    keep(store, [report("Homs")])
    list(read_unread(store, reader))
    assert fold(store, reader.claim.actors)


def test_a_folder_that_is_kept_finds_what_a_new_one_finds(reader: Reader, tmp_path: Path) -> None:
    def ruled(ruling: Any, about: str, hour: int, value: str | None = None) -> Verdict:
        at = NOW + timedelta(hours=hour)
        name = verdict_id(ruling, about, None, None, value, "Noor", at, "Read again.")
        return Verdict(
            id=name, ruling=ruling, about=about, other=None, slot=None, value=value, by="Noor", at=at, why="Read again."
        )

    with open_store(f"sqlite:///{tmp_path / 'kept.db'}") as kept, open_store(f"sqlite:///{tmp_path / 'new.db'}") as new:
        folder = Folder(reader.claim.actors)
        claims: list[str] = []

        def both_agree() -> None:
            assert folder(kept)
            assert fold(new, reader.claim.actors)
            assert not folder(kept)
            assert [row.item for row in kept.incidents()] == [row.item for row in new.incidents()]
            assert [row.item for row in kept.controls()] == [row.item for row in new.controls()]

        for places in (["Aleppo", "Homs"], ["Hama"], ["Idlib", "Raqqa"]):
            for store in (kept, new):
                keep(store, [report(place) for place in places])
                list(read_unread(store, reader))
            both_agree()
        claims = [row.item.id for row in kept.claims()]
        assert len(claims) >= 5
        for verdict in (
            ruled("retracted", claims[0], 1),
            ruled("wrong_stance", claims[1], 2, "denies"),
            ruled("restored", claims[0], 3),
        ):
            for store in (kept, new):
                store.keep_verdict(verdict)
            both_agree()
        brittle: Any = Brittle(step=reader.claim, breaks_on="Homs", version=9)
        for store in (kept, new):
            list(read_unread(store, replace(reader, claim=brittle)))
        both_agree()
        assert "Homs" not in " ".join(row.item.title for row in kept.incidents())


def test_warnings_are_not_counted_as_losses(store: Store) -> None:
    warning = Reject(subject="x", step="clean@1", reason=Reason.BAD_DATE, detail="…", is_warning=True)
    loss = replace(warning, subject="y", reason=Reason.EMPTY, is_warning=False)
    assert keep(store, [report("Aleppo"), warning, loss]) == (1, 1)
    assert [source.name for source in store.sources()] == ["Desk"]


def test_the_same_report_gives_the_same_ids_whatever_was_read_before(reader: Reader) -> None:
    alone = read_whole(reader, report("Hama"))
    read_whole(reader, report("Aleppo"))
    assert read_whole(reader, report("Hama")) == alone
    assert alone.events


def test_whose_a_bombardment_is_does_not_tell_where_it_fell(reader: Reader) -> None:
    text = "Despite Russia's bombardment of their positions, fighters seized the town of Sarmin on Monday, a monitor said."
    body = json.dumps({"title": "Fighters seize Sarmin", "text": text, "published": "2020-03-03"}).encode()
    capture = capture_of(body, url="file:sarmin", outlet="Desk", received_at=NOW, media_type=REPORT_TYPE)
    events = read_whole(reader, capture).events
    assert events
    assert all("Russia" not in event.claim.place for event in events)
    assert all(event.fix is None or event.fix.country != "RU" for event in events)
