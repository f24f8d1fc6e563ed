"""An edit changes the lines that it needs, and no others: tables of layouts, then random ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.source.amend import amended
from bcdr.source.edit import Add, CannotEditError, Edit, Insert, Noted, Remove, Set, applied
from bcdr.source.tree import read_text

SERVICES = """\
# top
bcdr: 1
services:
  shop: {tier: 1}   # the shop

  # the till
  till:
    tier: 2   # tail
    # deeper
# next

roles:
  lead: {duty: x}
"""

TABLE: dict[str, tuple[str, Edit, str]] = {
    "entry, apart like its neighbours": (
        SERVICES,
        Add(("services",), {"web": {"tier": None, "name": Noted("Web", "what people say")}}, "TODO: new"),
        SERVICES.replace(
            "    # deeper\n",
            "    # deeper\n\n  # TODO: new\n  web:\n    tier: unknown\n    name: Web  # what people say\n",
        ),
    ),
    "scalar behind the comments of the map": (
        SERVICES,
        Add(("services", "till"), {"rto": None}, "TODO: decide"),
        SERVICES.replace("    # deeper\n", "    # deeper\n    rto: unknown  # TODO: decide\n"),
    ),
    "keys in braces, the remark above where a comment stands": (
        SERVICES,
        Add(("services", "shop"), {"rto": "4h", "rpo": None}, "TODO: decide"),
        SERVICES.replace(
            "  shop: {tier: 1}   # the shop",
            "  # TODO: decide\n  shop: {tier: 1, rto: 4h, rpo: unknown}   # the shop",
        ),
    ),
    "keys in braces, the remark behind": (
        SERVICES,
        Add(("roles", "lead"), {"authority": None}, "TODO: what"),
        SERVICES.replace("{duty: x}", "{duty: x, authority: unknown}  # TODO: what"),
    ),
    "a new collection at the end of the file": (
        SERVICES,
        Add(("kept",), {"print": {"at": "safe"}}, "why"),
        SERVICES + "\n# why\nkept:\n  print: {at: safe}\n",
    ),
    "missing maps on the way": (
        SERVICES,
        Add(("roles", "lead", "rights", "deep"), {"yes": "no"}),
        SERVICES.replace("{duty: x}", "{duty: x, rights: {deep: {yes: no}}}"),
    ),
    "into an empty map": (
        "a:\n  copies: {}  # none\n  b: 1\n",
        Add(("a", "copies"), {"night": {"kind": "dump", "at": None}}, "TODO: say"),
        "a:\n  copies:  # none\n    # TODO: say\n    night: {kind: dump, at: unknown}\n  b: 1\n",
    ),
    "one key into an empty map": ("a: {}\n", Add(("a",), {"b": "c"}), "a: {b: c}\n"),
    "in place of unknown": (
        "organization:\n  gdpr: unknown  # ?\n  name: X\n",
        Add(("organization", "gdpr"), {"role": None, "breach": {"owner": None}}, "TODO: all"),
        "organization:\n  gdpr:  # ?\n    # TODO: all\n    role: unknown\n    breach: {owner: unknown}\n  name: X\n",
    ),
    "a short form is written out": (
        "datastores:\n  d:\n    personal: ordinary\n",
        Add(("datastores", "d", "personal"), {"erasure_replay": None}, "TODO: which"),
        "datastores:\n  d:\n    personal: {level: ordinary, erasure_replay: unknown}  # TODO: which\n",
    ),
    "a short form in quotes": (
        'runbooks: {r: {target: "a, b"}}\n',
        Add(("runbooks", "r", "target"), {"at": None}),
        'runbooks: {r: {target: {what: "a, b", at: unknown}}}\n',
    ),
    "braces over several lines": (
        "a: {b: 1,\n    c: [x,\n        y]  # last\n   }\nz: 1\n",
        Add(("a",), {"d": "2"}),
        "a: {b: 1,\n    c: [x,\n        y], d: 2  # last\n   }\nz: 1\n",
    ),
    "a comma behind the last entry": ("a: [x, y, ]\n", Insert(("a",), "z"), "a: [x, y, z ]\n"),
    "windows line ends": (
        "a:\r\n  b: 1\r\nc: 2\r\n",
        Add(("a",), {"d": {"e": "f", "g": Noted("h", "i")}}),
        "a:\r\n  b: 1\r\n  d:\r\n    e: f\r\n    g: h  # i\r\nc: 2\r\n",
    ),
    "a mark at the start": ("---\n# top\na: {b: 1}\n", Add(("a",), {"c": "2"}), "---\n# top\na: {b: 1, c: 2}\n"),
    "no end of the last line": ("a:\n  b: 1", Add(("a",), {"c": "2"}), "a:\n  b: 1\n  c: 2"),
    "wide indentation": (
        "a:\n    b:\n        c: 1\n",
        Add(("a",), {"d": {"e": Noted("1", "r")}}),
        "a:\n    b:\n        c: 1\n    d:\n        e: 1  # r\n",
    ),
    "behind a block of text": ("a:\n  t: |\n    one\n\n    two\n\nb: 1\n", Add(("a",), {"c": "d"}),
                               "a:\n  t: |\n    one\n\n    two\n  c: d\n\nb: 1\n"),
    "behind a block of text that keeps its ends": ("a:\n  t: |+\n    one\n\nb: 1\n", Add(("a",), {"c": "d"}),
                                                   "a:\n  t: |+\n    one\n\n  c: d\nb: 1\n"),
    "wide letters": ("a: {b: 本棚}  # 😀\nc: {d: é}\n", Add(("c",), {"e": "ü"}), "a: {b: 本棚}  # 😀\nc: {d: é, e: ü}\n"),
    "into an empty file": ("# nothing yet\n", Add(("a",), {"b": "1"}), "# nothing yet\na: {b: 1}\n"),
    "into a file without a character": ("", Add((), {"a": "1"}), "a: 1\n"),
    "past lines prepared for an entry above": (
        "p:\n  a:\n    n: 1\n#:    deep: 2\n#:  b: {n: 2}\nq: 1\n",
        Add(("p",), {"c": {"n": "3"}}),
        "p:\n  a:\n    n: 1\n#:    deep: 2\n  c: {n: 3}\n#:  b: {n: 2}\nq: 1\n",
    ),
    "with lines prepared": (
        "r:\n  a: {t: 1}\n",
        Add(("r",), {"b": {"t": "TODO: x"}}, "", {"steps": [{"do": "y"}]}),
        'r:\n  a: {t: 1}\n  b:\n    t: "TODO: x"\n#:    steps: [{do: y}]\n',
    ),
    "with lines prepared, and the collection missing": (
        "a: 1\n",
        Add(("r",), {"b": {"t": "x"}}, "", {"steps": [{"do": "y"}]}),
        "a: 1\n\nr:\n  b:\n    t: x\n#:    steps: [{do: y}]\n",
    ),
    "a long text": (
        "r: {a: 1}\n",
        Add((), {"t": " ".join(["word"] * 40)}),
        "r: {a: 1}\n\nt: >-\n  " + " ".join(["word"] * 23) + "\n  " + " ".join(["word"] * 17) + "\n",
    ),
    "another value": ("a: {b: 1}\n", Set(("a", "b"), "x, y"), 'a: {b: "x, y"}\n'),
    "another value keeps its quotes": ('a: "1"  # c\n', Set(("a",), "2"), 'a: "2"  # c\n'),
    "a list for unknown": ("a:\n  b: unknown\n", Set(("a", "b"), ["x", "y"], "TODO"), "a:\n  b: [x, y]  # TODO\n"),
    "an item of braces": ("a:\n- {b: 1}\n- {b: 2}\n", Set(("a", 1, "b"), "3"), "a:\n- {b: 1}\n- {b: 3}\n"),
    "an item at the end": (
        "a:\n  b:\n    # first\n    - x\n    - y: 1\n      z: 2\n    # end\nc: 1\n",
        Insert(("a", "b"), {"y": "3"}, None, "new"),
        "a:\n  b:\n    # first\n    - x\n    - y: 1\n      z: 2\n    # end\n    - {y: 3}  # new\nc: 1\n",
    ),
    "an item before another and its comment": (
        "a:\n- x\n# of y\n- y\n",
        Insert(("a",), "n", 1),
        "a:\n- x\n- n\n# of y\n- y\n",
    ),
    "an item into brackets, first": ("a: [x, y]\n", Insert(("a",), "n", 0), "a: [n, x, y]\n"),
    "an item for a list of one": ("a: {b: x}\n", Insert(("a", "b"), "y"), "a: {b: [x, y]}\n"),
    "an item for a stated emptiness": ("a: none\n", Insert(("a",), "y"), "a: [y]\n"),
    "an item for a list that is missing": ("a: {b: 1}\n", Insert(("a", "c"), "y"), "a: {b: 1, c: [y]}\n"),
    "an item into empty brackets": ("a: []\n", Insert(("a",), "y"), "a: [y]\n"),
    "an entry with its comments": (
        SERVICES,
        Remove(("services", "till")),
        SERVICES.replace("  # the till\n  till:\n    tier: 2   # tail\n    # deeper\n", ""),
    ),
    "the first entry; the comment above may speak of all": (
        "a:\n  # all of them\n  b: 1\n  c: 2\n",
        Remove(("a", "b")),
        "a:\n  # all of them\n  c: 2\n",
    ),
    "the first entry with its comment, where each has one": (
        "a:\n  # of b\n  b: 1\n  # of c\n  c: 2\n",
        Remove(("a", "b")),
        "a:\n  # of c\n  c: 2\n",
    ),
    "the only entry": ("a:  # none left\n  b: 1\nc: 2\n", Remove(("a", "b")), "a: {}  # none left\nc: 2\n"),
    "of two empty lines one stays": (
        "a:\n  b: 1\n\n  c: 2\n\n  d: 3\n",
        Remove(("a", "c")),
        "a:\n  b: 1\n\n  d: 3\n",
    ),
    "the last line without its end": ("a: 1\nb: 2", Remove(("b",)), "a: 1"),
    "first in braces": ("a: {b: 1, c: 2}\n", Remove(("a", "b")), "a: {c: 2}\n"),
    "last in braces": ("a: {b: 1, c: 2}\n", Remove(("a", "c")), "a: {b: 1}\n"),
    "alone in braces": ("a: {b: 1}\n", Remove(("a", "b")), "a: {}\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "edit", "after"), TABLE.values(), ids=TABLE)
def test_layout(before: str, edit: Edit, after: str) -> None:
    assert amended(before, edit) == after


def test_a_remark_too_long_for_its_line_stands_above() -> None:
    text = amended("a: {b: 1}\n", Add(("a",), {"c": "2"}, "word " * 22 + "end"))
    assert text.splitlines()[-1] == "a: {b: 1, c: 2}"
    assert all(line.startswith("# word") for line in text.splitlines()[:-1])


def test_braces_that_would_grow_too_long_get_another_line() -> None:
    text = amended("a: {b: " + "x" * 90 + "}\n", Add(("a",), {"long": "y" * 30}))
    assert text == "a: {b: " + "x" * 90 + ",\n    long: " + "y" * 30 + "}\n"


REFUSED: dict[str, tuple[str, Edit, str]] = {
    "it is there": ("a: {b: 1}\n", Add(("a",), {"b": "2"}), "a.b is written already"),
    "it is not there to be set": ("a: 1\n", Set(("b",), "2"), "b is not written"),
    "it is not there to be removed": ("a: {b: 1}\n", Remove(("a", "c")), "a.c is not written"),
    "a text is no map": ("services: {s: {name: X}}\n", Add(("services", "s", "name"), {"b": "2"}), "is a text"),
    "a list is no map": ("a: [x]\n", Add(("a",), {"b": "2"}), "is a list"),
    "no such item": ("a: [x]\n", Set(("a", 3), "2"), "a.3 is not written"),
    "an anchor": ("a: &x 1\nb: *x\n", Add((), {"c": "2"}), "has faults"),
    "two documents": ("a: 1\n---\nb: 1\n", Add((), {"c": "2"}), "has faults"),
    "a document end": ("a: 1\n...\n", Add((), {"c": "2"}), "line of dots"),
    "broken text": ("a: [1\n", Add((), {"c": "2"}), "has faults"),
    "old line ends": ("a: 1\rb: 2\r", Add((), {"c": "2"}), "line ends"),
    "the whole in braces": ("{a: 1}\n", Add((), {"c": "2"}), "in braces"),
    "a block replaced": ("a:\n  b: 1\n", Set(("a",), "2"), "several lines"),
    "an item taken out": ("a:\n- b\n- c\n", Remove(("a", 0)), "by hand"),
    "a key behind a dash": ("a:\n- b: 1\n  c: 2\n", Remove(("a", 0, "b")), "shares its line"),
    "a list of one map": ("a: {b: {c: 1}}\n", Insert(("a", "b"), "d"), "write the dash first"),
}


@pytest.mark.parametrize(("text", "edit", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_certain_is_refused(text: str, edit: Edit, reason: str) -> None:
    with pytest.raises(CannotEditError, match=reason):
        amended(text, edit)


# --- random texts -------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["x", "4h", "yes", "~", "null", "a: b", "# no", "- d", "é 本", "'q", '"', "a, b", "{", "t\\n", " s", "1.5"]
)
KEYS = st.sampled_from(["a", "b", "c", "d-e", "f_g", "k.9"])
VALUES = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
COMMENTS = st.sampled_from(["", "", "", "  # c", "   # {[: &"])


def quoted(value: Any, draw: Any) -> str:
    """A scalar in one of its spellings."""
    if value is None:
        return "unknown"
    if "\\" not in value and "'" not in value and draw(st.booleans()):
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def in_flow(value: Any, draw: Any) -> str:
    if isinstance(value, dict):
        blank = draw(st.sampled_from(["", " "]))
        return "{" + blank + ", ".join(f"{k}: {in_flow(v, draw)}" for k, v in value.items()) + blank + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_flow(v, draw) for v in value) + "]"
    return quoted(value, draw)


def in_block(value: Any, column: int, draw: Any) -> list[str]:
    """Lines of a map or list, with comments and empty lines of every kind."""
    blanks = " " * column
    lines: list[str] = []
    for entry in value.items() if isinstance(value, dict) else value:
        if draw(st.booleans()):
            lines.append(
                draw(st.sampled_from(["", blanks + "# above", "# far left", blanks + "  # deeper", "#:  a: b"]))
            )
        head, inner = (f"{blanks}{entry[0]}:", entry[1]) if isinstance(value, dict) else (f"{blanks}-", entry)
        if isinstance(inner, (dict, list)) and inner and draw(st.booleans()):
            lines += [head + draw(COMMENTS), *in_block(inner, column + draw(st.sampled_from([2, 4])), draw)]
        else:
            lines.append(f"{head} {in_flow(inner, draw)}{draw(COMMENTS)}")
    return lines


@st.composite
def texts(draw: Any) -> str:
    data = draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = in_block(data, 0, draw) + draw(st.sampled_from([[], ["# end"], ["", "#: x: y"]]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


def pointers(data: Any, at: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [(at, data), *(found for key, value in inner for found in pointers(value, (*at, key)))]


@given(st.data())
def test_a_random_edit_of_a_random_text_is_that_edit_and_nothing_else(data: st.DataObject) -> None:
    text = data.draw(texts())
    before = read_text(text)
    assert before.data is not None
    at, found = data.draw(st.sampled_from(pointers(before.data)))
    value, remark = data.draw(VALUES), data.draw(st.sampled_from(["", "TODO: say"]))
    edit: Edit
    if isinstance(found, dict):
        edit = Add(at, {"new": value, **({"more": None} if data.draw(st.booleans()) else {})}, remark)
    elif isinstance(found, list):
        edit = Insert(at, value, data.draw(st.sampled_from([None, 0, len(found)])), remark)
    else:
        edit = Set(at, value, remark)
    if at and isinstance(at[-1], str) and data.draw(st.integers(0, 3)) == 0:
        edit = Remove(at)
    try:
        new = amended(text, edit)
    except CannotEditError:
        return  # seldom; what must not be refused is in the table
    after = read_text(new)
    assert after.data == applied(before.data, edit)
    assert after.faults == ()
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    old_lines, new_lines = text.splitlines(), new.splitlines()
    touched = [
        op for op in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes() if op[0] != "equal"
    ]
    comments = [line.strip() for line in old_lines if line.lstrip().startswith("#")]
    if not isinstance(edit, Remove):
        assert sum(b - a for _, a, b, *_ in touched) <= 2, touched
        assert all(c in [line.strip() for line in new_lines] for c in comments)
