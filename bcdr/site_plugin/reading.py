"""From a plan folder to the site as data: read, load, audit, compose."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from bcdr import __version__
from bcdr.analysis.today import today
from bcdr.audit import audit
from bcdr.errors import BcdrError
from bcdr.finding import Finding
from bcdr.report.provenance import Provenance
from bcdr.report.site.page import Site
from bcdr.report.site.site import compose_site
from bcdr.source.folder import find_plan, read_folder
from bcdr.source.imprint import imprint
from bcdr.source.load import load
from bcdr.source.position import locate
from bcdr.source.revision import read_revision


class FaultyPlanError(BcdrError):
    """The plan cannot be loaded, so there is no site to make from it."""


def read_site(plan_folder: Path, as_of: date | None, rev: str | None = None) -> Site:
    """The site of the plan in a folder, or of that folder at a git revision, as of a day.

    None is today where the organisation is.
    """
    root = find_plan(str(plan_folder))
    snapshot = read_folder(root) if rev is None else read_revision(root, rev)
    loaded = load(snapshot)
    if loaded.plan is None:
        first = loaded.problems[0]
        where = f"{first.location.file}:{first.location.line}: " if first.location else ""
        raise FaultyPlanError(f"the plan cannot be loaded: {where}{first.message}", f"see them all: bcdr lint {root}")
    found = audit(loaded.plan, as_of or today(datetime.now(UTC), loaded.plan.organization.timezone))
    names = {f.shown: f.name for f in snapshot.files}
    mark = imprint(snapshot, loaded.plan)
    provenance = Provenance(
        tool=f"bcdr {__version__}",
        digest=mark.digest,
        revision=mark.revision,
        is_modified=mark.is_modified,
        files=mark.files,
        evidence=mark.evidence,
    )
    return compose_site(found, (_inside(f, names) for f in locate(found.findings, loaded.sources)), provenance)


def _inside(finding: Finding, names: dict[str, str]) -> Finding:
    """The finding with its file as seen from the plan, so that a site does not depend on where it was built."""
    place = finding.location
    return finding if place is None else finding.located(place._replace(file=names.get(place.file, place.file)))
