"""Places: where things are, as failure domains that one event can take."""

from __future__ import annotations

from typing import Annotated, Literal

from bcdr.model.record import Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Country, Day, Duration, Flag, Number, Rate, Size


class Limit(Record):
    """A known ceiling of a place, medium, licence or platform, and how full it is."""

    short_form = "size"

    size: Size | None = field("Largest size", default=None)
    used: Size | None = field("How much of it is in use; else the sizes of what lies there", default=None)
    growth: Rate | None = field("How fast that grows; else the growth of what lies there", default=None)
    note: str | None = field("What sets it", default=None, private="remark")


class Place(Entry):
    """A location with its failure-domain labels. Labels are inherited from the place it lies within.

    storage is part of a site, a site of a region; provider, account and admin are independent of them.
    """

    name: str | None = field("What people call it", default=None, private="place")
    within: Annotated[str, Ref("places")] | None = field("The larger place it is in", default=None)
    storage: str | None = field("Host, volume, array or bucket that fails as one", default=None, private="storage")
    site: str | None = field("Building or campus that one fire or flood can take", default=None, private="site")
    region: str | None = field("Area that one large event can take", default=None)
    provider: str | None = field("Legal entity that runs it; self for the organisation", default=None)
    account: str | None = field("Subscription or tenant", default=None, private="account")
    admin: str | None = field("Identity plane from which it is administered", default=None, private="admin")
    country: Country | None = field("Country", default=None)
    basis: Literal["contract", "vendor-answer", "inspection", "published", "assumption"] | None = field(
        "What the labels rest on", default=None
    )
    checked: Day | None = field("When the basis was last checked", default=None)
    coordinates: tuple[Number, ...] = field("Latitude and longitude", default=())
    offline: Flag | None = field("Not reachable over any network", default=None)
    lead_time: Duration | None = field("How long until it can be used for recovery", default=None)
    limit: Limit | None = field("Capacity", default=None)
    model: str | None = field(
        "Hardware model, firmware or image, for common-mode failures", default=None, private="host"
    )
    note: str | None = field("Remark", default=None, private="remark")
