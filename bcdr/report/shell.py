"""The parts that every audit document has: cover, document control, scope, method, findings, evidence, glossary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bcdr.audit import Audit
from bcdr.finding import Finding, Severity
from bcdr.frameworks.catalogue import clause
from bcdr.frameworks.status import statuses
from bcdr.model.people import Role
from bcdr.report.document import (
    NOT_PROVIDED,
    Callout,
    Card,
    Column,
    Items,
    Pairs,
    Prose,
    Section,
    Signatures,
    Span,
    Table,
    Tiles,
    cell,
    line,
    pair,
    say,
)
from bcdr.report.naming import evidence_anchor, finding_anchor, finding_link, grade_of, joined, name_of
from bcdr.report.provenance import Provenance
from bcdr.report.wording import counted, day, listed

DISCLAIMER = (
    "This document shows what the plan contains on the date of its data. It states no legal opinion and replaces no "
    "advice: whether measures suffice is for people to judge. It holds secrets of defence and is to be kept as such."
)

GLOSSARY = (
    ("RPO", "Recovery point objective: the largest acceptable age of the data that is restored. A promise."),
    ("Worst case", "The largest loss that the configured copies allow, computed from their schedules. A design."),
    ("RPA", "Recovery point actual: the age of the state that was restored in a drill or incident. A proof."),
    ("RTO", "Recovery time objective: the longest acceptable time until the service runs again at its MBCO."),
    ("RTA", "Recovery time actual: the measured time from disruption to the accepted service."),
    ("WRT", "Work recovery time after the systems are back: checking data, re-entering lost work."),
    ("MTPD", "Maximum tolerable period of disruption; RTO + WRT must not exceed it."),
    ("MBCO", "Minimum business continuity objective: the least acceptable level of service."),
    ("Live copy", "Replica, mirror, RAID, sync without versions: it repeats deletions and is no backup."),
    ("Backup", "A versioned copy, separate from its source."),
    ("Tier", "1: harm within hours, 2: days, 3: weeks, 4: convenience."),
    ("Unbounded", "Everything may be lost, or nothing limits the time."),
    ("Unproven", "Estimated only; no drill has measured it."),
)


def is_special(finding: Finding, audit: Audit) -> bool:
    """Whether the finding concerns a store of special or criminal data."""
    parts = finding.object.split("/")
    store = audit.facts.plan.datastores.get(parts[1]) if parts[0] == "datastores" else None
    return store is not None and store.personal is not None and store.personal.level in {"special", "criminal"}


def cover(audit: Audit, provenance: Provenance, period: tuple[date, date] | None = None) -> tuple[tuple[str, str], ...]:
    """Names and values of the cover."""
    organization = audit.facts.plan.organization
    role = organization.gdpr.role if organization.gdpr is not None else None
    rows = [
        ("Organisation", organization.name),
        ("Role under the GDPR", role or NOT_PROVIDED),
        ("Data cut-off", f"{audit.facts.as_of.isoformat()} (end of day, UTC)"),
        ("Period covered", f"{period[0]} to {period[1]}" if period else f"state on {audit.facts.as_of}"),
        ("Plan version", _released(audit) or NOT_PROVIDED),
        ("Source", provenance.version),
        ("Prepared with", provenance.tool),
    ]
    return tuple(rows)


def _released(audit: Audit) -> str:
    versions = [v for v in audit.facts.plan.versions.values() if str(v.occurred)[:10] <= audit.facts.as_of.isoformat()]
    approved = audit.facts.approval.approved
    if versions:
        newest = max(versions, key=lambda v: str(v.occurred))
        return f"{newest.id}, released {day(newest.occurred)}"
    return f"{approved.version}, approved {approved.occurred}" if approved and approved.version else ""


def document_control(audit: Audit, approvers: tuple[str, ...] = ()) -> Section:
    """Versions, reviews and approvals, distribution, next review, signature lines."""
    facts = audit.facts
    plan = facts.plan
    blocks: list[Callout | Table | Pairs | Signatures] = []
    approved = facts.approval.approved
    newest = max((v for v in plan.versions.values()), key=lambda v: str(v.occurred), default=None)
    if approved is None:
        blocks.append(Callout("Never approved", (line("The plan records no approval. It is not in force."),), "bad"))
    elif newest is not None and approved.occurred and str(newest.occurred)[:10] > approved.occurred.isoformat():
        text = f"Version {newest.id} of {day(newest.occurred)} is newer than the last approval of {approved.occurred}."
        blocks.append(Callout("Content is newer than its approval", (line(text),), "fair"))
    blocks.append(
        Table(
            "Versions",
            (Column("Version", 14), Column("Released", 16), Column("By", 20), Column("Change", 50)),
            tuple(
                (
                    cell(v.id, header=True),
                    cell(day(v.occurred)),
                    cell(name_of(facts, f"people/{v.by}" if v.by else None)),
                    cell(v.changed),
                )
                for v in sorted(plan.versions.values(), key=lambda v: str(v.occurred), reverse=True)
            ),
            empty=NOT_PROVIDED,
        )
    )
    blocks.append(
        Table(
            "Reviews and approvals",
            (
                Column("Date", 11),
                Column("Kind", 13),
                Column("By", 14),
                Column("In the role of", 16),
                Column("Version", 8),
                Column("Remark", 38),
            ),
            tuple(
                (
                    cell(day(r.occurred), header=True),
                    cell(r.kind.replace("-", " ")),
                    cell(name_of(facts, f"people/{r.by}" if r.by else None)),
                    cell(_role_title(audit, r.role)),
                    cell(r.version or NOT_PROVIDED),
                    cell(r.note or r.result or ""),
                )
                for r in sorted(plan.reviews.values(), key=lambda r: r.occurred or date.min, reverse=True)
            ),
            empty="no review and no approval is recorded",
        )
    )
    blocks.append(
        Pairs(
            (
                pair("Classification", plan.policy.classification),
                pair("Next review", day(facts.approval.next_review)),
                pair(
                    "Copies of the plan",
                    *(f"{name_of(facts, k.at)}: {k.as_ or 'copy'}, {day(k.occurred)}" for k in plan.kept.values()),
                ),
            )
        )
    )
    signers = [
        (_role_title(audit, r.id), name_of(facts, f"people/{r.holder}" if r.holder else None))
        for r in _signing_roles(audit)
    ]
    signers += [(a, "") for a in approvers]
    blocks.append(Signatures(tuple(signers) or (("Approver", ""),)))
    return Section("control", "Document control", tuple(blocks))


def _role_title(audit: Audit, id_: str | None) -> str:
    role = audit.facts.plan.roles.get(id_) if id_ else None
    return role.name_or_id if role is not None else (id_ or NOT_PROVIDED)


def _signing_roles(audit: Audit) -> tuple[Role, ...]:
    return tuple(r for r in audit.facts.plan.roles.values() if "approve-plan" in r.powers)


def scope(audit: Audit, extra: tuple[tuple[str, tuple[tuple[Span, ...], ...]], ...] = ()) -> Section:
    """Sites, services, processings, exclusions, frameworks, legal role."""
    facts = audit.facts
    organization, plan = facts.plan.organization, facts.plan
    stated = organization.scope
    rows = (
        pair("Organisation", organization.name, organization.address, organization.sector),
        pair("Head count", str(organization.people) if organization.people is not None else None),
        pair("Purpose", stated.purpose if stated else None),
        pair("Sites", listed(stated.sites) if stated and stated.sites else None),
        pair("Services", listed([s.name_or_id for s in facts.services])),
        pair(
            "Datastores",
            f"{len(facts.stores)}, of which {sum(facts.has_personal_data(s) for s in facts.stores)} with personal data",
        ),
        pair("Processing activities", listed([p.title for p in plan.processing.values()])),
        pair("Left out", *(f"{e.what}: {e.reason or 'no reason given'}" for e in (stated.excludes if stated else ()))),
        pair("Requirements", *(stated.requirements if stated else ())),
        pair("Supervisory authority", organization.gdpr.authority if organization.gdpr else None),
        pair("Rule profile", f"{facts.profile}, frameworks {listed(plan.policy.frameworks)}"),
        *extra,
    )
    return Section("scope", "Scope and basis", (Pairs(rows),))


def method(audit: Audit, provenance: Provenance) -> Section:
    """How evidence was collected, what the words mean, and what the method cannot show."""
    words = Table(
        "Status words",
        (Column("Word", 22), Column("What a reader may conclude", 78)),
        tuple((cell(s.title, header=True), cell(s.meaning)) for s in statuses()),
    )
    grades = Table(
        "Severity of findings",
        (Column("Word", 22), Column("Meaning", 78)),
        (
            (
                cell(Span("critical", tone="bad"), header=True),
                cell("an error of the rule catalogue on tier 1 or on special data"),
            ),
            (cell(Span("high", tone="bad"), header=True), cell("any other error")),
            (cell(Span("medium", tone="fair"), header=True), cell("a warning")),
            (cell(Span("low", tone="note"), header=True), cell("information")),
            (
                cell(Span("accepted", tone="note"), header=True),
                cell("waived by a named person for a limited time; it stays visible"),
            ),
        ),
    )
    left_out = f" Not run: {', '.join(audit.left_out)}." if audit.left_out else ""
    return Section(
        "method",
        "Method and limits",
        (
            say(
                "Three kinds of fact are kept apart throughout: what is ", Span("declared", strong=True),
                " (an objective that people set), what is ", Span("configured", strong=True),
                " (schedules, places, locks, from which worst cases are computed) and what was ",
                Span("measured", strong=True), " (drills and job reports with a date).",
            ),
            say(
                f"{len(audit.checked)} rules were run over the whole plan, without sampling.{left_out} Worst-case loss is the "
                "longest gap between starts plus the time until the copy is usable plus its lag, for the best backup; "
                "live copies earn no credit. After corruption the time to discover it is added; while jobs fail, the "
                "time to notice and repair. Time to recover is the larger of the estimate and the last measurement."
            ),
            Items(
                (
                    line("Everything rests on what people wrote in the plan; the tool looked at no live system."),
                    line("Files named as evidence were compared with their recorded SHA-256; what they say was not judged."),
                    line("The tool never sets a legal basis, a risk level, a decision or an opinion; such entries carry their author."),
                    line("The tool is not independent of the organisation that runs it; an auditor can rebuild this document from the same plan."),
                )
            ),
            words,
            grades,
            Pairs((pair("Plan digest (SHA-256 over all files)", Span(provenance.digest, code=True)), pair("Source", provenance.version))),
        ),
    )  # fmt: skip


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
    """The three findings to deal with first, or that there is none."""
    if not audit.next_actions:
        return Callout(
            "Nothing to do first", (line("The rules found nothing that is not accepted by a named person."),), "good"
        )
    return Items(
        tuple(line(finding_link(f), Span(f" {f.message}. "), Span(_sentence(f.help))) for f in audit.next_actions),
        ordered=True,
    )


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
        pair("Recommendation", _sentence(finding.help) if finding.help else None),
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
    return Card(finding_anchor(finding), f"{finding.message}", word, tone, tuple(rows))


def _object_words(finding: Finding, audit: Audit) -> str:
    where = f" · {finding.location.file}:{finding.location.line}" if finding.location else ""
    entry = audit.facts.plan.find("/".join(finding.object.split("/")[:2]))
    name = entry.name_or_id if entry is not None else ""
    shown = f"{name} ({finding.object})" if name and name != finding.object else finding.object
    return shown + where


def _clauses(finding: Finding) -> tuple[str, ...]:
    wanted = [c for c in finding.clauses if c.startswith("gdpr ")] or list(finding.clauses)
    return (", ".join(clause(c).label for c in wanted),) if wanted else ("consistency of the plan",)


def action_plan(audit: Audit) -> Section:
    """Actions by date."""
    facts = audit.facts
    actions = sorted(
        facts.plan.actions.values(), key=lambda a: (a.status in {"done", "cancelled"}, a.due or date.max, a.id)
    )
    rows = tuple(
        (
            cell(day(a.due), header=True),
            cell(a.title),
            cell(name_of(facts, a.owner)),
            cell(name_of(facts, a.from_) if a.from_ else a.finding or ""),
            cell(_state(a.status, a.due, facts.as_of)),
            cell(day(a.closed, "") if a.closed else ""),
        )
        for a in actions
    )
    columns = (
        Column("Due", 12),
        Column("Action", 36),
        Column("Owner", 20),
        Column("From", 20),
        Column("Status", 12),
        Column("Closed", 12),
    )
    return Section(
        "actions",
        "Action plan",
        (Table("Actions by due date, open ones first", columns, rows, empty="no action is recorded"),),
    )


def _state(status: str, due: date | None, as_of: date) -> Span:
    if status in {"done", "cancelled"}:
        return Span(status)
    late = due is None or due < as_of
    return Span(
        f"{status.replace('-', ' ')}, {'past due' if due else 'no date'}" if late else status.replace("-", " "),
        tone="bad" if late else "",
    )


def accepted(audit: Audit) -> Section:
    """Accepted risks and waivers with reason, author and expiry."""
    facts = audit.facts
    rows = [
        (cell(f"waiver of {w.rule}", header=True), cell(w.on), cell(w.reason or NOT_PROVIDED, *((f"Instead: {w.alternative}",) if w.alternative else ())),
         cell(name_of(facts, w.approved_by)), cell(day(w.occurred)), cell(day(w.valid_until)))
        for w in facts.plan.waivers.values()
    ]  # fmt: skip
    for kind, one in [("risk", r) for r in facts.plan.risks.values() if r.accepted]:
        a = one.accepted
        if a is not None:
            rows.append(
                (
                    cell(kind, header=True),
                    cell(one.title),
                    cell(a.reason or NOT_PROVIDED),
                    cell(name_of(facts, a.by)),
                    cell(day(a.occurred)),
                    cell(day(a.valid_until)),
                )
            )
    for scenario in facts.plan.scenarios.values():
        s = scenario.accepted
        if s is not None:
            rows.append(
                (
                    cell("residual risk", header=True),
                    cell(scenario.name_or_id),
                    cell(s.reason or NOT_PROVIDED),
                    cell(name_of(facts, s.by)),
                    cell(day(s.occurred)),
                    cell(day(s.valid_until)),
                )
            )
    columns = (
        Column("What", 16),
        Column("On", 18),
        Column("Reason", 30),
        Column("Accepted by", 16),
        Column("On", 10),
        Column("Until", 10),
    )
    return Section(
        "accepted",
        "Accepted risks",
        (Table("Acceptances with expiry", columns, tuple(rows), empty="nothing is accepted"),),
    )


def evidence_index(audit: Audit, provenance: Provenance) -> Section:
    """Every evidence entry with digest, what it supports, and whether the file still matches."""
    facts = audit.facts
    used: dict[str, list[str]] = {}
    for drill in facts.plan.drills.values():
        for id_ in drill.evidence:
            used.setdefault(id_, []).append(drill.name_or_id)
    for entries in (facts.plan.measures, facts.plan.certificates, facts.plan.actions):
        for entry in entries.values():
            for id_ in entry.evidence:
                used.setdefault(id_, []).append(entry.name_or_id)
    for store in facts.stores:
        for copy in store.copies.values():
            ids = [
                copy.last_success.evidence if copy.last_success else None,
                *(copy.immutable.evidence if copy.immutable else ()),
            ]
            for evidence_id in ids:
                if evidence_id:
                    used.setdefault(evidence_id, []).append(f"{store.name_or_id}/{copy.id}")
    rows = []
    for e in facts.plan.evidence.values():
        digest = Span(e.sha256, code=True) if e.sha256 else Span(NOT_PROVIDED, tone="muted")
        rows.append(
            (
                replace(cell(e.id, e.kind, header=True), id=evidence_anchor(e.id)),
                cell(e.name_or_id, Span(e.file or e.at or NOT_PROVIDED, code=bool(e.file))),
                cell(day(e.occurred), f"filed {day(e.recorded)}"),
                cell(digest, _match(e.id, e.sha256, provenance)),
                cell(listed(tuple(dict.fromkeys(used.get(e.id, []))), "nothing refers to it")),
            )
        )
    columns = (
        Column("Id", 18),
        Column("Title and file", 25),
        Column("Date", 13),
        Column("SHA-256", 26),
        Column("Supports", 18),
    )
    return Section(
        "evidence",
        "Evidence index",
        (Table("Evidence", columns, tuple(rows), empty="no evidence is filed", compact=True),),
    )


def _match(id_: str, declared: str | None, provenance: Provenance) -> Span:
    if id_ not in provenance.evidence:
        return Span("file not compared", tone="muted")
    found = provenance.evidence[id_]
    if found is None:
        return Span("file missing", tone="bad")
    if declared is None:
        return Span("no digest to compare with", tone="fair")
    return Span("file matches", tone="good") if found == declared else Span("file differs", tone="bad")


def glossary() -> Section:
    """Terms as this document uses them."""
    rows = tuple((cell(term, header=True), cell(meaning)) for term, meaning in GLOSSARY)
    return Section("glossary", "Glossary", (Table("Terms", (Column("Term", 18), Column("Meaning", 82)), rows),))


def annex(audit: Audit, provenance: Provenance, linked: frozenset[str] | None = None) -> Section:
    """Files of the plan with digests, and the raw result of every rule.

    `linked` are the ids of the findings whose cards are in the document; all of them by default.
    """
    files = Table(
        "Files that this document was made from",
        (Column("File", 40), Column("SHA-256", 60)),
        tuple(
            (cell(Span(name, code=True), header=True), cell(Span(digest, code=True)))
            for name, digest in sorted(provenance.files.items())
        ),
        empty="not recorded",
        compact=True,
    )
    by_rule: dict[str, list[Finding]] = {}
    for f in audit.findings:
        by_rule.setdefault(f.rule, []).append(f)
    results = Table(
        "Raw result of every rule",
        (Column("Rule", 34), Column("Family", 16), Column("Result", 50)),
        tuple(
            (
                cell(Span(r.name, code=True), header=True),
                cell(r.family),
                cell(joined(_to_card(f, linked) for f in by_rule[r.name]))
                if r.name in by_rule
                else cell(_quiet(r.gdpr, audit)),
            )
            for r in audit.checked
        ),
        compact=True,
    )
    return Section("annex", "Annex", (files, results))


def _to_card(finding: Finding, linked: frozenset[str] | None) -> Span:
    return finding_link(finding) if linked is None or finding.id in linked else Span(finding.id)


def _quiet(gdpr: bool, audit: Audit) -> str:  # noqa: FBT001 - one flag of one rule
    return "not applicable: no personal data" if gdpr and not audit.facts.gdpr_applies else "no finding"


def remark(text: str | None, source: str = "") -> tuple[Prose, ...]:
    """Prose that people typed, if there is any."""
    return (Prose(text, source),) if text else ()


def worst_words(audit: Audit) -> str:
    """One sentence on the findings."""
    errors = audit.count(Severity.ERROR)
    warnings = audit.count(Severity.WARNING)
    return f"{counted(errors, 'error')} and {counted(warnings, 'warning')}"
