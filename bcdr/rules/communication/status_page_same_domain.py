"""The page that should say "we are down" goes down with what it reports on."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.outward import Shared
from bcdr.finding import Deviation
from bcdr.model.communication import Channel
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="W",
    clauses=["iso22301 8.4.3", "iso22301 7.4", "nist-csf RC.CO-04", "nis2-ir 4.1.2", "iso27001 A.5.29"],
)
def status_page_same_domain(channel: Channel, facts: Facts) -> Iterator[Deviation]:
    """A status page shares provider, account, site, DNS zone or administration with a public service.

    ## Why
    The health page of a large storage service could not turn red, because its pictures were kept in the very service
    that had failed (incident aws-s3-2017).

    ## Bad
    ```yaml
    channels:
      status-page: {at: vendors/hostworks}
    ```

    ## Good
    ```yaml
    channels:
      status-page: {at: vendors/statusly}
    ```

    ## Clears
    A page hosted elsewhere, under a name in another DNS zone, administered by other logins.

    ## Choices
    What a public service cannot do without counts like the service itself. The own house as provider counts only with
    the same site, or where a site is not recorded. Two vendors of one group on different infrastructure are apart. A
    service that does not say where it runs is taken to be at its vendor, else where its datastores lie; its DNS zone is
    `dns_zone`, or the stores under `parts.dns`. Where there is no status page, the website, account or telephone where
    customers would look is judged in its place, unless one of these stands apart.
    """
    is_page = channel.kind == "status-page" and channel.direction != "internal"
    if not is_page and not facts.stands_in_for_page(channel):
        return
    shared = facts.shared_with_public(channel)
    if shared:
        service = shared[0].service
        name = channel.name_or_id
        what = f"the status page {name}" if is_page else f"there is no status page, and {name}"
        yield Deviation(
            at=channel.path,
            message=f"{what} falls together with {service.name_or_id}: {listed(_said(s) for s in shared)}",
            help="host it with another provider, under another name and login, and link to it from everywhere",
        )


def _said(shared: Shared) -> str:
    if shared.what == "service":
        return f"it depends on {shared.value}"
    return f"same {shared.what}" + (f" ({shared.value})" if shared.value != "self" else "")
