"""How well an incident is attested, by two published scales: in go its facets and voices, out a Grade with its reasons.

The five grades are those of Airwars (its methodology note, "grading"), which grades alleged harm to civilians; here any happening
is graded in the same way, the first rule that fits:

1. confirmed: who is said to have done it says so itself, and a voice that is not of its side says so too; harm to civilians that
   the doer itself tells of is confirmed by that alone.
2. discounted: everybody who speaks of it denies it.
3. contested: some deny it, or name another doer, or say that it ended otherwise.
4. fair: two independent voices or more assert it, and nobody contradicts.
5. weak: one voice asserts it, or nobody without reserve.

The Admiralty scale has two axes, which are never made one. The words are those of US Army FM 2-22.3 (2006), appendix B.

6. Reliability is that of a voice, A to E as a person has rated it (`rated` rulings, the latest stands); F where nobody has.
7. Credibility 1, confirmed: two independent voices or more assert it, and nobody contradicts.
8. Credibility 2, probably true: one voice asserts what is against its own interest (that it left, or lost ground), and nobody
   contradicts.
9. Credibility 3, possibly true: it is contradicted, by fewer independent voices than assert it.
10. Credibility 4, doubtful: it is contradicted by as many as assert it.
11. Credibility 5, improbable: it is contradicted by more than assert it, or by all.
12. Credibility 6, cannot be judged: one voice asserts it and no other speaks of it, or nobody asserts it without reserve.

Voices of one side in the conflict are one independent voice; an outlet that names a speaker for it is none of its own. Figures,
days and spots that differ make nothing contested: they have ranges and contradictions of their own. No number of voices is ever
turned into a probability.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from zenobia.reconcile.facets import Facet, is_loose
from zenobia.reconcile.origins import Voice
from zenobia.values.grade import AirwarsGrade, Credibility, Grade, Reliability, SourceGrade
from zenobia.values.incident import Contradiction
from zenobia.values.verdict import Verdict

LOST = frozenset({"withdrawal"})
"""Types of which nobody tells to their own advantage."""
CIVILIANS = frozenset({"civilian", "civilians", "children", "child", "women", "woman", "residents", "noncombatants"})

Side = Callable[[Voice], str]
Ratings = Mapping[str, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who speaks for an incident and who against it, each an independent voice with the name that it is shown under."""

    members: Sequence[Facet]
    for_it: Mapping[str, str]
    """Side to name, of those who assert it without reserve."""
    against: Mapping[str, str]
    hedging: Mapping[str, str]
    admitting: Mapping[str, str]
    """Of those for it, who is said to have done it."""
    admits_harm: bool
    """Whether one of them tells of harm to civilians."""


def grade(
    members: Sequence[Facet],
    voice_of: Mapping[str, Voice],
    opposed: Sequence[Facet],
    clashes: Sequence[Contradiction],
    *,
    side: Side,
    ratings: Ratings,
) -> Grade:
    """Grade one incident.

    Args:
        opposed: members that deny it or tell of the opposed outcome.
        side: which side in the conflict a voice speaks for; its own key where it speaks for none.
        ratings: voice key, id or name to the ruling that rates it.
    """
    account = _account(members, voice_of, opposed, clashes, side)
    airwars, airwars_because = _airwars(account)
    credibility, credibility_because = _credibility(account)
    voices = {voice_of[facet.id].key: voice_of[facet.id] for facet in sorted(members, key=lambda facet: facet.seen)}
    return Grade(
        airwars=airwars,
        airwars_because=airwars_because,
        credibility=credibility,
        credibility_because=credibility_because,
        sources=tuple(_source(voice, ratings) for voice in voices.values()),
    )


def _account(
    members: Sequence[Facet],
    voice_of: Mapping[str, Voice],
    opposed: Sequence[Facet],
    clashes: Sequence[Contradiction],
    side: Side,
) -> Account:
    tables: tuple[dict[str, str], ...] = ({}, {}, {}, {})
    for_it, against, hedging, admitting = tables
    admits_harm = False
    doers = {doer for facet in members if facet.type not in {"control", "toll"} for doer in facet.doers if not is_loose(doer)}
    ordered = sorted(members, key=lambda facet: facet.seen)
    relaying = {
        facet.event.source
        for facet in members
        if facet.event.claim.said_by is not None and facet.event.claim.stance == "asserts" and facet not in opposed
    }
    for facet in ordered:
        if facet.event.claim.said_by is None and facet.event.source in relaying and facet not in opposed:
            continue  # an outlet that tells on whose word it speaks is no second voice
        voice = voice_of[facet.id]
        speaks_for = side(voice)
        stance = facet.event.claim.stance
        table = against if facet in opposed else hedging if stance == "hedges" else for_it
        table.setdefault(speaks_for, voice.name)
        if table is for_it and speaks_for in doers & facet.doers:
            admitting.setdefault(speaks_for, voice.name)
            admits_harm |= any(CIVILIANS & set(toll.who.casefold().split()) for toll in facet.event.claim.toll)
    place = {facet.event.claim.id: number for number, facet in enumerate(ordered)}
    for clash in clashes:
        if clash.kind == "responsibility":  # both say that it happened: who was heard later speaks against the first
            voice = voice_of[ordered[max(place[clash.a], place[clash.b])].id]
            against.setdefault(side(voice), voice.name)
    for speaks_for in against:
        for_it.pop(speaks_for, None)
        admitting.pop(speaks_for, None)
    return Account(members=members, for_it=for_it, against=against, hedging=hedging, admitting=admitting, admits_harm=admits_harm)


def _airwars(account: Account) -> tuple[AirwarsGrade, tuple[str, ...]]:
    admits = _names(account.admitting)
    others = {side: name for side, name in account.for_it.items() if side not in account.admitting}
    if account.admitting and account.admits_harm:
        return "confirmed", (f"Rule 1: {admits}, said to have done it, tells of harm to civilians itself.",)
    if account.admitting and others:
        return "confirmed", (f"Rule 1: {admits}, said to have done it, says so itself, and so does {_names(others)}.",)
    if account.against and not (account.for_it or account.hedging):
        return "discounted", (f"Rule 2: everybody who speaks of it denies it: {_names(account.against)}.",)
    if account.against:
        held = {**account.hedging, **account.for_it}
        return "contested", (f"Rule 3: {_names(held)} against {_names(account.against)}.",)
    if len(account.for_it) > 1:
        return "fair", (f"Rule 4: {len(account.for_it)} independent voices: {_names(account.for_it)}.",)
    if account.for_it:
        return "weak", (f"Rule 5: one independent voice: {_names(account.for_it)}.",)
    return "weak", (f"Rule 5: nobody without reserve: {_names(account.hedging)}.",)


def _credibility(account: Account) -> tuple[Credibility, tuple[str, ...]]:
    yes, no = len(account.for_it), len(account.against)
    held, opposed = _names(account.for_it), _names(account.against)
    if not yes and no:
        return 5, (f"Rule 11: contradicted by all who speak of it: {opposed}.",)
    if not yes:
        return 6, (f"Rule 12: nobody asserts it without reserve: {_names(account.hedging)}.",)
    if no:
        sides = f"{held} {_verb(yes)} it, {opposed} {'contradicts' if no == 1 else 'contradict'}."
        if yes > no:
            return 3, (f"Rule 9: {sides}",)
        return (4, (f"Rule 10: {sides}",)) if yes == no else (5, (f"Rule 11: {sides}",))
    if yes > 1:
        return 1, (f"Rule 7: {yes} independent voices assert it, and nobody contradicts: {held}.",)
    if _is_own_loss(account):
        return 2, (f"Rule 8: {held} tells of its own loss, and nobody contradicts.",)
    return 6, (f"Rule 12: {held} alone asserts it, and no other voice speaks of it.",)


def _is_own_loss(account: Account) -> bool:
    return any(facet.type in LOST and facet.doers & account.for_it.keys() for facet in account.members)


def _verb(count: int) -> str:
    return "asserts" if count == 1 else "assert"


def _source(voice: Voice, ratings: Ratings) -> SourceGrade:
    verdict = next((ratings[name] for name in (voice.id, voice.key, voice.name) if name is not None and name in ratings), None)
    letter = verdict.value if verdict is not None else None
    if verdict is None or letter not in get_args(Reliability):
        return SourceGrade(name=voice.name, id=voice.id, reliability="F", why="Rule 6: nobody has rated it.")
    reliability: Reliability = letter  # type: ignore[assignment]
    return SourceGrade(name=voice.name, id=voice.id, reliability=reliability, why=f"Rule 6: rated by {verdict.by}: {verdict.why}")


def _names(voices: Mapping[str, str]) -> str:
    named = list(dict.fromkeys(voices.values()))
    return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)
