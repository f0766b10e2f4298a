"""Commands for people who look over the ledger: review, its queue, its rulings.

Unlike what asks the ledger for the public, they show it without the hold: whoever runs them has the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from zenobia.cli.asking import show_table
from zenobia.cli.options import clock, put, say, store_option
from zenobia.engines.actors import load_actors
from zenobia.pipeline import fold
from zenobia.review import VERBS, undone
from zenobia.settings import Settings
from zenobia.store import open_store
from zenobia.store.desk import open_questions
from zenobia.store.desk import rule as append_ruling
from zenobia.values.verdict import Verdict

table_or_lines = click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)


@click.group(invoke_without_command=True)
@click.option("--limit", type=click.IntRange(min=1), default=None, help="At most so many.")
@table_or_lines
@store_option
@click.pass_context
def review(context: click.Context, /, limit: int | None, format_: str, store_url: str | None) -> None:
    """List what waits for a person, most needed first; `rule` enters a ruling."""
    if context.invoked_subcommand is not None:
        return
    settings: Settings = context.obj
    with open_store(store_url or settings.store_url, read_only=True) as store:
        found = open_questions(store)[:limit]
    if format_ == "jsonl":
        for one in found:
            put({"id": one.id, "kind": one.kind, "about": list(one.about), "why": one.why, "verdicts": list(one.verdicts)})
        return
    show_table(
        ("question", "why", "about", "rulings"),
        ((one.kind.replace("_", " "), one.why, " ".join(one.about), " ".join(one.verdicts) or "–") for one in found),
    )


@review.command(epilog="What can be ruled: " + "; ".join(f"{name} ({verb.words})" for name, verb in VERBS.items()) + ".")
@click.argument("ruling", type=click.Choice(list(VERBS)), metavar="RULING")
@click.argument("about", metavar="ID")
@click.argument("other", metavar="[ID]", required=False)
@click.option("--by", required=True, help="Who rules.")
@click.option("--why", required=True, help="Why, for whoever comes later.")
@click.option("--value", default=None, help="What is right instead.")
@click.option("--slot", default=None, help="Which slot: actor or target; killed, or killed: civilians.")
@store_option
@click.pass_obj
def rule(settings: Settings, /, ruling: str, about: str, other: str | None, store_url: str | None, **given: Any) -> None:
    """Enter a ruling, for ever, and compute the folds anew. A later ruling undoes it."""
    with open_store(store_url or settings.store_url) as store:
        kept = append_ruling(store, ruling, about, other, at=clock(), **given)
        fold(store, load_actors())
    say(f"kept; to take it back: zenobia review rule withdrawn {kept.id}")
    put(_record(kept, stands=True))


@review.command()
@table_or_lines
@store_option
@click.pass_obj
def rulings(settings: Settings, /, format_: str, store_url: str | None) -> None:
    """List every ruling, oldest first, those that no longer stand among them."""
    with open_store(store_url or settings.store_url, read_only=True) as store:
        kept = store.verdicts()
    gone = undone(kept)
    if format_ == "jsonl":
        for verdict in kept:
            put(_record(verdict, stands=verdict.id not in gone))
        return
    show_table(("when", "by", "ruling", "about", "why", "stands", "id"), _rows(kept, gone))


def _rows(kept: Iterable[Verdict], gone: frozenset[str]) -> Iterable[tuple[str, ...]]:
    for verdict in kept:
        about = " ".join(part for part in (verdict.about, verdict.other, verdict.slot, verdict.value) if part)
        stands = "no" if verdict.id in gone else "yes"
        yield f"{verdict.at:%Y-%m-%d %H:%M}", verdict.by, verdict.ruling, about, verdict.why, stands, verdict.id


def _record(verdict: Verdict, *, stands: bool) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "ruling": verdict.ruling,
        "about": verdict.about,
        "other": verdict.other,
        "slot": verdict.slot,
        "value": verdict.value,
        "by": verdict.by,
        "at": verdict.at.isoformat(),
        "why": verdict.why,
        "stands": stands,
    }


COMMANDS = (review,)
