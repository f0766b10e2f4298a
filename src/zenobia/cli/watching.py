"""Commands that fetch: gather once, watch for as long as it runs.

A round that is cut off loses nothing: what was kept is kept, and the next round asks for the rest.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import click

from zenobia.cli.options import clock, first_time_bar, progress, say, store_option, tell
from zenobia.cli.reading import engine_option, finish, read_new, source_option, telling
from zenobia.faults import BadSettings
from zenobia.gather import gather as fetch
from zenobia.gather.watched import Watched, read_watched
from zenobia.pipeline import build_reader, keep
from zenobia.settings import Settings
from zenobia.store import open_store
from zenobia.store.contract import FetchState, Store

config_option = click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), default=None, help="A TOML file that names sources."
)


def _fetch_into(store: Store, sources: Iterable[Watched], settings: Settings) -> tuple[int, int]:
    """Fetch and keep what sources have new; give (new captures, what was not taken)."""
    counted = refused = 0
    with progress("fetching", None) as advance:
        for source in sources:
            for fetched in fetch(source.urls, settings=settings, now=clock, state_of=store.fetch_state, source=source.name):
                advance(1)
                new, lost = keep(store, telling([*fetched.captures, *fetched.rejects]))
                counted, refused = counted + new, refused + lost
                if fetched.validators:
                    seen = fetched.validators
                    store.keep_fetch_state(
                        FetchState(url=seen.url, etag=seen.etag, last_modified=seen.last_modified, fetched_at=seen.fetched_at)
                    )
    return counted, refused


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
@config_option
@source_option
@engine_option
@store_option
@click.pass_obj
def gather(
    settings: Settings, /, urls: tuple[str, ...], config: Path | None, source: str | None, engine: str, store_url: str | None
) -> int:
    """Fetch pages and feeds once, keep what came, read what is new."""
    named = [Watched(urls=urls, name=source)] if urls else []
    sources = [*named, *(read_watched(config) if config else ())]
    if not sources:
        raise BadSettings("nothing to gather; name addresses, or a file of sources with --config")
    with open_store(store_url or settings.store_url) as store:
        counted, refused = _fetch_into(store, sources, settings)
        reader = build_reader(settings, engine=engine, on_progress=first_time_bar())
        return finish(store, read_new(store, reader, counted), counted, refused)


@click.command()
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), required=True, help="A TOML file that names sources.")
@click.option("--rounds", type=click.IntRange(min=1), default=None, help="Stop after so many rounds; without it, never.")
@engine_option
@store_option
@click.pass_obj
def watch(settings: Settings, /, config: Path, rounds: int | None, engine: str, store_url: str | None) -> int:
    """Gather again and again, each source as often as the file says, until stopped."""
    sources = read_watched(config)
    due = dict.fromkeys(range(len(sources)), 0.0)
    done = lost = 0
    with open_store(store_url or settings.store_url) as store:
        reader = build_reader(settings, engine=engine, on_progress=first_time_bar())
        read_new(store, reader)  # what an earlier run kept and did not come to read
        say(f"watching {len(sources)} sources (stop with Ctrl+C)")
        try:
            while rounds is None or done < rounds:
                time.sleep(max(0.0, min(due.values()) - time.monotonic()))
                now = time.monotonic()
                ready = [number for number in due if due[number] <= now]
                counted, refused = _fetch_into(store, [sources[number] for number in ready], settings)
                lossy = read_new(store, reader, counted)
                for outcome in lossy:
                    for reject in outcome.rejects:
                        tell(reject)
                        refused += not reject.is_warning
                say(f"{clock():%Y-%m-%d %H:%M} UTC: {counted:,} new captures; {refused:,} not taken")
                due.update({number: time.monotonic() + sources[number].every_minutes * 60 for number in ready})
                done, lost = done + 1, lost + refused
        except KeyboardInterrupt:
            say("stopped; what was kept is kept, run it again to go on")
    return 1 if lost else 0


COMMANDS = (gather, watch)
