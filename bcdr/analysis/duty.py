"""Who has which duty today: every place in a plan that counts on one person by name, and the roles a recovery needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from bcdr.model.plan import Plan
from bcdr.model.record import Pointer
from bcdr.model.runbook import Runbook

DutyKind = Literal[
    "holder", "deputy", "member", "credential", "key", "runbook", "step", "owner", "alert", "account", "billing",
    "action", "speaker", "decider", "privacy", "keeper",
]  # fmt: skip

RECOVERY: frozenset[DutyKind] = frozenset(
    {"holder", "deputy", "member", "credential", "key", "runbook", "step", "decider"}
)
"""Duties without which a recovery stops."""

LEADING = frozenset({"declare", "fail-over", "communicate"})
"""Powers that make a role matter whatever it recovers."""

LOWEST_CRITICAL_TIER = 2


class Duty(NamedTuple):
    """One duty of one person: what it is, on which object, and where it is written."""

    person: str
    kind: DutyKind
    of: str
    at: Pointer


def duties(plan: Plan) -> Mapping[str, tuple[Duty, ...]]:
    """Duties by id of the person who is named. History (who led a drill, who signed) is no duty."""
    found: dict[str, list[Duty]] = {}
    for ref, kind, of, at in _named(plan):
        if ref.startswith("people/"):
            person = ref[7:]
            found.setdefault(person, []).append(Duty(person, kind, of, at))
    return {person: tuple(held) for person, held in found.items()}


_Named = tuple[str, DutyKind, str, Pointer]


def _named(plan: Plan) -> Iterator[_Named]:
    yield from _roles(plan)
    yield from _recovery(plan)
    yield from _data(plan)
    yield from _vendors(plan)
    yield from _owners(plan)
    yield from _speaking(plan)


def _roles(plan: Plan) -> Iterator[_Named]:
    for role in plan.roles.values():
        if role.holder:
            yield f"people/{role.holder}", "holder", role.ref, role.pointer("holder")
        for number, deputy in enumerate(role.deputies):
            yield f"people/{deputy}", "deputy", role.ref, role.pointer("deputies", number)
        for number, member in enumerate(role.members):
            yield f"people/{member}", "member", role.ref, role.pointer("members", number)
    for credential in plan.credentials.values():
        for number, ref in enumerate(credential.holders):
            yield ref, "credential", credential.ref, credential.pointer("holders", number)


def _recovery(plan: Plan) -> Iterator[_Named]:
    for book in plan.runbooks.values():
        if book.owner:
            yield book.owner, "runbook", book.ref, book.pointer("owner")
        if book.activation is not None and book.activation.by:
            yield book.activation.by, "decider", book.ref, book.pointer("activation", "by")
        for number, step in enumerate(book.steps):
            if step.by:
                yield step.by, "step", book.ref, book.pointer("steps", number, "by")
    if plan.activation is not None:
        for number, decider in enumerate(plan.activation.decided_by):
            yield decider.role, "decider", "activation", ("activation", "decided_by", number)
        for number, ref in enumerate(plan.activation.notify_first):
            yield ref, "alert", "activation", ("activation", "notify_first", number)


def _data(plan: Plan) -> Iterator[_Named]:
    for store in plan.datastores.values():
        if not store.active:
            continue
        if store.encryption is not None and store.encryption.key is not None:
            for number, ref in enumerate(store.encryption.key.holders):
                yield ref, "key", store.ref, store.pointer("encryption", "key", "holders", number)
        for copy in store.copies.values():
            if not copy.active:
                continue
            if copy.encrypted is not None and copy.encrypted.key is not None:
                for number, ref in enumerate(copy.encrypted.key.holders):
                    yield ref, "key", copy.ref, copy.pointer("encrypted", "key", "holders", number)
            if copy.monitor is not None:
                for number, ref in enumerate(copy.monitor.alerts):
                    yield ref, "alert", copy.ref, copy.pointer("monitor", "alerts", number)


def _vendors(plan: Plan) -> Iterator[_Named]:
    for vendor in plan.vendors.values():
        if vendor.contract is not None and vendor.contract.owner:
            yield vendor.contract.owner, "owner", vendor.ref, vendor.pointer("contract", "owner")
        if vendor.account is not None:
            for number, person in enumerate(vendor.account.admins):
                yield f"people/{person}", "account", vendor.ref, vendor.pointer("account", "admins", number)
            if vendor.account.billing_contact:
                at = vendor.pointer("account", "billing_contact")
                yield vendor.account.billing_contact, "billing", vendor.ref, at


def _owners(plan: Plan) -> Iterator[_Named]:
    for kind in (
        "services", "datastores", "vendors", "renewals", "automations", "risks", "measures", "scenarios", "documents",
        "channels", "processing",
    ):  # fmt: skip
        for entry in plan.collection(kind).values():
            owner = entry.__dict__["owner"]
            if owner and entry.__dict__.get("active", True):
                yield owner, "owner", entry.ref, entry.pointer("owner")
    for change in plan.changes.values():
        if change.owner and change.status == "planned":
            yield change.owner, "owner", change.ref, change.pointer("owner")
    for action in plan.actions.values():
        if action.owner and action.status in {"open", "in-progress"}:
            yield action.owner, "action", action.ref, action.pointer("owner")


def _speaking(plan: Plan) -> Iterator[_Named]:
    for number, ref in enumerate(plan.policy.changes_by):
        yield ref, "keeper", "the plan", ("policy", "changes_by", number)
    told = plan.communication
    if told is not None:
        if told.lead:
            yield told.lead, "speaker", "communication", ("communication", "lead")
        for notice in told.notify.values():
            if notice.by:
                yield notice.by, "speaker", notice.ref, notice.pointer("by")
    gdpr = plan.organization.gdpr
    if gdpr is not None:
        if gdpr.dpo is not None and gdpr.dpo.name:
            yield gdpr.dpo.name, "privacy", "organization", ("organization", "gdpr", "dpo", "name")
        if gdpr.dpo is not None and gdpr.dpo.reports_to:
            yield gdpr.dpo.reports_to, "privacy", "organization", ("organization", "gdpr", "dpo", "reports_to")
        if gdpr.breach is not None:
            for name in ("owner", "decided_by"):
                ref = gdpr.breach.__dict__[name]
                if ref:
                    yield ref, "privacy", "organization", ("organization", "gdpr", "breach", name)


def critical_roles(plan: Plan, tier: Callable[[Runbook], int]) -> frozenset[str]:
    """Ids of the roles that lead, speak, or act in a runbook of tier 1 or 2.

    Where no runbook is written nobody can tell who is dispensable: then every role counts.
    """
    if not plan.runbooks:
        return frozenset(plan.roles)
    found = {r.ref for r in plan.roles.values() if LEADING & set(r.powers)}
    if plan.communication is not None and plan.communication.lead:
        found.add(plan.communication.lead)
    if plan.activation is not None:
        found.update(d.role for d in plan.activation.decided_by)
    for book in plan.runbooks.values():
        if tier(book) <= LOWEST_CRITICAL_TIER:
            found.update(_actors(book, plan))
    return frozenset(ref[6:] for ref in found if ref.startswith("roles/"))


def _actors(book: Runbook, plan: Plan) -> Iterator[str]:
    if book.owner:
        yield book.owner
    if book.activation is not None and book.activation.by:
        yield book.activation.by
    yield from (s.by for s in book.steps if s.by)
    for ref in needed_by(book):
        if ref.startswith("credentials/"):
            credential = plan.credentials.get(ref[12:])
            yield from credential.holders if credential is not None else ()


def needed_by(book: Runbook) -> Iterable[str]:
    """References of everything that the runbook and its steps need, each once."""
    return dict.fromkeys([*book.needs, *(n for s in book.steps for n in s.needs)])
