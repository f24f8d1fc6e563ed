"""Two of a kind fail in the same way at the same moment."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.rule import rule


@rule(
    std="I I - -",
    micro="-",
    clauses=["gdpr 32(1)(b)", "iso27001 A.8.14", "nis2-ir 4.2.4", "nist-csf PR.IR-03"],
)
def common_mode_redundancy(service: Service, facts: Facts) -> Iterator[Deviation]:
    """The standby is of the same build as the service, and nothing else remains when both fail alike.

    ## Why
    The core network device of a software vendor failed through a fault in its memory. The standby carried the same
    fault, so that nothing took over, and every customer was cut off (incident salesforce-2009).

    ## Bad
    ```yaml
    services:
      office:
        standby: {at: spare-host, same_build: yes}
        fallback: unknown
        no_fallback_needed: bills can wait
    drills:
      restore-customers: {type: full-scale}
    ```

    ## Good
    ```yaml
    services:
      office:
        standby: {at: spare-host, same_build: yes, other_fallback: bills by hand from the printed list}
        fallback: unknown
        no_fallback_needed: bills can wait
    drills:
      restore-customers: {type: full-scale}
    ```

    ## Clears
    Something that does not fail in the same way: another make or release on one side, or a way to go on by hand.

    ## Choices
    Of the same build are a standby that says so and one whose place is of the same `model`. What counts as the other
    way is `other_fallback` of the standby and the `fallback` of the service; a runbook that builds the same again
    does not.
    """
    standby = service.standby
    if standby is None or standby.other_fallback or service.fallback or not facts.is_same_model(service):
        return
    yield Deviation(
        at=service.pointer("standby"),
        message=f"the standby of {service.name_or_id} is of the same build, so one fault can stop both at once, "
        "and nothing else is planned for that",
        help="write what remains then as `other_fallback` of the standby, or take another make or release for one side",
    )
