"""One point of a record: what the law asks for, what the plan holds of it, and the fields that would fill a gap."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.report.span import NOT_PROVIDED, Span, line

Line = tuple[Span, ...]


class Answer(NamedTuple):
    """What the plan holds of one point. `missing` are the fields, as a plan writes them, that nobody has filled in."""

    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()

    def and_also(self, *lines: Line) -> Answer:
        """The same with more lines."""
        return self._replace(lines=(*self.lines, *lines))


def answer(*values: str | Line | None, field: str) -> Answer:
    """The values, one a line; without any a gap that names the field to fill in."""
    lines = tuple(line(v) if isinstance(v, str) else v for v in values if v)
    return Answer(lines) if lines else Answer((gap(field),), (field,))


def joined(*answers: Answer) -> Answer:
    """Several answers to one point."""
    return Answer(tuple(x for a in answers for x in a.lines), tuple(m for a in answers for m in a.missing))


def gap(field: str) -> Line:
    """`not provided`, with the field of the plan that is empty."""
    return line(Span(NOT_PROVIDED, tone="muted"), ": field ", Span(field, code=True))
