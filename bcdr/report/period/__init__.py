"""What was true over time: a period of the plan's history, day by day."""

from bcdr.report.period.document import period

__all__ = ["period"]
