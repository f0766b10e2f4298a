"""Codes of claims: the table, what words refine, what parties decide, and what is refused."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from zenobia.engines.codes import codes_of, load_codes, side_of
from zenobia.engines.codes_table import read_codes
from zenobia.engines.lexicon import lexicon_text
from zenobia.faults import BadSettings
from zenobia.values.claim import EVENT_TYPES, Claim, Party
from zenobia.values.spans import Quote
from zenobia.values.toll import Toll

TABLE = lexicon_text("codes.toml")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "codes.md"


def party(words: str, id_: str | None = None) -> Party:
    return Party(text=words, name=words, id=id_)


def claim(
    type_: str, quote: str = "x", actor: tuple[Party, ...] = (), target: tuple[Party, ...] = (), killed: str | None = None
) -> Claim:
    toll = (Toll(what="killed", who=killed, low=3, high=3, text="3"),) if killed else ()
    return Claim(
        id="claim_1", document="doc_1", passage="passage_1", quote=Quote(start=0, end=len(quote), text=quote), kind="event",
        type=type_, actor=actor, target=target, toll=toll,
    )  # fmt: skip


ARMY, REBELS, VILLAGERS = party("government troops"), party("rebel fighters"), party("villagers")


@pytest.mark.parametrize("type_", EVENT_TYPES)
def test_every_row_stands_on_the_page(type_: str) -> None:
    row = load_codes().rows[type_]
    cells = [f"*{code}*" if code in ("no code", "by parties") else code for code in row.values()]
    assert f"| `{type_}` | {' | '.join(cells)} |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "acled"),
    [
        (claim("armed_attack", actor=(REBELS,), target=(ARMY,)), ("Battles", "Armed clash")),
        (claim("armed_attack", actor=(REBELS,), target=(VILLAGERS,)), ("Violence against civilians", "Attack")),
        (claim("armed_attack", actor=(REBELS,), killed="farmers"), ("Violence against civilians", "Attack")),
        (claim("armed_attack", actor=(REBELS,), target=(ARMY, VILLAGERS)), (None, None)),
        (claim("armed_attack", actor=(REBELS,)), (None, None)),
        (claim("territory_gained", actor=(ARMY,)), ("Battles", "Government regains territory")),
        (claim("territory_gained", actor=(REBELS,)), ("Battles", "Non-state actor overtakes territory")),
        (claim("bombing", quote="A suicide bomber struck the gate"), ("Explosions/Remote violence", "Suicide bomb")),
        (claim("bombing", quote="A bomb struck the gate"), ("Explosions/Remote violence", "Remote explosive/landmine/IED")),
        (claim("protest", quote="Crowds rioted in the port"), ("Riots", "Violent demonstration")),
        (claim("shootdown", quote="They shot down a drone"), ("Strategic developments", "Disrupted weapons use")),
        (claim("shootdown", quote="They shot down a jet"), (None, None)),
    ],
)
def test_acled(given: Claim, acled: tuple[str | None, str | None]) -> None:
    codes = codes_of(given)
    assert (codes.acled, codes.acled_sub) == acled


def test_a_foreign_army_overtakes() -> None:
    army = party("the Turkish army", "army:TR")
    given = claim("territory_gained", actor=(army,))
    assert codes_of(given, "TR").acled_sub == "Government regains territory"
    assert codes_of(given, "SY").acled_sub == "Non-state actor overtakes territory"


@pytest.mark.parametrize(
    ("given", "ucdp"),
    [
        (claim("battle", actor=(ARMY,), target=(REBELS,), killed="rebels"), 1),
        (claim("battle", actor=(party("militants"),), target=(REBELS,), killed="rebels"), 2),
        (claim("air_strike", actor=(ARMY,), target=(VILLAGERS,), killed="villagers"), 3),
        (claim("air_strike", actor=(ARMY,), target=(VILLAGERS,)), None),
        (claim("air_strike", actor=(ARMY,), target=(VILLAGERS, REBELS), killed="people"), None),
        (claim("air_strike", target=(VILLAGERS,), killed="villagers"), None),
        (claim("arrest", actor=(ARMY,), target=(REBELS,), killed="rebels"), None),
    ],
)
def test_ucdp_needs_a_death_and_both_sides(given: Claim, ucdp: int | None) -> None:
    assert codes_of(given).ucdp == ucdp


def test_people_who_flee_are_not_expelled() -> None:
    assert codes_of(claim("displacement", target=(VILLAGERS,))).plover is None
    assert codes_of(claim("displacement", actor=(REBELS,))).plover_mode == "expel"


def test_a_claim_without_a_type_has_no_codes() -> None:
    given = claim("battle")
    assert set(
        asdict(codes_of(Claim(id="c", document="d", passage="p", quote=given.quote, kind="toll", type=None))).values()
    ) == {None}


def test_sides_go_by_the_reference_entry_before_the_words() -> None:
    assert side_of(party("the troops", "zenobia:isaf")) == "state"
    assert side_of(party("government", "wikidata:Q42418")) == "group"
    assert side_of(party("the depot")) is None


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('plover_mode = "aerial"', 'plover_mode = "bombs"', "plover_mode='bombs'"),
        ('acled_sub = "Air/drone strike"', 'acled_sub = "Attack"', "acled_sub='Attack'"),
        ('acled = "Battles"', 'acled = "Fights"', "acled='Fights'"),
        ('cameo = "19"', 'cameo = "21"', "cameo='21'"),
        ('plover = "ASSAULT"', 'plover = "FIGHT"', "plover='FIGHT'"),
        ("[types.siege]", "[types.sieges]", "sieges"),
        ('words = ["grenade", "grenades"]', "words = []", "give a claim type and words"),
        ('plover = "AID"', 'ploever = "AID"', "ploever"),
        ('ucdp = "no code"', 'ucdp = "4"', "ucdp='4'"),
    ],
)
def test_a_code_that_its_scheme_has_not_is_refused(old: str, new: str, named: str) -> None:
    assert old in TABLE
    with pytest.raises(BadSettings, match=r"codes\.toml") as raised:
        read_codes("codes.toml", TABLE.replace(old, new, 1))
    assert named in str(raised.value)
