"""The people who matter can be reached only through the systems that are down."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.people import Role
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="W",
    clauses=["iso22301 8.4.3", "nis2 21(2)(j)", "nis2-ir 4.1.2", "nist-800-34 I2", "iso27001 A.5.24"],
)
def contact_not_out_of_band(role: Role, facts: Facts) -> Iterator[Deviation]:
    """A holder or deputy of a critical role has no contact that works without the company's own systems.

    ## Why
    When a network company took itself off the internet, the chat and mail of the very engineers who had to repair it
    were gone as well (incident facebook-bgp-2021). A private number costs nothing.

    ## Bad
    ```yaml
    people:
      jonas: {contacts: [{kind: mail, value: jonas@lantern.example}]}
    ```

    ## Good
    ```yaml
    people:
      jonas: {contacts: [{kind: mobile, value: "+49 911 5550102", out_of_band: yes}]}
    ```

    ## Clears
    A contact marked `out_of_band`: a private phone, or an account elsewhere. The number itself may be kept on a card
    (`kept_in`).

    ## Choices
    Critical are the roles of `role-without-deputy`. Somebody who holds several is reported once, at the first by name.
    """
    if role.id not in facts.critical_roles:
        return
    people = [p for p in facts.people(role.ref) if facts.first_critical_role(p) == role.id]
    cut_off = [p for p in people if not any(c.out_of_band for c in p.contacts)]
    if cut_off:
        inside = [p.name for p in cut_off if p.contacts]
        unknown = [p.name for p in cut_off if not p.contacts]
        said = (
            [f"{listed(inside)} can be reached only through your own systems, which may be what is down"]
            if inside
            else []
        )
        said += [f"it is not written how {listed(unknown)} can be reached"] if unknown else []
        yield Deviation(
            at=role.path,
            message=f"{role.name_or_id}: {listed(said)}",
            help="add a private phone number, or where it is kept, and mark it `out_of_band: yes`",
        )
