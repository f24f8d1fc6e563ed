"""Tampering, each kind told from the others."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from bcdr.report.manifest import NAME
from bcdr.report.verdict import Check, verdict
from bcdr.scrutiny.examine import NoManifestError, attachments, digest, faults, manifest_of, pages, properties
from bcdr.scrutiny.likeness import likeness
from bcdr.scrutiny.paper import Paper, PaperError
from tests.scrutiny.conftest import PLAN, appended, saved, with_file, with_manifest


def checked(given: bytes, made: bytes, *, same_libraries: bool = True) -> list[Check]:
    """All checks of a file but the making again, which is `made`."""
    paper = Paper(given)
    files = paper.enclosed()
    manifest = manifest_of(paper, files)
    wrong = faults(manifest, files)
    found = [attachments(manifest, wrong), digest(manifest), properties(manifest, paper.properties())]
    alike = None if given == made else likeness(paper, Paper(made))
    return [*found, *pages(paper, made, alike, same_libraries=same_libraries, told={name for name, _ in wrong})]


def results(checks: list[Check]) -> dict[str, str]:
    return {c.name: c.result for c in checks}


def outcome(checks: list[Check]) -> str:
    return verdict("x.pdf", "0" * 64, "Title", (), checks, None).outcome


def redrawn(read: pikepdf.Pdf) -> None:
    page = read.pages[1]
    page.Contents.write(page.Contents.read_bytes().replace(b" Tm", b"  Tm", 1) + b"\n0 0 10 10 re f")


def title(read: pikepdf.Pdf) -> None:
    read.docinfo["/Title"] = "Another"


def said(read: pikepdf.Pdf) -> None:
    read.docinfo["/bcdr-AsOf"] = "2026-11-22"


def without_page(read: pikepdf.Pdf) -> None:
    del read.pages[1]


def swapped(read: pikepdf.Pdf) -> None:
    pages = list(read.pages)
    read.pages[:] = [pages[0], pages[2], pages[1], *pages[3:]]


def strange_page(read: pikepdf.Pdf) -> None:
    read.add_blank_page()


def page_twice(read: pikepdf.Pdf) -> None:
    read.pages.append(read.pages[1])


def too_long(read: pikepdf.Pdf) -> None:
    read.pages[1].Contents = read.make_stream(b"0 0 9 9 re f\n" * 1_000_000)


def linked(read: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    read.pages[1].Annots.extend([link, link])


def script(read: pikepdf.Pdf) -> None:
    read.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def spoken(read: pikepdf.Pdf) -> None:
    """What a reading program says instead of what is printed."""
    for element in read.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/P":
            element.ActualText = "Promised in 1 h"
            return


def glyphs(read: pikepdf.Pdf) -> None:
    """A font that draws another digit."""
    for found in read.objects:
        if isinstance(found, pikepdf.Stream) and "/Length1" in found:
            found.write(found.read_bytes() + b" ")
            return


def taken_out(read: pikepdf.Pdf) -> None:
    del read.attachments["plan.yaml"]


def nothing(read: pikepdf.Pdf) -> None:
    """Only saved again."""


CASES: list[tuple[Callable[[pikepdf.Pdf], None], str, str]] = [
    (nothing, "structure", "saved again by another program"),
    (redrawn, "pages", "Page 2 is not what the attached plan gives"),
    (without_page, "pages", "the attached plan gives 5"),
    (glyphs, "pages", "The font Source-Sans-3-Semi-Bold, with which pages 1, 2, 3, 4 and 5 are drawn, is not the one"),
    (spoken, "structure", "the structure that reading programs speak from"),
    (script, "structure", "something that starts when the file is opened"),
    (title, "structure", "the properties"),
    (said, "metadata", "say otherwise"),
    (taken_out, "attachments", "1 attached file is not what the manifest lists"),
    (with_file("plan.yaml", b"bcdr: 1 # other\n"), "attachments", "1 attached file is not"),
    (with_file("more.exe", b"x"), "attachments", "1 attached file is not"),
    (with_manifest(others=[]), "attachments", f"not what the attached plan gives: {NAME}"),
]


@pytest.mark.parametrize(("change", "name", "words"), CASES, ids=[f"{n}-{w[:20]}" for _, n, w in CASES])
def test_a_change_is_told_by_name(change: Callable[[pikepdf.Pdf], None], name: str, words: str, made: bytes) -> None:
    checks = checked(saved(made, change), made)
    assert name in {c.name for c in checks if c.result == "differs"}, checks
    assert any(words in c.said for c in checks if c.result == "differs"), checks
    assert outcome(checks) == "changed"


@pytest.mark.parametrize(
    ("change", "name", "details"),
    [
        (without_page, "pages", ("page 2 as it was made is missing",)),
        (strange_page, "pages", ("page 6 is not of this document",)),
        (page_twice, "pages", ("page 6 is page 2 once more",)),
        (swapped, "pages", tuple(f"page {n}: here stands what was made as page {m}" for n, m in ((2, 3), (3, 2)))),
        (too_long, "pages", ("page 2: drawn otherwise, and its text cannot be read",)),
        (linked, "additions", ("page 2: a link (2 times)",)),
    ],
)
def test_where_a_page_went_is_told(
    change: Callable[[pikepdf.Pdf], None], name: str, details: tuple[str, ...], made: bytes
) -> None:
    found = checked(saved(made, change), made)
    assert [c.details for c in found if c.name == name] == [details]
    assert {c.name for c in found if c.result == "differs"} <= {name, "structure"}, found


def test_what_was_said_of_an_attached_file_is_not_said_again(made: bytes) -> None:
    found = checked(saved(made, with_file("more.exe", b"x")), made)
    assert [c.details for c in found if c.name == "attachments"] == [("more.exe was added",)]


def test_untouched(made: bytes) -> None:
    checks = checked(made, made)
    assert set(results(checks).values()) == {"holds"}
    assert outcome(checks) == "as-made"
    assert "same byte for byte" in checks[-1].said


def test_words_of_a_changed_page_are_shown(made: bytes) -> None:
    from bcdr.render.pdf import pdf
    from bcdr.report.block import Paragraph
    from bcdr.report.span import Span
    from tests.render.test_html import document
    from tests.scrutiny.conftest import LINES, ROWS

    other = pdf(document(Paragraph((Span("Promised in 8 h"),)), LINES, ROWS))
    found = likeness(Paper(other), Paper(made))
    assert any("it says “Promised in 8 h” where the plan gives “Promised in 4 h”" in t for t in found.texts)


def test_text_typed_over_a_page_later_is_found(made: bytes) -> None:
    """Added at the end of the file, the original bytes untouched: what a comment tool does."""
    typed = FreeText(text="RTO 1 h", rect=(50, 550, 200, 650))
    checks = checked(appended(made, lambda later: later.add_annotation(1, typed)), made)
    (found,) = [c for c in checks if c.name == "additions"]
    assert (found.result, found.said) == ("differs", "Something was laid over page 2.")
    assert found.details == ("page 2: text that was typed over it",)
    assert outcome(checks) == "changed"


@pytest.mark.parametrize(
    ("name", "name_of_outcome"), [("/ModDate", "signed-since"), ("/Producer", "signed-since"), ("/Title", "changed")]
)
def test_a_later_part_may_write_its_own_day_and_nothing_else(name: str, name_of_outcome: str, made: bytes) -> None:
    """What a program that signs does to the properties; the original stays in front of it."""
    later = appended(made, lambda later: later.add_metadata({name: "D:20261122000000Z"}))
    assert outcome(checked(later, made)) == name_of_outcome


def repacked(later: PdfWriter) -> None:
    """The same bytes, of which another reader makes others."""
    stream = later.pages[1]["/Contents"]
    stream._data = stream.get_data()
    stream[NameObject("/Filter")] = NameObject("/ASCIIHexDecode")


def unreadable(later: PdfWriter) -> None:
    """A name as a text of the same letters, so that a font has no encoding any more."""
    for font in later.pages[1]["/Resources"]["/Font"].values():
        found = font.get_object()
        found[NameObject("/Encoding")] = TextStringObject(found["/Encoding"])


def recoloured(later: PdfWriter) -> None:
    """Colours that the page does not name, and that change all that it names."""
    spaces = later.pages[1]["/Resources"]["/ColorSpace"].get_object()
    spaces[NameObject("/DefaultRGB")] = ArrayObject([NameObject("/Lab")])


def turned(later: PdfWriter) -> None:
    later.root_object["/Pages"].get_object()[NameObject("/Rotate")] = NumberObject(180)


def field(later: PdfWriter, kind: str, name: str, size: int) -> DictionaryObject:
    """A form field over page 2 that says it is for a signature."""
    sides = ArrayObject(map(NumberObject, (50, 500, 50 + size, 500 + size)))
    made = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": kind}
    found = DictionaryObject({NameObject(k): NameObject(v) for k, v in made.items()})
    found |= {NameObject("/T"): TextStringObject(name), NameObject("/Rect"): sides}
    return found


def with_field(kind: str, size: int) -> Callable[[PdfWriter], None]:
    def change(later: PdfWriter) -> None:
        made = later._add_object(field(later, kind, "another", size))
        later.root_object["/AcroForm"]["/Fields"].append(made)
        if size >= 0:
            later.pages[1][NameObject("/Annots")] = ArrayObject([*later.pages[1].get("/Annots", []), made])

    return change


def with_part(name: str) -> Callable[[PdfWriter], None]:
    def change(later: PdfWriter) -> None:
        later.root_object[NameObject(name)] = DictionaryObject()

    return change


def without_lines(later: PdfWriter) -> None:
    later.root_object["/AcroForm"][NameObject("/Fields")] = ArrayObject()


def another_title(later: PdfWriter) -> None:
    """In the metadata alone; the properties stay."""
    stream = later.root_object["/Metadata"]
    stream.set_data(stream.get_data().replace(b"art32", b"art35"))


@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        (repacked, "pages", "Page 2 is not what the attached plan gives."),
        (unreadable, "pages", "The font Source-Sans-3"),
        (recoloured, "pages", "Pages 1, 2, 3, 4 and 5 are not what the attached plan gives."),
        (turned, "pages", "Pages 1, 2, 3, 4 and 5 are not what the attached plan gives."),
        (with_field("/Sig", 200), "additions", "Something was laid over page 2."),
        (with_field("/Tx", 0), "additions", "Something was laid over page 2."),
        (with_field("/Tx", -1), "structure", "Not as it was made: form fields."),
        (without_lines, "structure", "Not as it was made: form fields."),
        (another_title, "structure", "Not as it was made: the metadata (XMP)."),
        (with_part("/OCProperties"), "structure", "the part called OCProperties"),
        (with_part("/Perms"), "structure", "what may be done with the file"),
        (with_part("/AA"), "structure", "something that starts when the file is used"),
    ],
    ids=lambda value: getattr(value, "__name__", None) or str(value)[:30],
)
def test_what_a_part_behind_the_end_may_not_change(
    change: Callable[[PdfWriter], None], name: str, words: str, made: bytes
) -> None:
    """The first bytes of the file are those that were made, and a reader shows something else."""
    checks = checked(appended(made, change), made)
    assert [c for c in checks if c.name == name and c.result == "differs" and words in c.said], checks
    assert outcome(checks) == "changed"
    assert name == "additions" or "additions" not in results(checks), checks


def test_a_place_for_a_signature_that_is_not_seen_changes_nothing(made: bytes) -> None:
    checks = checked(appended(made, with_field("/Sig", 0)), made)
    (found,) = [c for c in checks if c.name == "additions"]
    assert (found.result, found.said) == ("holds", "Signatures that are not seen were added later on page 2.")
    assert found.details == ("page 2: a signature that is not seen",)
    assert outcome(checks) == "signed-since"


def test_bytes_behind_the_end_are_named(made: bytes) -> None:
    where = made[made.rindex(b"startxref") :]
    checks = checked(made + b"\n% more\n" + where, made)
    assert results(checks)["additions"] == "holds"
    assert outcome(checks) == "signed-since"


def test_other_libraries_decide_nothing(made: bytes) -> None:
    checks = checked(saved(made, redrawn), made, same_libraries=False)
    assert results(checks)["pages"] == "open"
    assert outcome(checks) == "not-shown"


def test_a_damaged_attachment_is_named(made: bytes) -> None:
    def change(read: pikepdf.Pdf) -> None:
        read.attachments["plan.yaml"].obj.EF.F.write(b"no stream", filter=pikepdf.Name.FlateDecode)

    (found, *_) = checked(saved(made, change, compress_streams=False), made)
    assert found.details == ("plan.yaml is damaged: it cannot be unpacked",)


def test_a_plan_and_manifest_changed_together_have_another_digest(made: bytes) -> None:
    other = b"bcdr: 1 # other\n"
    sha = hashlib.sha256(other).hexdigest()
    entry = {"name": "plan.yaml", "sha256": sha, "size": len(other), "attachment": "plan.yaml"}

    def change(read: pikepdf.Pdf) -> None:
        with_file("plan.yaml", other)(read)
        plan = {"digest": "0" * 64, "revision": None, "modified": False, "private_files": 0, "files": [entry]}
        with_manifest(plan=plan)(read)

    found = results(checked(saved(made, change), made))
    assert (found["digest"], found["metadata"]) == ("differs", "differs")


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (with_file(NAME, b"{"), NoManifestError, "not written as"),
        (with_file(NAME, b"[" * 100_000), NoManifestError, "not written as"),
        (with_file(NAME, b"\xff\xfe"), NoManifestError, "not written as"),
        (with_file(NAME, b"{}"), NoManifestError, "no manifest of bcdr"),
        (with_file(NAME, b" " * 9_000_000), NoManifestError, "far too large"),
        (with_manifest(**{"bcdr-manifest": 99}), NoManifestError, "version 99 of the manifest"),
        (lambda read: read.attachments.__delitem__(NAME), NoManifestError, "has been taken out"),
    ],
)
def test_a_manifest_that_is_none(
    change: Callable[[pikepdf.Pdf], None], error: type[Exception], words: str, made: bytes
) -> None:
    paper = Paper(saved(made, change))
    with pytest.raises(error, match=words):
        manifest_of(paper, paper.enclosed())


def test_a_pdf_of_somebody_else_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(out)
    paper = Paper(out.getvalue())
    with pytest.raises(PaperError, match="was not made by bcdr"):
        manifest_of(paper, paper.enclosed())


def test_the_file_at_hand_is_read_by_others_too(made: bytes) -> None:
    assert PdfReader(io.BytesIO(made)).attachments["plan.yaml"] == [PLAN]
