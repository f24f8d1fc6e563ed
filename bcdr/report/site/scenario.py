"""The page of a scenario: how it is noticed, what is lost, what to do."""

from __future__ import annotations

from bcdr.analysis.coverage import Coverage, is_answered
from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.catalogue import GROUPS, SCENARIOS
from bcdr.model.runbook import Acceptance, Scenario
from bcdr.report.block import Callout
from bcdr.report.site.link import link, links, path_of
from bcdr.report.site.page import NOT_KNOWN, Choice, Line, Page
from bcdr.report.site.part import (
    contact_lines,
    findings_about,
    items,
    known,
    pairs,
    prose,
    runbook_choices,
    section,
    sections,
)
from bcdr.report.site.survival import played
from bcdr.report.span import Span, Tone, line, pair
from bcdr.report.wording import day, duration

BREACHES = {"A": "availability", "C": "confidentiality", "I": "integrity"}


def state(cover: Coverage) -> tuple[str, Tone]:
    """One word on whether the plan has an answer."""
    if cover.entry is None:
        return "not in the plan", "bad"
    if cover.entry.applicable is False:
        return "does not apply", "muted"
    return ("answered", "good") if is_answered(cover) else ("no full answer", "fair")


def choice(cover: Coverage) -> Choice:
    """The scenario as something to choose."""
    catalogued = SCENARIOS.get(cover.id)
    word, tone = state(cover)
    return Choice(
        cover.title,
        f"/{path_of('scenarios', cover.id)}.html",
        f"Lost: {catalogued.lost}" if catalogued else "",
        word,
        tone,
    )


def scenario(cover: Coverage, audit: Audit) -> Page:
    """One scenario, of the catalogue or the plan's own."""
    facts, entry = audit.facts, cover.entry
    catalogued = SCENARIOS.get(cover.id)
    word, tone = state(cover)
    breach = ", ".join(BREACHES[b] for b in catalogued.breach.split(", ") if b in BREACHES) if catalogued else ""
    accepted = entry.accepted if entry else None
    gone = () if entry is None else (
        section("lost", "What is lost", pairs(
            known("In general", catalogued.lost if catalogued else None),
            pair("Here", _gone(facts, entry)),
            pair("Found after", duration(entry.detection, NOT_KNOWN)),
            known("Usually a breach of", breach or None),
        )),
    )  # fmt: skip
    remark = None
    if entry is None:
        remark = Callout(
            "The plan does not mention this scenario",
            (line("Nobody has said whether it can happen here, or what to do."),),
            "bad",
        )
    elif entry.applicable is False:
        remark = Callout("Does not apply here", (line(entry.reason or "no reason given"),), "note")
    books = runbook_choices(facts, cover.runbooks)
    return Page(
        path=path_of("scenarios", cover.id),
        title=cover.title,
        kind=f"Scenario: {GROUPS[cover.group]}" if cover.group else "Scenario",
        badges=(Span(word, tone=tone),),
        sections=sections(
            section("state", "", remark),
            section("do", "What to do", books or _no_runbook(),
                    pairs(pair("Who leads", *contact_lines(facts, entry.owner if entry else None)))),
            section("signs", "How it is noticed", items(entry.triggers if entry else ())),
            *gone,
            section("cost", "What it would cost", *played(entry, facts)),
            section("shown", "What the plan must show", pairs(
                known("To be shown", catalogued.must_show if catalogued else None),
                pair("Last exercised", day(cover.exercised, "never")),
                known("Why it matters", entry.reason if entry and entry.applicable is not False else None),
                known("What remains is accepted by", *(contact_lines(facts, accepted.by) if accepted else ()),
                      *((_until(accepted),) if accepted else ())),
            )),
            section("note", "Remark", *prose(entry.note if entry else None)),
            findings_about(audit, f"scenarios/{cover.id}"),
        ),
    )  # fmt: skip


def _gone(facts: Facts, entry: Scenario) -> Line:
    """What is lost, each name once: a vendor may stand there as itself and as the provider of places."""
    named = {link(facts, ref).text: ref for ref in reversed(entry.loses)}
    return links(facts, reversed(named.values()), NOT_KNOWN)


def _no_runbook() -> Callout:
    return Callout("No runbook", (line("The plan names no runbook for this."),), "bad")


def _until(accepted: Acceptance) -> str:
    return f"until {day(accepted.valid_until, NOT_KNOWN)}: {accepted.reason or 'no reason given'}"
