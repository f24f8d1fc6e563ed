"""Check, grade, waive, order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest

from bcdr.audit import Audit, audit, importance, is_waiver_valid, waiver_limit
from bcdr.errors import BcdrError, RuleCrashedError
from bcdr.finding import Deviation, Finding, Severity
from bcdr.model.datastore import Datastore
from bcdr.model.organization import Waiver
from bcdr.model.plan import Plan
from bcdr.rules.registry import rule_named
from bcdr.rules.rule import Days, Option, Rule, rule
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


@rule(std="E I I I", micro="E", clauses=[])
def whole(plan: Plan, facts: object) -> Iterator[Deviation]:
    """Looks at the whole plan, or at what is in it."""
    yield Deviation(("services",), "all of it")
    yield Deviation(("services",), "less of it", cause="less", tier=2)


@rule(std="E", micro="E", clauses=[])
def crashing_on_all(plan: Plan, facts: object) -> Iterator[Deviation]:
    """Fails before it says anything."""
    raise KeyError(str(facts))


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


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "much"])
def test_a_factor_is_a_number_to_reckon_with(text: str) -> None:
    option = Option("window", "Factor", 0.8)
    assert option.parse("0.5") == 0.5
    with pytest.raises(ValueError, match=r"number|convert"):
        option.parse(text)


@pytest.mark.parametrize("kind", ["Days", "Hours"])
@pytest.mark.parametrize("text", ["unbounded", "999999999d", "999999999"])
def test_a_length_without_end_is_one_that_rules_can_add_to(kind: str, text: str) -> None:
    assert timedelta(days=2 * Option("limit", kind, 1).parse(text) + 1) > timedelta(days=1_000_000)


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


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")], ids=str)
def test_a_waiver_that_ran_out_does_not_hide_the_one_that_followed_it(ids: tuple[str, str]) -> None:
    waiver = "{rule: too-small, on: datastores/one, reason: R, approved_by: people/a, occurred: %s, valid_until: %s}"
    old, new = waiver % ("2025-10-01", "2026-03-01"), waiver % ("2026-10-01", "2027-03-01")
    text = (
        f"datastores: {{one: {{tier: 1}}}}\nwaivers: {{{ids[0]}: {old}, {ids[1]}: {new}}}\npeople: {{a: {{name: A}}}}"
    )
    (found,) = run(text, too_small).findings
    assert (found.severity, found.waiver and found.waiver.id) == (Severity.INFO, ids[1])


def test_a_waived_finding_stays_visible() -> None:
    found = run("datastores: {one: {tier: 1}}\n" + WAIVER % "2027-03-01", too_small)
    assert [f.waiver is None for f in found.findings] == [False]


def test_ids_are_stable_and_tell_causes_apart() -> None:
    first, again = run(STORES, too_small), run(STORES + "people: {a: {name: A}}", too_small)
    assert [f.id for f in first.findings] == [f.id for f in again.findings]
    assert len({f.id for f in first.findings}) == len(first.findings)


def test_a_rule_that_looks_at_the_plan_has_the_plan_as_its_object() -> None:
    found = run("datastores: {one: {}}", whole).findings
    assert [(f.object, f.severity.word, f.tier) for f in found] == [("plan", "error", None), ("plan", "info", 2)]
    with pytest.raises(RuleCrashedError, match="rule crashing-on-all failed on plan: KeyError"):
        run("", crashing_on_all)


def test_a_rule_that_does_not_apply_stops_no_other() -> None:
    found = run("datastores: {one: {personal: none}}", privacy_only, too_small)
    assert {f.rule for f in found.findings} == {"too-small"}


def test_the_gravest_and_the_numbers_of_each() -> None:
    found = run(STORES, too_small)
    assert found.worst() is Severity.ERROR
    assert [found.count(s) for s in Severity] == [2, 2, 1]
    assert run("", too_small).worst() is None


def finding(**more: object) -> Finding:
    first = {"severity": Severity.WARNING, "tier": 2, "fix": "scaffold", "rule": "m", "object": "m", "cause": "m"}
    return Finding(**{"id": "", "at": (), "message": "", **first, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"severity": Severity.ERROR, "tier": 4, "fix": "no"},
        {"tier": 1, "fix": "no", "rule": "z"},
        {"fix": "auto", "rule": "z"},
        {"rule": "a", "object": "z"},
        {"object": "a", "cause": "z"},
        {"cause": "a"},
    ],
    ids=["graver", "more critical", "easier", "rule", "object", "cause"],
)
def test_what_comes_before_a_finding(other: dict[str, object]) -> None:
    assert importance(finding(**other)) < importance(finding())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"fix": "scaffold"}, {"fix": "no"}),
        ({"severity": Severity.WARNING}, {"severity": Severity.INFO}),
        ({"tier": 3, "rule": "z"}, {"tier": None}),
        ({"tier": None, "rule": "a"}, {"tier": 4}),
        ({"tier": 4, "rule": "a"}, {"tier": None}),
    ],
    ids=["skeleton before fact", "warning before information", "tier 3 before none", "none is 4", "4 is none"],
)
def test_what_comes_before_another(first: dict[str, object], second: dict[str, object]) -> None:
    assert importance(finding(**first)) < importance(finding(**second))


WHOLE = {
    "rule": "r", "on": "plan", "reason": "R", "approved_by": "people/a",
    "occurred": date(2026, 1, 1), "valid_until": date(2026, 2, 1),
}  # fmt: skip


@pytest.mark.parametrize("field", ["reason", "approved_by", "occurred", "valid_until"])
def test_a_waiver_without_one_of_its_words_is_none(field: str) -> None:
    assert is_waiver_valid(Waiver(**WHOLE), date(2026, 1, 15), None)
    assert not is_waiver_valid(Waiver(**{**WHOLE, field: None}), date(2026, 1, 15), None)


@pytest.mark.parametrize(
    ("as_of", "limit", "valid"),
    [
        (date(2025, 12, 31), None, False),
        (date(2026, 1, 1), None, True),
        (date(2026, 2, 1), None, True),
        (date(2026, 2, 2), None, False),
        (date(2026, 1, 15), timedelta(days=31), True),
        (date(2026, 1, 15), timedelta(days=30), False),
    ],
    ids=["yet to come", "first day", "last day", "over", "as long as allowed", "a day longer"],
)
def test_a_waiver_counts_from_its_first_to_its_last_day(as_of: date, limit: timedelta | None, valid: bool) -> None:
    assert is_waiver_valid(Waiver(**WHOLE), as_of, limit) is valid


@pytest.mark.parametrize(
    ("of", "severity", "tier", "days"),
    [
        (too_small, Severity.ERROR, 1, 180),
        (too_small, Severity.WARNING, 1, 365),
        (too_small, Severity.ERROR, 2, 365),
        (too_small, Severity.ERROR, None, 365),
        (privacy_only, Severity.INFO, 4, 180),
    ],
)
def test_how_long_a_finding_may_be_waived(of: Rule, severity: Severity, tier: int | None, days: int) -> None:
    assert waiver_limit(of, finding(severity=severity, tier=tier)) == timedelta(days=days)


@pytest.mark.parametrize(
    ("rule_", "on"), [("privacy-only", "datastores/one"), ("too-small", "datastores/two")], ids=["rule", "object"]
)
def test_a_waiver_of_another_rule_or_object_does_nothing(rule_: str, on: str) -> None:
    waiver = (WAIVER % "2027-03-01").replace("too-small", rule_).replace("datastores/one", on)
    found = run("datastores: {one: {tier: 1}, fine: {}}\n" + waiver, too_small)
    assert [(f.severity, f.waiver) for f in found.findings] == [(Severity.ERROR, None)]


def test_an_accepted_finding_tells_by_whom_why_and_until_when() -> None:
    note = run("datastores: {one: {tier: 1}}\n" + WAIVER % "2027-03-01", too_small).findings[0].waiver
    assert note == ("w", "R", "people/a", date(2027, 3, 1))


CLAIMS = rule_named("contradictory-claim")
STALE = "datastores: {fine: {}}\n" + (WAIVER % "2027-03-01").replace("datastores/one", "datastores/fine")


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        (STALE, (too_small,), [("contradictory-claim", "waivers/w", "warning", "unused-waiver")]),
        (STALE, (), []),
        (STALE.replace("2027-03-01", "2026-11-20"), (too_small,), []),
        ("datastores: {one: {tier: 2}}\n" + WAIVER % "2027-03-01", (too_small,), [("too-small", "datastores/one", "info", "")]),
        ("datastores: {one: {tier: 2}}\n" + WAIVER % "2028-03-01", (too_small,), [("too-small", "datastores/one", "warning", "")]),
    ],
    ids=["not found any more", "its rule did not run", "over anyway", "used", "too long, and its finding is there"],
)  # fmt: skip
def test_a_waiver_of_what_is_not_found_any_more_is_a_finding(
    text: str, others: tuple[Rule, ...], found: list[tuple[str, ...]]
) -> None:
    assert CLAIMS is not None
    said = run(text, CLAIMS, *others).findings
    assert [(f.rule, f.object, f.severity.word, f.cause) for f in said] == found


def test_an_unused_waiver_is_silent_where_its_rule_of_text_is_left_out() -> None:
    assert run(STALE, too_small).findings == ()


@pytest.mark.parametrize(("of", "have"), [(too_small, "its options: limit"), (privacy_only, "its options: none")])
def test_the_options_that_a_rule_has_are_named(of: Rule, have: str) -> None:
    with pytest.raises(BcdrError) as raised:
        run(f"policy: {{rules: {{{of.name}: {{limits: 9d}}}}}}", of)
    assert raised.value.hint == have


@pytest.mark.parametrize(
    ("select", "ignore", "checked"),
    [
        ((), (), ["too-small", "contradictory-claim"]),
        (("integrity",), (), ["contradictory-claim"]),
        (("too-small", "integrity"), (), ["too-small", "contradictory-claim"]),
        ((), ("integrity",), ["too-small"]),
        (("integrity",), ("contradictory-claim",), []),
        (("too-small",), ("integrity",), ["too-small"]),
    ],
)
def test_rules_and_families_are_chosen(select: tuple[str, ...], ignore: tuple[str, ...], checked: list[str]) -> None:
    assert CLAIMS is not None
    assert [r.name for r in run("", too_small, CLAIMS, select=select, ignore=ignore).checked] == checked


def test_an_audit_is_never_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        run("", too_small).findings = ()  # type: ignore[misc]
