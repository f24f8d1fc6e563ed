"""Signatures in a PDF: whether each still fits the bytes it covers, whose certificate it is, and who vouches for that.

Needs pyHanko, the extra `sign`. No network is used: no list of revoked certificates is asked for.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from bcdr.errors import BcdrError
from bcdr.report.verdict import Check, Result

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class Signature(NamedTuple):
    """One signature. `is_sound`: the signed bytes are unchanged and the signature fits the certificate in it.

    `is_trusted` is None when nobody said whom to trust. `signed` is the time that the signer's machine stated.
    """

    field: str
    signer: str
    signed: str
    is_sound: bool
    is_trusted: bool | None
    is_stamped: bool = False
    fault: str = ""


def signatures(content: bytes, trusted: Iterable[bytes] = ()) -> tuple[Signature, ...]:
    """Every signature of a file, in the order in which they were made; `trusted` are certificates as PEM or DER.

    BcdrError when one of `trusted` is no certificate.
    """
    try:
        roots = [c for data in trusted for c in load_certs_from_pemder_data(data)]
    except Exception as problem:
        raise BcdrError("what was given by --trust is no certificate", "give a PEM or DER file") from problem
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    try:
        found = PdfFileReader(io.BytesIO(content), strict=False).embedded_regular_signatures
    except Exception:  # noqa: BLE001 - whatever a file from anywhere does to its reader is a fault of the file
        return (Signature("", "", "", is_sound=False, is_trusted=None, fault="cannot be read"),)
    return tuple(_signature(one, context, has_roots=bool(roots)) for one in found)


def _signature(found: Any, context: ValidationContext, *, has_roots: bool) -> Signature:
    name = str(found.field_name)
    try:
        with ThreadPoolExecutor(1) as alone:  # pyHanko runs an event loop, and a thread may have one already
            status = alone.submit(validate_pdf_signature, found, signer_validation_context=context).result()
        signer = str(found.signer_cert.subject.human_friendly)
    except Exception:  # noqa: BLE001 - as above
        return Signature(name, "", "", is_sound=False, is_trusted=None, fault="cannot be read")
    is_sound = bool(status.intact and status.valid and status.docmdp_ok is not False)
    fault = "" if is_sound else "does not fit the document: what it covers was changed" if not status.intact else ""
    return Signature(
        name,
        signer,
        str(found.self_reported_timestamp or "at an unknown time"),
        is_sound,
        bool(status.trusted) if has_roots else None,
        is_stamped=status.timestamp_validity is not None,
        fault=fault or ("" if is_sound else "is not sound"),
    )


def checks(found: Iterable[Signature], *, has_trust: bool) -> list[Check]:
    """What came of the signatures. Nobody is called trusted unless somebody said whom to trust."""
    made = [Check("signatures", *_worded(one)) for one in found]
    if has_trust and not made:
        return [Check("signatures", "differs", "It is not signed.")]
    return made


def _worded(one: Signature) -> tuple[Result, str]:
    named = f"The signature {one.field}" if one.field else "A signature"
    if not one.is_sound:
        return "differs", f"{named} {one.fault}."
    said = f"{named} is by {one.signer}, {one.signed}" + (
        " (time-stamped)" if one.is_stamped else " by their own clock"
    )
    if one.is_trusted is None:
        return "holds", f"{said}, and fits what it covers. Whether the certificate is theirs was not checked: --trust."
    if one.is_trusted:
        return "holds", f"{said}, fits what it covers, and is vouched for by a certificate that you gave."
    return "differs", f"{said}, and no certificate that you gave vouches for it."
