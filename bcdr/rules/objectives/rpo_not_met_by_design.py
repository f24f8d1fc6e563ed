"""Even when every job succeeds, more data is lost than was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.age import times
from bcdr.analysis.facts import Facts
from bcdr.analysis.protection import Term
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.value import UNBOUNDED
from bcdr.rules.phrase import beyond, length, listed
from bcdr.rules.rule import Factor, rule

_TERMS = {
    "I": "between two runs", "D": "to finish", "Ic": "between copies", "Dc": "to copy", "L": "of shipping lag",
    "A": "of deliberate delay", "R": "by contract", "P": "since the last push",
}  # fmt: skip

_WRITE = "write that down; where nothing of the kind exists yet, add a backup that runs by a schedule"


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(c)", "iso22301 8.3.3", "nis2-ir 4.2.2(a)", "dora 12(6)", "cis 11.1"],
    against=["loss"],
)
def rpo_not_met_by_design(store: Datastore, facts: Facts, *, slack: Factor = 0.02) -> Iterator[Deviation]:
    """The backups of the datastore cannot meet its recovery point objective.

    ## Why
    A one-person software service was back half an hour after its database had been wiped. Seven hours of its users'
    work were gone all the same: the backup ran once a day (incident keepthescore-2020).

    ## Bad
    ```yaml
    datastores:
      ledger: {rpo: 4h}
    ```

    ## Good
    ```yaml
    datastores:
      ledger: {rpo: 7h}
    ```

    ## Clears
    Interval plus duration plus lag of one backup within the objective; or an objective that its owner raises.

    ## Choices
    Live copies earn no credit here: they repeat deletions. Versions that the storage keeps by itself lose nothing. A
    backup without a schedule meets no objective, and the message says so. A job that does not say how long it takes is
    given as long as its interval; where only that exceeds the objective, it weighs one step less. A run
    that starts as often as the objective says and takes seconds is no promise broken: a fiftieth of the objective is
    forgiven, so that a nightly job of forty minutes still misses 24 hours. The objective after
    damage that is noticed late (`rpo_corruption`) is judged where somebody set one; the longest stated time to notice
    it counts. Of a backup that a vendor makes, its contract counts (`rpo`, or `backup.every`).

    ## Options
    - slack: part of the objective by which the design may miss it
    """
    if not facts.relied_on(store):
        return
    loss, rpo, late = facts.loss(store), facts.rpo(store), facts.rpo_corruption(store)
    if rpo is not None and loss.normal > times(1 + slack, rpo):
        if loss.unknown:
            why = f"how much would be lost cannot be said, because {loss.unknown}"
        else:
            why = f"up to {beyond(loss.normal, rpo)} would be lost ({_sum(loss.terms, loss.via)} of {loss.via})"
        # one step lower where only a duration that nobody wrote stands between the design and the objective
        assumed = sum((t.value for t in loss.terms if t.assumed), timedelta())
        is_assumed = not loss.unknown and assumed < loss.normal <= times(1 + slack, rpo) + assumed
        yield Deviation(
            at=store.pointer("rpo") if store.rpo is not None else store.pointer("copies"),
            message=f"at most {length(rpo)} of {store.name_or_id} may be lost, but {why}",
            help=_WRITE
            if loss.unknown
            else "write down how long the job takes; if that is too long, run it more often or ship logs"
            if is_assumed
            else "run a backup more often or ship logs, or let the owner accept a larger rpo",
            lower=is_assumed,
            numbers={"loss": length(loss.normal), "rpo": length(rpo)},
        )
    if late is not None and loss.corruption > late:
        if loss.unknown_corruption:
            why = f"how much would be lost cannot be said, because {loss.unknown_corruption}"
        elif loss.corruption == UNBOUNDED:
            why = "no backup reaches back to before it"
        else:
            why = f"up to {beyond(loss.corruption, late)} would be lost with {loss.via_corruption}"
        yield Deviation(
            at=store.pointer("rpo_corruption") if store.rpo_corruption is not None else store.pointer("copies"),
            message=f"at most {length(late)} of {store.name_or_id} may be lost when damage is noticed late, but {why}",
            help=_WRITE
            if loss.unknown_corruption
            else "notice damage sooner, keep recovery points longer, or let the owner accept a larger rpo_corruption",
            cause="corruption",
            numbers={"loss": length(loss.corruption), "rpo": length(late)},
        )


def _sum(terms: tuple[Term, ...], via: str | None) -> str:
    return listed(_words(t) + (f" of {t.copy}" if t.copy != via else "") for t in terms if t.value)


def _words(term: Term) -> str:
    words = f"{length(term.value)} {_TERMS[term.symbol]}"
    return f"{words} (nobody wrote how long it takes)" if term.assumed else words
