"""The scenario catalogue: 22 disruptions in six groups."""

from __future__ import annotations

from typing import get_args

from bcdr.frameworks.scenarios import GroupId, groups, in_group, scenario, scenarios


def test_the_catalogue_has_22_scenarios_with_their_own_ids() -> None:
    assert len({one.id for one in scenarios()}) == len(scenarios()) == 22


def test_there_are_six_groups() -> None:
    assert tuple(one.id for one in groups()) == get_args(GroupId)


def test_each_group_has_the_scenarios_that_count_for_it() -> None:
    assert {one.id: [each.id for each in in_group(one.id)] for one in groups()} == {
        "site-loss": ["region-loss", "datacentre-fire", "power-telecom-outage", "office-loss"],
        "malicious": ["ransomware", "cloud-account-compromise", "supplier-compromise", "insider", "device-theft"],
        "operator-error": [
            "accidental-deletion",
            "bad-release",
            "silent-corruption",
            "backup-system-failure",
            "certificate-expiry",
        ],
        "provider-or-account": ["cloud-account-closure", "key-loss", "identity-lockout", "dns-domain-loss"],
        "key-person": ["key-person-loss", "pandemic"],
        "main-vendor": ["saas-vendor-failure", "payment-provider-outage"],
    }


def test_a_scenario_that_is_usually_no_breach_says_so() -> None:
    assert [one.id for one in scenarios() if not one.breach] == [one.id for one in scenarios() if one.note]


def test_the_likeliest_kind_of_breach_comes_first() -> None:
    theft = scenario("device-theft")
    assert theft is not None
    assert theft.breach == ("confidentiality", "availability")


def test_a_scenario_of_a_plan_need_not_be_in_the_catalogue() -> None:
    assert scenario("meteorite") is None
