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


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        *((n, [n]) for n in ("gdpr", "iso22301", "iso27001", "nis2", "dora", "soc2", "cis", "hipaa")),
        ("nist", ["nist-800-34", "nist-800-53-cp", "nist-csf"]),
        ("pci", ["pci-dss"]),
        ("GDPR", ["gdpr"]),
    ],
)
def test_a_framework_is_its_clauses(name: str, ids: list[str], cli: Cli) -> None:
    done = cli("explain", name)
    assert done.code == 0
    heads = [
        line.split()[0]
        for line in done.out.splitlines()
        if line and not line.startswith((" ", "Titles", "clause", "bcdr"))
    ]
    assert heads == ids


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gdpr 32(1)(c)", "restore-never-tested"),
        ("gdpr 32", "GDPR Art. 32(1)(d)"),
        ("pci 12.10.2", "No rule looks after it."),
        ("GDPR 32(1)(c)", "Timely restoration"),
    ],
)
def test_a_clause_is_explained(name: str, said: str, cli: Cli) -> None:
    done = cli("explain", name)
    assert done.code == 0
    assert said in done.out


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("gdpr 32(1)(e)", "gdpr 32(1)(d)"),
        ("gdrp", "did you mean gdpr?"),
        ("xyz 1", "Known frameworks"),
        (" ", "bcdr explain lists them"),
        ("", "bcdr explain lists them"),
    ],
)
def test_an_unknown_clause_is_refused(name: str, hint: str, cli: Cli) -> None:
    done = cli("explain", name)
    assert (done.code, done.out) == (2, "")
    assert hint in done.err
