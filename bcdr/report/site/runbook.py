"""The page of a runbook: a checklist for the worst night, complete on paper too."""

from __future__ import annotations

from hashlib import blake2b

from bcdr.analysis.duration import runbook_time, step_time
from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.runbook import Runbook
from bcdr.model.runbook import Step as PlanStep
from bcdr.report.block import Pairs, Step, Steps, say
from bcdr.report.result import voided
from bcdr.report.site.link import link, links, path_of, typed, who
from bcdr.report.site.page import NOT_KNOWN, Line, Page
from bcdr.report.site.part import (
    contact_lines,
    drill_table,
    findings_about,
    known,
    pairs,
    prose,
    section,
    sections,
)
from bcdr.report.span import Span, pair, text_or_gap
from bcdr.report.wording import counted, day, duration, flag


def runbook(book: Runbook, audit: Audit) -> Page:
    """One runbook."""
    facts = audit.facts
    takes = runbook_time(book)
    last = next((d for d in reversed(facts.drills(book)) if d.result), None)
    is_over = last is not None and bool(voided(last, facts, book))
    badges = [Span(counted(len(book.steps), "step")), Span(duration(takes) if takes is not None else "time not known")]
    badges.append(
        Span(
            f"last exercised {last.occurred}: {last.result}{', changed since' if is_over else ''}"
            if last
            else "never exercised in a drill",
            tone="" if last and not is_over else "fair",
        )
    )
    return Page(
        path=path_of("runbooks", book.id),
        title=book.title,
        kind="Runbook",
        badges=tuple(badges),
        is_printable=True,
        sections=sections(
            section("before", "Before you start", _before(facts, book)),
            section("steps", "Steps", _steps(facts, book)),
            section("rollback", "If it goes wrong", *(prose(book.rollback) or (say(text_or_gap(None)),))),
            section("returns", "Back to normal", *prose(book.returns)),
            section("note", "Remark", *prose(book.note)),
            section("paper", "This runbook elsewhere", _elsewhere(facts, book)),
            section("drills", "Drills", drill_table(facts, facts.drills(book), of=book)),
            findings_about(audit, book.ref),
        ),
    )


def _before(facts: Facts, book: Runbook) -> Pairs:
    starts, target = book.activation, book.target
    away = f"apart from the source: {flag(target.segregated, NOT_KNOWN)}" if target else None
    ready = f"ready in {duration(target.lead_time)}" if target and target.lead_time is not None else None
    return pairs(
        pair("Brings back", links(facts, book.recovers, NOT_KNOWN)),
        known("Start when", starts.when if starts else None),
        known("Decided by", *(contact_lines(facts, starts.by) if starts else ())),
        pair("Used in", links(facts, typed("scenarios", book.scenarios), "no scenario names it")),
        pair("Have at hand", *tuple((link(facts, n),) for n in book.needs)),
        pair(
            "Restore onto",
            target.what if target else None,
            link(facts, f"places/{target.at}") if target and target.at else None,
            ready,
            away,
        ),
        pair("Questions to", *contact_lines(facts, book.owner)),
    )


def _steps(facts: Facts, book: Runbook) -> Steps:
    numbers: dict[str, int] = {s.id: n for n, s in enumerate(book.steps, 1) if s.id}
    text = "\0".join(f"{s.do}\1{s.run or ''}" for s in book.steps)
    return Steps(
        tuple(_step(facts, s, n, numbers) for n, s in enumerate(book.steps, 1)),
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest(),
    )


def _step(facts: Facts, step: PlanStep, number: int, numbers: dict[str, int]) -> Step:
    before = [numbers.get(id_, 0) for id_ in step.after]
    # "after the step before" is what everybody expects
    after = (
        ", ".join(f"step {n}" if n else id_ for n, id_ in zip(before, step.after, strict=True))
        if before != [number - 1]
        else ""
    )
    needs: Line = links(facts, step.needs) if step.needs else ()
    return Step(
        number=number,
        anchor=f"step-{number}",
        do=step.do,
        sort=step.kind.replace("-", " "),
        by=who(facts, step.by) or ((Span("nobody is named", tone="fair"),),),
        takes=_takes(step),
        limit=duration(step.limit, ""),
        after=after,
        run=step.run or "",
        expect=step.expect or "",
        if_fails=step.if_fails or "",
        needs=needs,
        note=step.note or "",
    )


def _takes(step: PlanStep) -> str:
    """Its time; of many pieces the time for one and for all, shared by the people."""
    if step.items is None or step.takes is None:
        return duration(step.takes, "time not known")
    hands = f", {step.people} at a time" if step.people else ""
    return f"{duration(step_time(step))}: {step.items:,} times {duration(step.takes)}{hands}"


def _elsewhere(facts: Facts, book: Runbook) -> Pairs:
    return pairs(
        pair(
            "Copies kept",
            *(
                (link(facts, c.at), Span(f", {c.as_ or 'copy'}, compared {day(c.reviewed, 'never')}"))
                for c in book.copies_kept
            ),
        ),
        pair("Reviewed", day(book.reviewed, "never")),
        known("Written by", link(facts, f"people/{book.author}") if book.author else None),
    )
