from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from zenobia.read.dateline import find_anchor
from zenobia.values.document import Document

STATED = date(2020, 6, 1)


def document(text: str) -> Document:
    return Document(
        id="doc_1",
        capture="capture_1",
        source="sample",
        outlet=None,
        url="stdin:",
        title=None,
        text=text,
        published=STATED,
        received_at=datetime(2020, 6, 2, tzinfo=UTC),
        language="en",
    )


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Thursday 14 May 2020 Troops left the town.", date(2020, 5, 14)),
        ("Wire  Thursday 14 May 2020\nTroops left the town.", date(2020, 5, 14)),
        ("May 14, 2020 - Troops left the town.", date(2020, 5, 14)),
        ("14-05-2020 Troops left the town.", date(2020, 5, 14)),
        ("Troops left the town on 14 May 2019.", STATED),
        ("Troops left the town.", STATED),
        ("31 February 2020 Troops left the town.", STATED),
    ],
)
def test_anchor(text: str, anchor: date) -> None:
    assert find_anchor(document(text)) == anchor
