"""A script that can delete a thousand things as easily as one."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.change import Automation
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W W I -",
    micro="I - - -",
    clauses=["gdpr 32(1)(b)", "gdpr 32(4)", "iso22301 8.1", "nist-800-53-cp CP-9(7)", "nis2 21(2)(i)"],
)
def unbounded_automation(job: Automation, facts: Facts) -> Iterator[Deviation]:
    """A job that can delete or stop in bulk lacks a dry run, a cap, a second approval, or a delay.

    ## Why
    A script meant to remove an old add-on was handed the wrong list and deleted the sites of 775 customers; it took up
    to fourteen days to bring them back (incident atlassian-2022).

    ## Bad
    ```yaml
    automations:
      clean-up: {title: removes closed accounts, can: [delete], affects: [datastores/orders-db], dry_run: yes}
    ```

    ## Good
    ```yaml
    automations:
      clean-up: {title: removes closed accounts, can: [delete], affects: [datastores/orders-db], dry_run: yes,
                 cap: 20 accounts in one run, second_approval: yes, delayed: 7d}
    ```

    ## Clears
    All four: `dry_run`, `cap`, `second_approval`, `delayed`.

    ## Choices
    A job that touches only retired objects is left in peace.
    """
    if job.affects and all(facts.is_retired(ref) for ref in job.affects):
        return
    lacks = [words for name, words in _BOUNDS.items() if not job.__dict__[name]]
    if lacks:
        yield Deviation(
            at=job.path,
            message=f"{job.title!r} can {listed(job.can, last='or') or 'delete'} in bulk without {listed(lacks)}",
            help="let it show first what it would do, stop at a small number, ask a second person, and act a day later",
        )


_BOUNDS = {
    "dry_run": "a dry run",
    "cap": "a cap on how many",
    "second_approval": "a second person's yes",
    "delayed": "a delay in which it can be undone",
}
