"""A recovery as a line of time, out of the facts: the plain data of its picture, and the table that says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.recovery import Recovery
from bcdr.analysis.schedule import Slot
from bcdr.analysis.stage import Stage
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED
from bcdr.report.block import Column, Table
from bcdr.report.critical import held_by
from bcdr.report.drawing.axis import Mark
from bcdr.report.drawing.timeline import Bar, Timeline
from bcdr.report.naming import name_of
from bcdr.report.span import Span, cell
from bcdr.report.wording import duration, unmarked

NOT_KNOWN = "not known"
TITLE = "Recovery of "


def timeline_of(facts: Facts, service: Service, recovery: Recovery) -> Timeline:
    """Every stage of the way back by its start, the critical path marked; those that cannot be planned come last."""
    bars: list[Bar] = []
    if recovery.comeback is not None:
        critical = {step.task for step in recovery.path}
        plan = recovery.comeback.schedule
        stages = recovery.comeback.stages
        slots = sorted((s for s in plan.slots.values() if s.task in stages), key=lambda s: (s.start, s.end, s.task))
        labels = _labels(facts, stages)
        bars += [
            _bar(facts, s, stages[s.task], labels[s.task], is_critical=s.task in critical)
            for s in slots
            if s.end > s.start
        ]
        bars += [Bar(labels[t], _who(facts, (), stages[t]), None, None) for t in plan.obstacles if t in stages]
    given = (("RTO", recovery.rto), ("MTPD", recovery.mtpd))
    marks = tuple(Mark(label, at) for label, at in given if at is not None)
    return Timeline(f"{TITLE}{service.name_or_id}", says(service, recovery), tuple(bars), marks)


def together(found: Iterable[Timeline]) -> tuple[Timeline, ...]:
    """Timelines with the same bars made into one, with the objectives of each service by its name."""
    groups: dict[tuple[Bar, ...], list[Timeline]] = {}
    for one in found:
        groups.setdefault(one.bars, []).append(one)
    return tuple(group[0] if len(group) == 1 else _joined(group) for group in groups.values())


def _joined(group: list[Timeline]) -> Timeline:
    names = [one.title.removeprefix(TITLE) for one in group]
    marks: dict[tuple[str, timedelta], list[str]] = {}
    for one, name in zip(group, names, strict=True):
        for mark in one.marks:
            marks.setdefault((mark.label, mark.at), []).append(name)
    return Timeline(
        f"{TITLE}{', '.join(names)}",
        " ".join(one.says for one in group),
        group[0].bars,
        tuple(
            Mark(label if len(of) == len(group) else f"{label} of {', '.join(of)}", at)
            for (label, at), of in sorted(marks.items(), key=lambda item: (item[0][1], item[0][0]))
        ),
    )


def _bar(facts: Facts, slot: Slot, stage: Stage, label: str, *, is_critical: bool) -> Bar:
    waits = slot.wait is not None and slot.wait.kind != "task" and slot.start > slot.ready
    held = held_by(facts, slot.wait) if waits and slot.wait is not None else ""
    ready = slot.ready if waits else None
    return Bar(label, _who(facts, slot.people, stage), slot.start, slot.end, is_critical, held, ready)


def _labels(facts: Facts, stages: Mapping[str, Stage]) -> Mapping[str, str]:
    """What is done, as a sentence begins; of what, where several do a thing of that name."""
    counts = Counter(s.name for s in stages.values())
    return {
        task: unmarked(f"{s.name[:1].upper()}{s.name[1:]}") + (f": {facts.name_of(s.of)}" if counts[s.name] > 1 else "")
        for task, s in stages.items()
    }


def _who(facts: Facts, people: Iterable[str], stage: Stage) -> str:
    """Those who do it, else the role that should, else that nobody is named."""
    names = ", ".join(name_of(facts, p) for p in people)
    return names or (name_of(facts, stage.by) if stage.by is not None else "nobody named")


def says(service: Service, recovery: Recovery) -> str:
    """The main point: when the service is back by the plan's own figures, and how that compares with its objectives."""
    name = service.name_or_id
    if recovery.estimate is None:
        why = f": {', '.join(recovery.missing)}" if recovery.missing else ""
        return f"When {name} is back is not known{why}."
    if recovery.estimate == UNBOUNDED:
        return f"By this plan {name} does not come back."
    parts = [f"{name} is back {duration(recovery.estimate)} after the disruption, by estimate"]
    parts += _compared(recovery.counted_estimate, recovery.rto, "its RTO")
    parts += _compared(_with(recovery.estimate, recovery.wrt), recovery.mtpd, "its MTPD")
    measured = f"last measured: {duration(recovery.measured)}" if recovery.measured is not None else "never measured"
    return f"{'; '.join([*parts, measured])}."


def _with(estimate: timedelta, more: timedelta | None) -> timedelta:
    return UNBOUNDED if more == UNBOUNDED else estimate + (more or timedelta())


def _compared(figure: timedelta | None, objective: timedelta | None, name: str) -> list[str]:
    if objective is None:
        return [f"{name} is not set"]
    if figure is None:
        return []
    if objective == UNBOUNDED or figure <= objective:
        return [f"within {name} of {duration(objective)}"]
    return [f"later than {name} of {duration(objective)}"]


def timeline_table(found: Timeline, *, compact: bool = False) -> Table:
    """The bars and marks as rows, in the same order."""
    rows = [
        (
            cell(bar.label, header=True),
            cell(bar.who or NOT_KNOWN),
            cell(_moment(bar.start)),
            cell(_moment(bar.end)),
            cell(waiting(bar) or Span(_before(bar), tone="muted")),
            cell("yes" if bar.is_critical else "no"),
        )
        for bar in found.bars
    ]
    marks = [
        (cell(m.label, header=True), cell("objective"), cell(""), cell(_moment(m.at)), cell(""), cell(""))
        for m in found.marks
    ]
    titles = (("Step", 30), ("Who", 20), ("From", 12), ("Until", 12), ("Waits for", 16), ("Critical path", 10))
    return Table(
        f"{found.title}, counted from the disruption",
        tuple(Column(title, width) for title, width in titles),
        (*rows, *marks),
        empty="no step is planned",
        compact=compact,
    )


def _moment(at: timedelta | None) -> str:
    return NOT_KNOWN if at is None else "never" if at == UNBOUNDED else duration(at)


def _before(bar: Bar) -> str:
    return NOT_KNOWN if bar.start is None else "steps before it" if bar.start else "nothing"


def waiting(bar: Bar) -> str:
    """What a step waits for besides the steps before it, and how long."""
    if not bar.waited_for:
        return ""
    if bar.start is None or bar.ready is None or UNBOUNDED in {bar.start, bar.ready}:
        return bar.waited_for
    return f"{duration(bar.start - bar.ready)} for {bar.waited_for}"
