"""The customers' contacts go on the list of what the offline bundle holds."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.isolation.plan_inside_blast_radius import bundle, is_to_be_made
from bcdr.source.edit import Edit, Insert

PART = "customer-contacts"


def customer_contacts_inside_service(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """`customer-contacts` among the contents of a bundle that is still to be made.

    A print or stick that bears a day was made without them: to add them there would be an invented fact. So they go to
    an entry without a day, and where there is none a new one is written; the finding stays until the copy exists.
    """
    del finding
    kept = facts.plan.kept.values()
    if any(PART in copy.includes and copy.occurred is None for copy in kept):
        return
    planned = next((copy for copy in kept if is_to_be_made(copy)), None)
    if planned is not None:
        yield Insert((*planned.path, "includes"), PART)
    else:
        yield from bundle(facts, [PART])
