"""Signing in and out, one's own account, and, for editors, everybody's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from zenobia.faults import BadSettings
from zenobia.serve.desk.gate import COOKIE, Gate, same_site, set_cookie
from zenobia.serve.desk.locks import MAX_PASSWORD, fits, hash_password, new_token
from zenobia.serve.filters import only
from zenobia.serve.problems import Problem
from zenobia.serve.shelf import Shelf
from zenobia.values.person import ROLES, SCOPES, Person, Role, Scope, Token, check_name, secret_digest

Render = Callable[..., Response]
Clock = Callable[[], datetime]
Short = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=MAX_PASSWORD)]
TOKEN_DAYS = 365
"""Days that a token holds: long enough for a yearly round through the scripts that hold one."""


def safe_path(path: str) -> str:
    """Give a path on this desk, whatever was asked for: no other site, no other page."""
    return path if path.startswith("/desk") and not path.startswith("//") and "\\" not in path and path.isprintable() else "/desk"


def add_sign_in(router: APIRouter, gate: Gate, render: Render) -> None:
    """Add the routes for signing in and out."""

    @router.get("/desk/sign-in")
    def asked(request: Request) -> Response:
        only(request, "next")
        if gate.viewer(request):
            return RedirectResponse("/desk", 303)
        return render(request, "desk/sign_in.html", person=None, wrong=None, name="", back=request.query_params.get("next", ""))

    @router.post("/desk/sign-in", dependencies=[Depends(same_site)])
    def given(request: Request, name: Short, password: Password, back: Short = "") -> Response:
        try:
            secret = gate.sign_in(request, name, password)
        except Problem as wrong:
            return render(
                request, "desk/sign_in.html", status=wrong.status, person=None, wrong=wrong.detail, name=name, back=back
            )
        return set_cookie(request, RedirectResponse(safe_path(back), 303), secret)

    @router.post("/desk/sign-out", dependencies=[Depends(same_site)])
    def out(request: Request) -> Response:
        gate.sign_out(request)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(COOKIE, path="/desk")
        return answer


def add_account(router: APIRouter, shelf: Shelf, gate: Gate, render: Render, now: Clock) -> None:
    """Add the routes of one's own account: its password, its tokens."""

    def page(request: Request, person: Person, *, made: str | None = None) -> Response:
        with shelf.ledger() as store:
            tokens = store.tokens(person.name)
        return render(request, "desk/account.html", person=person, tokens=tokens, made=made, scopes=SCOPES, now=now())

    @router.get("/desk/account")
    def account(request: Request) -> Response:
        only(request)
        return page(request, gate.person(request))

    @router.post("/desk/account/password", dependencies=[Depends(same_site)])
    def change(request: Request, old: Password, new: Password) -> Response:
        person = gate.person(request)
        gate.count_try(person.name)
        if not fits(person, old):
            raise Problem(403, "the old password does not fit; nothing was changed")
        with shelf.ledger() as store:
            store.keep_person(replace(person, password=_hashed(person.name, new)))
            store.end_sessions(person.name)
        return RedirectResponse("/desk/sign-in", 303)

    @router.post("/desk/account/tokens", dependencies=[Depends(same_site)])
    def make(request: Request, note: Short, scope: Annotated[list[Scope], Form()]) -> Response:
        person = gate.person(request)
        secret = new_token()
        made_at = now()
        token = Token(
            digest=secret_digest(secret),
            person=person.name,
            scopes=tuple(one for one in SCOPES if one in scope),
            note=" ".join(note.split())[:100],
            made_at=made_at,
            ends_at=made_at + timedelta(days=TOKEN_DAYS),
        )
        with shelf.ledger() as store:
            store.keep_token(token)
        return page(request, person, made=secret)

    @router.post("/desk/account/tokens/{digest}/end", dependencies=[Depends(same_site)])
    def end(request: Request, digest: str) -> Response:
        person = gate.person(request)
        with shelf.ledger() as store:
            if digest in {token.digest for token in store.tokens(person.name)}:
                store.drop_token(digest)
        return RedirectResponse("/desk/account", 303)


def add_people(router: APIRouter, shelf: Shelf, gate: Gate, render: Render, now: Clock) -> None:
    """Add the routes with which editors keep the accounts."""

    @router.get("/desk/people")
    def people(request: Request) -> Response:
        only(request)
        person = gate.person(request, "editor")
        with shelf.ledger() as store:
            everybody = store.people()
        return render(request, "desk/people.html", person=person, people=everybody, roles=ROLES)

    @router.post("/desk/people", dependencies=[Depends(same_site)])
    def add(request: Request, name: Short, role: Annotated[Role, Form()], password: Password) -> Response:
        gate.person(request, "editor")
        try:
            kept = check_name(name)
        except BadSettings as fault:
            raise Problem(400, str(fault)) from fault
        person = Person(name=kept, role=role, password=_hashed(kept, password), made_at=now())
        with shelf.ledger() as store:
            if not store.add_person(person):
                raise Problem(409, f"{kept!r} has an account already, open or closed; choose a name that differs")
        return RedirectResponse("/desk/people", 303)

    @router.post("/desk/people/{name}", dependencies=[Depends(same_site)])
    def change(request: Request, name: str, to: Short) -> Response:
        editor = gate.person(request, "editor")
        with shelf.ledger() as store:
            person = store.person(name)
            if person is None:
                raise Problem(404, f"nobody here is called {name!r}; the list is at /desk/people")
            if person.name == editor.name:
                raise Problem(400, "an editor cannot change their own role or close their own account; ask another editor")
            if to == "closed":
                store.keep_person(replace(person, closed_at=now()))
            elif to in get_args(Role):
                store.keep_person(replace(person, role=ROLES[ROLES.index(to)], closed_at=None))
            else:
                raise Problem(400, f"to={to!r}: choose {', '.join(ROLES)} or closed")
        return RedirectResponse("/desk/people", 303)


def _hashed(name: str, password: str) -> str:
    try:
        return hash_password(name, password)
    except BadSettings as fault:
        raise Problem(400, str(fault)) from fault
