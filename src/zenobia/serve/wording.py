"""In: values. Out: the words that people read: attributed, in plain English, with figures as ranges and days in UTC.

1. Nothing is stated as having happened: somebody said it, denied it, or was not sure.
2. A figure without an upper bound is "or more"; two bounds are "10 to 15"; no number is made up to stand for both.
3. A place is said as finely as the words were, and its uncertainty is said with it.
"""

from __future__ import annotations

from datetime import date, datetime

from zenobia.values.claim import Claim, ControlClaim, Speaker
from zenobia.values.control import Control
from zenobia.values.incident import Incident, TollRange
from zenobia.values.place import Fix
from zenobia.values.times import When
from zenobia.values.toll import Toll

TYPE_WORDS = {
    "battle": "Fighting",
    "air_strike": "Air strike",
    "shelling": "Shelling",
    "bombing": "Bombing",
    "drone_strike": "Drone strike",
    "chemical_attack": "Chemical attack",
    "armed_attack": "Armed attack",
    "execution": "Execution",
    "abduction": "Abduction",
    "arrest": "Arrest",
    "sexual_violence": "Sexual violence",
    "looting_destruction": "Destruction or looting",
    "territory_gained": "Territory taken",
    "withdrawal": "Withdrawal",
    "attack_repelled": "Attack repelled",
    "siege": "Siege",
    "movement": "Movement of forces",
    "agreement": "Agreement",
    "protest": "Protest",
    "displacement": "Displacement",
    "aid_blocked_or_delivered": "Aid",
    "shootdown": "Aircraft shot down",
    "other": "Other",
}
KIND_WORDS = {
    "monitor": "monitor",
    "state": "government",
    "military": "armed forces",
    "armed_group": "armed group",
    "agency": "news agency",
    "media": "news outlet",
    "witness": "witness",
    "official": "official",
    "ngo": "relief or rights group",
    "igo": "international body",
    "unnamed": "not named",
}
SAYING = {"asserts": "said", "denies": "denied", "hedges": "said, without being sure"}
CONTROL_WORDS = {
    "holds": "in control of",
    "does_not_hold": "not in control of",
    "contests": "fighting for",
    "besieges": "besieging",
    "left": "gone from",
}
STATUS_WORDS = {"held": "Held", "contested": "Fought over", "disputed": "Sources disagree", "unknown": "Nothing said"}
CLASH_WORDS = {
    "control": "Who holds it",
    "responsibility": "Who did it",
    "figure": "The figure",
    "place": "Where",
    "time": "When",
    "denial": "Whether it happened",
    "definition": "Who was counted",
}
PRECISION_WORDS = {
    "exact": "the place named",
    "near": "in or near the place named",
    "district": "somewhere in the district",
    "province": "somewhere in the province",
    "country": "somewhere in the country",
    "unknown": "not found on the map",
}


def day_words(day: date | None) -> str:
    """Say a day as 11 Dec 2016."""
    return f"{day.day} {day:%b} {day.year}" if day else "…"


def days_words(start: date | None, end: date | None) -> str:
    """Say a stretch of days as shortly as it can be said in full."""
    if start is None and end is None:
        return "time not said"
    if start is None:
        return f"until {day_words(end)}"
    if end is None:
        return f"from {day_words(start)}"
    if start == end:
        return day_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%b} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def when_words(when: When | None) -> str:
    """Say when, or that nobody said."""
    if when is None:
        return "time not said"
    if (
        when.start
        and when.end
        and when.precision == "month"
        and (when.start.month, when.start.year) == (when.end.month, when.end.year)
    ):
        return f"{when.start:%b} {when.start.year}"
    if when.start and when.end and when.precision == "year" and when.start.year == when.end.year:
        return str(when.start.year)
    return days_words(when.start, when.end)


def dated_words(incident: Incident) -> str:
    """Say when an incident was, else when it was first reported, else that nobody said."""
    if incident.when is None and incident.reported:
        return f"reported {day_words(incident.reported)}"
    return when_words(incident.when)


def moment_words(moment: datetime) -> str:
    """Say a time as 11 Dec 2016, 18:05 UTC."""
    return f"{day_words(moment.date())}, {moment:%H:%M} UTC"


def km_words(km: float) -> str:
    """Say a distance in three figures at most: a radius is a guess, and must not look finer than one."""
    return f"{km:.2g} km" if km < 10 else f"{float(f'{km:.3g}'):,.0f} km"


def fix_words(fix: Fix | None) -> str:
    """Say where, as finely as the words were."""
    if fix is None:
        return "place not said"
    if fix.precision == "unknown":
        return f"{fix.name}, not found on the map"
    where = {"exact": "at", "near": "in or near"}.get(fix.precision, "somewhere in")
    radius = f", within {km_words(fix.radius_km)}" if fix.radius_km and fix.radius_km > 1 else ""
    return f"{where} {fix.name}{radius}"


def range_words(low: int, high: int | None) -> str:
    """Say a figure with its bounds."""
    if high is None:
        return f"{low:,} or more"
    if low == high:
        return f"{low:,}"
    if low <= 1:
        return f"up to {high:,}"
    return f"{low:,} to {high:,}"


def toll_words(toll: Toll | TollRange) -> str:
    """Say a toll: 301 or more militants killed."""
    return f"{range_words(toll.low, toll.high)} {toll.who} {toll.what}".replace("  ", " ")


def control_words(pair: ControlClaim) -> str:
    """Say who is said to stand where, without a verb that would have to agree with the name."""
    return f"{pair.holder or 'Nobody named'} {CONTROL_WORDS[pair.state]} {pair.place}"


def speaker_words(speaker: Speaker | None, outlet: str) -> str:
    """Name who speaks; an outlet in its own voice is named as such."""
    return speaker.name if speaker else f"{outlet}, in its own voice"


def attribution(claim: Claim, outlet: str, *, with_kind: bool = False) -> str:
    """Say who said it, perhaps what they are, and through whom."""
    relays = " and ".join(relay.name for relay in claim.via)
    kind = f" ({KIND_WORDS[claim.said_by.kind]})" if with_kind and claim.said_by else ""
    speaker = speaker_words(claim.said_by, outlet) + kind + (f", quoted by {relays}" if relays else "")
    comma = "," if "," in speaker else ""
    return f"{speaker}{comma} {SAYING[claim.stance]}"


def claim_heading(claim: Claim) -> str:
    """Name what a claim is about, in two or three words."""
    if claim.kind == "control":
        return "Control of ground"
    if claim.kind == "toll":
        return "Figures"
    return TYPE_WORDS.get(claim.type or "", "Report")


def control_status(control: Control) -> str:
    """Say how a stretch stands: held by whom, fought over, disputed, unknown."""
    if control.status == "held":
        return f"Held by {control.holder}" if control.holder else "Held"
    return STATUS_WORDS[control.status]


def capital(sentence: str) -> str:
    """Begin with a capital letter."""
    return sentence[:1].upper() + sentence[1:]
