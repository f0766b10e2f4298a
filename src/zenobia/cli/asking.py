"""Commands that ask the ledger: claims, incidents, explain, export; `ground` asks who holds what.

Each reads through the same hold as the pages and the API: what is held back there is held back here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from zenobia.cli.options import (
    clock,
    lay_out,
    list_options,
    put,
    query_from,
    say,
    store_option,
)
from zenobia.export.explain import explain as explain_tree
from zenobia.export.explain import explanation_lines, explanation_record
from zenobia.export.published import Published, Reader, hold_of
from zenobia.export.statement import claim_record, incident_record
from zenobia.export.writers import WRITERS, Asked, write
from zenobia.faults import BadSettings
from zenobia.settings import Settings
from zenobia.store import open_store
from zenobia.store.contract import Query

TABLE_ROWS = 200
"""A table is laid out as a whole, so it shows this many rows at most and says when more follow; jsonl and csv stream them all."""


@contextmanager
def ledger(settings: Settings, store_url: str | None) -> Iterator[Published]:
    """Open the ledger for reading, behind the hold."""
    with open_store(store_url or settings.store_url, read_only=True) as store:
        yield Published(reader=store, hold=hold_of(settings), now=clock())


def show_table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Lay out the first rows as a table and say when more follow."""
    stream = iter(rows)
    table = Table()
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading == "id")
    for row in islice(stream, TABLE_ROWS):
        table.add_row(*row)
    lay_out(table)
    if next(stream, None) is not None:
        say(f"only the first {TABLE_ROWS} are shown; --format jsonl or csv gives all")


def stream_text(parts: Iterable[str]) -> None:
    for part in parts:
        sys.stdout.write(part)


def days(when: dict[str, Any] | None) -> str:
    if when is None:
        return "–"
    start, end = when["start"] or "…", when["end"] or "…"
    return start if start == end else f"{start} to {end}"


def speaker(record: dict[str, Any]) -> str:
    who = record["said_by"]["name"] if record["said_by"] else record["outlet"] or record["source"]
    return " via ".join([who, *(relay["name"] for relay in record["via"])])


@click.command()
@list_options
@store_option
@click.pass_obj
def claims(settings: Settings, /, store_url: str | None, format_: str, **options: Any) -> None:
    """List claims: who says what, in which words."""
    query = query_from(options)
    with ledger(settings, store_url) as reader:
        if format_ == "csv":
            stream_text(write("claims-csv", reader, query))
            return
        records = _claim_records(reader, query)
        if format_ == "jsonl":
            for record in records:
                put(record)
            return
        show_table(
            ("said by", "stance", "what", "where", "when", "words", "id"),
            (
                (
                    speaker(record),
                    record["stance"],
                    record["type"] or record["kind"],
                    " / ".join(place["text"] for place in record["place"]) or "–",
                    days(record["when"]),
                    " ".join(record["quote"]["text"].split()),
                    record["id"],
                )
                for record in records
            ),
        )


def _claim_records(reader: Reader, query: Query) -> Iterator[dict[str, Any]]:
    for row in reader.events(query):
        document = reader.document(row.item.claim.document)
        if document:
            yield claim_record(row.item, document)


@click.command()
@list_options
@store_option
@click.pass_obj
def incidents(settings: Settings, /, store_url: str | None, format_: str, **options: Any) -> None:
    """List incidents: what claims together tell of, and what speaks against it."""
    query = query_from(options)
    with ledger(settings, store_url) as reader:
        if format_ == "csv":
            stream_text(write("csv", reader, query))
            return
        found = (row.item for row in reader.incidents(query))
        if format_ == "jsonl":
            for incident in found:
                put(incident_record(incident))
            return
        show_table(
            ("incident", "when", "claims", "voices", "contradictions", "id"),
            (
                (
                    incident.title,
                    days(incident_record(incident)["when"]) if incident.when else f"reported {incident.reported or '–'}",
                    str(len(incident.claims)),
                    ", ".join(origin.name for origin in incident.origins),
                    "; ".join(contradiction.kind for contradiction in incident.contradictions) or "–",
                    incident.id,
                )
                for incident in found
            ),
        )


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@store_option
@click.pass_obj
def explain(settings: Settings, /, id_: str, format_: str, store_url: str | None) -> None:
    """Print the tree that a value rests on, down to the bytes as received."""
    with ledger(settings, store_url) as reader:
        tree = explain_tree(reader, id_)
        if format_ == "json":
            click.echo(json.dumps(explanation_record(tree), ensure_ascii=False, indent=2))
        else:
            for line in explanation_lines(tree):
                click.echo(line)


@click.command()
@click.option("--format", "format_", type=click.Choice(list(WRITERS)), required=True)
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), default=None, help="A file; default stdout.")
@click.option("--by-report", is_flag=True, help="acled, ged, plover: date by its report what says no day, else it is left out.")
@store_option
@click.pass_obj
def export(settings: Settings, /, format_: str, target: Path | None, store_url: str | None, *, by_report: bool) -> None:
    """Write the ledger as a file that other programs read."""
    with ledger(settings, store_url) as reader:
        asked = Asked(by_report=by_report)
        parts = write(format_, reader, Query(), asked)
        if target is None:
            stream_text(parts)
        else:
            _put_in_place(target, parts)
    for why, count in asked.left.most_common():
        say(f"left out: {count:,}: {why}")


def _put_in_place(target: Path, parts: Iterable[str]) -> None:
    """Write a file that appears under its name once it is whole.

    Raises:
        BadSettings: it cannot be written.
    """
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)
        partial.replace(target)
    except OSError as fault:
        raise BadSettings(f"{target} cannot be written ({fault.strerror}); give --out a file in a folder that exists") from None
    say(f"written: {target}")


COMMANDS = (claims, incidents, explain, export)
