"""Findings as documents show them: totals, the first things to do, and a card for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bcdr.audit import Audit
from bcdr.finding import Finding, Severity
from bcdr.frameworks.catalogue import clause
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Action
from bcdr.model.record import NOTHING
from bcdr.report.action import NOT_PROVEN
from bcdr.report.block import Callout, Card, Column, Items, Table, Tiles, say
from bcdr.report.document import Section
from bcdr.report.effect import effect
from bcdr.report.evidence_index import Links
from bcdr.report.naming import evidence_link, finding_anchor, finding_link, grade_of, joined, name_of
from bcdr.report.priority import first_actions
from bcdr.report.span import NOT_PROVIDED, Span, Tone, cell, coded, line, pair, plain
from bcdr.report.wording import counted, day, listed


def is_special(finding: Finding, audit: Audit) -> bool:
    """Whether the finding concerns a store of special or criminal data."""
    if finding.rule not in {r.name for r in audit.checked}:
        return False  # a check of a document has a grade of its own
    parts = finding.object.split("/")
    store = audit.facts.plan.datastores.get(parts[1]) if parts[0] == "datastores" else None
    return store is not None and store.personal is not None and store.personal.level in {"special", "criminal"}


def counts(audit: Audit, chosen: tuple[Finding, ...] | None = None) -> Tiles:
    """Findings by severity in five tiles."""
    words = [grade_of(f, special=is_special(f, audit))[0] for f in (audit.findings if chosen is None else chosen)]
    tones: tuple[tuple[str, Tone], ...] = (
        ("critical", "bad"),
        ("high", "bad"),
        ("medium", "fair"),
        ("low", "note"),
        ("accepted", "note"),
    )
    return Tiles(tuple((str(n := words.count(word)), word, tone if n else "") for word, tone in tones))


def next_steps(audit: Audit) -> Items | Callout:
    """The three things to do first, or that there is none."""
    first = first_actions(audit, audit.findings)
    if not first:
        left = sum(f.is_open for f in audit.findings)
        words = "The rules found nothing that is not accepted by a named person."
        if left:
            words = f"{counted(left, 'open finding is', 'open findings are')} of low severity; section 14 has all."
        return Callout("Nothing to do first", (line(words),), "good")
    return Items(
        tuple(
            (
                *coded(f"{headline(a.finding.message)}. {_sentence(a.finding.help)} {_sentence(a.harm)} Finding "),
                finding_link(a.finding),
                Span("."),
            )
            for a in first
        ),
        ordered=True,
    )


def headline(text: str) -> str:
    """A message as a headline: its first letter large, unless it begins with an id."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith(".") else ".")


def findings(
    audit: Audit, chosen: tuple[Finding, ...] | None = None, title: str = "Findings", points: Links = NOTHING
) -> Section:
    """Every finding (or the chosen ones) in full, as a card; `points` are links back to statuses that rest on it."""
    shown = audit.findings if chosen is None else chosen
    if not shown:
        quiet = Callout(
            "No findings", (line(f"{len(audit.checked)} rules ran and none has anything to say here."),), "good"
        )
        return Section("findings", title, (quiet,))
    intro = say(
        f"{counted(len(shown), 'finding')}. Ids are stable: the same finding carries the same id in every report, "
        "so that it can be followed from one report to the next."
    )
    return Section(
        "findings", title, (counts(audit, shown), intro, *(card(f, audit, points.get(f.id, ())) for f in shown))
    )


def card(finding: Finding, audit: Audit, points: tuple[Span, ...] = ()) -> Card:
    """The record of one finding: what is so, by which criterion, with which effect, and what people do about it.

    `points` lead back to the rows of a control matrix whose status rests on it.

    First seen, cause, response, owner and due date come from the actions and waivers of the plan alone. What nobody
    wrote is named in one row as not provided, so that it does not hide what is known.
    """
    facts, waiver = audit.facts, finding.waiver
    word, tone = grade_of(finding, special=is_special(finding, audit))
    action = response_to(finding, audit)
    effects = effect(finding.object, facts)
    signed = facts.plan.waivers.get(waiver.id) if waiver is not None else None
    evidence = tuple(map(evidence_link, evidence_of(finding, action, audit)))
    rows: list[tuple[str, tuple[str | tuple[Span, ...] | None, ...]]] = [
        ("Object", (_object_words(finding, audit),)),
        ("Criterion", _clauses(finding)),
        ("Effect on business", effects.business),
        ("Effect on people", effects.people),
        ("Cause", (action.cause if action is not None else None,)),
        ("Recommendation", (coded(_sentence(finding.help)) if finding.help else None,)),
        ("Evidence", (joined(evidence) if evidence else None,)),
        ("First seen", (_first_seen(signed.occurred if signed is not None else None),)),
        ("Management response", ((action.response or action.title) if action is not None else None,)),
        ("Owner, due date", (f"{name_of(facts, action.owner)}, {day(action.due)}" if action is not None else None,)),
        ("Status", (status_of(finding, action),)),
    ]
    if waiver is not None:
        who = f"by {name_of(facts, waiver.approved_by)} until {day(waiver.valid_until)}: {waiver.reason}"
        rows.append(("Accepted", (who,)))
    rows.append(("Rule and id", (line(Span(finding.rule, code=True), f", finding {finding.id}"),)))
    said = tuple(pair(name, *values) for name, values in rows if any(values))
    missing = [name for name, values in rows if not any(values)]
    gap = pair("Not provided", Span(listed(missing).lower(), tone="muted"))
    back = (pair("In the control matrix", joined(points)),) if points else ()
    shown = (*said[:-1], *((gap,) if missing else ()), *back, said[-1])
    return Card(finding_anchor(finding), headline(plain(finding.message)), word, tone, shown)


def response_to(finding: Finding, audit: Audit) -> Action | None:
    """The action that answers a finding: an open one before one that is done, none that was cancelled."""
    found = [a for a in audit.facts.plan.actions.values() if a.finding == finding.id and a.status != "cancelled"]
    return min(found, key=lambda a: a.status == "done", default=None)


def status_of(finding: Finding, action: Action | None) -> str:
    """Accepted, disputed or open; a finding that is here is not fixed, whatever its action says."""
    if finding.waiver is not None:
        return "accepted"
    if action is None:
        return "open"
    if action.disputed:
        return "disputed"
    words = {"in-progress": "open, work has begun", "done": "open: its action is done, and it is still found"}
    return words.get(action.status, "open")


def _first_seen(accepted: date | None) -> str | None:
    return f"not recorded; known on {day(accepted)}, when it was accepted" if accepted is not None else None


def evidence_of(finding: Finding, action: Action | None, audit: Audit) -> tuple[str, ...]:
    """Ids of the evidence that the plan names for the object or the action."""
    plan = audit.facts.plan
    found: list[str] = []
    store, _, copy_id = finding.object.partition("/copies/")
    entry = plan.find(store)
    copies = entry.copies if isinstance(entry, Datastore) else {}
    for one in (copies[copy_id],) if copy_id in copies else copies.values():
        found += [one.last_success.evidence] if one.last_success and one.last_success.evidence else []
    if isinstance(entry, Datastore):
        last = audit.facts.last_passed_restore(entry)
        found += last.evidence if last is not None else ()
    elif entry is not None:
        found += entry.__dict__.get("evidence", ())
    found += action.evidence if action is not None else ()
    return tuple(dict.fromkeys(e for e in found if e in plan.evidence))


def cards_of_evidence(chosen: tuple[Finding, ...], audit: Audit) -> Links:
    """By id of an evidence entry, links back to the cards that name it."""
    found: dict[str, tuple[Span, ...]] = {}
    for finding in chosen:
        for id_ in evidence_of(finding, response_to(finding, audit), audit):
            found[id_] = (*found.get(id_, ()), replace(finding_link(finding), text=f"finding {finding.id}"))
    return found


def fixed(audit: Audit, gaps: tuple[Finding, ...]) -> Table:
    """Findings that actions answer and that are not found any more."""
    here = {f.id for f in (*audit.findings, *gaps)}
    gone = [a for a in audit.facts.plan.actions.values() if a.finding and a.finding not in here]
    return Table(
        "Findings of earlier reports that are not found any more",
        (Column("Finding", 16), Column("Action", 42), Column("Status", 18), Column("Closed", 12), Column("Proof", 12)),
        tuple(
            (
                cell(a.finding or "", header=True),
                cell(a.title),
                cell(_outcome(a, audit)),
                cell(day(a.closed)),
                cell(joined(map(evidence_link, a.evidence), NOT_PROVIDED)),
            )
            for a in sorted(gone, key=lambda a: (a.closed or date.max, a.id))
        ),
        empty="no action of the plan names one",
    )


def _outcome(action: Action, audit: Audit) -> str:
    if action.status != "done":
        return f"not found, action {action.status.replace('-', ' ')}"
    return "fixed" if audit.facts.unproven(action) is None else f"not found, {NOT_PROVEN}"


def _object_words(finding: Finding, audit: Audit) -> str:
    where = f" · {finding.location.file}:{finding.location.line}" if finding.location else ""
    entry = audit.facts.plan.find("/".join(finding.object.split("/")[:2]))
    name = entry.name_or_id if entry is not None else ""
    shown = f"{name} ({finding.object})" if name and name != finding.object else finding.object
    return shown + where


def _clauses(finding: Finding) -> tuple[str, ...]:
    wanted = [c for c in finding.clauses if c.startswith("gdpr ")] or list(finding.clauses)
    return (", ".join(clause(c).label for c in wanted),) if wanted else ("consistency of the plan",)


def worst_words(audit: Audit) -> str:
    """One sentence on the findings."""
    errors = audit.count(Severity.ERROR)
    warnings = audit.count(Severity.WARNING)
    return f"{counted(errors, 'error')} and {counted(warnings, 'warning')}"
