"""`python -m train.reports --seed N --reports M > FILE.jsonl`: write labelled synthetic reports, or those written by hand."""

from __future__ import annotations

import argparse
import json
import sys

from train.reports.by_hand import load_by_hand
from train.reports.compose import make_reports

MOST = 1_000_000


def main(arguments: list[str]) -> int:
    """Write the records, one a line."""
    parser = argparse.ArgumentParser(prog="python -m train.reports", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=100, help="reports to make (default 100)")
    parser.add_argument("--by-hand", action="store_true", help="write the reports that were written by hand, and no others")
    given = parser.parse_args(arguments)
    if not 1 <= given.reports <= MOST:
        parser.error(f"--reports {given.reports}: the limit is 1 to {MOST}; give a number in between")
    for record in load_by_hand() if given.by_hand else make_reports(given.reports, given.seed):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
