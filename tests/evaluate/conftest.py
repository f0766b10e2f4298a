"""A small reader for the adapters: paragraphs, sentences, figures and times, no claims. And records written by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from zenobia.evaluate import ReportInput
from zenobia.read.dates import date_document
from zenobia.read.tolls import find_tolls
from zenobia.values.account import Located
from zenobia.values.document import Document
from zenobia.values.passage import Passage
from zenobia.values.spans import Span

RECEIVED = datetime(2020, 1, 1, tzinfo=UTC)


def read(report: ReportInput) -> Located:
    """Read one report: a line is a passage, a full stop ends a sentence."""
    text = f"{report.title}\n{report.text}" if report.title else report.text
    published = date.fromisoformat(report.published) if report.published else None
    document = Document(
        id="doc", capture="capture", source="desk", outlet=report.outlet, url="file:x", title=report.title, text=text,
        published=published, received_at=RECEIVED, language="en", doc_id=report.doc_id,
    )  # fmt: skip
    lines: list[tuple[int, str]] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((position, line))
        position += len(line) + 1
    dated = date_document([line for _, line in lines], published)
    passages = tuple(
        Passage(
            id=f"passage_{ordinal}", document="doc", ordinal=ordinal, span=Span(start=start, end=start + len(line)), text=line,
            is_headline=bool(report.title) and ordinal == 0, sentences=sentences_of(line), times=times, tolls=find_tolls(line),
        )
        for ordinal, ((start, line), times) in enumerate(zip(lines, dated, strict=True))
    )  # fmt: skip
    return Located(document=document, passages=passages, events=())


def sentences_of(line: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for place, character in enumerate(line):
        if character == "." and line[place + 1 : place + 2] in (" ", ""):
            spans.append(Span(start=start, end=place + 1))
            start = place + 2
    if start < len(line):
        spans.append(Span(start=start, end=len(line)))
    return tuple(spans)


@pytest.fixture(name="read", scope="session")
def read_fixture() -> Callable[[ReportInput], Located]:
    return read


@pytest.fixture(name="put")
def put_fixture(tmp_path: Path) -> Callable[[str, Iterable[Any]], Path]:
    """Write records as JSONL under a data folder; gives the folder."""

    def put(name: str, records: Iterable[Any]) -> Path:
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path / "data"

    return put


@pytest.fixture(name="shared_data", scope="session")
def shared_data_fixture() -> Path:
    """The folder of the public gold sets, where a checkout has one."""
    named = os.environ.get("EVAL_DATA")  # noqa: TID251 - tests may ask where the gold sets are
    folders = [Path(named)] if named else [parent.parent / "shared" / "data" for parent in Path(__file__).parents]
    for folder in folders:
        if (folder / "wikiwars" / "score.py").is_file():
            return folder
    pytest.skip("no folder of public gold sets here; name one in EVAL_DATA")
