from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from zenobia.values.passage import Tags

CASES = [
    ("Rebels shelled the camp.", "shelling", {"actor": ["Rebels"], "target": ["the camp"]}),
    ("The camp was shelled by rebels.", "shelling", {"actor": ["rebels"], "target": ["The camp"]}),
    ("Rebels and militiamen attacked two villages and a school.", "armed_attack", {"actor": ["Rebels", "militiamen"]}),
    ("The army launched three air strikes on a market.", "air_strike", {"actor": ["The army"], "target": ["a market"]}),
    ("The regime's recapture of the town followed.", "territory_gained", {"actor": ["regime"], "place": ["the town"]}),
    ("Soldiers seized full control of the harbour.", "territory_gained", {"actor": ["Soldiers"], "place": ["the harbour"]}),
    ("Soldiers drove the rebels back from the river.", "territory_gained", {"actor": ["Soldiers"], "target": ["the rebels"]}),
    ("The militia, which holds the hills, shelled the town.", "shelling", {"actor": ["The militia"]}),
    ("Soldiers took the bridge after shelling the camp.", "shelling", {"actor": ["Soldiers"], "target": ["the camp"]}),
    ("A group of gunmen kidnapped two nurses.", "abduction", {"actor": ["gunmen"], "target": ["two nurses"]}),
    ("Insurgents managed to blow up a bridge.", "bombing", {"actor": ["Insurgents"]}),
    ("Army aircraft bombed a convoy.", "air_strike", {"actor": ["Army aircraft"], "weapon": ["aircraft"]}),
    ("The clashes between soldiers and rebels went on.", "battle", {"actor": ["soldiers"], "target": ["rebels"]}),
]


@pytest.mark.parametrize(("text", "type_", "roles"), CASES, ids=[case[0] for case in CASES])
def test_roles(text: str, type_: str, roles: dict[str, list[str]], tagged: Callable[..., Sequence[Tags]]) -> None:
    actions = [action for action in tagged(text)[0].actions if action.type == type_]
    assert actions, tagged(text)[0].actions
    for name, expected in roles.items():
        assert [role.span.cut(text) for role in actions[0].roles if role.name == name] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The territory held by the rebels is dry.",
        "Farmers in towns captured by the army sold wheat.",
        "Car bombs are a danger to drivers.",
        "The army took part in the parade.",
    ],
)
def test_what_tells_of_nothing(text: str, tagged: Callable[..., Sequence[Tags]]) -> None:
    assert tagged(text)[0].actions == ()


def test_a_mere_consequence_scores_below_what_names_its_type(tagged: Callable[..., Sequence[Tags]]) -> None:
    scores = {action.type: action.score for action in tagged("Troops beheaded a farmer. Troops killed a farmer.")[0].actions}
    assert scores["armed_attack"] < 0.5 < scores["execution"]


def test_brackets_hold_no_place_of_the_action(tagged: Callable[..., Sequence[Tags]]) -> None:
    text = "Rebels (founded in Egypt) attacked troops in Arish."
    places = [role.span.cut(text) for action in tagged(text)[0].actions for role in action.roles if role.name == "place"]
    assert places == ["Arish"]
