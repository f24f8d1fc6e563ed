"""Check, grade, waive, order: from a plan and a day to findings. This is the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bcdr.analysis.dangling import ALIKE, nearest
from bcdr.analysis.facts import Facts
from bcdr.errors import BcdrError, RuleCrashedError
from bcdr.finding import Deviation, Finding, Severity, WaiverNote, finding_id
from bcdr.model.organization import Waiver
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.rules.registry import NEARLY_RULES, rules
from bcdr.rules.rule import Rule, walk

TIER1_WAIVER = timedelta(days=180)
"""Longest waiver of an error on tier 1 and of every `gdpr` rule."""
EASE = ("auto", "scaffold", "no")
"""How a finding can be cleared, easiest first."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: findings in the order in which they matter, the rules that ran, the facts behind them."""

    facts: Facts
    findings: tuple[Finding, ...]
    checked: tuple[Rule, ...]
    left_out: tuple[str, ...]

    def worst(self) -> Severity | None:
        """The gravest severity found."""
        return max((f.severity for f in self.findings), default=None)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(f.severity is severity for f in self.findings)


def audit(
    plan: Plan,
    as_of: date,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    catalogue: Callable[[], tuple[Rule, ...]] = rules,
) -> Audit:
    """Run every rule (or the selected rules and families) over the plan.

    Raises RuleCrashedError when a rule fails, BcdrError when the policy sets an option that a rule does not have.
    """
    facts = Facts(plan, as_of)
    wanted, unwanted = frozenset(select), frozenset(ignore)
    ruleset = catalogue()
    _check_policy(plan, ruleset)
    chosen = tuple(r for r in ruleset if _is_chosen(r, wanted, unwanted))
    found: list[Finding] = []
    for rule in chosen:
        if rule.gdpr and not facts.gdpr_applies:
            continue
        found += _run(rule, facts)
    names = {r.name for r in chosen}
    if "broken-reference" in names:
        found += _misspelled_rules(facts, ruleset)
    found = list(_waived(found, facts, chosen))
    return Audit(
        facts=facts,
        findings=tuple(sorted(found, key=importance)),
        checked=chosen,
        left_out=tuple(r.name for r in ruleset if r.name not in names),
    )


def importance(finding: Finding) -> tuple[Any, ...]:
    """Sort key: errors first, then tier, then what is easiest to clear, then rule and object."""
    return (-finding.severity, finding.tier or 4, EASE.index(finding.fix), finding.rule, finding.object, finding.cause)


def _is_chosen(rule: Rule, wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    if rule.name in unwanted or rule.family in unwanted:
        return False
    return not wanted or rule.name in wanted or rule.family in wanted


def _check_policy(plan: Plan, ruleset: tuple[Rule, ...]) -> None:
    if not plan.policy.rules:
        return
    known = {r.name: r for r in ruleset}
    for name, options in plan.policy.rules.items():
        rule = known.get(name)
        if rule is None:
            raise BcdrError(f"policy.rules names a rule that does not exist: {name}", "bcdr explain lists the rules")
        for option, value in options.items():
            if option not in rule.options:
                have = ", ".join(rule.options) or "none"
                raise BcdrError(f"rule {name} has no option {option}", f"its options: {have}")
            try:
                rule.options[option].parse(value)
            except ValueError:
                kind = rule.options[option].kind.lower()
                raise BcdrError(
                    f"policy.rules.{name}.{option} is {value}: not {kind}", "write it as 30d, 24h or 0.5"
                ) from None


def _options(rule: Rule, policy: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    written = policy.get(rule.name)
    return {name: rule.options[name].parse(text) for name, text in written.items()} if written else {}


def _run(rule: Rule, facts: Facts) -> Iterator[Finding]:
    options = _options(rule, facts.plan.policy.rules)
    check = rule.check
    for entry in walk(rule.looks_at, facts):
        try:
            deviations = tuple(check(entry, facts, **options))
        except Exception as problem:
            ref = entry.ref if isinstance(entry, Entry) else "plan"
            raise RuleCrashedError(
                f"rule {rule.name} failed on {ref}: {type(problem).__name__}: {problem}",
                "this is a fault of bcdr; the audit stopped because it would be incomplete",
            ) from problem
        for deviation in deviations:
            finding = _graded(rule, entry, deviation, facts)
            if finding is not None:
                yield finding


def _graded(rule: Rule, entry: Entry | Plan, deviation: Deviation, facts: Facts) -> Finding | None:
    tier = deviation.tier
    if tier is None and isinstance(entry, Entry):
        tier = facts.tier(entry)
    severity = rule.grade(deviation.cause, facts.profile, tier, custodian=facts.is_custodian)
    if severity is not None and deviation.lower:
        severity = severity.lowered
    if severity is None:
        return None
    ref = entry.ref if isinstance(entry, Entry) else "plan"
    return Finding(
        id=finding_id(rule.name, ref, deviation.cause),
        rule=rule.name,
        severity=severity,
        object=ref,
        at=deviation.at,
        message=deviation.message,
        help=deviation.help,
        cause=deviation.cause,
        clauses=rule.clauses,
        tier=tier,
        fix=rule.fix,
        numbers=deviation.numbers,
    )


def _waived(found: list[Finding], facts: Facts, chosen: tuple[Rule, ...]) -> Iterator[Finding]:
    # an acceptance that ran out may stand beside the one that followed it
    waivers = [w for _, w in sorted(facts.plan.waivers.items())]
    used: set[str] = set()
    named = {r.name: r for r in chosen}
    too_long: dict[str, timedelta] = {}
    for finding in found:
        meant = [w for w in waivers if w.rule == finding.rule and w.on == finding.object]
        used.update(w.id for w in meant)
        limit = waiver_limit(named[finding.rule], finding) if meant else None
        signed = [w for w in meant if is_waived_by(w, facts, None)]
        valid = next((w for w in signed if is_waived_by(w, facts, limit)), None)
        if limit is not None and valid is None:
            too_long.update((w.id, limit) for w in signed)
        yield finding if valid is None else downgraded(finding, valid)
    judge = named.get("acceptance-invalid")
    for id_, limit in too_long.items():
        if judge is not None:
            yield from _too_long(facts.plan.waivers[id_], limit, judge, facts)
    if "contradictory-claim" in named:
        idle = (w for w in waivers if w.rule in named and w.id not in used and not facts.dangling(w))
        yield from (_unused(w) for w in idle if is_waived_by(w, facts, None))


def _misspelled_rules(facts: Facts, ruleset: tuple[Rule, ...]) -> Iterator[Finding]:
    """Waivers of a rule that does not exist: a broken reference that no rule can see, because none knows the others.

    Only what is nearly the name of a rule: a waiver may also cover the check of a document, of which an audit knows
    nothing.
    """
    known = [r.name for r in ruleset]
    for waiver in facts.plan.waivers.values():
        near = nearest(waiver.rule, known, ALIKE) if waiver.rule not in {*known, *NEARLY_RULES} else ""
        if near:
            yield Finding(
                id=finding_id("broken-reference", waiver.ref, "rule"),
                rule="broken-reference",
                severity=Severity.ERROR,
                object=waiver.ref,
                at=waiver.pointer("rule"),
                message=f"{waiver.id}: there is no rule called {waiver.rule}, so nothing is waived",
                help=f"did you mean {near}?",
                cause="rule",
            )


def waiver_limit(rule: Rule, finding: Finding) -> timedelta:
    """How long a waiver of this finding may last."""
    grave = finding.severity is Severity.ERROR and finding.tier == 1
    return TIER1_WAIVER if grave or rule.gdpr else rule.waiver_max


def is_waiver_valid(waiver: Waiver, as_of: date, limit: timedelta | None) -> bool:
    """Signed, reasoned, not expired, not yet to come, and no longer than `limit`."""
    if waiver.approved_by is None or waiver.reason is None or waiver.valid_until is None or waiver.occurred is None:
        return False
    if not waiver.occurred <= as_of <= waiver.valid_until:
        return False
    return limit is None or waiver.valid_until - waiver.occurred <= limit


def is_waived_by(waiver: Waiver, facts: Facts, limit: timedelta | None) -> bool:
    """The waiver is valid on the day, and whoever signed it may accept risks."""
    return is_waiver_valid(waiver, facts.as_of, limit) and facts.may_accept_risk(str(waiver.approved_by))


def downgraded(finding: Finding, waiver: Waiver) -> Finding:
    """The finding as accepted: information that names the waiver."""
    note = WaiverNote(waiver.id, waiver.reason or "", waiver.approved_by or "", waiver.valid_until)
    return finding._replace(severity=Severity.INFO, waiver=note)


def _unused(waiver: Waiver) -> Finding:
    return Finding(
        id=finding_id("contradictory-claim", waiver.ref, "unused-waiver"),
        rule="contradictory-claim",
        severity=Severity.WARNING,
        object=waiver.ref,
        at=waiver.path,
        message=f"the waiver covers {waiver.rule} on {waiver.on}, which is not found any more",
        help="remove the waiver, or correct its rule and object",
        cause="unused-waiver",
    )


def _too_long(waiver: Waiver, limit: timedelta, judge: Rule, facts: Facts) -> Iterator[Finding]:
    severity = judge.grade("too-long", facts.profile, None, custodian=facts.is_custodian)
    lasts = (waiver.valid_until or date.min) - (waiver.occurred or date.min)
    if severity is not None and lasts <= judge.waiver_max:  # beyond that the rule itself says so
        yield Finding(
            id=finding_id(judge.name, waiver.ref, "too-long"),
            rule=judge.name,
            severity=severity,
            object=waiver.ref,
            at=waiver.path,
            message=f"the waiver of {waiver.rule} on {waiver.on} is longer than the {limit.days} days "
            "that errors of tier 1 and rules of data protection may be waived, and does not count",
            help="end it earlier, and decide again then with fresh eyes",
            cause="too-long",
            clauses=judge.clauses,
        )
