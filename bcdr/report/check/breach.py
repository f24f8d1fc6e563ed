"""Breaches of the past: told in time, and entered in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.frameworks.deadlines import Deadline, deadline
from bcdr.model.drill import Breach, Incident
from bcdr.report.check.check import Gap, check
from bcdr.report.wording import listed


@check("high", ["gdpr 33(1)"], "art32")
def breach_clock_missed(audit: Audit) -> Iterator[Gap]:
    """The authority heard of a breach after the time limit, or has not heard yet, and no reason is recorded.

    ## Why
    A notice after 72 hours is lawful only with the reasons for the delay. Late notices without them are among the most
    frequent grounds for fines.

    ## Clears
    `delay_reason` of the incident says why, in the words in which the authority was told.

    ## Choices
    Where only days are written, the notice counts as late if it was late at whatever hour. A breach that is to be
    notified and was not is late from the day after the limit.
    """
    notice = deadline("authority-notice")
    for one in audit.facts.plan.incidents.values():
        if one.breach is None or one.aware is None or one.delay_reason:
            continue
        told = one.notified.authority if one.notified is not None else None
        if told is not None and _earliest(told) > _latest_due(notice, one.aware):
            late = f"{one.title}: the authority heard later than {notice.limit} after awareness, without a reason"
            yield Gap(one, one.pointer("notified", "authority"), late, "record the reason (Art. 33(1))")
        elif told is None and _is_to_notify(one.breach) and _latest_due(notice, one.aware) < _noon(audit.facts.as_of):
            late = f"{one.title}: the authority is to be told, {notice.limit} have passed, and no notice is recorded"
            cure = "notify now and record `notified.authority` with the reason for the delay"
            yield Gap(one, one.pointer("notified"), late, cure, "not-told")


def _is_to_notify(breach: Breach) -> bool:
    return breach.decision in {"authority", "authority-and-people"}


def _earliest(moment: date | datetime) -> datetime:
    return moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def _latest_due(notice: Deadline, start: date | datetime) -> datetime:
    latest = _earliest(start)
    return notice.due(latest if isinstance(start, datetime) else latest + timedelta(days=1))


def _noon(day: date) -> datetime:
    return _earliest(day)


@check("medium", ["gdpr 33(5)"], "art32")
def breach_register_incomplete(audit: Audit) -> Iterator[Gap]:
    """The register of breaches lacks facts, effects, the remedy or the decision of an entry.

    ## Why
    The register is what the authority looks at first: facts, effects and remedial action of every breach, also of
    those that were not notified, with the reason why not.

    ## Clears
    `types`, `effects`, `remedy` and `decision` below `breach`, `aware` of the incident, and for a breach that stays in
    the register the `reason`; for an incident that has no entry, one with its `decision` and `reason`.

    ## Choices
    An incident without an entry is asked about only where it names a datastore with personal data (`affects`) and the
    plan says that loss of availability counts (`organization.gdpr.breach.counts_availability_loss`).
    """
    for one in audit.facts.plan.incidents.values():
        if one.breach is None and (hit := _unavailable(one, audit.facts)):
            what = f"{one.title}: it hit {listed(hit)}, and the register of breaches has no entry"
            yield Gap(one, one.pointer("breach"), what, "enter it with its decision and reason", "not-entered")
        missing = _unwritten(one)
        if missing:
            what = f"{one.title}: {listed(missing)} missing in the register"
            yield Gap(one, one.pointer("breach"), what, "complete the entry (Art. 33(5))")


def _unavailable(one: Incident, facts: Facts) -> list[str]:
    """Datastores with personal data that an incident names, where the plan counts their loss for a time as a breach."""
    gdpr = facts.plan.organization.gdpr
    if gdpr is None or gdpr.breach is None or not gdpr.breach.counts_availability_loss:
        return []
    return [s.name_or_id for s in facts.stores if s.ref in one.affects and facts.has_personal_data(s)]


def _unwritten(one: Incident) -> list[str]:
    breach = one.breach
    if breach is None:
        return []
    missing = [f"`{name}`" for name in ("types", "effects", "remedy", "decision") if not breach.__dict__[name]]
    if one.aware is None:
        missing.append("`aware`")
    if breach.decision == "register-only" and not breach.reason:
        missing.append("`reason`")
    return missing
