"""The public gold sets: our claims turned into each set's prediction format, and the field's own metrics."""

from zenobia.evaluate.records import ReportInput
from zenobia.evaluate.runner import Evaluation, evaluate, set_names

__all__ = ["Evaluation", "ReportInput", "evaluate", "set_names"]
