"""Events to control: who is said to hold which ground, from when to when, and who denies it."""

from zenobia.control.knowledge import Knowledge, known_on, wider_grounds
from zenobia.control.timeline import NAME, VERSION, Survey, timeline

__all__ = ["NAME", "VERSION", "Knowledge", "Survey", "known_on", "timeline", "wider_grounds"]
