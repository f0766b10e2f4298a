"""The door to the world: files, pipes, archives, pages and feeds become Captures."""

from zenobia.gather.files import read_inputs
from zenobia.gather.pace import Pace
from zenobia.gather.visits import Fetched, Validators, gather

__all__ = ["Fetched", "Pace", "Validators", "gather", "read_inputs"]
