"""Two statements of which only one can be true."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.contradiction import Clash, Contradiction
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.record import Entry
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule

_SAYS = {
    Clash.LIVE_BACKUP: "counts as a backup, but a {} repeats every deletion",
    Clash.LOCKED_DELETABLE: "is locked so that nobody can delete it, but {} is said to be able to",
    Clash.LOCKED_TIED: "is locked ({}), but is said to be deleted together with its source",
    Clash.OFFLINE_OFTEN: "lies offline at {}, but is written more than once a day",
    Clash.NO_PERSONAL_DATA: "is said to hold no personal data, but states its {}",
    Clash.STATEMENT: "publishes how its data is protected, but {} has no backup",
    Clash.NOT_SEGREGATED: "restores onto a place that is said to be apart, but shares the {} with what is restored",
    Clash.COUNT_DIFFERS: "passed, but the check found something else: {}",
    Clash.TWO_HOMES: "is at two places at once: {}",
}


@rule(
    std="W",
    micro="W",
    clauses=["gdpr 5(2)", "iso22301 8.6", "nis2 21(2)(f)"],
)
def contradictory_claim(entry: Entry, facts: Facts) -> Iterator[Deviation]:
    """Two statements about one thing cannot both be true.

    ## Why
    The terms of a host promised that backups were kept physically apart; the fire found them beside the servers
    (incident ovh-sbg2-2021). Where paper and world differ, a contradiction on paper is the cheap way to notice.

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          standby: {kind: replica, at: main-volume, declared_as: backup}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          standby: {kind: replica, at: main-volume, declared_as: replica}
    ```

    ## Clears
    One of the two corrected, after a look at reality.

    ## Choices
    The admin plane of the place where a locked copy lies may be named in `deletable_by`: it says who administers it.
    A waiver that covers nothing any more is reported here as well. A storage lies in one site, a site in one region, an
    account with one provider: names of failure domains mean the same thing wherever they stand.
    """
    found: dict[Clash, list[Contradiction]] = {}
    for each in facts.contradictions(entry):
        found.setdefault(each.clash, []).append(each)
    for clash, clashes in found.items():
        yield Deviation(
            at=clashes[0].at,
            message=f"{entry.name_or_id} {_SAYS[clash].format(listed(c.value for c in clashes))}",
            help="find out which of the two is true and correct the other",
            cause=clash.name.lower().replace("_", "-"),
        )
