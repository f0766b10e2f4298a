"""What two events have in common or not: in goes a pair of Facets, out the strength of each named feature, in [0, 1].

1. One small function a feature. Its docstring is the sentence that a reader is shown as the reason, so it is written for readers.
2. A feature that cannot be judged, because one side does not say, is 0: silence is no evidence either way.

Nothing here weighs: `weigh` holds the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from zenobia.reconcile.facets import Facet
from zenobia.reconcile.figures import figure_class
from zenobia.reconcile.pairs import FAR_KM, Pair, may_be_one_party
from zenobia.values.toll import Toll

NEAR_KM = 2.0
"""Gap between two discs that still counts as touching: the error of a settlement's coordinates. Set by hand."""
UNLIKE_WORDS = 0.5
"""How far apart two places are, in [0, 1], of which nothing is known but that their names differ: one may be a street of the
other, or be spelt in another way. Set by hand."""
CHANGES = frozenset({"territory_gained", "withdrawal"})
"""Types that tell of a place changing hands: one comes, or the other leaves."""
OUTCOMES = CHANGES | {"attack_repelled"}
"""Types that say how a fight for ground ended."""
RETELLING_DAYS = 3
"""Days for which news without a date is still told again. Set by hand: with more, daily news of a siege would chain."""
SAME_SENTENCE = 0.5
"""Share of uncommon words from which two quotes in copies of one text are one sentence. Set by hand: halves of a sentence share
less, a changed figure leaves more."""
SUMMED = frozenset({"fire", "persons"})
"""Families of acts that are counted over weeks; of ground, "in March" is the day that one does not know."""
PERIOD_DAYS = 7
"""Intervals longer than this agree weakly when they overlap."""


def same_day(pair: Pair) -> float:
    """Both are said to have happened on the same day."""
    return float(pair.is_dated and pair.gap_days == 0 and pair.longest_days <= 2)


def same_days(pair: Pair) -> float:
    """The days given for both overlap."""
    return float(pair.is_dated and pair.gap_days == 0 and 2 < pair.longest_days <= PERIOD_DAYS)


def same_period(pair: Pair) -> float:
    """Both fall in one longer period."""
    return float(pair.is_dated and pair.gap_days == 0 and pair.longest_days > PERIOD_DAYS)


def news_of_same_days(pair: Pair) -> float:
    """One gives no day, but was published within days of the other."""
    return float(not pair.is_dated and pair.gap_days == 0 and pair.longest_days <= PERIOD_DAYS)


def neighbour_days(pair: Pair) -> float:
    """They are said, or were published as news, on neighbouring days."""
    return (1.0 if pair.is_dated else 0.5) * (pair.gap_days == 1)


def days_apart(pair: Pair) -> float:
    """They are said to have happened at different times."""
    slack = 1 if pair.is_dated else RETELLING_DAYS
    return float(pair.gap_days is not None and pair.gap_days > slack)


def told_apart(pair: Pair) -> float:
    """They were published some days apart, and one of them gives no day."""
    return float(not pair.is_dated and pair.gap_days is not None and 1 < pair.gap_days <= RETELLING_DAYS)


def timeless(pair: Pair) -> float:
    """Nothing says when one of them happened."""
    return float(pair.gap_days is None)


def undated_news(pair: Pair) -> float:
    """Neither says when it happened, and neither report when it was written."""
    return float(all(facet.first is None for facet in (pair.a, pair.b)))


def other_matters(pair: Pair) -> float:
    """One gives no day and no narrow place, and their reports begin with different happenings."""
    is_vague = any(not facet.is_dated and not facet.is_fine_place for facet in (pair.a, pair.b))
    return float(pair.are_of_different_matters and is_vague)


def same_place(pair: Pair) -> float:
    """Both name the same place."""
    return float(pair.same_narrowest and (pair.a.is_fine_place or pair.b.is_fine_place))


def touching(pair: Pair) -> float:
    """Both are put at the same spot, under different names."""
    near = pair.gap_km is not None and pair.gap_km <= NEAR_KM and pair.a.is_fine_place and pair.b.is_fine_place
    return float(near and not (pair.same_narrowest or pair.is_nested or pair.are_siblings))


def within(pair: Pair) -> float:
    """One names a part of the place that the other names."""
    return float(pair.is_nested)


def same_region(pair: Pair) -> float:
    """Both name the same region, and no place in it is shared."""
    a, b = pair.a.event.fix, pair.b.event.fix
    if a is None or b is None or not a.admin1 or (a.admin1, a.country) != (b.admin1, b.country):
        return 0.0
    return float(not (pair.a.is_fine_place and pair.b.is_fine_place) and not pair.same_narrowest and not pair.is_nested)


def sibling_parts(pair: Pair) -> float:
    """They name two different parts of one place."""
    return float(pair.are_siblings)


def parts_of_one_assault(pair: Pair) -> float:
    """They name two parts of one place in what may be one assault."""
    return float(pair.are_siblings and "assault" in pair.shared_families)


def far_apart(pair: Pair) -> float:
    """They are said to have happened at places far from each other."""
    if pair.gap_km is not None:
        return float(pair.gap_km > FAR_KM)
    a, b = pair.a.places, pair.b.places
    return UNLIKE_WORDS if a and b and not set(a) & set(b) else 0.0


def placeless(pair: Pair) -> float:
    """One of them names no place, or none smaller than a country."""
    if not (pair.a.places and pair.b.places):
        return 1.0
    return float(not pair.same_narrowest and (_is_country(pair.a) or _is_country(pair.b)))


def _is_country(facet: Facet) -> bool:
    fix = facet.event.fix
    return fix is not None and fix.precision == "country" and len(facet.places) == 1


def same_type(pair: Pair) -> float:
    """Both tell of the same kind of act."""
    return float(pair.a.type == pair.b.type)


def linked_types(pair: Pair) -> float:
    """They tell of acts that may be two sides of one."""
    return float(pair.a.type != pair.b.type and bool(pair.shared_families))


def unlike_types(pair: Pair) -> float:
    """They tell of different kinds of acts."""
    return float(not pair.shared_families)


def vague_types(pair: Pair) -> float:
    """Both tell of acts of no listed kind."""
    return float(pair.a.type == pair.b.type == "other")


def change_of(facet: Facet) -> str | None:
    """Tell whether ground is said to be gained or lost: by a change, or by what stands after it."""
    if facet.type in CHANGES:
        return "gain" if facet.type == "territory_gained" else "loss"
    states = {state for _, state, _ in facet.ground} if facet.type == "control" else set()
    if len(states) != 1:
        return None
    return "gain" if states == {"holds"} else "loss" if states <= {"left", "does_not_hold"} else None


def turned_round(pair: Pair) -> float:
    """One says that a party came to the place, the other that it lost it in a longer period."""
    changes = {change_of(pair.a), change_of(pair.b)}
    return float(changes == {"gain", "loss"} and pair.longest_days > PERIOD_DAYS) * same_doer(pair)


def same_doer(pair: Pair) -> float:
    """Both name the same party as acting."""
    return float(bool(pair.a.doers & pair.b.doers))


def mirrored(pair: Pair) -> float:
    """The party acting in one is the party acted upon in the other."""
    return float(not same_doer(pair) and bool(pair.a.doers & pair.b.done_to or pair.b.doers & pair.a.done_to))


def same_change(pair: Pair) -> float:
    """Both tell of one place changing hands in the same way, which is rare."""
    changes = (change_of(pair.a), change_of(pair.b))
    if not pair.same_narrowest or None in changes or (pair.a.type == pair.b.type == "control"):
        return 0.0
    return same_doer(pair) if changes[0] == changes[1] else float(not same_doer(pair))


def opposed_outcomes(pair: Pair) -> float:
    """One says that ground was taken, the other that the attack on it was beaten back."""
    outcomes = {pair.a.type, pair.b.type} == {"territory_gained", "attack_repelled"}
    return float(outcomes and pair.gap_days == 0 and mirrored(pair) > 0 and (pair.same_narrowest or pair.is_nested))


def fight_and_outcome(pair: Pair) -> float:
    """One tells of the fight for a place, the other of how it ended."""
    types = {pair.a.type, pair.b.type}
    is_both = "battle" in types and bool(types & {"territory_gained", "attack_repelled"})
    return float(is_both and pair.same_narrowest and pair.gap_days == 0)


def denied_elsewhere(pair: Pair) -> float:
    """One denies an outcome that the other does not tell of: an attack may fail, and ground not be taken."""
    stances = {facet.event.claim.stance == "denies": facet.type for facet in (pair.a, pair.b)}
    return float(len(stances) == 2 and stances[True] != stances[False] and stances[True] in OUTCOMES)


def total_beside(pair: Pair) -> float:
    """One is a bare total that stands beside the other, which counts the same, in one report."""
    is_bare = pair.a.is_bare_total or pair.b.is_bare_total
    counted = {toll.what for toll in pair.a.event.claim.toll} & {toll.what for toll in pair.b.event.claim.toll}
    return float(is_bare and bool(counted)) * same_report(pair)


def different_doers(pair: Pair) -> float:
    """They name different parties as acting."""
    if "assault" in pair.shared_families and pair.a.type != pair.b.type:
        return 0.0  # one side comes, the other leaves: both act
    if not (pair.a.doers and pair.b.doers) or same_doer(pair) or mirrored(pair):
        return 0.0
    return float(not may_be_one_party(pair.a, pair.b))


def other_act(pair: Pair) -> float:
    """They name different parties as acting, in different kinds of acts."""
    return linked_types(pair) * different_doers(pair)


def same_target(pair: Pair) -> float:
    """Both name the same party as acted upon."""
    return float(bool(pair.a.done_to & pair.b.done_to))


def _figures(pair: Pair) -> Iterator[tuple[Toll, Toll]]:
    for one in pair.a.event.claim.toll:
        for other in pair.b.event.claim.toll:
            if one.what == other.what and figure_class(one.who) == figure_class(other.who):
                yield one, other


def same_figure(pair: Pair) -> float:
    """Both give the same figures."""
    same = {
        (one.what, one.low) for one, other in _figures(pair) if (one.low, one.high) == (other.low, other.high) and one.low > 1
    }
    return min(1.0, 0.6 * len(same))


def unlike_figures(pair: Pair) -> float:
    """Their figures differ more than threefold."""
    found = [_is_threefold(*sorted(pair_, key=lambda toll: toll.low)) for pair_ in _figures(pair)]
    return float(bool(found) and all(found))


def _is_threefold(less: Toll, more: Toll) -> bool:
    return more.low > 3 * max(1, less.low if less.high is None else less.high)


def campaign_and_single(pair: Pair) -> float:
    """One counts many acts of a campaign, the other tells of a single act."""
    if pair.a.is_campaign == pair.b.is_campaign or pair.a.voice == pair.b.voice:
        return 0.0
    return 0.5 if pair.same_narrowest and same_doer(pair) else 1.0


def period_and_day(pair: Pair) -> float:
    """One sums up what happened in a longer period, the other tells of a day."""
    short, long = sorted((pair.a.days, pair.b.days))
    return float(pair.is_dated and 0 < short <= 2 and long > PERIOD_DAYS and bool(pair.shared_families & SUMMED))


def same_words(pair: Pair) -> float:
    """Both use the same uncommon words."""
    less, more = sorted((pair.a.words, pair.b.words), key=len)
    if len(less) < 3:
        return 0.0
    shared = sum(min(pair.rarity(word), pair.rarity(more[stem])) for stem, word in less.items() if stem in more)
    all_bits = min(sum(map(pair.rarity, words.values())) for words in (less, more))
    return shared / all_bits if all_bits else 0.0


def kin_reports(pair: Pair) -> float:
    """Their reports share uncommon words and names."""
    return 0.0 if _are_two_sentences(pair) else pair.kinship


def both_lead(pair: Pair) -> float:
    """Both are what their reports, which share uncommon words and names, tell of first."""
    return kin_reports(pair) if pair.a.is_lead and pair.b.is_lead else 0.0


def same_dispatch(pair: Pair) -> float:
    """Both stand in copies of one dispatch, in the same words."""
    return float(pair.is_echo and not _are_two_sentences(pair))


def _are_two_sentences(pair: Pair) -> bool:
    """Tell whether they stand in different sentences of copies of one text: then what the texts share joins them no more than it
    joins what one text tells."""
    if not pair.is_echo or pair.a.event.claim.quote.text == pair.b.event.claim.quote.text:
        return False
    return min(len(pair.a.words), len(pair.b.words)) >= 3 and same_words(pair) < SAME_SENTENCE


def same_report(pair: Pair) -> float:
    """Both stand side by side in one report."""
    return float(pair.a.event.claim.document == pair.b.event.claim.document)
