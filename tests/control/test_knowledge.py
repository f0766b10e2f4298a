"""What is known of a day is said with its age, and who stands how with who says so."""

from __future__ import annotations

from datetime import date

import pytest

from zenobia.control import known_on, timeline, wider_grounds


@pytest.fixture
def stretches(tell):
    return timeline(
        [
            tell(
                "territory_gained", "Palmyra", when="2015-05-21", by="ISIS", said_by="River Observatory", published="2015-05-22"
            ),
            tell(
                "withdrawal", "Palmyra", when="2015-05-21", by="Syrian army", said_by="state television", published="2015-05-22"
            ),
        ]
    )


@pytest.mark.parametrize(
    ("on", "age", "status", "days"),
    [
        ("2015-05-20", "nothing", "unknown", None),
        ("2015-05-21", "said", "held", 0),
        ("2015-05-25", "last_known", "held", 4),
        ("2016-05-20", "last_known", "held", 365),
        ("2016-05-21", "stale", "unknown", 366),
    ],
)
def test_knowledge_ages_and_says_so(stretches, on, age, status, days):
    known = known_on(stretches, date.fromisoformat(on))
    assert (known.age, known.status, known.days) == (age, status, days)
    if age in {"last_known", "stale"}:
        assert "2015-05-21" in known.sentence and str(days) in known.sentence and "ISIS" in known.sentence


def test_said_since_is_still_said_on_the_day_of_the_report(tell):
    taken = tell("territory_gained", "Palmyra", when="2015-05-21", by="ISIS", published="2015-05-22")
    held = tell(
        None, "Palmyra", when="2015-09-01", kind="control", control=(("ISIS", "holds", "Palmyra"),), published="2015-09-01"
    )
    (stretch,) = timeline([taken, held])
    assert stretch.last_said == date(2015, 9, 1)


def test_positions_name_who_says_what_and_who_denies_it(tell):
    a = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", said_by="River Observatory", minute=1)
    b = tell("attack_repelled", "Palmyra", when="2016-12-11", by="Syrian army", on="ISIS", said_by="Defence Ministry", minute=2)
    c = tell("territory_gained", "citadel", "Palmyra", when="2016-12-11", by="ISIS", said_by="River Observatory", minute=3)
    whole, part = sorted(timeline([a, b, c]), key=lambda one: one.place != "made:palmyra")
    said = {(one.party, one.state, one.is_part): (one.said_by, one.denied_by) for one in whole.positions}
    assert said == {
        ("ISIS", "holds", False): (("River Observatory",), ("Defence Ministry",)),
        ("ISIS", "does_not_hold", False): (("Defence Ministry",), ("River Observatory",)),
        ("Syrian army", "holds", False): (("Defence Ministry",), ()),
        ("ISIS", "holds", True): (("River Observatory",), ()),
    }
    assert part.parent == "made:palmyra"


def test_a_province_held_is_no_town_held_but_is_said_beside_it(tell):
    town = tell("territory_gained", "Palmyra", when="2016-12-11", by="ISIS", published="2016-12-12")
    province = tell("territory_gained", "Homs province", when="2016-06-01", by="Syrian army", published="2016-06-02")
    part = tell("territory_gained", "citadel", "Palmyra", when="2016-12-20", by="ISIS", published="2016-12-21")
    controls = timeline([town, province, part])
    of = {one.name: one for one in controls}
    wider = wider_grounds(of["Palmyra"], controls)
    assert [timeline[0].name for timeline in wider] == ["Homs province"]
    known = known_on([of["Palmyra"]], date(2016, 6, 1), wider)
    assert (known.status, known.holder, known.age) == ("unknown", None, "nothing")
    assert known.sentence == "Nothing is said. Of Homs province, in which it lies: Held by Syrian army, as said."
    inner = wider_grounds(of["citadel"], controls)
    assert [timeline[0].name for timeline in inner][:1] == ["Palmyra"]
    assert wider_grounds(of["Homs province"], controls) == []
    assert known_on([of["Palmyra"]], date(2016, 12, 11), wider).sentence == "Held by ISIS, as said."
