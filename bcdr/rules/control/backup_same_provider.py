"""Data and backups hang on one company."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Reach
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.rule import rule


@rule(
    std="W I - -",
    micro="I - - -",
    clauses=["gdpr 32(1)(b)", "iso22301 8.3.2", "nis2 21(2)(d)", "dora 12(3)", "rule-3-2-1-1-0 2"],
    against=["provider"],
)
def backup_same_provider(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Data and all backups are with one provider.

    ## Why
    A storage company gave its customers two weeks to leave and then filed for bankruptcy; some could not carry their
    data out in time (incident nirvanix-2013). A dispute, an outage or an insolvency takes all that is with one company.

    ## Bad
    ```yaml
    places:
      vault: {provider: hostworks}
      home-safe: {provider: hostworks}
    ```

    ## Good
    ```yaml
    places:
      vault: {provider: hostworks}
    ```

    ## Clears
    Any copy elsewhere: another provider, or a disk of your own in a drawer.

    ## Choices
    A live copy with another provider counts: it goes on when the first provider closes.
    """
    if store.class_ != "derived" and facts.reach(store) is Reach.SAME_PROVIDER:
        provider = facts.labels(store).provider
        yield Deviation(
            at=store.pointer("copies"),
            message=f"{store.name_or_id} and every backup of it are with {facts.vendor_name(provider)}",
            help="keep one copy with another company or on a disk of your own",
        )
