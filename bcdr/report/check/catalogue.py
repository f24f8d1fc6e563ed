"""All document checks, found in the modules of this package, and what they say of one report."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.model.privacy import Dpia
from bcdr.report.check import assessment, breach, content, contract, data, restore
from bcdr.report.check.check import SEVERITY, Check, Report
from bcdr.report.explain import Chapter, Lesson, citations

QUESTION = "What does a legal report lack? These checks run only when one is made."
REPORTS: dict[Report, str] = {"art32": "Art. 32 report", "art35": "impact assessment"}


@cache
def checks() -> tuple[Check, ...]:
    """Every check, the gravest first, then by name."""
    topics = (assessment, breach, content, contract, data, restore)
    found = [c for topic in topics for c in vars(topic).values() if isinstance(c, Check)]
    return tuple(sorted(found, key=lambda c: (-SEVERITY[c.grade], c.name)))


def art32_gaps(audit: Audit) -> tuple[Finding, ...]:
    """What the Art. 32 report lacks; assessments are judged in their own document."""
    return _gaps(audit, "art32", lambda ref: not ref.startswith("dpias/"))


def art35_gaps(audit: Audit, dpia: Dpia | None) -> tuple[Finding, ...]:
    """What an assessment lacks (or no assessment at all), and every activity that is not screened or not assessed.

    Without an assessment the document shows the plan's own screenings, so that gaps of the plan are gaps of it too.
    """
    own = dpia.ref if dpia is not None else "plan"
    return _gaps(audit, "art35", lambda ref: ref == own or ref.startswith("processing/"))


def _gaps(audit: Audit, report: Report, concerns: Callable[[str], bool]) -> tuple[Finding, ...]:
    found = (f for c in checks() if report in c.reports for f in c.findings(audit) if concerns(f.object))
    return tuple(sorted(found, key=lambda f: (-f.severity, f.rule, f.object)))


def chapter() -> Chapter:
    """The checks as lessons, for `bcdr explain` and the manual."""
    return Chapter("documents", QUESTION, tuple(_lesson(c) for c in checks()))


def _lesson(one: Check) -> Lesson:
    parts = one.lesson
    where = REPORTS[one.reports[0]] if len(one.reports) == 1 else "both reports"
    return Lesson(
        name=one.name,
        family="documents",
        summary=one.summary,
        why=parts.get("why", ""),
        bad="",
        good="",
        clears=parts.get("clears", ""),
        grades=((where, (one.grade,) * 4),),
        citations=citations(one.clauses),
        options=(),
        fix="only a fact from the world clears it",
        waiver_days=one.waiver_max.days,
        choices=parts.get("choices", ""),
    )
