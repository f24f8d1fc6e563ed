"""The people who have to repair it cannot talk to each other, because it is down."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.outward import Shared
from bcdr.analysis.responders import can_fail, is_internal
from bcdr.finding import Deviation
from bcdr.model.communication import Channel
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="W",
    clauses=["iso22301 8.4.3", "iso22301 7.4", "nis2 21(2)(j)", "nis2-ir 4.3", "nist-800-34 I2"],
)
def internal_channel_same_domain(channel: Channel, facts: Facts) -> Iterator[Deviation]:
    """Responders reach each other only through what falls together with a service of tier 1 or its login.

    ## Why
    A network company vanished from the internet, and with it the chat and mail of those who had to repair it: they ran
    over the same network (incident facebook-bgp-2021).

    ## Bad
    ```yaml
    channels:
      chat: {depends_on: [services/shop], fallback: unknown}
      phone-list: {direction: inward}
    ```

    ## Good
    ```yaml
    channels:
      chat: {depends_on: [services/shop], fallback: phone-list}
    ```

    ## Clears
    A second channel that stands when these services are down, and that was tried: a telephone list, a chat elsewhere
    with logins of its own.

    ## Choices
    Judged are chat, voice, mail and paging for responders or staff, and telephones where `at` or `depends_on` says on
    what they run; without `direction` the audience decides. They fall with a service of tier 1 when they rest on it or
    on something it needs, or share provider, account, site, DNS zone or administration with it, as for status pages.
    Another internal channel, or the `fallback`, counts as the second unless it falls as well. In a small company
    private contacts of all in critical roles do. Whether the second was tried is the question of callout-untested.
    """
    if not can_fail(channel) or not is_internal(channel):
        return
    shared = facts.shared_with_critical(channel)
    if shared and not facts.responders_reach_each_other(channel):
        yield Deviation(
            at=channel.path,
            message=f"those who repair {shared[0].service.name_or_id} talk over {channel.name_or_id}, which falls "
            f"together with it: {listed(_said(s) for s in shared)}; no second channel is declared",
            help="agree a second way that needs none of this, such as a telephone list on paper, and try it",
        )


def _said(shared: Shared) -> str:
    if shared.what == "need":
        return f"both need {shared.value}" if shared.value != shared.service.name_or_id else "it runs on it"
    return f"same {shared.what}" + (f" ({shared.value})" if shared.value != "self" else "")
