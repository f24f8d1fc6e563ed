"""`bcdr explain`: the list, a family, a rule, a fault of the text."""

from __future__ import annotations

import pytest

from bcdr.rules.registry import FAMILIES, rules
from tests.cli.conftest import Cli


def test_the_list_holds_every_rule_under_its_family(cli: Cli) -> None:
    lines = cli("explain").out.splitlines()
    names = [line.split()[0] for line in lines if line.startswith("  ")]
    assert [r.name for r in rules() if r.name not in names] == []
    assert [f for f in FAMILIES if not any(line.startswith(f + "  ") for line in lines)] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.name)
def test_a_rule_is_explained_from_its_docstring(rule: object, cli: Cli) -> None:
    name = rule.name  # type: ignore[attr-defined]
    done = cli("explain", name)
    assert done.code == 0
    assert done.out.startswith(name + " (")
    for heading in ("\nWhy\n", "\nBad\n", "\nGood\n", "\nWhat clears it\n", "\nHow grave"):
        assert heading in done.out


@pytest.mark.parametrize("name", ["unknown-key", "yaml-syntax", "unsupported-version"])
def test_a_fault_of_the_text_is_explained_too(name: str, cli: Cli) -> None:
    done = cli("explain", name)
    assert done.code == 0
    assert "\nWhat clears it\n" in done.out


def test_a_family_is_its_rules(cli: Cli) -> None:
    done = cli("explain", "drills")
    assert "restore-never-tested" in done.out
    assert "unbacked-datastore" not in done.out


def test_an_unknown_name_is_refused(cli: Cli) -> None:
    done = cli("explain", "restore-never-testd")
    assert (done.code, done.out) == (2, "")
    assert "did you mean restore-never-tested?" in done.err
