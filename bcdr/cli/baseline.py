"""The file of a baseline: read for `--baseline`, written for `--write-baseline`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bcdr.cli.output import write
from bcdr.errors import BcdrError
from bcdr.finding import Finding
from bcdr.render.terminal import escaped
from bcdr.report.baseline import Baseline, Subject, gone, marked, parsed, printed, recorded
from bcdr.report.lint import Lint

LIMIT = 16 * 1024 * 1024
"""Bytes; a hundred thousand findings take less."""


class Ledger(NamedTuple):
    """A baseline and its file, which says what its plans are relative to."""

    file: str
    baseline: Baseline

    def compare(
        self, root: str, findings: Iterable[Finding], unselected: Iterable[str]
    ) -> tuple[tuple[Finding, ...], tuple[Subject, ...]]:
        """The findings of the plan in `root`, known ones marked, and the entries that are gone.

        BcdrError when the baseline was written without this plan: nothing of it would be known.
        """
        known = self.baseline.plans.get(plan_key(root, self.file))
        if known is None:
            plans = ", ".join(sorted(self.baseline.plans)) or "no plan"
            raise BcdrError(
                f"the baseline {self.file} was written without the plan {root}; it holds {plans}",
                f"add it: bcdr lint {root} --write-baseline {self.file}",
            )
        shown = marked(findings, known)
        return shown, gone(shown, known, unselected)


def plan_key(root: str, file: str) -> str:
    """The plan's folder as seen from the file's, so that the two may move together."""
    return Path(os.path.relpath(os.path.realpath(root), os.path.realpath(Path(file).parent))).as_posix()


def read_baseline(file: str) -> Ledger:
    """The baseline in `file`; BcdrError with one clear reason when there is none in it."""
    again = f"write it again: delete it, then bcdr lint --write-baseline {file}"
    try:
        # Not blocking: a pipe in the place of a file must not hang the run.
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as opened:
            content = opened.read(LIMIT + 1) if Path(file).is_file() else None
        if content is None:
            raise BcdrError(f"the baseline {file} is not a file", again)
        if len(content) > LIMIT:
            raise BcdrError(f"{file} is too large for a baseline", again)
        return Ledger(file, parsed(content.decode("utf-8")))
    except FileNotFoundError:
        raise BcdrError(f"there is no baseline {file}", f"write it: bcdr lint --write-baseline {file}") from None
    except OSError as problem:
        raise BcdrError(f"the baseline {file} cannot be read: {problem.strerror}", "check its permissions") from None
    except UnicodeDecodeError:
        raise BcdrError(f"{file} is not a baseline: it is not UTF-8", again) from None
    except ValueError as problem:
        raise BcdrError(f"{file} is not a baseline: {problem}", again) from None


def write_baseline(lints: list[Lint], file: str) -> list[Lint]:
    """Write what was found into `file` and return the results as they look with it: everything in it is known.

    When a plan could not be loaded nothing is written and nothing is known.
    """
    path = Path(file)
    if path.suffix in {".yaml", ".yml"}:
        raise BcdrError(f"{file} would be read as a part of a plan", f"name it {path.with_suffix('.json')}")
    if path.is_dir():
        raise BcdrError(f"{file} is a folder", f"name a file: --write-baseline {path / 'baseline.json'}")
    before = read_baseline(file).baseline if path.exists() else None
    broken = [lint.plan for lint in lints if not lint.is_loaded]
    if broken:
        _tell(f"no baseline was written: {', '.join(broken)} could not be loaded")
        return lints
    by_plan = {plan_key(lint.plan, file): lint for lint in lints}
    baseline = recorded(by_plan, before)
    write(path, printed(baseline).encode())
    count = sum(len(baseline.plans[plan]) for plan in by_plan)
    _tell(f"wrote {file}: {count} {'finding is' if count == 1 else 'findings are'} known from now on")
    ledger = Ledger(file, baseline)
    return [_known(lint, ledger) for lint in lints]


def _known(lint: Lint, ledger: Ledger) -> Lint:
    findings, missing = ledger.compare(lint.plan, lint.findings, lint.unselected)
    return lint._replace(findings=findings, gone=missing, first=())


def _tell(text: str) -> None:
    print(f"bcdr: {escaped(text)}", file=sys.stderr)
