"""A runbook that only its author has carried out has not been read by anybody."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.runbook import Runbook
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W I - -",
    micro="I - - -",
    clauses=["gdpr 32(1)(d)", "iso22301 8.5", "iso22301 7.2", "nist-800-34 P6", "nis2-ir 4.1.4"],
)
def drill_only_by_author(runbook: Runbook, facts: Facts) -> Iterator[Deviation]:
    """Every drill of this runbook was led by its author or by the holder of its role.

    ## Why
    One engineer alone knew a city's network and its passwords. When he was arrested after a dispute, nobody else could
    administer it for twelve days (incident sf-fiberwan-2008). A deputy who never led a drill is a name on a list.

    ## Bad
    ```yaml
    drills:
      restore-customers: {led_by: jonas}
    ```

    ## Good
    ```yaml
    drills:
      restore-customers: {led_by: petra}
    ```

    ## Clears
    One drill of the runbook led by somebody else, best by the deputy, while the author keeps silent.

    ## Choices
    Drills that name the runbook count, and restores and failovers of what it recovers. The role is the one that owns
    the runbook. Where no drill says who led it, nobody is blamed; a company with one person has no deputy to ask.
    """
    leaders = facts.led_only_by(runbook)
    if not leaders or facts.is_one_person:
        return
    names = listed(facts.plan.people[id_].name for id_ in leaders)
    yield Deviation(
        at=runbook.path,
        message=f"every drill of the runbook {runbook.title!r} was led by {names}, who "
        f"{'writes and keeps' if len(leaders) == 1 else 'write and keep'} it: "
        "nobody has shown that somebody else can follow it",
        help="let a deputy lead the next drill with nothing but the runbook in hand",
    )
