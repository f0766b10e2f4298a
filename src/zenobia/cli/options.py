"""How commands talk, and the options that several share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from zenobia.store.contract import Query
from zenobia.values.reject import Reject

Command = TypeVar("Command", bound=Callable[..., Any])

talk = Console(stderr=True, highlight=False)
"""Where people are talked to."""
out = Console(highlight=False)
"""Where records go, when laid out as a table."""


PIPED_WIDTH = 200
"""Columns of a table that goes to no terminal: wide enough for quotations to be read."""


def lay_out(table: Table) -> None:
    """Print a table to stdout, as wide as the terminal, or wide where there is none."""
    console = out if out.is_terminal else Console(width=PIPED_WIDTH, highlight=False)
    console.print(table)


def clock() -> datetime:
    """Ask the time, once, at the door."""
    return datetime.now(UTC)  # noqa: TID251


def say(message: str) -> None:
    talk.print(message, markup=False, soft_wrap=True)


def put(record: dict[str, Any]) -> None:
    """Print one record as a line of JSON."""
    click.echo(json.dumps(record, ensure_ascii=False))


def tell(reject: Reject) -> None:
    """Say on stderr what was not taken, and why."""
    weight = "warning" if reject.is_warning else "not taken"
    say(f"{weight}: {reject.subject}: {reject.reason}: {reject.detail}")


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show a bar on a terminal, nothing elsewhere; gives `advance(by)`."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        task = bar.add_task(title, total=total)
        yield lambda by: bar.advance(task, by)


def first_time_bar() -> Callable[[int, int], None]:
    """Give a callback that says, once, that the place index is being made."""
    said: list[bool] = []

    def on_progress(done: int, total: int) -> None:
        if not said:
            said.append(True)
            say(f"making the place index, once on this machine ({total:,} places)")

    return on_progress


class DayOrTime(click.ParamType[datetime]):
    """A day or an RFC 3339 time; a time without a zone is UTC, a day alone is its last moment."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day or time; write 2016-12-11 or 2016-12-11T18:00:00Z", param, ctx)
        if len(value) <= len("2016-12-11"):
            moment = moment.replace(hour=23, minute=59, second=59, microsecond=999999)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Box(click.ParamType[tuple[float, float, float, float]]):
    """Four degrees: west,south,east,north."""

    name = "bbox"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float, float, float]:
        if isinstance(value, tuple):
            return value
        try:
            west, south, east, north = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not four numbers west,south,east,north, such as 37,34,39,35", param, ctx)
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            self.fail(f"{value!r} is out of range: longitudes -180 to 180, latitudes -90 to 90, south before north", param, ctx)
        return west, south, east, north


FORMATS = click.Choice(["table", "jsonl", "csv"])


def store_option(command: Command) -> Command:
    return click.option("--store", "store_url", default=None, metavar="URL", help="The ledger; default sqlite:///zenobia.db.")(
        command
    )


def list_options(command: Command) -> Command:
    """Give the filters that every list shares."""
    options = [
        click.option("--bbox", type=Box(), default=None, help="west,south,east,north in degrees."),
        click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), default=None, help="First day."),
        click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Last day."),
        click.option("--as-of", type=DayOrTime(), default=None, help="Only what was received by then."),
        click.option("--type", "type_", default=None, help="Event type, such as air_strike."),
        click.option("--actor", default=None, help="Actor id or words of a name."),
        click.option("--source", default=None, help="Publisher's slug or words of a speaker's name."),
        click.option("--country", default=None, help="ISO 3166-1 alpha-2 of the place."),
        click.option("--q", default=None, help="Words to find in the text."),
        click.option("--limit", type=click.IntRange(min=1), default=None, help="At most so many."),
        click.option("--format", "format_", type=FORMATS, default="table", show_default=True),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def query_from(options: dict[str, Any]) -> Query:
    """Make the store's query from what `list_options` parsed."""
    start, end = options["start"], options["end"]
    return Query(
        bbox=options["bbox"],
        start=start.date() if start else None,
        end=end.date() if end else None,
        as_of=options["as_of"],
        type=options["type_"],
        actor=options["actor"],
        source=options["source"],
        country=options["country"],
        q=options["q"],
        limit=options["limit"],
    )
