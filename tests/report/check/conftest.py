"""What one check says of a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.report.check.catalogue import checks

Said = Callable[[str, str], list[str]]


@pytest.fixture
def said(of_text: Callable[[str], Audit]) -> Said:
    """`said(check, plan)`: each gap as `object cause`."""
    by_name = {c.name: c for c in checks()}

    def run(name: str, plan: str) -> list[str]:
        return [f"{f.object} {f.cause}".strip() for f in by_name[name].findings(of_text(plan))]

    return run
