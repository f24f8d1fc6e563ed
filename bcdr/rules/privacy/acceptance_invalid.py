"""A risk was accepted, but not by anybody in particular, not for a reason, or not any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.organization import Waiver
from bcdr.model.risk import Risk
from bcdr.model.runbook import Acceptance, Scenario
from bcdr.rules.phrase import listed
from bcdr.rules.rule import Days, rule

MISSING_BACKUP = frozenset({"unbacked-datastore", "replica-only-protection"})


@rule(
    std="E",
    micro="W",
    clauses=["gdpr 24(1)", "gdpr 32(2)", "iso22301 8.2.3", "iso22301 5.1", "nis2 20"],
    causes={"expired": ("E", "E")},
)
def acceptance_invalid(entry: Risk | Scenario | Waiver, facts: Facts, *, longest: Days = 365) -> Iterator[Deviation]:
    """An accepted risk or a waiver lacks its approver, reason, or end, has expired, or has no alternative.

    ## Why
    A university kept its data on one array; that somebody had to accept this, and in whose name, was on no paper, and
    the faculties learned of it when their drives were gone (incident kcl-2016).

    ## Bad
    ```yaml
    risks:
      fire:
        treatment: accept
        accepted: {by: managing-director, occurred: 2025-06-01, valid_until: 2026-06-01, reason: rebuilding is dearer}
    ```

    ## Good
    ```yaml
    risks:
      fire:
        treatment: accept
        accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2027-06-01, reason: rebuilding is dearer}
    ```

    ## Clears
    Somebody with the power to accept risks, a reason, a date and an end. Where no backup exists also where the data
    would come from, or what is lost and for how long.

    ## Choices
    Authority is judged where the plan gives some role the power accept-risk or approve-plan; an owner of the company
    always has it. For a risk `harm` says what is lost. No acceptance may last longer than `longest` days; waivers of
    tier-1 errors and of privacy rules end to count after 180.

    ## Options
    - longest: longest time for which a risk may be accepted
    """
    if isinstance(entry, Risk) and entry.treatment != "accept" and entry.accepted is None:
        return
    if isinstance(entry, Scenario) and entry.accepted is None:
        return
    if isinstance(entry, Waiver):
        said = f"the waiver of {entry.rule} on {entry.on}"
        taken = Acceptance(
            by=entry.approved_by,
            occurred=entry.occurred,
            valid_until=entry.valid_until,
            reason=entry.reason,
            alternative=entry.alternative or entry.lost,
        )
        bare = entry.rule in MISSING_BACKUP
    else:
        said = f"the acceptance of {entry.name_or_id!r}"
        taken = entry.accepted or Acceptance()
        bare = isinstance(entry, Risk) and entry.harm is None and facts.affects_unbacked(entry)
    lacks = [words for name, words in _PARTS.items() if taken.__dict__[name] is None]
    if bare and taken.alternative is None:
        lacks.append("where the data would come from, or what is lost")
    end, since = taken.valid_until, taken.occurred
    if end is not None and end < facts.as_of:
        yield Deviation(
            at=entry.path,
            message=f"{said} ended on {end}: nobody accepts this any more",
            help="decide anew, and write who accepts it until when; or mend what was accepted",
            cause="expired",
        )
    elif lacks:
        yield Deviation(
            at=entry.path,
            message=f"{said} does not say {listed(lacks)}",
            help="an acceptance needs a name with authority, a reason, a date and an end",
        )
    elif taken.by is not None and not facts.may_accept_risk(taken.by):
        yield Deviation(
            at=entry.path,
            message=f"{said} was signed by {taken.by.rpartition('/')[2]}, who has no power to accept risks",
            help="let the role with the power accept-risk sign it, or give that power to this role",
        )
    elif end is not None and since is not None and end - since > timedelta(days=longest):
        yield Deviation(
            at=entry.path,
            message=f"{said} runs for {(end - since).days} days; the longest is {longest}",
            help="end it earlier, and decide again then with fresh eyes",
        )


_PARTS = {
    "by": "who accepts it",
    "reason": "why",
    "occurred": "since when",
    "valid_until": "until when",
}
