"""Rulings from forms and from programs: checked, appended, worked in. Nothing here changes or deletes what was ruled before.

1. The person is who is signed in or whom the token acts for; no form can name another.
2. Reviewers rule; retracting and restoring, rating a voice, and taking back another's ruling are an editor's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from zenobia.faults import BadSettings
from zenobia.serve.desk.gate import Gate, allowed, same_site
from zenobia.serve.desk.seeing import home_of
from zenobia.serve.desk.settling import Settling
from zenobia.serve.problems import Problem
from zenobia.serve.shelf import Shelf
from zenobia.store.contract import Store
from zenobia.store.desk import rule
from zenobia.values.person import Person
from zenobia.values.verdict import Verdict

EDITORS_OWN = frozenset({"retracted", "restored", "rated"})
MAX_FIELD = 4000
"""Characters of one field of a form: twice the longest reason; `review.enter` sets the finer limits."""
Field = Annotated[str, Form(max_length=MAX_FIELD)]


def add_rulings(router: APIRouter, shelf: Shelf, gate: Gate, settling: Settling, now: Callable[[], datetime]) -> None:
    """Add the routes that append rulings."""

    @router.post("/desk/rulings", dependencies=[Depends(same_site)])
    def enter(
        request: Request,
        what: Field,
        about: Field,
        why: Field = "",
        other: Field = "",
        value: Field = "",
        back: Field = "",
    ) -> Response:
        person = gate.person(request, "reviewer")
        verb, _, slot = what.partition("|")
        with shelf.ledger() as store:
            keep(store, person, now(), verb, about, other, slot=slot, value=value, why=why or default_why(verb))
            is_worked_in = settling.ask(store)
            home = home_of(store, back) or home_of(store, about)
        kept = urlencode({"kept": "yes" if is_worked_in else "later"})
        return RedirectResponse(f"/desk/incidents/{home.id}?{kept}" if home else "/desk", 303)

    @router.post("/desk/rulings/{name}/withdraw", dependencies=[Depends(same_site)])
    def withdraw(request: Request, name: str, why: Field = "", back: Field = "") -> Response:
        person = gate.person(request, "reviewer")
        with shelf.ledger() as store:
            keep(store, person, now(), "withdrawn", name, "", slot="", value="", why=why or default_why("withdrawn"))
            settling.ask(store)
            home = home_of(store, back)
        return RedirectResponse(f"/desk/incidents/{home.id}" if home else "/desk/rulings", 303)


def default_why(verb: str) -> str:
    """Give the reason of a ruling that explains itself; all others must be given one."""
    return {"confirmed": "compared with its words", "withdrawn": "taken back"}.get(verb, "")


def keep(
    store: Store, person: Person, at: datetime, verb: str, about: str, other: str, *, slot: str, value: str, why: str
) -> Verdict:
    """Check and append one ruling in a person's name.

    Raises:
        Problem: it does not hold, or is not this person's to make.
    """
    if verb in EDITORS_OWN:
        allowed(person, "editor")
    if verb == "withdrawn":
        taken = next((verdict for verdict in store.verdicts() if verdict.id == about), None)
        if taken is not None and taken.by != person.name:
            allowed(person, "editor")
    try:
        return rule(
            store, verb, about, other or None, by=person.name, why=why, at=at, slot=slot or None, value=value.strip() or None
        )
    except BadSettings as fault:
        raise Problem(400, str(fault)) from fault
