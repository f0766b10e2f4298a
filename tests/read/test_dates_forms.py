"""What is skipped for speed could not have been a form of time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenobia.read import dates_forms
from zenobia.read.dates_forms import find_forms
from zenobia.read.numbers import listed

AFTER_THE = (
    "the 3rd to the 5th of June", "the morning of 4 March", "the early morning of Monday", "the end of May 2016",
    "the rest of the week", "the beginning of last month", "the summer", "the following spring", "the coming winter",
    "the late summer of 2014", "the third quarter of 2012", "the 2013 third quarter", "the year-ago quarter",
    "the latest quarter", "the 1990s", "the nineteenth century", "the 12th century", "the year 1998",
    "the day before yesterday", "the same evening", "the next morning", "the following day", "the day after",
    "the last week", "the current month", "the weekend", "the first three days of June", "the final weeks of 2015",
    "the recent months", "the past few days", "the coming weeks", "the last 24 hours", "the next two months",
    "the rainy season", "the monsoon season", "the present", "the near future", "the future", "the time", "the same time",
    "the past",
)  # fmt: skip


@pytest.mark.parametrize("phrase", AFTER_THE)
def test_what_may_follow_the_is_looked_at(phrase: str) -> None:
    text = f"They met on {phrase}. Nothing else was said."
    first = next(form for form in find_forms(text, with_references=True) if form.match.end() > len("They met on the "))
    assert first.match.start() <= text.index("the ") and first.match.end() >= len("They met on ") + len(phrase)


WORDS = listed(
    "the a an on in of to from between and early late end this last next first every that same few several two 12 "
    "3rd 400 2016 1990s '16 10:30 noon March Sept. Monday Fri morning night day days week month quarter years year "
    "quarterly season summer decade century weekend ago earlier before after tomorrow time while period BC b.c. "
    "Christmas New Year's , - "
)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_no_form_is_missed_for_a_word_that_it_does_not_need(text: str) -> None:
    def found() -> list[tuple[str, tuple[int, int]]]:
        return [(form.name, form.match.span()) for form in find_forms(text, with_references=True)]

    quick = found()
    filed = dates_forms._BY_WORD
    with pytest.MonkeyPatch.context() as patched:
        bare = {word: tuple(replace(rule, needs=frozenset()) for rule in rules) for word, rules in filed.items()}
        patched.setattr(dates_forms, "_BY_WORD", bare)
        assert found() == quick
