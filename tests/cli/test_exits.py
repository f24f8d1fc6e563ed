"""Exit codes."""

from __future__ import annotations

import pytest

from bcdr.cli.exits import after_lint
from bcdr.finding import Finding, Severity, WaiverNote

ERROR = Finding("1", "r", Severity.ERROR, "o", (), "m")
WARNING = ERROR._replace(severity=Severity.WARNING)
INFO = ERROR._replace(severity=Severity.INFO)
ACCEPTED = INFO._replace(waiver=WaiverNote("w", "because", "lead", None))
KNOWN = ERROR._replace(is_known=True)


@pytest.mark.parametrize(
    ("findings", "fail_on", "code"),
    [
        ([], "info", 0),
        ([ERROR], "error", 1),
        ([WARNING], "error", 0),
        ([WARNING], "warning", 1),
        ([INFO], "warning", 0),
        ([INFO], "info", 1),
        ([ACCEPTED], "info", 0),
        ([KNOWN], "info", 0),
        ([KNOWN, ERROR], "error", 1),
        ([ERROR, WARNING, INFO], "never", 0),
    ],
)
def test_code_after_lint(findings: list[Finding], fail_on: str, code: int) -> None:
    assert after_lint(findings, fail_on, is_loaded=True) == code


@pytest.mark.parametrize("fail_on", ["error", "never"])
def test_what_was_not_checked_is_not_clean(fail_on: str) -> None:
    assert after_lint([], fail_on, is_loaded=False) == 1
