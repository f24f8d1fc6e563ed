"""Lines to sign on as form fields: where the page has room for a signature, the file has a field for one.

The template marks each line with a link to itself, because a link is what WeasyPrint places, tags and counts among the
parts of a page. The link is then turned into an empty signature field (ISO 32000-1, 12.7.4.5) that is printed and read
aloud (ISO 14289-1, 7.18.4): its place, its tag and its number in the structure stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pydyf

from bcdr.report.block import Signer

MARK = "sign-"
"""What the names of places begin with that are lines to sign on."""
_PRINTED = 4
_HAS_SIGNATURE_FIELDS = 1


def lay(pdf: Any, signers: Iterable[Signer]) -> None:
    """Turn the marks of a `pydyf.PDF` into signature fields; a line that a template left out has none."""
    marks = {f"{MARK}{s.field}": s for s in signers}
    if not marks:
        return
    entries: list[Any] = [o for o in pdf.objects if isinstance(o, dict)]
    found = {o.reference: o for o in entries if _target(o) in marks}
    if not found:
        return
    for widget in found.values():
        _become_field(pdf, widget, marks[_target(widget)])
    fields = []
    for page in (o for o in entries if o.get("Type") == "/Page"):
        for reference in page.get("Annots", ()):
            if reference in found:
                found[reference]["P"] = page.reference
                fields.append(reference)
    _tag(entries, set(found))
    form = pydyf.Dictionary({"Fields": pydyf.Array(fields), "SigFlags": _HAS_SIGNATURE_FIELDS})
    pdf.add_object(form)
    pdf.catalog["AcroForm"] = form.reference


def _target(entry: dict[str, Any]) -> str:
    place = entry.get("Dest") if entry.get("Subtype") == "/Link" else None
    return str(place.string) if isinstance(place, pydyf.String) else ""


def _become_field(pdf: Any, link: dict[str, Any], signer: Signer) -> None:
    left, top, right, bottom = link["Rect"]
    blank = pydyf.Stream(
        [], {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array([0, 0, right - left, top - bottom])}
    )
    pdf.add_object(blank)
    for unwanted in ("Dest", "BS"):
        del link[unwanted]
    link |= {
        "Subtype": "/Widget",
        "FT": "/Sig",
        "T": pydyf.String(signer.field),
        "TU": pydyf.String(signer.role or signer.field),
        "Contents": pydyf.String(f"Signature of {signer.label or signer.field}"),
        "Rect": pydyf.Array([left, bottom, right, top]),
        "F": _PRINTED,
        "AP": pydyf.Dictionary({"N": blank.reference}),
    }


def _tag(entries: list[Any], widgets: set[bytes]) -> None:
    kids = {o.reference for o in entries if o.get("Type") == "/OBJR" and o["Obj"] in widgets}
    for element in entries:
        if element.get("S") == "/Link" and kids.intersection(element["K"]):
            element["S"] = "/Form"
