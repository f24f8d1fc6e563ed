"""A flood, a grid failure or a regional outage takes the data and every backup."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Rung
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.rule import rule


@rule(
    std="W I - -",
    micro="-",
    clauses=["gdpr 32(1)(b)", "iso22301 8.3.2", "nis2-ir 4.2.2(c)", "nist-800-53-cp CP-6"],
    against=["region"],
)
def backup_same_region(store: Datastore, facts: Facts, *, km: int = 100) -> Iterator[Deviation]:
    """No backup of the datastore is shown to be in another region.

    ## Why
    When a data centre burnt, the building next to it was damaged as well, and the power of the whole campus was cut
    (incident ovh-sbg2-2021). Two sites can be one event apart; distance is what separates them.

    ## Bad
    ```yaml
    places:
      vault: {region: eu-central}
      home-safe: {region: eu-central}
    ```

    ## Good
    ```yaml
    places:
      data-centre: {coordinates: [49.45, 11.08]}
      vault: {region: eu-central, coordinates: [52.52, 13.40]}
      home-safe: {region: eu-central}
    ```

    ## Clears
    A backup in another region, or coordinates of both places that lie far enough apart.

    ## Options
    - km: distance from which a place counts as far enough away
    """
    if store.class_ != "derived" and facts.rung(store, far_km=km) is Rung.SAME_REGION:
        region = facts.labels(store).region
        yield Deviation(
            at=store.pointer("copies"),
            message=f"no backup of {store.name_or_id} is shown to be {km} km away"
            + (f" or outside the region {region}" if region else "; the region of the data itself is not recorded"),
            help="record `region` or `coordinates` of the places; if all are near, keep one backup further away",
        )
