"""Commands that run something: serve, demo, doctor, evaluate."""

from __future__ import annotations

import json
import sys
import threading
import webbrowser
from collections import Counter
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import click
from rich.table import Table

from zenobia.cli.options import clock, first_time_bar, lay_out, say, store_option, tell
from zenobia.cli.reading import engine_option, read_in, summary
from zenobia.engines.actors import load_actors
from zenobia.engines.tagger import DEFAULT_TAGGER, network_of
from zenobia.evaluate.runner import evaluate as measure
from zenobia.evaluate.whole import through
from zenobia.faults import BadSettings
from zenobia.pipeline import Folder, build_reader, keep
from zenobia.settings import Settings
from zenobia.store import open_store

DEMO_STORE = "sqlite:///zenobia-demo.db"
BROWSER_DELAY_S = 1.0
"""Time the server gets to open its port before the browser asks; a slow start only costs the person a reload."""


def run_server(settings: Settings, store_url: str, host: str, port: int, *, browser: bool) -> None:
    """Serve until interrupted."""
    import uvicorn

    from zenobia.serve.app import create_app

    address = f"http://{host}:{port}"
    say(f"serving {address} (stop with Ctrl+C)")
    if browser:
        threading.Timer(BROWSER_DELAY_S, webbrowser.open, [address]).start()
    folder = cache(lambda: Folder(load_actors()))  # made at the first ruling, then kept: the next are worked in at once
    app = create_app(store_url, settings=settings, now=clock, settle=lambda store: folder()(store))
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning")
    except SystemExit:
        where = f"{host}:{port} cannot be listened on"
        raise BadSettings(f"{where}; give a --port that is free, and as --host an address of this machine") from None


port_option = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")


@click.command()
@host_option
@port_option
@store_option
@click.pass_obj
def serve(settings: Settings, /, host: str, port: int, store_url: str | None) -> None:
    """Serve the pages, the map and the API."""
    run_server(settings, store_url or settings.store_url, host, port, browser=False)


@click.command()
@port_option
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--no-serve", is_flag=True, help="Read and print, then stop.")
@store_option
@click.pass_obj
def demo(settings: Settings, /, port: int, no_browser: bool, no_serve: bool, store_url: str | None) -> int:
    """Read the sample notes on Palmyra into a ledger of their own and serve it."""
    from zenobia.gather.files import read_inputs
    from zenobia.sample import FILE_NAME, as_if_received

    url = store_url or DEMO_STORE
    with open_store(url) as store, as_file(files("zenobia.sample") / FILE_NAME) as path:
        arriving = read_inputs(
            [str(path)], now=clock(), published=None, source=None, stdin=sys.stdin.buffer, max_bytes=settings.max_document_bytes
        )
        keep(store, map(as_if_received, arriving))
        lossy = read_in(store, settings, DEFAULT_TAGGER, store.counts().captures)
        for outcome in lossy:
            for reject in outcome.rejects:
                tell(reject)
        lay_out(summary(store))
        table = Table("contradiction", "why")
        for contradiction in store.contradictions():
            table.add_row(contradiction.kind, contradiction.why)
        lay_out(table)
    if not no_serve:
        run_server(settings, url, "127.0.0.1", port, browser=not no_browser and sys.stdout.isatty())
    return 0


@click.command()
@store_option
@click.pass_obj
def doctor(settings: Settings, /, store_url: str | None) -> int:
    """Check the ledger, the engines and what was not taken; exit 1 when a report was lost, 2 when the house is unsound."""
    build_reader(settings, on_progress=first_time_bar())
    click.echo("reader: ready")
    with open_store(store_url or settings.store_url) as store:
        lay_out(summary(store))
        problems = store.check()
        reasons: Counter[tuple[bool, str]] = Counter()
        for reject in store.rejects():
            reasons[reject.is_warning, reject.reason] += 1
            click.echo(f"{'warning' if reject.is_warning else 'not taken'}: {reject.subject}: {reject.reason}: {reject.detail}")
    for problem in problems:
        click.echo(f"unsound: {problem}")
    for (is_warning, reason), count in sorted(reasons.items()):
        click.echo(f"{reason}: {count}{' (warning)' if is_warning else ''}")
    if problems:
        return 2
    click.echo("ledger: sound")
    return 1 if any(not is_warning for is_warning, _ in reasons) else 0


@click.command()
@click.argument("set_", metavar="SET")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the gold sets.")
@click.option("--split", default="dev", show_default=True)
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), default=None, help="Write predictions here.")
@click.option("--gold-spans", is_flag=True, help="Show the names of a set of places, to measure resolution alone.")
@engine_option
@click.pass_obj
def evaluate(
    settings: Settings, /, set_: str, data: Path, split: str, target: Path | None, engine: str, *, gold_spans: bool
) -> None:
    """Measure the reader on a public gold set, in the field's own metric."""
    reader = build_reader(settings, engine=engine, on_progress=first_time_bar())
    result = measure(
        set_, data, split, target, reader=through(reader, received_at=clock()), network=network_of(reader.read.tagger),
        gazetteer=reader.locate.gazetteer, gold_spans=gold_spans,
    )  # fmt: skip
    for unread in result.unread:
        say(f"not taken: {unread}")
    if result.metrics is None:
        say(f"{result.records} predictions; no gold beside them, so no metric")
    else:
        click.echo(json.dumps({"set": set_, "split": split, "records": result.records, **result.metrics}, indent=1))


COMMANDS = (serve, demo, doctor, evaluate)
