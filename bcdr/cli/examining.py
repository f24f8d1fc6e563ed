"""A document that somebody was given, taken apart and made again: the steps behind `bcdr verify`."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.cli.reading import Read
    from bcdr.report.document import Listed
    from bcdr.report.manifest import Manifest
    from bcdr.report.verdict import Check, Signed, Verdict
    from bcdr.scrutiny.paper import Enclosed, Line, Paper


_OTHERWISE = "not there as it was"


class Remade(NamedTuple):
    """The document made again: its bytes, or why it could not be made."""

    content: bytes | None
    why: str = ""
    same_libraries: bool = True


def examined(file: str, against: str | None, trusted: tuple[str, ...] = ()) -> Verdict:
    """The verdict on a file; BcdrError when it, or a certificate in `trusted`, cannot be read."""
    from bcdr.cli.terminal import Progress
    from bcdr.report.verdict import Check, verdict
    from bcdr.scrutiny.examine import NoManifestError, attachments, digest, faults, manifest_of, properties
    from bcdr.scrutiny.paper import Paper

    progress = Progress()
    progress.step("reading the file")
    content = content_of(Path(file))
    sha256 = hashlib.sha256(content).hexdigest()
    paper = Paper(content)
    files = paper.enclosed()
    try:
        manifest = manifest_of(paper, files)
    except NoManifestError as problem:
        progress.done()
        return verdict(file, sha256, "", (), [Check("manifest", "differs", str(problem))], None)
    wrong = faults(manifest, files)
    checks = [attachments(manifest, wrong), digest(manifest), properties(manifest, paper.properties())]
    working = _working(against)
    progress.step("making the document again")
    checks += _compared(paper, manifest, working, frozenset(name for name, _ in wrong))
    lines = paper.lines()
    signing, signed = _signed(paper, [content_of(Path(t)) for t in trusted])
    checks += signing
    plan_check, changes = _plan_compared(manifest, files, working)
    progress.done()
    return verdict(
        file, sha256, manifest.title, _about(manifest), [*checks, plan_check], changes, signed, _empty(lines)
    )


def content_of(path: Path) -> bytes:
    """The file, if it is one and not beyond all measure."""
    from bcdr.scrutiny.paper import SIZE_LIMIT

    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as problem:
        raise BcdrError(f"{path} cannot be read: {(problem.strerror or '').lower()}", "check the path") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BcdrError(f"{path} is not a file", "name the PDF that you were given")
    with os.fdopen(descriptor, "rb") as opened:
        return opened.read(SIZE_LIMIT + 1)


def _about(manifest: Manifest) -> tuple[tuple[str, str], ...]:
    from bcdr.report.verdict import day_of_data

    version = manifest.revision or "not under version control"
    options = ", ".join(f"{k} {v}" for k, v in manifest.options.items())
    return (
        ("Kind", f"{manifest.kind}{f', {options}' if options else ''}"),
        ("Data of", day_of_data(manifest.as_of)),
        ("Plan", f"digest {manifest.digest}"),
        ("Revision", version + (" with uncommitted changes" if manifest.is_modified else "")),
        ("Made with", f"{manifest.tool}{_state_said(manifest)} ({manifest.set_with})"),
    )


def _state_said(manifest: Manifest) -> str:
    return f", program digest {manifest.program[:12]}" if manifest.program else ""


def _working(folder: str | None) -> Read | None:
    """The working plan; one whose text has faults is still the one that was named, and compared as far as can be."""
    if folder is None:
        return None
    from bcdr.cli.reading import read_plan

    return read_plan(folder, None)


def _compared(
    paper: Paper,
    manifest: Manifest,
    working: Read | None,
    wrong: frozenset[str],
) -> list[Check]:
    """The pages beside those of a copy that is made again from the same; `wrong` names files that are another."""
    from bcdr.report.lineage import NAME as HISTORY
    from bcdr.report.verdict import Check
    from bcdr.scrutiny.examine import digest, pages
    from bcdr.scrutiny.likeness import likeness
    from bcdr.scrutiny.paper import Paper as Opened

    if HISTORY in wrong or digest(manifest).result == "differs":
        said = "The pages were not compared: what they were made from is not there unchanged."
        return [Check("pages", "open", said)]
    made = _remade(manifest, paper.enclosed(), working)
    if made.content is None:
        return [Check("pages", "open", made.why)]
    try:
        alike = None if made.content == paper.content else likeness(paper, Opened(made.content))
    except BcdrError as problem:
        return [Check("pages", "open", f"The pages were not compared: {problem.message}.")]
    from bcdr.cli.program import state

    program = manifest.program if manifest.program != state() else ""
    by = f"{manifest.tool} (program digest {program[:12]}, here {state()[:12]})" if program else ""
    return pages(paper, made.content, alike, same_libraries=made.same_libraries, told=wrong, another=by)


def _remade(manifest: Manifest, files: tuple[Enclosed, ...], working: Read | None) -> Remade:
    from bcdr import __version__
    from bcdr.cli.compose import COMPOSERS, OF_HISTORY, Order, composed, judged, pdf_of
    from bcdr.cli.look import look_of, template_digests
    from bcdr.cli.reading import Read
    from bcdr.report.provenance import Provenance
    from bcdr.scrutiny.examine import history_of
    from bcdr.source.load import load

    tool = f"bcdr {__version__}"
    if manifest.tool != tool:
        return Remade(
            None,
            f"It was made with {manifest.tool} and this is {tool}, which may set the same plan otherwise: its pages "
            f"can be compared with {manifest.tool} only. What is attached was checked.",
        )
    if manifest.kind in OF_HISTORY:
        return Remade(
            None, "It was made from the history of the plan, which is not attached: its pages were not made again."
        )
    if manifest.kind not in COMPOSERS:
        return Remade(None, f"This version makes no document of the kind {manifest.kind}, so it cannot make it again.")
    texts, why = _texts(manifest, files, working)
    if why:
        return Remade(None, why)
    folder = look_of(working.root if working is not None else "").templates
    if manifest.templates and manifest.templates != template_digests(folder):
        return Remade(
            None,
            "It was set with templates of the organisation, which are not attached; --plan with the folder of their "
            "plan brings them.",
        )
    from bcdr.source.snapshot import from_texts

    loaded = load(from_texts(texts))
    if loaded.plan is None:
        return Remade(None, "The attached plan cannot be loaded by this version, so the pages were not made again.")
    lineage, since = history_of(manifest, files)
    read = Read(working.root if manifest.templates and working else "", loaded.sources, loaded.plan, ())
    order = Order(manifest.kind, manifest.options)
    origin = Provenance(
        tool=manifest.tool,
        digest=manifest.digest,
        revision=manifest.revision,
        is_modified=manifest.is_modified,
        files={f.name: f.sha256 for f in manifest.files},
        evidence={id_: digest for id_, _, digest in manifest.evidence},
        private=manifest.private,
        program=manifest.program,
        lineage=lineage,
        since=lambda: since,
    )
    try:
        found = judged(read, loaded.plan, manifest.as_of, origin)
        content = pdf_of(composed(found, order), found, order, manifest.set_with)
    except BcdrError as problem:  # choices that fit no plan, or a machine that draws no PDF
        return Remade(None, f"The pages were not made again: {problem.message}.")
    from bcdr.render.pdf import libraries

    return Remade(content, same_libraries=libraries() == manifest.set_with)


def _texts(manifest: Manifest, files: tuple[Enclosed, ...], working: Read | None) -> tuple[dict[str, str], str]:
    """The texts of the plan, from the document or, where it has not all, from the working plan if that is the same."""
    from bcdr.scrutiny.examine import texts_of

    texts, lacking = texts_of(manifest, files)
    if not manifest.files or manifest.private:
        what = "files of the plan are left out of this edition" if not manifest.files else "private files are left out"
        if working is None:
            return {}, f"The pages were not made again: {what}; --plan with the folder of their plan brings them."
        if _digest_of(working) != manifest.digest:
            return {}, f"The pages were not made again: {what}, and the working plan is not the one it was made from."
        return {f.name: f.text for f in working.sources.snapshot.files if f.text is not None}, ""
    if lacking:
        texts |= _found_in(working, lacking) if working is not None else {}
    missing = [e for e in lacking if e.name not in texts]
    if missing:
        what = "; ".join(f"{e.name} is {f'not attached: {e.why}' if e.why else _OTHERWISE}" for e in missing[:3])
        return {}, f"The pages were not made again: {what}; --plan with the plan's folder may bring it."
    return texts, ""


def _found_in(read: Read, lacking: tuple[Listed, ...]) -> dict[str, str]:
    wanted = {e.name: e.sha256 for e in lacking}
    return {
        f.name: f.text
        for f in read.sources.snapshot.files
        if f.text is not None and wanted.get(f.name) == hashlib.sha256(f.text.encode()).hexdigest()
    }


def _digest_of(read: Read) -> str:
    from bcdr.source.imprint import digests

    return digests(read.sources.snapshot)[0]


def _signed(paper: Paper, trusted: list[bytes]) -> tuple[list[Check], tuple[Signed, ...]]:
    from bcdr.report.verdict import Check, Signed
    from bcdr.report.wording import counted

    lines, count = paper.lines(), paper.signatures()
    labels = {one.name: one.label for one in lines}
    if not count and not trusted:
        return [], ()
    try:
        from bcdr.scrutiny.signature import checks, signatures
    except ImportError:
        said = f"It holds {counted(count, 'signature')}, which only the extra checks: pip install 'bcdr[sign]'."
        return [Check("signatures", "open", said)], ()
    found = signatures(paper.content, trusted)
    made = checks(found, has_trust=bool(trusted))
    filled = Counter(one.name for one in lines if one.is_signed) - Counter(one.field for one in found)
    if filled:
        said = f"{counted(filled.total(), 'line is', 'lines are')} filled with something that is no signature."
        made.append(Check("signatures", "differs", said, tuple(filled)))
    said_of = tuple(
        Signed(
            line=s.field,
            label=labels.get(s.field, ""),
            signer=s.signer,
            reason=s.reason,
            time=s.stamp.at if s.stamp else s.signed,
            stamped_by=s.stamp.by if s.stamp else "",
            holds=c.result == "holds",
            is_vouched_for=s.is_trusted,
            later=s.later,
        )
        for s, c in zip(found, made, strict=False)
    )
    return made, said_of


def _empty(lines: tuple[Line, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one.name, one.label) for one in lines if one.is_visible and not one.is_signed)


def _plan_compared(
    manifest: Manifest, files: tuple[Enclosed, ...], working: Read | None
) -> tuple[Check, tuple[str, ...] | None]:
    from bcdr.analysis.difference import differences
    from bcdr.cli.reading import fault_of
    from bcdr.report.difference import worded
    from bcdr.report.verdict import Check
    from bcdr.report.wording import counted
    from bcdr.scrutiny.examine import texts_of
    from bcdr.source.load import load
    from bcdr.source.snapshot import from_texts

    if working is None:
        return Check("plan", "open", "No working plan was given to compare with: --plan DIR."), None
    if _digest_of(working) == manifest.digest:
        return Check("plan", "holds", "The working plan is the same, file by file."), ()
    if working.plan is None:
        said = "The working plan has another digest, and what differs cannot be told, as it cannot be loaded."
        first = f"{fault_of(working)}; see all faults: bcdr lint {working.root}"
        return Check("plan", "differs", said, (first,)), None
    texts, lacking = texts_of(manifest, files)
    private = {f.name: f.text for f in working.sources.snapshot.files if f.text is not None and f.is_private}
    attached = load(from_texts(texts | private)).plan if not lacking and texts else None
    if attached is None:
        said = "The working plan has another digest; what differs cannot be told, as the plan is not attached whole."
        return Check("plan", "differs", said), None
    lines = worded(differences(attached, working.plan))
    if not lines:
        return Check("plan", "holds", "The working plan is written otherwise and says the same."), ()
    return Check("plan", "differs", f"The working plan differs in {counted(len(lines), 'point')}."), lines
