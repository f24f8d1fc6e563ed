"""Damage that is noticed late is in every backup that is still kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.phrase import length
from bcdr.rules.rule import Days, rule


@rule(
    std="W W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(c)", "iso27001 A.8.13", "nis2-ir 4.2.2(f)", "ncsc-cloud-backup 3", "cis 11.1"],
    causes={"one-generation": ("E E W I", "E E W I")},
    against=["datastores", "software"],
)
def retention_too_short(
    copy: Copy,
    facts: Facts,
    *,
    min: Days = 14,  # noqa: A002 - the catalogue's word
    tier1: Days = 30,
    micro: Days = 7,
) -> Iterator[Deviation]:
    """The oldest backup that is kept is younger than damage may be when it is noticed.

    ## Why
    A music site found files unplayable after a move of its servers. When it admitted that they were beyond recovery,
    about a year had passed since users first complained (incident myspace-2019).

    ## Bad
    ```yaml
    scenarios:
      ransomware: {detection: 75d}
    datastores:
      ledger:
        copies:
          nightly: {keep: 60d}
    ```

    ## Good
    ```yaml
    scenarios:
      ransomware: {detection: 75d}
    datastores:
      ledger:
        copies:
          nightly: {keep: 90d}
    ```

    ## Clears
    One backup kept for at least as long as the limit and the longest stated time to notice corruption.

    ## Choices
    Of all backups of a datastore the one that reaches back furthest is judged, of equals the log archive; the others
    may be short. Without `keep` the depth is generations times interval. A repository clone and versioned objects
    keep their history unless limited. A backup that does not say how long it is kept is reported one step lower.
    One single generation is an error.

    ## Options
    - min: how far back the deepest backup must reach, tiers 2 to 4
    - tier1: the same for tier 1
    - micro: the same in a company of ten or fewer, every tier
    """
    store = facts.source(copy)
    if not copy.is_backup or store.class_ == "derived" or facts.deepest_backup(store) is not copy:
        return
    least = facts.least_retention(store, timedelta(days=min), timedelta(days=tier1), timedelta(days=micro))
    stated = facts.stated_detection or timedelta()
    needed = max(least, stated)
    depth = facts.depth(copy)
    if depth is not None and depth >= needed:
        return
    is_stated = stated > least
    late = f"damage may be noticed only after {length(needed)}"
    late = late if is_stated else f"{length(needed)} are asked, because damage is often noticed late"
    single = copy.generations is not None and copy.generations <= 1
    name = f"the backup {copy.id} of {store.name_or_id}"
    if single:
        message = f"{name} keeps a single generation: the next run overwrites the last good state"
    elif depth is None:
        message = f"nothing says how long {name} is kept; {late}"
    else:
        message = f"{name} reaches back {length(depth)}, but {late}"
    yield Deviation(
        at=copy.pointer("generations" if single else "keep") if single or copy.keep is not None else copy.path,
        message=message,
        help=f"keep recovery points for at least {length(needed)}"
        + (", or state a shorter `detection` that you can show" if is_stated else ""),
        cause="one-generation" if single else "",
        lower=depth is None,
        numbers={} if depth is None else {"kept": length(depth), "needed": length(needed)},
    )
