"""Checks of the Art. 32 report: contracts, clocks, access, training, scope."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bcdr.audit import Audit
from bcdr.frameworks.article28 import duty_items, frame_items
from bcdr.frameworks.deadlines import deadline
from bcdr.report.gap import Gap

YEAR = timedelta(days=365)


def art32_checks(audit: Audit) -> tuple[Gap, ...]:
    """Gaps in the order of the report."""
    return (*_contracts(audit), *_breaches(audit), *_retention(audit), *_access(audit), *_frame(audit))


def _contracts(audit: Audit) -> Iterator[Gap]:
    items = [i.id for i in (*frame_items(), *duty_items())]
    for vendor in audit.facts.plan.vendors.values():
        if vendor.processor is None:
            continue
        given = {k for k, v in vendor.processor.contract_items.items() if v}
        absent = [i.replace("_", " ") for i in items if i not in given]
        if absent:
            yield Gap(
                "processor-contract-gap",
                "medium",
                vendor.ref,
                f"{vendor.name_or_id}: {len(absent)} of {len(items)} contract points of Art. 28(3) not shown",
                "add them to the contract: " + ", ".join(absent),
            )


def _breaches(audit: Audit) -> Iterator[Gap]:
    notice = deadline("authority-notice")
    for one in audit.facts.plan.incidents.values():
        if one.breach is None:
            continue
        told = one.notified.authority if one.notified else None
        aware = one.aware
        late_by = isinstance(aware, datetime) and isinstance(told, datetime) and told > notice.due(aware)
        if late_by and not one.delay_reason:
            late = f"{one.title}: the authority heard later than {notice.limit} after awareness, without a reason"
            yield Gap("breach-clock-missed", "high", one.ref, late, "record the reason (Art. 33(1))")
        if not (one.breach.effects and one.breach.remedy and one.breach.decision):
            bare = f"{one.title}: effects, remedy or decision missing in the register"
            yield Gap("breach-register-incomplete", "medium", one.ref, bare, "complete the entry (Art. 33(5))")


def _retention(audit: Audit) -> Iterator[Gap]:
    for store in audit.facts.stores:
        longest = store.personal.legal_retention if store.personal is not None else None
        for copy in audit.facts.backups(store):
            if longest is not None and copy.keep is not None and copy.keep > longest:
                what = f"{store.name_or_id}/{copy.id} is kept longer than the law allows the data"
                yield Gap("retention-exceeds-purpose", "medium", copy.ref, what, "shorten the retention")


def _access(audit: Audit) -> Iterator[Gap]:
    for one in audit.facts.plan.credentials.values():
        if audit.facts.age(one.reviewed) > YEAR:
            what = f"rights of {one.name_or_id} were not reviewed within a year"
            yield Gap("access-unreviewed", "medium", one.ref, what, "review who can restore and delete")


def _frame(audit: Audit) -> Iterator[Gap]:
    plan = audit.facts.plan
    if plan.organization.scope is None:
        yield Gap(
            "scope-missing",
            "medium",
            "organization",
            "the plan does not say what it covers",
            "write organization.scope",
        )
    for book in plan.runbooks.values():
        if book.activation is None and plan.activation is None:
            yield Gap(
                "runbook-no-activation",
                "low",
                book.ref,
                f"{book.title}: nobody wrote when it starts",
                "write `activation`",
            )
        if book.returns is None:
            yield Gap(
                "runbook-no-return",
                "low",
                book.ref,
                f"{book.title}: no way back to normal is written",
                "write `returns`",
            )
    if plan.people and not any(p.training for p in plan.people.values()):
        yield Gap(
            "training-missing", "low", "people", "no training of anybody is recorded", "record trainings with dates"
        )
    for one in plan.certificates.values():
        if not (one.scope and one.valid_until):
            yield Gap("certificate-claim-unscoped", "low", one.ref, f"{one.title}: scope or expiry missing", "add both")
