"""Rulings as people enter them: in goes what a person says, out a Verdict fit to be kept for ever, or a fault that says why not.

1. Every ruling has who, when and why. It is never changed; a later ruling undoes it: `withdrawn` any ruling, `restored` a
   retraction, `merge` a `split`.
2. A ruling names ids. They hold words as published, so that it stands when a better model reads the same words again; what it
   is about need not be known at the moment, but must have been once: an id that nobody ever gave is refused.
3. Two rulings on one pair that differ are both kept; the latest stands and the queue asks (`queue`, rule 1).
4. A ruling whose claim is no longer read waits, and the queue says so (`adrift`); it applies again when the claim is back.

`VERBS` is the whole of what can be ruled. Nothing here writes: the store appends what `enter` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from zenobia.faults import BadSettings
from zenobia.review.rulings import check
from zenobia.values.ids import folded
from zenobia.values.review import Review, review_id
from zenobia.values.verdict import Ruling, Verdict, standing, verdict_id

MAX_WHY_CHARS = 2000
"""Characters of the longest reason: a page, and no report pasted in."""
MAX_NAME_CHARS = 200
"""Characters of the longest name of a person or a voice."""
LETTERS = "ABCDEF"

Need = Literal["no", "may", "must"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One thing that can be ruled: of what kinds of id, and with what beside."""

    ruling: Ruling
    kinds: tuple[str, ...]
    """What an id begins with, before the underscore; empty where a name is meant."""
    words: str
    """What it says, for people."""
    is_pair: bool = False
    value: Need = "no"
    slot: Need = "no"


_HAPPENINGS = ("incident", "event", "claim")
_READ = ("claim", "event")

VERBS: Mapping[str, Verb] = {
    "merge": Verb(ruling="same", kinds=_HAPPENINGS, is_pair=True, words="both are one happening"),
    "split": Verb(ruling="different", kinds=_HAPPENINGS, is_pair=True, words="the first is no part of the second"),
    "different": Verb(ruling="different", kinds=_HAPPENINGS, is_pair=True, words="these are two happenings"),
    "wrong_place": Verb(ruling="wrong_place", kinds=_READ, value="may", words="it is not there, but where the value says"),
    "wrong_actor": Verb(
        ruling="wrong_actor", kinds=_READ, value="may", slot="may", words="it was not them, but whom the value names"
    ),
    "wrong_time": Verb(ruling="wrong_time", kinds=_READ, value="may", words="it was not then, but when the value says"),
    "wrong_toll": Verb(
        ruling="wrong_toll", kinds=_READ, value="may", slot="must", words="the figure was misread; the value is right"
    ),
    "wrong_type": Verb(ruling="wrong_type", kinds=_READ, value="may", words="it was another kind of act"),
    "wrong_stance": Verb(
        ruling="wrong_stance", kinds=_READ, value="must", words="they assert, deny or hedge it, as the value says"
    ),
    "wrong_speaker": Verb(ruling="wrong_speaker", kinds=_READ, value="may", words="not they say it, but whom the value names"),
    "retracted": Verb(
        ruling="retracted", kinds=("claim", "event", "doc"), words="its publisher took it back, or it is no report"
    ),
    "restored": Verb(ruling="restored", kinds=("claim", "event", "doc"), words="a retraction does not hold"),
    "confirmed": Verb(ruling="confirmed", kinds=_HAPPENINGS, words="a person has looked, and it is read rightly"),
    "rated": Verb(ruling="rated", kinds=(), value="must", words="the voice is as reliable as the letter says (A to F)"),
    "note": Verb(ruling="note", kinds=(*_HAPPENINGS, "doc", "control", "contradiction"), words="a remark; it changes nothing"),
    "withdrawn": Verb(ruling="withdrawn", kinds=("verdict",), words="the ruling named is taken back"),
}
"""What people may rule, by the word that they use for it."""


def enter(
    verb: str,
    about: str,
    other: str | None = None,
    *,
    by: str,
    why: str,
    at: datetime,
    slot: str | None = None,
    value: str | None = None,
    exists: Callable[[str], bool],
) -> Verdict:
    """Make a verdict out of what a person entered.

    Args:
        at: when it is ruled, aware.
        exists: whether an id is known to the ledger, now or earlier.

    Raises:
        BadSettings: something is missing, too long, not readable, or names nothing.
    """
    form = VERBS.get(verb)
    if form is None:
        raise BadSettings(f"ruling {verb!r} is not known; choose one of {', '.join(VERBS)}")
    by = _words("who rules (by)", by, MAX_NAME_CHARS)
    why = _words("why", why, MAX_WHY_CHARS)
    about = _about(verb, form, about, exists)
    if form.is_pair:
        if other is None:
            raise BadSettings(f"{verb} is about two; give the second id")
        other = _about(verb, form, other, exists)
        if other == about:
            raise BadSettings(f"{verb} of {about} with itself; give two different ids")
    elif other is not None:
        raise BadSettings(f"{verb} is about one; leave out {other!r}")
    slot, value = _given(verb, "slot", form.slot, slot), _given(verb, "value", form.value, value)
    if verb == "rated" and value not in tuple(LETTERS):
        raise BadSettings(
            f"rated value {value!r}: write one letter, A (completely reliable) to E (unreliable), F (cannot be judged)"
        )
    if value is not None:
        check(form.ruling, value)
    at = at.astimezone(UTC)
    name = verdict_id(form.ruling, about, other, slot, value, by, at, why)
    return Verdict(id=name, ruling=form.ruling, about=about, other=other, slot=slot, value=value, by=by, at=at, why=why)


def _words(what: str, text: str, limit: int) -> str:
    bare = " ".join(text.split())
    if not folded(bare):
        raise BadSettings(f"{what} is empty; a ruling without it cannot be weighed by whoever comes later")
    if len(bare) > limit:
        raise BadSettings(f"{what} has {len(bare)} characters; the limit is {limit}, shorten it")
    if not bare.isprintable():
        raise BadSettings(f"{what} holds characters that cannot be shown; write it as plain text")
    return bare


def _about(verb: str, form: Verb, name: str, exists: Callable[[str], bool]) -> str:
    name = _words("what the ruling is about", name, MAX_NAME_CHARS)
    if not form.kinds:
        return name
    if name.partition("_")[0] not in form.kinds:
        raise BadSettings(
            f"{verb} cannot be about {name!r}; give an id that begins with {' or '.join(f'{kind}_' for kind in form.kinds)}"
        )
    if not exists(name):
        raise BadSettings(f"{name!r} names nothing in this ledger; take an id from a list")
    return name


def _given(verb: str, what: str, need: Need, text: str | None) -> str | None:
    if text is None or not text.strip():
        if need == "must":
            raise BadSettings(f"{verb} needs a {what}; see `zenobia review rule --help`")
        return None
    if need == "no":
        raise BadSettings(f"{verb} takes no {what}; leave out {text!r}")
    return " ".join(text.split())


def adrift(verdicts: Sequence[Verdict], is_read: Callable[[str], bool]) -> tuple[Review, ...]:
    """Ask about every standing ruling that names something no longer read.

    Args:
        is_read: whether an id names what the ledger holds now.
    """
    found: list[Review] = []
    for verdict in standing(verdicts):
        if verdict.ruling in {"rated", "note"}:
            continue
        lost = tuple(name for name in (verdict.about, verdict.other) if name is not None and not is_read(name))
        if lost:
            what = f"{verdict.by} ruled “{verdict.ruling}” on {' and '.join(lost)}, which is read no more"
            why = f"{what}: rule on what is read now, or withdraw it."
            found.append(
                Review(id=review_id("adrift", (verdict.id,)), kind="adrift", about=lost, why=why, verdicts=(verdict.id,))
            )
    return tuple(found)


def undone(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """Give the ids of rulings that no longer stand, withdrawals among them."""
    everything = list(verdicts)
    return frozenset(verdict.id for verdict in everything) - {verdict.id for verdict in standing(everything)}
