"""How surely a source speaks: the words around an action → asserts, hedges, denies, or no claim at all.

1. What only may, will, should or would happen, is planned, demanded, feared or conditional, is no claim.
2. A verb of denial whose content this is, or a negation in front of the action, makes a denial.
3. "Reportedly", "is believed to", "was not clear whether" and verbs such as "suspect" make it unsure.
4. "Managed to" and "was able to" are real; "failed to" and "tried to" are real as attempts, never as successes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from zenobia.values.claim import Stance
from zenobia.values.lexicon import Stances
from zenobia.values.passage import Verb

UNKNOWN = re.compile(
    r"\bhow\s+(?:many|much)\b[^,;:.]*$|\bno\s+(?:figures?|tolls?|number|count|word|information|details)\b[^,;:.]*$", re.IGNORECASE
)
"""What opens words that tell what is not known: "how many died", "no figure for the dead"."""
UNKNOWN_REACH = 12
WORD = re.compile(r"[\w'-]+")
AIMED = re.compile(
    r"\b(?:operations?|offensives?|battles?|campaigns?|push|drive|bids?|fight|missions?|assaults?|attacks?|advances?|attempts?|"
    r"efforts?|struggle|race|way|troops|forces|fighters|men|reinforcements|in|out|on)\s+to\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
"""What an infinitive of aim hangs on: "the operation to retake the city"."""
CAUSED = re.compile(r"\b(?:forc|compel|prompt|oblig)\w*\s+(?:[\w-]+\s+){1,6}to\s+(?:\w+ly\s+)?$", re.IGNORECASE)
"""What makes an infinitive a deed, not an aim: "forced the garrison's troops to withdraw"."""
ENDED = re.compile(
    r"\b(?:an end to|cease|ceas\w+ at once|halt|stop|end|ending|halting|stopping|investigation into|inquiry into)\b"
)
"""What is to end, or is looked into, goes on or has happened."""
DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|these|those|several|multiple)|['’]s?|s['’])\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
"""What makes the next word a noun: it tells of a happening even where a demand or plan stands further off."""
GUARDED = re.compile(
    r"\b(?:defend|protect|shield|guard|safeguard)\w*\s+(?:[\w-]+\s+){0,3}?"
    r"(?:people|civilians?|populations?|residents|citizens|country|nation|communit(?:y|ies)|minorit(?:y|ies)|children|families)\b"
    r"[^,;.]{0,40}?\b(?:against|from)\s+(?:(?:the|any|further|more)\s+)?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
"""What some are to be kept from need not have happened: "defending the people against attacks"."""
COUNTED_ON = re.compile(
    r"\b(?:this|it|that)\s+(?:means?|meant|marks?|marked|represents?|represented|constitutes?|constituted)\s+(?:yet\s+)?"
    r"(?:another|the\s+(?:second|third|fourth|fifth|sixth|seventh|latest))\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What counts on from a happening told elsewhere: "this means yet another defeat"."""
IDLE = re.compile(
    r"\b(?:no|little|without|any)\s+(?:attempts?|efforts?|intention|plans?|wish|desire)\s+(?:at|to|of|for)\s+$", re.IGNORECASE
)
"""What nobody tried: "with little attempt at striking"."""
MAY = re.compile(r"\bMay\b")
"""The month, which no sentence's clause opens with as a modal."""
DEMANDED = re.compile(r"\b(?:demand|insist|urg|request|recommend|propos|order)\w*\s+that\s+[^,;:.]*$", re.IGNORECASE)
"""What is demanded has not happened: "demanded that the army lift the siege"."""
INVERTED = re.compile(r"\W*(?:Had|Were|Should)\s[^.?!]{0,300}\bwould\b")
"""A condition told by the order of words: "Had the army taken it, the road would be open"."""
TOLD = re.compile(r"\b(?:reports?|claims?|allegations?|accusations?|rumou?rs?|news|story|stories)\b", re.IGNORECASE)
UNTRUE = ("false", "untrue", "baseless", "unfounded", "fabricated", "premature", "incorrect", "wrong", "invented")
FALSE = re.compile(rf"\b(?:are|were|is|was)\s+(?:\w+ly\s+)?(?:{'|'.join(UNTRUE)})\b", re.IGNORECASE)
"""What is said of reports that are denied: "reports that … were false"."""
UNVERIFIED = re.compile(
    r"\bcould\s*(?:not|n['’]t)\s+(?:\w+ly\s+)*be\s+(?:\w+ly\s+)*(?:verified|confirmed)\b"
    r"|\b(?:has|have|had)\s+not\s+been\s+(?:\w+ly\s+)*(?:verified|confirmed)\b"
    r"|\b(?:is|are|was|were)\s+(?:not\s+|unable\s+to\s+be\s+)(?:\w+ly\s+)*(?:verified|confirmed)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(r"\W*(?:(?:which|that)\s+(?:is|was)\s+)?(?:planned|scheduled|slated|expected)\s+(?:for|to)\b", re.IGNORECASE)
"""What follows a happening still to come: "a ceasefire, planned for 10 April"."""
NEITHER = re.compile(r"\s+(?:by\s+)?(?:neither|none\s+of)\b", re.IGNORECASE)
"""What turns a verb that it follows: "holds neither the port nor …"."""
NEGATED = re.compile(r"\s(?:no|not|never)\s", re.IGNORECASE)
"""What turns an action from inside: "made no gains in", "was not responsible"."""
NO_HARM = re.compile(
    r"\b(?:no|without|not\s+any)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:casualt\w+|deaths?|fatalit\w+|injur\w+|victims?|loss(?:es)?|damage|warning|group|one|claim)\b"
)
"""What did not come of a happening, or was not said of it: "no casualties in the shelling", "no group claimed the attack"."""
NEAR_CHARS = 60
"""Code points before an action in which a modal, plan or negation governs it: a short subject and an adverb fit between."""
CLAUSE_CUT = re.compile(
    r"[;:]|,\s+(?:and|but|while|which|who|adding)\b|\b(?:but|while|after|before|when|as|because|since|that|which|who|and)\b"
)
SUBJECT_CUT = re.compile(
    r"[;:]|,\s+(?:but|while)\b|\b(?:but|while|after|before|when|because|since|prompting|causing|forcing|leading|triggering)\b"
)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The text of an action's sentence, cut at the action."""

    before: str
    trigger: str
    after: str

    @property
    def is_question(self) -> bool:
        return self.after.rstrip("\"”’' )").endswith("?")

    @cached_property
    def clause(self) -> str:
        """The words before the action in its own clause."""
        return _clause(self.before, CLAUSE_CUT)


@dataclass(frozen=True, slots=True)
class StanceReader:
    """Judges actions by the lexicon's words of stance."""

    words: Stances

    def is_unreal(self, around: Surroundings) -> bool:
        """Tell what is only possible, planned, wanted or conditional."""
        near = around.clause
        low = around.before.lower()
        if (
            around.is_question
            or ("that" in low and DEMANDED.search(around.before))
            or INVERTED.match(around.before + around.trigger + around.after)
        ):
            return True
        if PLANNED.match(around.after) or GUARDED.search(around.before) or IDLE.search(around.before):
            return True
        if COUNTED_ON.search(around.before):
            return True
        if low.strip(' “"') == "to":
            return True
        led_up = around.before + around.trigger[:UNKNOWN_REACH]
        if any(sign in led_up.lower() for sign in ("how", "no")) and UNKNOWN.search(led_up):
            return True
        if ENDED.search(near[-NEAR_CHARS:]):
            return False
        if DETERMINED.search(near):
            near = " ".join(near.split()[-4:])
        lows = MAY.sub(" ", near).lower().split()
        if self._has_phrase(near, self.words.real_phrases) and not self._has_phrase(near, ("continue to",)):
            return any(low in self.words.unreal_before for low in lows[-8:]) and not _is_perfect(lows)
        if any(low in self.words.unreal_before for low in lows[-6:]) and not _is_perfect(lows):
            return True
        if self._has_phrase(near[-NEAR_CHARS:], self.words.unreal_phrases):
            return True
        if any(low in self.words.conditions for low in lows[-6:]):
            return True
        start = low.split()[:1]
        return bool(start) and start[0] in self.words.conditions and "," not in around.before

    def is_aim(self, around: Surroundings) -> bool:
        """Tell an aim, which is not yet reached: "the operation to retake the city"."""
        near = around.clause
        return (
            AIMED.search(near) is not None
            and CAUSED.search(near) is None
            and not self._has_phrase(near[-NEAR_CHARS:], self.words.real_phrases)
        )

    def is_failed(self, around: Surroundings) -> bool:
        return self._has_phrase(around.clause[-NEAR_CHARS:] + around.trigger, self.words.failed_phrases)

    def judge(self, around: Surroundings, verb: Verb | None, *, since: int = 0) -> Stance:
        """Give the stance of a real action.

        Args:
            verb: of the attribution that holds it.
            since: code points into the sentence at which what is attributed begins; a denial before it is another's.
        """
        near = _clause(around.before, SUBJECT_CUT)
        if self._has_phrase(around.before[-100:] + around.trigger, self.words.hedging_phrases):
            return "hedges"
        low_after = around.after.lower()
        if any(sign in low_after for sign in UNTRUE) and FALSE.search(around.after) and TOLD.search(around.before):
            return "denies"
        if ("verified" in low_after or "confirmed" in low_after) and UNVERIFIED.search(around.after):
            return "hedges"
        if verb == "deny" or self._has_phrase(around.before[since:][-80:] + " ", self.words.denials):
            return "denies"
        if NEITHER.match(around.after) or NEGATED.search(around.trigger):
            return "denies"
        close = NO_HARM.sub(" ", around.clause.lower().replace("n't", " not")).split()[-5:]
        if any(word in self.words.negations for word in close) and "only" not in close:
            return "denies"
        if verb == "hedge":
            return "hedges"
        lows = WORD.findall((near[-90:] + " " + around.trigger).lower())
        lows += [low for low in WORD.findall(around.after[:25].lower()) if low.endswith("ly")]
        return "hedges" if any(low in self.words.hedges for low in lows) else "asserts"

    def _has_phrase(self, text: str, phrases: tuple[str, ...]) -> bool:
        words = text.lower().split()
        first_words, pattern = _any_of(phrases)
        return not first_words.isdisjoint(words) and pattern.search(f" {' '.join(words)} ") is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """Give the first words of phrases, and the pattern of any of them between spaces."""
    pattern = re.compile(" (?:" + "|".join(map(re.escape, phrases)) + ") " if phrases else r"(?!)")
    return frozenset(phrase.split()[0] for phrase in phrases), pattern


def _is_perfect(lows: list[str]) -> bool:
    """Tell "may have attacked", which is unsure but told as done."""
    return "have" in lows[-3:] and any(low in ("may", "might", "could", "must") for low in lows[-5:])


def _clause(before: str, cut: re.Pattern[str]) -> str:
    """Give the words of the same clause before an action."""
    last = 0
    for match in cut.finditer(before):
        last = match.end()
    return before[last:]
