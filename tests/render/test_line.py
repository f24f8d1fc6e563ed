"""Lines to sign on are form fields that lie where the page has room for them, printed, tagged and read aloud."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pypdf
import pytest

from bcdr.render.html import html
from bcdr.render.pdf import pdf
from bcdr.report.document import Section, numbered
from bcdr.report.signoff import signatures

from .test_html import document

ODD = "</a>) \\ <b>&amp; Ωμέγα שלום مرحبا " + "x" * 60
ROLES = ("Approver", "Officer", ODD)
LINES = signatures("control", [(r, "Ada Roth") for r in ROLES])


@pytest.fixture(scope="module")
def made() -> bytes:
    sections = [Section(f"s{n}", f"Part {n}", (signatures(f"s{n}", [("Reader", "")] * 9),)) for n in range(3)]
    return pdf(replace(document(), sections=numbered((Section("c", "Control", (LINES,)), *sections))))


@pytest.fixture(scope="module")
def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def widgets(opened: pikepdf.Pdf) -> list[tuple[Any, Any]]:
    return [(p, a) for p in opened.pages for a in p.get("/Annots", ()) if a.Subtype == "/Widget"]


def test_each_line_is_an_empty_signature_field(opened: pikepdf.Pdf) -> None:
    found = [a for _, a in widgets(opened)]
    named = [str(a.T) for a in found]
    assert named[:2] == ["control-approver", "control-officer"]
    assert len(set(named)) == 3 + 3 * 9
    assert {(str(a.FT), int(a.F), "/V" in a) for a in found} == {("/Sig", 4, False)}
    assert [str(a.TU) for a in found[:3]] == list(ROLES)
    assert [str(a.Contents) for a in found[:3]] == [f"Signature of {r}: Ada Roth" for r in ROLES]
    form = opened.Root.AcroForm
    assert [f.objgen for f in form.Fields] == [a.objgen for a in found]
    assert (int(form.SigFlags), "/NeedAppearances" in form) == (1, False)
    assert not [a for p in opened.pages for a in p.get("/Annots", ()) if "sign-" in str(a.get("/Dest", ""))]


def test_each_is_drawn_as_nothing_and_as_large_as_its_place(opened: pikepdf.Pdf) -> None:
    for page, widget in widgets(opened):
        left, bottom, right, top = (float(x) for x in widget.Rect)
        assert [float(x) for x in widget.AP.N.BBox] == pytest.approx([0, 0, right - left, top - bottom], abs=1e-4)
        assert widget.AP.N.read_bytes() == b""
        assert (right - left > 230, top - bottom > 35) == (True, True)
        assert widget.P.objgen == page.objgen
        assert page.Tabs == "/S"


def test_a_field_lies_beside_its_role_and_on_no_other(made: bytes) -> None:
    first = pypdf.PdfReader(io.BytesIO(made)).pages
    heights: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(first):

        def seen(text: str, page: list[float], own: list[float], *_: object, number: int = number) -> None:
            if text.strip() in {"Approver", "Officer"}:
                heights[text.strip()] = (number, own[4] * page[1] + own[5] * page[3] + page[5])

        page.extract_text(visitor_text=seen)
    assert set(heights) == {"Approver", "Officer"}
    for number, page in enumerate(first):
        boxes = [a.get_object() for a in page.get("/Annots", ()) if a.get_object()["/Subtype"] == "/Widget"]
        for field in boxes:
            on = [r for r, (n, y) in heights.items() if n == number and field["/Rect"][1] < y < field["/Rect"][3]]
            assert on in ([], [{"control-approver": "Approver", "control-officer": "Officer"}.get(field["/T"])])
        spans = sorted((float(f["/Rect"][1]), float(f["/Rect"][3])) for f in boxes)
        assert all(top <= bottom for (_, top), (bottom, _) in pairwise(spans))


def test_each_is_a_form_in_the_structure_of_its_cell(opened: pikepdf.Pdf) -> None:
    nums = list(opened.Root.StructTreeRoot.ParentTree.Nums)
    by_number = dict(zip((int(n) for n in nums[::2]), nums[1::2], strict=True))
    for _, widget in widgets(opened):
        element = by_number[int(widget.StructParent)]
        assert (element.S, element.P.S) == ("/Form", "/TD")
        (kid,) = element.K
        assert (kid.Type, kid.Obj.objgen) == ("/OBJR", widget.objgen)


def test_a_document_without_lines_has_no_form() -> None:
    with pikepdf.open(io.BytesIO(pdf(document()))) as read:
        assert "/AcroForm" not in read.Root


def test_a_template_of_their_own_may_leave_lines_out() -> None:
    from bcdr.render.pdf import html_to_pdf

    whole = replace(document(), sections=(Section("c", "C", (LINES,)),))
    page = html(whole).replace('href="#sign-control-officer"', "")
    with pikepdf.open(io.BytesIO(html_to_pdf(page, whole))) as read:
        assert next(str(a.T) for _, a in widgets(read)) == "control-approver"
        assert len(widgets(read)) == 2


def test_the_same_document_gives_the_same_bytes(made: bytes) -> None:
    again = replace(document(), sections=(Section("c", "C", (LINES,)),))
    assert pdf(again) == pdf(again)
