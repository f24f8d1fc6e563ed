"""What a lint found in one plan, arranged for its readers: what to do first, the findings, what was not checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from bcdr.finding import Finding, Severity

if TYPE_CHECKING:
    from bcdr.audit import Audit
    from bcdr.report.baseline import Subject

FIRST = 3
"""So many actions stand at the top; a person does one thing at a time."""
NOT_SELECTED = "not selected"
"""Why a rule did not run: by choice of the person."""


class Action(NamedTuple):
    """Something to do: the finding that asks for it, other objects with the same fault, and the harm it removes."""

    finding: Finding
    others: tuple[str, ...] = ()
    harm: str = ""


class Lint(NamedTuple):
    """The result for one plan. `left_out` maps why to the rules that did not run for that reason.

    Of a plan that could not be loaded only the faults of its text are known: `is_loaded` is false, nothing is checked.
    `gone` are the entries of the baseline that are not found any more; None when there was no baseline.
    """

    plan: str
    organization: str
    profile: str
    as_of: date
    findings: tuple[Finding, ...]
    first: tuple[Action, ...]
    checked: tuple[str, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    is_loaded: bool
    revision: str = ""
    gone: tuple[Subject, ...] | None = None

    def count(self, severity: Severity) -> int:
        """Findings of this severity that nobody accepted and no baseline lists."""
        return sum(f.severity is severity and f.is_open for f in self.findings)

    @property
    def accepted(self) -> int:
        """Findings that a valid waiver covers."""
        return sum(f.waiver is not None for f in self.findings)

    @property
    def known(self) -> int:
        """Findings that the baseline lists."""
        return sum(f.is_known for f in self.findings)

    @property
    def unselected(self) -> tuple[str, ...]:
        """Rules that were left out by choice."""
        return next((names for why, names in self.left_out if why == NOT_SELECTED), ())


def linted(
    plan: str, audit: Audit, findings: Iterable[Finding], revision: str = "", first: tuple[Action, ...] = ()
) -> Lint:
    """The result of an audit; `findings` are its findings with their places in the text, `first` what to do first."""
    silent = tuple(r.name for r in audit.checked if r.gdpr and not audit.facts.gdpr_applies)
    reasons = ((NOT_SELECTED, audit.left_out), ("no personal data of people in the EEA or UK", silent))
    return Lint(
        plan=plan,
        organization=audit.facts.plan.organization.name,
        profile=audit.facts.profile,
        as_of=audit.facts.as_of,
        findings=tuple(findings),
        first=first,
        checked=tuple(r.name for r in audit.checked if r.name not in silent),
        left_out=tuple((why, names) for why, names in reasons if names),
        is_loaded=True,
        revision=revision,
    )


def unloaded(plan: str, problems: Iterable[Finding], as_of: date, revision: str = "") -> Lint:
    """The result of a plan whose text has faults: no rule ran."""
    return Lint(
        plan=plan,
        organization="",
        profile="",
        as_of=as_of,
        findings=tuple(problems),
        first=(),
        checked=(),
        left_out=(),
        is_loaded=False,
        revision=revision,
    )
