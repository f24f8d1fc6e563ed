"""A decision from top to bottom: questions in one column, and to the right of each where one of its answers leads."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bcdr.report.drawing.canvas import Box, Drawing, Path, Rect, Role, Shape, Text, number
from bcdr.report.drawing.lettering import wrap

WIDTH = 660.0
_LEFT, _ASKED, _AWAY, _END = 8.0, 344.0, 108.0, 652.0
_SIZE, _NOTE, _LINE = 12.5, 11.0, 15.5
_PAD, _GAP = 12.0, 30.0
_MOST = 12


class Step(NamedTuple):
    """A question, or what is to be done.

    `aside` is the answer that leads to the right, to `outcome`; `onward` the answer that leads down to the next step.
    """

    text: str
    clause: str = ""
    aside: str = ""
    outcome: str = ""
    onward: str = ""
    kind: Literal["question", "duty"] = "question"


class Laid(NamedTuple):
    """A decision that has been laid out: the picture, the boxes of steps, and of outcomes by the step's number."""

    drawing: Drawing
    steps: tuple[Box, ...]
    outcomes: dict[int, Box]


def decision(title: str, says: str, steps: tuple[Step, ...]) -> Laid:
    """The picture of a decision. `says` is its main point in a sentence."""
    shapes: list[Shape] = []
    boxes: list[Box] = []
    outcomes: dict[int, Box] = {}
    top = 6.0
    for n, step in enumerate(steps):
        lines = _lines(step, _ASKED - 2 * _PAD)
        away = wrap(step.outcome, _SIZE, _END - _LEFT - _ASKED - _AWAY - 2 * _PAD, _MOST) if step.outcome else ()
        high = max(_height(len(lines)), _height(len(away)))
        box = Box(_LEFT, top, _LEFT + _ASKED, top + high)
        boxes.append(box)
        duty = step.kind == "duty"
        shapes.append(Rect(box, "brand" if duty else "card", "brand", radius=3, width=1.4))
        shapes += _words(lines, box, "card" if duty else "ink", "card" if duty else "soft")
        if step.outcome:
            outcomes[n] = target = Box(_LEFT + _ASKED + _AWAY, box.middle - high / 2, _END, box.middle + high / 2)
            shapes.append(Rect(target, "tint-2", "line", radius=3))
            shapes += _words(tuple((line, False) for line in away), target, "ink", "soft")
            shapes += _arrow(box.right, box.middle, target.left, box.middle)
            middle = (box.right + target.left - 6) / 2
            shapes += [
                Text(middle, box.middle - 6 - _LINE * (len(said) - 1 - m), line, _SIZE, "ink", "middle", strong=True)
                for said in [wrap(step.aside, _SIZE, _AWAY - 20, 2)]
                for m, line in enumerate(said)
            ]
        if n + 1 < len(steps):
            x, end = _LEFT + 40, box.bottom + _GAP
            shapes += _arrow(x, box.bottom, x, end)
            shapes.append(Text(x + 10, box.bottom + _GAP / 2 + 4, step.onward, _SIZE, "ink", strong=True))
        top = box.bottom + _GAP
    drawing = Drawing(WIDTH, top - _GAP + 6, title, says, tuple(shapes))
    return Laid(drawing, tuple(boxes), outcomes)


def _lines(step: Step, room: float) -> tuple[tuple[str, bool], ...]:
    """Lines of a step, each with whether it is the clause, which is set smaller."""
    found = tuple((line, False) for line in wrap(step.text, _SIZE, room, _MOST))
    return (*found, *((line, True) for line in wrap(step.clause, _NOTE, room, 1))) if step.clause else found


def _height(lines: int) -> float:
    return 2 * _PAD + lines * _LINE - 4


def _words(lines: tuple[tuple[str, bool], ...], box: Box, ink: Role, soft: Role) -> list[Shape]:
    first = box.middle - (len(lines) - 1) * _LINE / 2 + _SIZE * 0.34
    return [
        Text(box.left + _PAD, first + m * _LINE, line, _NOTE if small else _SIZE, soft if small else ink)
        for m, (line, small) in enumerate(lines)
    ]


def _arrow(x1: float, y1: float, x2: float, y2: float) -> list[Shape]:
    """A line with its head, to the right or down."""
    if y1 == y2:
        line = f"M{number(x1)} {number(y1)}H{number(x2 - 6)}"
        head = f"M{number(x2)} {number(y2)}l-7 -3.6v7.2z"
    else:
        line = f"M{number(x1)} {number(y1)}V{number(y2 - 6)}"
        head = f"M{number(x2)} {number(y2)}l-3.6 -7h7.2z"
    return [Path(line, "soft", width=1.3), Path(head, "none", "soft")]
