"""When the service is down, customers find silence."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.rule import rule


@rule(
    std="W W W -",
    micro="I I I -",
    clauses=["iso22301 8.4.3", "iso22301 7.4", "nist-csf RC.CO-04", "nis2-ir 4.1.2"],
)
def status_channel_missing(service: Service, facts: Facts) -> Iterator[Deviation]:
    """A public service has no place where customers can see that it is down.

    ## Why
    People told a large music site for about a year that their uploads no longer played, before a notice said that they
    were gone (incident myspace-2019). Silence is taken for indifference.

    ## Bad
    ```yaml
    channels:
      status-page: {direction: internal}
    ```

    ## Good
    ```yaml
    channels:
      status-page: {direction: outward}
    ```

    ## Clears
    An outward channel: a status page, an account where people look, a page or an announcement on another number.

    ## Choices
    Channels are not tied to single services: one outward channel speaks for all. Mail and post do not count, nobody can
    look them up. A channel without `direction` is outward if it is a status page, a social account or a website.
    """
    if service.public and not facts.has_status_channel:
        yield Deviation(
            at=service.path,
            message=f"customers of {service.name_or_id} have no place to look when it is down",
            help="set up a status page or account away from your own systems and declare it under `channels`",
        )
