"""Two voices, and customers watch the silent one."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.outward import is_outward
from bcdr.finding import Deviation
from bcdr.model.communication import Channel
from bcdr.model.plan import Plan
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W",
    micro="I",
    clauses=["iso22301 8.4.3", "iso22301 7.4", "nist-csf RC.CO-04"],
)
def status_identity_split(plan: Plan, facts: Facts) -> Iterator[Deviation]:
    """Several outward channels of one kind, and none is marked as the one that counts.

    ## Why
    During an outage a hosting company wrote on two accounts of one network; most customers watched the one that stayed
    silent (incident mediatemple-2009).

    ## Bad
    ```yaml
    channels:
      news: {kind: social, audience: customers, at: vendors/talkie}
      ops: {kind: social, audience: customers, at: vendors/talkie}
    ```

    ## Good
    ```yaml
    channels:
      news: {kind: social, audience: customers, at: vendors/talkie, primary: yes}
      ops: {kind: social, audience: customers, at: vendors/talkie}
    ```

    ## Clears
    One of them marked `primary`; the others point to it.

    ## Choices
    Channels are compared within one kind and one audience: a page for dealers and one for shoppers are not rivals.
    """
    groups: dict[tuple[str, str], list[Channel]] = {}
    for channel in plan.channels.values():
        if is_outward(channel):
            groups.setdefault((channel.kind, channel.audience), []).append(channel)
    for (kind, audience), rivals in groups.items():
        if len(rivals) > 1 and not any(c.primary for c in rivals):
            names = listed(c.name_or_id for c in rivals)
            yield Deviation(
                at=rivals[0].path,
                message=f"{audience} may look at {names}, and none of them is the one that counts",
                help="mark one `primary: yes` and let the others point to it",
                cause=f"{kind} {audience}",
            )
