"""Before anything can be recovered somebody must log in and be found, and that is what is gone."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.identity import Gate
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor
from bcdr.rules.phrase import listed, named
from bcdr.rules.rule import rule

_NEEDED = {
    Gate.DIRECTORY: "every recovery has to log in through {}",
    Gate.ZONE: "nobody finds a recovered service without {}",
}


@rule(
    std="E",
    micro="I",
    clauses=[
        "gdpr 32(1)(b)",
        "gdpr 32(1)(c)",
        "iso22301 8.3.4",
        "nis2 21(2)(i)",
        "nis2-ir 4.2.2(b)",
        "nist-csf GV.OC-05",
    ],
)
def identity_plane_unprotected(entry: Datastore | Service | Vendor, facts: Facts) -> Iterator[Deviation]:
    """A directory, login or zone that recovery itself needs is not in the plan, or falls together with its copies.

    ## Why
    Malware wiped a shipping company. Its servers had backups, but none of the hundred and fifty domain controllers:
    each was thought to be the backup of the others, and without them nothing could be restored (incident
    maersk-notpetya-2017).

    ## Bad
    ```yaml
    credentials:
      hw-admin: {login_via: vendors/coldvault}
    ```

    ## Good
    ```yaml
    credentials:
      hw-admin: {login_via: vendors/coldvault}
      hw-emergency:
        holders: [jonas, petra]
        environment: emergency
        can: {delete: [places/data-centre]}
        mfa: yes
        break_glass: {place: home-safe, checked: 2026-11-01}
        reviewed: 2026-09-01
    ```

    ## Clears
    A copy that is offline, locked or under another administration, and a runbook to restore it. For a login that is
    bought as a service: an emergency account that does not log in through it.

    ## Choices
    A directory is every datastore of class identity, and what lies with a vendor that sells nothing but logins. A zone
    is what a service names as its part `dns`, or what lies with a vendor that provides nothing but names; asked is the
    zone of public services and of tier 1 and 2. Where no admin plane is recorded, another account or provider stands
    for it. Not in the plan is a login service that credentials of a runbook go through (`login_via`) and of which
    neither data nor vendor is named. An emergency account is a credential of environment emergency.
    """
    if isinstance(entry, Datastore):
        yield from _of_store(entry, facts)
    elif isinstance(entry, Service):
        if facts.is_unlisted_login(entry):
            yield Deviation(
                at=entry.path,
                message=f"recovery logs in through {entry.name_or_id}, and the plan does not say where its data is",
                help="add its directory as a datastore of class identity with its copies, or name the vendor",
                cause="unlisted",
            )
    elif facts.is_bought_login(entry) and not facts.can_enter_without(entry):
        yield Deviation(
            at=entry.path,
            message=f"recovery logs in through {entry.name_or_id}, and no emergency login goes around it",
            help="create an administrator that does not log in through it, seal its password and record the credential",
            cause="no-way-around",
        )


def _of_store(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    gate = facts.gate(store)
    if gate is None or facts.copies_outside(store):
        return
    if gate is Gate.DIRECTORY and facts.can_enter_without(store):
        return
    backups, live = facts.backups(store), facts.live_copies(store)
    if backups:
        what = f"its {named('backup', (c.id for c in backups))} "
        what += f"{'is' if len(backups) == 1 else 'are'} not shown to be outside its own administration"
    elif live:
        what = (
            f"it is copied only by {listed(c.id for c in live)}, which {'follows' if len(live) == 1 else 'follow'} it"
        )
    else:
        what = "there is no copy of it"
    yield Deviation(
        at=store.pointer("copies") if store.copies else store.path,
        message=f"{_NEEDED[gate].format(store.name_or_id)}, and {what}",
        help="keep one copy offline or under another administration, and write how to bring it back",
    )
