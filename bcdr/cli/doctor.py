"""`bcdr doctor`: prints what this machine has for bcdr, what is missing, and the exact command that gets it."""

import importlib
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from bcdr.cli.exits import BROKEN, CLEAN
from bcdr.cli.option import Verbose

LIBRARIES = (
    ("pydantic-core", "pydantic_core", "reading plans"),
    ("PyYAML", "yaml", "reading plans"),
    ("cronsim", "cronsim", "schedules of backups"),
    ("typer", "typer", "the command line"),
    ("Jinja2", "jinja2", "documents, pages and new plans"),
    ("markdown-it-py", "markdown_it", "free text in documents"),
    ("mkdocs", "mkdocs", "the runbook site"),
    ("mkdocs-material", "material", "the runbook site"),
    ("pypdf", "pypdf", "checking documents"),
)
PANGO = {
    "apt-get": "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "dnf install -y pango",
    "apk": "apk add pango fontconfig ttf-dejavu",
    "pacman": "pacman -S --noconfirm pango",
    "zypper": "zypper install -y libpango-1_0-0",
    "brew": "brew install pango",
}
GIT = {name: command.split(" lib")[0].split(" pango")[0] + " git" for name, command in PANGO.items()}


class Check(NamedTuple):
    """One thing that was looked for; `cure` is the command that gets it, `needed` whether bcdr works without."""

    name: str
    state: str
    purpose: str
    cure: str = ""
    needed: bool = True


def run(verbose: Verbose = False) -> int:
    """Whether this machine has everything, and the exact command for what is missing.

    Exit code: 0 everything needed is here, 2 something is missing.
    """
    del verbose
    found = tuple(checks())
    for check in found:
        word = "ok     " if not check.cure else "MISSING" if check.needed else "without"
        print(f"{word}  {check.name:<16} {check.state:<22} {check.purpose}")
        if check.cure:
            print(f"         get it: {check.cure}")
    missing = sum(bool(c.cure) and c.needed for c in found)
    print(f"\n{missing} missing" if missing else "\neverything is here")
    return BROKEN if missing else CLEAN


def checks() -> Iterator[Check]:
    """Everything bcdr needs from the machine, in the order in which it is needed."""
    running = ".".join(map(str, sys.version_info[:3]))
    recent = sys.version_info >= (3, 11)
    yield Check("Python", running, "everything", "" if recent else "install Python 3.11 or newer")
    for distribution, module, purpose in LIBRARIES:
        yield _library(distribution, module, purpose)
    yield _fast_yaml()
    yield _pango()
    yield _library("pyHanko", "pyhanko", "signatures", "'bcdr[sign]'", needed=False)
    yield _git()
    yield _templates()
    yield _fonts()


def _library(distribution: str, module: str, purpose: str, wanted: str = "", *, needed: bool = True) -> Check:
    """`wanted` is what to install where that is more than the library itself."""
    install = f"{sys.executable} -m pip install {wanted or distribution}"
    try:
        importlib.import_module(module)
        return Check(distribution, version(distribution), purpose)
    except PackageNotFoundError:
        return Check(distribution, "version not known", purpose)
    except Exception as problem:  # noqa: BLE001 - a half-installed library may raise anything; that is the finding
        return Check(distribution, type(problem).__name__, purpose, install, needed)


def _fast_yaml() -> Check:
    try:
        fast = bool(importlib.import_module("yaml").__with_libyaml__)
    except ImportError:
        fast = False
    cure = f"{sys.executable} -m pip install --force-reinstall --only-binary :all: PyYAML"
    return Check("libyaml", "in PyYAML" if fast else "not in PyYAML", "reading plans", "" if fast else cure)


def _pango() -> Check:
    purpose = "PDF documents"
    try:
        importlib.import_module("weasyprint")
    except ImportError:
        return Check("WeasyPrint", "not installed", purpose, f"{sys.executable} -m pip install weasyprint")
    except OSError as problem:
        missing = str(problem).partition(":")[0][:40]
        return Check("Pango", f"not found ({missing})", purpose, _by_hand(PANGO, "pango"))
    return Check("WeasyPrint, Pango", version("weasyprint"), purpose)


def _git() -> Check:
    path = shutil.which("git")
    cure = "" if path else _by_hand(GIT, "git")
    return Check("git", path or "not found", "history, --rev and hooks", cure, needed=False)


def _templates() -> Check:
    from bcdr import shipped  # only when the command runs

    return Check("templates", str(shipped.templates()), "documents, pages and new plans")


def _fonts() -> Check:
    from bcdr import shipped  # only when the command runs

    fonts = sorted((shipped.templates() / "report" / "fonts").glob("*.woff"))
    cure = "" if fonts else f"{sys.executable} -m pip install --force-reinstall bcdr"
    return Check("fonts", f"{len(fonts)} shipped", "PDF documents", cure)


def _by_hand(commands: dict[str, str], what: str) -> str:
    manager = next((name for name in commands if shutil.which(name)), None)
    if manager is None:
        return f"install {what} with your system's package manager"
    administrator = manager == "brew" or not hasattr(os, "geteuid") or os.geteuid() == 0
    return commands[manager] if administrator else f"sudo {commands[manager]}"
