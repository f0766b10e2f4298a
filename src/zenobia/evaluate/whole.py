"""The whole machine as a reader of gold reports: ReportInput → Located, the way a line of JSONL is read.

1. A report becomes a capture of the report type, with the fields that it has; every step of the pipeline follows.
2. The clock is handed in once: two runs over one set give the same predictions.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from zenobia.evaluate.records import ReportInput
from zenobia.gather.reports import REPORT_TYPE, capture_of
from zenobia.pipeline import Reader, read_whole
from zenobia.values.account import Located
from zenobia.values.capture import Capture


def capture_report(report: ReportInput, *, received_at: datetime) -> Capture:
    """Make the capture that a JSONL line with these fields would be."""
    given = {"doc_id": report.doc_id, "title": report.title, "text": report.text, "published": report.published}
    return capture_of(
        json.dumps({**given, "outlet": report.outlet}).encode(),
        url=f"file:evaluation#{report.doc_id}",
        outlet=report.outlet,
        received_at=received_at,
        media_type=REPORT_TYPE,
        published=report.published,
    )


def through(reader: Reader, *, received_at: datetime) -> Callable[[ReportInput], Located]:
    """Give the function that `evaluate` asks for: one report through every step.

    Raises:
        Unreadable: (from the function) nothing could be made of a report.
    """

    def read(report: ReportInput) -> Located:
        return read_whole(reader, capture_report(report, received_at=received_at))

    return read
