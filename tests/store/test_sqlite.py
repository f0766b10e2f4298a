"""What only SQLite does: a file, its log beside it, its own indexes."""

from __future__ import annotations

import sqlite3
import sys
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zenobia.faults import BadSettings, StoreMismatch
from zenobia.store import Query, open_store
from zenobia.store import sqlite as sqlite_store


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def keep(store: Any, making: Any, *reports: Any) -> None:
    with store.batch():
        store.keep_captures(capture for capture, _ in reports)
        for _, located in reports:
            store.keep_located(located, stamp=making.READER)


@pytest.mark.parametrize(
    "url", ["ledger.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://here/db", "", "sqlite:ledger.db"]
)
def test_an_address_of_no_store_is_refused(url: str) -> None:
    with pytest.raises(BadSettings, match="sqlite:///FILE"):
        open_store(url)


def test_a_file_that_is_not_sqlite_is_refused_and_spared(url: str) -> None:
    path_of(url).write_text("a shopping list\n" * 100)
    with pytest.raises(StoreMismatch, match="not a SQLite file"):
        open_store(url)
    assert path_of(url).read_text().startswith("a shopping list")


def test_a_damaged_file_is_refused(url: str, making: Any) -> None:
    with open_store(url) as store:
        keep(store, making, *making.many(3))
    whole = path_of(url).read_bytes()
    path_of(url).write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    with pytest.raises(StoreMismatch, match="not a SQLite file"):
        open_store(url)


def test_another_programs_database_is_refused_and_spared(url: str) -> None:
    other = sqlite3.connect(path_of(url))
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(StoreMismatch, match="recipes"):
        open_store(url)
    other = sqlite3.connect(path_of(url))
    assert other.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
    other.close()


def test_an_empty_file_becomes_a_store(url: str) -> None:
    path_of(url).touch()
    with open_store(url) as store:
        assert store.counts().captures == 0


def test_a_missing_folder_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="no such folder"):
        open_store(f"sqlite:///{tmp_path / 'none' / 'ledger.db'}")
    with pytest.raises(BadSettings, match="is a folder"):
        open_store(f"sqlite:///{tmp_path}")


def test_nothing_is_made_by_looking(url: str) -> None:
    with pytest.raises(BadSettings, match="no store to read"):
        open_store(url, read_only=True)
    assert not path_of(url).exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that not even root may write, such as Linux's /proc")
def test_a_folder_that_cannot_be_written_is_refused_in_words() -> None:
    with pytest.raises(BadSettings, match=r"/proc/ledger\.db.*can be read and written"):
        open_store("sqlite:////proc/ledger.db")


def test_odd_file_names_are_file_names(tmp_path: Path, making: Any) -> None:
    for name in ("a b?c#d%20.db", "ليل.db", "100%.db"):
        with open_store(f"sqlite:///{tmp_path / name}") as store:
            store.keep_captures([making.capture("The bridge stands.")])
        assert (tmp_path / name).stat().st_size > 0


def test_the_file_says_whose_it_is_and_keeps_a_log_beside_it(url: str) -> None:
    with open_store(url):
        look = sqlite3.connect(path_of(url))
        assert look.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert look.execute("PRAGMA application_id").fetchone() == (0x5A454E4F,)
        look.close()


@pytest.mark.parametrize("statement", ["INSERT OR REPLACE", "REPLACE"])
def test_replacing_is_no_way_around_the_log(url: str, making: Any, statement: str) -> None:
    taken = making.capture("The bridge stands.")
    with open_store(url) as store:
        store.keep_captures([taken])
        past = sqlite3.connect(path_of(url))
        for n in (1, 99):
            columns = "n, id, source, url, received_at, sha256, value, body"
            past.execute(f"{statement} INTO captures ({columns}) VALUES (?, ?, '', '', 0, '', x'00', x'00')", (n, taken.id))
        past.execute(f"{statement} INTO captures ({columns}) VALUES (1, 'other', '', '', 0, '', x'00', x'00')")
        past.commit()
        past.close()
        assert store.capture(taken.id) == taken
        assert store.counts().captures == 1


def test_a_second_writer_is_told_to_wait(url: str, making: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_store, "BUSY_MS", 50)
    with open_store(url) as store:
        other = sqlite3.connect(path_of(url), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadSettings, match="another process has been writing"):
            store.keep_captures([making.capture("The bridge stands.")])
        assert store.counts().captures == 0, "readers do not wait"
        other.execute("ROLLBACK")
        other.close()
        assert store.keep_captures([making.capture("The bridge stands.")]) == 1


@pytest.mark.parametrize("few", [0, 1, 10_000])
def test_the_answer_does_not_depend_on_which_index_drives(
    url: str, making: Any, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    reports = making.many(60, each=3)
    queries = [
        Query(q="mill"),
        Query(q='"post 1"', bbox=(36.5, 30, 40, 36)),
        Query(actor="brigade 7", start=date(2016, 1, 1), end=date(2016, 2, 1)),
        Query(source="valley watch", bbox=(39, 20, 37, 40)),
        Query(q="shells", actor="brigade 3", source="hill-notes", bbox=(30, 20, 50, 40), limit=2),
        Query(q="patrol nobody"),
        Query(start=date(2016, 2, 20)),
    ]
    with open_store(url) as store:
        keep(store, making, *reports)
        expected = [[row.item.id for row in store.events(query)] for query in queries]
        documents = [[row.item.id for row in store.documents(query)] for query in queries]
        assert any(expected) and any(documents)
        monkeypatch.setattr(sqlite_store, "FEW", few)
        assert [[row.item.id for row in store.events(query)] for query in queries] == expected
        assert [[row.item.id for row in store.documents(query)] for query in queries] == documents


def test_a_long_list_takes_the_memory_of_a_page(url: str, making: Any) -> None:
    with open_store(url) as store:
        for start in range(0, 1000, 250):
            keep(store, making, *making.many(250, each=4, first=start))
        sum(1 for _ in store.events(Query(limit=10)))
        tracemalloc.start()
        assert sum(1 for _ in store.events()) == 4000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 6e6, "4,000 events weigh 10 MB, a page 3"


def test_without_the_driver_postgresql_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadSettings, match=r"pip install 'zenobia\[postgres\]'"):
        open_store("postgresql://zenobia@/ledger")


def test_a_postgresql_that_does_not_answer_is_said_in_words(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="no PostgreSQL driver")
    with pytest.raises(BadSettings, match="does not answer") as raised:
        open_store(f"postgresql://zenobia:secret@/ledger?host={tmp_path}")
    assert "secret" not in str(raised.value)
