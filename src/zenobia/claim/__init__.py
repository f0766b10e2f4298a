"""Reading → Account: who says that what happened, to whom, where, when, and how surely."""

from zenobia.claim.frames import ClaimStep

__all__ = ["ClaimStep"]
