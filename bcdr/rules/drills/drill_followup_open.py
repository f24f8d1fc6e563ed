"""A drill went wrong and nothing has shown since that it is right, or what it left behind lies undone or unclaimed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.closure import unanswered
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.drill import Action, Drill
from bcdr.rules.phrase import count, listed
from bcdr.rules.rule import Days, rule


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(d)", "iso22301 10.1", "iso22301 8.5", "nis2 21(4)", "nist-csf ID.IM-02", "nis2-ir 4.1.4"],
    fix="scaffold",
    causes={"action": ("W", "W"), "action-long-overdue": ("E", "E"), "issue": ("W", "I")},
)
def drill_followup_open(entry: Drill | Action, facts: Facts, *, overdue: Days = 90) -> Iterator[Deviation]:
    """A drill failed and was not repeated, or what it or an incident left behind is late or nobody's.

    ## Why
    A university's tape job was short of capacity and booked its failures as success; when the disk array died, some
    shared drives were gone for good (incident kcl-2016). A failure that nobody answers for comes back on the worst day.

    ## Bad
    ```yaml
    drills:
      restore-orders: {issues: [{what: the line was too slow, severity: medium}]}
    ```

    ## Good
    ```yaml
    drills:
      restore-orders: {issues: [{what: the line was too slow, severity: medium, action: faster-line}]}
    actions:
      faster-line: {title: order a faster line, from: drills/restore-orders, owner: it-lead, due: 2027-01-31}
    ```

    ## Clears
    A passed drill of the same kind on the same objects; an action for each issue, with owner and date; the action
    closed, or dated anew by its owner.

    ## Choices
    A pass closes an earlier failure when it is of the same type or proves more: any restore from copies closes a
    failed item restore. A failure that another failure follows is reported once, for the newest. Actions count when
    they came from a drill or an own incident; those of reviews and risks have other rules. An issue of low severity
    needs no action, and neither does one of a drill that a later one of its kind has replaced.

    ## Options
    - overdue: days past its date after which an open action is an error
    """
    if isinstance(entry, Drill):
        left = facts.standing(entry) if facts.is_done(entry) and entry.result != "passed" else ()
        if left:
            yield Deviation(
                at=entry.path,
                message=f"the drill {entry.name_or_id} of {entry.occurred} {_RESULTS[str(entry.result)]}, "
                f"and no later one has passed for {listed(map(facts.name_of, left))}",
                help="mend what went wrong, repeat the drill, and record the pass",
                cause="drill",
            )
        yield from _unanswered(entry, facts)
    elif entry.id in facts.follow_ups and entry.status in {"open", "in-progress"}:
        late = facts.as_of - entry.due if entry.due is not None else timedelta()
        lacks = [
            what for what, known in (("owner", entry.owner), ("day by which it is done", entry.due)) if known is None
        ]
        if late > timedelta():
            yield Deviation(
                at=entry.path,
                message=f"the action {entry.title!r} was due on {entry.due}, {count(late.days, 'day')} ago, "
                "and is still open",
                help="close it with its evidence, or let its owner set a new day and say why",
                cause="action-long-overdue" if late > timedelta(days=overdue) else "action",
            )
        elif lacks:
            yield Deviation(
                at=entry.path,
                message=f"the action {entry.title!r} has no {listed(lacks, last='and no')}",
                help="name who does it and by when",
                cause="action",
            )


def _unanswered(drill: Drill, facts: Facts) -> Iterator[Deviation]:
    if not facts.is_done(drill) or (drill.covers and not facts.standing(drill)):
        return
    found = unanswered(drill)
    if found:
        said = listed((repr(drill.issues[n].what) for n in found), most=3)
        yield Deviation(
            at=drill.pointer("issues", found[0]),
            message=f"the drill {drill.name_or_id} of {drill.occurred} found {said}, and no action follows from it",
            help="write an action with an owner and a date, and name it under `action`",
            cause="issue",
        )


_RESULTS = {"failed": "failed", "partial": "passed only in part"}
