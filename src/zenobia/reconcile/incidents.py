"""A group of events written up as an Incident: in go its facets and links, out the settled value with all that speaks against it.

1. The founder is the event seen first; it names the incident.
2. The type is that of most voices, ties to the type first seen; control and toll claims lend theirs only when there is no other.
   Ground that is fought for, or left by one side, and taken by another is gained, however many tell of the fight or the leaving.
3. When and where are one event's own: the narrowest day or disc among those that affirm, most voices first; days before months.
   Nothing is averaged.
4. A code is that of most voices among the claims of the incident's type; a tie gives none.
5. `against` are denials, and claims of the outcome opposed to the incident's type; they are never among `because`.

It invents no slot: what no claim says stays empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from zenobia.reconcile.contradict import contradictions
from zenobia.reconcile.facets import Facet
from zenobia.reconcile.grades import grade
from zenobia.reconcile.origins import Voice, origins
from zenobia.reconcile.phrases import place_words, reported_words, title, when_words
from zenobia.reconcile.tolls import figures, ranges
from zenobia.values.actor import Sides, each_its_own
from zenobia.values.claim import Claim
from zenobia.values.incident import Incident, incident_id
from zenobia.values.lexicon import Codes
from zenobia.values.place import Fix
from zenobia.values.times import When
from zenobia.values.verdict import Verdict

GAINED = frozenset({"territory_gained", "withdrawal"})
REPELLED = frozenset({"attack_repelled"})
Coder = Callable[[Claim, str | None], Codes]
"""A claim and the country that it was put in, to its codes."""
NOBODY_RATED: Mapping[str, Verdict] = MappingProxyType({})


def incident(
    members: Sequence[Facet],
    voice_of: Mapping[str, Voice],
    joined: Iterable[str],
    *,
    sides: Sides = each_its_own,
    ratings: Mapping[str, Verdict] = NOBODY_RATED,
    coder: Coder | None = None,
) -> Incident:
    """Write up one group of events.

    Args:
        sides: which side a voice that is a party speaks for on a day.
        ratings: voice key, id or name to the ruling that rates it.
        coder: gives a claim's codes; without it the incident has none.
    """
    members = sorted(members, key=lambda facet: facet.seen)
    founder = members[0]
    affirming = [facet for facet in members if facet.event.claim.stance != "denies"]
    type_ = _type(affirming or members, voice_of)
    opposed = [facet for facet in members if _is_against(facet, type_)]
    holding = [facet for facet in members if facet not in opposed]
    when, fix = _when(holding, members, type_, voice_of), _fix(holding or members, voice_of)
    reported = min((facet.event.published for facet in members if facet.event.published), default=None)
    standing, replaced = figures(members, voice_of)
    clashes = contradictions(members, voice_of, standing)
    speakers = tuple(dict.fromkeys(voice_of[facet.id].name for facet in (holding or members) if facet.type == type_))
    is_contested = bool(opposed or clashes)
    return Incident(
        id=incident_id(founder.id),
        founder=founder.id,
        title=title(
            type_,
            place_words(members, fix),
            when_words(when) or reported_words(reported),
            speakers,
            is_contested=is_contested,
            is_denied=not affirming,
        ),
        type=type_ if type_ not in {"control", "toll"} else None,
        when=when,
        fix=fix,
        events=tuple(facet.id for facet in members),
        claims=_claims(members),
        actors=tuple(dict.fromkeys(party.name for facet in affirming for party in facet.event.claim.actor)),
        tolls=ranges(standing, replaced),
        origins=origins(members, voice_of),
        contradictions=clashes,
        because=_claims(holding),
        against=_claims(opposed),
        joined=tuple(joined),
        reported=reported,
        superseded=tuple(sorted({(old.claim, new.claim) for old, new in replaced})),
        grade=grade(members, voice_of, opposed, clashes, side=_side(members, sides), ratings=ratings),
        codes=_codes([facet for facet in affirming or members if facet.type == type_], voice_of, coder) if coder else None,
    )


def _side(members: Sequence[Facet], sides: Sides) -> Callable[[Voice], str]:
    """Map a voice to the side that it speaks for on the last day spoken of."""
    last = max((facet.last for facet in members if facet.last is not None), default=None)
    on = date.fromordinal(last) if last is not None else None
    return lambda voice: sides(voice.id, on) if voice.id is not None else voice.key


def _claims(members: Iterable[Facet]) -> tuple[str, ...]:
    return tuple(facet.event.claim.id for facet in members)


def _type(members: Sequence[Facet], voice_of: Mapping[str, Voice]) -> str:
    acts = [facet for facet in members if facet.type not in {"control", "toll"}] or members
    type_ = _most_voices(acts, voice_of, lambda facet: facet.type, lambda facet: 0)[0].type
    came = any(facet.type == "territory_gained" and facet.doers for facet in acts)
    return "territory_gained" if type_ in {"withdrawal", "battle"} and came else type_


def _is_against(facet: Facet, main: str) -> bool:
    if facet.event.claim.stance == "denies":
        return True
    return (main in GAINED and facet.type in REPELLED) or (main in REPELLED and facet.type in GAINED)


def _codes(telling: Sequence[Facet], voice_of: Mapping[str, Voice], coder: Coder) -> Codes:
    """Give each scheme's code by rule 4; the two halves of a code are taken from one claim."""
    found = [(facet, coder(facet.event.claim, facet.event.fix.country if facet.event.fix else None)) for facet in telling]

    def most(*names: str) -> tuple[Any, ...]:
        voices: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        for facet, codes in found:
            code = tuple(getattr(codes, name) for name in names)
            if code[0] is not None:
                voices[code].add(voice_of[facet.id].key)
        ranked = sorted(voices, key=lambda code: -len(voices[code]))
        is_tied = len(ranked) > 1 and len(voices[ranked[0]]) == len(voices[ranked[1]])
        return (None,) * len(names) if not ranked or is_tied else ranked[0]

    (plover, mode), (acled, sub) = most("plover", "plover_mode"), most("acled", "acled_sub")
    (ucdp,), (cameo,) = most("ucdp"), most("cameo")
    return Codes(plover=plover, plover_mode=mode, acled=acled, acled_sub=sub, ucdp=ucdp, cameo=cameo)


def _when(holding: Sequence[Facet], members: Sequence[Facet], type_: str, voice_of: Mapping[str, Voice]) -> When | None:
    """Give the days said of the act itself, then by those who oppose it, then of what came with it; longer periods last."""
    dated = [facet for facet in members if facet.event.when is not None and facet.is_dated]
    fine = [facet for facet in dated if facet.is_fine_time]
    choices = (
        [facet for facet in fine if facet in holding and facet.type == type_],
        [facet for facet in fine if _is_against(facet, type_)],
        [facet for facet in dated if facet in holding and facet.type == type_],
        [facet for facet in fine if facet in holding],
        [facet for facet in dated if facet in holding],
        dated if not holding else [],
    )
    dated = next((choice for choice in choices if choice), [])
    if not dated:
        return None
    return _most_voices(dated, voice_of, lambda facet: (facet.first, facet.last), lambda facet: facet.days)[0].event.when


def _fix(members: Sequence[Facet], voice_of: Mapping[str, Voice]) -> Fix | None:
    placed = [facet for facet in members if facet.point is not None]
    if not placed:
        return next((facet.event.fix for facet in members if facet.event.fix is not None), None)
    chosen = _most_voices(
        placed, voice_of, lambda facet: (_name(facet), facet.point), lambda facet: (facet.point or (0, 0, 0))[2]
    )
    return chosen[0].event.fix


def _name(facet: Facet) -> str:
    fix = facet.event.fix
    return (fix.id or fix.name) if fix is not None else ""


def _most_voices(
    members: Sequence[Facet],
    voice_of: Mapping[str, Voice],
    key: Callable[[Facet], Hashable],
    width: Callable[[Facet], float],
) -> Sequence[Facet]:
    """Give the members of the answer that most voices give; ties to the narrower, then to the one first seen."""
    groups: dict[Hashable, list[Facet]] = defaultdict(list)
    for facet in members:
        groups[key(facet)].append(facet)

    def rank(group: list[Facet]) -> tuple[int, float, tuple[object, ...]]:
        return (-len({voice_of[facet.id].key for facet in group}), width(group[0]), min(facet.seen for facet in group))

    return min(groups.values(), key=rank)
