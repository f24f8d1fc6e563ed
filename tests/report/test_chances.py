"""What some drills show together."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.analysis.facts import Facts
from bcdr.report.chances import chances
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

REST = ", if it is as likely to work as they were."


@pytest.mark.parametrize(
    ("drills", "said"),
    [
        ("", []),
        ("tabletop passed", []),
        ("system-restore passed", [f"1 of 1 restores from copies passed: with 95 % confidence the next one works in at least 5 % of cases{REST}"]),
        (
            "system-restore passed, export-restore passed, functional-exercise passed, failover failed",
            [
                f"3 of 3 restores from copies passed: with 95 % confidence the next one works in at least 36 % of cases{REST}",
                "Of 1 failovers none passed: they show nothing of the next one.",
            ],
        ),
        ("full-scale partial", ["Of 1 restores from copies none passed: they show nothing of the next one."]),
        ("system-restore voided", []),
    ],
)  # fmt: skip
def test_sentences(drills: str, said: list[str]) -> None:
    lines = []
    for number, words in enumerate(filter(None, drills.split(", "))):
        type_, result = words.split()
        more = f", digests: {{datastores/db: {'0' * 64}}}" if result == "voided" else ""
        result = result.replace("voided", "passed")
        lines.append(
            f"  d{number}: {{type: {type_}, covers: [datastores/db], occurred: 2026-01-01, result: {result}{more}}}"
        )
    text = "bcdr: 1\norganization: {name: T}\ndatastores: {db: {}}\n" + (
        "drills:\n" + "\n".join(lines) if lines else ""
    )
    plan = load(from_texts({"plan.yaml": text})).plan
    assert plan is not None
    assert list(chances(Facts(plan, date(2026, 11, 21)))) == said
