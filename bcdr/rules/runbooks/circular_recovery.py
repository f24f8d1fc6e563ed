"""The key is inside the locked house."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.runbook import Runbook
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(b)", "iso22301 8.2.2", "iso22301 8.4.5", "nist-csf GV.OC-05", "iso27001 A.5.29"],
    against=["any"],
)
def circular_recovery(runbook: Runbook, facts: Facts) -> Iterator[Deviation]:
    """A runbook needs what it brings back, what comes back later, or what is lost with it.

    ## Why
    A company took its own backbone off the internet. Chat, remote access, tools and even the door badges ran over that
    network, so the people who had to repair it could neither talk nor get in (incident facebook-bgp-2021).

    ## Bad
    ```yaml
    credentials:
      cv-admin: {login_via: services/shop}
    ```

    ## Good
    ```yaml
    credentials:
      cv-admin: {login_via: unknown}
    ```

    ## Clears
    The need served from elsewhere (a sealed copy, an emergency login, a print), or a fallback that was tried.

    ## Choices
    Followed are logins and safes of credentials, services and stores that a service cannot do without (no fallback
    written), and the places of all these; needs of steps count up to the first restore. Lost in the same scenario
    counts when the scenario names the object or a failure domain of it, no other runbook brings it back, and it has no
    standby elsewhere. A credential with a sealed copy does not depend on the place where it is kept. A key that lies
    only inside the backups it opens, directly or by way of another store, is a circle too, and so are steps of which
    every recorded copy lies in the storage or site of what they bring back. A runbook for which no scenario says what
    it `loses` must serve in any: there a need in the storage, site, account or administration of what is recovered
    counts as lost. One finding for each runbook: the first way in full, and the names of all other needs that are lost.
    """
    circle = facts.circle(runbook)
    if circle is None:
        return
    names = [_name(ref, facts) for ref in circle.path]
    way = " and so ".join(names) if len(names) > 1 else names[0]
    ends = {
        "recovered": "which is what it brings back",
        "order": "which comes back later in the agreed order",
        "together": f"which falls with the same {circle.scenario.replace('/', ' ')}, and no runbook brings it back",
        "lost": f"which {circle.scenario} takes as well, and nothing brings it back",
        "key": "where the key lies that opens it",
        "paper": "where every copy of these steps lies, together with what they bring back",
    }
    others = [_name(ref, facts) for ref in circle.others]
    either = f"; {listed(others, most=len(others))} cannot be had then either" if others else ""
    yield Deviation(
        at=runbook.path,
        message=f"the runbook {runbook.title!r} needs {way}, {ends[circle.why]}{either}",
        help="serve that need from outside: a sealed copy, an emergency login, a print, or a second way that was tried",
        cause=circle.why,
    )


def _name(ref: str, facts: Facts) -> str:
    entry = facts.plan.find(ref)
    return entry.name_or_id if entry is not None else ref
