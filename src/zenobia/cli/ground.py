"""The command that asks who holds what: as it is known now, as it was known then, and what is known of one day.

It reads through the same hold as the pages and the API.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

import click

from zenobia.cli.asking import ledger, show_table
from zenobia.cli.options import list_options, put, query_from, store_option
from zenobia.control import Knowledge, known_on, wider_grounds
from zenobia.engines.actors import load_actors
from zenobia.export.known_ground import asked_for
from zenobia.export.published import Reader
from zenobia.export.statement import control_record
from zenobia.export.writers import safe_cell
from zenobia.pipeline import control_as_of
from zenobia.settings import Settings
from zenobia.store.contract import Query
from zenobia.values.control import Control

HEADINGS = ("place", "from", "to", "status", "holder", "said by", "denied by", "last said", "id")
HEADINGS_OF_A_DAY = ("place", "status", "holder", "what is known", "said by", "denied by", "id")


@click.command()
@click.option("--place", default=None, help="Name or id of a place.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="What is known of this day, and how old it is.")
@list_options
@store_option
@click.pass_obj
def control(
    settings: Settings, /, store_url: str | None, format_: str, place: str | None, on: datetime | None, **options: Any
) -> None:
    """Show who is said to hold a place, from when to when, and who denies it."""
    with ledger(settings, store_url) as reader:
        query = query_from(options)
        found = stretches(reader, place, query)
        if on is not None:
            everywhere = list(stretches(reader, None, replace(query, start=None, end=None, limit=None, type=None)))
            _show_day(of_day(found, on.date(), everywhere), format_)
        elif format_ == "jsonl":
            for stretch in found:
                put(control_record(stretch))
        else:
            _lay_out(HEADINGS, map(_row, found), format_)


def stretches(reader: Reader, place: str | None, query: Query) -> Iterator[Control]:
    """Give the stretches asked for, in order of place and start; with `as_of`, drawn anew from what was known by then."""
    if query.as_of is None:
        return (row.item for row in reader.controls(place, query))
    drawn = control_as_of(reader, load_actors(), query.as_of)
    return islice(asked_for(drawn, place, query), query.limit)


def of_day(found: Iterable[Control], on: date, everywhere: Sequence[Control]) -> Iterator[tuple[Control, Knowledge]]:
    """Give, for each place that something is said of, one of its stretches and what is known of the day.

    Args:
        everywhere: all stretches, among which the grounds that a place lies in are found.
    """
    for _, timeline in groupby(found, key=lambda stretch: stretch.place):
        told = list(timeline)
        yield told[0], known_on(told, on, wider_grounds(told[0], everywhere))


def _show_day(known: Iterable[tuple[Control, Knowledge]], format_: str) -> None:
    if format_ == "jsonl":
        for of, one in known:
            put(
                {
                    "place": of.place,
                    "name": of.name,
                    "on": one.on.isoformat(),
                    "status": one.status,
                    "holder": one.holder,
                    "holder_id": one.holder_id,
                    "age": one.age,
                    "days": one.days,
                    "sentence": one.sentence,
                    "stretch": control_record(one.stretch) if one.stretch is not None else None,
                }
            )
        return
    rows = (
        (
            of.name,
            one.status,
            one.holder or "–",
            one.sentence,
            ", ".join(one.stretch.claimed_by) if one.stretch else "",
            ", ".join(one.stretch.denied_by) if one.stretch else "",
            one.stretch.id if one.stretch else "–",
        )
        for of, one in known
    )
    _lay_out(HEADINGS_OF_A_DAY, rows, format_)


def _row(stretch: Control) -> tuple[str, ...]:
    return (
        stretch.name,
        stretch.start.isoformat() if stretch.start else "…",
        stretch.end.isoformat() if stretch.end else "…",
        stretch.status,
        stretch.holder or "–",
        ", ".join(stretch.claimed_by),
        ", ".join(stretch.denied_by),
        stretch.last_said.isoformat() if stretch.last_said else "–",
        stretch.id,
    )


def _lay_out(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], format_: str) -> None:
    if format_ == "csv":
        sheet = csv.writer(sys.stdout)
        sheet.writerow(headings)
        sheet.writerows([safe_cell(cell) for cell in row] for row in rows)
    else:
        show_table(headings, rows)


COMMANDS = (control,)
