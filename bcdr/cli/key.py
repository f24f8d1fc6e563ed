"""A key that somebody signs with, opened: PKCS#12, or PEM with its certificate. Needs pyHanko, the extra `sign`."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

VARIABLE = "BCDR_KEY_PASSPHRASE"
MISSING = BcdrError("signing needs pyHanko, which is not installed", "pip install 'bcdr[sign]'")
_UNREADABLE = BcdrError(
    "the key cannot be opened: it is no key, or the passphrase is another", "check file and passphrase"
)


def opened(key: str, certificate: str | None = None, passphrase_file: str | None = None) -> SimpleSigner:
    """The key, ready to sign with.

    The passphrase comes from the first line of a file, else from the environment, else from the person at the terminal.
    BcdrError where pyHanko is missing or the key cannot be opened.
    """
    try:
        from pyhanko.sign import signers
    except ImportError:
        raise MISSING from None
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # it prints where in its program a passphrase was wrong
    opener: Any = signers.SimpleSigner
    content = read(Path(key))
    is_pem = b"-----BEGIN" in content
    if is_pem and certificate is None and b"-----BEGIN CERTIFICATE" not in content:
        raise BcdrError("a key in PEM does not say whose it is", "give its certificate by --certificate")
    secret = None if is_pem and b"ENCRYPTED" not in content else _passphrase(passphrase_file)
    try:
        if is_pem:
            found = opener.load(key, certificate or key, key_passphrase=secret)
        else:
            found = opener.load_pkcs12(key, passphrase=secret)
    except Exception as problem:
        raise _UNREADABLE from problem
    if not isinstance(found, signers.SimpleSigner) or found.signing_cert is None:
        raise _UNREADABLE
    return found


def _passphrase(file: str | None) -> bytes:
    if file is not None:
        return read(Path(file)).split(b"\n", 1)[0].rstrip(b"\r")
    if (said := os.environ.get(VARIABLE)) is not None:
        return said.encode()
    if not sys.stdin.isatty():
        raise BcdrError(
            "the key needs a passphrase, and nobody is there to ask", f"set {VARIABLE} or --passphrase-file"
        )
    from getpass import getpass

    return getpass("Passphrase of the key: ").encode()


def read(path: Path) -> bytes:
    """The bytes of a file; BcdrError says why they cannot be had."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise BcdrError(f"{path} cannot be read: {(problem.strerror or '').lower()}", "check the path") from None
