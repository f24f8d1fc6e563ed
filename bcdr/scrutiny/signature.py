"""Signatures in a PDF: whether each still fits the bytes it covers, whose certificate it is, and who vouches for that.

Needs pyHanko, the extra `sign`. No network is used: no list of revoked certificates is asked for.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, NamedTuple

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from bcdr.errors import BcdrError
from bcdr.report.verdict import Check, Result, named, numbers
from bcdr.report.wording import listed
from bcdr.scrutiny.likeness import likeness
from bcdr.scrutiny.paper import Paper
from bcdr.scrutiny.revision import is_regular

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

ALONE = "nothing was added after it"
BEFORE_OTHERS = "only other signatures were added after it"
CHANGED_AFTER = "what was added after it changes"


class Stamp(NamedTuple):
    """A time that somebody else vouches for; `is_trusted` is None when nobody said whom to trust."""

    by: str
    at: str
    is_sound: bool
    is_trusted: bool | None = None


class Signature(NamedTuple):
    """One signature. `is_sound`: the signed bytes are unchanged and the signature fits the certificate in it.

    `is_late` says that it fits and that its certificate did not count on its day, which is its fault then.
    `is_trusted` is None when nobody said whom to trust. `signed` is the time that the signer's machine stated, `stamp`
    the one of a time-stamping service, `later` what came of the document afterwards.
    """

    field: str
    signer: str
    signed: str
    is_sound: bool
    is_trusted: bool | None
    stamp: Stamp | None = None
    fault: str = ""
    reason: str = ""
    later: str = ALONE
    is_late: bool = False


def signatures(content: bytes, trusted: Iterable[bytes] = (), only: str | None = None) -> tuple[Signature, ...]:
    """Every signature of a file, in the order in which they were made; `trusted` are certificates as PEM or DER.

    `only` asks for the one on that line. BcdrError when one of `trusted` is no certificate.
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
    asked = [one for one in found if only is None or one.field_name == only]
    return tuple(_signature(one, content, context, has_roots=bool(roots)) for one in asked)


def whose(certificate: Any) -> str:
    """The name in a certificate, an `asn1crypto` one: person and organisation, else all that it says."""
    said = certificate.subject.native
    parts = [_one(said.get(k)) for k in ("common_name", "organization_name")]
    return ", ".join(p for p in parts if p) or str(certificate.subject.human_friendly)


def _one(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _signature(found: Any, content: bytes, context: ValidationContext, *, has_roots: bool) -> Signature:
    name = str(found.field_name)
    try:
        with ThreadPoolExecutor(1) as alone:  # pyHanko runs an event loop, and a thread may have one already
            status = alone.submit(
                validate_pdf_signature,
                found,
                signer_validation_context=context,
                ts_validation_context=context,
                skip_diff=True,
            ).result()
        signer = whose(found.signer_cert)
        later = _later(name, status, found.byte_range, content)
    except Exception:  # noqa: BLE001 - as above
        return Signature(name, "", "", is_sound=False, is_trusted=None, fault="cannot be read")
    unfit, late = _fault(status, later), _out_of_time(found, status)
    fault = unfit or late
    return Signature(
        name,
        signer,
        _moment(found.self_reported_timestamp),
        not fault,
        bool(status.trusted) if has_roots else None,
        _stamp(status, has_roots=has_roots),
        fault,
        str(found.sig_object.get("/Reason", "") or ""),
        later,
        is_late=bool(late and not unfit),
    )


def _fault(status: Any, later: str) -> str:
    if not status.intact:
        return "does not fit the document: what it covers was changed"
    if not status.valid:
        return "does not fit the certificate in it"
    if status.coverage.value < SignatureCoverageLevel.ENTIRE_REVISION.value:
        return "does not cover the whole document as it was signed"
    if later.startswith(CHANGED_AFTER):
        return f"fits what it covers, but {later}"
    return ""


def _out_of_time(found: Any, status: Any) -> str:
    """What is wrong with the day of a signature: a validator asks that only of certificates that others vouch for."""
    stamp = status.timestamp_validity
    made = stamp.timestamp if stamp is not None else found.self_reported_timestamp
    fault = out_of_time(found.signer_cert, made) if made is not None else ""
    return f"was made on {made.date().isoformat()}, and {fault}" if fault else ""


def out_of_time(certificate: Any, moment: datetime) -> str:
    """Why a certificate, an `asn1crypto` one, does not count at a moment; empty when it does."""
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if moment < first:
        return f"its certificate is valid from {first.date().isoformat()} only"
    return f"its certificate was valid until {last.date().isoformat()}" if moment > last else ""


def _later(name: str, status: Any, signed: Any, content: bytes) -> str:
    """What was added behind the part of the file that was signed: nothing, other signatures, or a change.

    pyHanko compares two states of a file object by object, which takes minutes for a tagged document; digests of
    pages and parts answer the same question, and name the page.
    """
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return ALONE
    first, size = (int(n) for n in list(signed)[2:4])
    before = Paper(content[: first + size])
    if not any(line.name == name and line.is_signed for line in before.lines()):
        return f"{CHANGED_AFTER} the line on which it stands"
    if not is_regular(content, first + size):
        return f"{CHANGED_AFTER} the file in a way that programs read differently"
    found = likeness(Paper(content), before)
    pages = sorted({*found.pages, *(n for n, _ in found.marks)})
    if not found.is_same_length:
        return f"{CHANGED_AFTER} the number of pages"
    if pages:
        return f"{CHANGED_AFTER} {numbers(pages)}"
    parts = (*found.files, *found.parts)  # the day of the last save is written anew with each signature
    return f"{CHANGED_AFTER} {listed(parts)}" if parts else BEFORE_OTHERS


def _stamp(status: Any, *, has_roots: bool) -> Stamp | None:
    found = status.timestamp_validity
    if found is None:
        return None
    is_sound = bool(found.intact and found.valid)
    return Stamp(
        whose(found.signing_cert), _moment(found.timestamp), is_sound, bool(found.trusted) if has_roots else None
    )


def _moment(said: datetime | None) -> str:
    return said.isoformat(" ", "seconds") if said is not None else "at an unknown time"


def checks(found: Iterable[Signature], *, has_trust: bool) -> list[Check]:
    """What came of the signatures. Nobody is called trusted unless somebody said whom to trust.

    A signature that does not fit differs; one that fits and shows nothing, for want of trust or for its day, is open.
    """
    made = [Check("signatures", *_worded(one)) for one in found]
    if has_trust and not made:
        return [Check("signatures", "open", "It is not signed.")]
    return made


def _worded(one: Signature) -> tuple[Result, str]:
    which = f"The signature {named(one.field)}" if one.field else "A signature"
    if not one.is_sound:
        by = f", by {named(one.signer)}," if one.signer else ""
        return "open" if one.is_late else "differs", f"{which}{by} {one.fault}."
    said = f"{which} is by {named(one.signer)}, {_time(one)}"
    if one.stamp is not None and not one.stamp.is_sound:
        return "differs", f"{said}; the time-stamp in it does not fit it."
    if one.is_trusted is None:
        vouched = "Whether the certificate is theirs was not checked: --trust."
        return "holds", f"{said}. It fits what it covers, and {one.later}. {vouched}"
    if one.is_trusted:
        said = f"{said}. It fits what it covers, {one.later}, and a certificate that you gave vouches for it"
        return "holds", said + _stamp_vouched(one.stamp)
    return "open", f"{said}. No certificate that you gave vouches for it."


def _time(one: Signature) -> str:
    if one.stamp is None:
        return f"{one.signed} by their own clock"
    return f"{one.stamp.at}, stamped by {named(one.stamp.by)}"


def _stamp_vouched(stamp: Stamp | None) -> str:
    if stamp is None:
        return "."
    return ", and for the stamp of the time." if stamp.is_trusted else "; for the stamp of the time none does."
