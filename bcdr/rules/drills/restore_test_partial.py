"""Restores are tried, but not of the whole, or nobody compared what came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import RESTORE_WHOLE
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Verification
from bcdr.model.exercise import MEANINGS
from bcdr.rules.rule import Days, rule

COMPARING = frozenset({"row-count", "checksum", "query"})


@rule(
    std="W W I -",
    micro="I - - -",
    clauses=["gdpr 32(1)(d)", "iso22301 8.5", "cis 11.5", "nis2-ir 4.2.6", "nist-csf RC.RP-05"],
)
def restore_test_partial(store: Datastore, facts: Facts, *, window: Days = RESTORE_WHOLE.days) -> Iterator[Deviation]:
    """The restores of this datastore show a part of it, or show it without a comparison.

    ## Why
    A community found on the day of the crash that some fifteen of its hundred tables had never been in the copies
    (incident couchsurfing-2006). A count of what should be there, put beside what came back, would have told in time.

    ## Bad
    ```yaml
    drills:
      restore-orders:
        verification: {kind: inspection, found: looks right}
    ```

    ## Good
    ```yaml
    drills:
      restore-orders:
        verification: {kind: row-count, expected: "210000", found: "210000"}
    ```

    ## Clears
    A passed restore of the whole, with `verification` of kind row-count, checksum or query, with what was expected and
    what was found.

    ## Choices
    Where single files were restored and the whole was not, this is said beside what the rules for missing and old
    restores say: whoever restored a file may believe that the backup is proven. Without any drill they alone speak.

    ## Options
    - window: how long a restore of the whole counts
    """
    if store.class_ == "derived" or not facts.backups(store):
        return
    recent = timedelta(days=window)
    full = [d for d in facts.passed_restores(store) if facts.age(d.occurred) <= recent]
    if full and not any(_is_compared(d.verification) for d in full):
        yield Deviation(
            at=store.path,
            message=f"{store.name_or_id} was restored on {full[-1].occurred}, "
            "but nobody compared what came back with what should be there",
            help="count rows or files, or compare checksums, and record `verification` with both figures",
            cause="unverified",
        )
    sampled = [d for d in facts.counting(store) if MEANINGS[d.type].rung == "item" and d.result == "passed"]
    if not full and any(facts.age(d.occurred) <= recent for d in sampled):
        last = facts.last_passed_restore(store)
        yield Deviation(
            at=store.path,
            message=f"for {window} days only single files of {store.name_or_id} were restored, the whole "
            + ("never" if last is None else f"last on {last.occurred}"),
            help="restore the whole of it once and compare the counts",
            cause="sample",
        )


def _is_compared(verification: Verification | None) -> bool:
    if verification is None or verification.kind not in COMPARING:
        return False
    return verification.expected is not None and verification.found is not None
