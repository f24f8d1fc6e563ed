"""Attached files as a PDF names them: the manifest as text, and the entries of the file put in order.

WeasyPrint guesses media types from the tables of the machine, finds relationships by the content of a file and lists
each file twice. Equal bytes on every machine need what is said here instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bcdr.render.json import encoded
from bcdr.report import lineage as past
from bcdr.report.document import Attachment
from bcdr.report.manifest import NAME, Manifest, as_data


def manifest(found: Manifest) -> Attachment:
    """The manifest as an attachment."""
    about = "What this document was made from, on which day, with which tool; read by: bcdr verify"
    return Attachment(NAME, about, "Data", "application/json", encoded(as_data(found)).encode() + b"\n")


def history(lineage: past.Lineage | None, since: past.Since | None) -> Attachment:
    """What git said of the plan and what changed since the last report, as an attachment."""
    about = "What git says of the files, and changes since the last report"
    return Attachment(
        past.NAME, about, "Source", "application/json", encoded(past.as_data(lineage, since)).encode() + b"\n"
    )


def checksums(evidence: Iterable[tuple[str, str, str | None]]) -> bytes:
    """Digests of evidence files as `sha256sum --check` reads them; files that could not be read are left out."""
    return "".join(sorted(_line(name, digest) for _, name, digest in evidence if digest is not None)).encode()


def _line(name: str, digest: str) -> str:
    odd = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if odd == name else chr(92)}{digest}  {odd}\n"


def order(pdf: Any, attachments: Iterable[Attachment]) -> None:
    """Give the attached files of a `pydyf.PDF` their media types and relationships, sorted and each listed once."""
    if "AF" not in pdf.catalog:
        return
    by_name = {a.name: a for a in attachments}
    found = []
    for number in {int(reference.split()[0]) for reference in pdf.catalog["AF"]}:
        entry = pdf.objects[number]
        attachment = by_name[entry["UF"].string]
        entry["AFRelationship"] = f"/{attachment.relation}"
        content = pdf.objects[int(entry["EF"]["F"].split()[0])]
        content.extra["Subtype"] = "/" + attachment.media.replace("/", "#2f")
        found.append((attachment.name, entry))
    found.sort(key=lambda pair: pair[0])
    pdf.catalog["AF"][:] = [entry.reference for _, entry in found]
    names = pdf.objects[int(pdf.catalog["Names"]["EmbeddedFiles"].split()[0])]
    names["Names"][:] = [part for _, entry in found for part in (entry["F"], entry.reference)]
