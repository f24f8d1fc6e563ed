"""Fewer copies than the rule of three, two and one asks for."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W I - -",
    micro="I - - -",
    clauses=["gdpr 32(1)(b)", "iso22301 8.3.2", "rule-3-2-1-1-0 3", "rule-3-2-1-1-0 2", "rule-3-2-1-1-0 1-offsite"],
)
def copies_below_minimum(
    store: Datastore, facts: Facts, *, copies: int = 3, media: int = 2, offsite: int = 1
) -> Iterator[Deviation]:
    """There are too few independent copies of the datastore.

    ## Why
    When a disk failed, the author of a blog had a second copy: on the same machine (incident codinghorror-2009). Three
    copies, two kinds of storage, one at another site is the least that survives two misfortunes at once.

    ## Bad
    ```yaml
    datastores:
      orders-db:
        copies:
          disk: {active: no}
    ```

    ## Good
    ```yaml
    datastores:
      orders-db:
        copies:
          disk: {active: yes}
    ```

    ## Clears
    Three copies in all (the data itself counts), on two kinds of storage, one of them at another site.

    ## Choices
    Live copies and copies that share storage with another one do not count. A different provider or account, or an
    offline medium, is another kind of storage. In a company of ten or fewer, the data and one independent copy at
    another site are enough. Where the isolation ladder already speaks, this rule is silent.

    ## Options
    - copies: copies asked for, the data itself counted
    - media: kinds of storage asked for
    - offsite: of these copies, so many at another site
    """
    if facts.is_on_ladder(store) or not facts.relied_on(store):
        return
    asked = facts.asked_redundancy(copies, media, offsite)
    have = facts.redundancy(store, asked)
    short = [f"{have.copies} of {asked.copies} independent copies"] if have.copies < asked.copies else []
    short += [f"{have.media} of {asked.media} kinds of storage"] if have.media < asked.media else []
    short += [f"{have.offsite} of {asked.offsite} copies at another site"] if have.offsite < asked.offsite else []
    if short:
        yield Deviation(
            at=store.pointer("copies"),
            message=f"{store.name_or_id}, the data itself included, has {listed(short)}",
            help="add a backup in another place: another account, another provider, or a disk in a drawer",
            numbers={"copies": str(have.copies), "media": str(have.media), "offsite": str(have.offsite)},
        )
