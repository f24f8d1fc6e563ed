"""Where things end in a text, and which comments are theirs."""

from __future__ import annotations

import pytest

from bcdr.source.edit import CannotEditError
from bcdr.source.sheet import Sheet, Splice, is_flow

TEXT = """\
a:
  # of b
  b: 1   # tail
  # still a
c: {d: [x, y],  # in braces
    e: 1}
f: |
  block

g: >+
  kept

h:
- i
- j: 1
#:  k: 2
"""


@pytest.mark.parametrize(
    ("at", "behind"),
    [(("a",), "   # tail"), (("c",), ""), (("c", "d"), ",  # in braces"), (("f",), ""), (("h", 1), ""), (("h",), "")],
)
def test_extent_leaves_comments_out(at: tuple[str | int, ...], behind: str) -> None:
    sheet = Sheet(TEXT)
    assert sheet.rest_of_line(sheet.extent(sheet.whole(at)[-1].value)) == behind


@pytest.mark.parametrize(
    ("at", "column", "line"),
    [(("a",), 2, "c: {d"), (("a", "b"), 2, "c: {d"), (("f",), 0, ""), (("g",), 0, "h:"), (("h",), 0, "")],
)
def test_after_a_value_and_its_comments(at: tuple[str | int, ...], column: int, line: str) -> None:
    sheet = Sheet(TEXT)
    assert sheet.rest_of_line(sheet.after(sheet.whole(at)[-1].value, column)).startswith(line)


def test_below_keeps_to_what_is_deeper() -> None:
    sheet = Sheet(TEXT)
    key = sheet.whole(("a", "b"))[-1]
    assert sheet.rest_of_line(sheet.below(key.value, 2)) == "  # still a"
    start = sheet.line_start(key.key.start_mark.index)
    assert TEXT[sheet.own_comments(start, 2) :].startswith("  # of b")


def test_walk_ends_where_nothing_is_written() -> None:
    sheet = Sheet(TEXT)
    assert [s.number for s in sheet.walk(("c", "e", "z"))] == [1, 1]
    assert [s.number for s in sheet.walk(("h", 7))] == [5 - 1]
    found = is_flow(sheet.whole(("c", "d", 0)))
    assert found is not None
    assert found.key.value == "c"
    assert is_flow(sheet.whole(("h", 1, "j"))) is None


@pytest.mark.parametrize(("text", "step"), [(TEXT, 2), ("a:\n    b: 1\n", 4), ("a: 1\n", 2), ("", 2)])
def test_step(text: str, step: int) -> None:
    assert Sheet(text).step() == step


@pytest.mark.parametrize("text", ["a: 1\rb: 2", "a: 'x\u2028y'\n", "a: 1\n...\n", "- a\n", "a: [\n"])
def test_texts_that_are_left_alone(text: str) -> None:
    with pytest.raises(CannotEditError):
        Sheet(text)


def test_splices_do_not_move_each_other() -> None:
    assert Sheet("a: 1\n").spliced([Splice(0, 1, "bb"), Splice(3, 4, ""), Splice(5, 5, "c: 2\n")]) == "bb: \nc: 2\n"
