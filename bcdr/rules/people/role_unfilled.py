"""A role that nobody holds."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.people import Role
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="E",
    clauses=["iso22301 5.3", "iso22301 8.4.2", "nis2-ir 4.1.2", "nist-800-34 I1", "gdpr 24(1)"],
)
def role_unfilled(role: Role, facts: Facts) -> Iterator[Deviation]:
    """Nobody who still works here holds this role.

    ## Why
    In the long night of a data-centre fire there was no single point of command, as the company's own review said
    afterwards (incident kakao-2022). A duty without a name is done by nobody.

    ## Bad
    ```yaml
    roles:
      speaker: {holder: unknown}
    ```

    ## Good
    ```yaml
    roles:
      speaker: {holder: petra}
    ```

    ## Clears
    A holder who is active on the day, an active member where a team holds the role, or the roster that names them.
    """
    if facts.holder(role) is not None or facts.members(role) or role.holders_in is not None:
        return
    named = facts.plan.people.get(role.holder) if role.holder is not None else None
    yield Deviation(
        at=role.path,
        message=f"nobody holds the role {role.name_or_id}"
        + (f": {named.name}, who is named, does not work here any more" if named is not None else ""),
        help="name a `holder`; a deputy may take over for good",
    )
