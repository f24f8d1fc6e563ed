"""The one object that rules and reports see, in one module a topic.

`Facts` is a chain of classes, each building on the facts of the one before: what there is, tiers, copies, the jobs
behind them, what is written, drills, ways back, duties, and what concerns the outside.
"""

from bcdr.analysis.facts.outside import Facts

__all__ = ["Facts"]
