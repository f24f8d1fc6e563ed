"""Every day of a period, judged by the rules: what was found on which days, as it was and as it was known then.

The method is exact: the rules run over the plan of each day as of that day. A finding can begin without any commit,
because something grows old, and end without one, because a date arrives; no shorter way is sure to see both. It costs
one audit a day, and one more for a day of which something was recorded later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bcdr.audit import Audit, audit
from bcdr.finding import Finding, Severity
from bcdr.report.period.late import Late, as_it_was, late_records
from bcdr.report.period.state import Past, Period, Stretch, stretches

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """Days without a gap on which one finding was open. `known` counts those on which the plan itself showed it.

    `is_open` says that it was still so on the last known day; `began_before` that the first day of knowledge within the
    period already had it.
    """

    finding: Finding
    first: date
    last: date
    known: int
    is_open: bool
    began_before: bool

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Chronicle:
    """What a period held. `days` counts all its days, `known` those of which the plan could be read."""

    period: Period
    past: Past
    stretches: tuple[Stretch, ...]
    spells: tuple[Spell, ...]
    overdue: tuple[tuple[str, str, date, date], ...]
    late: tuple[Late, ...]
    audits: int
    closing: Audit | None

    @property
    def known(self) -> int:
        """Days of which the plan could be read."""
        return sum(s.days for s in self.stretches if s.knowledge == "known")


class _Runs:
    """Days collected into spells, by finding."""

    def __init__(self) -> None:
        self.open: dict[str, list[tuple[date, date, int]]] = {}
        self.findings: dict[str, Finding] = {}

    def add(self, finding: Finding, day: date, *, is_known: bool) -> None:
        runs = self.open.setdefault(finding.id, [])
        if runs and runs[-1][1] == day - DAY:
            first, _, known = runs[-1]
            runs[-1] = (first, day, known + is_known)
        else:
            runs.append((day, day, int(is_known)))
        before = self.findings.get(finding.id)
        if before is None or finding.severity >= before.severity:
            self.findings[finding.id] = finding


def chronicle(past: Past, period: Period, told: Callable[[date], None] = lambda _: None) -> Chronicle:
    """The period, day by day. `told` hears each day before it is judged."""
    found = stretches(past, period)
    late = late_records(past.states)
    newest = past.newest
    evidence = dict(newest.plan.evidence) if newest is not None and newest.plan is not None else {}
    runs, overdue = _Runs(), dict[tuple[str, str], list[tuple[date, date]]]()
    closing: Audit | None = None
    audits, last_known, starts = 0, date.min, set[date]()
    for stretch in found:
        plan = stretch.state.plan if stretch.state is not None else None
        if plan is None:
            continue
        if stretch.first - DAY != last_known:
            starts.add(stretch.first)
        last_known = stretch.last
        for n in range(stretch.days):
            day = stretch.first + n * DAY
            told(day)
            closing = audit(plan, day)
            audits += 1
            on_record = {f.id for f in _counted(closing.findings)}
            was = as_it_was(plan, day, late, evidence)
            true = closing if was is None else audit(was, day)
            audits += was is not None
            for f in _counted(true.findings):
                # what a later record brings is judged by what it says, not by standing in the plan too early
                if f.rule != "impossible-date" or f.id in on_record:
                    runs.add(f, day, is_known=f.id in on_record)
            for due in true.facts.due:
                if due.kind in {"drill", "restore"} and due.is_overdue(day):
                    _extend(overdue.setdefault((due.series or due.ref, due.what), []), day)
    return Chronicle(
        period=period,
        past=past,
        stretches=found,
        spells=tuple(sorted(_spells(runs, starts, last_known), key=_order)),
        overdue=tuple((ref, what, a, b) for (ref, what), spans in sorted(overdue.items()) for a, b in spans),
        late=late,
        audits=audits,
        closing=closing,
    )


def _counted(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Open errors and warnings; information asks for nothing, and what was accepted is listed by itself."""
    return (f for f in findings if f.is_open and f.severity is not Severity.INFO)


def _extend(spans: list[tuple[date, date]], day: date) -> None:
    if spans and spans[-1][1] == day - DAY:
        spans[-1] = (spans[-1][0], day)
    else:
        spans.append((day, day))


def _spells(runs: _Runs, starts: set[date], last: date) -> Iterable[Spell]:
    for id_, spans in runs.open.items():
        for first, end, known in spans:
            yield Spell(runs.findings[id_], first, end, known, end == last, first in starts)


def _order(spell: Spell) -> tuple[int, int, str, str, date]:
    return (-spell.finding.severity, -spell.days, spell.finding.rule, spell.finding.object, spell.first)
