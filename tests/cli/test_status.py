"""`bcdr status`: one screen."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli


def test_services_actions_and_dates_are_on_it(cli: Cli, plan: Path) -> None:
    done = cli("status", plan)
    assert done.code == 0
    for part in ("Corner Shop", "T1   Till", "back within  4 h", "data lost    1 h", "Sales: no backup", "Due:"):
        assert part in done.out


def test_it_fits_on_a_screen(cli: Cli, root: Path) -> None:
    lines = cli("status", root / "plans" / "corner-dental").out.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 120


def test_a_faulty_plan_is_named_with_its_first_fault(cli: Cli, plan: Path) -> None:
    (plan / "more.yaml").write_text("datastores: {x: {clas: truth}}\n", encoding="utf-8")
    done = cli("status", plan)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"bcdr: the plan cannot be loaded: {plan}/more.yaml:1: x has no field clas")
    assert done.err.endswith(f"  hint: see them all: bcdr lint {plan}\n")
