"""The backup survives, and nobody can open it."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.keys import KeyAtRisk, KeyRisk
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule

_WHY = {
    KeyRisk.NOWHERE: "nobody wrote where the key of {} is kept",
    KeyRisk.WITH_DATA: "the key of {} is kept where it is lost together with what it opens",
    KeyRisk.ONE_PERSON: "the key of {} is known to one person only",
    KeyRisk.NOBODY: "the key of {} is known to nobody who is still here",
}


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(a)", "gdpr 32(1)(c)", "nis2 21(2)(h)", "ncsc-cloud-backup 4", "iso22301 8.3.4"],
    against=["any"],
)
def keys_at_risk(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """The key of encrypted data may be lost together with the data, or with one person.

    ## Why
    When an update stopped machines all over the world, encrypted disks asked for a recovery key; in many firms the
    keys were stored on servers that would not start either (incident crowdstrike-2024).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {encrypted: {key: {at: main-volume, second_copy: unknown}}}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {encrypted: {key: {at: main-volume, second_copy: places/home-safe}}}
    ```

    ## Clears
    A second copy of the key elsewhere (sealed paper is fine), fetched and used in a drill.

    ## Choices
    A key beside the source is at risk for a backup too: the backup is opened when the source is gone. Two copies of a
    key are enough when no single storage, site or account takes both. A list of holders that is empty is not
    judged; one in which nobody is active any more is. Live copies open with the key of the data.
    """
    risks = facts.keys_at_risk(store)
    if not risks:
        return
    said = []
    for risk, why in _WHY.items():
        found = [r for r in risks if r.risk is risk]
        if found:
            places = dict.fromkeys(facts.name_of(p) for r in found for p in r.places)
            where = f" (in {listed(places)})" if places else ""
            said.append(why.format(listed(_name(r) for r in found)) + where)
    yield Deviation(
        at=risks[0].at,
        message=f"{store.name_or_id} could become unreadable: {listed(said)}",
        help="note where the key is and keep a second copy at another site that a second person can fetch",
    )


def _name(found: KeyAtRisk) -> str:
    return "the data itself" if found.copy is None else f"the backup {found.copy.id}"
