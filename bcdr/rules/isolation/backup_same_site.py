"""One fire, one flood, one power cut takes the data and every backup."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Rung
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed, named
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(b)", "gdpr 32(1)(c)", "iso22301 8.3.2", "nis2-ir 4.2.2(c)", "rule-3-2-1-1-0 1-offsite"],
    against=["site"],
)
def backup_same_site(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """No backup of the datastore is shown to be at another site.

    ## Why
    A fire destroyed one building of a hosting campus. A customer who had paid for automatic backups learned that they
    had been in the same place as the server (incident ovh-sbg2-2021).

    ## Bad
    ```yaml
    places:
      shelf: {within: data-centre, storage: nas-1, account: own-nas, admin: nas-root}
    datastores:
      ledger:
        copies:
          nightly: {at: shelf}
    ```

    ## Good
    ```yaml
    places:
      shelf: {within: office, storage: nas-1, account: own-nas, admin: nas-root}
    datastores:
      ledger:
        copies:
          nightly: {at: shelf}
    ```

    ## Clears
    One backup at another site, with a basis that says why we believe that it is there.
    """
    if store.class_ == "derived" or facts.rung(store) is not Rung.SAME_SITE:
        return
    site = facts.labels(store).site
    here = [c.id for c in facts.backups(store) if facts.labels(c).site == site]
    unknown = [c.id for c in facts.backups(store) if facts.labels(c).site is None]
    yield Deviation(
        at=store.pointer("copies"),
        message=f"what takes the site {site} takes {store.name_or_id} together with its {named('backup', here)}"
        + (
            f"; nothing shows that {listed(unknown)} {'is' if len(unknown) == 1 else 'are'} elsewhere"
            if unknown
            else ""
        ),
        help="keep one backup at another site and record its `site` with the `basis` of that knowledge",
    )
