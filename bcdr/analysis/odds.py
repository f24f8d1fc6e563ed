"""What passed drills really show: how sure one may be that the next one works, after so many of so many did.

The exact one-sided bound of Clopper and Pearson (1934): the smallest probability p of a pass under which at least k
passes of n are not rarer than one in twenty. For n of n it is 0.05 to the power of 1/n. It takes the drills for trials
alike and independent, which is kinder than life.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import comb
from typing import NamedTuple

from bcdr.model.drill import Drill

DOUBT = Fraction(1, 20)
"""One in twenty: what a statement with 95 % confidence leaves open."""
_STEPS = 40
"""Halvings of the interval: far beyond what is ever shown."""
MOST = 400
"""More trials than this are not asked about: the exact sum grows with their number, and no plan holds as many."""


class Odds(NamedTuple):
    """So many of so many drills passed; `least` is the share of cases in which the next one works at least."""

    passed: int
    tried: int
    least: Fraction

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: never more than is shown."""
        found = int(self.least * 100)
        if not self.passed:
            return found
        # the bound was approached from below: a whole per cent that it meets exactly counts
        return found + (at_least(self.passed, self.tried, Fraction(found + 1, 100)) <= DOUBT)


def odds(drills: Iterable[Drill]) -> Odds | None:
    """What the results of some drills show together; None without any. Partial is not passed."""
    results = [d.result == "passed" for d in drills][-MOST:]
    return Odds(sum(results), len(results), lower_bound(sum(results), len(results))) if results else None


def lower_bound(passed: int, tried: int) -> Fraction:
    """The bound for `passed` of `tried`, from below and within 2^-40; ValueError when there is no such count."""
    if not 0 <= passed <= tried or tried == 0:
        msg = f"{passed} of {tried} is no count"
        raise ValueError(msg)
    low, high = Fraction(0), Fraction(1)
    for _ in range(_STEPS if passed else 0):
        middle = (low + high) / 2
        if at_least(passed, tried, middle) <= DOUBT:
            low = middle
        else:
            high = middle
    return low


def at_least(passed: int, tried: int, p: Fraction) -> Fraction:
    """The probability of `passed` or more successes in `tried` trials that succeed with `p` each, exactly."""
    part, whole = p.numerator, p.denominator
    rest = whole - part
    return Fraction(sum(comb(tried, k) * part**k * rest ** (tried - k) for k in range(passed, tried + 1)), whole**tried)
