"""Data of people, without the papers that say so."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.rule import rule


@rule(
    std="W",
    micro="I",
    clauses=["gdpr 30", "gdpr 35(1)", "gdpr 17", "gdpr 25(1)"],
    fix="scaffold",
    gdpr=True,
    causes={"special-assessment": ("E", "I")},
)
def privacy_records_missing(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """A datastore does not say whether it holds personal data, or its records are incomplete.

    ## Why
    After an attack on a medical group the authority noted missing records of risk for data about health
    (incident centric-health-2019). The register also tells how many people to write to when something is lost.

    ## Bad
    ```yaml
    datastores:
      ledger: {personal: unknown}
    ```

    ## Good
    ```yaml
    datastores:
      ledger: {personal: none}
    ```

    ## Clears
    `personal` for every datastore; for personal data an entry of the register, an impact assessment or the written
    decision that none is needed, and the runbook that applies erasures again after a restore.

    ## Choices
    An assessment is asked where the data is special or criminal, or where the screening calls for one. A screening
    that decides against it counts with its reason and author. Erasures are asked where backups exist.
    """
    held = store.personal
    name = store.name_or_id
    if held is None:
        yield Deviation(
            at=store.path,
            message=f"{name} does not say whether it holds data about people",
            help="write `personal: none`, ordinary, special or criminal",
            cause="undeclared",
        )
        return
    if held.level == "none":
        return
    entries = facts.processing(store)
    if not entries:
        yield Deviation(
            at=store.path,
            message=f"{name} holds personal data that no entry of the register covers",
            help="add it to an entry under `processing`: purpose, people, categories, recipients, erasure",
            cause="register",
        )
    special = held.level in {"special", "criminal"}
    if facts.lacks_assessment(store, special=special):
        yield Deviation(
            at=store.path,
            message=f"{name} holds {held.level} data about people, "
            "and neither an impact assessment nor the reason against one is there",
            help="assess it under `dpias`, or let somebody decide against it: `screening` with reason and name",
            cause="special-assessment" if special else "assessment",
        )
    if held.erasure_replay is None and facts.backups(store):
        yield Deviation(
            at=store.path,
            message=f"after a restore of {name}, people whose data was erased would be back",
            help="keep a list of erasures outside the backup, and name the runbook that applies it: `erasure_replay`",
            cause="erasure",
        )
