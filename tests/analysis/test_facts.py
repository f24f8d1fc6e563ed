"""What rules see: tiers inherited from users, profile by head count, and facts computed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]

TIERS = """
services:
  shop: {tier: 1, depends_on: [datastores/db, vendors/pay]}
  wiki: {tier: 4, depends_on: [datastores/db], parts: {code: repo}}
  old: {tier: 1, active: no, depends_on: [datastores/repo]}
datastores: {db: {}, repo: {class: code}, lonely: {}, own: {tier: 2, at: unit}, gone: {active: no}}
vendors: {pay: {}, host: {}, nobody: {}}
places: {rack: {provider: host}, unit: {within: rack}, shelf: {}}
credentials: {root: {can: {delete: [datastores/repo]}}, none: {}}
runbooks:
  r: {title: R, recovers: [datastores/db]}
  rack: {title: Rack, recovers: [places/rack]}
  pay: {title: Pay, recovers: [vendors/pay]}
  shelf: {title: Shelf, recovers: [places/shelf]}
automations: {sweep: {title: S, affects: [datastores/db]}}
changes:
  c: {title: C, affects: [datastores/own]}
  of-place: {title: C, affects: [places/rack]}
  of-nothing: {title: C, affects: [places/shelf]}
  of-script: {title: C, affects: [automations/sweep]}
  of-vendor: {title: C, affects: [vendors/pay]}
channels: {page: {kind: chat, audience: staff}}
drills: {d: {type: tabletop, covers: [runbooks/r]}}
"""


@pytest.mark.parametrize(
    ("ref", "tier"),
    [
        ("services/shop", 1),
        ("datastores/db", 1),
        ("datastores/repo", 4),
        ("datastores/lonely", 3),
        ("datastores/own", 2),
        ("vendors/pay", 1),
        ("vendors/nobody", 3),
        ("credentials/root", 4),
        ("runbooks/r", 1),
        ("runbooks/rack", 2),
        ("runbooks/pay", 1),
        ("runbooks/shelf", 3),
        ("changes/c", 2),
        ("changes/of-place", 2),
        ("changes/of-nothing", 3),
        ("changes/of-script", 1),
        ("changes/of-vendor", 1),
        ("drills/d", 1),
        ("channels/page", None),
    ],
)
def test_tiers_are_inherited_from_what_is_served(facts: Make, ref: str, tier: int | None) -> None:
    found = facts(TIERS)
    entry = found.plan.find(ref)
    assert entry is not None
    assert found.tier(entry) == tier


def test_a_login_that_its_own_runbook_needs_has_a_tier(facts: Make) -> None:
    found = facts("""
credentials: {root: {can: {delete: [datastores/own]}}}
datastores: {own: {tier: 2}}
runbooks: {again: {title: A, recovers: [credentials/root], needs: [credentials/root]}}
""")
    assert found.tier(found.plan.credentials["root"]) == found.tier(found.plan.runbooks["again"]) == 2


def test_what_is_in_a_place_comes_by_name_and_not_by_who_wrote_it_first(facts: Make) -> None:
    found = facts("places: {rack: {}, unit: {within: rack}}\ndatastores: {b: {at: unit}, a: {at: rack}}")
    assert [e.ref for e in found.held["places/rack"]] == ["datastores/a", "datastores/b"]


def test_retired_stores_and_services_are_left_out(facts: Make) -> None:
    found = facts(TIERS)
    assert "gone" not in {s.id for s in found.stores}
    assert "old" not in {s.id for s in found.services}


@pytest.mark.parametrize(("people", "profile"), [("10", "micro"), ("11", "std"), ("unknown", "std")])
def test_profile_by_head_count(facts: Make, people: str, profile: str) -> None:
    assert facts(f"organization: {{name: X, people: {people}}}").profile == profile


@pytest.mark.parametrize(
    ("organization", "level", "applies"),
    [
        ("country: DE", "ordinary", True),
        ("country: US", "ordinary", False),
        ("country: US, gdpr: {role: controller}", "ordinary", True),
        ("people: 3", "special", True),
        ("country: DE", "none", False),
    ],
)
def test_when_the_gdpr_applies(facts: Make, organization: str, level: str, applies: bool) -> None:
    found = facts(f"organization: {{name: X, {organization}}}\ndatastores: {{db: {{personal: {level}}}}}")
    assert found.gdpr_applies is applies


def test_facts_are_computed_once(facts: Make) -> None:
    found = facts(TIERS)
    store = found.plan.datastores["db"]
    assert found.loss(store) is found.loss(store)
    assert found.due is found.due


def test_cadence_follows_policy_then_tier_and_profile(facts: Make) -> None:
    base = "services: {s: {tier: 1, depends_on: [datastores/db]}}\ndatastores: {db: {}}\n"
    plain = facts(base)
    strict = facts(base + "policy: {tiers: {1: {drill_every: 90d}}}")
    micro = facts(base + "policy: {profile: micro}")
    days = [f.restore_cadence(f.plan.datastores["db"]) / timedelta(days=1) for f in (plain, strict, micro)]
    assert days == [180, 90, 365]


def test_a_custodian_keeps_the_data_of_others_for_the_public(facts: Make) -> None:
    assert facts("services: {s: {public: yes, keeps_others_data: yes}}").is_custodian
    assert not facts("services: {s: {public: yes}}").is_custodian
    assert facts("services: {s: {public: yes, multi_tenant: yes}}").is_custodian
    assert not facts("services: {s: {public: yes, multi_tenant: yes, keeps_others_data: no}}").is_custodian
    assert not facts("services: {s: {multi_tenant: yes}}").is_custodian


def test_age_of_a_date_never_written_is_unbounded(facts: Make) -> None:
    found = facts("people: {}")
    assert found.age(date(2026, 11, 20)) == timedelta(days=1)
    assert found.age(None) > timedelta(days=10**6)


def test_a_copy_that_is_not_made_or_not_known_has_no_loss(facts: Make) -> None:
    found = facts(
        "datastores: {d: {copies: {off: {kind: dump, every: 1d, active: no}, odd: {kind: unstated}, on: {kind: dump, every: 1d}}}}"
    )
    copies = found.plan.datastores["d"].copies
    day = timedelta(days=1)
    assert [found.copy_loss(c, day) is None for c in copies.values()] == [True, True, False]


def test_a_drill_and_a_component_have_the_tier_of_what_they_serve(facts: Make) -> None:
    found = facts(TIERS + "components: {fw: {title: F, used_by: [datastores/own]}}")
    assert [found.tier(e) for e in (found.plan.drills["d"], found.plan.components["fw"])] == [1, 2]


@pytest.mark.parametrize(
    ("rights", "needed"),
    [
        ("restore: [services/shop]", True),
        ("restore: [datastores/lonely]", True),
        ("delete: [places/rack]", True),
        ("read: [services/shop]", False),
        ("restore: [datastores/db]", False),
        ("restore: [datastores/gone]", False),
    ],
    ids=[
        "a service nobody wrote down",
        "data nobody wrote down",
        "a place of such data",
        "only reads",
        "written",
        "retired",
    ],
)
def test_a_credential_is_needed_for_what_no_runbook_recovers(facts: Make, rights: str, needed: bool) -> None:
    text = TIERS.replace("datastores: {db: {}, repo", "datastores: {db: {}, here: {at: rack}, repo").replace(
        "none: {}", f"none: {{}}, c: {{can: {{{rights}}}}}"
    )
    text = text.replace("steps", "steps")
    found = facts(text)
    assert found.is_needed(found.plan.credentials["c"]) is needed


def test_a_service_is_measured_by_the_slowest_of_its_parts(facts: Make) -> None:
    found = facts(
        """
services: {s: {depends_on: [datastores/a, datastores/b]}}
datastores: {a: {class: truth}, b: {class: truth}}
drills:
  x: {type: system-restore, covers: [datastores/a], occurred: 2026-05-01, result: passed, measured: {rto: 1h}}
  y: {type: system-restore, covers: [datastores/b], occurred: 2026-05-01, result: passed, measured: {rto: 3h}}
"""
    )
    assert found.recovery(found.plan.services["s"]).measured == timedelta(hours=3)


def test_a_login_that_says_nothing_of_its_rights_alters_nothing(facts: Make) -> None:
    found = facts(TIERS)
    assert found.alterable(found.plan.credentials["none"]) == ()
    assert [s.id for s in found.alterable(found.plan.credentials["root"])] == ["repo"]


def test_a_key_may_lie_in_a_store(facts: Make) -> None:
    found = facts(
        "places: {rack: {site: a}}\n"
        "datastores: {d: {at: rack, copies: {n: {kind: dump, encrypted: {key: {at: datastores/safe}}}}}, safe: {at: rack}}"
    )
    assert len(found.keys_at_risk(found.plan.datastores["d"])) == 1


def test_what_was_entered_again_once_counts_as_far_as_its_source_reaches(facts: Make) -> None:
    found = facts("datastores: {d: {reentry: {from: paper, keeps: 3d, tried: 2026-05-01}}, e: {}}")
    assert [found.reentered(s) for s in found.stores] == [timedelta(days=3), timedelta()]


def test_a_service_runs_where_it_says_or_at_its_vendor_or_where_its_data_lie(facts: Make) -> None:
    found = facts(
        """
places: {rack: {site: a}, room: {site: b}}
vendors: {host: {}}
datastores: {d: {at: room}}
services: {own: {at: rack, vendor: host}, bought: {vendor: host, depends_on: [datastores/d]}, plain: {depends_on: [datastores/d]}}
"""
    )
    where = [[(p.site, p.provider) for p in found.locations(s)] for s in found.services]
    assert where == [[("a", None)], [(None, "host")], [("b", None)]]
