"""What a person must see, what people ruled, and what is held back from the public."""

from zenobia.review.desk import VERBS, Verb, adrift, enter, undone
from zenobia.review.disagree import disagreements
from zenobia.review.hold import Hold
from zenobia.review.queue import queue
from zenobia.review.rulings import check, corrected

__all__ = ["VERBS", "Hold", "Verb", "adrift", "check", "corrected", "disagreements", "enter", "queue", "undone"]
