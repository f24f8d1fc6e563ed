"""The checks of a document, each with its result in words.

Attachments are held against the manifest, pages against a copy that was made again, and what was added later is named.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping

from bcdr.report import lineage
from bcdr.report.document import Listed
from bcdr.report.lineage import Lineage, Since
from bcdr.report.manifest import NAME, Manifest, from_data
from bcdr.report.verdict import Check, numbers
from bcdr.report.wording import counted, listed
from bcdr.scrutiny.likeness import STARTS, Likeness
from bcdr.scrutiny.paper import PLACE, SIGNATURE, Enclosed, Paper, PaperError
from bcdr.scrutiny.revision import is_regular

_MANIFEST_LIMIT = 8 * 1024 * 1024
FIELDS = {"Kind": "kind", "AsOf": "as_of", "PlanDigest": "digest", "Tool": "tool"}
PREFIX = "bcdr-"
"""Of the properties that a document of bcdr has; the same as `render.identification` writes."""


class NoManifestError(Exception):
    """A document of ours says that it is one, but not how it was made."""


def manifest_of(paper: Paper, files: tuple[Enclosed, ...]) -> Manifest:
    """The manifest of a document.

    PaperError when the file was not made by bcdr or its manifest cannot be read by this version, NoManifestError when
    it was made by bcdr and the manifest is gone or was spoilt.
    """
    found = [f for f in files if f.name == NAME]
    if not found:
        if any(name.startswith(PREFIX) for name in paper.properties()):
            raise NoManifestError("Its manifest has been taken out, so nothing in it can be compared with anything.")
        raise PaperError(
            "the file was not made by bcdr, or was made without attachments",
            "bcdr verify reads the PDFs of bcdr report and bcdr build",
        )
    data = found[0].data
    if data is None or len(data) > _MANIFEST_LIMIT or len(found) > 1:
        fault = "there are two of them" if len(found) > 1 else found[0].fault or "it is far too large"
        raise NoManifestError(f"Its manifest cannot be read: {fault}.")
    try:
        return from_data(json.loads(data))
    except (ValueError, RecursionError) as problem:
        why = str(problem) if str(problem).startswith("it") else "its manifest is not written as bcdr writes one"
        raise NoManifestError(f"The document cannot be checked: {why}.") from None


def history_of(manifest: Manifest, files: tuple[Enclosed, ...]) -> tuple[Lineage | None, Since | None]:
    """What git had said when the document was made; nothing where none of it is attached, or nothing readable."""
    listed = {e.attachment for e in manifest.others}
    found = next((f.data for f in files if f.name == lineage.NAME and f.name in listed), None)
    try:
        return lineage.from_data(json.loads(found or b""))
    except (ValueError, RecursionError):
        return None, None


def faults(manifest: Manifest, files: tuple[Enclosed, ...]) -> tuple[tuple[str, str], ...]:
    """What is attached otherwise than the manifest lists it: each name with what is wrong."""
    have = {f.name: f for f in files}
    wanted = _attached(manifest)
    wrong = []
    for entry in wanted:
        file = have.get(entry.attachment)
        if file is None:
            wrong.append((entry.attachment, "is missing"))
        elif file.data is None:
            wrong.append((entry.attachment, file.fault))
        elif hashlib.sha256(file.data).hexdigest() != entry.sha256:
            wrong.append((entry.attachment, "is not the file that was attached"))
    known = {e.attachment for e in wanted} | {NAME}
    wrong += [(name, "was added") for name in have if name not in known]
    wrong += [(name, f"is there {n} times") for name, n in Counter(f.name for f in files).items() if n > 1]
    return tuple(wrong)


def _attached(manifest: Manifest) -> list[Listed]:
    return [e for e in (*manifest.files, *manifest.others) if e.attachment]


def attachments(manifest: Manifest, wrong: tuple[tuple[str, str], ...]) -> Check:
    """Whether what is attached is what the manifest lists, byte for byte; `wrong` as `faults` says."""
    if wrong:
        what = counted(len(wrong), "attached file is", "attached files are")
        lines = tuple(f"{name or 'a file without a name'} {fault}" for name, fault in wrong)
        return Check("attachments", "differs", f"{what} not what the manifest lists.", lines)
    wanted, left = _attached(manifest), sum(bool(e.why) for e in (*manifest.files, *manifest.others))
    said = f"All {len(wanted)} attached files have the digest that the manifest lists"
    more = f"; {counted(left, 'more file is', 'more files are')} listed and too large to be attached" if left else ""
    return Check("attachments", "holds", f"{said}{more}.")


def digest(manifest: Manifest) -> Check:
    """Whether the digests of the files add up to the digest of the plan that stands on the pages."""
    lines = "".join(f"{e.sha256}  {e.name}\n" for e in sorted(manifest.files, key=lambda e: e.name))
    if not manifest.files:
        return Check("digest", "open", "The files of the plan are not listed in this edition.")
    if hashlib.sha256(lines.encode(errors="replace")).hexdigest() == manifest.digest:
        return Check("digest", "holds", f"The files listed add up to the plan digest {manifest.digest[:12]}.")
    return Check("digest", "differs", "The manifest was altered: its files do not add up to its plan digest.")


def properties(manifest: Manifest, said: Mapping[str, str]) -> Check:
    """Whether the properties of the file name the same plan, day and tool as the manifest."""
    wrong = []
    for name, field in FIELDS.items():
        should, there = str(getattr(manifest, field)), said.get(PREFIX + name)
        if there != should:
            wrong.append(f"{name}: {there or 'nothing'}, in the manifest {should}")
    if wrong:
        return Check("metadata", "differs", "The properties of the file say otherwise than the manifest.", tuple(wrong))
    return Check("metadata", "holds", "The properties of the file name the same plan, day and tool as the manifest.")


def pages(
    given: Paper,
    made: bytes,
    found: Likeness | None,
    *,
    same_libraries: bool,
    told: Collection[str] = (),
    another: str = "",
) -> list[Check]:
    """Whether the pages are those of the copy that was made again; `found` is None when the bytes are the same.

    `told` names attached files of which it was said already that they are not as they should be, `another` the state
    of the program that made the document where it is not the one that made the copy.
    """
    whole = counted(given.count, "page")
    if found is None:
        return [Check("pages", "holds", f"Made again from its attachments, it is the same byte for byte: {whole}.")]
    is_original = given.content.startswith(made)
    is_made_elsewhere = not is_original and bool(another or not same_libraries)
    if is_made_elsewhere and (found.pages or found.files or found.parts or not found.is_same_length):
        said = "It was drawn with other libraries than there are here, so that pages cannot be compared exactly."
        if another:
            said = f"It was made by another state of {another}, which may set the same plan otherwise: its pages can be"
            said = f"{said} compared with that state only."
        return [
            Check("pages", "open", said, _readable(found, whole)),
            *_strange(found, () if another else found.files, told),
        ]
    checks = [_drawn(found, whole, is_original=is_original), *_more(found.marks, found.files, told)]
    if parts := found.parts if is_original else (*found.parts, *found.dated):
        checks.append(Check("structure", "differs", f"Not as it was made: {listed(parts)}."))
    if is_original and not is_regular(given.content, len(made)):
        said = "What was added behind its end is not put together as a PDF is: programs may show something else there."
        checks.append(Check("structure", "differs", said))
    if any(c.result == "differs" for c in checks) or found.marks or is_made_elsewhere:
        return checks
    if not is_original:
        said = "The file was saved again by another program, so that it is not the same byte for byte."
        return [*checks, Check("structure", "differs", said)]
    said = f"{len(given.content) - len(made):,} bytes were added later; they change no page."
    if found.signed:
        said = f"{counted(len(found.signed), 'line was', 'lines were')} signed on {numbers(sorted({*found.signed}))}"
        said = f"{said}; nothing else was added."
    return [*checks, Check("additions", "holds", said)]


def _drawn(found: Likeness, whole: str, *, is_original: bool) -> Check:
    if not found.is_same_length:
        return Check("pages", "differs", f"It has {whole}; the attached plan gives {found.length}.", found.texts)
    if found.pages:
        said = [f"{label}, {_drawing(pages)}, is not the one that was made" for label, pages in found.means]
        if found.own:
            said.append(
                f"{numbers(found.own)} {'is' if len(found.own) == 1 else 'are'} not what the attached plan gives"
            )
        return Check("pages", "differs", " ".join(f"{s[0].upper()}{s[1:]}." for s in said), found.texts)
    if is_original:
        alike = f"Made again from its attachments, its original part is the same byte for byte: {whole}."
        return Check("pages", "holds", alike)
    return Check("pages", "holds", f"{whole} are drawn as the attached plan gives.".capitalize())


def _drawing(pages: tuple[int, ...]) -> str:
    return f"with which {numbers(pages)} {'is' if len(pages) == 1 else 'are'} drawn"


_OURS = ("Link", SIGNATURE, PLACE)


def _strange(found: Likeness, files: Collection[str], told: Collection[str]) -> list[Check]:
    """What no document of bcdr has over its pages or in its parts, whatever version and libraries made it."""
    marks = tuple(m for m in found.marks if m[1].partition(" ")[0] not in _OURS)
    checks = _more(marks, files, told)
    if parts := [p for p in found.parts if p in STARTS]:
        checks.append(Check("structure", "differs", f"Not as it was made: {listed(parts)}."))
    return checks


def _more(marks: Collection[tuple[int, str]], files: Collection[str], told: Collection[str]) -> list[Check]:
    """What lies over the pages, and which attached files are not what the plan gives."""
    checks = []
    if marks:
        others = [m for m in marks if m[1] != SIGNATURE]
        lines = tuple(
            f"page {n}: {_mark(kind)}{f' ({count} times)' if count > 1 else ''}"
            for (n, kind), count in Counter(marks).items()
        )
        where = numbers(sorted({n for n, _ in others or marks}))
        what = "Something was laid over" if others else "Signatures that are not seen were added later on"
        checks.append(Check("additions", "differs" if others else "holds", f"{what} {where}.", lines))
    if named := [name for name in files if name not in told]:
        said = f"Attached, but not what the attached plan gives: {listed(named)}."
        checks.append(Check("attachments", "differs", said))
    return checks


def _readable(found: Likeness, whole: str) -> tuple[str, ...]:
    """What differs in words; drawing alone says nothing where other libraries drew."""
    if not found.is_same_length:
        return (f"it has {whole}, and made again here {found.length}",)
    return tuple(t for t in found.texts if "drawn otherwise" not in t) or (
        "every page that was compared reads the same",
    )


_MARKS = {
    SIGNATURE: "a signature that is not seen",
    PLACE: "a place for a signature that the document does not have there",
    "Widget": "a form field",
    "FreeText": "text that was typed over it",
    "Stamp": "a stamp",
    "Text": "a note",
    "Highlight": "a highlight",
    "Redact": "a redaction",
    "Ink": "a drawing by hand",
    "Square": "a box",
    "Link": "a link",
}


def _mark(kind: str) -> str:
    known, _, gone = kind.partition(" ")
    return f"{_MARKS.get(known, 'a mark')}{', ' + gone if gone else ''}"


def texts_of(manifest: Manifest, files: tuple[Enclosed, ...]) -> tuple[dict[str, str], tuple[Listed, ...]]:
    """Texts of the plan by name, as far as they are attached and unchanged; and what is listed but cannot be had."""
    have = {f.name: f.data for f in files if f.data is not None}
    texts: dict[str, str] = {}
    lacking = []
    for entry in manifest.files:
        data = have.get(entry.attachment) if entry.attachment else None
        if data is None or hashlib.sha256(data).hexdigest() != entry.sha256:
            lacking.append(entry)
            continue
        try:
            texts[entry.name] = data.decode()
        except UnicodeDecodeError:
            lacking.append(entry)
    return texts, tuple(lacking)
