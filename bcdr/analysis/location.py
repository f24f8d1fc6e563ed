"""Whether anybody knows where data lies, and what that knowledge rests on."""

from __future__ import annotations

from enum import Enum

from bcdr.analysis.place import Labels
from bcdr.model.plan import Plan

OWN = "self"


class Knowledge(Enum):
    """How well a location is known."""

    KNOWN = "known"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


def knowledge(place: Labels, plan: Plan) -> Knowledge:
    """Known: a site label with a basis, or the vendor's own dated answer. The organisation knows its own sites."""
    if place.site is None:
        return Knowledge.KNOWN if _vendor_said(place.provider, plan) else Knowledge.UNKNOWN
    if place.basis not in {None, "assumption"} or _is_own(place, plan) or _vendor_said(place.provider, plan):
        return Knowledge.KNOWN
    return Knowledge.ASSUMED


def _is_own(place: Labels, plan: Plan) -> bool:
    scope = plan.organization.scope
    own = place.provider == OWN or (scope is not None and place.site in scope.sites)
    return own and place.basis != "assumption"


def _vendor_said(provider: str | None, plan: Plan) -> bool:
    vendor = plan.vendors.get(provider) if provider is not None else None
    said = vendor.answers.get("where_is_the_data") if vendor is not None else None
    if said is None or said.answer is None or said.occurred is None:
        return False
    return said.basis not in {None, "assumption"}
