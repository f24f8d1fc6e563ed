"""What a document check is: a function from an audit to gaps, with its grade, clauses and lesson."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Literal, NamedTuple

from bcdr.audit import Audit, downgraded, is_waived_by
from bcdr.finding import Finding, Severity, finding_id
from bcdr.model.record import Entry, Pointer

Grade = Literal["high", "medium", "low"]
Report = Literal["art32", "art35"]

SEVERITY: Mapping[Grade, Severity] = {"high": Severity.ERROR, "medium": Severity.WARNING, "low": Severity.INFO}
WAIVER_GDPR, WAIVER = timedelta(days=180), timedelta(days=365)
"""Longest acceptance of a gap in a duty of the GDPR, and of any other."""


class Gap(NamedTuple):
    """What one check says of one object: where, what is so, and what ends it.

    `of` is None for the plan as a whole. `cause` tells apart two gaps of one check on one object.
    """

    of: Entry | None
    at: Pointer
    condition: str
    cure: str
    cause: str = ""


Run = Callable[[Audit], Iterable[Gap]]


class Check(NamedTuple):
    """A document check with everything that people need to know of it."""

    name: str
    run: Run
    grade: Grade
    clauses: tuple[str, ...]
    reports: tuple[Report, ...]

    @property
    def summary(self) -> str:
        """First line of the lesson: the gap as a sentence."""
        return (self.run.__doc__ or "").strip().partition("\n")[0]

    @property
    def lesson(self) -> Mapping[str, str]:
        """Sections of the docstring by heading, lower case: why, clears, and choices where there are any."""
        parts = re.split(r"^## (\w+)[ \t]*\n", inspect.cleandoc(self.run.__doc__ or ""), flags=re.MULTILINE)
        return {parts[i].lower(): parts[i + 1].strip() for i in range(1, len(parts), 2)}

    @property
    def waiver_max(self) -> timedelta:
        """How long a gap of this check may be accepted."""
        return WAIVER_GDPR if any(c.startswith("gdpr ") for c in self.clauses) else WAIVER

    def findings(self, audit: Audit) -> Iterator[Finding]:
        """The gaps as findings; one that a signed and unexpired waiver covers is accepted, and stays."""
        facts = audit.facts
        for gap in self.run(audit):
            ref = gap.of.ref if gap.of is not None else "plan"
            found = Finding(
                id=finding_id(self.name, ref, gap.cause),
                rule=self.name,
                severity=SEVERITY[self.grade],
                object=ref,
                at=gap.at,
                message=gap.condition,
                help=gap.cure,
                cause=gap.cause,
                clauses=self.clauses,
            )
            waivers = (w for w in facts.plan.waivers.values() if w.rule == self.name and w.on == ref)
            waiver = next((w for w in waivers if is_waived_by(w, facts, self.waiver_max)), None)
            yield downgraded(found, waiver) if waiver is not None else found


def check(grade: Grade, clauses: Iterable[str], report: Report, *more: Report) -> Callable[[Run], Check]:
    """Make a document check of a function. The function's name and the finding's name are one."""

    def make(run: Run) -> Check:
        return Check(run.__name__.replace("_", "-"), run, grade, tuple(clauses), (report, *more))

    return make
