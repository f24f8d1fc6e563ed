"""`bcdr doctor`: what is missing comes with the command that gets it."""

from __future__ import annotations

import importlib
import shutil
from types import ModuleType
from typing import Any

import pytest

from bcdr.cli import doctor
from tests.cli.conftest import Cli


def without(name: str, problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def import_module(wanted: str, *rest: Any) -> ModuleType:
        if wanted == name:
            raise problem
        return real(wanted, *rest)

    monkeypatch.setattr(doctor.importlib, "import_module", import_module)


def test_a_whole_machine(cli: Cli) -> None:
    done = cli("doctor")
    assert done.code == 0, done.out
    assert done.out.endswith("everything is here\n")


@pytest.mark.parametrize(
    ("module", "problem", "shown", "cure"),
    [
        ("jinja2", ImportError("no"), "MISSING  Jinja2", "-m pip install Jinja2"),
        ("weasyprint", ImportError("no"), "MISSING  WeasyPrint", "-m pip install weasyprint"),
        ("weasyprint", OSError("cannot load library 'libpango-1.0-0': x"), "MISSING  Pango", "pango"),
        ("yaml", ImportError("no"), "MISSING  PyYAML", "-m pip install PyYAML"),
        ("pypdf", ImportError("no"), "MISSING  pypdf", "-m pip install pypdf"),
    ],
)
def test_something_is_missing(
    module: str, problem: Exception, shown: str, cure: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(module, problem, monkeypatch)
    done = cli("doctor")
    assert done.code == 2
    assert shown in done.out
    assert cure in done.out.partition(shown)[2].splitlines()[1]


def test_signatures_are_an_extra(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    without("pyhanko", ImportError("no"), monkeypatch)
    done = cli("doctor")
    assert done.code == 0
    assert "-m pip install 'bcdr[sign]'\n" in done.out.partition("without  pyHanko")[2].partition("ok ")[0]


def test_git_is_wanted_but_not_needed(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(doctor.os, "geteuid", lambda: 1000)
    done = cli("doctor")
    assert done.code == 0
    assert "without  git" in done.out
    assert "get it: sudo apt-get install -y --no-install-recommends git\n" in done.out
