"""Annotations of GitHub Actions, read back as the runner reads them."""

from __future__ import annotations

import re

import pytest

from bcdr.finding import Severity
from bcdr.render.github import command, github
from tests.render.conftest import HOSTILE, accepted, finding, lint

COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)")


def read(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner makes of every line; fails on a line that is no command."""

    def plain(value: str) -> str:
        for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, character)
        return value

    found = []
    for line in text.split("\n"):
        parts = COMMAND.fullmatch(line)
        assert parts, line
        pairs = dict(pair.split("=", 1) for pair in parts[2].split(","))
        found.append((parts[1], {key: plain(value) for key, value in pairs.items()}, plain(parts[3])))
    return found


def test_one_finding_looks_like_this() -> None:
    assert github([lint(finding())]) == (
        "::error file=plans/shop/data.yaml,line=14,col=3,endColumn=12,title=backup-same-site"
        "::every backup of orders-db is at its own site%0AWhat to do: put one elsewhere\n"
        "::notice title=bcdr lint::plans/shop: 1 error; 2 rules checked"
    )


def test_errors_of_all_plans_stand_first_and_what_is_accepted_last() -> None:
    first = lint(accepted(), finding(severity=Severity.INFO), finding(severity=Severity.WARNING))
    found = read(github([first, lint(finding(), plan="other")]))
    assert [name for name, _, _ in found] == ["error", "warning", "notice", "notice", "notice", "notice"]
    assert found[3][1]["title"] == "accepted: backup-same-site"
    assert "accepted by roles/lead until 2027-03-01 (waivers/no-second-site): too dear" in found[3][2]


def test_what_the_baseline_lists_is_only_counted() -> None:
    found = read(github([lint(finding(is_known=True), gone=(("a", "b", ""),))]))
    assert [text for _, _, text in found] == [
        "plans/shop: 1 known; 2 rules checked; 1 entry of the baseline is gone: write it again"
    ]


def test_a_plan_that_could_not_be_loaded_ends_with_an_error() -> None:
    name, _, text = read(github([lint(is_loaded=False)]))[-1]
    assert name == "error"
    assert "the rules were NOT run" in text


def test_what_was_not_checked_is_said() -> None:
    assert "1 not checked (not selected)" in github([lint(left_out=(("not selected", ("x",)),))])


@pytest.mark.parametrize("field", ["message", "help", "object", "rule"])
def test_nothing_that_people_type_starts_a_command(field: str) -> None:
    found = read(github([lint(finding(**{field: HOSTILE}), plan="::error::x\n::warning::y")]))
    assert [name for name, _, _ in found] == ["error", "notice"]
    assert not set("".join(text for _, _, text in found)) & set("\x1b\x07\u202e\r")


def test_properties_and_data_come_back_as_they_were() -> None:
    assert (
        command("error", {"title": "50%, a:b"}, ["1%0A2", "b:c,d"]) == "::error title=50%25%2C a%3Ab::1%250A2%0Ab:c,d"
    )


def test_without_a_place_it_stands_at_the_top_of_the_plan() -> None:
    [(_, properties, _), _] = read(github([lint(finding(location=None), plan=".")]))
    assert (properties["file"], properties["line"]) == ("plan.yaml", "1")
