"""A place for every finding, for formats that know none without."""

from __future__ import annotations

from bcdr.finding import Finding, Location
from bcdr.report.lint import Lint


def spot(lint: Lint, finding: Finding) -> Location:
    """Where the finding is; what is nowhere in the text is put at the top of `plan.yaml`. The file has no `./`."""
    place = finding.location or Location(plan_file(lint), 1, 1)
    return place._replace(file=place.file.removeprefix("./"))


def plan_file(lint: Lint) -> str:
    """The first file of the plan, as the person would type it."""
    return f"{lint.plan}/plan.yaml".removeprefix("./")
