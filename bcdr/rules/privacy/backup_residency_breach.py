"""A copy of people's data in a country where it should not be."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="E",
    clauses=["gdpr 44-49", "gdpr 30(1)(e)"],
    gdpr=True,
)
def backup_residency_breach(copy: Copy, facts: Facts) -> Iterator[Deviation]:
    """A copy of personal data lies outside the allowed regions and names no basis for the transfer.

    ## Why
    Customers of a burnt data centre learned where their copies had really been (incident ovh-sbg2-2021). Where data of
    people lies decides whose law it is under; a backup is no exception.

    ## Bad
    ```yaml
    places:
      overseas: {site: ohio-1, region: us-east, provider: farstore, country: US, basis: contract, offline: yes}
    datastores:
      customers:
        copies:
          disk: {at: overseas}
    ```

    ## Good
    ```yaml
    places:
      overseas: {site: ohio-1, region: us-east, provider: farstore, country: US, basis: contract, offline: yes}
    datastores:
      customers:
        copies:
          disk: {at: overseas}
    processing:
      orders:
        transfers: [{recipient: Farstore Inc, country: US, safeguard: standard contractual clauses of 2025-02-01}]
    ```

    ## Clears
    Another place, or the basis: `processor.transfer_basis` of the vendor, or a transfer with country and safeguard in
    the register.

    ## Choices
    Judged against `policy.regions_allowed` (countries, regions, EU, EEA, UK); where the policy allows nothing in
    particular, nothing is reported. A country that nobody recorded is the matter of location-unverified. Live copies
    count as well.
    """
    store = facts.plan.datastores[str(copy.path[1])]
    place = facts.labels(copy)
    if not facts.has_personal_data(store) or not facts.allowed_places or place.country is None:
        return
    if facts.allowed_places & {place.country, place.region}:
        return
    vendor = facts.plan.vendors.get(place.provider or "") or facts.plan.vendors.get(copy.run_by or "")
    agreed = vendor is not None and vendor.processor is not None and vendor.processor.transfer_basis is not None
    moves = (t for p in facts.processing(store) for t in p.transfers or ())
    if agreed or any(t.country == place.country and t.safeguard is not None for t in moves):
        return
    yield Deviation(
        at=copy.path,
        message=f"the copy {copy.id} of {store.name_or_id} holds personal data and lies in {place.country}; "
        f"allowed is {listed(facts.plan.policy.regions_allowed)}",
        help="move it, or write the basis of the transfer into the register or under `processor.transfer_basis`",
    )
