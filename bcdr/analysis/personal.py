"""Personal data: which vendors handle it, which entries of the register stand for it, where it may lie."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from bcdr.analysis.place import Labels
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.plan import Plan
from bcdr.model.privacy import Processing

EU = frozenset(
    {
        "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
        "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    }
)  # fmt: skip
EEA = EU | {"IS", "LI", "NO"}
WIDER = {"EU": EU, "EEA": EEA, "EU/EEA": EEA, "UK": frozenset({"GB"})}
"""Names of whole areas that a policy may use."""


def processors(plan: Plan, labels: Callable[[Datastore | Copy], Labels]) -> Mapping[str, tuple[str, ...]]:
    """For each vendor that handles personal data what shows it, by reference; a vendor that says no is left out."""
    found: dict[str, list[str]] = {}
    for vendor in plan.vendors.values():
        if vendor.handles_personal_data or vendor.processor is not None:
            found[vendor.id] = [vendor.ref]
    for entry in plan.processing.values():
        for id_ in entry.processors:
            found.setdefault(id_, []).append(entry.ref)
    for store in plan.datastores.values():
        if store.active and store.personal is not None and store.personal.level != "none":
            everywhere: list[Datastore | Copy] = [store, *(c for c in store.copies.values() if c.active)]
            for held in everywhere:
                for who in dict.fromkeys((held.run_by, labels(held).provider)):
                    if who is not None and who in plan.vendors:
                        found.setdefault(who, []).append(held.ref)
    return {id_: tuple(refs) for id_, refs in found.items() if plan.vendors[id_].handles_personal_data is not False}


def processing_by_store(plan: Plan) -> Mapping[str, tuple[Processing, ...]]:
    """Entries of the register by id of the datastore whose data they cover."""
    found: dict[str, dict[str, Processing]] = {}
    for entry in plan.processing.values():
        for id_ in entry.datastores:
            found.setdefault(id_, {})[entry.id] = entry
    for store in plan.datastores.values():
        for id_ in store.personal.processing if store.personal is not None else ():
            found.setdefault(store.id, {})[id_] = plan.processing[id_]
    return {id_: tuple(entries.values()) for id_, entries in found.items()}


def lacks_assessment(entries: Collection[Processing], assessed: Collection[str], *, special: bool) -> bool:
    """One of the `entries` calls for an impact assessment, because of `special` data or its screening, and has none.

    A screening that decides against it, with reason and author, is an answer.
    """
    if special and not entries:
        return True
    for entry in entries:
        if entry.dpia is not None or entry.id in assessed:
            continue
        screening = entry.screening
        decision = screening.decision if screening is not None else None
        signed = screening is not None and screening.reason is not None and screening.by is not None
        if decision == "required" or (special and not (decision == "not-required" and signed)):
            return True
    return False


def allowed_places(plan: Plan) -> frozenset[str]:
    """Countries and regions in which personal data may lie; empty when the policy names none."""
    found: set[str] = set()
    for name in plan.policy.regions_allowed:
        found |= WIDER.get(name.upper(), {name})
    return frozenset(found)
