"""What a drill or an incident left behind is said to be done, and no later drill has shown it."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.closure import Gap, Unproven, objects_of
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.drill import Action, Drill
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W",
    micro="I",
    clauses=["gdpr 32(1)(d)", "iso22301 10.1", "iso22301 8.5", "nis2 21(4)", "nist-csf ID.IM-02"],
)
def closure_unproven(action: Action, facts: Facts) -> Iterator[Deviation]:
    """An action from a drill or incident is said to be done, and no later drill that passed shows it.

    ## Why
    A tax office was warned by its storage for half a year, and some of the cables were replaced. Nobody showed that
    this was the cure, and in December the whole array failed (incident ato-2016). What was mended is known to work when
    the same is tried again.

    ## Bad
    ```yaml
    actions:
      faster-line: {title: order a faster line, from: drills/restore-orders, owner: it-lead, due: 2026-10-31,
                    status: done, closed: 2026-10-20}
    ```

    ## Good
    ```yaml
    actions:
      faster-line: {title: order a faster line, from: drills/restore-orders, owner: it-lead, due: 2026-10-31,
                    status: done, closed: 2026-10-20, proof: again}
    drills:
      again: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-10-20, participants: [petra],
              verification: {kind: row-count, expected: "210000", found: "210000"}, result: passed,
              measured: {rto: 1h, rpo: 3h}, evidence: restore-log, load: simulated-peak}
    ```

    ## Clears
    A later drill that passed, named under `proof`. Until there is one the action stays open, with the day of that drill
    as its date.

    ## Choices
    The drill has to be later than the one from which the action came, to exercise one of the same objects, and to be of
    the same type or of one that proves more: a list that a tabletop found wanting is shown by the next tabletop, a
    restore by a restore. What an incident taught may be shown by a drill of any type. Nothing has to be shown of what
    is retired.
    """
    found = facts.unproven(action)
    if found is not None:
        source = f"the {'drill' if isinstance(found.origin, Drill) else 'incident'} {found.origin.name_or_id}"
        yield Deviation(
            at=action.pointer("proof") if action.proof is not None else action.path,
            message=f"the action {action.title!r} after {source} is said to be done, {_why(found, facts)}",
            help=_help(found),
        )


def _why(found: Unproven, facts: Facts) -> str:
    proof, origin = found.proof, found.origin
    if proof is None:
        return "and no later drill is named that shows it"
    if proof is origin:
        return "but the same drill is named as its proof"
    named = f"but its proof, the drill {proof.name_or_id},"
    match found.gap:
        case Gap.NOT_DONE:
            return f"{named} has not taken place yet"
        case Gap.NOT_PASSED:
            return f"{named} {'failed' if proof.result == 'failed' else 'passed only in part'}"
        case Gap.NOT_LATER:
            return f"{named} is not shown to be later"
        case Gap.ELSEWHERE:
            return f"{named} did not exercise {listed(map(facts.name_of, objects_of(origin, facts.plan)), last='or')}"
        case Gap.PROVES_LESS:
            return f"{named} is of type {proof.type}, which shows less"
        case _:
            return f"{named} counts no more: what it exercised has changed since"


def _help(found: Unproven) -> str:
    if found.instead is not None:
        return f"if the drill {found.instead.id} showed it, name it under `proof`"
    return "leave it open until a later drill has shown it, and name that drill under `proof`"
