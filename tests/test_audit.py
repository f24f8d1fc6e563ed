"""Check, grade, waive, order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bcdr.audit import Audit, audit
from bcdr.errors import BcdrError, RuleCrashedError
from bcdr.finding import Deviation, Severity
from bcdr.model.datastore import Datastore
from bcdr.rules.rule import Days, Rule, rule
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

AS_OF = date(2026, 11, 21)


@rule(std="E W I -", micro="W", clauses=["gdpr 32(1)(c)"], causes={"other": ("I", "I")})
def too_small(store: Datastore, facts: object, *, limit: Days = 5) -> Iterator[Deviation]:
    """Too small."""
    if store.id != "fine":
        yield Deviation(store.path, f"limit {limit}", lower=store.id == "low")
    if store.id == "two":
        yield Deviation(store.path, "again", cause="other")


@rule(std="E", micro="E", clauses=[], gdpr=True)
def privacy_only(store: Datastore, facts: object) -> Iterator[Deviation]:
    """Only where the GDPR applies."""
    yield Deviation(store.path, "personal")


@rule(std="E", micro="E", clauses=[])
def crashing(store: Datastore, facts: object) -> Iterator[Deviation]:
    """Fails."""
    yield Deviation(store.path, str(1 / 0))


def run(text: str, *rules_: Rule, **words: tuple[str, ...]) -> Audit:
    loaded = load(from_texts({"plan.yaml": "bcdr: 1\norganization: {name: T, country: DE}\n" + text}))
    assert loaded.plan is not None, loaded.problems
    return audit(loaded.plan, AS_OF, catalogue=lambda: rules_, **words)


def graded(found: Audit) -> list[tuple[str, str, str]]:
    return [(f.object.partition("/")[2], f.severity.word, f.cause) for f in found.findings]


STORES = (
    "datastores: {one: {tier: 1}, two: {tier: 2}, three: {tier: 3}, four: {tier: 4}, low: {tier: 1}, fine: {tier: 1}}\n"
)


def test_grades_follow_tier_and_order_follows_gravity() -> None:
    assert graded(run(STORES, too_small)) == [
        ("one", "error", ""),
        ("low", "warning", ""),
        ("two", "warning", ""),
        ("two", "info", "other"),
        ("three", "info", ""),
    ]


def test_micro_uses_its_own_column() -> None:
    found = run(STORES + "policy: {profile: micro}", too_small)
    assert [s for _, s, c in graded(found) if not c] == ["warning"] * 4 + ["info"]


def test_options_come_from_the_policy() -> None:
    found = run("datastores: {one: {tier: 1}}\npolicy: {rules: {too-small: {limit: 9d}}}", too_small)
    assert found.findings[0].message == "limit 9"


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("too-smal: {limit: 9d}", "does not exist: too-smal"),
        ("too-small: {limits: 9d}", "has no option limits"),
        ("too-small: {limit: soon}", "not days"),
    ],
)
def test_a_wrong_policy_stops_the_audit(policy: str, message: str) -> None:
    with pytest.raises(BcdrError, match=message):
        run(f"datastores: {{one: {{}}}}\npolicy: {{rules: {{{policy}}}}}", too_small)


def test_gdpr_rules_run_where_personal_data_is() -> None:
    assert graded(run("datastores: {one: {personal: ordinary}}", privacy_only))
    assert not graded(run("datastores: {one: {personal: none}}", privacy_only))


def test_a_crashing_rule_stops_and_names_rule_and_object() -> None:
    with pytest.raises(RuleCrashedError, match="rule crashing failed on datastores/one"):
        run("datastores: {one: {}}", crashing)


def test_a_rule_can_be_chosen_or_left_out_and_that_is_said() -> None:
    found = run("datastores: {one: {personal: ordinary}}", too_small, privacy_only, ignore=("too-small",))
    assert ([f.rule for f in found.findings], found.left_out) == (["privacy-only"], ("too-small",))
    assert [r.name for r in run("datastores: {}", too_small, privacy_only, select=("privacy-only",)).checked] == [
        "privacy-only"
    ]


WAIVER = "waivers: {w: {rule: too-small, on: datastores/one, reason: R, approved_by: people/a, occurred: 2026-10-01, valid_until: %s}}\npeople: {a: {name: A}}\n"


@pytest.mark.parametrize(
    ("tier", "until", "severity"),
    [
        ("1", "2027-03-01", "info"),
        ("1", "2027-09-01", "error"),
        ("2", "2027-09-01", "info"),
        ("2", "2027-11-01", "warning"),
        ("1", "2026-11-20", "error"),
        ("1", "2026-11-21", "info"),
    ],
)
def test_a_waiver_lowers_while_signed_unexpired_and_not_too_long(tier: str, until: str, severity: str) -> None:
    found = run(f"datastores: {{one: {{tier: {tier}}}}}\n" + WAIVER % until, too_small)
    assert found.findings[0].severity.word == severity
    assert (found.findings[0].waiver is not None) is (severity == "info")


def test_an_unsigned_waiver_does_nothing() -> None:
    text = "datastores: {one: {tier: 1}}\nwaivers: {w: {rule: too-small, on: datastores/one, valid_until: 2026-12-01}}"
    assert run(text, too_small).findings[0].severity is Severity.ERROR


def test_a_waived_finding_stays_visible() -> None:
    found = run("datastores: {one: {tier: 1}}\n" + WAIVER % "2027-03-01", too_small)
    assert [f.waiver is None for f in found.findings] == [False]


def test_ids_are_stable_and_tell_causes_apart() -> None:
    first, again = run(STORES, too_small), run(STORES + "people: {a: {name: A}}", too_small)
    assert [f.id for f in first.findings] == [f.id for f in again.findings]
    assert len({f.id for f in first.findings}) == len(first.findings)
