"""From a document and a key to the signed document: the steps behind `bcdr sign`. Needs pyHanko, the extra `sign`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

VARIABLE = "BCDR_KEY_PASSPHRASE"
MISSING = BcdrError("signing needs pyHanko, which is not installed", "pip install 'bcdr[sign]'")


def signed(
    path: Path,
    key: str,
    certificate: str | None,
    field: str | None,
    reason: str | None,
    passphrase_file: str | None,
    timestamp: str | None,
) -> tuple[bytes, str]:
    """The signed file, and who signed it as the certificate names them; BcdrError when it cannot be signed."""
    from bcdr.scrutiny.examine import NoManifestError, manifest_of
    from bcdr.scrutiny.paper import Paper

    content = _read(path)
    paper = Paper(content)
    try:
        manifest_of(paper, paper.enclosed())
    except NoManifestError as problem:
        raise BcdrError(f"{path} is not signed: {problem}", "bcdr verify tells more") from None
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.sign import fields, signers
        from pyhanko.sign.general import SigningError
        from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
    except ImportError:
        raise MISSING from None
    if timestamp is not None and not timestamp.startswith(("https://", "http://")):
        raise BcdrError(f"{timestamp} is no address of a service", "write it as https://...")
    signer = _signer(key, certificate, lambda: _passphrase(passphrase_file))
    about = signers.PdfSignatureMetadata(
        field_name=field or f"Signature {paper.signatures() + 1}",
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=reason,
    )
    stamper = HTTPTimeStamper(timestamp) if timestamp else None
    out = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        with ThreadPoolExecutor(1) as alone:  # pyHanko runs an event loop, and a thread may have one already
            alone.submit(
                signers.PdfSigner(about, signer=signer, timestamper=stamper).sign_pdf, writer, output=out
            ).result()
    except (SigningError, PdfError) as problem:
        raise BcdrError(f"{path} could not be signed: {problem}", "choose another name by --field") from problem
    except (TimestampRequestError, OSError) as problem:
        raise BcdrError(
            f"the time-stamping service did not answer: {timestamp}", "try again, or sign without"
        ) from problem
    return out.getvalue(), str(_subject(signer))


def _subject(signer: SimpleSigner) -> Any:
    return signer.signing_cert.subject.human_friendly if signer.signing_cert is not None else "an unknown person"


def _signer(key: str, certificate: str | None, passphrase: Callable[[], bytes]) -> SimpleSigner:
    from pyhanko.sign import signers

    opener: Any = signers.SimpleSigner

    content = _read(Path(key))
    is_pem = b"-----BEGIN" in content
    if is_pem and certificate is None:
        raise BcdrError("a key in PEM does not say whose it is", "give its certificate by --certificate")
    secret = None if is_pem and b"ENCRYPTED" not in content else passphrase()
    try:
        if is_pem:
            found = opener.load(key, str(certificate), key_passphrase=secret)
        else:
            found = opener.load_pkcs12(key, passphrase=secret)
    except Exception as problem:
        raise BcdrError(_UNREADABLE, "check file and passphrase") from problem
    if not isinstance(found, signers.SimpleSigner) or found.signing_cert is None:
        raise BcdrError(_UNREADABLE, "check file and passphrase")
    return found


_UNREADABLE = "the key cannot be opened: it is no key, or the passphrase is another"


def _passphrase(file: str | None) -> bytes:
    if file is not None:
        return _read(Path(file)).split(b"\n", 1)[0].rstrip(b"\r")
    if (said := os.environ.get(VARIABLE)) is not None:
        return said.encode()
    if not sys.stdin.isatty():
        raise BcdrError(
            "the key needs a passphrase, and nobody is there to ask", f"set {VARIABLE} or --passphrase-file"
        )
    from getpass import getpass

    return getpass("Passphrase of the key: ").encode()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise BcdrError(f"{path} cannot be read: {(problem.strerror or '').lower()}", "check the path") from None
