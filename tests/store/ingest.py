"""Run by test_killed.py in a process of its own: captures and reads every report, in small batches, telling each on stdout."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "contracts"))

import making

from zenobia.step import batched
from zenobia.store import open_store

REPORTS = 120
A_COMMIT = 5


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(url: str) -> None:
    reports = making.many(REPORTS, each=2)
    located = {capture.id: report for capture, report in reports}
    with open_store(url) as store:
        tell("opened")
        for some in batched(reports, A_COMMIT):
            store.keep_captures(capture for capture, _ in some)
            tell("captured")
        for captures in batched(store.unread(making.READER), A_COMMIT):
            with store.batch():
                for capture in captures:
                    store.keep_located(located[capture.id], stamp=making.READER)
                    tell("read")
        seen = store.changes()
        events = [row.item for row in store.events()]
        tell("folding")
        store.keep_folds(
            [making.incident(event) for event in events], [making.control(events[0])], stamp=making.FOLDER, seen=seen
        )
        tell("done")


if __name__ == "__main__":
    main(sys.argv[1])
