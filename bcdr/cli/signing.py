"""From a document and a key to the signed document: the steps behind `bcdr sign`. Needs pyHanko, the extra `sign`."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bcdr.cli.key import MISSING, opened, read
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

    from bcdr.scrutiny.paper import Line, Paper

PATIENCE = 20.0
"""Seconds until a time-stamping service has to have answered."""
_MOST = 6
"""So many lines are named in a message; `--list` shows all."""


class Signing(NamedTuple):
    """How to sign: with which key, on which line, why, and who stamps the time."""

    key: str
    certificate: str | None = None
    field: str | None = None
    reason: str | None = None
    passphrase_file: str | None = None
    timestamp: str | None = None


def signed(path: Path, order: Signing, patience: float = PATIENCE) -> tuple[bytes, str]:
    """The signed file, and who signed it as the certificate names them; BcdrError when it cannot be signed."""
    content = read(path)
    paper = document(path, content)
    check_service(order)
    choose(paper.lines(), order.field, str(path), lambda name: _signer_of(content, name))
    key = opened(order.key, order.certificate, order.passphrase_file)
    from bcdr.scrutiny.signature import whose

    return put(content, key, order, str(path), patience), whose(key.signing_cert)


def document(path: Path, content: bytes) -> Paper:
    """A document that bcdr made; BcdrError when it is none, because only those are signed."""
    from bcdr.scrutiny.examine import NoManifestError, manifest_of
    from bcdr.scrutiny.paper import Paper

    paper = Paper(content)
    try:
        manifest_of(paper, paper.enclosed())
    except NoManifestError as problem:
        raise BcdrError(f"{path} is not signed: {problem}", "bcdr verify tells more") from None
    return paper


def choose(
    lines: tuple[Line, ...],
    field: str | None,
    file: str,
    signer: Callable[[str], str] = lambda _: "somebody",
    option: str = "--field",
) -> str:
    """The line to sign on. BcdrError when none is named, because nobody should sign in the wrong place by accident.

    `signer` says who signed a line. A file without lines takes a signature that is not seen, under any name.
    """
    seen = [one for one in lines if one.is_visible]
    if not seen:
        taken = [one for one in lines if one.name == field]
        if taken:
            raise BcdrError(f"{file} is already signed as {field}, by {signer(taken[0].name)}", "choose another name")
        return field or f"Signature {len(lines) + 1}"
    empty = [one for one in seen if not one.is_signed]
    hint = f"empty: {_named(empty)}" if empty else "no line is empty; ask for the document as it was made"
    if field is None:
        raise BcdrError(f"{file} was not signed: name the line by {option}", hint)
    found = [one for one in seen if one.name.casefold() == field.casefold()]
    if not found:
        raise BcdrError(f"{file} has no line called {field}", hint)
    if found[0].is_signed:
        raise BcdrError(f"the line {found[0].name} is already signed, by {signer(found[0].name)}", hint)
    return found[0].name


def _named(lines: list[Line]) -> str:
    said = "; ".join(f"{one.name} ({one.label})" for one in lines[:_MOST])
    return said + (f"; and {len(lines) - _MOST} more: bcdr sign FILE --list" if len(lines) > _MOST else "")


def _signer_of(content: bytes, name: str) -> str:
    try:
        from bcdr.scrutiny.signature import signatures
    except ImportError:
        raise MISSING from None
    return next((s.signer for s in signatures(content, only=name) if s.signer), "somebody")


def check_service(order: Signing) -> None:
    """BcdrError when what should stamp the time is no address."""
    if order.timestamp is not None and not order.timestamp.startswith(("https://", "http://")):
        raise BcdrError(f"{order.timestamp} is no address of a service", "write it as https://...")


def put(content: bytes, key: SimpleSigner, order: Signing, file: str, patience: float = PATIENCE) -> bytes:
    """The file with a signature on the line of `order`, behind its end; it was checked before it is handed back."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

    from bcdr.cli.sealing import style
    from bcdr.scrutiny.paper import Paper
    from bcdr.scrutiny.signature import out_of_time, whose

    if fault := out_of_time(key.signing_cert, datetime.now(UTC)):
        raise BcdrError(f"{file} was not signed: {fault}", "sign with a key whose certificate is valid today")
    paper = Paper(content)
    name = choose(paper.lines(), order.field, file)
    line = next((one for one in paper.lines() if one.name == name), None)
    about = signers.PdfSignatureMetadata(
        field_name=name, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", reason=order.reason
    )
    said = " · ".join(t for t in (line.role if line is not None else "", order.reason or "") if t)
    stamper = HTTPTimeStamper(order.timestamp, timeout=patience) if order.timestamp else None
    signer = signers.PdfSigner(about, signer=key, timestamper=stamper, stamp_style=style(whose(key.signing_cert), said))
    out = io.BytesIO()
    service = f"the time-stamping service {order.timestamp}"
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        with ThreadPoolExecutor(1) as alone:  # pyHanko runs an event loop, and a thread may have one already
            alone.submit(signer.sign_pdf, writer, output=out).result()
    except TimestampRequestError as problem:
        refused = "refused" in str(problem) or "bad nonce" in str(problem)
        said = f"refused: {problem}" if refused else "did not answer as such a service does"
        raise BcdrError(f"{service} {said}; nothing was written", _WITHOUT) from problem
    except TimeoutError as problem:
        raise BcdrError(f"{service} did not answer within {patience:g} s; nothing was written", _WITHOUT) from problem
    except (SigningError, PdfError) as problem:
        raise BcdrError(f"{file} could not be signed: {problem}", "bcdr verify says what is wrong with it") from problem
    except Exception as problem:
        if stamper is None:
            raise
        raise BcdrError(
            f"{service} gave no time-stamp: it refuses, or is something else; nothing was written", _WITHOUT
        ) from problem
    return _checked(out.getvalue(), name, service)


_WITHOUT = "try again, name another service, or sign without --timestamp"


def _checked(content: bytes, name: str, service: str) -> bytes:
    """The signed file, if its new signature and the stamp in it hold: a service may stamp something else."""
    from bcdr.scrutiny.signature import signatures

    (made,) = signatures(content, only=name)
    if made.stamp is not None and not made.stamp.is_sound:
        raise BcdrError(f"{service} gave a stamp that does not fit; nothing was written", _WITHOUT)
    if not made.is_sound:
        said = f"the signature that was made {made.fault}; nothing was written"
        raise BcdrError(said, "check key and certificate; pyHanko reads no name that mixes directions of writing")
    return content
