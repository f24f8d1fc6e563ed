"""Who is counted on by name, and which roles a recovery needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.duty import RECOVERY, critical_roles, duties, needed_by
from bcdr.analysis.facts import Facts

PEOPLE = """
people: {ann: {name: Ann}, bob: {name: Bob}}
roles: {lead: {holder: ann, deputies: [bob]}}
"""


@pytest.mark.parametrize(
    ("text", "kind", "at"),
    [
        ("credentials: {c: {holders: [bob]}}", "credential", "credentials/c/holders/0"),
        ("runbooks: {r: {title: x, owner: people/bob}}", "runbook", "runbooks/r/owner"),
        ("runbooks: {r: {title: x, steps: [{do: a, by: people/bob}]}}", "step", "runbooks/r/steps/0/by"),
        ("runbooks: {r: {title: x, activation: {by: people/bob}}}", "decider", "runbooks/r/activation/by"),
        ("activation: {decided_by: [people/bob]}", "decider", "activation/decided_by/0"),
        ("activation: {notify_first: [people/bob]}", "alert", "activation/notify_first/0"),
        ("vendors: {v: {account: {admins: [bob]}}}", "account", "vendors/v/account/admins/0"),
        ("vendors: {v: {account: {billing_contact: people/bob}}}", "billing", "vendors/v/account/billing_contact"),
        ("vendors: {v: {contract: {owner: people/bob}}}", "owner", "vendors/v/contract/owner"),
        ("services: {s: {owner: people/bob}}", "owner", "services/s/owner"),
        ("changes: {c: {title: x, owner: people/bob}}", "owner", "changes/c/owner"),
        ("actions: {a: {title: x, owner: people/bob}}", "action", "actions/a/owner"),
        ("communication: {lead: people/bob}", "speaker", "communication/lead"),
        ("communication: {notify: {n: {audience: x, by: people/bob}}}", "speaker", "communication/notify/n/by"),
        ("datastores: {d: {encryption: {key: {holders: [bob]}}}}", "key", "datastores/d/encryption/key/holders/0"),
        (
            "datastores: {d: {copies: {c: {kind: dump, encrypted: {key: {holders: [bob]}}}}}}",
            "key",
            "datastores/d/copies/c/encrypted/key/holders/0",
        ),
        (
            "datastores: {d: {copies: {c: {kind: dump, monitor: {by: x, alerts: [people/bob]}}}}}",
            "alert",
            "datastores/d/copies/c/monitor/alerts/0",
        ),
    ],
)
def test_duty_is_found_where_it_is_written(text: str, kind: str, at: str, facts: Callable[..., Facts]) -> None:
    held = duties(facts(PEOPLE + text).plan)["bob"]
    assert [(d.kind, "/".join(map(str, d.at))) for d in held] == [
        ("deputy", "roles/lead/deputies/0"),
        (kind, at),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "drills: {d: {type: tabletop, led_by: bob, participants: [bob]}}",
        "reviews: {r: {kind: review, by: bob}}",
        "actions: {a: {title: x, owner: people/bob, status: done}}",
        "changes: {c: {title: x, owner: people/bob, status: done}}",
        "services: {s: {owner: people/bob, active: no}}",
    ],
)
def test_history_is_no_duty(text: str, facts: Callable[..., Facts]) -> None:
    assert [d.kind for d in duties(facts(PEOPLE + text).plan)["bob"]] == ["deputy"]


def test_paying_bills_is_not_on_a_recovery_path() -> None:
    assert not {"billing", "owner", "action", "alert"} & RECOVERY


def test_roles_of_a_runbook_matter_down_to_tier_2(facts: Callable[..., Facts]) -> None:
    plan = facts(
        """
        roles: {a: {}, b: {}, c: {powers: [declare]}, d: {}, e: {}}
        credentials: {login: {holders: [roles/d]}}
        runbooks: {r: {title: x, owner: a, needs: [credentials/login], steps: [{do: y, by: b}]}}
        """
    ).plan
    assert critical_roles(plan, lambda _: 2) == {"a", "b", "c", "d"}
    assert critical_roles(plan, lambda _: 3) == {"c"}


def test_needs_of_steps_are_needs_of_the_runbook(facts: Callable[..., Facts]) -> None:
    plan = facts(
        """
        places: {p: {}, q: {}}
        runbooks: {r: {title: x, needs: [places/p], steps: [{do: y, needs: [places/q, places/p]}]}}
        """
    ).plan
    assert list(needed_by(plan.runbooks["r"])) == ["places/p", "places/q"]


@pytest.mark.parametrize(
    "text",
    [
        "actions: {a: {title: x, owner: people/bob, status: done}}",
        "communication: {update_every: 1h, notify: {n: {audience: x}}}",
        "organization: {name: T, gdpr: {role: controller}}",
        "organization: {name: T, gdpr: {dpo: {required: no}, breach: {register: folder}}}",
    ],
    ids=["an action that is done", "nobody speaks", "no officer", "an officer without a name"],
)
def test_where_nobody_is_named_nobody_has_a_duty(text: str, facts: Callable[..., Facts]) -> None:
    assert [d.kind for d in duties(facts(PEOPLE + text).plan).get("bob", ())] == ["deputy"]


@pytest.mark.parametrize(
    "at", ["dpo: {name: people/bob}", "breach: {owner: people/bob}", "breach: {decided_by: people/bob}"]
)
def test_the_privacy_of_the_organisation_counts_on_people(at: str, facts: Callable[..., Facts]) -> None:
    found = duties(facts(PEOPLE + f"organization: {{name: T, gdpr: {{{at}}}}}").plan)["bob"]
    assert [d.kind for d in found] == ["deputy", "privacy"]


def test_only_what_a_runbook_needs_of_credentials_names_its_people(facts: Callable[..., Facts]) -> None:
    plan = facts(
        PEOPLE
        + "places: {p: {}}\ncredentials: {c: {holders: [roles/lead]}}\nservices: {s: {tier: 1}}\n"
        + "runbooks: {r: {title: R, recovers: [services/s], needs: [places/p, credentials/c]}}"
    ).plan
    assert critical_roles(plan, lambda _: 1) == {"lead"}
