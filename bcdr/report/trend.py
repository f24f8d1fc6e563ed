"""How measured recovery developed, as a picture and in words; nothing is said where there is nothing to compare."""

from __future__ import annotations

from datetime import date, timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import is_part
from bcdr.analysis.trend import Development, Trend, Window, by_kind, trends
from bcdr.model.exercise import MEANINGS
from bcdr.report.block import Block, Column, Figure, Table, say
from bcdr.report.document import Section
from bcdr.report.drawing.canvas import svg
from bcdr.report.drawing.trends import Line, trend_lines
from bcdr.report.naming import drill_anchor
from bcdr.report.result import PART
from bcdr.report.span import Cell, Span, cell
from bcdr.report.wording import counted, day, duration

MOST_LINES = 9
"""So many series are drawn; the table has all."""
NO_TREND = "one measurement, no trend"


def trend_section(facts: Facts) -> Section:
    """Measured times per runbook and kind of drill, and passes per kind, over time."""
    believed = tuple(d for d in facts.done_drills if not facts.doubts(d))
    found = trends(believed)
    blocks: list[Block] = [say(_intro(found, len(facts.done_drills) - len(believed)))]
    if drawn := figure(facts, found):
        blocks.append(drawn)
    blocks.append(_table(facts, found))
    blocks.append(_kinds(facts))
    return Section("trend", "Trend", tuple(blocks))


def _intro(found: tuple[Trend, ...], doubtful: int) -> str:
    repeated = sum(len(t.time.points) > 1 for t in found)
    left_out = f" {counted(doubtful, 'doubtful drill is', 'doubtful drills are')} left out." if doubtful else ""
    if not found:
        return f"No drill with a result recovered anything, so nothing can be said of a trend.{left_out}"
    return (
        "Measured times of the same kind of drill on the same runbook, or on the same data where a drill names no "
        f"runbook. {_timed(repeated, len(found))} A shorter time can also mean an easier drill: what was drilled "
        f"stands in the history above.{left_out}"
    )


def _timed(repeated: int, all_: int) -> str:
    if not repeated:
        return "None was measured more than once, so no trend is shown."
    return f"{repeated} of {all_} such series {'has' if repeated == 1 else 'have'} more than one measured time."


def figure(facts: Facts, found: tuple[Trend, ...]) -> Figure | None:
    """The series with more than one measured time as lines; None where there is none."""
    drawn = [t for t in found if len(t.time.points) > 1][:MOST_LINES]
    if not drawn:
        return None
    lines = tuple(Line(facts.name_of(t.subject), _kind(t.type), _points(t)) for t in drawn)
    said = "; ".join(f"{facts.name_of(t.subject)}, {_kind(t.type).lower()}: {_way(t.time)}" for t in drawn)
    title = "Measured recovery times of repeated drills"
    return Figure("figure-trend", title, f"{said}.", svg(trend_lines(lines, title, f"{said}.")))


def _points(trend: Trend) -> tuple[tuple[date, timedelta, bool], ...]:
    return tuple((m.day, m.value, m.drill.result == "passed") for m in trend.time.points)


def _kind(type_: str) -> str:
    return MEANINGS[type_].title


def _way(found: Development) -> str:
    return ", ".join(f"{day(m.day)} {duration(m.value)}" for m in found.points)


def _table(facts: Facts, found: tuple[Trend, ...]) -> Table:
    return Table(
        "Measured times of each kind of drill on each subject",
        (
            Column("Subject", 22), Column("Kind of drill", 14), Column("Passed", 10),
            Column("Recovery time (RTA)", 20), Column("Development", 14), Column("Age of the data (RPA)", 20),
        ),
        tuple(_row(facts, t) for t in found),
        empty="no drill with a result recovered anything",
        compact=True,
    )  # fmt: skip


def _row(facts: Facts, trend: Trend) -> tuple[Cell, ...]:
    return (
        cell(facts.name_of(trend.subject), header=True),
        cell(_kind(trend.type), *((Span(PART, tone="muted"),) if is_part(trend.drills[0]) else ())),
        cell(f"{trend.passed} of {len(trend.drills)}"),
        cell(*_values(trend.time)),
        cell(*_development(trend.time)),
        cell(*_values(trend.point), *_development(trend.point, quiet=True)),
    )


def _values(found: Development) -> tuple[tuple[Span, ...], ...]:
    """Each value with its day, linked to its drill."""
    rows = tuple(
        (Span(day(m.day), href=f"#{drill_anchor(m.drill.id)}"), Span(f" {duration(m.value)}")) for m in found.points
    )
    return rows or ((Span("not measured", tone="muted"),),)


def _development(found: Development, *, quiet: bool = False) -> tuple[Span, ...]:
    """What became of it from the first to the last; `quiet` says nothing where there is nothing to compare."""
    change = found.change
    if change is None:
        return () if quiet else (Span(NO_TREND if found.points else "not measured", tone="muted"),)
    lines = [_change(change, "since the first" if len(found.points) > 2 else "")]
    if len(found.points) > 2 and found.latest is not None:
        lines.append(_change(found.latest, "since the last but one"))
    return tuple(lines)


def _change(change: timedelta, since: str) -> Span:
    if not change:
        return Span(f"unchanged {since}".rstrip())
    word = "longer" if change > timedelta() else "shorter"
    return Span(f"{duration(abs(change))} {word} {since}".rstrip(), tone="fair" if word == "longer" else "good")


def _kinds(facts: Facts) -> Table:
    found = by_kind(facts.done_drills, facts.as_of)
    order = [t for t in MEANINGS if t in found]
    return Table(
        "Passed drills of each kind over time",
        (
            Column("Kind of drill", 31), Column("Earlier", 23), Column("The 365 days before", 23),
            Column("Last 365 days", 23),
        ),
        tuple((cell(_kind(t), header=True), *(cell(_count(w)) for w in reversed(found[t]))) for t in order),
        empty="no drill with a result is recorded",
        compact=True,
    )  # fmt: skip


def _count(window: Window) -> Span:
    if not window.tried:
        return Span("none done", tone="muted")
    return Span(f"{window.passed} of {window.tried} passed", tone="" if window.passed == window.tried else "fair")
