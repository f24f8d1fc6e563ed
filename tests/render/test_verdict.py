"""The verdict for a person and for a program; nothing from the file reaches the terminal as it is."""

from __future__ import annotations

import json
from dataclasses import replace

from bcdr.render.verdict import MOST, verdict, verdict_json
from bcdr.report.verdict import Check, Verdict
from tests.render.conftest import HOSTILE

FOUND = Verdict(
    file=HOSTILE,
    sha256="0" * 64,
    outcome="changed",
    reason=HOSTILE,
    title=HOSTILE,
    about=(("Kind", HOSTILE), ("Made with", "bcdr 1")),
    checks=(
        Check("pages", "differs", HOSTILE, (HOSTILE,) * (MOST + 2)),
        Check("plan", "open", "No plan."),
        Check("digest", "holds", "It adds up."),
    ),
    changes=(HOSTILE,),
)


def test_verdict_first_then_what_was_checked_then_what_not() -> None:
    lines = verdict(FOUND).splitlines()
    assert lines[0].startswith("Changed. ")
    heads = [line for line in lines if line and not line.startswith(" ")]
    order = ["What was checked", "What was not shown", "How the working plan differs from the attached one"]
    assert [h for h in heads if h in order] == order
    assert heads[-1] == "What no check of a document can show:"
    assert "2 more: --format json" in " ".join(lines)


def test_what_there_is_nothing_of_has_no_heading() -> None:
    found = replace(FOUND, checks=(Check("pages", "holds", "Pages hold."),), changes=None)
    text = verdict(found)
    assert "What was not shown" not in text
    assert "How the working plan differs" not in text
    assert "Lines to sign on" not in text


def test_empty_lines_are_named_with_whose_they_are() -> None:
    text = verdict(replace(FOUND, empty=(("control-owner", "Owner"),)))
    assert "Lines to sign on that are empty\n  control-owner: Owner\n" in text
    assert json.loads(verdict_json(replace(FOUND, empty=(("a", "b"),))))["empty_lines"] == [{"line": "a", "label": "b"}]


def test_nothing_of_the_file_steers_the_terminal() -> None:
    for colour in (False, True):
        text = verdict(FOUND, colour=colour)
        assert not {"\x07", "\u202e", "\r", "\x1b]"} & set(text)
        assert "\x1b]" not in text
    assert "\x1b" not in verdict(FOUND)


def test_json_is_whole_and_plain() -> None:
    text = verdict_json(FOUND)
    said = json.loads(text)
    assert text.isascii()
    assert (said["version"], said["outcome"], said["as_made"]) == (1, "changed", False)
    assert said["document"]["made_with"] == "bcdr 1"
    assert [c["result"] for c in said["checks"]] == ["differs", "open", "holds"]
    assert len(said["checks"][0]["details"]) == MOST + 2
