"""Commands that take reports in: read, ingest, rebuild; `watching` has those that fetch again and again."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import BinaryIO

import click
from rich.table import Table

from zenobia.cli.options import clock, first_time_bar, lay_out, progress, put, say, store_option, tell
from zenobia.engines.tagger import DEFAULT_TAGGER
from zenobia.export.statement import document_record
from zenobia.gather import gather as fetch
from zenobia.gather import read_inputs
from zenobia.pipeline import Outcome, Reader, build_reader, fold, keep, read_unread
from zenobia.pipeline import rebuild as rebuild_all
from zenobia.settings import Settings
from zenobia.store import open_store
from zenobia.store.contract import Store
from zenobia.values.account import Located
from zenobia.values.capture import Capture
from zenobia.values.reject import Reject

published_option = click.option("--published", metavar="DATE", default=None, help="Day of publication of what is read.")
source_option = click.option("--source", metavar="NAME", default=None, help="Name of the publisher.")
engine_option = click.option("--engine", default=DEFAULT_TAGGER, show_default=True, help="The tagger that reads.")


def is_url(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def arriving(
    inputs: Iterable[str], settings: Settings, published: str | None, source: str | None, stdin: BinaryIO
) -> Iterator[Capture | Reject]:
    """Give the captures of files, stdin and addresses, in the order in which they were named."""
    now = clock()
    for is_web, names in groupby(inputs, key=is_url):
        if is_web:
            for fetched in fetch(
                names, settings=settings, now=clock, state_of=lambda _: None, published=published, source=source
            ):
                yield from fetched.rejects
                yield from fetched.captures
        else:
            yield from read_inputs(
                names, now=now, published=published, source=source, stdin=stdin, max_bytes=settings.max_document_bytes
            )


def show_text(located: Located) -> None:
    """Print one report's claims for a person."""
    document = located.document
    day = document.published.isoformat() if document.published else "no date"
    click.echo(f"\n{document.title or document.url} ({document.outlet or document.source}, {day})")
    for event in located.events:
        claim = event.claim
        who = claim.said_by.name if claim.said_by else "the outlet"
        through = "".join(f", via {relay.name}" for relay in claim.via)
        ends = "".join(f" ({stop.role} {stop.text})" for stop in event.route if stop.role != "scene")
        where = (" / ".join(claim.place) or "no place said") + ends
        when = claim.when.text if claim.when else "no time said"
        figures = "; ".join(f"{toll.what}: {toll.text}" for toll in claim.toll)
        click.echo(
            f"  [{claim.type or claim.kind}] {who}{through} {claim.stance}: {where}; {when}{'; ' + figures if figures else ''}"
        )
        click.echo(f"      “{' '.join(claim.quote.text.split())}”")


@click.command()
@click.argument("inputs", nargs=-1, metavar="[FILE|URL|-]...")
@published_option
@source_option
@engine_option
@click.option("--format", "format_", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@click.pass_obj
def read(
    settings: Settings, /, inputs: tuple[str, ...], published: str | None, source: str | None, engine: str, format_: str
) -> int:
    """Read reports without a store and print what each one claims."""
    reader = build_reader(settings, engine=engine, on_progress=first_time_bar())
    lost = written = 0
    if format_ == "json":
        click.echo("[")
    for item in arriving(inputs or ("-",), settings, published, source, sys.stdin.buffer):
        outcome = reader(item) if isinstance(item, Capture) else None
        for reject in outcome.rejects if outcome else (item,):
            if isinstance(reject, Reject):
                tell(reject)
                lost += not reject.is_warning
        if outcome is None or outcome.located is None:
            continue
        if format_ == "text":
            show_text(outcome.located)
        else:
            if format_ == "json" and written:
                click.echo(",")
            put(document_record(outcome.located))
        written += 1
    if format_ == "json":
        click.echo("]")
    return 1 if lost else 0


def read_in(store: Store, settings: Settings, engine: str, total: int | None = None) -> list[Outcome]:
    """Read what is unread with a progress bar and compute the folds; gives the outcomes that lost something."""
    return read_new(store, build_reader(settings, engine=engine, on_progress=first_time_bar()), total)


def read_new(store: Store, reader: Reader, total: int | None = None) -> list[Outcome]:
    """As `read_in`, with a reader that is open already."""
    lossy = []
    with progress("reading", total) as advance:
        for outcome in read_unread(store, reader):
            advance(1)
            if outcome.rejects:
                lossy.append(replace(outcome, located=None))
    fold(store, reader.claim.actors)
    return lossy


def summary(store: Store) -> Table:
    """Give the ledger's counts as a table."""
    counts = store.counts()
    table = Table(title=None)
    for column in ("reports", "claims", "incidents", "contradictions", "rulings", "not taken"):
        table.add_column(column, justify="right")
    row = (
        counts.documents,
        counts.claims,
        counts.incidents,
        counts.contradictions,
        counts.verdicts,
        counts.rejects,
    )
    table.add_row(*(f"{count:,}" for count in row))
    return table


def finish(store: Store, lossy: list[Outcome], new: int, refused: int) -> int:
    """Say what a run took and what it did not; give the exit code."""
    lost = refused
    for outcome in lossy:
        for reject in outcome.rejects:
            tell(reject)
            lost += not reject.is_warning
    say(f"{new:,} new captures; {lost:,} not taken (see `zenobia doctor`)")
    lay_out(summary(store))
    return 1 if lost else 0


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE...")
@published_option
@source_option
@engine_option
@store_option
@click.pass_obj
def ingest(
    settings: Settings,
    /,
    inputs: tuple[str, ...],
    published: str | None,
    source: str | None,
    engine: str,
    store_url: str | None,
) -> int:
    """Take files into the ledger; what is already there is left as it is."""
    with open_store(store_url or settings.store_url) as store:
        counted, refused = keep(store, telling(arriving(inputs, settings, published, source, sys.stdin.buffer)))
        return finish(store, read_in(store, settings, engine, counted), counted, refused)


def telling(items: Iterable[Capture | Reject]) -> Iterator[Capture | Reject]:
    """Pass items on, saying each reject as it comes."""
    for item in items:
        if isinstance(item, Reject):
            tell(item)
        yield item


@click.command()
@engine_option
@store_option
@click.pass_obj
def rebuild(settings: Settings, /, engine: str, store_url: str | None) -> int:
    """Throw away all that is derived and make it again from captures and rulings."""
    with open_store(store_url or settings.store_url) as store:
        reader = build_reader(settings, engine=engine, on_progress=first_time_bar())
        with progress("rebuilding", store.counts().captures) as advance:
            for _ in rebuild_all(store, reader):
                advance(1)
        lay_out(summary(store))
    return 0


COMMANDS = (read, ingest, rebuild)
