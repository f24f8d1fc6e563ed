"""Findings as documents show them: totals, the first things to do, and a card for each."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.finding import Finding, Severity
from bcdr.frameworks.catalogue import clause
from bcdr.report.document import (
    Callout,
    Card,
    Items,
    Section,
    Span,
    Tiles,
    coded,
    line,
    pair,
    say,
)
from bcdr.report.naming import finding_anchor, finding_link, grade_of, name_of
from bcdr.report.priority import first_actions
from bcdr.report.wording import counted, day


def is_special(finding: Finding, audit: Audit) -> bool:
    """Whether the finding concerns a store of special or criminal data."""
    parts = finding.object.split("/")
    store = audit.facts.plan.datastores.get(parts[1]) if parts[0] == "datastores" else None
    return store is not None and store.personal is not None and store.personal.level in {"special", "criminal"}


def counts(audit: Audit, chosen: tuple[Finding, ...] | None = None) -> Tiles:
    """Findings by severity in five tiles."""
    words = [grade_of(f, special=is_special(f, audit))[0] for f in (audit.findings if chosen is None else chosen)]
    return Tiles(
        (
            (str(words.count("critical")), "critical", "bad"),
            (str(words.count("high")), "high", "bad"),
            (str(words.count("medium")), "medium", "fair"),
            (str(words.count("low")), "low", "note"),
            (str(words.count("accepted")), "accepted", "note"),
        )
    )


def next_steps(audit: Audit) -> Items | Callout:
    """The three things to do first, or that there is none."""
    first = first_actions(audit, audit.findings)
    if not first:
        return Callout(
            "Nothing to do first", (line("The rules found nothing that is not accepted by a named person."),), "good"
        )
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


def findings(audit: Audit, chosen: tuple[Finding, ...] | None = None, title: str = "Findings") -> Section:
    """Every finding (or the chosen ones) in full, as a card."""
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
        "findings", title, (counts(audit, shown), intro, *(_card(f, audit) for f in shown)), starts_page=True
    )


def _card(finding: Finding, audit: Audit) -> Card:
    word, tone = grade_of(finding, special=is_special(finding, audit))
    action = next((a for a in audit.facts.plan.actions.values() if a.finding == finding.id), None)
    rows = [
        pair("Object", _object_words(finding, audit)),
        pair("Criterion", line(*_clauses(finding))),
        pair("Rule", Span(finding.rule, code=True)),
        pair("Recommendation", coded(_sentence(finding.help)) if finding.help else None),
    ]
    if finding.numbers:
        rows.append(pair("Figures", ", ".join(f"{k}: {v}" for k, v in finding.numbers.items())))
    if finding.waiver is not None:
        w = finding.waiver
        rows.append(
            pair("Accepted", f"by {name_of(audit.facts, w.approved_by)} until {day(w.valid_until)}: {w.reason}")
        )
    response = (
        f"{action.response or action.title} ({name_of(audit.facts, action.owner)}, due {day(action.due)})"
        if action
        else None
    )
    rows.append(pair("Management response", response))
    return Card(finding_anchor(finding), headline(finding.message), word, tone, tuple(rows))


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
