"""What a plan is compared with to say what changed: the PDF of the last report, a revision, or the last approval."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bcdr.errors import BcdrError, RevisionError

if TYPE_CHECKING:
    from bcdr.cli.compose import Audited
    from bcdr.model.plan import Plan
    from bcdr.report.lineage import Act, Lineage, Since
    from bcdr.source.authorship import Act as Found
    from bcdr.source.snapshot import Snapshot


def lineage_of(snapshot: Snapshot) -> Lineage | None:
    """What git says of the files of a plan; None where there is no git. Private overlays have no part in it."""
    from bcdr.report.lineage import FileActs, Lineage
    from bcdr.source.authorship import authorship

    names = [f.name for f in snapshot.files if not f.is_private]
    found = authorship(snapshot.root, names, snapshot.revision)
    if found is None:
        return None
    files = (FileActs(f.file, _act(f.changed), _act(f.taken_in), f.is_modified) for f in found.files)
    return Lineage(tuple(files), found.is_cut)


def _act(found: Found | None) -> Act | None:
    from bcdr.report.lineage import Act

    return None if found is None else Act(*found)


def since_of(found: Audited, named: str | None) -> Since:
    """What changed since the report or revision that was named, or else since the last approval that the plan records.

    BcdrError when what was named cannot be read.
    """
    if named is not None and (named.lower().endswith(".pdf") or Path(named).is_file()):
        return _since_report(found, Path(named))
    if named is not None:
        return _since_revision(found, named)
    return _since_approval(found)


def _since_report(found: Audited, path: Path) -> Since:
    from bcdr.cli.examining import content_of
    from bcdr.scrutiny.examine import NoManifestError, manifest_of, texts_of
    from bcdr.scrutiny.paper import Paper
    from bcdr.source.load import load
    from bcdr.source.snapshot import from_texts

    paper = Paper(content_of(path))
    files = paper.enclosed()
    try:
        manifest = manifest_of(paper, files)
    except NoManifestError as problem:
        raise BcdrError(f"{path} cannot be compared with: {problem}", "name another report, or a revision") from None
    texts, lacking = texts_of(manifest, files)
    plan = load(_with_private(from_texts(texts), found)).plan if texts and not lacking else None
    if plan is None:
        raise BcdrError(
            f"{path} cannot be compared with: the plan is not attached to it whole", "name an edition for auditors"
        )
    what = f"the document {manifest.title}, data of {manifest.as_of}, plan digest {manifest.digest[:12]}"
    return _compared(found, plan, manifest.as_of, what)


def _since_revision(found: Audited, named: str) -> Since:
    from bcdr.source.history import history
    from bcdr.source.load import load
    from bcdr.source.revision import read_revision

    root = found.read.root
    plan = load(_with_private(read_revision(root, named), found)).plan
    if plan is None:
        raise BcdrError(f"the plan of {named} cannot be loaded", f"see why: bcdr lint {root} --rev {named}")
    commit = history(root, named).commits[-1]
    return _compared(found, plan, commit.day, f"revision {commit.id[:12]} of {commit.day}")


def _since_approval(found: Audited) -> Since:
    from bcdr.report.lineage import Since
    from bcdr.source.history import folder_of, history
    from bcdr.source.load import load
    from bcdr.source.revision import read_revision

    approved = found.audit.facts.approval.approved
    day = approved.occurred if approved is not None else None
    if day is None:
        return Since(unknown="no earlier report was named, and the plan records no approval")
    snapshot = found.read.sources.snapshot
    try:
        past = history(snapshot.root, snapshot.revision or None)
        then = [c for c in past.commits if c.day <= day]
        if not then or then[-1].tree is None:
            why = "the clone of the repository begins later" if past.is_shallow else "the history in git begins later"
            return Since(unknown=f"no earlier report was named; the plan was approved on {day}, and {why}")
        plan = load(_with_private(read_revision(folder_of(past, then[-1]), then[-1].id), found)).plan
    except RevisionError as problem:
        return Since(unknown=f"no earlier report was named, and {problem.message}")
    if plan is None:
        return Since(
            unknown=f"no earlier report was named, and the plan as approved on {day} cannot be loaded any more"
        )
    return _compared(found, plan, day, f"the approval of {day}: the plan at the end of that day, {then[-1].id[:12]}")


def _with_private(snapshot: Snapshot, found: Audited) -> Snapshot:
    """With the private files of now, which no report and no revision holds: they are no change."""
    from bcdr.source.snapshot import snapshot_of

    private = [f for f in found.read.sources.snapshot.files if f.is_private]
    kept = [f for f in snapshot.files if not f.is_private]
    return snapshot_of(snapshot.root, [*kept, *private], snapshot.revision)


def _compared(found: Audited, before: Plan, day: date, what: str) -> Since:
    from bcdr.analysis.difference import differences
    from bcdr.audit import audit
    from bcdr.report.difference import worded
    from bcdr.report.lineage import Since

    plan, now = found.audit.facts.plan, found.audit.findings
    told = differences(before, plan)
    changes: dict[str, list[str]] = {}
    for one, line in zip(told, worded(told), strict=True):
        changes.setdefault(one.ref, []).append(line)
    then = audit(before, day).findings
    known, here = {f.id for f in then}, {f.id for f in now}
    return Since(
        what,
        "",
        tuple((ref, tuple(lines)) for ref, lines in changes.items()),
        tuple((f.id, f.message) for f in now if f.id not in known),
        tuple((f.id, f.message) for f in then if f.id not in here),
    )
