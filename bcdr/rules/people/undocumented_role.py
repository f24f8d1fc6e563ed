"""A role by name only, or a runbook that nobody keeps."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.people import Role
from bcdr.model.runbook import Runbook
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="W",
    clauses=["iso22301 5.3", "iso22301 8.4.2", "nis2-ir 4.1.2", "iso27001 A.5.24", "nist-800-34 I1"],
    fix="scaffold",
)
def undocumented_role(entry: Role | Runbook, facts: Facts) -> Iterator[Deviation]:
    """A role says not what it does or what it may decide, or a runbook has no owner.

    ## Why
    Running a city's network was one engineer's business; when he was arrested, it took about twelve days until somebody
    else could do it (incident sf-fiberwan-2008). A title is no duty: write down what the role does and may decide.

    ## Bad
    ```yaml
    roles:
      speaker: {duty: unknown}
    ```

    ## Good
    ```yaml
    roles:
      speaker: {duty: tells customers and staff what is down}
    ```

    ## Clears
    Duty and authority of the role (`powers` count as authority); an owner of the runbook.

    ## Choices
    An id that nothing defines is a broken reference, found when the plan is read. A person may own a runbook as well
    as a role may.
    """
    if isinstance(entry, Runbook):
        if entry.owner is None:
            yield Deviation(
                at=entry.path,
                message=f"nobody owns the runbook {entry.title!r}: nobody will notice when it is out of date",
                help="name the role that keeps it true under `owner`",
            )
        return
    lacks = ["what it does"] if entry.duty is None else []
    if entry.authority is None and not entry.powers:
        lacks.append("what it may decide")
    if lacks:
        yield Deviation(
            at=entry.path,
            message=f"the role {entry.name_or_id} does not say {listed(lacks)}",
            help="write `duty` and `authority` in a sentence each, so that a stranger could step in",
        )
