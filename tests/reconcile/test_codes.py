"""An incident's codes are those of its claims, by most voices."""

from __future__ import annotations

from zenobia.engines.codes import codes_of
from zenobia.reconcile import settle


def attack(tell, killed, source, **slots):
    toll = (("killed", killed, 3, 3),) if killed else ()
    return tell("armed_attack", "Ramadi", when="2016-12-11", by="ISIS", toll=toll, source=source, **slots)


def test_whom_an_attack_struck_decides_its_codes(tell):
    (hit,) = settle([attack(tell, "farmers", "north-desk")], coder=codes_of).incidents
    assert (hit.codes.acled, hit.codes.acled_sub) == ("Violence against civilians", "Attack")
    (clash,) = settle([attack(tell, "soldiers", "north-desk")], coder=codes_of).incidents
    assert (clash.codes.acled, clash.codes.acled_sub) == ("Battles", "Armed clash")
    assert clash.codes.plover == hit.codes.plover is not None


def test_most_voices_give_a_code_and_as_many_against_as_many_give_none(tell):
    farmers, soldiers = attack(tell, "farmers", "north-desk"), attack(tell, "soldiers", "south-desk")
    (tied,) = settle([farmers, soldiers], coder=codes_of).incidents
    assert (tied.codes.acled, tied.codes.acled_sub) == (None, None) and tied.codes.plover is not None
    third = attack(tell, "farmers", "east-desk")
    (most,) = settle([farmers, soldiers, third], coder=codes_of).incidents
    assert most.codes.acled == "Violence against civilians"
    silent = [attack(tell, "", f"{side}-desk") for side in ("west", "coast")]
    (heard,) = settle([farmers, *silent], coder=codes_of).incidents
    assert heard.codes.acled == "Violence against civilians", "silence speaks for no code"


def test_a_denial_gives_no_code_where_somebody_affirms(tell):
    denial = attack(tell, "soldiers", "south-desk", said_by="Defence Ministry", stance="denies")
    (one,) = settle([attack(tell, "farmers", "north-desk"), denial], coder=codes_of).incidents
    assert one.codes.acled == "Violence against civilians"


def test_without_a_coder_there_are_no_codes(tell):
    assert settle([attack(tell, "farmers", "north-desk")]).incidents[0].codes is None
