"""The control matrix of Art. 32: for each point what the plan shows, what it lacks, and one of five status words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bcdr.analysis.age import add
from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Reach, Rung
from bcdr.analysis.proof import is_dated, is_part, restored_store
from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.frameworks.article32 import Point, harms, points
from bcdr.frameworks.catalogue import clause
from bcdr.frameworks.status import Status, earned, status
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.report.action import NOT_PROVEN, not_proven
from bcdr.report.holding.copies import sealed, unwatched
from bcdr.report.holding.governance import approval
from bcdr.report.result import voided
from bcdr.report.whatif.event import happening
from bcdr.report.whatif.survival import survival_of
from bcdr.report.wording import counted

YEAR = timedelta(days=365)
NO_PERSONAL_DATA = "the plan declares no personal data"


@dataclass(frozen=True, slots=True)
class Control:
    """One row of the matrix. `shown` and `lacking` are the facts behind the status."""

    point: Point
    status: Status
    shown: tuple[str, ...]
    lacking: tuple[str, ...]
    owner: str | None
    evidence: tuple[str, ...]
    newest: str | None
    findings: tuple[Finding, ...]
    reason: str = ""


Judged = tuple[list[str], list[str], list[str]]


def personal_stores(audit: Audit) -> tuple[Datastore, ...]:
    """Datastores in use that hold personal data."""
    return tuple(s for s in audit.facts.stores if audit.facts.has_personal_data(s))


def declares_no_personal_data(audit: Audit) -> bool:
    """Every datastore in use says that it holds none; one that says nothing may hold some."""
    stores = audit.facts.stores
    return bool(stores) and all(s.personal is not None and s.personal.level == "none" for s in stores)


def _unsaid(audit: Audit) -> list[Datastore]:
    """Where nothing is known to be personal: the datastores that leave it open."""
    if personal_stores(audit):
        return []
    return [s for s in audit.facts.stores if s.personal is None]


def control_matrix(audit: Audit) -> tuple[Control, ...]:
    """All points of Art. 32 in the order of the law."""
    return tuple(_control(point, audit) for point in points())


def _control(point: Point, audit: Audit) -> Control:
    findings = tuple(f for f in audit.findings if _cites(f, point.citation))
    if declares_no_personal_data(audit):
        return Control(point, status("not-applicable"), (), (), None, (), None, findings, NO_PERSONAL_DATA)
    judge = _JUDGES.get(point.citation)
    shown, lacking, evidence = judge(audit) if judge is not None else ([], [], [])
    newest = _newest(point.citation, audit)
    reason = ""
    lacking += [f"{s.name_or_id}: whether it holds personal data is not said" for s in _unsaid(audit)]
    judged = not clause(point.citation).judgement
    word = earned(shown=bool(shown), lacking=bool(lacking or findings), judged=judged)
    if point.citation == "gdpr 32(3)" and not audit.facts.plan.certificates:
        word, reason = "not-applicable", "no certificate or code of conduct is claimed"
    return Control(
        point=point,
        status=status(word),
        shown=tuple(shown),
        lacking=tuple(lacking),
        owner=_owner(point.citation, audit),
        evidence=tuple(dict.fromkeys(evidence)),
        newest=f"{newest.occurred} {newest.name_or_id}" if newest is not None else None,
        findings=findings,
        reason=reason,
    )


def _newest(citation: str, audit: Audit) -> Drill | None:
    """The newest passed test of the point: for 32(1)(c) a restore of personal data, for 32(1)(d) any exercise."""
    facts = audit.facts
    if citation == "gdpr 32(1)(d)":
        return next((d for d in reversed(facts.done_drills) if d.result == "passed" and not facts.is_void(d)), None)
    if citation == "gdpr 32(1)(c)":
        stores = (s for s in personal_stores(audit) if s.class_ != "derived")
        found = [d for d in map(facts.last_passed_restore, stores) if d is not None]
        return max(found, key=lambda d: (d.occurred or date.min, d.id), default=None)
    return None


def _cites(finding: Finding, citation: str) -> bool:
    return citation in finding.clauses


def _owner(citation: str, audit: Audit) -> str | None:
    owners = [
        m.owner for m in audit.facts.plan.measures.values() if m.owner and citation.removeprefix("gdpr ") in m.point
    ]
    if owners:
        return owners[0]
    needed = {"gdpr 32(1)(c)": "own-backups", "gdpr 32(1)(d)": "own-backups"}.get(citation, "approve-plan")
    return next((r.ref for r in audit.facts.plan.roles.values() if needed in r.powers), None)


def _level(audit: Audit) -> Judged:
    shown: list[str] = []
    lacking: list[str] = []
    for store in personal_stores(audit):
        users = audit.facts.users(store)
        if users and all(u.tier is not None and u.impact for u in users):
            shown.append(f"{store.name_or_id}: tier {audit.facts.store_tier(store)} with impact over time")
        else:
            lacking.append(f"{store.name_or_id}: no tier with its reason")
    approved, unapproved = approval(audit.facts)
    return [*shown, *approved], [*lacking, *unapproved], []


def _encryption(audit: Audit) -> Judged:
    shown: list[str] = []
    lacking: list[str] = []
    evidence: list[str] = []
    for store in personal_stores(audit):
        own = store.encryption
        if own is not None and own.at_rest:
            shown.append(f"{store.name_or_id} encrypted at rest")
        elif own is not None and own.reason:
            shown.append(f"{store.name_or_id} not encrypted, with a reason")
        else:
            lacking.append(f"{store.name_or_id}: encryption at rest not shown")
        for copy in audit.facts.backups(store):
            seen, unseen = sealed(copy, audit.facts)
            shown += seen
            lacking += unseen
    return shown, lacking, evidence + _measures("32(1)(a)", audit)


def _resilience(audit: Audit) -> Judged:
    """What keeps one event from taking data and all copies; who would take them, who watches, who looked at rights."""
    shown: list[str] = []
    lacking: list[str] = []
    for store in personal_stores(audit):
        rung, reach = audit.facts.rung(store), audit.facts.reach(store)
        if rung in {Rung.CLEAR, Rung.SAME_REGION} and reach in {Reach.CLEAR, Reach.SAME_PROVIDER}:
            shown.append(f"{store.name_or_id}: no single site or account holds source and all copies")
        elif store.class_ != "derived":
            lacking += [f"{store.name_or_id}: {why}" for why in (_WHERE.get(rung), _WHO.get(reach)) if why]
        lacking += _not_survived(store, audit)
        lacking += [fault for copy in audit.facts.backups(store) for fault in unwatched(copy, audit.facts)]
    credentials = audit.facts.plan.credentials.values()
    old = [c.name_or_id for c in credentials if audit.facts.age(c.reviewed) > YEAR]
    if credentials and not old:
        shown.append("access rights reviewed within a year")
    lacking += [f"access of {name} not reviewed within a year" for name in old]
    return shown, lacking, _measures("32(1)(b)", audit)


_WHERE = {
    Rung.UNBACKED: "no copy of any kind",
    Rung.LIVE_ONLY: "only live copies, which repeat a deletion",
    Rung.SAME_STORAGE: "every backup lies on the storage of the data",
    Rung.SAME_SITE: "no backup is shown to lie at another site",
}
_WHO = {
    Reach.SAME_ACCOUNT: "no backup is shown to be out of reach of the account of the data",
    Reach.ACCOUNT_UNKNOWN: "under which accounts data and backups are is not recorded",
}


def _not_survived(store: Datastore, audit: Audit) -> list[str]:
    """What single events do to the datastore: fatal ones by name, those not shown to be survived as a number."""
    found = survival_of(audit.facts).fatal(1).of(store.ref)
    fatal = [happening(f.events[0], audit.facts).plain for f in found if f.is_certain]
    unshown = len(found) - len(fatal)
    lacking = [f"{store.name_or_id}: does not come back when {words}" for words in fatal]
    if unshown:
        noun = "single event is" if unshown == 1 else "single events are"
        lacking.append(f"{store.name_or_id}: {unshown} {noun} not shown to be survived")
    return lacking


def _restore(audit: Audit) -> Judged:
    shown: list[str] = []
    lacking: list[str] = []
    evidence: list[str] = []
    facts = audit.facts
    for store in personal_stores(audit):
        if store.class_ == "derived":
            continue
        last = facts.last_passed_restore(store)
        if last is None:
            lacking.append(f"{store.name_or_id}: {_unrestored(store, facts)}")
            continue
        evidence += last.evidence
        problems = []
        if facts.age(last.occurred) > facts.restore_cadence(store):
            problems.append(f"last passed restore {last.occurred} is older than its cadence")
        problems += [f"restore of {last.occurred} is doubtful: {d.said}" for d in facts.doubts(last)]
        rto, rpo = facts.rto(store), facts.rpo(store)
        measured = last.measured
        if measured is None or measured.rto is None or measured.rpo is None:
            problems.append("times were not measured")
        else:
            if rto is not None and measured.rto > rto:
                problems.append("RTA above RTO")
            if rpo is not None and measured.rpo > rpo and is_dated(last, store):
                problems.append("RPA above RPO")
        if not problems:
            words = ", measured without the switch-over" if is_part(last) else ""
            words += "" if is_dated(last, store) else f", age of data measured on {_dated(last, facts)}"
            shown.append(f"{store.name_or_id}: restored {last.occurred}{words}")
        lacking += [f"{store.name_or_id}: {p}" for p in problems]
    for service in facts.services:
        if (
            service.rto is not None
            and service.mtpd is not None
            and add(service.rto, service.wrt or timedelta()) > service.mtpd
        ):
            lacking.append(f"{service.name_or_id}: RTO + WRT above MTPD")
    return shown, lacking, evidence


def _dated(drill: Drill, facts: Facts) -> str:
    """The datastore whose state the drill dated, by its name."""
    id_ = restored_store(drill) or ""
    return facts.plan.datastores[id_].name_or_id if id_ in facts.plan.datastores else id_


def _unrestored(store: Datastore, facts: Facts) -> str:
    """Why no restore shows it, and what shows it in part: an item, a check of the copy, a failover."""
    void = facts.voided_restore(store)
    if void is not None:
        return f"the restore of {void.occurred} no longer counts ({voided(void, facts, store)})"
    for drill in reversed(facts.counting(store)):
        worth = _LESS.get(MEANINGS[drill.type].article)
        if drill.result == "passed" and worth is not None:
            return f"no passed restore; {MEANINGS[drill.type].title.lower()} of {drill.occurred} {worth}"
    return "no passed restore"


_LESS = {"partly": "shows it in part", "availability": "shows that it stays available, not that it can be restored"}


def _testing(audit: Audit) -> Judged:
    shown: list[str] = []
    lacking: list[str] = []
    facts = audit.facts
    repeating = [d for d in facts.plan.drills.values() if d.every is not None]
    if repeating:
        shown.append(f"{counted(len(repeating), 'repeating drill')} planned")
    else:
        lacking.append("no drill is planned to repeat")
    year = [d for d in facts.done_drills if facts.age(d.occurred) <= YEAR]
    if year:
        shown.append(f"{counted(len(year), 'drill')} done in the last 365 days")
    else:
        lacking.append("no drill in the last 365 days")
    overdue = [d for d in facts.due if d.kind in {"drill", "restore", "exercise"} and d.is_overdue(facts.as_of)]
    lacking += [f"overdue: {d.what}" for d in overdue]
    late = [
        a
        for a in facts.plan.actions.values()
        if a.status in {"open", "in-progress"} and (a.due is None or a.due < facts.as_of)
    ]
    lacking += [f"action past due: {a.title}" for a in late]
    lacking += [f"{NOT_PROVEN}: {a.title}" for a in not_proven(facts)]
    return shown, lacking, [e for d in year for e in d.evidence]


def _harms(audit: Audit) -> Judged:
    shown: list[str] = []
    lacking: list[str] = []
    plan = audit.facts.plan
    for harm in harms():
        entries = [r for r in plan.risks.values() if r.event == harm.id]
        if not entries:
            lacking.append(f"{harm.title}: no entry in the risk register")
            continue
        named = {p for r in entries for p in r.processing if p in plan.processing}
        of = f" ({len(named)} of {counted(len(plan.processing), 'processing activity', 'processing activities')} named)"
        shown.append(f"{harm.title} treated{of if plan.processing else ''}")
    return shown, lacking, []


def _certificates(audit: Audit) -> Judged:
    shown: list[str] = []
    lacking: list[str] = []
    evidence: list[str] = []
    for one in audit.facts.plan.certificates.values():
        if one.scope and one.valid_until and one.valid_until >= audit.facts.as_of:
            holder = audit.facts.name_of(f"vendors/{one.holder}") if one.holder else audit.facts.plan.organization.name
            issuer = f", issued by {one.issuer}" if one.issuer else ""
            shown.append(f"{one.title}, held by {holder}{issuer}, valid until {one.valid_until}. Scope: {one.scope}")
        else:
            lacking.append(f"{one.title}: scope or validity missing or past")
        evidence += one.evidence
    return shown, lacking, evidence


def _instructions(audit: Audit) -> Judged:
    shown: list[str] = []
    lacking: list[str] = []
    for credential in audit.facts.plan.credentials.values():
        rights = credential.can
        if rights is None or not (rights.delete or rights.restore or rights.write):
            continue
        if credential.holders and audit.facts.age(credential.reviewed) <= YEAR:
            shown.append(f"{credential.name_or_id}: holders named, rights reviewed {credential.reviewed}")
        else:
            lacking.append(f"{credential.name_or_id}: holders or a review within a year missing")
    if not shown and not lacking:
        lacking.append("nobody is recorded as able to change, delete or restore")
    return shown, lacking, _measures("32(4)", audit)


def _measures(point: str, audit: Audit) -> list[str]:
    return [e for m in audit.facts.plan.measures.values() if point in m.point for e in m.evidence]


_JUDGES: dict[str, Callable[[Audit], Judged]] = {
    "gdpr 32(1)": _level,
    "gdpr 32(1)(a)": _encryption,
    "gdpr 32(1)(b)": _resilience,
    "gdpr 32(1)(c)": _restore,
    "gdpr 32(1)(d)": _testing,
    "gdpr 32(2)": _harms,
    "gdpr 32(3)": _certificates,
    "gdpr 32(4)": _instructions,
}
