"""A signature as options: what `bcdr sign` is told, and every command that signs what it writes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

from bcdr.cli.option import Option
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.cli.signing import Signing

KEY = "PKCS#12 (.p12, .pfx), or PEM with the certificate in the same file or by --certificate."
Certificate = Annotated[str | None, Option("The certificate of a key in PEM.", ("--certificate",), "FILE")]
Reason = Annotated[str | None, Option("Why you sign; stands on the line and in the signature.", ("--reason",), "TEXT")]
Passphrase = Annotated[
    str | None,
    Option(
        "File whose first line is the passphrase of the key. Default: the environment variable BCDR_KEY_PASSPHRASE, "
        "else you are asked.",
        ("--passphrase-file",),
        "FILE",
    ),
]
Timestamp = Annotated[
    str | None,
    Option("Address of a time-stamping service (RFC 3161) to ask; the only use of a network.", ("--timestamp",), "URL"),
]


class Mark(NamedTuple):
    """With which key a document is signed as soon as it is written, on which line, and how."""

    sign: Annotated[str | None, Option(f"Sign it with your key: {KEY}", ("--sign",), "KEY")] = None
    sign_field: Annotated[
        str | None, Option("The line to sign on. Without it the lines are named.", ("--sign-field",), "NAME")
    ] = None
    certificate: Certificate = None
    reason: Reason = None
    passphrase_file: Passphrase = None
    timestamp: Timestamp = None

    def order(self) -> "Signing | None":
        """The order to sign, None where no key was named; BcdrError for options that then mean nothing."""
        if self.sign is None:
            if said := next(self._flags(), None):
                raise BcdrError(f"{said} belongs to a signature, and there is no key", "give one by --sign")
            return None
        from bcdr.cli.signing import Signing

        return Signing(self.sign, self.certificate, self.sign_field, self.reason, self.passphrase_file, self.timestamp)

    def _flags(self) -> Iterator[str]:
        return (f"--{name.replace('_', '-')}" for name, value in self._asdict().items() if value is not None)


UNSIGNED = Mark()
