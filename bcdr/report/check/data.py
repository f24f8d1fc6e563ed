"""Copies that outlive the law, and rights over copies that nobody looked at."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.custody import is_powerful
from bcdr.analysis.limit import RIGHTS
from bcdr.analysis.retention import reach
from bcdr.audit import Audit
from bcdr.report.check.check import Gap, check
from bcdr.report.wording import period


@check("medium", ["gdpr 5(1)(e)", "gdpr 17"], "art32")
def retention_exceeds_purpose(audit: Audit) -> Iterator[Gap]:
    """A copy is kept longer than the law allows the data themselves.

    ## Why
    Storage limitation holds in backups too: what had to be erased comes back with a restore.

    ## Clears
    A shorter `keep`, or fewer `generations`; or the true `legal_retention`, with its law.
    """
    facts = audit.facts
    for store in facts.stores:
        allowed = store.personal.legal_retention if store.personal is not None else None
        for copy in facts.backups(store) if allowed is not None and facts.has_personal_data(store) else ():
            kept = reach(copy, store.copies, facts.plan.organization.timezone)
            if allowed is not None and kept is not None and kept > allowed:
                what = (
                    f"{store.name_or_id}/{copy.id} is kept for {period(kept)}, longer than the law allows the data"
                    f" ({period(allowed)})"
                )
                yield Gap(copy, copy.pointer("keep"), what, "shorten the retention")


@check("medium", ["gdpr 32(1)(b)", "gdpr 32(4)"], "art32")
def access_unreviewed(audit: Audit) -> Iterator[Gap]:
    """Nobody looked for a year at who may restore, change or delete.

    ## Why
    Logins outlive duties. A login that nobody remembered is how copies are destroyed, and a restore puts data into
    hands that should not have them.

    ## Clears
    A review of the rights, and its day in `reviewed`.

    ## Choices
    A credential whose rights are not written (`can`) counts: nobody can say that it may delete nothing.
    """
    facts = audit.facts
    for one in facts.plan.credentials.values():
        if is_powerful(one) and facts.age(one.reviewed) > RIGHTS:
            seen = f"last on {one.reviewed}" if one.reviewed is not None else "no review is recorded"
            what = f"rights of {one.name_or_id} were not reviewed within a year: {seen}"
            yield Gap(one, one.pointer("reviewed"), what, "review who can restore and delete, and write the day")
