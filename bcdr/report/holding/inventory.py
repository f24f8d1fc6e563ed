"""What the plan holds on what there is: services, data, vendors, and what stands by."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Datastore
from bcdr.model.service import Service
from bcdr.report.holding.part import Told, parted, some, where


def impact(facts: Facts) -> Told:
    """Impact over time and objectives of services."""
    analysed, bare = parted(facts.services, lambda s: s.impact)
    shown = some(len(analysed), "service", rest=f" of {len(facts.services)} with impact over time")
    unset = [s for s in facts.services if s.rto is None or s.rpo is None or s.mtpd is None]
    return shown, (
        *where(bare, "no impact over time"),
        *where(unset, "rto, rpo or mtpd not set"),
    )


def systems(facts: Facts) -> Told:
    """Services and datastores with owner, tier and place."""
    everything: tuple[Service | Datastore, ...] = (*facts.services, *facts.stores)
    shown = (*some(len(facts.services), "service"), *some(len(facts.stores), "datastore"))
    return shown, (
        *where((e for e in everything if e.owner is None), "nobody owns it"),
        *where((s for s in facts.services if s.tier is None), "no tier"),
        *where((s for s in facts.stores if s.at is None), "where it lies is not known"),
    )


def data(facts: Facts) -> Told:
    """Which data is personal, and how long it may be kept."""
    said, silent = parted(facts.stores, lambda s: s.personal is not None)
    personal = [s for s in facts.stores if facts.has_personal_data(s)]
    return some(len(said), "datastore", rest=" with a class of personal data"), (
        *where(silent, "whether it holds personal data is not said"),
        *where((s for s in personal if s.personal and s.personal.legal_retention is None), "no limit of storage"),
    )


def vendors(facts: Facts) -> Told:
    """Vendors and their contracts."""
    bound, loose = parted(facts.plan.vendors.values(), lambda v: v.contract is not None)
    number = len(facts.plan.vendors)
    return some(len(bound), "vendor", rest=f" of {number} with a contract"), where(loose, "no contract")


def capacity(facts: Facts) -> Told:
    """Second installations and workarounds of urgent services."""
    urgent = [s for s in facts.services if s.tier is None or s.tier <= 2]
    ready, bare = parted(
        urgent, lambda s: s.standby is not None or s.fallback is not None or s.no_fallback_needed is not None
    )
    return some(
        len(ready), "service", rest=f" of {len(urgent)} urgent ones with a second installation or workaround"
    ), where(bare, "no second installation and no workaround")
