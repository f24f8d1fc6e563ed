"""Restores: how old the state was, and whether the place to restore onto is apart and as well guarded."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.measurement import newest_rpo
from bcdr.analysis.proof import is_dated
from bcdr.analysis.recovery_place import home_stores, is_apart, recovery_places, weaker
from bcdr.analysis.retention import is_enough
from bcdr.audit import Audit
from bcdr.report.check.check import Gap, check
from bcdr.report.naming import name_of
from bcdr.report.wording import duration, listed


@check("high", ["gdpr 32(1)(c)", "gdpr 32(1)(d)", "iso22301 8.5", "dora 12(6)"], "art32")
def rpo_missed_in_drill(audit: Audit) -> Iterator[Gap]:
    """The last restore that was measured brought back a state older than the recovery point objective.

    ## Why
    An objective is a promise, a measurement a proof. Here the proof says that the promise does not hold.

    ## Clears
    A newer restore whose `measured.rpo` is within the objective, or an `rpo` that its owner raises.

    ## Choices
    The newest restore that measured it counts, whatever its result. A drill whose `recovery_point.copy` belongs to
    another datastore measured that one.
    """
    facts = audit.facts
    for store in facts.stores:
        rpo, last = facts.rpo(store), newest_rpo(tuple(d for d in facts.restores(store) if is_dated(d, store)))
        if rpo is None or last is None or is_enough(rpo, last.time):
            continue
        what = (
            f"{store.name_or_id} may lose {duration(rpo)}; the restore of {last.day} ({last.of.name_or_id})"
            f" brought back a state of {duration(last.time)} before"
        )
        yield Gap(store, last.at, what, "copy more often and measure again, or let the owner raise the rpo")


@check("medium", ["gdpr 32(1)(b)", "gdpr 32(1)(c)", "dora 12(3)"], "art32")
def restore_target_not_segregated(audit: Audit) -> Iterator[Gap]:
    """The place to restore onto is not shown to be apart from what was lost.

    ## Why
    Whoever broke into the source is in everything that shares its machines or its logins: a restore onto them hands
    over the data a second time.

    ## Clears
    `target.segregated: yes` once the target shares neither machines nor logins with the source; or a `target.at` whose
    labels show another storage and site, and another account or provider.

    ## Choices
    A runbook that names no target is left to the rule `restore-target-missing`. A target that lies on the storage of
    the source is not apart, whatever is written.
    """
    facts = audit.facts
    for book in facts.plan.runbooks.values():
        if book.target is None or (book.target.what or book.target.at) is None:
            continue
        at = facts.labels(f"places/{book.target.at}" if book.target.at is not None else None)
        homes = home_stores(book, facts.plan)
        mixed = [s.name_or_id for s in homes if not is_apart(book.target, at, facts.labels(s))]
        if mixed:
            what = f"{book.title}: the place to restore onto is not shown to be apart from {listed(mixed)}"
            cure = "restore onto machines and logins of their own, and write `target.segregated`"
            yield Gap(book, book.pointer("target"), what, cure)


@check("medium", ["gdpr 32(1)(b)", "iso27001 A.5.29"], "art32")
def restored_env_weaker(audit: Audit) -> Iterator[Gap]:
    """Personal data are restored to a place that lacks controls of the place where they live.

    ## Why
    Security holds during a disruption too. An improvised server without logging and second factor is the next breach.

    ## Clears
    The measure covers the recovery place too (`affects`), or the second factor is required there (`mfa`).

    ## Choices
    Compared are measures in place that name places, of the kinds access control, encryption, segregation, monitoring,
    logging, patching and physical security, and the second factor of the logins that people use at each place. What a
    measure does to a datastore or service goes with it. Physical security is compared only between places of one
    provider: at a vendor it is in the vendor's hands.
    """
    facts = audit.facts
    for place, stores in recovery_places(facts.plan):
        held = [s for s in stores if facts.has_personal_data(s)]
        lost = {w: None for s in held for w in weaker(facts.plan, facts.labels(s), facts.labels(place.ref))}
        if lost:
            what = (
                f"{name_of(facts, place.ref)}, where {listed([s.name_or_id for s in held])} would be restored,"
                f" lacks what guards them today: {listed(list(lost))}"
            )
            yield Gap(place, place.path, what, "bring the measures to this place, or restore elsewhere")
