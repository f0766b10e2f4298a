"""What the words around a name make of it."""

from __future__ import annotations

import pytest

from zenobia.control.quoted import are_listed, is_advance, is_aim, is_only_beside


@pytest.mark.parametrize(
    ("quote", "beside"),
    [
        ("The column advanced towards Umm Hajar.", True),
        ("The column advanced on Umm Hajar from the south.", True),
        ("They took three farms near Tell Amar and Umm Hajar.", True),
        ("The brigade moved closer to the village of Umm Hajar.", True),
        ("They hold the ridge 12 km north of Umm Hajar.", True),
        ("They reached the outskirts of the town.", True),
        ("The column advanced towards Umm Hajar and took Umm Hajar at dusk.", False),
        ("They took Umm Hajar near the border.", False),
        ("They took the town.", False),
        ("They took another place.", False),
    ],
)
def test_what_is_named_only_as_near_is_not_meant(quote, beside):
    assert is_only_beside("Umm Hajar", quote) is beside


@pytest.mark.parametrize(
    ("quote", "listed"),
    [
        ("They took Bir Qasr, Tell Amar and Umm Hajar.", True),
        ("They took Umm Hajar and Bir Qasr.", True),
        ("They took Bir Qasr, Tell Amar, and the village of Umm Hajar.", True),
        ("They took Umm Hajar, Bir Qasr province.", False),
        ("They took Umm Hajar. And Bir Qasr was quiet.", False),
    ],
)
def test_a_list_puts_places_side_by_side(quote, listed):
    assert are_listed("Umm Hajar", "Bir Qasr", quote) is listed


@pytest.mark.parametrize(
    ("quote", "aim"),
    [
        ("They began to push south to retake Bir Qasr.", True),
        ("They advanced south to capture Bir Qasr.", True),
        ("A second attempt to retake Bir Qasr failed.", True),
        ("Taking Bir Qasr would open the road.", True),
        ("They focused on capturing Bir Qasr.", True),
        ("After an attempt to retake Bir Qasr they seized the mill.", False),
        ("They captured Bir Qasr.", False),
    ],
)
def test_an_aim_is_no_gain(quote, aim):
    assert is_aim(quote) is aim


@pytest.mark.parametrize(
    ("quote", "advance"),
    [
        ("The column's advance along the river had slowed.", True),
        ("The column advanced and took Umm Hajar.", False),
        ("They entered Umm Hajar.", False),
        ("The column advanced after it had taken three farms.", True),
    ],
)
def test_who_only_advances_has_taken_nothing(quote, advance):
    assert is_advance(quote, ["Umm Hajar"]) is advance
