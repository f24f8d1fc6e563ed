"""Which supports of a recovery one vendor holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.concentration import SUPPORTS, is_accepted
from bcdr.analysis.facts import Facts


@pytest.mark.parametrize(
    ("plan", "held"),
    [
        ("vendors: {v: {}}", ()),
        ("vendors: {v: {provides: [hosting, mail]}}", ()),
        ("vendors: {v: {provides: [dns, domain]}}", ("names",)),
        ("vendors: {v: {provides: [chat, status-page, login, domain, backup]}}", SUPPORTS[1:]),
        ("vendors: {v: {}}\nservices: {s: {vendor: v}}", ("primary",)),
        ("vendors: {v: {}}\ndatastores: {d: {copies: {c: {kind: dump, at: vendors/v}}}}", ("backup",)),
        ("vendors: {v: {}}\ndatastores: {d: {copies: {c: {kind: dump, run_by: v}}}}", ("backup",)),
        ("vendors: {v: {}}\ndatastores: {d: {active: no, copies: {c: {kind: dump, run_by: v}}}}", ()),
        ("vendors: {v: {}}\ndatastores: {d: {copies: {c: {kind: replica, run_by: v}}}}", ()),
        ("vendors: {v: {}}\nrenewals: {r: {title: R, kind: domain, vendor: v}}", ("names",)),
        ("vendors: {v: {}}\nrenewals: {r: {title: R, kind: licence, vendor: v}}", ()),
        ("vendors: {v: {}}\ncredentials: {c: {login_via: vendors/v}, d: {}}", ("login",)),
        (
            "vendors: {v: {}}\nservices: {s: {vendor: v}}\ncredentials: {c: {login_via: services/s}}",
            ("primary", "login"),
        ),
        ("vendors: {v: {}}\nchannels: {c: {kind: status-page, audience: a, at: vendors/v}}", ("status",)),
        ("vendors: {v: {}}\nchannels: {c: {kind: social, audience: a, at: vendors/v}}", ()),
        ("vendors: {v: {}}\nchannels: {c: {kind: chat, audience: staff, at: vendors/v}}", ("chat",)),
        ("vendors: {v: {}}\nchannels: {c: {kind: chat, audience: customers, at: vendors/v}}", ()),
        ("vendors: {v: {}}\nchannels: {c: {kind: phone, audience: staff, at: vendors/v}}", ()),
    ],
)
def test_what_a_vendor_holds(facts: Callable[..., Facts], plan: str, held: tuple[str, ...]) -> None:
    known = facts(plan)
    assert known.supports(known.plan.vendors["v"]) == held


@pytest.mark.parametrize(
    ("accepted", "holds"),
    [
        ("{by: roles/r, valid_until: 2026-11-21}", True),
        ("{by: roles/r, valid_until: 2026-11-20}", False),
        ("{by: roles/r}", False),
        ("{valid_until: 2026-11-21}", False),
        ("unknown", False),
    ],
)
def test_an_acceptance_has_a_name_and_an_end(facts: Callable[..., Facts], accepted: str, holds: bool) -> None:
    plan = facts(
        f"vendors: {{v: {{}}}}\nroles: {{r: {{}}}}\nrisks: {{k: {{title: K, affects: [vendors/v], accepted: {accepted}}}}}"
    ).plan
    assert is_accepted(plan, "vendors/v", date(2026, 11, 21)) is holds
    assert not is_accepted(plan, "vendors/other", date(2026, 11, 21))
