"""A copy in somebody else's hands can be read by them."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.rule import rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(a)", "gdpr 34(3)", "nis2 21(2)(h)", "cis 11.3", "nist-800-53-cp CP-9(8)"],
    causes={"personal-data": ("E W W W", "W W W W")},
)
def backup_unencrypted(copy: Copy, facts: Facts) -> Iterator[Deviation]:
    """A backup that leaves the house is not encrypted.

    ## Why
    Thieves copied the backups of a password service from cloud storage; what was not encrypted in them, such as
    addresses and account data, lay open (incident lastpass-2022). A copy is as confidential as its weakest place.

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {encrypted: no}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {encrypted: {applied: yes, key: {at: office-safe, second_copy: places/home-safe}}}
    ```

    ## Clears
    Encryption of the copy, with a key that is safe (keys-at-risk).

    ## Choices
    Leaves the house: at another site, on a removable medium, or held by a vendor. With personal data never below a
    warning. Live copies run like the data itself and are left to its own encryption. A copy that says nothing about
    encryption is not encrypted.
    """
    store = facts.source(copy)
    if not copy.is_backup or (copy.encrypted is not None and copy.encrypted.applied):
        return
    why = facts.leaves_the_house(copy)
    if why is not None:
        personal = facts.has_personal_data(store)
        yield Deviation(
            at=copy.pointer("encrypted") if copy.encrypted is not None else copy.path,
            message=f"the backup {copy.id} of {store.name_or_id} is {why.value} and not encrypted"
            + (": whoever finds it reads personal data" if personal else ""),
            help="encrypt it and keep the key elsewhere, or record that it is encrypted",
            cause="personal-data" if personal else "",
        )
