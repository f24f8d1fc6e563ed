"""Parts that several kinds of page share: rows that appear only when known, remarks, findings, drills, runbooks."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.analysis.duration import runbook_time
from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.finding import Finding, Severity
from bcdr.model.drill import Drill
from bcdr.model.people import Contact
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook
from bcdr.report.block import Column, Items, Pairs, Prose, Table
from bcdr.report.naming import finding_anchor
from bcdr.report.result import TONES, part, remarks, result, voided
from bcdr.report.site.link import first_reach, href, link, reach
from bcdr.report.site.page import NOT_KNOWN, Block, Choice, Choices, Line, Section
from bcdr.report.span import Cell, Span, Tone, cell, line, pair, plain
from bcdr.report.wording import counted, day, duration

Row = tuple[str, tuple[Line, ...]]


def rows(*given: Row | None) -> tuple[Row, ...]:
    """The rows that are there."""
    return tuple(r for r in given if r is not None)


def known(name: str, *values: str | Span | Line | None) -> Row | None:
    """A row for something that matters only when it is written; None when it is not."""
    return pair(name, *values) if any(values) else None


def pairs(*given: Row | None) -> Pairs:
    """Names and values; None is left out."""
    return Pairs(rows(*given))


def ways(contacts: Iterable[Contact]) -> tuple[Row, ...]:
    """Every way to reach somebody; never an empty table."""
    return tuple(pair(c.kind.capitalize(), reach(c)[1:]) for c in contacts) or (pair("Contact"),)


def prose(text: str | None, source: str = "") -> tuple[Block, ...]:
    """What people typed as Markdown, if anything."""
    return (Prose(text, source),) if text else ()


def section(id_: str, title: str, *blocks: Block | None) -> Section | None:
    """A section, or None when it would be empty."""
    found = tuple(b for b in blocks if b is not None)
    return Section(id_, title, found) if found else None


def sections(*given: Section | None) -> tuple[Section, ...]:
    """The sections that are there."""
    return tuple(s for s in given if s is not None)


def table(
    caption: str, titles: str, found: Iterable[tuple[Cell, ...]], empty: str = "none", shares: tuple[int, ...] = ()
) -> Table:
    """A table; `titles` are its column headings, separated by bars, and `shares` what each keeps of the width."""
    names = [t.strip() for t in titles.split("|")]
    columns = tuple(Column(name, share) for name, share in zip(names, shares or [10] * len(names), strict=True))
    return Table(caption, columns, tuple(found), empty=empty, is_fixed=bool(shares))


def items(texts: Iterable[str]) -> Items | None:
    """A list, or nothing."""
    found = tuple(line(t) for t in texts)
    return Items(found) if found else None


def word(facts: Facts, ref: str | None, missing: str = NOT_KNOWN) -> Cell:
    """A table cell with one linked name."""
    return cell(link(facts, ref, missing))


def contact_lines(facts: Facts, ref: str | None) -> tuple[Line, ...]:
    """Who answers for something, linked, with the phone of each person behind it."""
    if ref is None:
        return ()
    people = tuple(line(Span(p.name, href=href(p.ref)), " ", *first_reach(p)) for p in facts.people(ref))
    return ((link(facts, ref),), *people) if ref.startswith("roles/") else people or ((link(facts, ref),),)


def severity_span(finding: Finding) -> Span:
    """The word of a severity, or that somebody accepted it."""
    if finding.waiver is not None:
        return Span("accepted", tone="note", strong=True)
    tones: dict[Severity, Tone] = {Severity.ERROR: "bad", Severity.WARNING: "fair", Severity.INFO: "note"}
    return Span(finding.severity.word, tone=tones[finding.severity], strong=True)


def finding_href(finding: Finding) -> str:
    """Address of the card of a finding."""
    return f"/findings.html#{finding_anchor(finding)}"


def finding_lines(found: Iterable[Finding]) -> Items | None:
    """Findings with their severity, each linked to its card; nothing when there is none."""
    lines = tuple(line(severity_span(f), " ", Span(plain(f.message), href=finding_href(f))) for f in found)
    return Items(lines) if lines else None


def findings_about(audit: Audit, ref: str) -> Section | None:
    """What the audit found on an object or inside it; nothing when it found nothing."""
    found = [f for f in audit.findings if f.object == ref or f.object.startswith(f"{ref}/")]
    return section("findings", counted(len(found), "Finding", "Findings"), finding_lines(found))


def drill_table(
    facts: Facts, drills: Iterable[Drill], empty: str = "never exercised", *, of: Entry | None = None
) -> Table:
    """Drills newest first: when, what, result, measured times. `of` is the object whose drills they are."""
    return table(
        "Drills, newest first",
        "Date | Drill | Result | Time to recover (RTA) | Data lost (RPA)",
        (
            (
                cell(day(d.occurred or d.planned, NOT_KNOWN), header=True),
                word(facts, d.ref),
                cell(result(d, facts), *remarks(d, facts, of)),
                cell(duration(d.measured.rto if d.measured else None, "not measured"), *part(d)),
                cell(duration(d.measured.rpo if d.measured else None, "not measured")),
            )
            for d in sorted(drills, key=lambda d: (str(d.occurred or d.planned or ""), d.id), reverse=True)
        ),
        empty,
    )


def runbook_choices(facts: Facts, books: Iterable[Runbook], title: str = "") -> Choices | None:
    """Runbooks to choose from, each with its time and its last drill."""
    found = tuple(_choice(facts, b) for b in dict.fromkeys(books))
    return Choices(found, title) if found else None


def _choice(facts: Facts, book: Runbook) -> Choice:
    last = next((d for d in reversed(facts.drills(book)) if d.result), None)
    takes = runbook_time(book)
    text = f"{counted(len(book.steps), 'step')}, {duration(takes) if takes is not None else 'time not known'}"
    if last is None or last.result is None:
        return Choice(book.title, href(book.ref), text, "never exercised", "fair")
    is_over = bool(voided(last, facts, book))
    word = f"{last.result} {last.occurred}" + (", changed since" if is_over else "")
    return Choice(book.title, href(book.ref), text, word, "fair" if is_over else TONES[last.result])
