"""What indentation says is what the parser says, or nothing."""

from __future__ import annotations

import textwrap

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bcdr.model.record import Pointer
from bcdr.source import position
from bcdr.source.load import load
from bcdr.source.narrow import Slice, narrow
from bcdr.source.position import Finder
from bcdr.source.snapshot import from_texts

BLOCK = """\
till:
  # a remark
  name: Till
  class: truth
  copies:
# at the left
    nightly:
      kind: dump

      note: |
        kind: not a key
    weekly: {kind: image}
  steps:
  - one
  - two
  open: "a
    b"
  last: x
"""


def marked(path: Pointer) -> tuple[str, int, bool]:
    found = narrow(BLOCK, 0, len(BLOCK), path)
    return BLOCK[found.start : found.end].split("\n", maxsplit=1)[0].strip(), found.steps, found.is_end


@pytest.mark.parametrize(
    ("path", "line", "steps", "is_end"),
    [
        (("name",), "name: Till", 1, False),
        (("class_",), "class: truth", 1, False),
        (("copies", "nightly", "kind"), "kind: dump", 3, False),
        (("copies", "nightly", "absent"), "nightly:", 2, True),
        (("copies", "weekly", "kind"), "weekly: {kind: image}", 2, False),
        (("steps", 0), "steps:", 1, False),
        (("open",), 'open: "a', 1, False),
        (("last",), "till:", 0, False),
        (("absent",), "till:", 0, False),
    ],
)
def test_steps_that_are_certain(path: Pointer, line: str, steps: int, is_end: bool) -> None:
    assert marked(path) == (line, steps, is_end)


def test_the_slice_ends_with_the_value() -> None:
    found = narrow(BLOCK, 0, len(BLOCK), ("copies",))
    assert BLOCK[found.start : found.end].endswith("weekly: {kind: image}\n")


WORDS = st.sampled_from(["ab", "cd", "class", "x"])
LEAVES = st.sampled_from(
    ["a", "it's", 'say "x"', "ab: cd", "cd:\n  ab: x", "a\n\nb\n", "- ab", "{", "[x", "# ab: x", "back\\slash", ""]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.dictionaries(WORDS, inner, min_size=1) | st.lists(inner, min_size=1, max_size=2),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, TREES, min_size=1), st.sampled_from([None, "'", '"', "|", ">"]), st.integers(2, 5))
@example({"ab": "cd:\n  ab: x", "cd": "x"}, '"', 2)
@example({"x": {"ab": "a\n\nb\n"}, "ab": "x"}, "'", 2)
def test_it_finds_what_the_parser_finds(entry: dict[str, object], style: str, indent: int) -> None:
    class Dumper(yaml.SafeDumper):
        """Texts in one style."""

    Dumper.add_representer(
        str, lambda d, t: d.represent_scalar("tag:yaml.org,2002:str", t, style=None if len(t) < 3 else style)
    )
    text = yaml.dump({"services": {"till": entry}}, Dumper=Dumper, width=10, indent=indent)
    sources = load(from_texts({"plan.yaml": text})).sources
    paths = [("services", "till", *p) for p in _paths(entry)]
    quick = [Finder(sources).find(p, at_value=v) for p in paths for v in (False, True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(position, "narrow", lambda _text, start, end, _path, **_: Slice(start, end, 0))
        assert quick == [Finder(sources).find(p, at_value=v) for p in paths for v in (False, True)]


def _paths(value: object) -> list[Pointer]:
    if isinstance(value, dict):
        below = [(k, *p) for k, v in value.items() for p in _paths(v)]
        return [(), ("absent",), ("ab",), *below]
    if isinstance(value, list):
        return [(), *((n, *p) for n, v in enumerate(value) for p in _paths(v))]
    return [()]


def test_a_quoted_text_that_looks_like_a_key_is_none() -> None:
    text = textwrap.dedent("""\
        services:
          till:
            note: "one
            rto: 4h"
            rto: 8h
        """)
    place = Finder(load(from_texts({"plan.yaml": text})).sources).find(("services", "till", "rto"))
    assert place is not None
    assert place.line == 5
