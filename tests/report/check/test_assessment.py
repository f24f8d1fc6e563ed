"""Impact assessments: screening, content, advice, review, what remains; and signatures under changed text."""

from __future__ import annotations

import pytest

from bcdr.frameworks.dpia import checklist

from .conftest import Said

HELD = "datastores: {s: {personal: %s}}\n"
P = "people: {a: {name: A}}\nprocessing: {p: {title: P, %s}}"
D = "dpias: {d: {title: D, %s}}"
FULL = (
    "criteria: {C1: no, C2: no, C3: no, C4: no, C5: no, C6: no, C7: no, C8: no, C9: no}, art35_3: none, "
    "national_list: none fits, decision: not-required, reason: x, by: people/a, occurred: 2026-01-01"
)
WHOLE = f"screening: {{{FULL}}}"
HIGH = "risks: {%s: {residual: {severity: %s, likelihood: %s}}}"


@pytest.mark.parametrize(
    ("check", "plan", "found"),
    [
        ("dpia-screening-missing", P % "role: controller", ["processing/p"]),
        ("dpia-screening-missing", P % "screening: {reason: none}", ["processing/p"]),
        ("dpia-screening-missing", P % "screening: {decision: not-required}", ["processing/p incomplete"]),
        ("dpia-screening-missing", P % WHOLE, []),
        ("dpia-screening-missing", P % WHOLE.replace("C6: no, ", ""), ["processing/p incomplete"]),
        ("dpia-screening-missing", P % WHOLE.replace("C6: no", "C6: {met: unknown}"), ["processing/p incomplete"]),
        *(
            ("dpia-screening-missing", P % WHOLE.replace(field, ""), ["processing/p incomplete"])
            for field in ("art35_3: none, ", "national_list: none fits, ", "reason: x, ", "by: people/a, ", ", occurred: 2026-01-01")
        ),
        ("dpia-screening-missing", P % "dpia: d" + "\n" + D % WHOLE.replace("reason: x, ", ""), ["dpias/d incomplete"]),
        ("dpia-screening-missing", P % "dpia: d" + "\n" + D % WHOLE, []),
        ("dpia-screening-missing", P % "dpia: d" + "\n" + D % "screening: {reason: none}", []),
        ("dpia-screening-missing", P % "role: processor", []),
        ("dpia-screening-missing", P % "dpia: d" + "\n" + D % "", []),
        ("dpia-screening-missing", P % "" + "\n" + D % "processing: [p]", []),
        ("dpia-screening-missing", HELD % "ordinary", ["plan"]),
        ("dpia-screening-missing", HELD % "none", []),
        ("dpia-screening-missing", HELD % "ordinary" + D % "", []),
        ("dpia-screening-missing", HELD % "ordinary" + P % WHOLE, []),
        ("dpia-required-missing", P % "screening: {decision: required}", ["processing/p"]),
        ("dpia-required-missing", P % "screening: {decision: required}, role: processor", []),
        ("dpia-required-missing", P % "screening: {decision: not-required}", []),
        ("dpia-required-missing", P % "screening: {criteria: {C4: yes}, decision: not-required}", []),
        ("dpia-required-missing", P % "screening: {criteria: {C4: yes, C5: no}, decision: not-required}", []),
        ("dpia-required-missing", P % "screening: {criteria: {C4: yes, C5: yes}, decision: not-required}", ["processing/p"]),
        ("dpia-required-missing", P % "screening: {criteria: {C4: yes, C5: yes}, decision: not-required, reason: x}", ["processing/p"]),
        ("dpia-required-missing", P % "screening: {criteria: {C4: yes, C5: yes}, decision: not-required, by: people/a}", ["processing/p"]),
        ("dpia-required-missing", P % "screening: {criteria: {C4: yes, C5: yes}, decision: not-required, reason: x, by: people/a}", []),
        ("dpia-required-missing", P % "screening: {art35_3: [b], decision: not-required, reason: x, by: people/a}", ["processing/p"]),
        ("dpia-required-missing", P % "screening: {criteria: {C4: yes, C5: yes}}", []),
        ("dpia-required-missing", P % "screening: {decision: required}" + "\n" + D % "processing: [p]", []),
    ],
)  # fmt: skip
def test_screening(said: Said, check: str, plan: str, found: list[str]) -> None:
    assert said(check, plan) == found


@pytest.mark.parametrize(
    ("check", "plan", "found"),
    [
        ("dpia-high-residual-no-consultation", D % (HIGH % ("access", 3, 3)), ["dpias/d"]),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("modification", 4, 3)), ["dpias/d"]),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("disappearance", 3, 4)), ["dpias/d"]),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("access", 2, 4)), []),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("access", 4, 2)), []),
        ("dpia-high-residual-no-consultation", D % "risks: {access: {severity: 4, likelihood: 4}}", []),
        ("dpia-high-residual-no-consultation", D % "reviewed: 2026-01-01", []),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("access", 3, 3) + ", prior_consultation: {needed: no}"), ["dpias/d"]),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("access", 3, 3) + ", prior_consultation: {needed: yes}"), []),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("access", 3, 3) + ", prior_consultation: {needed: yes}, decision: {status: approved}"), ["dpias/d"]),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("access", 3, 3) + ", prior_consultation: {needed: yes, occurred: 2026-01-01}, decision: {status: approved}"), []),
        ("dpia-high-residual-no-consultation", D % (HIGH % ("access", 3, 3) + ", prior_consultation: {needed: yes}, decision: {status: referred-to-authority}"), []),
        ("dpia-review-overdue", D % "review: {next: 2026-11-20}", ["dpias/d"]),
        ("dpia-review-overdue", D % "review: {next: 2026-11-21}", []),
        ("dpia-review-overdue", D % "review: {triggers: [a new tool]}", ["dpias/d"]),
        ("dpia-review-overdue", D % "", ["dpias/d"]),
        ("dpia-no-dpo-advice", D % "", ["dpias/d"]),
        ("dpia-no-dpo-advice", D % "opinions: {dpo: {name: X, status: for}}", ["dpias/d"]),
        ("dpia-no-dpo-advice", D % "opinions: {dpo: {text: fine}}", []),
        ("dpia-no-dpo-advice", D % "opinions: {dpo: {text: stop, followed: no}}", ["dpias/d not-followed"]),
        ("dpia-no-dpo-advice", D % "opinions: {dpo: {text: stop, followed: no, reason: x}}", []),
        ("dpia-no-dpo-advice", "organization: {name: T, gdpr: {dpo: {required: no, reason: few}}}\n" + D % "", []),
        ("dpia-no-dpo-advice", "organization: {name: T, gdpr: {dpo: {required: no}}}\n" + D % "", ["dpias/d"]),
        ("dpia-no-dpo-advice", "organization: {name: T, gdpr: {dpo: {required: yes, reason: many}}}\n" + D % "", ["dpias/d"]),
        ("dpia-no-dpo-advice", "people: {o: {name: O}}\norganization: {name: T, gdpr: {dpo: {name: people/o, required: no, reason: few}}}\n" + D % "", ["dpias/d"]),
    ],
)  # fmt: skip
def test_assessment(said: Said, check: str, plan: str, found: list[str]) -> None:
    assert said(check, plan) == found


def test_an_empty_assessment_lacks_every_point_but_the_advice(said: Said) -> None:
    points = [c.id for c in checklist() if c.id != "officer-advice"]
    assert said("dpia-content-gap", D % "") == [f"dpias/d {p}" for p in (*points, "decision")]
    assert "dpias/d codes" not in said("dpia-content-gap", D % "description: {codes: none}")


LEFT = "residual: {severity: 1, likelihood: 1}"
DECIDED = "decision: {status: approved, by: people/a, occurred: 2026-01-14}"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f"risks: {{access: {{{LEFT}}}}}, {DECIDED}", []),
        (f"risks: {{access: {{{LEFT}}}, modification: {{severity: 2}}}}, {DECIDED}", ["residual"]),
        (f"risks: {{disappearance: {{residual: {{severity: 1}}}}}}, {DECIDED}", ["residual"]),
        (f"risks: {{disappearance: {{residual: {{likelihood: 1}}}}}}, {DECIDED}", ["residual"]),
        (DECIDED, []),
        ("decision: {by: people/a, occurred: 2026-01-14}", ["decision"]),
        ("decision: {status: rejected, by: people/a}", ["decision"]),
        ("decision: {status: rejected, occurred: 2026-01-14}", ["decision"]),
    ],
)
def test_what_remains_and_who_decided_is_asked(said: Said, written: str, found: list[str]) -> None:
    plan = "people: {a: {name: A}}\n" + D % written
    asked = [one.removeprefix("dpias/d ") for one in said("dpia-content-gap", plan)]
    assert [one for one in asked if one in {"residual", "decision"}] == found


VERSION = "versions: {v2: {occurred: %s, changed: x}}\nreviews: {r: {kind: %s, occurred: %s%s}}"


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (VERSION % ("2026-05-02", "approval", "2026-05-01", ""), ["versions/v2"]),
        (VERSION % ("2026-05-01", "approval", "2026-05-01", ""), []),
        (VERSION % ('"2026-05-01T23:00:00Z"', "approval", "2026-05-01", ""), []),
        (VERSION % ("2026-12-02", "approval", "2026-05-01", ""), []),
        (VERSION % ("2026-05-02", "review", "2026-05-01", ""), []),
        (VERSION % ("2026-05-02", "approval", "2026-05-01", ", scope: the shop"), []),
        ("reviews: {r: {kind: approval, occurred: 2026-05-01}}", []),
        (D % "reviewed: 2026-06-01, decision: {status: approved, occurred: 2026-05-01}", ["dpias/d"]),
        (D % "reviewed: 2026-05-01, decision: {status: approved, occurred: 2026-05-01}", []),
        (D % "reviewed: 2026-06-01, decision: {status: approved}", []),
        (D % "decision: {status: approved, occurred: 2026-05-01}", []),
        (D % "reviewed: 2026-06-01", []),
    ],
    ids=[
        "released after the approval", "on the day of it", "on its evening", "not released yet", "never approved",
        "only a part approved", "no version", "assessment changed", "on the day of the decision", "decided some day",
        "never looked at again", "not decided",
    ],
)  # fmt: skip
def test_approval_after_change(said: Said, plan: str, found: list[str]) -> None:
    assert said("approval-after-change", plan) == [f.replace("versions/v2", "plan") for f in found]
