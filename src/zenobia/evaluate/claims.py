"""Claims in the prediction format of the claims set (shared with its `score.py`): Claim → dict.

1. Parties and speakers go by the fullest name that the document gives them, without an article; places as written.
2. Dates are a closed interval; one open at its start is left out.
"""

from __future__ import annotations

from datetime import date

from zenobia.values.claim import Claim, Party, Speaker


def _name(one: Party | Speaker) -> str:
    return one.fullest or one.name


def as_prediction(claim: Claim, published: date | None = None) -> dict[str, object]:
    """Give one claim as the claims set writes it; what has gone on since a day goes on to `published`."""
    start = claim.when.start if claim.when else None
    end = (claim.when.end or published) if claim.when else None
    dated = start is not None and end is not None and start <= end
    return {
        "quote": claim.quote.text,
        "kind": claim.kind,
        "type": claim.type,
        "actor": [_name(party) for party in claim.actor],
        "target": [_name(party) for party in claim.target],
        "place": list(claim.place),
        "relation": claim.relation,
        "date_start": start.isoformat() if dated and start else None,
        "date_end": end.isoformat() if dated and end else None,
        "said_by": _name(claim.said_by) if claim.said_by else None,
        "via": [_name(one) for one in claim.via],
        "stance": claim.stance,
        "toll": [
            {
                "what": toll.what,
                "who": toll.who,
                "low": toll.low,
                "high": toll.high,
                **({"part_of": toll.part_of} if toll.part_of else {}),
            }
            for toll in claim.toll
        ],
        "control": [{"holder": one.holder, "state": one.state, "place": one.place} for one in claim.control],
    }
