"""Risks to people (35(7)(c)): a sheet for each feared event with the live facts beside it, and the maps."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.frameworks.dpia import feared_events
from bcdr.frameworks.scales import likelihood, severity
from bcdr.model.datastore import Datastore
from bcdr.model.privacy import Dpia, FearedEvent
from bcdr.report.art35 import quoted
from bcdr.report.art35.survival import survival_table
from bcdr.report.block import Block, Column, Figure, Pairs, Table, say
from bcdr.report.document import Section
from bcdr.report.drawing import risk_map
from bcdr.report.naming import name_of
from bcdr.report.span import NOT_PROVIDED, Span, cell, line, pair

_LETTERS = {"access": "A", "modification": "M", "disappearance": "D"}
_WANTED = Span("unwanted modification", href="#event-modification")


def event_of(dpia: Dpia, id_: str) -> FearedEvent | None:
    """What the assessment says of a feared event."""
    events = dpia.risks
    found: FearedEvent | None = events.__dict__[id_] if events is not None else None
    return found


def level_words(level: int | None, scale: str) -> str:
    """`3 significant`, or that nobody set it."""
    names = severity() if scale == "severity" else likelihood()
    return NOT_PROVIDED if level is None else f"{level} {names[level - 1].title}"


def _level(level: int | None, scale: str) -> Span:
    words = level_words(level, scale)
    return Span(words, strong=True) if level is not None else Span(words, tone="muted")


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
            _scales(),
        ),
        (*sheets, _maps(dpia)),
    )


def _sheet(
    id_: str, title: str, event: FearedEvent | None, dpia: Dpia, stores: tuple[Datastore, ...], audit: Audit
) -> Section:
    controls = [_control(c, dpia) for c in event.controls] if event else []
    left = event.residual if event is not None else None
    judged = Pairs(
        (
            pair("Sources", *(event.sources if event else ())),
            pair("Threats", *(event.threats if event else ())),
            pair("Impacts on people", *(event.impacts if event else ())),
            pair("Measures against it", *controls),
            pair(
                "Severity before",
                _level(event.severity if event else None, "severity"),
                event.severity_reason if event else None,
            ),
            pair(
                "Likelihood before",
                _level(event.likelihood if event else None, "likelihood"),
                event.likelihood_reason if event else None,
            ),
            pair("Severity after", _level(left.severity if left else None, "severity")),
            pair(
                "Likelihood after",
                _level(left.likelihood if left else None, "likelihood"),
                left.reason if left else None,
            ),
            pair("Levels set by", name_of(audit.facts, event.by) if event and event.by else None),
        )
    )
    facts: dict[str, tuple[Block, ...]] = {
        "disappearance": (
            quoted.disappearance(stores, audit.facts),
            survival_table(stores, audit, hostile=False),
            say("What somebody with a stolen login can take stands under ", _WANTED, "."),
        ),
        "modification": (
            quoted.modification(stores, audit.facts),
            survival_table(stores, audit, hostile=True),
        ),
        "access": (quoted.access(stores, audit.facts),),
    }
    return Section(f"event-{id_}", title, (judged, *facts[id_]))


def _control(id_: str, dpia: Dpia) -> tuple[Span, ...]:
    """A measure with where it stands: levels after the measures may rest on one that is only planned."""
    found = dpia.measures.get(id_)
    if found is None:
        return line(id_)
    status = found.status.replace("-", " ")
    return line(found.title, Span(f" ({status})", tone="fair" if found.status == "planned" else "muted"))


def _scales() -> Table:
    """What the levels mean, so that nobody has to know the method."""
    return Table(
        "The four levels",
        (Column("Level", 16), Column("Severity: how hard people are hit", 42), Column("Likelihood", 42)),
        tuple(
            (cell(f"{hurt.number} {hurt.title}", header=True), cell(hurt.meaning), cell(chance.meaning))
            for hurt, chance in zip(severity(), likelihood(), strict=True)
        ),
        compact=True,
    )


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
        said = [
            (mark, e.title, f"severity {level_words(s, 'severity')}, likelihood {level_words(p, 'likelihood')}")
            for (e, _), (mark, s, p) in zip(events, marks, strict=True)
        ]
        alt = f"Risk map {when}: " + "; ".join(f"{title}: {levels}" for _, title, levels in said)
        legend = "; ".join(f"{mark} {title.lower()}: {levels}" for mark, title, levels in said)
        blocks.append(Figure(f"map-{id_}", f"Risk map {when}. {legend}.", alt, risk_map(marks, *names, alt)))
    return Section("maps", "Risk maps", tuple(blocks))
