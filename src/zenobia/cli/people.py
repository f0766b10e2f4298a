"""People who may sign in at the review desk: the first of them is made here."""

from __future__ import annotations

import sys
from dataclasses import replace

import click
from rich.table import Table

from zenobia.cli.options import Command, clock, lay_out, say, store_option
from zenobia.faults import BadSettings
from zenobia.serve.desk.locks import hash_password
from zenobia.settings import Settings
from zenobia.store import open_store
from zenobia.values.person import ROLES, Person, Role, check_name


def password_option(command: Command) -> Command:
    return click.option("--password-stdin", is_flag=True, help="Read the password from standard input, one line, unasked.")(
        command
    )


def read_password(name: str, from_stdin: bool) -> str:
    """Ask for a password, twice on a terminal, and give its hash."""
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return hash_password(name, given)


@click.group()
def people() -> None:
    """Keep the accounts of the review desk."""


@people.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True)
@password_option
@store_option
@click.pass_obj
def add(settings: Settings, /, name: str, role: Role, password_stdin: bool, store_url: str | None) -> None:
    """Add a person; NAME is signed under their rulings."""
    kept = check_name(name)
    person = Person(name=kept, role=role, password=read_password(kept, password_stdin), made_at=clock())
    with open_store(store_url or settings.store_url) as store:
        if not store.add_person(person):
            raise BadSettings(f"{kept!r} has an account already, open or closed; choose a name that differs")
    say(f"{kept} is {'an' if role == 'editor' else 'a'} {role}; sign in at /desk of `zenobia serve`")


@people.command(name="list")
@store_option
@click.pass_obj
def list_(settings: Settings, /, store_url: str | None) -> None:
    """List everybody who has or had an account."""
    with open_store(store_url or settings.store_url, read_only=True) as store:
        found = store.people()
    table = Table("name", "role", "since", "closed")
    for person in found:
        closed = f"{person.closed_at:%Y-%m-%d}" if person.closed_at else ""
        table.add_row(person.name, person.role, f"{person.made_at:%Y-%m-%d}", closed)
    lay_out(table)


@people.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default=None, help="Give this role; opens a closed account again.")
@click.option("--close", is_flag=True, help="Close the account; what was ruled stays, under its name.")
@click.option("--new-password", is_flag=True, help="Ask for a new password, and sign the person out everywhere.")
@password_option
@store_option
@click.pass_obj
def change(
    settings: Settings,
    /,
    name: str,
    role: Role | None,
    close: bool,
    new_password: bool,
    password_stdin: bool,
    store_url: str | None,
) -> None:
    """Change a person's role or password, or close the account."""
    with open_store(store_url or settings.store_url) as store:
        person = store.person(name)
        if person is None:
            raise BadSettings(f"nobody here is called {name!r}; `zenobia people list` shows who is")
        if role is not None:
            person = replace(person, role=role, closed_at=None)
        if new_password or password_stdin:
            person = replace(person, password=read_password(person.name, password_stdin))
        if close:
            person = replace(person, closed_at=clock())
        store.keep_person(person)
        if new_password or password_stdin:
            store.end_sessions(person.name)
    say(f"{person.name}: {'closed' if person.closed_at else person.role}")


COMMANDS = (people,)
