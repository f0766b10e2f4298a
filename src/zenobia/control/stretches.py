"""The stretches of one place: in go the statements on it and on its parts, out who is said to hold it from when to when.

1. What is said of one day is judged together; it stands until the next day of which something is said.
2. A statement on a longer period joins the day within it on which the same party is said to have come (or gone, or another to
   have come, if it says that a party lost it); it moves no date that is known better. Where single days within it are spoken of
   and none is the one, or where the gain is denied after it, it counts only as a gain at the end of its period. Without such days
   it counts by itself, as `statements` rule 6 says.
3. What is said of parts counts for the parts, and on the day itself for the whole (`rules`, 6 and 7).
4. Stretches are closed intervals of days; `end` None is until further notice.
5. "The army" or "their garrison", without an id, is the one party known on that ground whose name has the words that tell it from
   others; if two have, it is nobody's.
6. Every stretch names who is likeliest to have held it then, over all that is said earlier and later (`likeliest`). That decides
   only what rules leave open: a passing word ends nobody's time (`rules`, 14). The latest word always counts.

Before anything is said of a place there is no stretch of it. It never asks a clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from zenobia.control.cells import Cell
from zenobia.control.likeliest import likeliest
from zenobia.control.positions import positions, reference
from zenobia.control.rules import Rule, Situation, Standing, holder_of, parties_of, rule_for
from zenobia.control.statements import Statement
from zenobia.values.control import Control, control_id
from zenobia.values.meant import ANY_FORCE, ARMY

LOOSE = timedelta(days=15)
"""Periods shorter than this were said loosely ("a week earlier") and reach as far again on both sides. Set by hand."""


NEUTRAL = ANY_FORCE | {
    "garrison", "brigade", "brigades", "battalion", "battalions", "regiment", "regiments", "division", "divisions", "unit",
    "marines", "paratroopers", "elements", "some", "several", "multiple", "many", "more", "most", "other", "these",
}  # fmt: skip
"""Words that tell no party from another; "rebels" and "separatists" do."""


@dataclass(slots=True)
class _Day:
    """Everything said of one cell on one day: of the whole, and of its parts."""

    whole: list[Statement]
    parts: list[Statement]


@dataclass(slots=True)
class _Stretch:
    start: date
    rule: Rule
    holder: str | None
    parties: frozenset[str]
    said: list[Statement]
    named: Statement | None
    """Who first names the holder."""
    likeliest: str | None = None


def named(said: Sequence[Statement]) -> list[Statement]:
    """Give parties without an id the side of the one known party of one ground whose name holds all their words (rule 5)."""
    known: dict[str, set[str]] = defaultdict(set)
    for one in said:
        if one.holder is not None and not _is_loose(one) and one.holder_name is not None:
            known[one.holder].update(one.holder_name.casefold().split())
    found: list[Statement] = []
    for one in said:
        words = set((one.holder_name or "").casefold().split())
        words = (words - NEUTRAL) or words - {"the"}
        meant = [side for side, names in known.items() if words and words <= names] if _is_loose(one) else []
        found.append(replace(one, holder=meant[0]) if len(meant) == 1 else one)
    return found


def _is_loose(one: Statement) -> bool:
    """Tell whether the holder is named by words alone, and no reference gives them a side."""
    return one.holder_id is None or (one.holder or "").startswith(ARMY)


def drawn(whole: Sequence[Statement], parts: Sequence[Statement]) -> tuple[Control, ...]:
    """Draw the stretches of one place.

    Args:
        whole: what is said of it, one statement at least.
        parts: what is said of its parts.
    """
    days: dict[date, _Day] = {}
    for statement, day in _placed(whole):
        days.setdefault(day, _Day(whole=[], parts=[])).whole.append(statement)
    if not days:
        return ()
    by_part: dict[str, list[Statement]] = defaultdict(list)
    for statement in parts:
        by_part[statement.cell.key].append(statement)
    for told in by_part.values():
        for statement in (one for one in told if one.is_fine):
            days.setdefault(statement.day, _Day(whole=[], parts=[])).parts.append(statement)
    return tuple(_controls(_cell(whole), days))


def _cell(said: Iterable[Statement]) -> Cell:
    """Choose one value for a cell: any one with a fix, under the name most used for it."""
    names = Counter(statement.cell.name for statement in said)
    cell = min({statement.cell for statement in said}, key=_rank)
    return replace(cell, name=min(names, key=lambda name: (-names[name], len(name), name)))


def _rank(cell: Cell) -> tuple[bool, bool, str]:
    return (cell.fix is None, cell.parent is None, repr(cell))


def _placed(told: Sequence[Statement]) -> Iterable[tuple[Statement, date]]:
    """Give each statement its day; a long one goes to the day that it recalls, or nowhere (rule 3)."""
    fine = sorted((one for one in told if one.is_fine), key=lambda one: (one.day, one.seen))
    for statement in told:
        day = statement.day if statement.is_fine else _recalled(statement, fine)
        if day is not None:
            yield statement, day


def _recalled(statement: Statement, fine: Sequence[Statement]) -> date | None:
    """Give the day that a statement on a longer period means, from what is said of single days within it."""
    days = statement.last - statement.first
    slack = days if days < LOOSE else timedelta(0)
    first, last = statement.first - slack, statement.last + slack
    within = [one for one in fine if first <= one.day <= last and one.holder is not None]
    if statement.state == "holds":
        came = [one.day for one in within if one.state == "holds" and one.holder == statement.holder]
    else:
        came = [one.day for one in within if _is_end(one, statement.holder)]
    if came and statement.is_change and statement.state == "holds":
        denied = any(one.day >= came[0] and _is_denial(one, statement.holder) for one in within)
        return statement.last if denied else came[0]
    if came:
        return came[0]
    if not within:
        return statement.day
    is_later = statement.is_change and statement.state == "holds" and within[-1].day < statement.last
    return statement.day if is_later else None


def _is_denial(one: Statement, holder: str | None) -> bool:
    return one.state == "does_not_hold" and one.holder == holder


def _is_end(one: Statement, holder: str | None) -> bool:
    """Tell whether a statement ends a holder's time: it has gone, or another has come."""
    return one.state in {"left", "does_not_hold"} if one.holder == holder else one.state == "holds"


def _controls(cell: Cell, days: Mapping[date, _Day]) -> Iterable[Control]:
    stretches: list[_Stretch] = []
    order = sorted(days)
    sequence = likeliest([(days[day].whole, days[day].parts) for day in order])
    borne_out = _borne_out(order, days)
    for day, holder in zip(order, sequence, strict=True):
        said = days[day]
        firm = [statement for statement in said.whole if not statement.is_hedged] or said.whole
        parts = [statement for statement in said.parts if not statement.is_hedged] or said.parts
        goes_on = (
            holder is not None and bool(stretches) and stretches[-1].likeliest == holder and borne_out.get(holder, day) > day
        )
        situation = replace(_situation(_before(stretches), firm, parts), steady=holder if goes_on else None)
        _extend(stretches, day, rule_for(situation), situation, [*firm, *parts])
        if stretches and situation.steady is None:
            stretches[-1].likeliest = holder
    names = _names(days)
    for at, stretch in enumerate(stretches):
        end = stretches[at + 1].start - timedelta(days=1) if at + 1 < len(stretches) else None
        yield _control(cell, stretch, end, names)


def _borne_out(order: Sequence[date], days: Mapping[date, _Day]) -> Mapping[str | None, date]:
    """Give the last day on which each party is said to hold the whole."""
    return {one.holder: day for day in order for one in days[day].whole if one.state == "holds" and one.holder is not None}


def _names(days: Mapping[date, _Day]) -> Mapping[str, Statement]:
    """Give the statement that names each party best."""
    named: dict[str, Statement] = {}
    for one in (one for day in days.values() for one in (*day.whole, *day.parts) if one.holder is not None):
        key = one.holder or ""
        named[key] = min(named.get(key, one), one, key=_naming)
    return named


def _before(stretches: Sequence[_Stretch]) -> Standing:
    if not stretches:
        return Standing()
    last = stretches[-1]
    return Standing(status=last.rule.outcome or "unknown", holder=last.holder, parties=last.parties)


def _situation(before: Standing, whole: Iterable[Statement], parts: Iterable[Statement]) -> Situation:
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for statement in sorted(whole, key=_seen):
        told[statement.state][statement.holder or ""].add(statement.voice)
    unheld: dict[tuple[str, str], set[str]] = defaultdict(set)
    for statement in sorted(parts, key=_seen):
        if statement.state == "holds":
            told["holds_part"][statement.holder or ""].add(statement.voice)
        elif statement.state == "left":
            told["left_part"][statement.holder or ""].add(statement.voice)
        elif statement.state == "does_not_hold":
            told["left_part"][statement.holder or ""].add(statement.voice)
            unheld[statement.cell.key, statement.voice].add(statement.holder or "")
    for (_, voice), parties in sorted(unheld.items()):
        if len(parties) > 1:
            for party in parties:
                told["contests"][party].add(voice)

    def of(state: str) -> dict[str, frozenset[str]]:
        return {party: frozenset(voices) for party, voices in told[state].items() if party}

    return Situation(
        before=before,
        holds=of("holds"),
        not_holds=of("does_not_hold"),
        left=of("left"),
        contests={party: frozenset(voices) for party, voices in sorted(told["contests"].items())},
        besieges=of("besieges"),
        holds_part=of("holds_part"),
        left_part=of("left_part"),
    )


def _seen(statement: Statement) -> tuple[datetime, str]:
    return statement.seen


def _extend(stretches: list[_Stretch], day: date, rule: Rule, situation: Situation, said: list[Statement]) -> None:
    if rule.outcome is None:
        if stretches:
            stretches[-1].said.extend(said)
            return
        if not situation.denied:
            return
        rule = Rule(
            number=12, fits=rule.fits, outcome="unknown", sentence="Somebody is said not to hold it, and nobody to hold it."
        )
    holder, parties = holder_of(rule, situation), parties_of(rule, situation)
    if stretches and (stretches[-1].rule.outcome, stretches[-1].holder) == (rule.outcome, holder) and rule.outcome == "held":
        stretches[-1].said.extend(said)
        return
    # who remains after a dispute is held by what was said for it then
    before = stretches[-1].said if stretches and rule.number == 9 else ()
    still = [statement for statement in before if statement.holder == holder and statement.state in {"holds", "contests"}]
    naming = sorted((one for one in (*still, *said) if one.holder == holder), key=_naming)
    named = naming[0] if naming else stretches[-1].named if stretches and stretches[-1].holder == holder else None
    stretch = _Stretch(start=day, rule=rule, holder=holder, parties=parties, said=[*still, *said], named=named)
    stretches.append(stretch)


def _naming(one: Statement) -> tuple[bool, bool, tuple[datetime, str]]:
    return (one.state != "holds", reference(one) is None, one.seen)


def _control(cell: Cell, stretch: _Stretch, end: date | None, names: Mapping[str, Statement]) -> Control:
    said = sorted(stretch.said, key=_seen)
    against = [statement for statement in said if _objects(statement, stretch, cell)]
    because = [statement for statement in said if statement not in against]
    named = stretch.named
    likely = named if stretch.likeliest == stretch.holder else names.get(stretch.likeliest or "")
    return Control(
        id=control_id(cell.key, stretch.start),
        place=cell.key,
        name=cell.name,
        fix=cell.fix,
        start=stretch.start,
        end=end,
        status=stretch.rule.outcome or "unknown",
        holder=named.holder_name if named is not None else None,
        holder_id=reference(named) if named is not None else None,
        claimed_by=tuple(dict.fromkeys(statement.voice_name for statement in because)),
        denied_by=tuple(dict.fromkeys(statement.voice_name for statement in against)),
        because=tuple(dict.fromkeys(statement.claim for statement in because)),
        against=tuple(dict.fromkeys(statement.claim for statement in against)),
        rule=f"Rule {stretch.rule.number}: {stretch.rule.sentence}",
        positions=positions(said, cell.key, stretch.start, end),
        last_said=_last_said(stretch, because or said, end),
        likeliest=likely.holder_name if likely is not None else None,
        likeliest_id=reference(likely) if likely is not None else None,
        parent=cell.parent,
    )


def _last_said(stretch: _Stretch, because: Sequence[Statement], end: date | None) -> date:
    """Give the last day of which something is said that bears the stretch out."""
    bearing = [one for one in because if stretch.holder is None or one.holder == stretch.holder] or because
    last = max((max(one.day, one.last) for one in bearing), default=stretch.start)
    return max(stretch.start, min(last, end) if end is not None else last)


def _objects(statement: Statement, stretch: _Stretch, cell: Cell) -> bool:
    """Tell whether a statement speaks against the holder that the stretch names; not holding a part is no objection."""
    if stretch.holder is None:
        return False
    if statement.holder == stretch.holder:
        return statement.state in {"does_not_hold", "left"} and statement.cell.key == cell.key
    return statement.state == "holds"
