"""The sections of the period report in their order."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

from bcdr.audit import Audit
from bcdr.report import shell
from bcdr.report.binding import Title, bound
from bcdr.report.block import Block, Callout, Column, Items, Table, Tiles, say
from bcdr.report.document import Document, Section
from bcdr.report.glossary import glossary
from bcdr.report.origin import files
from bcdr.report.period import change, happened
from bcdr.report.period.chronicle import Chronicle
from bcdr.report.period.conformity import by_finding, conformity, object_words, share, spans_of, total
from bcdr.report.period.state import Stretch
from bcdr.report.provenance import Provenance
from bcdr.report.span import Span, Tone, cell, line
from bcdr.report.wording import counted, day

TITLE = "Period report"
SUBTITLE = "What was true of the plan from {first} to {last}, day by day"
LONGEST_SHOWN = 5
"""So many of what lasted longest stand in the summary."""
KNOWLEDGE: dict[str, Tone] = {"known": "", "no data": "fair", "unreadable": "bad"}


def period(found: Chronicle, audit: Audit, provenance: Provenance) -> Document:
    """The report; `audit` is that of the plan on the day of the data, for what every document shows."""
    span = found.period
    subtitle = SUBTITLE.format(first=span.first, last=span.last)
    sections = (
        shell.document_control(audit, provenance),
        _summary(found, audit),
        shell.scope(audit),
        _method(found, audit, provenance),
        _unknown(found),
        conformity(found),
        happened.drills(found),
        happened.backups(found),
        happened.approvals(found),
        happened.incidents(found),
        happened.acceptances(found),
        change.changes(found),
        glossary(),
        Section("files", "Attached files", files(provenance)),
    )
    made = bound(
        audit, provenance, Title("period", TITLE, subtitle, ("business continuity", "period", "history")), sections
    )
    return dataclasses.replace(made, cover=shell.cover(audit, provenance, (span.first, span.last)))


def _count(found: Chronicle, knowledge: str) -> int:
    return sum(s.days for s in found.stretches if s.knowledge == knowledge)


def _summary(found: Chronicle, audit: Audit) -> Section:
    unreadable, nothing = _count(found, "unreadable"), _count(found, "no data")
    errors = [s for s in found.spells if s.finding.severity.word == "error"]
    days = {n for s in errors for n in range(s.first.toordinal(), s.last.toordinal() + 1)}
    still = len({s.finding.id for s in errors if s.is_open})
    tiles = Tiles(
        (
            (str(found.period.days), "days in the period", "note"),
            (str(found.known), "of them known", "note"),
            (str(nothing), "without data", "fair" if nothing else "note"),
            (str(unreadable), "unreadable", "bad" if unreadable else "note"),
            (str(len(days)), "with an error open", "bad" if days else "note"),
        )
    )
    blocks: list[Block] = [tiles]
    if not found.known:
        said = line("No day of the period can be judged: the history says nothing about it.")
        blocks.append(Callout("Nothing is known of this period", (said,), "bad"))
        return Section("summary", "Summary for owners", tuple(blocks), starts_page=True)
    blocks.append(say(in_short(found, len(days), still)))
    blocks.append(
        Table(
            "What lasted longest, errors first",
            (Column("What was so", 53), Column("From and to", 38), Column("Days", 9, "right")),
            tuple(
                (
                    cell(
                        of[-1].finding.message,
                        Span(object_words(audit.facts, of[-1].finding.object), tone="muted"),
                        header=True,
                    ),
                    cell(*spans_of(of)[-3:]),
                    cell(str(total(of)), align="right"),
                )
                for of in by_finding(found)[:LONGEST_SHOWN]
            ),
            empty="the rules found nothing open on any known day",
        )
    )
    if nothing or unreadable:
        parts = [f"{counted(nothing, 'day')} without data"] if nothing else []
        parts += [f"{counted(unreadable, 'day')} on which the plan could not be read"] if unreadable else []
        said = line(f"Nothing is known of {' and of '.join(parts)}: they count neither as good days nor as bad ones.")
        blocks.append(Callout("What is not known", (said,), "fair"))
    return Section("summary", "Summary for owners", tuple(blocks), starts_page=True)


def in_short(found: Chronicle, days: int, still: int) -> str:
    """Errors, drills and what was overdue, in sentences that also read well of nothing."""
    if days:
        left = f"{counted(still, 'error')} {'was' if still == 1 else 'were'}" if still else "none was"
        part = share(days, found.known)
        errors = f"On {counted(days, 'day')} ({part} of the known ones) at least one error was open; {left} still open"
        errors += " on the last known day."
    else:
        errors = "No error was open on any known day."
    done, late = len(happened.drills_done(found)), len({(ref, what) for ref, what, *_ in found.overdue})
    drills = f"{counted(done, 'drill')} {'was' if done == 1 else 'were'} done" if done else "No drill was done"
    overdue = f"{counted(late, 'drill or restore', 'drills or restores')} {'was' if late == 1 else 'were'}"
    return f"{errors} {drills}, and {overdue if late else 'none was'} overdue on {'some' if late else 'any'} known day."


def _method(found: Chronicle, audit: Audit, provenance: Provenance) -> Section:
    base = shell.method(audit, provenance)
    own = (
        say(
            "Every day of the period was judged by all rules, over the plan as it stood in the main line of its "
            "history at the end of that day (UTC), as of that day. Nothing was sampled or assumed between commits. "
            f"That took {counted(found.audits, 'audit')} over {counted(len(found.past.states), 'version')}.",
        ),
        Items(
            (
                line("Work on a branch counts from the day of its merge; of several commits of a day the last counts."),
                line("A drill, a review, a closed action and the success of a backup count from the day on which they "
                     "happened, also where they were written down later; a waiver does not reach back."),
                line("Rules and their options are those of this version of the program and of the plan on each day; "
                     "an older version may have judged differently then."),
                line("Private overlays are not in the history; what only they hold counts as not provided."),
                line("Dates of commits are what the authors' machines said; a commit never counts before the one that "
                     "it follows."),
            )
        ),
    )  # fmt: skip
    return replace(base, blocks=(*own, *base.blocks))


def _unknown(found: Chronicle) -> Section:
    """Which days can be judged, and why the others cannot."""
    past, span = found.past, found.period
    remarks: list[tuple[Span, ...]] = []
    if past.since is None:
        remarks.append(line("The history holds no version of the plan."))
    elif past.since > span.first:
        why = (
            "The clone is shallow: older commits exist elsewhere (git fetch --unshallow brings them)."
            if past.is_cut
            else "The first version of the plan is of that day."
        )
        remarks.append(line(f"Data exist since {past.since}. {why}"))
    elif past.is_cut:
        remarks.append(line(f"The clone is shallow: it reaches back to {past.since}, before the period begins."))
    if span.last > span.until:
        remarks.append(line(f"The data end on {span.until}; the days after it are still to come."))
    if past.is_modified:
        remarks.append(line("The work tree holds changes that are in no commit. They are not part of this report."))
    blocks: list[Block] = [Callout("Where knowledge ends", tuple(remarks), "fair")] if remarks else []
    blocks.append(
        Table(
            "What is known of which days",
            (
                Column("From", 13),
                Column("To", 13),
                Column("Days", 8, "right"),
                Column("State", 14),
                Column("Because", 52),
            ),
            tuple(
                (
                    cell(day(s.first), header=True),
                    cell(day(s.last)),
                    cell(str(s.days), align="right"),
                    cell(Span(s.knowledge, tone=KNOWLEDGE[s.knowledge])),
                    cell(why),
                )
                for s, why in _by_knowledge(found.stretches)
            ),
        )
    )
    blocks.append(change.late(found))
    return Section("unknown", "What is known, and what is not", tuple(blocks))


def _by_knowledge(found: tuple[Stretch, ...]) -> list[tuple[Stretch, str]]:
    """Neighbours of one kind as one, each with why: readable ones, and unreadable ones with the same fault."""
    merged: list[list[Stretch]] = []
    for one in found:
        last = merged[-1][-1] if merged else None
        if last is not None and (last.knowledge, _problem(last)) == (one.knowledge, _problem(one)):
            merged[-1].append(one)
        else:
            merged.append([one])
    return [(of[0]._replace(last=of[-1].last), _because(of)) for of in merged]


def _problem(one: Stretch) -> str:
    return one.state.problem if one.state is not None else str(one.first) if one.knowledge == "no data" else ""


def _because(of: list[Stretch]) -> str:
    first, last = of[0].state, of[-1].state
    if first is None or last is None:
        return "no version of the plan is known of these days"
    if first.plan is not None:
        return f"{counted(len({s.state.commit for s in of if s.state}), 'version')} could be read"
    if len(of) == 1:
        return f"commit {first.commit[:12]} by {first.author}: {first.problem}"
    return f"{len(of)} commits, from {first.commit[:12]} by {first.author} to {last.commit[:12]}: {first.problem}"
