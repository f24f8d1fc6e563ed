"""Drawings as SVG text made from plain data. Every drawing has a table or a sentence that says the same."""

from bcdr.report.drawing.drills import drill_timeline
from bcdr.report.drawing.risks import risk_map

__all__ = ["drill_timeline", "risk_map"]
