"""Risks to people (35(7)(c)): a sheet for each feared event beside the live facts, maps, measures (35(7)(d))."""

from __future__ import annotations

from datetime import timedelta

from bcdr.analysis.isolation import is_undeletable
from bcdr.audit import Audit
from bcdr.frameworks.dpia import feared_events
from bcdr.frameworks.scales import likelihood, severity
from bcdr.model.datastore import Datastore
from bcdr.model.privacy import Dpia, FearedEvent
from bcdr.report.art35.survival import survival_table
from bcdr.report.block import Block, Column, Figure, Pairs, Table, say
from bcdr.report.derivation import figure
from bcdr.report.document import Section
from bcdr.report.drawing import risk_map
from bcdr.report.naming import evidence_link, joined, name_of, place_words
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line, pair
from bcdr.report.wording import day, duration, listed

YEAR = timedelta(days=365)
_LETTERS = {"access": "A", "modification": "M", "disappearance": "D"}


def event_of(dpia: Dpia, id_: str) -> FearedEvent | None:
    """What the assessment says of a feared event."""
    events = dpia.risks
    found: FearedEvent | None = events.__dict__[id_] if events is not None else None
    return found


def level_words(level: int | None, scale: str) -> str:
    """`3 significant`, or that nobody set it."""
    names = severity() if scale == "severity" else likelihood()
    return NOT_PROVIDED if level is None else f"{level} {names[level - 1].title}"


def risks(dpia: Dpia, stores: tuple[Datastore, ...], audit: Audit) -> Section:
    """Three sheets and two maps."""
    sheets = tuple(_sheet(e.id, e.title, event_of(dpia, e.id), dpia, stores, audit) for e in feared_events())
    return Section(
        "events",
        "Risks to people, Art. 35(7)(c)",
        (
            say(
                "Seen from the people whose data it is. People set the levels; "
                "beside them stand the facts of this plan on the date of the data."
            ),
        ),
        (*sheets, _maps(dpia)),
    )


def _sheet(
    id_: str, title: str, event: FearedEvent | None, dpia: Dpia, stores: tuple[Datastore, ...], audit: Audit
) -> Section:
    controls = [dpia.measures[c].title if c in dpia.measures else c for c in event.controls] if event else []
    left = event.residual if event is not None else None
    judged = Pairs(
        (
            pair("Sources", *(event.sources if event else ())),
            pair("Threats", *(event.threats if event else ())),
            pair("Impacts on people", *(event.impacts if event else ())),
            pair("Measures against it", *controls),
            pair(
                "Severity before",
                Span(level_words(event.severity if event else None, "severity"), strong=True),
                event.severity_reason if event else None,
            ),
            pair(
                "Likelihood before",
                Span(level_words(event.likelihood if event else None, "likelihood"), strong=True),
                event.likelihood_reason if event else None,
            ),
            pair("Severity after", Span(level_words(left.severity if left else None, "severity"), strong=True)),
            pair(
                "Likelihood after",
                Span(level_words(left.likelihood if left else None, "likelihood"), strong=True),
                left.reason if left else None,
            ),
            pair("Levels set by", name_of(audit.facts, event.by) if event and event.by else None),
        )
    )
    facts: dict[str, tuple[Block, ...]] = {
        "disappearance": (_disappearance(stores, audit), survival_table(stores, audit, hostile=False)),
        "modification": (_modification(stores, audit), survival_table(stores, audit, hostile=True)),
        "access": (_access(stores, audit),),
    }
    return Section(f"event-{id_}", title, (judged, *facts[id_]))


def _disappearance(stores: tuple[Datastore, ...], audit: Audit) -> Table:
    facts = audit.facts
    rows: list[tuple[Cell, ...]] = []
    for s in stores:
        loss, last = facts.loss(s), facts.last_passed_restore(s)
        measured = last.measured if last is not None else None
        rows.append(
            (
                cell(s.name_or_id, header=True),
                cell(*(place_words(facts, c.at) for c in facts.backups(s)))
                if facts.backups(s)
                else cell(Span("no backup", tone="bad")),
                cell(
                    figure(loss.normal, loss.unknown),
                    line(figure(loss.degraded, loss.unknown_degraded), " while jobs fail"),
                    f"objective {duration(facts.rpo(s))}",
                ),
                cell(
                    day(
                        last.occurred if last else None,
                        "never" if not facts.voided_restore(s) else "none that still counts",
                    )
                ),
                cell(
                    f"RPA {duration(measured.rpo if measured else None, 'unproven')}",
                    f"RTA {duration(measured.rto if measured else None, 'unproven')}",
                ),
                cell(joined(evidence_link(e) for e in (last.evidence if last else ()))),
            )
        )
    columns = (
        Column("Datastore", 17),
        Column("Backups at", 23),
        Column("Worst case", 21),
        Column("Last passed restore", 11),
        Column("Measured", 11),
        Column("Evidence", 17),
    )
    return Table(
        "Facts: backups, worst case and proof", columns, tuple(rows), empty="no datastore is named", compact=True
    )


def _modification(stores: tuple[Datastore, ...], audit: Audit) -> Table:
    facts = audit.facts
    rows = tuple(
        (
            cell(s.name_or_id, header=True),
            cell(
                ", ".join(c.id for c in facts.backups(s) if is_undeletable(c, facts.labels(c)))
                or Span("none", tone="bad")
            ),
            cell(duration(max((c.keep for c in facts.backups(s) if c.keep), default=None)), align="right"),
            cell(figure(facts.loss(s).corruption, facts.loss(s).unknown_corruption), align="right"),
            cell(
                listed(
                    [
                        c.id
                        for c in facts.backups(s)
                        if c.kind in {"log-archive", "versioned-objects", "versioned-sync"}
                    ],
                    "none",
                )
            ),
        )
        for s in stores
    )
    columns = (
        Column("Datastore", 24),
        Column("Copies that nobody can change", 26),
        Column("Oldest point kept", 14, "right"),
        Column("Worst case after corruption", 18, "right"),
        Column("Restore to a point in time", 18),
    )
    return Table(
        "Facts: locked copies and restore to an earlier point",
        columns,
        rows,
        empty="no datastore is named",
        compact=True,
    )


def _access(stores: tuple[Datastore, ...], audit: Audit) -> Table:
    facts = audit.facts
    rows = tuple(
        (
            cell(s.name_or_id, header=True),
            cell(
                _sealed(s.encryption.at_rest if s.encryption else None),
                f"in transit: {_sealed(s.encryption.in_transit if s.encryption else None)}",
            ),
            cell(*(f"{c.id}: {_sealed(c.encrypted.applied if c.encrypted else None)}" for c in facts.backups(s))),
            cell(
                listed(
                    [c.name_or_id for c in facts.plan.credentials.values() if s.ref in facts.reached_by(c)],
                    "none recorded",
                )
            ),
        )
        for s in stores
    )
    columns = (
        Column("Datastore", 22),
        Column("Encrypted", 22),
        Column("Copies encrypted", 28),
        Column("Credentials that reach it", 28),
    )
    return Table("Facts: encryption and access", columns, rows, empty="no datastore is named", compact=True)


def _sealed(value: bool | None) -> str:  # noqa: FBT001 - yes, no or not said
    return "yes" if value else "no" if value is False else NOT_PROVIDED


def _maps(dpia: Dpia) -> Section:
    events = [(e, event_of(dpia, e.id)) for e in feared_events()]
    before = tuple(
        (_LETTERS[e.id], one.severity if one else None, one.likelihood if one else None) for e, one in events
    )
    after = tuple(
        (
            _LETTERS[e.id],
            one.residual.severity if one and one.residual else None,
            one.residual.likelihood if one and one.residual else None,
        )
        for e, one in events
    )
    names = tuple(x.title for x in severity()), tuple(x.title for x in likelihood())
    blocks: list[Block] = []
    for id_, when, marks in (("before", "before the measures", before), ("after", "after the measures", after)):
        alt = f"Risk map {when}: " + "; ".join(
            f"{e.title}: severity {level_words(s, 'severity')}, likelihood {level_words(p, 'likelihood')}"
            for (e, _), (_, s, p) in zip(events, marks, strict=True)
        )
        blocks.append(
            Figure(
                f"map-{id_}",
                f"Risk map {when}. A illegitimate access, M unwanted modification, D disappearance. "
                f"{alt.partition(': ')[2]}.",
                alt,
                risk_map(marks, *names, alt),
            )
        )
    return Section("maps", "Risk maps", tuple(blocks))


def measures(dpia: Dpia, audit: Audit) -> Section:
    """Measures with status and evidence, and the action plan."""
    table = Table(
        "Measures envisaged, Art. 35(7)(d)",
        (Column("Measure", 24), Column("How", 36), Column("Kind", 12), Column("Status", 11), Column("Evidence", 17)),
        tuple(
            (
                cell(m.title, header=True),
                cell(m.text or NOT_PROVIDED),
                cell(m.kind or NOT_PROVIDED),
                cell(Span(m.status.replace("-", " "), tone="fair" if m.status == "planned" else "")),
                cell(joined(evidence_link(e) for e in m.evidence)),
            )
            for m in dpia.measures.values()
        ),
        empty="no measure is recorded",
    )
    actions = Table(
        "Action plan",
        (Column("Due", 14), Column("Action", 40), Column("Owner", 28), Column("Status", 18)),
        tuple(
            (
                cell(day(a.due), header=True),
                cell(a.what or _measure_title(dpia, a.measure)),
                cell(name_of(audit.facts, a.owner)),
                cell(
                    Span(
                        a.status.replace("-", " "),
                        tone="bad"
                        if a.status in {"open", "in-progress"} and (a.due is None or a.due < audit.facts.as_of)
                        else "",
                    )
                ),
            )
            for a in dpia.actions
        ),
        empty="no action is recorded",
    )
    return Section("measures", "Measures and action plan, Art. 35(7)(d)", (table, actions))


def _measure_title(dpia: Dpia, id_: str | None) -> str:
    found = dpia.measures.get(id_) if id_ is not None else None
    return found.title if found is not None else id_ or NOT_PROVIDED
