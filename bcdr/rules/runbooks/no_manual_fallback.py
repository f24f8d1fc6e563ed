"""The screens are dark, and people wait."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.phrase import length, listed
from bcdr.rules.rule import rule


@rule(
    std="W I - -",
    micro="I - - -",
    clauses=["iso22301 8.3.2", "iso22301 8.4.4", "nis2-ir 4.1.2", "nist-800-34 P4", "hipaa 164.308(a)(7)(ii)(C)"],
    fix="scaffold",
)
def no_manual_fallback(service: Service, facts: Facts) -> Iterator[Deviation]:
    """Nothing is written, or nothing was tried, by which people go on working until this service is back.

    ## Why
    A district could pay no welfare for more than a week after its computers had been encrypted
    (incident anhalt-bitterfeld-2021). The people who need the money do not wait for a server.

    ## Bad
    ```yaml
    services:
      shop: {fallback: unknown}
    ```

    ## Good
    ```yaml
    services:
      shop: {fallback: {do: take orders by phone on paper, holds: 2d, exercised: 2026-09-15}}
    ```

    ## Clears
    `fallback`: what people do instead, for how long that is bearable (at least the rto), and when the business side
    last tried it; or the reason why nobody needs to go on (`no_fallback_needed`).

    ## Choices
    A workaround that does not last until the rto counts as none after that. One that was never tried, or does not say
    how long it lasts, is half a workaround: one step lower. A service that only carries others is not asked where each
    of them says how it goes on without it. Tier 1 is asked, tier 2 is told.
    """
    if service.no_fallback_needed is not None or facts.is_bridged(service):
        return
    name, way, rto = service.name_or_id, service.fallback, facts.rto_of(service)
    help_ = "let those who work with it write down paper, telephone or another way, and try it for a day"
    if way is None:
        yield Deviation(
            at=service.path,
            message=f"nothing is written about how people go on working during an outage of {name}",
            help=help_ + "; or say why nobody needs to: `no_fallback_needed`",
        )
    elif way.holds is not None and rto is not None and way.holds < rto:
        yield Deviation(
            at=service.pointer("fallback"),
            message=f"people can go on without {name} for {length(way.holds)}, and it may be down for {length(rto)}",
            help="find a way that lasts until the service is back, or bring it back sooner",
            cause="short",
        )
    else:
        lacks = ["for how long it is bearable"] if way.holds is None else []
        lacks += ["when it was last tried"] if way.exercised is None else []
        if lacks:
            yield Deviation(
                at=service.pointer("fallback"),
                message=f"people are to go on without {name}, and it is not written {listed(lacks)}",
                help=help_,
                cause="untried",
                lower=True,
            )
