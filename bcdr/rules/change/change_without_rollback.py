"""A change with no way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.change import Change
from bcdr.rules.phrase import listed
from bcdr.rules.rule import Days, rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["iso22301 6.3", "iso22301 8.1", "gdpr 32(1)(b)", "nist-csf ID.IM-03"],
    fix="scaffold",
)
def change_without_rollback(change: Change, facts: Facts, *, settled: Days = 30) -> Iterator[Deviation]:
    """A planned change does not say how to go back, until when, or what makes you stop.

    ## Why
    A bank moved five million customers in one weekend; about 1.9 million could not use their accounts, and there was no
    going back (incident tsb-2018).

    ## Bad
    ```yaml
    changes:
      new-line: {title: another line to the data centre, kind: network, affects: [services/shop], planned: 2026-12-01}
    ```

    ## Good
    ```yaml
    changes:
      new-line: {title: another line to the data centre, kind: network, affects: [services/shop], planned: 2026-12-01,
                 rollback: plug the old line in again, no_return_after: end of the old contract on 2026-12-31,
                 abort_when: the shop is slower than before}
    ```

    ## Clears
    `rollback`, `no_return_after` (or that there is no such point) and `abort_when`.

    ## Choices
    Asked of every planned change in the plan, whatever its kind: only what is risky is written there. A change that was
    made is asked as well until it is shown complete (`verified_complete`), called done, or old: what looks well on a
    quiet weekend may fall at the next peak (incident buildkite-2016).

    ## Options
    - settled: so long after a change was made somebody may still want to go back
    """
    if change.status != "planned" or facts.is_settled(change, timedelta(days=settled)):
        return
    lacks = [words for name, words in _PARTS.items() if change.__dict__[name] is None]
    if lacks:
        yield Deviation(
            at=change.path,
            message=f"the change {change.title!r}{_made(change)} does not say {listed(lacks)}",
            help="write all three while nobody is in a hurry, and tell whoever does the work",
        )


def _made(change: Change) -> str:
    return f", made on {change.occurred} and not yet shown to hold," if change.occurred is not None else ""


_PARTS = {
    "rollback": "how to go back",
    "no_return_after": "from when there is no going back",
    "abort_when": "what makes you stop",
}
