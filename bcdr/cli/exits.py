"""Exit codes, decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.finding import Finding, Severity

CLEAN = 0
"""Nothing at or above the chosen severity."""
FOUND = 1
"""Findings at or above the chosen severity, or something overdue that was asked for."""
BROKEN = 2
"""The work could not be done: no plan, wrong usage, something missing on the machine."""
INTERRUPTED = 130
"""The person pressed Ctrl-C."""
PIPE_CLOSED = 141
"""Whoever read our output went away, as `head` does; shells report the same number."""

THRESHOLDS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO, "never": None}


def after_lint(findings: Iterable[Finding], fail_on: str, *, is_loaded: bool) -> int:
    """Code of a lint. A plan that could not be loaded was not checked, so it fails whatever the threshold.

    What a person accepted by a waiver, and what the baseline lists, fails nothing.
    """
    if not is_loaded:
        return FOUND
    threshold = THRESHOLDS[fail_on]
    if threshold is None:
        return CLEAN
    return FOUND if any(f.severity >= threshold and f.is_open for f in findings) else CLEAN
